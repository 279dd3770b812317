"""The auditor: what was committed without an outcome goes round again, once, and nothing else does."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete
from aiokafka.structs import OffsetAndMetadata
from fakes import NOW, ONE_NODE, OpenBroker, make_article
from hypothesis import given
from hypothesis import strategies as st
from world import make_world

from agents.audit import AUDITED, MARK, Auditor, Book, Offsets
from agents.parts import open_parts
from agents.worker import serving
from streams import settings, topics
from streams.broker import Broker
from streams.cluster import Cluster
from streams.messages import Decision, Reason
from streams.offsets import Partition
from streams.port import NewRecord, StoredRecord
from streams.settings import Settings
from streams.store import Store
from streams.telemetry import Metrics

LIMIT = timedelta(minutes=2)
ARTICLES = Partition("articles", 0)
OUTBOX = Partition("outbox", 2)
BOTH = pytest.mark.parametrize("place", [ARTICLES, OUTBOX], ids=["articles", "outbox"])
OFFSETS = st.integers(0, 30)
SKIPPED = (
    "Gunmen attacked an army checkpoint near Mosul in Iraq on Tuesday, killing three soldiers, "
    "the interior ministry said."
)


class Naive:
    """Offsets as a plain set: the definition that the ranges are held against."""

    def __init__(self) -> None:
        self.begun = 0
        self.known: set[int] = set()

    def holes(self, below: int) -> list[int]:
        """Give the offsets under a limit that have no outcome."""
        return [offset for offset in range(self.begun, below) if offset not in self.known]


STEPS = st.lists(st.tuples(st.sampled_from(["add", "add", "add", "start", "save"]), OFFSETS))


@given(STEPS, st.integers(0, 35))
def test_offsets_are_what_a_plain_set_of_them_says(
    steps: list[tuple[str, int]], below: int
) -> None:
    """In whatever order outcomes come, records expire, and the auditor is started again."""
    offsets, naive = Offsets(), Naive()
    for what, offset in steps:
        if what == "add":
            offsets.add(offset)
            naive.known.add(offset)
        elif what == "start":
            offsets.start(offset)
            naive.begun = max(naive.begun, offset)
        else:
            offsets = again(offsets)
        assert list(offsets.holes(below)) == naive.holes(below)
        assert offsets.count(below) == len(naive.holes(below))


def again(offsets: Offsets) -> Offsets:
    """Give offsets as an auditor finds them that is started again."""
    book = Book({})
    book.offsets[ARTICLES] = offsets
    book.read[Partition("decisions", 3)] = 7
    found = Book(json.loads(json.dumps(book.saved())))
    assert found.read == book.read
    return found.offsets[ARTICLES]


@given(st.permutations(range(20)))
def test_outcomes_that_came_in_any_order_leave_one_number(order: list[int]) -> None:
    """Once nothing is missing there are no ranges to keep."""
    offsets = Offsets()
    for offset in order:
        offsets.add(offset)
    assert (offsets.until, offsets.beyond) == (20, [])


@pytest.mark.parametrize(
    ("stage", "record", "taken"),
    [
        ("classify", "articles/0/0", True),
        ("audit", "articles/0/0", True),
        ("deliver", "articles/0/0", False),
        ("deliver", "outbox/0/0", True),
        ("decide", "stories/0/0", False),
        ("classify", None, False),
    ],
)
def test_an_outcome_counts_for_the_record_that_its_stage_reads(
    stage: str, record: str | None, *, taken: bool
) -> None:
    """What another stage said, or said of no record, is no outcome of it."""
    book = Book({})
    book.take(Decision(stage=stage, reason=Reason.CLASSIFIED, record=record, at=NOW))
    assert bool(book.offsets) is taken


class Clock:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.at

    def pass_limit(self) -> None:
        """Let so much time pass that what stands on a topic now is late."""
        self.at += LIMIT


class Audit:
    """An auditor at work, its clock and its metrics."""

    def __init__(self, broker: Broker, clock: Clock) -> None:
        self.clock, self.metrics = clock, Metrics()
        self.auditor = Auditor(broker, self.metrics, clock, LIMIT)

    async def look(self) -> int:
        """Let it look once; gives how many it put back."""
        return await asyncio.wait_for(self.auditor.look(), 20)

    async def look_late(self) -> int:
        """Let it look at what is there now, and again once that is late."""
        await self.look()
        self.clock.pass_limit()
        return await self.look()

    def counted(self, metric: str, topic: str) -> float | None:
        """Give a metric of a topic."""
        return self.metrics.registry.get_sample_value(f"watchfloor_{metric}", {"topic": topic})


@asynccontextmanager
async def auditing(broker: Broker, clock: Clock) -> AsyncIterator[Audit]:
    """Run an auditor for the length of a block."""
    audit = Audit(broker, clock)
    await audit.auditor.open()
    following = asyncio.create_task(audit.auditor.follow())
    try:
        yield audit
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def nothing(_: Broker) -> None:
    """Hang no stage."""


async def append(broker: Broker, place: Partition, *values: bytes) -> None:
    """Append records that no stage reads in this test."""
    header = (("trace", b"1"),)
    for value in values:
        await broker.port.write([NewRecord(place, time.time(), b"key", value, header)])


async def read(broker: Broker, place: Partition) -> list[StoredRecord]:
    """Give what stands on a partition."""
    return [record async for at, record in broker.port.scan(place.topic) if at == place]


async def decided(broker: Broker) -> list[Decision]:
    """Give the decisions."""
    found = [record async for _, record in broker.port.scan("decisions")]
    return [Decision.decode(record.value or b"") for record in found]


async def decide(
    broker: Broker, place: Partition, *offsets: int, reason: Reason = Reason.NO_EVENT
) -> None:
    """Publish an outcome as the stage does that reads the topic."""
    stage = AUDITED[place.topic].name
    await broker.publish(
        [
            Decision(
                stage=stage,
                reason=reason,
                record=f"{place.topic}/{place.partition}/{offset}",
                at=NOW,
            )
            for offset in offsets
        ]
    )


async def commit(broker: Broker, place: Partition, offset: int) -> None:
    """Commit an offset, whatever became of what stands before it."""
    port = broker.port
    if isinstance(port, Store):
        await port.do(port.log.commit, topics.GROUP, {place: offset})
    else:
        assert isinstance(port, Cluster)
        await move(port.client["bootstrap_servers"], AUDITED[place.topic].group, {place: offset})


async def move(bootstrap: str, group: str, to: dict[Partition, int]) -> None:
    """Move a group's offsets as an operator does while no worker runs."""
    async with AIOKafkaConsumer(
        bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False
    ) as consumer:
        places = {TopicPartition(*place): offset for place, offset in to.items()}
        consumer.assign(list(places))
        await consumer.commit({tp: OffsetAndMetadata(at, "") for tp, at in places.items()})


