"""Why a query holds for an article, or why not: every clause with its verdict and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alerts.query.evaluate import Judged, bindings, judge, merge
from alerts.query.index import Text
from alerts.query.tree import And, Code, Leaf, Not, Number, Or, Query, of_event
from streams.messages import Article, Event, Span


@dataclass(frozen=True)
class Clause:
    """A clause of a query and what became of it; `clauses` are those inside it."""

    text: str
    held: bool
    spans: tuple[Span, ...] = ()
    clauses: tuple[Clause, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Explanation:
    """Whether a query matched, and its clauses on the event that came closest.

    `event` is the index of that event, None if the query was judged on the text alone. `str` gives
    the tree, one clause a line.
    """

    matched: bool
    event: int | None
    clause: Clause
    article: Article

    def __str__(self) -> str:
        verdict = "matched" if self.matched else "did not match"
        on = "" if self.event is None else f" on event {self.event + 1}"
        return "\n".join([f"the query {verdict}{on}", *_lines(self.clause, self.article, 1)])


def explain(
    query: Query, article: Article, events: Sequence[Event] = (), *, lang: str | None = None
) -> Explanation:
    """Say of every clause whether it held and where; of several events, take the closest."""
    text = Text(article, events, lang)
    judged = [(event, judge(query.root, text, event)) for event in bindings(query, text)]
    event, closest = max(judged, key=lambda pair: (pair[1].held, _score(pair[1])))
    return Explanation(closest.held, event, _clause(closest, text, event), article)


def _score(judged: Judged) -> float:
    """Say how close a node came to holding, from 0 to 1."""
    if judged.held:
        return 1.0
    scores = [_score(child) for child in judged.below]
    if isinstance(judged.node, And):
        return sum(scores) / len(scores)
    return max(scores) if isinstance(judged.node, Or) else 0.0


def _clause(judged: Judged, text: Text, event: int | None) -> Clause:
    node = judged.node
    below = tuple(_clause(child, text, event) for child in judged.below)
    if isinstance(node, And | Or | Not):
        name = type(node).__name__.upper()
        return Clause(name, judged.held, (), below)
    note = "" if judged.held else _note(node, text, event)
    return Clause(str(node), judged.held, merge(judged.stretches), (), note)


def _note(leaf: Leaf, text: Text, event: int | None) -> str:
    """Say what stood there instead."""
    if isinstance(leaf, Code) and leaf.field == "lang":
        return f"the language is {text.lang or 'unknown'}"
    if not of_event(leaf):
        return "an article has none" if isinstance(leaf, Number) else ""
    if event is None:
        return "the article has no event"
    told = text.events[event]
    if isinstance(leaf, Code):
        return f"the event's {leaf.field} is {getattr(told, leaf.field) or 'unknown'}"
    if isinstance(leaf, Number):
        values = [str(q.value) for q in told.quantities if q.unit == leaf.field]
        return f"the event has {', '.join(values) or 'no number'} {leaf.field}"
    return ""


def _lines(clause: Clause, article: Article, depth: int) -> Iterator[str]:
    where = [_quote(span, article) for span in clause.spans]
    tail = f"  ({clause.note})" if clause.note else "".join(f"  {quote}" for quote in where)
    yield f"{'  ' * depth}{'held  ' if clause.held else 'failed'}  {clause.text}{tail}"
    for child in clause.clauses:
        yield from _lines(child, article, depth + 1)


def _quote(span: Span, article: Article) -> str:
    text = article.title if span.field == "title" else article.body
    quote = " ".join(text[span.start : span.end].split())
    return f'{span.field} {span.start}-{span.end} "{quote}"'
