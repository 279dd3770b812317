"""Every trap of Faust that DESIGN.md lists, closed on both brokers; and each check seen to fail.

A check runs real agents on a real log: the embedded one, and a real Kafka. `test_*_is_closed` runs
it on the product; its twin `test_*_open_is_seen` opens the trap again and expects the check to
fail.
"""

from __future__ import annotations

import ast
import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, OpenBroker, Recorder, make_article
from faust import streams as faust_streams
from faust.transport.consumer import Consumer as FaustConsumer
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from streams import embedded, kafka, topics
from streams.broker import Broker
from streams.cluster import Cluster
from streams.errors import Unavailable
from streams.guard import Guard, Outcome
from streams.messages import Article, Classified, DeadLetter, Decision, Message, Reason
from streams.offsets import Partition
from streams.port import NewRecord
from streams.settings import Kafka
from streams.store import Store

Handle = Callable[[Article], Awaitable[Outcome]]
DECISION = Decision(stage="classify", reason=Reason.NO_EVENT, at=NOW)
P = Partition("articles", 0)
SETTLE = 0.5
"""Seconds: ten commit intervals."""
PATIENCE = 15.0
"""Seconds for a consumer to join its group and read."""


def hang(handle: Handle) -> Callable[[Broker], None]:
    """Hang a handler on the classify stage."""
    return lambda broker: broker.stage(topics.CLASSIFY, handle)


async def nothing(_: Article) -> Outcome:
    """Make nothing of an article."""
    return Outcome()


async def publish(broker: Broker, count: int) -> list[Message]:
    """Publish articles of one partition, so that their order is known."""
    found: list[Message] = []
    number = 0
    while len(found) < count:
        article = make_article(f"a{number}")
        number += 1
        if broker.port.choose("articles", article.key.encode()) == P.partition:
            found.append(article)
    await broker.publish(found)
    return found


async def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds, and a while longer."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.01)
    await asyncio.sleep(SETTLE)


async def committed(broker: Broker, place: Partition = P) -> int:
    """Give the committed offset of a partition."""
    stage = next(stage for stage in topics.STAGES if stage.reads.name == place.topic)
    return (await broker.port.committed(stage.group)).get(place, 0)


async def reaches(broker: Broker, offset: int, place: Partition = P) -> bool:
    """Wait until the commit is at an offset; False where it does not get there."""
    for _ in range(int(PATIENCE / 0.05)):
        if await committed(broker, place) == offset:
            return True
        await asyncio.sleep(0.05)
    return False


async def everything(broker: Broker, topic: topics.Topic) -> list[Message]:
    """Give what stands on a topic."""
    found: list[Message] = []
    async for message in broker.follow(topic):
        if message is None:
            break
        found.append(message)
    return found


def use_fausts_own_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the trap: let Faust's acknowledgements decide what is committed."""
    for consumer in (embedded.Consumer, kafka.Consumer):
        for name in ("getmany", "_new_offset", "_filter_tps_with_pending_acks"):
            monkeypatch.setattr(consumer, name, getattr(FaustConsumer, name))
        monkeypatch.setattr(consumer, "finish", lambda *_: None)


async def check_an_unfinished_message_is_not_committed(open_broker: OpenBroker) -> None:
    """Message 2 of 5 never ends, in a lane of its own: the commit stays at 2."""
    names: list[str] = []

    async def handle(article: Article) -> Outcome:
        names.append(article.id)
        if len(names) == 3:
            await asyncio.sleep(60)
        return Outcome(publish=(DECISION,))

    async with open_broker(hang(handle), grace=0.1) as broker:
        await publish(broker, 5)
        await until(lambda: len(names) == 5)
        assert await committed(broker) == 2
    async with open_broker(hang(handle), start=False) as broker:
        assert await committed(broker) == 2