async def expire(broker: Broker, place: Partition, below: int) -> None:
    """Let retention delete a partition's oldest records."""
    port = broker.port
    if isinstance(port, Store):
        await port.do(port.log.expire, place, time.time() + 1.0, below)
        return
    assert isinstance(port, Cluster)
    admin = AIOKafkaAdminClient(**port.client)
    try:
        await admin.start()
        await admin.delete_records({TopicPartition(*place): RecordsToDelete(below)})
    finally:
        await admin.close()


@BOTH
async def test_a_committed_record_without_an_outcome_is_put_back_once(
    open_either: OpenBroker, place: Partition
) -> None:
    """The same key and value stand there again, marked, counted, and with a decision of their own."""
    clock = Clock()
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        await append(broker, place, b"one", b"two", b"three")
        await decide(broker, place, 0, 2)
        await commit(broker, place, 3)
        assert await audit.look_late() == 1
        records = await read(broker, place)
        assert [(record.key, record.value) for record in records[3:]] == [(b"key", b"two")]
        assert records[3].headers == (("trace", b"1"), MARK)
        assert MARK not in records[1].headers
        (reinjected,) = [d for d in await decided(broker) if d.stage == "audit"]
        assert reinjected.reason is Reason.REINJECTED
        assert reinjected.record == f"{place.topic}/{place.partition}/1"
        assert audit.counted("audit_gaps_total", place.topic) == 1
        await decide(broker, place, 3)
        await commit(broker, place, 4)
        assert [await audit.look_late() for _ in range(2)] == [0, 0]
        assert len(await read(broker, place)) == 4
        assert audit.counted("audit_overdue_records", place.topic) == 0


