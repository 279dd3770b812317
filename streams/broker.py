"""The broker as the stages see it: publish, run a stage, keep rows, follow a topic.

Each stage has a Faust app, and so a consumer group, of its own: a worker may run some of the
stages, and one stage's rebalance disturbs no other. Faust reads; what is written goes through the
port, awaited. Every default of Faust that loses or leaks is overridden here and nowhere else;
`tests/test_traps.py` turns red for each that comes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar, cast

import faust
import structlog
from faust.types import EventT, StreamT

from streams import topics
from streams.cluster import Cluster
from streams.errors import ConfigError, Poison, Unavailable
from streams.guard import Guard, Handler, Observer, Outcome, patiently
from streams.lanes import Lanes, Place, Record, rest
from streams.messages import Decision, Message
from streams.offsets import Partition
from streams.port import NewRecord, Placed, Port
from streams.settings import Kafka
from streams.state import Keeper, State
from streams.store import Store, path_of
from streams.topics import Stage, Topic

log = structlog.get_logger(__name__)

K = TypeVar("K", bound=Keeper)

EXPIRED: Final = b"expired while it waited"

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
    "broker_rebalance_timeout": 30.0,
    "broker_request_timeout": 40.0,
    "broker_max_poll_interval": 86_400.0,
    "broker_max_poll_records": 500,
    "consumer_auto_offset_reset": "earliest",
    "consumer_max_fetch_size": 4 << 20,
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


def open_port(url: str, kafka: Kafka | None = None, *, lock: bool = True) -> Port:
    """Open what a broker's URL names; raises ConfigError, LogInUse."""
    if url.startswith("sqlite:"):
        return Store(*path_of(url), lock=lock)
    if url.startswith("kafka://"):
        return Cluster(url, kafka or Kafka())
    raise ConfigError(
        "broker: this URL is not supported; "
        "write sqlite:///watchfloor.db or kafka://host:port,host:port"
    )


class App(faust.App):
    """Faust without the folders that it makes for the tables that are not used here."""

    def _create_directories(self) -> None:
        """Make none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a stage stands: what it has still to read, what it works on, and when it last read.

    `resting` of the `working` lanes wait between two attempts; `read_at` is monotonic.
    """

    joining: bool
    unread: int
    working: int
    resting: int
    read_at: float


@dataclass(slots=True)
class Running:
    """A stage at work: its handler in the guard, its lanes, its state, its Faust app."""

    stage: Stage
    guard: Guard
    lanes: Lanes
    state: State | None
    app: Any = None
    restored: int | None = None

    @property
    def consumer(self) -> Any:
        """Give Faust's consumer, which is there from the start on."""
        return self.app.consumer if self.app is not None else None


