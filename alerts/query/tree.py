"""The tree of a query: frozen nodes, each of which writes itself in the one canonical way.

`parse(str(query))` gives an equal tree. Places in the query's text are kept for messages and do
not count when nodes are compared. And and Or never stand directly inside their own kind, and a
double NOT is none.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from alerts.query.errors import Place, describe
from alerts.query.fields import EVENT

NOWHERE = Place(0, 0)
_BARE = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_OPERATORS = frozenset(("and", "or", "not", "near"))


@dataclass(frozen=True)
class Term:
    """Words in order, in a field of the article or of the event; no field: title or body.

    A word with hyphens is one that was written together. `prefix` leaves the last word open.
    """

    field: str
    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        named = f"{self.field}:" if self.field else ""
        if self.prefix:
            return f"{named}{'&'.join(self.words)}*"
        (first, *others) = self.words
        bare = not others and not self.exact and first not in _OPERATORS and _BARE.fullmatch(first)
        return named + (first if bare else f'{"=" * self.exact}"{" ".join(self.words)}"')


@dataclass(frozen=True)
class Code:
    """A field that equals one code: lang, kind, modality, attribution, country."""

    field: str
    value: str
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.field}:{self.value}"


@dataclass(frozen=True)
class Number:
    """A comparison of a quantity of the event, or of a number of the story."""

    field: str
    operator: str
    value: int | str
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.field}{self.operator}{self.value}"


@dataclass(frozen=True)
class Near:
    """Two things in one field, in either order, at most `distance` words between them."""

    left: Term | Or
    right: Term | Or
    distance: int
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{_inside(self.left)} NEAR/{self.distance} {_inside(self.right)}"


@dataclass(frozen=True)
class Not:
    """What must not hold."""

    child: Node
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return f"NOT {_inside(self.child)}"


@dataclass(frozen=True)
class And:
    """What must hold together."""

    children: tuple[Node, ...]
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return " AND ".join(
            f"({child})" if isinstance(child, Or) else str(child) for child in self.children
        )


@dataclass(frozen=True)
class Or:
    """What must hold in at least one of its children."""

    children: tuple[Node, ...]
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return " OR ".join(str(child) for child in self.children)


Leaf = Term | Code | Number | Near
Node = Leaf | Not | And | Or


def _inside(node: Node) -> str:
    return str(node) if isinstance(node, Term | Code | Number) else f"({node})"


def terms(side: Term | Or) -> tuple[Term, ...]:
    """Give the terms that one side of a NEAR may be."""
    if isinstance(side, Term):
        return (side,)
    return tuple(child for child in side.children if isinstance(child, Term))


def children(node: Node) -> tuple[Node, ...]:
    """Give the nodes directly below; none below a leaf."""
    if isinstance(node, And | Or):
        return node.children
    return (node.child,) if isinstance(node, Not) else ()


def leaves(node: Node) -> Iterator[Leaf]:
    """Give the clauses of a query, in its order."""
    if isinstance(node, Not | And | Or):
        for child in children(node):
            yield from leaves(child)
    else:
        yield node


def of_event(leaf: Leaf) -> bool:
    """Say whether a clause asks something of an event."""
    return not isinstance(leaf, Near) and leaf.field in EVENT


@dataclass(frozen=True)
class Warned:
    """Something in a query that is legal and yet probably not meant."""

    problem: str
    place: Place
    remedy: str


@dataclass(frozen=True)
class Query:
    """A query that was read and found sound: its tree, its text, and what to warn of."""

    root: Node
    text: str = dataclasses.field(default="", compare=False)
    warned: tuple[Warned, ...] = dataclasses.field(default=(), compare=False)

    def __str__(self) -> str:
        return str(self.root)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Give the warnings in words, each with the query and a caret."""
        return tuple(describe(w.problem, self.text, w.place, w.remedy) for w in self.warned)

    @cached_property
    def on_events(self) -> bool:
        """Say whether the query asks anything of events, and so is tried on each of them."""
        return any(of_event(leaf) for leaf in leaves(self.root))
