"""The log as Watchfloor itself writes, follows and looks at it, whichever broker keeps it.

Faust reads for the stages; everything else goes through a `Port`. There are two: `streams.store`
on the embedded log and `streams.cluster` on Kafka.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from streams.offsets import Partition
from streams.topics import Topic

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record on its way in; `timestamp` is in seconds since the epoch."""

    partition: Partition
    timestamp: float
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it stands in the log."""

    offset: int
    timestamp: float
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


Placed = tuple[Partition, StoredRecord]


@dataclass(frozen=True, slots=True)
class Made:
    """What `create` found or did about a topic: `made`, `there`, or how it differs."""

    topic: str
    state: str


class Port(Protocol):
    """What a broker offers beside Faust. Every method raises Unavailable where it cannot now."""

    kind: str
    """What it is, in words for people."""

    def broker_url(self) -> str:
        """Give the URL under which Faust finds the transport."""
        ...

    async def connect(self, patience: float = 0.0) -> None:
        """Connect, waiting some seconds for a broker that is not there yet."""
        ...

    async def start(self, topics: Sequence[Topic]) -> None:
        """Connect and see that the topics are there; raises ConfigError where they are not."""
        ...

    async def create(self, topics: Iterable[Topic]) -> list[Made]:
        """Make the topics that are missing."""
        ...

    def choose(self, topic: str, key: bytes | None) -> int:
        """Pick the partition of a key as Kafka's own clients do (murmur2)."""
        ...

    async def write(self, records: Sequence[NewRecord], rows: Sequence[NewRecord] = ()) -> None:
        """Append records, then rows; returns once all is durable.

        Rows are of one partition and are all there or none of them, and never before the records.
        """
        ...

    def follow(
        self,
        topic: str,
        *,
        start: Mapping[Partition, int] | None = None,
        last: int | None = None,
    ) -> AsyncIterator[Placed | None]:
        """Give a topic's records for ever; None each time the end is reached anew.

        From the start, from given offsets, or from the `last` records of each partition.
        """
        ...

    async def read(self, place: Partition, offset: int) -> StoredRecord | None:
        """Give the record at an offset, or None where there is none any more."""
        ...

    async def starts(self) -> dict[Partition, int]:
        """Give the offset of each partition's oldest record, or its end where it is empty."""
        ...

    async def ends(self) -> dict[Partition, int]:
        """Give the offset that each partition's next record will have."""
        ...

    async def committed(self, group: str) -> dict[Partition, int]:
        """Give how far a consumer group got; a partition it never committed is absent."""
        ...

    def scan(self, topic: str, needle: bytes | None = None) -> AsyncIterator[Placed]:
        """Give what stands on a topic now, or those records that hold some bytes; oldest first."""
        ...

    def lead(self, office: str) -> AsyncIterator[bool]:
        """Compete for an office that one process holds at a time; gives each change of it."""
        ...

    async def retain(self, topics: Sequence[Topic], now: datetime) -> None:
        """Delete what is past its retention and compact, where the broker does not by itself."""
        ...

    async def close(self) -> None:
        """Finish what is under way and disconnect."""
        ...


def holds(record: Any, needle: bytes | None) -> bool:  # noqa: ANN401  # a record of any client
    """Say whether a record's key or value holds some bytes."""
    return needle is None or any(needle in part for part in (record.key, record.value) if part)
