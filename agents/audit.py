"""The auditor: what was acknowledged and committed without an outcome is put back and counted.

It reads beside Faust, without a consumer group: which offsets of `articles` and of `outbox` have
an outcome stands on `decisions`. A record whose offset was committed and that has none after the
limit is a gap, whoever lost it: it goes on its topic again, under a new offset, and is audited
there. One that is not committed yet is only overdue: its worker still owes it.

Where it is stands on `positions`, so that an auditor that is started again goes on from there.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from agents import intake
from streams import topics
from streams.broker import Broker, decoded
from streams.errors import Transient
from streams.messages import Decision, Position, Reason
from streams.offsets import Partition
from streams.port import NewRecord
from streams.telemetry import Metrics

log = structlog.get_logger(__name__)

NAME: Final = "audit:"
STAGE: Final = "audit"
AUDITED: Final = {stage.reads.name: stage for stage in (topics.CLASSIFY, topics.DELIVER)}
MARK: Final = ("audit-replay", b"1")
LOOKS: Final = 8
"""How many times in the limit it looks; a gap is found that much later at the most."""


class Offsets:
    """The offsets of a partition that have an outcome: all below `until`, and ranges beyond."""

    def __init__(self, until: int = 0, beyond: list[list[int]] | None = None) -> None:
        self.until = until
        self.beyond = beyond or []

    def add(self, offset: int) -> None:
        """Note that an offset has its outcome."""
        if offset < self.until:
            return
        place = bisect_right(self.beyond, [offset, offset + 1])
        before = self.beyond[place - 1] if place else None
        if before and offset < before[1]:
            return
        if before and before[1] == offset:
            before[1] += 1
        else:
            self.beyond.insert(place, before := [offset, offset + 1])
            place += 1
        if place < len(self.beyond) and self.beyond[place][0] == before[1]:
            before[1] = self.beyond.pop(place)[1]
        self._close()

    def start(self, offset: int) -> None:
        """Note that what is below an offset is no matter any more: it expired."""
        self.until = max(self.until, offset)
        self._close()

    def _close(self) -> None:
        while self.beyond and self.beyond[0][0] <= self.until:
            self.until = max(self.until, self.beyond.pop(0)[1])

    def holes(self, below: int) -> Iterator[int]:
        """Give the offsets under a limit that have no outcome."""
        at = self.until
        for first, end in self.beyond:
            yield from range(at, min(first, below))
            at = end
        yield from range(at, below)

    def count(self, below: int) -> int:
        """Count the offsets under a limit that have no outcome."""
        known = sum(min(end, below) - first for first, end in self.beyond if first < below)
        return max(0, below - self.until - known)


class Book:
    """What the auditor knows: outcomes by partition, and how far `decisions` was read."""

    def __init__(self, saved: Mapping[str, Any]) -> None:
        self.offsets: dict[Partition, Offsets] = {
            _place(name): Offsets(value["until"], value["beyond"])
            for name, value in saved.get("outcomes", {}).items()
        }
        self.read: dict[Partition, int] = {
            _place(name): offset for name, offset in saved.get("decisions", {}).items()
        }

    def saved(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "outcomes": {
                _name(place): {"until": known.until, "beyond": known.beyond}
                for place, known in self.offsets.items()
            },
            "decisions": {_name(place): offset for place, offset in self.read.items()},
        }

    def take(self, decision: Decision) -> None:
        """Take in an outcome, if it is one of a record that is audited."""
        topic, partition, offset = (decision.record or "//").split("/")
        stage = AUDITED.get(topic)
        if stage is not None and decision.stage in {stage.name, STAGE}:
            place = Partition(topic, int(partition))
            self.offsets.setdefault(place, Offsets()).add(int(offset))


def _name(place: Partition) -> str:
    return f"{place.topic}/{place.partition}"


def _place(name: str) -> Partition:
    topic, _, number = name.partition("/")
    return Partition(topic, int(number))


class Auditor:
    """Follows the decisions, and from time to time looks for what has none."""

    def __init__(
        self,
        broker: Broker,
        metrics: Metrics,
        now: Callable[[], datetime],
        limit: timedelta,
    ) -> None:
        self.broker, self.port = broker, broker.port
        self.metrics = metrics
        self.now = now
        self.limit = limit
        self.book = Book({})
        self._moved = asyncio.Event()
        self._ends: deque[tuple[datetime, dict[Partition, int]]] = deque()

    async def open(self) -> None:
        """Go on where the last auditor was; the first one begins at what is committed."""
        saved = (await intake.positions(self.broker)).get(NAME)
        self.book = Book(saved or {})
        for topic, stage in AUDITED.items():
            committed = {} if saved else await self.port.committed(stage.group)
            for place, end in (await self.port.ends()).items():
                if place.topic != topic:
                    continue
                known = self.book.offsets.get(place)
                if known is None or known.until > end:  # none yet, or of a topic that is gone
                    known = self.book.offsets[place] = Offsets()
                known.start(committed.get(place, 0))

    async def follow(self) -> None:
        """Take in every decision, for ever."""
        following = self.port.follow(topics.DECISIONS.name, start=self.book.read)
        async for placed in following:
            if placed is None:
                continue
            if isinstance(found := decoded(topics.DECISIONS, placed), Decision):
                self.book.take(found)
            self.book.read[placed[0]] = placed[1].offset + 1
            self._moved.set()

    async def look(self) -> int:
        """Put back what is missed; gives how many.

        What is committed is read first and the end of the decisions after it: an outcome stands
        before its commit, so once the book is read up to there, what it lacks is lacking.
        """
        committed = {
            place: offset
            for stage in AUDITED.values()
            for place, offset in (await self.port.committed(stage.group)).items()
        }
        ends = await self.port.ends()
        await self._read_up_to(ends)
        old = self._old(ends)
        starts = await self.port.starts()
        found = 0
        overdue = dict.fromkeys(AUDITED, 0)
        for place, known in self.book.offsets.items():
            known.start(starts.get(place, 0))
            below = old.get(place, 0)
            for offset in list(known.holes(min(below, committed.get(place, 0)))):
                found += await self._put_back(place, offset)
                known.add(offset)
            overdue[place.topic] += known.count(below)
        await self.broker.publish([Position(source=NAME, value=self.book.saved())])
        for topic, count in overdue.items():
            self.metrics.overdue(topic, count)
        return found

    async def _read_up_to(self, ends: Mapping[Partition, int]) -> None:
        target = {p: end for p, end in ends.items() if p.topic == topics.DECISIONS.name and end}
        starts = await self.port.starts()
        while any(self.book.read.get(p, starts.get(p, 0)) < end for p, end in target.items()):
            self._moved.clear()
            await self._moved.wait()

    def _old(self, ends: dict[Partition, int]) -> dict[Partition, int]:
        """Give the ends as they were when the limit began."""
        now = self.now()
        self._ends.append((now, ends))
        while len(self._ends) > 1 and self._ends[1][0] <= now - self.limit:
            self._ends.popleft()
        at, oldest = self._ends[0]
        return oldest if at <= now - self.limit else {}

    async def _put_back(self, place: Partition, offset: int) -> int:
        record = await self.port.read(place, offset)
        if record is None:
            return 0
        at = self.now()
        again = NewRecord(place, at.timestamp(), record.key, record.value, (*record.headers, MARK))
        await self.port.write([again])
        said = f"no outcome after {self.limit}"
        name = f"{_name(place)}/{offset}"
        decision = Decision(stage=STAGE, reason=Reason.REINJECTED, detail=said, record=name, at=at)
        await self.broker.publish([decision])
        self.metrics.gap(place.topic)
        log.error("put back", record=name, cause=said)
        return 1


async def run(
    broker: Broker, metrics: Metrics, now: Callable[[], datetime], limit: timedelta
) -> None:
    """Audit until cancelled; a broker that cannot be asked is asked again."""
    auditor = Auditor(broker, metrics, now, limit)
    await intake.until_there(auditor.open)
    following = asyncio.ensure_future(auditor.follow())
    looking = asyncio.ensure_future(_look(auditor, limit.total_seconds() / LOOKS))
    try:
        await asyncio.gather(following, looking)
    finally:
        following.cancel()
        looking.cancel()
        for topic in AUDITED:
            metrics.overdue(topic, 0)  # whoever audits now knows better


async def _look(auditor: Auditor, seconds: float) -> None:
    while True:
        try:
            await auditor.look()
        except Transient as error:
            log.warning("audit put off", cause=str(error))
        await asyncio.sleep(seconds)
