"""Where one clause of a query holds in an article: its words, or the words behind its event.

Positions are masks, one bit a word. A term is followed word by word: from the positions where it
may go on to those right behind it, then back again to where it began. Nothing here knows of AND,
OR and NOT.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from itertools import islice
from operator import eq, ge, gt, le, lt, or_

from alerts.query.fields import NAMES, STORY, TEXT
from alerts.query.index import Field, Text
from alerts.query.shape import Choice, shape
from alerts.query.tree import Code, Leaf, Near, Number, Or, Term, terms

Stretch = tuple[str, int, int]  # field, start, end
Ends = tuple[int, int]  # masks of first and of last words
_OPERATORS = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq}
MAX_SHOWN = 200
_ROLES = {"kind": "trigger", "country": "place"}  # the other fields have cues of their own name


def find(leaf: Leaf, text: Text, event: int | None) -> list[Stretch] | None:
    """Give where a clause holds, None if it does not; a clause on no words holds nowhere.

    Of one clause at most `MAX_SHOWN` places a field are given.
    """
    if not holds(leaf, text, event):
        return None
    if isinstance(leaf, Number):
        return _cues(text, event, "quantity")
    if isinstance(leaf, Code) or (isinstance(leaf, Term) and leaf.field in NAMES):
        return _cues(text, event, leaf.field)
    return [
        (name, *text.fields[name].bounds(*run))
        for name in _searched(leaf)
        for run in islice(_runs(text.fields[name], leaf), MAX_SHOWN)
    ]


def holds(leaf: Leaf, text: Text, event: int | None) -> bool:
    """Say whether a clause holds, without asking where."""
    if isinstance(leaf, Number):
        return _number(leaf, text, event)
    if isinstance(leaf, Code):
        return _code(leaf, text, event)
    if isinstance(leaf, Term) and leaf.field in NAMES:
        return any(_follow(field, leaf)[0] for field in text.named(leaf.field, event))
    return any(_reach(text.fields[name], leaf) for name in _searched(leaf))


def _searched(leaf: Term | Near) -> tuple[str, ...]:
    field = leaf.field if isinstance(leaf, Term) else terms(leaf.left)[0].field
    return (field,) if field else TEXT


def _number(leaf: Number, text: Text, event: int | None) -> bool:
    if event is None or leaf.field in STORY:
        return False
    compare = _OPERATORS[leaf.operator]
    told = (q.value for q in text.events[event].quantities if q.unit == leaf.field)
    return any(compare(value, leaf.value) for value in told)


def _code(leaf: Code, text: Text, event: int | None) -> bool:
    if leaf.field == "lang":
        return text.lang == leaf.value or text.lang.startswith(leaf.value + "-")
    if event is None:
        return False
    if leaf.field == "kind":
        return leaf.value in text.events[event].kinds
    return bool(getattr(text.events[event], leaf.field) == leaf.value)


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


def _reach(field: Field, leaf: Term | Near) -> bool:
    if isinstance(leaf, Term):
        return _follow(field, leaf)[0] > 0
    return any(map(any, _near(field, leaf)))


def _runs(field: Field, leaf: Term | Near) -> Iterator[tuple[int, int]]:
    """Give the first and last word of all that made a clause hold in a field."""
    if isinstance(leaf, Term):
        yield from _pairs(*_follow(field, leaf))
        return
    for side, (starts, ends) in zip((leaf.left, leaf.right), _near(field, leaf), strict=True):
        firsts, lasts = set(_bits(starts)), set(_bits(ends))
        for term in terms(side):
            for first, last in _pairs(*_follow(field, term)):
                if first in firsts or last in lasts:
                    yield first, last


def _near(field: Field, near: Near) -> tuple[Ends, Ends]:
    """Give the starts and ends of each side that have the other side close by."""
    left_starts, left_ends = _side(field, near.left)
    right_starts, right_ends = _side(field, near.right)
    before, after = _beside(left_ends, right_starts, near.distance)
    turned_before, turned_after = _beside(right_ends, left_starts, near.distance)
    return (turned_after, before), (after, turned_before)


def _side(field: Field, side: Term | Or) -> Ends:
    found = [_follow(field, term) for term in terms(side)]
    return reduce(or_, (starts for starts, _ in found)), reduce(or_, (ends for _, ends in found))


def _beside(ends: int, starts: int, distance: int) -> Ends:
    """Give the ends that have a start at most so many words behind them, and those starts."""
    steps = range(1, distance + 2)
    after = reduce(or_, (ends << step for step in steps)) & starts
    before = reduce(or_, (starts >> step for step in steps)) & ends
    return before, after


def _follow(field: Field, term: Term) -> Ends:
    """Give the positions where a term starts, and where it ends; 0 and 0 if it stands nowhere."""
    reached = [-1]  # it may start anywhere
    choices = shape(term)
    for choice in choices:
        reached.append(_onward(field, choice, reached[-1]))
        if not reached[-1]:
            return 0, 0
    starts = reached[-1]
    for choice, begun in zip(reversed(choices), reversed(reached[:-1]), strict=True):
        starts = _back(field, choice, starts) & begun
    return starts, reached[-1] >> 1


def _onward(field: Field, choice: Choice, begin: int) -> int:
    """Give the positions right behind a word, however it is written, that starts at `begin`."""
    found = 0
    for sequence in choice:
        at = begin
        for atom in sequence:
            masks = field.masks(atom).items()
            at = reduce(or_, ((at & mask) << width for width, mask in masks), 0)
        found |= at
    return found


def _back(field: Field, choice: Choice, behind: int) -> int:
    """Give the positions where a word starts that leads right to `behind`."""
    found = 0
    for sequence in choice:
        at = behind
        for atom in reversed(sequence):
            masks = field.masks(atom).items()
            at = reduce(or_, ((at >> width) & mask for width, mask in masks), 0)
        found |= at
    return found


def _pairs(starts: int, ends: int) -> Iterator[tuple[int, int]]:
    """Give runs from their starts and ends, each start with its own end or else the nearest."""
    firsts, lasts = list(_bits(starts)), list(_bits(ends))
    if len(firsts) == len(lasts) and all(map(le, firsts, lasts)):
        yield from zip(firsts, lasts, strict=True)
        return
    for first in firsts:
        yield first, lasts[bisect_left(lasts, first)]


def _bits(mask: int) -> Iterator[int]:
    """Give the positions in a mask."""
    digits = bin(mask)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
