"""The embedded log as the event loop sees it: writes in batches, reads that wait, followers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from aiokafka.partitioner import DefaultPartitioner
from yarl import URL

from streams.errors import ConfigError
from streams.log import Log
from streams.offsets import Partition
from streams.port import Made, NewRecord, Placed, StoredRecord
from streams.topics import GROUP, STAGES, Topic

P = ParamSpec("P")
T = TypeVar("T")
Fetched = dict[Partition, list[StoredRecord]]
Waiting = tuple[NewRecord, asyncio.Future[Any], Callable[[int], Any]]

FETCH_RECORDS: Final = 256
POLL_SECONDS: Final = 0.25
"""How often the file is looked at for records that another process appended."""


def path_of(url: URL | str) -> tuple[Path, str]:
    """Read `sqlite:///relative.db` or `sqlite:////absolute.db`, and `?synchronous=full`."""
    url = URL(url)
    path = url.path.removeprefix("/")
    synchronous = url.query.get("synchronous", "normal").lower()
    if not path or url.host:
        raise ConfigError(f"broker: {str(url)!r} names no file; write sqlite:///watchfloor.db")
    if synchronous not in {"normal", "full"}:
        raise ConfigError("broker: synchronous is normal or full")
    return Path(path), synchronous


class Store:
    """The log as the event loop sees it: one writing and one reading thread, writes in batches.

    Appends that arrive while a batch is being written make the next batch, so that the price of a
    transaction is shared by all that wait for it. With `lock` it becomes the one process that runs
    the agents; raises LogInUse where another does.
    """

    kind = "the embedded log"

    def __init__(self, path: Path, synchronous: str = "normal", *, lock: bool = True) -> None:
        self.log = Log(path, synchronous=synchronous)
        if lock:
            self.log.lock()
        self.reads = Log(path, synchronous=synchronous)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="log-writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="log-reader")
        self._waiting: list[Waiting] = []
        self._flushing: asyncio.Task[None] | None = None
        self._newest: asyncio.Future[Any] | None = None
        self._partitioner = DefaultPartitioner()
        self.tops: dict[Partition, int] = self.log.ends()
        self.counts: dict[str, int] = self.log.partitions()
        self._arrived = asyncio.Event()

    def broker_url(self) -> str:
        """Give the URL under which Faust finds the transport."""
        return f"sqlite:///{self.log.path}"

    async def connect(self, patience: float = 0.0) -> None:
        """Be there already."""

    async def start(self, topics: Sequence[Topic]) -> None:
        """Make the topics that are missing: the embedded log is the program's own."""
        await self.create(topics)

    async def create(self, topics: Iterable[Topic]) -> list[Made]:
        """Make the topics that are missing."""
        return [self._create(topic.name, topic.partitions) for topic in topics]

    def _create(self, topic: str, partitions: int) -> Made:
        if self.counts.get(topic, 0) >= partitions:
            return Made(topic, "there")
        self.log.create(topic, partitions)
        self.counts[topic] = partitions
        for number in range(partitions):
            self.tops.setdefault(Partition(topic, number), 0)
        return Made(topic, "made")

    async def do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a method of the log on the writing thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, partial(call, *args, **kwargs))

    async def look(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a method of the log on the reading thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, partial(call, *args, **kwargs))

    def choose(self, topic: str, key: bytes | None) -> int:
        """Pick the partition of a key as Kafka's own clients do (murmur2)."""
        everything = list(range(self.counts[topic]))
        return int(self._partitioner(key, everything, everything))

    async def write(self, records: Sequence[NewRecord], rows: Sequence[NewRecord] = ()) -> None:
        """Append records and rows in one transaction; returns once all is durable."""
        await asyncio.gather(*[self.append(record) for record in (*records, *rows)])

    def append(self, record: NewRecord, answer: Callable[[int], Any] = int) -> asyncio.Future[Any]:
        """Add a record to the next batch; the future gives its offset once it is durable.

        `answer` turns the offset into what the future gives instead.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((record, future, answer))
        self._newest = future
        if self._flushing is None:
            self._flushing = loop.create_task(self._flush())
        return future

    async def _flush(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._write_batch(batch)
        finally:
            self._flushing = None

    async def _write_batch(self, batch: list[Waiting]) -> None:
        records = [record for record, _, _ in batch]
        try:
            offsets = await self.do(self.log.append, records)
        except Exception as error:  # noqa: BLE001  # each caller gets it
            for _, future, _ in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (record, future, answer), offset in zip(batch, offsets, strict=True):
            self.tops[record.partition] = offset + 1
            if not future.done():
                future.set_result(answer(offset))
        self._arrived.set()
        self._arrived = asyncio.Event()

    async def drain(self) -> None:
        """Wait until all that was appended so far is durable or failed."""
        if self._newest is not None:
            await asyncio.wait([self._newest])

    async def fetch(self, positions: Mapping[Partition, int], seconds: float) -> Fetched:
        """Give the next records after the positions; waits for the first, `seconds` at most."""
        deadline = time.monotonic() + seconds
        while True:
            arrived = self._arrived
            behind = {place: at for place, at in positions.items() if at < self.tops.get(place, 0)}
            if behind:
                found: Fetched = await self.look(self._read_all, behind)
                if found:
                    return found
            left = deadline - time.monotonic()
            if left <= 0:
                return {}
            await self._wait(arrived, min(left, POLL_SECONDS))

    def _read_all(self, positions: Mapping[Partition, int]) -> dict[Partition, list[StoredRecord]]:
        found = ((p, self.reads.read(p, at, FETCH_RECORDS)) for p, at in positions.items())
        return {partition: records for partition, records in found if records}

    async def _wait(self, arrived: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await arrived.wait()
        except TimeoutError:
            self.tops.update(await self.look(self.reads.ends))

    async def follow(
        self,
        topic: str,
        *,
        start: Mapping[Partition, int] | None = None,
        last: int | None = None,
    ) -> AsyncIterator[Placed | None]:
        """Give a topic's records for ever; None each time the end is reached anew."""
        places = [Partition(topic, number) for number in range(self.counts[topic])]
        positions = {
            place: 0 if last is None else max(0, self.tops[place] - last) for place in places
        } | dict(start or {})
        caught_up = False
        while True:
            found = await self.fetch(positions, 1.0 if caught_up else 0.0)
            if not found and not caught_up:
                yield None
            caught_up = not found
            for partition, records in found.items():
                for record in records:
                    positions[partition] = record.offset + 1
                    yield partition, record

    async def read(self, place: Partition, offset: int) -> StoredRecord | None:
        """Give the record at an offset, or None where there is none any more."""
        found = await self.look(self.reads.read, place, offset, 1)
        return found[0] if found and found[0].offset == offset else None

    async def starts(self) -> dict[Partition, int]:
        """Give the offset of each partition's oldest record, or its end where it is empty."""
        return await self.look(self.reads.starts)

    async def ends(self) -> dict[Partition, int]:
        """Give the offset that each partition's next record will have."""
        self.tops.update(await self.look(self.reads.ends))
        return dict(self.tops)

    async def committed(self, group: str) -> dict[Partition, int]:  # noqa: ARG002
        """Give how far the agents got: here they commit as one group, whatever the stage."""
        return await self.look(self.reads.committed, GROUP)

    async def scan(self, topic: str, needle: bytes | None = None) -> AsyncIterator[Placed]:
        """Give what stands on a topic now, or those records that hold some bytes."""
        found: Iterator[Placed] = (
            self.reads.scan(topic) if needle is None else self.reads.find(topic, needle)
        )
        while batch := await self.look(lambda: list(islice(found, FETCH_RECORDS))):
            for placed in batch:
                yield placed

    async def lead(self, office: str) -> AsyncIterator[bool]:  # noqa: ARG002
        """Hold every office: one process at a time has the log."""
        yield True
        await asyncio.Event().wait()

    async def retain(self, topics: Sequence[Topic], now: datetime) -> None:
        """Delete what is past its retention and finished; compact what is compacted."""
        committed = await self.committed(GROUP)
        read = {stage.reads.name for stage in STAGES}
        for topic in topics:
            for number in range(self.counts[topic.name]):
                place = Partition(topic.name, number)
                below = committed.get(place, 0) if topic.name in read else self.tops[place]
                await self._retain(topic, place, now.timestamp(), below)

    async def _retain(self, topic: Topic, place: Partition, now: float, below: int) -> None:
        if topic.compacted:
            await self.do(self.log.compact, place)
        if topic.retention is not None:
            before = now - topic.retention.total_seconds()
            while await self.do(self.log.expire, place, before, below):
                pass

    async def close(self) -> None:
        """Finish what is under way and close the file."""
        await self.drain()
        self._writer.shutdown()
        self._reader.shutdown()
        self.reads.close()
        self.log.close()