class Broker:
    """One process's share of the flow, on the embedded log or on Kafka."""

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime],
        observer: Observer,
        kafka: Kafka | None = None,
        commit_seconds: float = 1.0,
    ) -> None:
        self.url = url
        self.now = now
        self.observer = observer
        self.stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stopped.add_done_callback(asyncio.Future.exception)
        self._commit_seconds = commit_seconds
        self._kafka = kafka
        self._port: Port | None = None
        self._stages: dict[str, Running] = {}

    async def open(self) -> None:
        """Connect; raises LogInUse where another process runs, ConfigError without topics."""
        self._port = open_port(self.url, self._kafka)
        await self._port.start(topics.TOPICS)

    @property
    def port(self) -> Port:
        """The log beside Faust."""
        if self._port is None:
            raise Unavailable("the broker is not open")
        return self._port

    @property
    def store(self) -> Store:
        """The embedded log, where that is the broker."""
        return cast("Store", self.port)

    async def start(self) -> None:
        """Start the agents."""
        for running in self._stages.values():
            running.app = self._app(running)
        await asyncio.gather(*(running.app.start() for running in self._stages.values()))

    def _app(self, running: Running) -> Any:
        stage = running.stage
        own = {"broker": self.port.broker_url(), "broker_commit_interval": self._commit_seconds}
        app: Any = App(stage.group, **SETTINGS | own)
        app.port = self.port
        app.lanes = running.lanes
        app.client = getattr(self.port, "client", None)
        reads = app.topic(
            stage.reads.name,
            key_type=bytes,
            value_type=bytes,
            key_serializer="raw",
            value_serializer="raw",
            partitions=stage.reads.partitions,
        )
        by_key = stage.lanes == "key"

        async def agent(stream: StreamT[bytes]) -> None:
            async for event in stream.events():
                record = _record(event)
                key = (record.key or b"").decode("utf-8", "replace") if by_key else ""
                await running.lanes.put(key, record)

        app.agent(reads, name=stage.name, concurrency=1)(agent)
        return app

    @property
    def stages(self) -> list[str]:
        """Name the stages that run here."""
        return list(self._stages)

    @property
    def kind(self) -> str:
        """Name the kind of broker."""
        return self.port.kind

    @property
    def ready(self) -> bool:
        """Say whether the agents of every stage read, or wait as spares."""
        return all(
            each.app is not None and each.app.started and not each.app.rebalancing
            for each in self._stages.values()
        )

    def fail(self, error: BaseException) -> None:
        """End the process's work: what is unfinished stays uncommitted."""
        if not self.stopped.done():
            self.stopped.set_exception(error)

    def stateful(
        self,
        stage: Stage,
        build: Callable[[], K],
        handle: Callable[[K, Any], Outcome],
    ) -> None:
        """Run a handler that keeps rows, restored before the first message of an assignment."""
        if stage.state is None:
            raise ConfigError(f"stage {stage.name} declares no state")
        state = State(stage.state, build)

        async def handler(message: Any) -> Outcome:
            return handle(cast("K", state.keeper), message)

        self.stage(stage, handler, state)

    def stage(self, stage: Stage, handle: Handler, state: State | None = None) -> None:
        """Run a handler over the stage's topic, inside the guard."""

        async def run(record: Record) -> None:
            await self._run(self._stages[stage.name], record)

        load = partial(self._load, stage)
        lanes = Lanes(run, load=load, fail=self.fail, limit=stage.limit, hand=stage.hand)
        guard = Guard(stage, handle, self, self.observer, self.now)
        self._stages[stage.name] = Running(stage, guard, lanes, state)

    async def _run(self, running: Running, record: Record) -> None:
        consumer, state = running.consumer, running.state
        if not consumer.current(record.generation):
            return
        if state is not None and running.restored != record.generation:
            await self._patiently(running.stage, lambda: self._restore(state, record))
            running.restored = record.generation
        if state is None or not state.knows(record.offset):
            await running.guard.run(record)
        place = (record.topic, record.partition)
        consumer.finish(place, record.offset, record.generation)

    async def _restore(self, state: State, record: Record) -> None:
        ends = await self.port.ends()
        await state.restore(self.port, ends[Partition(record.topic, record.partition)])

    async def _load(self, stage: Stage, place: Place) -> Record:
        """Read a message again whose turn it is; one that is gone meets the guard as poison."""
        at = Partition(place.topic, place.partition)
        found = await self._patiently(stage, lambda: self.port.read(at, place.offset))
        key, value, timestamp = (
            (found.key, found.value, found.timestamp) if found else (None, EXPIRED, 0.0)
        )
        return Record(*at, place.offset, key, value, timestamp, place.generation)

    async def _patiently(self, stage: Stage, work: Callable[[], Awaitable[Any]]) -> Any:
        return await patiently(work, partial(self.observer.retried, stage.name), rest)

    async def publish(self, messages: Iterable[Message]) -> None:
        """Append messages to their topics; returns once the broker has all of them.

        Raises Unavailable where it does not: some may be there then, and publishing again is safe
        because every message has an id of its own.
        """
        messages = tuple(messages)
        await self.port.write([self._new(message) for message in messages])
        self._observe(messages)

    def _new(self, message: Message) -> NewRecord:
        topic = topics.BY_MESSAGE[type(message)].name
        key = message.key.encode("utf-8", "replace")
        place = Partition(topic, self.port.choose(topic, key))
        return NewRecord(place, self.now().timestamp(), key, message.encode())

    def _observe(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, Decision):
                self.observer.decided(message)

    async def write(self, stage: Stage, outcome: Outcome, record: Record) -> None:
        """Publish an outcome and keep its rows; returns once all is durable."""
        state = self._stages[stage.name].state
        at = self.now().timestamp()
        rows = state.records(outcome.rows, record.offset, at) if state else []
        await self.port.write([self._new(message) for message in outcome.publish], rows)
        self._observe(outcome.publish)
        if state and outcome.rows:
            state.keep(outcome.rows, record.offset)

    async def follow(
        self, topic: Topic, *, last: int | None = None
    ) -> AsyncIterator[Message | None]:
        """Give a topic's messages for ever; None each time the end is reached.

        From the start, or from the `last` records of each partition. What is no such message is
        left out and logged.
        """
        async for placed in self.port.follow(topic.name, last=last):
            if placed is None:
                yield None
            elif (message := decoded(topic, placed)) is not None:
                yield message

    def points(self) -> dict[Partition, int]:
        """Give the first unfinished offset of each partition that this process reads."""
        found: dict[Partition, int] = {}
        for running in self._stages.values():
            if running.consumer is not None:
                points = running.consumer.progress.points()
                found |= {Partition(*place): offset for place, offset in points.items()}
        return found

    async def behind(self) -> dict[Partition, int]:
        """Give, for each partition that this process reads, how many records are not finished."""
        points = self.points()
        ends = await self.port.ends()
        return {place: max(0, ends.get(place, 0) - point) for place, point in points.items()}

    async def idle(self) -> bool:
        """Say whether all stages, here and elsewhere, have finished what there is."""
        if not self.ready:
            return False
        points = self.points()
        for stage in topics.STAGES:
            if not all(place in points for place in self._places(stage)):
                points |= await self.port.committed(stage.group)
        ends = await self.port.ends()
        places = [place for stage in topics.STAGES for place in self._places(stage)]
        return all(points.get(place, 0) >= ends.get(place, 0) for place in places)

    def _places(self, stage: Stage) -> list[Partition]:
        return [Partition(stage.reads.name, n) for n in range(stage.reads.partitions)]

    async def lag(self) -> dict[str, tuple[int, float]]:
        """Give, for each topic that is read here, its unfinished records and the oldest's age."""
        found: dict[str, tuple[int, float]] = {}
        points = self.points()
        for place, count in (await self.behind()).items():
            age = await self._age(place, points[place]) if count else 0.0
            total, oldest = found.get(place.topic, (0, 0.0))
            found[place.topic] = (total + count, max(oldest, age))
        return found

    async def _age(self, place: Partition, offset: int) -> float:
        record = await self.port.read(place, offset)
        return max(0.0, self.now().timestamp() - record.timestamp) if record else 0.0

    def waiting(self, stage: Stage) -> dict[str, int]:
        """Give how many messages are under way in each lane of a stage."""
        running = self._stages.get(stage.name)
        return running.lanes.waiting if running else {}

    def holes(self) -> int:
        """Count the records that a client had passed over and that were gone back for."""
        consumers = [each.consumer for each in self._stages.values()]
        return sum(consumer.holes for consumer in consumers if consumer is not None)

    async def standing(self) -> dict[str, Standing]:
        """Give how each stage of this process stands; raises Unavailable without a broker."""
        ends = await self.port.ends()
        return {name: _standing(each, ends) for name, each in self._stages.items()}

    def crashed(self) -> BaseException | None:
        """Give what made Faust give up, if it did."""
        for running in self._stages.values():
            if running.app is not None and running.app.crashed:
                return running.app.crash_reason or RuntimeError("Faust crashed")
        return None

    async def retain(self) -> None:
        """Delete what is past its retention and finished; compact what is compacted."""
        await self.port.retain(topics.TOPICS, self.now())

    async def stop(self, seconds: float = 20.0) -> None:
        """Finish what is under way, commit, and close; what is late stays uncommitted."""
        started = [each for each in self._stages.values() if each.app is not None]
        for each in started:
            each.app.flow_control.suspend()
            if each.consumer is not None:
                each.consumer.stop_flow()
        await asyncio.gather(*(each.lanes.leave(seconds) for each in started))
        await asyncio.gather(*(each.app.stop() for each in started))
        if self._port is not None:
            await self._port.close()
            self._port = None


def _standing(running: Running, ends: Mapping[Partition, int]) -> Standing:
    lanes, progress = running.lanes, running.consumer.progress
    unread = sum(ends.get(Partition(*p), 0) - progress.next(p) for p in progress.points())
    return Standing(
        joining=running.app.rebalancing,
        unread=0 if lanes.full else max(0, unread),
        working=len(lanes.waiting),
        resting=lanes.resting,
        read_at=lanes.put_at,
    )


def _record(event: EventT[bytes]) -> Record:
    message = event.message
    return Record(
        message.topic,
        message.partition,
        message.offset,
        message.key,
        message.value,
        message.timestamp,
        message.generation_id or 0,
    )


def decoded(topic: Topic, placed: Placed) -> Message | None:
    """Read a record of a topic; what is no such message is logged, and None as a tombstone is."""
    if topic.message is None or placed[1].value is None:
        return None
    try:
        return topic.message.decode(placed[1].value)
    except Poison as error:
        log.warning("left out", topic=topic.name, cause=str(error))
        return None