async def test_what_was_put_back_and_is_lost_again_is_put_back_again(
    open_either: OpenBroker,
) -> None:
    """Under its new offset it is a record like any other."""
    clock = Clock()
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        await append(broker, ARTICLES, b"one")
        await commit(broker, ARTICLES, 1)
        assert await audit.look_late() == 1
        await commit(broker, ARTICLES, 2)
        assert await audit.look_late() == 1
        assert [record.value for record in await read(broker, ARTICLES)] == [b"one"] * 3


@BOTH
async def test_a_record_that_is_not_committed_is_only_overdue(
    open_either: OpenBroker, place: Partition
) -> None:
    """Its worker still owes it: it is told of and left where it is."""
    clock = Clock()
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        await append(broker, place, b"one", b"two")
        await commit(broker, place, 1)
        await decide(broker, place, 0)
        assert await audit.look_late() == 0
        assert audit.counted("audit_overdue_records", place.topic) == 1
        assert not audit.counted("audit_gaps_total", place.topic)
        assert len(await read(broker, place)) == 2
        await decide(broker, place, 1)
        await audit.look()
        assert audit.counted("audit_overdue_records", place.topic) == 0


async def test_a_record_younger_than_the_limit_is_left_alone(open_either: OpenBroker) -> None:
    """Neither a gap nor overdue before its time, however often is looked."""
    clock = Clock()
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        await audit.look_late()
        await append(broker, ARTICLES, b"one")
        await commit(broker, ARTICLES, 1)
        for _ in range(8):
            assert await audit.look() == 0
            assert audit.counted("audit_overdue_records", "articles") == 0
            clock.at += LIMIT / 8
        assert await audit.look() == 1


@pytest.mark.parametrize("reason", [Reason.CLASSIFIED, Reason.NO_EVENT, Reason.DEAD_LETTERED])
async def test_a_record_with_an_outcome_is_no_gap(open_either: OpenBroker, reason: Reason) -> None:
    """A dead letter is an outcome as well."""
    clock = Clock()
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        await append(broker, ARTICLES, b"one", b"two")
        await commit(broker, ARTICLES, 2)
        await decide(broker, ARTICLES, 1, 0, reason=reason)
        assert await audit.look_late() == 0
        assert len(await read(broker, ARTICLES)) == 2


async def test_an_auditor_that_is_started_again_goes_on_where_it_was(
    open_either: OpenBroker,
) -> None:
    """Nothing is put back twice, and what was lost while none looked is found."""
    clock = Clock()
    async with open_either(nothing, start=False) as broker:
        async with auditing(broker, clock) as audit:
            await append(broker, ARTICLES, b"one", b"two", b"three")
            await decide(broker, ARTICLES, 0)
            await commit(broker, ARTICLES, 2)
            assert await audit.look_late() == 1
        await append(broker, ARTICLES, b"four")
        await commit(broker, ARTICLES, 5)
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        assert await audit.look_late() == 3
        records = await read(broker, ARTICLES)
        values = [b"one", b"two", b"three", b"two", b"four", b"three", b"two", b"four"]
        assert [record.value for record in records] == values


