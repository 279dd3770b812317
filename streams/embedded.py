"""Faust on the embedded log: `sqlite:///path`, with nothing else installed than Python.

The same agents, tables, changelogs and timers run on it as on Kafka. One process holds the group,
so every partition is its own and there is no rebalance after the first assignment.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

from aiokafka.partitioner import DefaultPartitioner
from faust.assignor.client_assignment import ClientAssignment
from faust.transport import base
from faust.transport.consumer import Consumer as FaustConsumer
from faust.transport.producer import Producer as FaustProducer
from faust.types import TP, ConsumerMessage, RecordMetadata
from yarl import URL

from streams.errors import ConfigError, Unavailable
from streams.log import Log, NewRecord, StoredRecord
from streams.offsets import Partition
from streams.strict import StrictOffsets

Fetched = dict[Partition, list[StoredRecord]]

GENERATION = 1
FETCH_RECORDS = 256
POLL_SECONDS = 0.25
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


def encode_headers(headers: Any) -> bytes | None:
    """Pack headers into bytes: names and values, each after its length."""
    if not headers:
        return None
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    packed = bytearray()
    for name, value in pairs:
        for part in (name.encode(), value):
            packed += len(part).to_bytes(4, "big") + part
    return bytes(packed)


def decode_headers(packed: bytes | None) -> list[tuple[str, bytes]]:
    """Unpack what `encode_headers` packed."""
    parts: list[bytes] = []
    place = 0
    while packed and place < len(packed):
        size = int.from_bytes(packed[place : place + 4], "big")
        parts.append(packed[place + 4 : place + 4 + size])
        place += 4 + size
    names, values = parts[::2], parts[1::2]
    return [(name.decode(), value) for name, value in zip(names, values, strict=True)]


class EmbeddedLog:
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
        self._waiting: list[tuple[NewRecord, asyncio.Future[RecordMetadata]]] = []
        self._flushing: asyncio.Task[None] | None = None
        self._partitioner = DefaultPartitioner()
        self.ends: dict[Partition, int] = self.log.ends()
        self.counts: dict[str, int] = self.log.partitions()
        self._arrived = asyncio.Event()

    async def write(self, call: Any, *args: Any) -> Any:
        """Run a method of the log on the writing thread."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, call, *args)

    async def look(self, call: Any, *args: Any) -> Any:
        """Run a method of the log on the reading thread."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, call, *args)

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

    def append(self, record: NewRecord) -> asyncio.Future[RecordMetadata]:
        """Add a record to the next batch; the future gives its place once it is durable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[RecordMetadata] = loop.create_future()
        self._waiting.append((record, future))
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

    async def _write_batch(
        self, batch: list[tuple[NewRecord, asyncio.Future[RecordMetadata]]]
    ) -> None:
        records = [record for record, _ in batch]
        try:
            offsets = await self.write(self.log.append, records)
        except Exception as error:  # noqa: BLE001  # each caller gets it
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (record, future), offset in zip(batch, offsets, strict=True):
            self.ends[record.partition] = offset + 1
            if not future.done():
                future.set_result(_metadata(record, offset))
        self._arrived.set()
        self._arrived = asyncio.Event()

    async def drain(self) -> None:
        """Wait until all that was appended is durable or failed."""
        while self._flushing is not None:
            await asyncio.wait([self._flushing])

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


