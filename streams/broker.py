"""The broker as the stages see it: publish, run a stage, keep rows, follow a topic.

It owns the one Faust app of a process. Every default of Faust that loses or leaks is overridden
here and nowhere else; `tests/test_traps.py` turns red for each that comes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar, cast

import faust
import structlog
from aiokafka.errors import KafkaError
from faust.exceptions import FaustError
from faust.types import EventT, StreamT

from streams import topics
from streams.errors import ConfigError, Poison, Unavailable
from streams.guard import Guard, Handler, Lanes, Observer, Outcome, Record, Rows
from streams.messages import Decision, Message
from streams.offsets import Partition
from streams.store import Store
from streams.topics import Stage, Topic

log = structlog.get_logger(__name__)

K = TypeVar("K", bound="Keeper")

GROUP: Final = "watchfloor"

SETTINGS: Final[dict[str, Any]] = {
    # Guarantees.
    "processing_guarantee": "at_least_once",
    "stream_wait_empty": True,
    "stream_publish_on_commit": False,
    "producer_threaded": False,
    "producer_acks": -1,
    "producer_request_timeout": 30.0,
    "broker_commit_every": 500,
    "broker_session_timeout": 10.0,
    "broker_heartbeat_interval": 3.0,
    "consumer_auto_offset_reset": "earliest",
    "recovery_consistency_check": True,
    "topic_allow_declare": False,
    "topic_disable_leader": True,
    # Memory.
    "stream_buffer_maxsize": 128,
    "store": "memory://",
    # Nothing listens, nothing is redirected: the desk is the only server, structlog the only log.
    "web_enabled": False,
    "web_bind": "127.0.0.1",
    "worker_redirect_stdouts": False,
    # Nothing waits for a rebalance that cannot come.
    "stream_recovery_delay": 0.0,
}


class Keeper(Protocol):
    """What a stage derives from its rows."""

    def apply(self, rows: Rows) -> None:
        """Take in rows that are durable."""


@dataclass(slots=True)
class State:
    """A stage's rows: a Faust table, and the keeper built from it after each restore."""

    table: Any
    build: Callable[[Mapping[str, bytes]], Keeper]
    keeper: Keeper | None = None

    def current(self) -> Keeper:
        """Give the keeper, built anew where the table was restored since the last time."""
        if self.keeper is None:
            rows = {key.decode(): value for key, value in self.table.data.items()}
            self.keeper = self.build(rows)
        return self.keeper

    @property
    def changelog(self) -> str:
        """Name the topic that restores the table."""
        return str(self.table.changelog_topic.get_topic_name())

    def keep(self, rows: Rows) -> None:
        """Take in rows that are durable."""
        keeper = self.current()
        for key, value in rows:
            if value is None:
                self.table.data.pop(key.encode(), None)
            else:
                self.table.data[key.encode()] = value
        keeper.apply(rows)


