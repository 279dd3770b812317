"""Kafka as Watchfloor itself writes, follows and looks at it; Faust has clients of its own.

Every record is written with the leader's and its replicas' acknowledgement, by an idempotent
producer. Followers read without a consumer group.
"""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import aclosing, asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRebalanceListener, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.conn import create_conn
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    NotCoordinatorForGroupError,
    TopicAlreadyExistsError,
    for_code,
)
from aiokafka.partitioner import DefaultPartitioner

from streams.connection import address, addresses, client_of
from streams.errors import ConfigError, Poison, Unavailable
from streams.offsets import Partition
from streams.port import Made, NewRecord, Placed, StoredRecord, holds
from streams.settings import Kafka
from streams.topics import BY_NAME, GROUP, POSITIONS, Topic

log = structlog.get_logger(__name__)

LARGEST: Final = 4 << 20
"""Bytes of a record batch: an article's cap is far below, and its events and matches add to it."""
LOOK_SECONDS: Final = 10.0
CONNECT_SECONDS: Final = 60.0
NEWS_SECONDS: Final = 5
STATE_LAG: Final = timedelta(hours=1)
"""How long a row stays before compaction: a worker that was cut off may write late until then."""


class Cluster:
    """Kafka, from the connection to its end."""

    kind = "Kafka"

    def __init__(self, url: str, settings: Kafka) -> None:
        self._url = url
        self._settings = settings
        self.client = client_of(url, settings)
        self.counts: dict[str, int] = {}
        self._partitioner = DefaultPartitioner()
        self._producer: AIOKafkaProducer | None = None
        self._looker: AIOKafkaConsumer | None = None
        self._admin: AIOKafkaAdminClient | None = None
        self._looking = asyncio.Lock()
        self._renewing = asyncio.Lock()

    def broker_url(self) -> str:
        """Give the URL under which Faust finds the transport."""
        return ";".join(f"strict://{address(*each)}" for each in addresses(self._url))

    async def start(self, topics: Sequence[Topic]) -> None:
        """Connect, waiting a minute for a broker; raises ConfigError where topics are missing."""
        await self.connect(CONNECT_SECONDS)
        missing = [topic.name for topic in topics if topic.name not in self.counts]
        for _ in range(NEWS_SECONDS):
            if not missing:
                return
            await asyncio.sleep(1)  # a broker may hear late of a topic that was just made
            await self._count()
            missing = [topic.name for topic in topics if topic.name not in self.counts]
        if missing:
            raise _missing(missing)

    async def connect(self, patience: float = 0.0) -> None:
        """Connect, waiting some seconds for a broker that is not there yet."""
        deadline = asyncio.get_running_loop().time() + patience
        while self._looker is None:
            try:
                await self._try_to_connect()
            except KafkaError as error:
                if asyncio.get_running_loop().time() > deadline:
                    why = await self._refusal() or error
                    raise Unavailable(
                        f"broker: no Kafka answers at {self._url} ({why}); "
                        "start it, or mend broker and the table [kafka]"
                    ) from error
                log.warning("waiting for Kafka", cause=str(error))
                await asyncio.sleep(2)

    async def _refusal(self) -> BaseException | None:
        """Ask the first broker why it refuses us: the client says that to the log only."""
        options = {
            ours: self.client[theirs]
            for ours, theirs in (
                ("ssl_context", "ssl_context"),
                ("security_protocol", "security_protocol"),
                ("sasl_mechanism", "sasl_mechanism"),
                ("sasl_plain_username", "sasl_plain_username"),
                ("sasl_plain_password", "sasl_plain_password"),
            )
            if theirs in self.client
        }
        try:
            conn = await create_conn(
                *addresses(self._url)[0], request_timeout_ms=int(LOOK_SECONDS * 1000), **options
            )
        except (KafkaError, OSError, TimeoutError) as error:
            return error
        conn.close()
        return None

    async def _try_to_connect(self) -> None:
        looker = self._new_reader()
        admin = AIOKafkaAdminClient(**self.client)
        try:
            await looker.start()
            await admin.start()
        except BaseException:
            await looker.stop()
            await admin.close()
            raise
        self._looker, self._admin = looker, admin
        await self._count()

    async def _count(self) -> None:
        async with _clearly():
            found = await _there(self._admin).describe_topics()
        self.counts = {
            topic["topic"]: len(topic["partitions"])
            for topic in found
            if topic["topic"] in BY_NAME
        }

    def _new_reader(self) -> AIOKafkaConsumer:
        return AIOKafkaConsumer(
            **self.client,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=LARGEST,
        )

    async def _ready_producer(self) -> AIOKafkaProducer:
        async with self._renewing:
            if self._producer is None:
                async with _clearly():
                    self._producer = await self._new_producer()
            return self._producer

    async def _new_producer(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            **self.client,
            acks="all",
            enable_idempotence=True,
            max_batch_size=LARGEST,
            max_request_size=LARGEST + (1 << 20),
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        return producer

    async def create(self, topics: Iterable[Topic]) -> list[Made]:
        """Make the topics that are missing; says how those that are there differ."""
        return [await self._create(topic, self.counts.get(topic.name)) for topic in topics]

    async def _create(self, topic: Topic, partitions: int | None) -> Made:
        wanted = self._configs(topic)
        if partitions is not None:
            return Made(topic.name, await self._differs(topic, partitions, wanted) or "there")
        new = NewTopic(
            topic.name, topic.partitions, self._settings.replication, topic_configs=wanted
        )
        async with _clearly():
            answer = await _there(self._admin).create_topics([new])
        for _, code, *said in answer.topic_errors:
            if code and for_code(code) is not TopicAlreadyExistsError:
                why = (said and said[0]) or for_code(code).description
                raise ConfigError(
                    f"topic {topic.name}: Kafka refused it: {why}; "
                    "kafka.replication and kafka.min_insync say how many brokers it wants"
                )
        self.counts[topic.name] = topic.partitions
        return Made(topic.name, "made")

    def _configs(self, topic: Topic) -> dict[str, str]:
        policies = (["compact"] if topic.compacted else []) + (
            ["delete"] if topic.retention else []
        )
        keep = int(topic.retention.total_seconds() * 1000) if topic.retention else -1
        configs = {
            "cleanup.policy": ",".join(policies or ["delete"]),
            "retention.ms": str(keep),
            "min.insync.replicas": str(self._settings.min_insync),
            "max.message.bytes": str(LARGEST + (1 << 19)),
        }
        if topic.compacted:
            configs |= {"segment.ms": "86400000", "segment.bytes": str(64 << 20)}
        if topic.message is None:
            configs["min.compaction.lag.ms"] = str(int(STATE_LAG.total_seconds() * 1000))
        return configs

    async def _differs(self, topic: Topic, partitions: int, wanted: Mapping[str, str]) -> str:
        resource = ConfigResource(ConfigResourceType.TOPIC, topic.name)
        async with _clearly():
            answers = await _there(self._admin).describe_configs([resource])
        found = {
            name: value for a in answers for *_, rows in a.resources for name, value, *_ in rows
        }
        said = [
            f"{name} is {found.get(name)}" for name in wanted if found.get(name) != wanted[name]
        ]
        if partitions != topic.partitions:
            said.insert(0, f"{partitions} partitions")
        return ", ".join(said)

    def choose(self, topic: str, key: bytes | None) -> int:
        """Pick the partition of a key as Kafka's own clients do (murmur2)."""
        everything = list(range(self.counts[topic]))
        return int(self._partitioner(key, everything, everything))

    async def write(self, records: Sequence[NewRecord], rows: Sequence[NewRecord] = ()) -> None:
        """Append records, then rows as one record batch; returns once all is durable."""
        producer = await self._ready_producer()
        batch = _batch(producer, rows) if rows else None
        try:
            await asyncio.gather(*[await _send(producer, record) for record in records])
            if batch is not None:
                topic, number = rows[0].partition
                await (await producer.send_batch(batch, topic, partition=number))
        except MessageSizeTooLargeError as error:
            raise Poison(f"too large for Kafka: {error}") from error
        except KafkaError as error:
            await self._renew(producer, error)
            raise Unavailable(f"Kafka did not take a write: {error!r}") from error

    async def _renew(self, broken: AIOKafkaProducer, error: KafkaError) -> None:
        """Replace a producer whose sequence the broker does not follow any more."""
        passing = isinstance(error, KafkaTimeoutError | KafkaConnectionError) or error.retriable
        known = broken is self._producer
        if passing or not known:
            return
        self._producer = None
        log.warning("producer made anew", cause=repr(error))
        with suppress(KafkaError, TimeoutError):
            await asyncio.wait_for(broken.stop(), LOOK_SECONDS)

    async def follow(
        self,
        topic: str,
        *,
        start: Mapping[Partition, int] | None = None,
        last: int | None = None,
    ) -> AsyncIterator[Placed | None]:
        """Give a topic's records for ever; None each time the end is reached anew."""
        positions: dict[Partition, int] = dict(start or {})
        while True:
            try:
                async for found in self._follow(topic, positions, last):
                    if found is not None:
                        positions[found[0]] = found[1].offset + 1
                    yield found
            except KafkaError as error:
                log.warning("following again", topic=topic, cause=repr(error))
                await asyncio.sleep(1)

    async def _follow(
        self, topic: str, start: Mapping[Partition, int], last: int | None
    ) -> AsyncGenerator[Placed | None, None]:
        async with self._reader() as reader:
            places = [TopicPartition(topic, n) for n in range(self.counts[topic])]
            reader.assign(places)
            starts, ends = await _bounds(reader, places)
            for tp in places:
                first = starts[tp] if last is None else max(starts[tp], ends[tp] - last)
                reader.seek(tp, max(starts[tp], start.get(Partition(*tp), first)))
            told = False
            while True:
                behind = False
                for tp in places:
                    end = max(ends[tp], reader.highwater(tp) or 0)
                    behind = behind or await reader.position(tp) < end
                if not behind and not told:
                    yield None
                told = not behind
                batches = await reader.getmany(timeout_ms=1000)
                told = told and not batches
                for tp, records in batches.items():
                    for record in records:
                        yield Partition(*tp), _stored(record)

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[AIOKafkaConsumer]:
        reader = self._new_reader()
        try:
            await reader.start()
            yield reader
        finally:
            await reader.stop()

    async def read(self, place: Partition, offset: int) -> StoredRecord | None:
        """Give the record at an offset, or None where there is none any more."""

        async def look(looker: AIOKafkaConsumer) -> StoredRecord | None:
            tp = TopicPartition(*place)
            looker.assign([tp])
            starts, ends = await _bounds(looker, [tp])
            if not starts[tp] <= offset < ends[tp]:
                return None
            looker.seek(tp, offset)
            batches = await looker.getmany(tp, timeout_ms=int(LOOK_SECONDS * 900), max_records=1)
            looker.unsubscribe()
            for record in batches.get(tp, ()):
                return _stored(record) if record.offset == offset else None
            raise Unavailable(f"{place} {offset} could not be read")

        found: StoredRecord | None = await self._look(look)
        return found

    async def starts(self) -> dict[Partition, int]:
        """Give the offset of each partition's oldest record, or its end where it is empty."""
        found = await self._look(lambda looker: looker.beginning_offsets(self._places()))
        return {Partition(*tp): offset for tp, offset in found.items()}

    async def ends(self) -> dict[Partition, int]:
        """Give the offset that each partition's next record will have."""
        found = await self._look(lambda looker: looker.end_offsets(self._places()))
        return {Partition(*tp): offset for tp, offset in found.items()}

    def _places(self) -> list[TopicPartition]:
        return [TopicPartition(t, n) for t, count in self.counts.items() for n in range(count)]

    async def _look(self, work: Callable[[AIOKafkaConsumer], Awaitable[Any]]) -> Any:  # noqa: ANN401
        async with self._looking, _clearly(), asyncio.timeout(LOOK_SECONDS):
            return await work(_there(self._looker))

    async def committed(self, group: str) -> dict[Partition, int]:
        """Give how far a consumer group got; a partition it never committed is absent."""
        async with _clearly(), asyncio.timeout(LOOK_SECONDS):
            found = await self._offsets(group)
        return {Partition(*tp): at.offset for tp, at in found.items() if at.offset >= 0}

    async def _offsets(self, group: str) -> dict[TopicPartition, Any]:
        """Ask for a group's offsets; a new cluster has no coordinator for some seconds."""
        while True:
            try:
                found: dict[TopicPartition, Any] = await _there(
                    self._admin
                ).list_consumer_group_offsets(group)
            except (GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError):
                await asyncio.sleep(0.2)
            else:
                return found

    async def scan(self, topic: str, needle: bytes | None = None) -> AsyncIterator[Placed]:
        """Give what stands on a topic now, or those records that hold some bytes."""
        if topic not in self.counts:
            raise _missing([topic])
        async with aclosing(self._follow(topic, {}, None)) as following:
            while True:
                async with _clearly():
                    found = await anext(following)
                if found is None:
                    return
                if holds(found[1], needle):
                    yield found

    async def lead(self, office: str) -> AsyncIterator[bool]:
        """Compete for an office; it is held by who is given the one partition of `positions`."""
        while True:
            try:
                async for held in self._lead(office):
                    yield held
            except KafkaError as error:
                log.warning("competing again", office=office, cause=repr(error))
                yield False
                await asyncio.sleep(1)

    async def _lead(self, office: str) -> AsyncIterator[bool]:
        changes: asyncio.Queue[bool] = asyncio.Queue()
        consumer = AIOKafkaConsumer(
            **self.client,
            group_id=f"{GROUP}-{office}",
            enable_auto_commit=False,
            session_timeout_ms=10_000,
            heartbeat_interval_ms=3_000,
            max_poll_interval_ms=86_400_000,
        )
        consumer.subscribe([POSITIONS.name], listener=_Office(changes))
        try:
            await consumer.start()
            while True:
                yield await changes.get()
        finally:
            await consumer.stop()

    async def retain(self, topics: Sequence[Topic], now: datetime) -> None:
        """Leave retention and compaction to the brokers."""

    async def close(self) -> None:
        """Finish what is under way and disconnect."""
        with suppress(KafkaError, TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                if self._producer is not None:
                    await self._producer.stop()
        with suppress(KafkaError):
            if self._looker is not None:
                await self._looker.stop()
            if self._admin is not None:
                await self._admin.close()
        self._producer = self._looker = self._admin = None


class _Office(ConsumerRebalanceListener):  # type: ignore[misc]
    """Tells of each change of who holds an office."""

    def __init__(self, changes: asyncio.Queue[bool]) -> None:
        self._changes = changes
        self._held = False

    async def on_partitions_revoked(self, revoked: Any) -> None:  # noqa: ANN401, ARG002
        """Note that the office may go to another."""
        self._tell(held=False)

    async def on_partitions_assigned(self, assigned: Any) -> None:  # noqa: ANN401
        """Note that the office is held, or that another holds it."""
        self._tell(held=bool(assigned))

    def _tell(self, *, held: bool) -> None:
        if held is not self._held:
            self._held = held
            self._changes.put_nowait(held)


def _missing(names: Sequence[str]) -> ConfigError:
    return ConfigError(
        f"broker: Kafka has no topic {', '.join(names)}; "
        "`watchfloor topics create` makes what is missing"
    )


def _there(client: Any) -> Any:  # noqa: ANN401
    if client is None:
        raise Unavailable("not connected to Kafka")
    return client


@asynccontextmanager
async def _clearly() -> AsyncIterator[None]:
    """Turn what a client raises into Unavailable."""
    try:
        yield
    except (KafkaError, TimeoutError, OSError) as error:
        raise Unavailable(f"Kafka did not answer: {error!r}") from error


async def _bounds(
    reader: AIOKafkaConsumer, places: list[TopicPartition]
) -> tuple[dict[TopicPartition, int], dict[TopicPartition, int]]:
    return await reader.beginning_offsets(places), await reader.end_offsets(places)


def _stored(record: Any) -> StoredRecord:  # noqa: ANN401
    return StoredRecord(
        record.offset,
        record.timestamp / 1000,
        record.key,
        record.value,
        tuple(record.headers),
    )


async def _send(producer: AIOKafkaProducer, record: NewRecord) -> Awaitable[Any]:
    sent: Awaitable[Any] = await producer.send(
        record.partition.topic,
        record.value,
        key=record.key,
        partition=record.partition.partition,
        timestamp_ms=int(record.timestamp * 1000),
        headers=list(record.headers),
    )
    return sent


def _batch(producer: AIOKafkaProducer, rows: Sequence[NewRecord]) -> Any:  # noqa: ANN401
    """Put rows of one partition into one record batch: the broker takes all of it or nothing."""
    batch = producer.create_batch()
    for row in rows:
        fits = batch.append(
            timestamp=int(row.timestamp * 1000),
            key=row.key,
            value=row.value,
            headers=list(row.headers),
        )
        if fits is None:
            raise Poison(f"{len(rows)} rows are too large for one batch of {LARGEST} bytes")
    batch.close()
    return batch
