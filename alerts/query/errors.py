"""How a query is refused: what is wrong, where, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from streams.errors import ConfigError

_WIDTH = 72


@dataclass(frozen=True)
class Place:
    """A stretch of a query, in code points."""

    start: int
    end: int


class QueryError(ConfigError):
    """A query cannot be read, or can never do what it says.

    `str` gives one message: what is wrong with its column, the line with a caret, and the remedy.
    """

    def __init__(self, problem: str, query: str, place: Place, remedy: str) -> None:
        super().__init__(describe(problem, query, place, remedy))
        self.problem = problem
        self.query = query
        self.place = place
        self.remedy = remedy


def describe(problem: str, query: str, place: Place, remedy: str) -> str:
    """Word a problem with the line of the query that it is in and a caret under the place."""
    start = query.rfind("\n", 0, place.start) + 1
    line = query[start:].partition("\n")[0]
    column = min(place.start - start, len(line))
    left = max(0, column - _WIDTH // 2)
    shown = re.sub(r"[\x00-\x1f\x7f\u2028-\u202e\ud800-\udfff]", " ", line)
    shown = shown[left : left + _WIDTH]
    carets = "^" * max(1, min(place.end - place.start, len(shown) - (column - left)))
    row = f"line {query.count(chr(10), 0, start) + 1}, " if start else ""
    where = f"{row}column {column + 1}"
    return f"{problem}, at {where}\n  {shown}\n  {' ' * (column - left)}{carets}\n  {remedy}"