async def test_the_first_auditor_begins_at_what_is_committed(open_either: OpenBroker) -> None:
    """What was done before there was any auditor is not gone through again."""
    clock = Clock()
    async with open_either(nothing, start=False) as broker:
        await append(broker, ARTICLES, b"one", b"two", b"three")
        await commit(broker, ARTICLES, 2)
        async with auditing(broker, clock) as audit:
            assert await audit.look_late() == 0
            assert audit.counted("audit_overdue_records", "articles") == 1
            await commit(broker, ARTICLES, 3)
            assert await audit.look() == 1


async def test_a_record_that_expired_is_no_gap(open_either: OpenBroker) -> None:
    """What retention took is nobody's work any more."""
    clock = Clock()
    async with (
        open_either(nothing, start=False) as broker,
        auditing(broker, clock) as audit,
    ):
        await append(broker, ARTICLES, b"one", b"two", b"three")
        await audit.look()
        await commit(broker, ARTICLES, 3)
        await expire(broker, ARTICLES, 2)
        clock.pass_limit()
        assert await audit.look() == 1
        assert [record.value for record in await read(broker, ARTICLES)] == [b"three", b"three"]
        assert audit.counted("audit_overdue_records", "articles") == 0


async def test_a_topic_made_anew_is_audited(kafka: str) -> None:
    """What the auditor knew of the topic that is gone says nothing of the one that is there."""
    clock = Clock()
    place = ARTICLES
    async with opened(kafka) as broker:
        await append(broker, place, *[b"old"] * 5)
        await decide(broker, place, *range(5))
        await commit(broker, place, 5)
        async with auditing(broker, clock) as audit:
            assert await audit.look_late() == 0
        await remake(broker, "articles")
    async with opened(kafka) as broker, auditing(broker, clock) as audit:
        await append(broker, place, b"new")
        await commit(broker, place, 1)
        assert await audit.look_late() == 1


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Broker]:
    """Open a broker without any stage."""
    broker = Broker(url, now=lambda: datetime.now(UTC), observer=Metrics(), kafka=ONE_NODE)
    try:
        await broker.open()
        yield broker
    finally:
        await broker.stop()


async def remake(broker: Broker, topic: str) -> None:
    """Make a topic anew, empty, as an operator does."""
    port = broker.port
    assert isinstance(port, Cluster)
    await port._admin.delete_topics([topic])
    async with asyncio.timeout(20):
        while topic in await port._admin.list_topics():
            await asyncio.sleep(0.05)
        del port.counts[topic]
        await port.create([topics.BY_NAME[topic]])
        while topic not in await port._admin.list_topics():
            await asyncio.sleep(0.05)


def configured(path: Path) -> Settings:
    """Read a configuration, with an auditor that does not wait long."""
    path.write_text(path.read_text() + "[audit]\nafter_seconds = 1\n")
    return settings.load(path, {})


async def until(holds: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.1)


ROLES: Sequence[str] = ("classify", "correlate", "alert", "audit")


async def test_an_article_that_an_operator_skipped_is_told_in_the_end(
    kafka: str, tmp_path: Path
) -> None:
    """The group's offset is moved past it while no worker runs: the auditor finds it."""
    async with make_world(tmp_path) as world:
        loaded = configured(world.configure(broker=kafka))
        async with serving(loaded, open_parts(loaded), roles=ROLES) as service:
            await until(lambda: service.metrics.text().count(b"watchfloor_audit_overdue_records{"))
        async with opened(kafka) as broker:
            await broker.publish([make_article("skipped", SKIPPED)])
            ends = {p: end for p, end in (await broker.port.ends()).items() if end}
            await move(
                kafka.removeprefix("kafka://"),
                topics.CLASSIFY.group,
                {place: end for place, end in ends.items() if place.topic == "articles"},
            )
        async with serving(loaded, open_parts(loaded), roles=ROLES):
            await until(lambda: world.hook.received)
        (post,) = world.posts()
        assert post["alert"]["rule"] == "attacks-in-iraq"
