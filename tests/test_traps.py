"""Every trap of Faust that DESIGN.md lists, closed; and each check shown to see the trap open.

A check runs real agents on a real log. `test_*_is_closed` runs it on the product; its twin
`test_*_open_is_seen` opens the trap again and expects the check to fail.
"""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, OpenBroker, Recorder, make_article
from faust import streams as faust_streams
from faust.transport.consumer import Consumer as FaustConsumer

from streams import topics
from streams.broker import Broker
from streams.embedded import Consumer
from streams.errors import Unavailable
from streams.guard import Guard, Outcome
from streams.messages import Article, Classified, DeadLetter, Decision, Message, Reason
from streams.offsets import Partition
from streams.port import NewRecord
from streams.store import Store

Handle = Callable[[Article], Awaitable[Outcome]]
DECISION = Decision(stage="classify", reason=Reason.NO_EVENT, at=NOW)
SETTLE = 0.4
"""Seconds: eight commit intervals."""


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
        if broker.store.choose("articles", article.key.encode()) == 0:
            found.append(article)
    await broker.publish(found)
    return found


async def committed(broker: Broker) -> int:
    """Give the committed offset of the partition."""
    await asyncio.sleep(SETTLE)
    offsets = await broker.port.committed("")
    return int(offsets.get(Partition("articles", 0), 0))


def use_fausts_own_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the trap: let Faust's acknowledgements decide what is committed."""
    for name in ("getmany", "_new_offset", "_filter_tps_with_pending_acks"):
        monkeypatch.setattr(Consumer, name, getattr(FaustConsumer, name))
    monkeypatch.setattr(Consumer, "finish", lambda *_: None)


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
        assert await committed(broker) == 2
    async with open_broker(hang(handle), start=False) as broker:
        assert await committed(broker) == 2


async def test_the_slow_message_is_closed(open_broker: OpenBroker) -> None:
    """Neither later messages nor a shutdown carry the commit past unfinished work."""
    await check_an_unfinished_message_is_not_committed(open_broker)


