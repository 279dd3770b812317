"""Where one clause of a query holds in an article: its words, or the words behind its event.

A term becomes runs of word positions: the runs of its first word, each joined to those of the next
that start right behind it. Nothing here knows of AND, OR and NOT.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import reduce
from operator import eq, ge, gt, le, lt

from alerts.query.fields import STORY, TEXT
from alerts.query.index import Field, Run, Text
from alerts.query.shape import Choice, shape
from alerts.query.tree import Code, Leaf, Near, Number, Or, Term, terms

Stretch = tuple[str, int, int]  # field, start, end
_OPERATORS = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq}
_ROLES = {"kind": "trigger", "country": "place"}  # the other fields have cues of their own name


def find(leaf: Leaf, text: Text, event: int | None) -> list[Stretch] | None:
    """Give where a clause holds, None if it does not; a clause on no words holds nowhere."""
    if isinstance(leaf, Number):
        return _number(leaf, text, event)
    if isinstance(leaf, Code):
        return _code(leaf, text, event)
    if isinstance(leaf, Term) and leaf.field not in ("", *TEXT):
        holds_for = any(runs(field, leaf) for field in text.named(leaf.field, event))
        return _cues(text, event, leaf.field) if holds_for else None
    found: list[Stretch] = []
    named = leaf.field if isinstance(leaf, Term) else terms(leaf.left)[0].field
    for name in (named,) if named else TEXT:
        field = text.fields[name]
        found.extend((name, *field.bounds(run)) for run in runs(field, leaf))
    return found or None


def _number(leaf: Number, text: Text, event: int | None) -> list[Stretch] | None:
    if event is None or leaf.field in STORY:
        return None
    compare = _OPERATORS[leaf.operator]
    told = [q for q in text.events[event].quantities if q.unit == leaf.field]
    if not any(compare(quantity.value, leaf.value) for quantity in told):
        return None
    return _cues(text, event, "quantity")


def _code(leaf: Code, text: Text, event: int | None) -> list[Stretch] | None:
    if leaf.field == "lang":
        same = text.lang == leaf.value or text.lang.startswith(leaf.value + "-")
        return [] if same else None
    if event is None:
        return None
    value: str | None = getattr(text.events[event], leaf.field)
    return _cues(text, event, leaf.field) if value == leaf.value else None


def _cues(text: Text, event: int | None, field: str) -> list[Stretch]:
    """Give the words that made the event say so: its cues; for the kind, else, its evidence."""
    if event is None:
        return []
    told = text.events[event]
    name = told.evidence.field
    role = _ROLES.get(field, field)
    found = [(name, cue.start, cue.end) for cue in told.cues if cue.role == role]
    if field == "kind" and not found:
        found = [(name, told.evidence.start, told.evidence.end)]
    size = len(text.fields[name].text)
    return [stretch for stretch in found if 0 <= stretch[1] < stretch[2] <= size]


def runs(field: Field, leaf: Term | Near) -> set[Run]:
    """Give where a term, or the two sides of a NEAR, stand in a field."""
    if isinstance(leaf, Near):
        left, right = (_side(field, side) for side in (leaf.left, leaf.right))
        return _beside(left, right, leaf.distance) | _beside(right, left, leaf.distance)
    found: set[Run] | None = None
    for choice in shape(leaf):
        here = _chosen(field, choice)
        found = here if found is None else _then(found, here)
        if not found:
            break
    return found or set()


def _chosen(field: Field, choice: Choice) -> set[Run]:
    """Give where any of the ways to write a word stands."""
    return set().union(*(reduce(_then, map(field.runs, atoms)) for atoms in choice))


def _then(first: set[Run], second: set[Run]) -> set[Run]:
    """Join each run to those that start right behind it."""
    ends: dict[int, list[int]] = {}
    for start, end in second:
        ends.setdefault(start, []).append(end)
    return {(start, last) for start, end in first for last in ends.get(end + 1, ())}


def _side(field: Field, side: Term | Or) -> list[Run]:
    found: set[Run] = set().union(*(runs(field, term) for term in terms(side)))
    return sorted(found)


def _beside(first: list[Run], second: list[Run], distance: int) -> set[Run]:
    """Give the runs of both sides where one of `second` follows one of `first` closely.

    Both are sorted; the stretches of `second` within reach are marked by their ends and swept
    once, so that a text of one repeated word costs no more than another.
    """
    starts = [run[0] for run in second]
    found: set[Run] = set()
    edges = [0] * (len(second) + 1)
    for run in first:
        low = bisect_right(starts, run[1])
        high = bisect_left(starts, run[1] + distance + 2)
        if low < high:
            found.add(run)
            edges[low] += 1
            edges[high] -= 1
    reach = 0
    for run, edge in zip(second, edges, strict=False):
        reach += edge
        if reach:
            found.add(run)
    return found