class Broker:
    """One process's share of the flow, on the embedded log or on Kafka."""

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime],
        observer: Observer,
        commit_seconds: float = 1.0,
    ) -> None:
        self.url = url
        self.now = now
        self.observer = observer
        self.stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stopped.add_done_callback(asyncio.Future.exception)
        interval = {"broker_commit_interval": commit_seconds}
        self.app = faust.App(GROUP, broker=url, **SETTINGS | interval)
        self._topics: dict[str, Any] = {}
        self._states: dict[str, State] = {}
        self._lanes: list[Lanes] = []
        self._stopping = asyncio.Event()
        if not url.startswith("sqlite:"):
            raise ConfigError(f"broker: {url!r} is not supported; write sqlite:///watchfloor.db")

    async def open(self) -> None:
        """Open the log and make the missing topics; raises LogInUse where another process runs."""
        self.store.create_all(
            {topic.name: topic.partitions for topic in topics.TOPICS}
            | {state.changelog: 1 for state in self._states.values()}
        )

    async def start(self) -> None:
        """Start the agents."""
        await self.app.start()

    @property
    def kind(self) -> str:
        """Name the kind of broker."""
        return "the embedded log"

    @property
    def ready(self) -> bool:
        """Say whether the tables are restored and the agents read."""
        return bool(self.app.started and not self.app.rebalancing and self._known())

    def _known(self) -> dict[tuple[str, int], int]:
        return self.app.consumer.progress.points()  # type: ignore[attr-defined, no-any-return]

    @property
    def store(self) -> Store:
        """The embedded log under the transport."""
        return cast("Store", self.app.transport.store)  # type: ignore[attr-defined]

    def fail(self, error: BaseException) -> None:
        """End the process's work: what is unfinished stays uncommitted."""
        if not self.stopped.done():
            self.stopped.set_exception(error)

    def stateful(
        self,
        stage: Stage,
        build: Callable[[Mapping[str, bytes]], K],
        handle: Callable[[K, Any], Outcome],
    ) -> None:
        """Run a handler that keeps rows: a Faust table, restored before the first message."""
        table = self.app.Table(
            f"{stage.name}-state", partitions=1, key_type=bytes, value_type=bytes
        )
        state = self._states[stage.name] = State(table, build)

        async def restored(*_: Any) -> None:
            state.keeper = None

        async def handler(message: Any) -> Outcome:
            return handle(cast("K", state.current()), message)

        table.on_recover(restored)
        self.stage(stage, handler)

    def stage(self, stage: Stage, handle: Handler) -> None:
        """Run a handler over the stage's topic, inside the guard."""
        guard = Guard(stage, handle, self, self.observer, self.now, self.rest)
        lanes = Lanes(self._finishing(guard), limit=stage.limit, fail=self.fail)
        self._lanes.append(lanes)
        by_key = stage.lanes == "key"

        async def agent(stream: StreamT[bytes]) -> None:
            async for event in stream.events():
                key = event.message.key or b""
                await lanes.put(key.decode("utf-8", "replace") if by_key else "", event)

        self.app.agent(self._topic(stage.reads), name=stage.name, concurrency=1)(agent)

    def _finishing(self, guard: Guard) -> Callable[[EventT[bytes]], Any]:
        async def run(event: EventT[bytes]) -> None:
            message = event.message
            await guard.run(
                Record(
                    message.topic,
                    message.partition,
                    message.offset,
                    message.key,
                    message.value,
                    message.timestamp,
                )
            )
            self.app.consumer.finish(message)  # type: ignore[attr-defined]

        return run

    def _topic(self, topic: Topic) -> Any:
        if topic.name not in self._topics:
            self._topics[topic.name] = self.app.topic(
                topic.name,
                key_type=bytes,
                value_type=bytes,
                key_serializer="raw",
                value_serializer="raw",
                partitions=topic.partitions,
            )
        return self._topics[topic.name]

    async def publish(self, messages: Iterable[Message]) -> None:
        """Append messages to their topics; returns once the broker has all of them.

        Raises Unavailable where it does not: some may be there then, and publishing again is safe
        because every message has an id of its own.
        """
        messages = tuple(messages)
        await self._durable([await self._send(message) for message in messages])
        self._observe(messages)

    def _observe(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, Decision):
                self.observer.decided(message)

    async def write(self, stage: Stage, outcome: Outcome) -> None:
        """Publish an outcome and keep its rows; returns once all is durable.

        What is sent without a wait in between is one transaction of the embedded log: it has all
        of an outcome or nothing of it.
        """
        sent = [await self._send(message) for message in outcome.publish]
        sent += [await self._send_row(stage, *row) for row in outcome.rows]
        await self._durable(sent)
        self._observe(outcome.publish)
        if outcome.rows:
            self._states[stage.name].keep(outcome.rows)

    async def _durable(self, sent: Iterable[Awaitable[Any]]) -> None:
        try:
            await asyncio.gather(*sent)
        except (KafkaError, FaustError, OSError) as error:
            raise Unavailable(f"the broker did not take a write: {error}") from error

    async def _send(self, message: Message) -> Any:
        topic = topics.BY_MESSAGE[type(message)]
        key = message.key.encode("utf-8", "replace")
        return await self.app.producer.send(topic.name, key, message.encode(), None, None, None)

    async def _send_row(self, stage: Stage, key: str, value: bytes | None) -> Any:
        name = self._states[stage.name].changelog
        return await self.app.producer.send(name, key.encode(), value, 0, None, None)

    async def follow(
        self, topic: Topic, *, last: int | None = None
    ) -> AsyncIterator[Message | None]:
        """Give a topic's messages for ever; None each time the end is reached.

        From the start, or from the `last` records of each partition. What is no such message is
        left out and logged.
        """
        async for record in self.store.follow(topic.name, last=last):
            if record is None:
                yield None
            elif record.value is not None:
                try:
                    yield topic.message.decode(record.value)
                except Poison as error:
                    log.warning("left out", topic=topic.name, cause=str(error))

    def behind(self) -> dict[tuple[str, int], int]:
        """Give, for each partition that a stage reads, how many records are not finished."""
        points = self._known()
        reads = [stage.reads for stage in topics.STAGES]
        places = [Partition(topic.name, n) for topic in reads for n in range(topic.partitions)]
        return {p: self.store.ends[p] - points[p] for p in places if p in points}

    def idle(self) -> bool:
        """Say whether the stages have finished all that stands on their topics."""
        behind = self.behind()
        return self.ready and bool(behind) and not any(behind.values())

    async def lag(self) -> dict[str, tuple[int, float]]:
        """Give, for each topic that a stage reads, its unfinished records and the oldest's age."""
        found: dict[str, tuple[int, float]] = {}
        points = self._known()
        for place, count in self.behind().items():
            age = await self._age(Partition(*place), points[place]) if count else 0.0
            total, oldest = found.get(place[0], (0, 0.0))
            found[place[0]] = (total + count, max(oldest, age))
        return found

    async def _age(self, place: Partition, offset: int) -> float:
        records = await self.store.look(self.store.reads.read, place, offset, 1)
        return max(0.0, self.now().timestamp() - records[0].timestamp) if records else 0.0

    async def retain(self) -> None:
        """Delete what is past its retention and finished; compact what is compacted."""
        now = self.now().timestamp()
        committed = await self.store.look(self.store.reads.committed, GROUP)
        read = {stage.reads.name for stage in topics.STAGES}
        for topic in topics.TOPICS:
            for number in range(topic.partitions):
                place = Partition(topic.name, number)
                below = committed.get(place, 0) if topic.name in read else self.store.ends[place]
                await self._retain(topic, place, now, below)
        for state in self._states.values():
            await self.store.write(self.store.log.compact, Partition(state.changelog, 0))

    async def _retain(self, topic: Topic, place: Partition, now: float, below: int) -> None:
        log = self.store.log
        if topic.compacted:
            await self.store.write(log.compact, place)
        if topic.retention is not None:
            before = now - topic.retention.total_seconds()
            while await self.store.write(log.expire, place, before, below):
                pass

    async def rest(self, seconds: float) -> None:
        """Pause between two attempts; a stop ends it as a cancellation, the message unfinished."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        if self._stopping.is_set():
            raise asyncio.CancelledError

    async def stop(self, seconds: float = 20.0) -> None:
        """Finish what is under way, commit, and close; what is late stays uncommitted."""
        self._stopping.set()
        self.app.flow_control.suspend()
        if self.app.consumer is not None:
            self.app.consumer.stop_flow()
        await asyncio.gather(*(lanes.drain(seconds) for lanes in self._lanes))
        await self.app.stop()
        await self.app.transport.close()  # type: ignore[attr-defined]
