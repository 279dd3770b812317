"""A bounded map that keeps the newest values, whatever order they come in.

What remains after any permutation of the same puts, with any of them repeated, is the same: of
each key the highest version, and of all keys the `limit` latest. An evicted key comes back when a
later value of it arrives.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Put(NamedTuple, Generic[T]):
    """What a put did: whether the value is news and was kept, and what had to go for it."""

    kept: bool
    dropped: dict[str, T]


class Newest(Generic[T]):
    """The newest values by key; `version` decides within a key, `at` between keys."""

    def __init__(
        self, limit: int, *, version: Callable[[T], Any], at: Callable[[T], datetime]
    ) -> None:
        self._limit = limit
        self._version = version
        self._at = at
        self._values: dict[str, T] = {}
        self._oldest: list[tuple[datetime, str]] = []

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def values(self) -> Iterable[T]:
        """Give all values, in no order."""
        return self._values.values()

    def get(self, key: str) -> T | None:
        """Give the value of a key, None when it is not held."""
        return self._values.get(key)

    def rank(self, key: str) -> tuple[datetime, str]:
        """Give what orders a held key among the others: its time, then its name."""
        return utc(self._at(self._values[key])), key

    def put(self, key: str, value: T) -> Put[T]:
        """Take a value in, unless one of the same or a higher version is there."""
        present = self._values.get(key)
        if present is not None and self._version(present) >= self._version(value):
            return Put(kept=False, dropped={})
        self._values[key] = value
        heapq.heappush(self._oldest, self.rank(key))
        dropped = self._evict()
        self._tidy()
        return Put(kept=dropped.pop(key, None) is None, dropped=dropped)

    def _evict(self) -> dict[str, T]:
        dropped = {}
        while len(self._values) > self._limit:
            rank = heapq.heappop(self._oldest)
            if self._is_current(rank):
                dropped[rank[1]] = self._values.pop(rank[1])
        return dropped

    def _tidy(self) -> None:
        """Rebuild the heap when most of it are ranks that later values have replaced."""
        if len(self._oldest) > 2 * self._limit + 16:
            self._oldest = [self.rank(key) for key in self._values]
            heapq.heapify(self._oldest)

    def _is_current(self, rank: tuple[datetime, str]) -> bool:
        return rank[1] in self._values and self.rank(rank[1]) == rank


def utc(at: datetime) -> datetime:
    """Read a time without a zone as UTC, so that all times compare."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