class Consumer(StrictOffsets, FaustConsumer):
    """Reads the embedded log for the agents and tables of one process."""

    transport: Transport
    consumer_stopped_errors: ClassVar[tuple[type[BaseException], ...]] = ()

    def on_init(self) -> None:
        """Start with no assignment."""
        self._assigned: set[TP] = set()
        self._positions: dict[TP, int] = {}

    @property
    def store(self) -> EmbeddedLog:
        """The log below."""
        return self.transport.store

    def _new_topicpartition(self, topic: str, partition: int) -> TP:
        return TP(topic, partition)

    async def create_topic(self, topic: str, partitions: int, *_: Any, **__: Any) -> None:
        """Make a topic where it is missing."""
        self.store.create(topic, partitions)

    async def subscribe(self, topics: Iterable[str]) -> None:
        """Take all partitions of the topics and of the tables' changelogs."""
        self.add_future(self._assign(set(topics)))

    async def _assign(self, topics: set[str]) -> None:
        app = self.app
        topics |= set(app.tables.changelog_topics)
        actives = {topic: list(range(self.store.counts[topic])) for topic in topics}
        assigned = {TP(topic, n) for topic, numbers in actives.items() for n in numbers}
        app.assignor._assignment = ClientAssignment(actives=actives, standbys={})  # noqa: SLF001
        app.assignor._active_tps = assigned  # noqa: SLF001
        self._assigned = assigned
        app.on_rebalance_start()
        app.consumer_generation_id = GENERATION
        await self.on_partitions_assigned(assigned, GENERATION)

    async def _getmany(
        self,
        active_partitions: set[TP] | None,
        timeout: float,  # noqa: ASYNC109
    ) -> dict[TP, list[StoredRecord]]:
        wanted = active_partitions or set()
        positions = {Partition(*tp): self._positions.get(tp, 0) for tp in wanted}
        found = await self.store.fetch(positions, timeout)
        records: dict[TP, list[StoredRecord]] = {}
        for partition, batch in found.items():
            tp = TP(*partition)
            # A seek while the read was under way has moved the position: drop what was read.
            if self._positions.get(tp, 0) == positions[partition]:
                self._positions[tp] = batch[-1].offset + 1
                records[tp] = batch
        return records

    def _to_message(self, tp: TP, record: StoredRecord) -> ConsumerMessage:
        return ConsumerMessage(
            tp.topic,
            tp.partition,
            record.offset,
            record.timestamp,
            1,
            decode_headers(record.headers),
            record.key,
            record.value,
            None,
            len(record.key or b""),
            len(record.value or b""),
            tp,
            generation_id=self.app.consumer_generation_id,
        )

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        places = {Partition(*tp): offset for tp, offset in offsets.items()}
        try:
            await self.store.write(self.store.log.commit, self.app.conf.id, places)
        except Unavailable as error:
            self.log.warning("offsets not committed, tried again later: %s", error)
            return False
        return True

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Go to the committed offset of each partition, or to its start."""
        committed = await self.store.look(self.store.log.committed, self.app.conf.id)
        places = {tp: committed.get(Partition(*tp), 0) for tp in self._assigned}
        self._positions.update(places)
        return places

    async def _seek(self, partition: TP, offset: int) -> None:
        self._positions[partition] = offset

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        """Go to the given offsets."""
        self._positions.update({TP(*tp): offset for tp, offset in partitions.items()})

    async def seek_to_beginning(self, *partitions: TP) -> None:
        """Go to the start."""
        self._positions.update(dict.fromkeys(partitions, 0))

    async def position(self, tp: TP) -> int | None:
        """Give the offset that is read next."""
        return self._positions.get(tp, 0)

    def assignment(self) -> set[TP]:
        """Give the partitions of this process."""
        return set(self._assigned)

    def highwater(self, tp: TP) -> int:
        """Give the end of a partition."""
        return self.store.ends.get(Partition(*tp), 0)

    def topic_partitions(self, topic: str) -> int | None:
        """Give the number of a topic's partitions."""
        return self.store.counts.get(topic)

    async def earliest_offsets(self, *partitions: TP) -> Mapping[TP, int]:
        """Give the start of each partition."""
        return dict.fromkeys(partitions, 0)

    async def highwaters(self, *partitions: TP) -> Mapping[TP, int]:
        """Give the end of each partition."""
        return {tp: self.highwater(tp) for tp in partitions}

    def key_partition(
        self, topic: str, key: bytes | None, partition: int | None = None
    ) -> int | None:
        """Give the partition of a key."""
        return self.store.choose(topic, key) if partition is None else partition


class Producer(FaustProducer):
    """Appends to the embedded log for the agents and tables."""

    transport: Transport

    async def send(  # noqa: PLR0913  # Faust's signature
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: Any,
        *,
        transactional_id: str | None = None,  # noqa: ARG002
    ) -> Awaitable[RecordMetadata]:
        """Append a record; the awaitable gives its place once it is durable."""
        store = self.transport.store
        number = store.choose(topic, key) if partition is None else partition
        at = time.time() if timestamp is None else timestamp
        place = Partition(topic, number)
        return self.transport.store.append(
            NewRecord(place, at, key, value, encode_headers(headers))
        )

    async def send_and_wait(self, *args: Any, **kwargs: Any) -> RecordMetadata:
        """Append a record and wait until it is durable."""
        return await (await self.send(*args, **kwargs))

    async def flush(self) -> None:
        """Wait until all is durable."""
        await self.buffer.flush()
        await self.transport.store.drain()

    async def create_topic(self, topic: str, partitions: int, *_: Any, **__: Any) -> None:
        """Make a topic where it is missing."""
        self.transport.store.create(topic, partitions)

    def key_partition(self, topic: str, key: bytes) -> TP:
        """Give the partition of a key."""
        return TP(topic, self.transport.store.choose(topic, key))

    def supports_headers(self) -> bool:
        """Say that records carry headers."""
        return True


def _metadata(record: NewRecord, offset: int) -> RecordMetadata:
    topic, number = record.partition
    return RecordMetadata(topic, number, TP(topic, number), offset, record.timestamp, 1)


class Transport(base.Transport):
    """The embedded log as a Faust transport, found through the entry point `faust.transports`."""

    Consumer = Consumer
    Producer = Producer
    default_port = 0
    driver_version = "watchfloor-sqlite"
    _store: EmbeddedLog | None = None

    @property
    def store(self) -> EmbeddedLog:
        """The log, opened and locked at first use; raises LogInUse where another runs on it."""
        if self._store is None:
            self._store = EmbeddedLog(*path_of(self.url[0]))
        return self._store

    async def close(self) -> None:
        """Close the log."""
        if self._store is not None:
            await self._store.close()
            self._store = None