async def test_the_slow_message_open_is_seen(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Faust's own offsets the check fails."""
    use_fausts_own_offsets(monkeypatch)
    with pytest.raises(AssertionError):
        await check_an_unfinished_message_is_not_committed(open_broker)


async def check_an_unknown_error_loses_nothing(open_broker: OpenBroker) -> None:
    """A message whose stage raises is in the dead letters, and the rest is done."""

    async def handle(article: Article) -> Outcome:
        if article.title == "":
            raise ValueError("a bug")
        return Outcome()

    observer = Recorder()
    async with open_broker(hang(handle), observer=observer) as broker:
        await publish(broker, 1)
        assert await committed(broker) == 1
        letters = [m async for m in _all(broker, topics.DEADLETTERS)]
        assert len(letters) == 1
        assert isinstance(letters[0], DeadLetter)
    assert [d.reason for d in observer.decisions] == [Reason.DEAD_LETTERED]


async def _all(broker: Broker, topic: topics.Topic) -> Any:
    async for message in broker.follow(topic):
        if message is None:
            return
        yield message


async def test_the_raising_agent_is_closed(open_broker: OpenBroker) -> None:
    """What an agent raises never leaves the guard."""
    await check_an_unknown_error_loses_nothing(open_broker)


async def test_the_raising_agent_open_is_seen(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the guard the message is gone, and the check fails."""

    async def bare(self: Guard, record: Any) -> None:
        await self.handle(self.stage.reads.message.decode(record.value))

    monkeypatch.setattr(Guard, "run", bare)
    with pytest.raises(AssertionError):
        await check_an_unknown_error_loses_nothing(open_broker)


async def check_a_failed_produce_holds_the_offset(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch, topic: str
) -> None:
    """While the log refuses a topic, the message that writes to it is not committed."""
    write = Store._write_batch
    full = True

    async def refusing(self: Store, batch: Any) -> None:
        if full and any(record.partition.topic == topic for record, _, _ in batch):
            for _, future, _ in batch:
                future.set_exception(Unavailable("the disk is full"))
            return
        await write(self, batch)

    monkeypatch.setattr(Store, "_write_batch", refusing)

    def hang_all(broker: Broker) -> None:
        async def handle(article: Article) -> Outcome:
            return Outcome(publish=(Classified(article=article, lang="en"), DECISION))

        broker.stage(topics.CLASSIFY, handle)
        broker.stateful(
            topics.CORRELATE,
            Kept,
            lambda _, message: Outcome(publish=(DECISION,), rows=((message.key, b"1"),)),
        )

    place = Partition("classified", 0) if topic == CHANGELOG else Partition("articles", 0)
    async with open_broker(hang_all, grace=0.1) as broker:
        await publish(broker, 3)
        await asyncio.sleep(SETTLE)
        offsets = broker.store.reads.committed(topics.GROUP)
        assert offsets.get(place, 0) == 0
        full = False
        await asyncio.sleep(5 * SETTLE)
        assert broker.store.reads.committed(topics.GROUP).get(place) == 3
        assert broker.store.tops[Partition("classified", 0)] == 3


class Kept:
    """A keeper that keeps nothing."""

    def apply(self, rows: Any) -> None:
        """Take rows."""


CHANGELOG = "correlate-state"


@pytest.mark.parametrize("topic", ["classified", CHANGELOG])
async def test_the_failed_produce_is_closed(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch, topic: str
) -> None:
    """Neither a result nor a row of a table is committed over while it is unsent."""
    await check_a_failed_produce_holds_the_offset(open_broker, monkeypatch, topic)


async def test_the_failed_produce_open_is_seen(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A produce that is not awaited lets the offset go, and the check fails."""
    write = Broker.write

    async def hasty(self: Broker, *given: Any) -> None:
        asyncio.ensure_future(write(self, *given)).add_done_callback(lambda sent: sent.exception())

    monkeypatch.setattr(Broker, "write", hasty)
    with pytest.raises(AssertionError):
        await check_a_failed_produce_holds_the_offset(open_broker, monkeypatch, "classified")


async def test_the_unsent_changelog_open_is_seen(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table written the way of Faust, row by row without a wait, fails the check."""

    async def hasty(self: Broker, stage: topics.Stage, outcome: Outcome, record: Any) -> None:
        state = self._stages[stage.name].state
        rows = state.records(outcome.rows, record.offset, 1.0) if state else []
        await self.publish(outcome.publish)
        sent = asyncio.ensure_future(self.port.write([], rows))
        sent.add_done_callback(lambda sent: sent.exception())

    monkeypatch.setattr(Broker, "write", hasty)
    with pytest.raises(AssertionError):
        await check_a_failed_produce_holds_the_offset(open_broker, monkeypatch, CHANGELOG)


async def check_a_fresh_group_reads_from_the_first_message(open_broker: OpenBroker) -> None:
    """Messages that were there before the group's first commit are all read, 0 included."""
    seen: list[str] = []

    async def handle(article: Article) -> Outcome:
        seen.append(article.id)
        return Outcome()

    async with open_broker(hang(handle), start=False) as broker:
        given = await publish(broker, 3)
    async with open_broker(hang(handle)) as broker:
        assert await committed(broker) == 3
    assert seen == [m.id for m in given if isinstance(m, Article)]


async def test_the_missing_commit_is_closed(open_broker: OpenBroker) -> None:
    """Where nothing was committed the start is sought."""
    await check_a_fresh_group_reads_from_the_first_message(open_broker)


async def test_the_missing_commit_open_is_seen(
    open_broker: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seek that passes over partitions without a commit fails the check."""

    async def seek(self: Consumer) -> Any:
        committed = await self.store.look(self.store.log.committed, topics.GROUP)
        self._positions.update({tp: self.store.ends[tp] for tp in self._assigned})
        return {tp: committed.get(Partition(*tp)) for tp in self._assigned}

    monkeypatch.setattr(Consumer, "seek_to_committed", seek)
    with pytest.raises(AssertionError):
        await check_a_fresh_group_reads_from_the_first_message(open_broker)


async def test_an_undecodable_value_does_not_kill_the_agent(open_broker: OpenBroker) -> None:
    """Bytes that are no article go to the dead letters, and the next article is read."""
    seen: list[str] = []

    async def handle(article: Article) -> Outcome:
        seen.append(article.id)
        return Outcome()

    async with open_broker(hang(handle)) as broker:
        await broker.port.write([NewRecord(Partition("articles", 0), 1.0, b"k", b"\xff")])
        given = await publish(broker, 1)
        assert await committed(broker) == 2
        assert [m.stage async for m in _all(broker, topics.DEADLETTERS)] == ["classify"]
    assert seen == [m.id for m in given if isinstance(m, Article)]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("processing_guarantee", "at_least_once"),
        ("stream_wait_empty", True),
        ("stream_publish_on_commit", False),
        ("producer_threaded", False),
        ("producer_request_timeout", 30.0),
        ("broker_session_timeout", 10.0),
        ("broker_heartbeat_interval", 3.0),
        ("stream_buffer_maxsize", 128),
        ("topic_allow_declare", False),
        ("web_enabled", False),
        ("worker_redirect_stdouts", False),
        ("consumer_auto_offset_reset", "earliest"),
    ],
)
async def test_every_unsafe_default_is_overridden(
    open_broker: OpenBroker, setting: str, value: object
) -> None:
    """The app runs with our value, whatever Faust's next release defaults to."""
    async with open_broker(hang(nothing)) as broker:
        found = getattr(broker._stages["classify"].app.conf, setting)
        assert getattr(found, "value", found) == value


async def test_the_cython_stream_is_in_use(open_broker: OpenBroker) -> None:
    """The pure Python one acknowledges messages of an old assignment that it skips."""
    async with open_broker(lambda _: None, start=False):
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
