"""The embedded log as the event loop sees it: writes in batches, reads that wait, followers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from aiokafka.partitioner import DefaultPartitioner
from yarl import URL

from streams.errors import ConfigError
from streams.log import Log, NewRecord, StoredRecord
from streams.offsets import Partition

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
    transaction is shared by all that wait for it.
    """

    def __init__(self, path: Path, synchronous: str = "normal") -> None:
        self.log = Log(path, synchronous=synchronous)
        self.log.lock()
        self.reads = Log(path, synchronous=synchronous)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="log-writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="log-reader")
        self._waiting: list[Waiting] = []
        self._flushing: asyncio.Task[None] | None = None
        self._newest: asyncio.Future[Any] | None = None
        self._partitioner = DefaultPartitioner()
        self.ends: dict[Partition, int] = self.log.ends()
        self.counts: dict[str, int] = self.log.partitions()
        self._arrived = asyncio.Event()

    async def write(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a method of the log on the writing thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, partial(call, *args, **kwargs))

    async def look(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a method of the log on the reading thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, partial(call, *args, **kwargs))

    def create(self, topic: str, partitions: int) -> None:
        """Make a topic where it is missing."""
        if self.counts.get(topic, 0) < partitions:
            self.log.create(topic, partitions)
            self.counts[topic] = partitions
            for number in range(partitions):
                self.ends.setdefault(Partition(topic, number), 0)

    def create_all(self, topics: Mapping[str, int]) -> None:
        """Make several topics where they are missing."""
        for topic, partitions in topics.items():
            self.create(topic, partitions)

    def choose(self, topic: str, key: bytes | None) -> int:
        """Pick the partition of a key as Kafka's own clients do (murmur2)."""
        everything = list(range(self.counts[topic]))
        return int(self._partitioner(key, everything, everything))

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
            offsets = await self.write(self.log.append, records)
        except Exception as error:  # noqa: BLE001  # each caller gets it
            for _, future, _ in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (record, future, answer), offset in zip(batch, offsets, strict=True):
            self.ends[record.partition] = offset + 1
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
            behind = {place: at for place, at in positions.items() if at < self.ends.get(place, 0)}
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
            self.ends.update(await self.look(self.reads.ends))

    async def follow(
        self, topic: str, *, last: int | None = None, idle: float = 1.0
    ) -> AsyncIterator[StoredRecord | None]:
        """Give a topic's records for ever; None each time the end is reached anew.

        From the start, or from the `last` records of each partition.
        """
        places = [Partition(topic, number) for number in range(self.counts[topic])]
        positions = {
            place: 0 if last is None else max(0, self.ends[place] - last) for place in places
        }
        caught_up = False
        while True:
            found = await self.fetch(positions, idle if caught_up else 0.0)
            if not found and not caught_up:
                yield None
            caught_up = not found
            for partition, records in found.items():
                positions[partition] = records[-1].offset + 1
                for record in records:
                    yield record

    async def close(self) -> None:
        """Finish what is under way and close the file."""
        await self.drain()
        self._writer.shutdown()
        self._reader.shutdown()
        self.reads.close()
        self.log.close()
