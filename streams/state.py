"""What a stage keeps: a read model of a compacted topic, which its own outcomes are written to.

It is read from its topic before the first message of every assignment, up to the end, so whoever
takes the work over knows what was kept. Every row carries the offset of the message it was made
from, and all rows of a message are one batch. So two things hold:

- a message whose rows are there is not worked on again;
- a row that comes after rows of a later message was written late, by a worker that had lost the
  work without knowing: it is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

import structlog

from streams.guard import Rows
from streams.offsets import Partition
from streams.port import Headers, NewRecord, Port, StoredRecord
from streams.topics import Topic

log = structlog.get_logger(__name__)

SOURCE: Final = "source-offset"
LIFE: Final = "source-life"
"""How often the topic that the stage reads was made anew: its offsets began at 0 again."""


class Keeper(Protocol):
    """What a stage derives from its rows."""

    def apply(self, rows: Rows) -> None:
        """Take in rows that are durable, in the order in which they were written."""


class State:
    """A stage's keeper, and how far it knows its topic."""

    def __init__(self, topic: Topic, build: Callable[[], Keeper]) -> None:
        self.topic = topic
        self.place = Partition(topic.name, 0)
        self.keeper = build()
        self.applied = -1
        self._next = 0
        self._newest = (0, -1)
        self._late: set[str] = set()

    async def restore(self, port: Port, end: int) -> None:
        """Read what others wrote meanwhile; `end` is that of the partition the stage reads.

        Rows from behind that end were made from a topic that is gone: their messages say nothing
        of the ones that stand there now.
        """
        async for found in port.follow(self.topic.name, start={self.place: self._next}):
            if found is None:
                break
            self._take(found[1])
        if self._late:
            await self._mend(port)
        if self.applied >= end:
            log.warning("the topic was made anew under its state", state=self.topic.name)
            self._newest = (self._newest[0] + 1, -1)
            self.applied = -1

    async def _mend(self, port: Port) -> None:
        """Write those rows anew that late ones stand behind: compaction keeps the last of each."""
        kept: dict[str, NewRecord] = {}
        newest = (0, -1)
        async for found in port.follow(self.topic.name, start={self.place: 0}):
            if found is None:
                break
            key, source = (found[1].key or b"").decode(), _source(found[1])
            if key in self._late and source >= newest:
                (kept[key],) = self.records(
                    ((key, found[1].value),), self._newest[1], found[1].timestamp
                )
            newest = max(newest, source)
        if kept:
            await port.write([], list(kept.values()))
        self._late.clear()

    def _take(self, record: StoredRecord) -> None:
        self._next = record.offset + 1
        key, source = (record.key or b"").decode(), _source(record)
        if source < self._newest:
            log.warning("late row passed over", state=self.topic.name, offset=record.offset)
            self._late.add(key)
            return
        self._late.discard(key)
        self._newest = source
        self.applied = source[1]
        self.keeper.apply(((key, record.value),))

    def knows(self, offset: int) -> bool:
        """Say whether a message's rows are already here."""
        return offset <= self.applied

    def records(self, rows: Rows, offset: int, at: float) -> list[NewRecord]:
        """Give rows as records for the topic."""
        life = self._newest[0]
        headers: Headers = ((SOURCE, str(offset).encode()), (LIFE, str(life).encode()))
        return [NewRecord(self.place, at, key.encode(), value, headers) for key, value in rows]

    def keep(self, rows: Rows, offset: int) -> None:
        """Take in rows that are durable."""
        self.applied = offset
        self.keeper.apply(rows)


def _source(record: StoredRecord) -> tuple[int, int]:
    headers = dict(record.headers)
    return int(headers.get(LIFE, b"0")), int(headers.get(SOURCE, b"-1"))
