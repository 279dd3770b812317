"""Faust on the embedded log: `sqlite:///path`, with nothing else installed than Python.

The same agents, tables, changelogs and timers run on it as on Kafka. One process holds the group,
so every partition is its own and there is no rebalance after the first assignment.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Iterable, Mapping
from typing import Any, ClassVar, Final

from faust.assignor.client_assignment import ClientAssignment
from faust.transport import base
from faust.transport.consumer import Consumer as FaustConsumer
from faust.transport.producer import Producer as FaustProducer
from faust.types import TP, ConsumerMessage, RecordMetadata

from streams.errors import Unavailable
from streams.log import NewRecord, StoredRecord
from streams.offsets import Partition
from streams.store import Store, path_of
from streams.strict import StrictOffsets

GENERATION: Final = 1


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


class Consumer(StrictOffsets, FaustConsumer):
    """Reads the embedded log for the agents and tables of one process."""

    transport: Transport
    consumer_stopped_errors: ClassVar[tuple[type[BaseException], ...]] = ()

    def on_init(self) -> None:
        """Start with no assignment."""
        self._assigned: set[TP] = set()
        self._positions: dict[TP, int] = {}

    @property
    def store(self) -> Store:
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
        committed = await self.store.look(self.store.reads.committed, self.app.conf.id)
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
        record = NewRecord(place, at, key, value, encode_headers(headers))
        return store.append(record, lambda offset: _metadata(record, offset))

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
    _store: Store | None = None

    @property
    def store(self) -> Store:
        """The log, opened and locked at first use; raises LogInUse where another runs on it."""
        if self._store is None:
            self._store = Store(*path_of(self.url[0]))
        return self._store

    async def close(self) -> None:
        """Close the log."""
        if self._store is not None:
            await self._store.close()
            self._store = None
