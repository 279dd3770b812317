"""Whether a query holds for an article, judged clause by clause: the reference for any engine.

A query that asks nothing of events is judged once, on the text. A query with an event field,
wherever it stands, is judged once for each event with all its event fields bound to that event,
and matches if it holds for one of them; an article without events is judged once, with every event
clause failing. What is absent never matches, so the NOT of it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alerts.query import find
from alerts.query.index import Text
from alerts.query.tree import And, Node, Not, Or, Query, of_event
from streams.messages import Article, Event, Span


@dataclass(frozen=True)
class Found:
    """A query that holds: where, in original code points, and for which events.

    `spans` come from the clauses that held and stand under no NOT, merged and sorted, title first.
    `events` are the indices of the events that satisfied the query; none if the text alone did.
    """

    spans: tuple[Span, ...]
    events: tuple[int, ...]


@dataclass(frozen=True)
class Judged:
    """A node of a query with its verdict and, for a clause, what it found."""

    node: Node
    held: bool
    stretches: tuple[find.Stretch, ...] = ()
    below: tuple[Judged, ...] = ()


def evaluate(
    query: Query, article: Article, events: Sequence[Event] = (), *, lang: str | None = None
) -> Found | None:
    """Say where a query holds for an article and its events, None if it does not."""
    return search(query, Text(article, events, lang))


def search(query: Query, text: Text) -> Found | None:
    """Say where a query holds in an indexed text, None if it does not."""
    held = [event for event in bindings(query, text) if holds(query.root, text, event)]
    if not held:
        return None
    judged = [(event, judge(query.root, text, event)) for event in held]
    told = tuple(event for event, verdict in judged if event is not None and _on_event(verdict))
    stretches = (stretch for _, verdict in judged for stretch in _stretches(verdict))
    return Found(merge(stretches), told)


def bindings(query: Query, text: Text) -> Sequence[int | None]:
    """Give the events to judge a query on; None stands for no event."""
    return range(len(text.events)) if query.on_events and text.events else (None,)


def holds(node: Node, text: Text, event: int | None) -> bool:
    """Say whether a node holds, looking no further than needed."""
    if isinstance(node, And):
        return all(holds(child, text, event) for child in node.children)
    if isinstance(node, Or):
        return any(holds(child, text, event) for child in node.children)
    if isinstance(node, Not):
        return not holds(node.child, text, event)
    return find.holds(node, text, event)


def judge(node: Node, text: Text, event: int | None) -> Judged:
    """Judge a node and all below it."""
    if isinstance(node, And | Or):
        below = tuple(judge(child, text, event) for child in node.children)
        verdicts = [child.held for child in below]
        return Judged(node, all(verdicts) if isinstance(node, And) else any(verdicts), (), below)
    if isinstance(node, Not):
        child = judge(node.child, text, event)
        return Judged(node, not child.held, (), (child,))
    found = find.find(node, text, event)
    return Judged(node, found is not None, tuple(found or ()))


def _stretches(judged: Judged) -> Iterator[find.Stretch]:
    """Give what the clauses found that made a node hold."""
    if judged.held and not isinstance(judged.node, Not):
        yield from judged.stretches
        for child in judged.below:
            yield from _stretches(child)


def _on_event(judged: Judged) -> bool:
    """Say whether a clause on the event, or the NOT of one, helped a node to hold."""
    if not judged.held:
        return False
    if isinstance(judged.node, Not):
        return any(map(_names_event, judged.below))
    if isinstance(judged.node, And | Or):
        return any(map(_on_event, judged.below))
    return of_event(judged.node)


def _names_event(judged: Judged) -> bool:
    if isinstance(judged.node, And | Or | Not):
        return any(map(_names_event, judged.below))
    return of_event(judged.node)


def merge(stretches: Iterable[find.Stretch]) -> tuple[Span, ...]:
    """Sort stretches, title first, and join those that overlap or touch."""
    merged: list[find.Stretch] = []
    for name, start, end in sorted(set(stretches), key=lambda s: (s[0] != "title", s[1], s[2])):
        if merged and merged[-1][0] == name and start <= merged[-1][2]:
            merged[-1] = (name, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((name, start, end))
    return tuple(
        Span(field="title" if name == "title" else "body", start=start, end=end)
        for name, start, end in merged
    )
