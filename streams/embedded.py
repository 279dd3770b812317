"""Faust on the embedded log: `sqlite:///path`, with nothing else installed than Python.

The same agents run on it as on Kafka. One process holds the group, so every partition is its own
and there is no rebalance after the first assignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from faust.transport import base
from faust.transport.consumer import Consumer as FaustConsumer
from faust.types import TP, ConsumerMessage

from streams.errors import Unavailable
from streams.offsets import Partition
from streams.port import StoredRecord
from streams.store import Store
from streams.strict import Producer, StrictOffsets
from streams.topics import GROUP

GENERATION: Final = 1


class Consumer(StrictOffsets, FaustConsumer):
    """Reads the embedded log for the agents of one process."""

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

    async def create_topic(self, *_: Any, **__: Any) -> None:
        """Leave topics to the broker's port."""

    async def subscribe(self, topics: Iterable[str]) -> None:
        """Take all partitions of the topics."""
        self.add_future(self._assign(set(topics)))

    async def _assign(self, topics: set[str]) -> None:
        app = self.app
        assigned = {TP(topic, n) for topic in topics for n in range(self.store.counts[topic])}
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
            list(record.headers),
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
            await self.store.do(self.store.log.commit, GROUP, places)
        except Unavailable as error:
            self.log.warning("offsets not committed, tried again later: %s", error)
            return False
        return True

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Go to the committed offset of each partition, or to its start."""
        committed = await self.store.committed(GROUP)
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
        return self.store.tops.get(Partition(*tp), 0)

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


class Transport(base.Transport):
    """The embedded log as a Faust transport, found through the entry point `faust.transports`."""

    Consumer = Consumer
    Producer = Producer
    default_port = 0
    driver_version = "watchfloor-sqlite"

    @property
    def store(self) -> Store:
        """The log, which the broker opened."""
        found: Store = self.app.port  # type: ignore[attr-defined]
        return found