async def test_the_slow_message_is_closed(open_either: OpenBroker) -> None:
    """Neither later messages nor a shutdown carry the commit past unfinished work."""
    await check_an_unfinished_message_is_not_committed(open_either)


async def test_the_slow_message_open_is_seen(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Faust's own offsets the check fails."""
    use_fausts_own_offsets(monkeypatch)
    with pytest.raises(AssertionError):
        await check_an_unfinished_message_is_not_committed(open_either)


async def check_an_unknown_error_loses_nothing(open_broker: OpenBroker) -> None:
    """A message whose stage raises is in the dead letters, and the rest is done."""

    async def handle(article: Article) -> Outcome:
        if article.title == "":
            raise ValueError("a bug")
        return Outcome()

    observer = Recorder()
    async with open_broker(hang(handle), observer=observer) as broker:
        await publish(broker, 1)
        assert await reaches(broker, 1)
        (letter,) = await everything(broker, topics.DEADLETTERS) or (None,)
        assert isinstance(letter, DeadLetter)
    assert [d.reason for d in observer.decisions] == [Reason.DEAD_LETTERED]


async def test_the_raising_agent_is_closed(open_either: OpenBroker) -> None:
    """What an agent raises never leaves the guard."""
    await check_an_unknown_error_loses_nothing(open_either)


async def test_the_raising_agent_open_is_seen(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the guard, and with Faust's own offsets, the message is gone and the check fails."""

    async def bare(self: Guard, record: Any) -> None:
        await self.handle(self.stage.reads.message.decode(record.value))

    use_fausts_own_offsets(monkeypatch)
    monkeypatch.setattr(Guard, "run", bare)
    with pytest.raises(AssertionError):
        await check_an_unknown_error_loses_nothing(open_either)


class Kept:
    """A keeper that keeps nothing."""

    def apply(self, rows: Any) -> None:
        """Take rows."""


def hang_two(broker: Broker) -> None:
    """Hang a stage that passes on and one that keeps a row of each message."""

    async def handle(article: Article) -> Outcome:
        return Outcome(publish=(Classified(article=article, lang="en"), DECISION))

    broker.stage(topics.CLASSIFY, handle)
    broker.stateful(
        topics.CORRELATE,
        Kept,
        lambda _, message: Outcome(publish=(DECISION,), rows=((message.key, b"1"),)),
    )


async def check_a_failed_produce_holds_the_offset(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch, topic: str
) -> None:
    """While the broker refuses a topic, the message that writes to it is not committed."""
    full, refused = True, 0

    def refuse(port: type[Store | Cluster]) -> None:
        write = port.write

        async def refusing(
            self: Any, records: Sequence[NewRecord], rows: Sequence[NewRecord] = ()
        ) -> None:
            nonlocal refused
            if full and any(record.partition.topic == topic for record in (*records, *rows)):
                refused += 1
                raise Unavailable("the disk is full")
            await write(self, records, rows)

        monkeypatch.setattr(port, "write", refusing)

    refuse(Store)
    refuse(Cluster)
    place = Partition("classified", 0) if topic == STATE else P
    async with open_broker(hang_two, grace=0.1) as broker:
        await publish(broker, 3)
        await until(lambda: refused)
        assert await committed(broker, place) == 0
        full = False
        assert await reaches(broker, 3, place)
        assert (await broker.port.ends())[Partition("classified", 0)] == 3


STATE = "correlate-state"


@pytest.mark.parametrize("topic", ["classified", STATE])
async def test_the_failed_produce_is_closed(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch, topic: str
) -> None:
    """Neither a result nor a row of a state is committed over while it is unsent."""
    await check_a_failed_produce_holds_the_offset(open_either, monkeypatch, topic)


async def test_the_failed_produce_open_is_seen(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A produce that is not awaited lets the offset go, and the check fails."""
    write = Broker.write

    async def hasty(self: Broker, *given: Any) -> None:
        asyncio.ensure_future(write(self, *given)).add_done_callback(lambda sent: sent.exception())

    monkeypatch.setattr(Broker, "write", hasty)
    with pytest.raises(AssertionError):
        await check_a_failed_produce_holds_the_offset(open_either, monkeypatch, "classified")


async def test_the_unsent_changelog_open_is_seen(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows written the way of Faust's tables, without a wait, fail the check."""

    async def hasty(self: Broker, stage: topics.Stage, outcome: Outcome, record: Any) -> None:
        state = self._stages[stage.name].state
        rows = state.records(outcome.rows, record.offset, time.time()) if state else []
        await self.publish(outcome.publish)
        sent = asyncio.ensure_future(self.port.write([], rows))
        sent.add_done_callback(lambda sent: sent.exception())

    monkeypatch.setattr(Broker, "write", hasty)
    with pytest.raises(AssertionError):
        await check_a_failed_produce_holds_the_offset(open_either, monkeypatch, STATE)


async def check_a_seek_without_a_commit_goes_to_the_start(open_broker: OpenBroker) -> None:
    """What was read before anything was committed is read again after a seek, 0 included."""
    seen: list[str] = []

    async def handle(article: Article) -> Outcome:
        seen.append(article.id)
        if len(seen) <= 3:
            await asyncio.sleep(60)
        return Outcome()

    async with open_broker(hang(handle), grace=0.1) as broker:
        given = [m.id for m in await publish(broker, 3) if isinstance(m, Article)]
        await until(lambda: len(seen) == 3)
        running = broker._stages["classify"]
        await running.lanes.leave(0.1)
        running.lanes.open()
        await running.consumer.perform_seek()
        await asyncio.sleep(6 * SETTLE)
        assert seen == given * 2
        assert await reaches(broker, 3)


async def test_the_missing_commit_is_closed(open_either: OpenBroker) -> None:
    """Where nothing was committed the start is sought."""
    await check_a_seek_without_a_commit_goes_to_the_start(open_either)


async def test_the_missing_commit_open_is_seen(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seek that passes over partitions without a commit fails the check."""

    async def seek(self: embedded.Consumer) -> Any:
        return await self.store.committed(topics.GROUP)

    monkeypatch.setattr(embedded.Consumer, "seek_to_committed", seek)
    monkeypatch.setattr(
        kafka.Thread, "seek_to_committed", AIOKafkaConsumerThread.seek_to_committed
    )
    with pytest.raises(AssertionError):
        await check_a_seek_without_a_commit_goes_to_the_start(open_either)


async def check_what_a_client_passes_over_is_gone_back_for(open_broker: OpenBroker) -> None:
    """A client that goes on behind messages it never gave: they are read all the same."""
    seen: list[str] = []

    async def handle(article: Article) -> Outcome:
        seen.append(article.id)
        return Outcome()

    async with open_broker(hang(handle)) as broker:
        first = await publish(broker, 1)
        assert await reaches(broker, 1)
        consumer = broker._stages["classify"].consumer
        (tp,) = [tp for tp in consumer.assignment() if tp == P]
        await consumer.seek_wait({tp: 3})
        rest = [article for article in await publish(broker, 6) if article not in first]
        await asyncio.sleep(6 * SETTLE)
        assert set(seen) == {m.id for m in first + rest if isinstance(m, Article)}
        assert await reaches(broker, 7)


async def test_the_gap_is_closed(open_either: OpenBroker) -> None:
    """A hole is believed on second sight only."""
    await check_what_a_client_passes_over_is_gone_back_for(open_either)


async def test_the_gap_open_is_seen(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust's own reading and committing steps over it, and the check fails."""
    use_fausts_own_offsets(monkeypatch)
    with pytest.raises(AssertionError):
        await check_what_a_client_passes_over_is_gone_back_for(open_either)


async def test_an_undecodable_value_does_not_kill_the_agent(open_either: OpenBroker) -> None:
    """Bytes that are no article go to the dead letters, and the next article is read."""
    seen: list[str] = []

    async def handle(article: Article) -> Outcome:
        seen.append(article.id)
        return Outcome()

    async with open_either(hang(handle)) as broker:
        await broker.port.write([NewRecord(P, time.time(), b"k", b"\xff")])
        given = await publish(broker, 1)
        assert await reaches(broker, 2)
        letters = await everything(broker, topics.DEADLETTERS)
        assert [m.stage for m in letters if isinstance(m, DeadLetter)] == ["classify"]
    assert seen == [m.id for m in given if isinstance(m, Article)]


async def test_a_commit_that_fails_is_tried_again(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust holds what it tried to commit for committed; here it is tried until it is."""
    refusals = 3

    def refuse(consumer: Any) -> None:
        commit = consumer._commit

        async def refusing(self: Any, offsets: Any) -> bool:
            nonlocal refusals
            refusals -= 1
            return refusals < 0 and await commit(self, offsets)

        monkeypatch.setattr(consumer, "_commit", refusing)

    refuse(embedded.Consumer)
    refuse(kafka.Consumer)
    async with open_either(hang(nothing)) as broker:
        await publish(broker, 2)
        assert await reaches(broker, 2)
        assert refusals < 0


UNSAFE = {
    "processing_guarantee": "at_least_once",
    "stream_wait_empty": True,
    "stream_publish_on_commit": False,
    "producer_threaded": False,
    "producer_request_timeout": 30.0,
    "broker_session_timeout": 10.0,
    "broker_heartbeat_interval": 3.0,
    "stream_buffer_maxsize": 128,
    "topic_allow_declare": False,
    "web_enabled": False,
    "worker_redirect_stdouts": False,
    "consumer_auto_offset_reset": "earliest",
}


async def test_every_unsafe_default_is_overridden(open_broker: OpenBroker) -> None:
    """The app runs with our values, whatever Faust's next release defaults to."""
    async with open_broker(hang(nothing)) as broker:
        conf = broker._stages["classify"].app.conf
        found = {name: getattr(conf, name) for name in UNSAFE}
        assert {name: getattr(value, "value", value) for name, value in found.items()} == UNSAFE


async def test_the_producer_is_idempotent_and_waits_for_the_replicas(kafka: str) -> None:
    """A retry of the client's own neither repeats nor reorders, and an answer means replicated."""
    cluster = Cluster(kafka, Kafka(replication=1, min_insync=1))
    await cluster.start(topics.TOPICS)
    await cluster.write([NewRecord(P, time.time(), b"k", b"v")])
    producer = cluster._producer
    assert producer is not None
    assert producer._txn_manager is not None
    assert producer._sender._acks == -1
    await cluster.close()


async def test_the_cython_stream_is_in_use() -> None:
    """The pure Python one acknowledges messages of an old assignment that it skips."""
    assert faust_streams._CStreamIterator is not None


FORBIDDEN = {"noack", "take", "group_by", "sink", "forward"}
TREES = {
    path: ast.parse(path.read_text())
    for folder in ("streams", "agents", "alerts")
    for path in Path(__file__).parents[1].joinpath(folder).rglob("*.py")
}


def test_faust_is_spoken_only_where_the_guard_is() -> None:
    """Agents are declared in one place, at concurrency 1, with none of the calls that lose."""
    agents = 0
    for path, tree in TREES.items():
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        imports = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        imports |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        if any(name.split(".")[0] in {"faust", "mode"} for name in imports):
            assert path.name in {"broker.py", "embedded.py", "kafka.py", "strict.py"}, path
            for call in calls:
                name = getattr(call.func, "attr", "")
                assert name not in FORBIDDEN, f"{path}:{call.lineno} calls {name}"
                if name == "agent":
                    agents += 1
                    keywords = {k.arg: k.value for k in call.keywords}
                    assert ast.literal_eval(keywords["concurrency"]) == 1
    assert agents == 1
