"""Kafka seen from outside, by its direct listeners and with clients of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from streams import topics
from streams.messages import Article, Message
from streams.topics import Topic

LOOK_SECONDS = 10.0

M = TypeVar("M", bound=Message)


class Witness:
    """Reads topics and asks for offsets, each time over new connections."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap

    async def messages(self, model: type[M]) -> list[M]:
        """Read all that stands on the topic of a message."""
        topic = topics.BY_MESSAGE[model]
        async with self._reader() as reader:
            return [model.decode(value) async for value in _values(reader, topic)]

    async def lag(self) -> int | None:
        """Count the records that some stage has not finished; None while Kafka does not answer.

        What is committed is asked for first: a stage's results stand before its commit, so none
        is on its way unseen where nothing is left.
        """
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                return await self._lag()
        except (KafkaError, TimeoutError, OSError):
            return None

    async def _lag(self) -> int:
        async with self._admin() as admin, self._reader() as reader:
            committed: dict[TopicPartition, int] = {}
            for stage in topics.STAGES:
                found = await admin.list_consumer_group_offsets(stage.group)
                committed |= {place: at.offset for place, at in found.items()}
            places = [place for stage in topics.STAGES for place in places_of(stage.reads)]
            ends = await reader.end_offsets(places)
        return sum(ends[place] - max(0, committed.get(place, 0)) for place in places)

    async def leader(self, topic: str, partition: int) -> int:
        """Wait until a partition has a leader, and give its node."""
        while True:
            with suppress(KafkaError, TimeoutError, OSError):
                async with asyncio.timeout(LOOK_SECONDS), self._admin() as admin:
                    [told] = await admin.describe_topics([topic])
                found = {part["partition"]: part["leader"] for part in told["partitions"]}
                if (leader := found.get(partition, -1)) >= 0:
                    return int(leader)
            await asyncio.sleep(0.5)

    @asynccontextmanager
    async def _admin(self) -> AsyncIterator[AIOKafkaAdminClient]:
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
        try:
            await admin.start()
            yield admin
        finally:
            await admin.close()

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[AIOKafkaConsumer]:
        reader = AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
        )
        try:
            await reader.start()
            yield reader
        finally:
            await reader.stop()


def places_of(topic: Topic) -> list[TopicPartition]:
    """List the partitions of a topic."""
    return [TopicPartition(topic.name, number) for number in range(topic.partitions)]


async def _values(reader: AIOKafkaConsumer, topic: Topic) -> AsyncIterator[bytes]:
    places = places_of(topic)
    reader.assign(places)
    await reader.seek_to_beginning(*places)
    ends = await reader.end_offsets(places)
    while any([await reader.position(place) < ends[place] for place in places]):
        batches: dict[TopicPartition, list[Any]] = await reader.getmany(timeout_ms=500)
        for record in (record for batch in batches.values() for record in batch):
            if record.value is not None:
                yield record.value


class Publisher:
    """Appends articles to their topic, each until Kafka has acknowledged it."""

    def __init__(self, bootstrap: str, acknowledged: Callable[[Article], None]) -> None:
        self._bootstrap, self._acknowledged = bootstrap, acknowledged
        self._producer: AIOKafkaProducer | None = None
        self._renewing = asyncio.Lock()

    async def publish(self, article: Article) -> None:
        """Append an article; what is not acknowledged is sent again."""
        while True:
            producer = await self._ready()
            try:
                await producer.send_and_wait(
                    topics.ARTICLES.name, article.encode(), key=article.key.encode()
                )
            except KafkaError as error:
                if not error.retriable:
                    await self._drop(producer)
                await asyncio.sleep(0.5)
            else:
                self._acknowledged(article)
                return

    async def _ready(self) -> AIOKafkaProducer:
        async with self._renewing:
            while self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self._bootstrap, acks="all", enable_idempotence=True
                )
                try:
                    await producer.start()
                except KafkaError:
                    await producer.stop()
                    await asyncio.sleep(0.5)
                else:
                    self._producer = producer
            return self._producer

    async def _drop(self, producer: AIOKafkaProducer) -> None:
        if producer is self._producer:
            self._producer = None
            await _quietly(producer.stop())

    async def close(self) -> None:
        """Disconnect."""
        if self._producer is not None:
            await _quietly(self._producer.stop())


async def _quietly(work: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await work
    except (KafkaError, TimeoutError):
        return
