"""What a stage keeps: it comes back in order, late rows are passed over, a message's rows are one."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.protocol.fetch import FetchRequest
from aiokafka.record.memory_records import MemoryRecords
from fakes import ONE_NODE, OpenBroker, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from streams import embedded, kafka, topics
from streams.broker import Broker, open_port
from streams.errors import Poison
from streams.guard import Outcome, Rows
from streams.messages import Classified
from streams.offsets import Partition
from streams.port import NewRecord, Port
from streams.state import State
from streams.store import Store

KEPT = topics.CORRELATE_STATE
PLACE = Partition(KEPT.name, 0)
SOURCE = Partition("classified", 0)
ALL = 1_000_000
"""The end of a topic that holds whatever rows were made from."""
PATIENCE = 15.0


class Remembered:
    """A keeper that remembers what it was given, and in which order."""

    def __init__(self) -> None:
        self.applied: list[tuple[str, bytes | None]] = []

    def apply(self, rows: Rows) -> None:
        """Take in rows."""
        self.applied += rows

    @property
    def rows(self) -> dict[str, bytes]:
        """Give what is kept."""
        newest = dict(self.applied)
        return {key: value for key, value in newest.items() if value is not None}


def make_state() -> tuple[State, Remembered]:
    """Make a state as a worker that just started has it."""
    keeper = Remembered()
    return State(KEPT, lambda: keeper), keeper


def row(key: str, value: int) -> Rows:
    """Make the rows of a message: one."""
    return ((key, str(value).encode()),)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Port]:
    """Open a log whose topics are there."""
    port = open_port(url, ONE_NODE)
    try:
        await port.start(topics.TOPICS)
        yield port
    finally:
        await port.close()


async def keep(port: Port, state: State, rows: Rows, offset: int) -> None:
    """Write a message's rows and take them in, as the broker does."""
    await port.write([], state.records(rows, offset, time.time()))
    state.keep(rows, offset)


async def write(port: Port, rows: Rows, offset: int) -> None:
    """Write a message's rows, as some worker did."""
    await port.write([], make_state()[0].records(rows, offset, time.time()))


async def restored(port: Port, end: int = ALL) -> tuple[State, Remembered]:
    """Give the state as a worker that starts now finds it."""
    state, keeper = make_state()
    await state.restore(port, end)
    return state, keeper


async def test_rows_come_back_in_the_order_in_which_they_were_written(either: str) -> None:
    """After a restart the keeper is given each row once, oldest first, deletions included."""
    written: Rows = (("b", b"1"), ("a", b"2"), ("b", None), ("c", b"3"), ("a", b"4"))
    async with opened(either) as port:
        state, _ = await restored(port)
        await keep(port, state, written[:3], 0)
        await keep(port, state, written[3:], 1)
    async with opened(either) as port:
        state, keeper = await restored(port)
        assert keeper.applied == list(written)
        assert keeper.rows == {"a": b"4", "c": b"3"}
        assert [state.knows(offset) for offset in range(3)] == [True, True, False]


async def test_nothing_is_known_before_anything_was_kept(either: str) -> None:
    """A state with no row makes no message a known one, not even the first."""
    async with opened(either) as port:
        state, keeper = await restored(port, 0)
    assert keeper.applied == []
    assert not state.knows(0)


class Counting:
    """A stage that counts the articles it worked on, in rows."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.keeper = Remembered()

    def __call__(self, broker: Broker) -> None:
        """Hang the stage."""
        broker.stateful(topics.CORRELATE, Remembered, self.correlate)

    def correlate(self, keeper: Remembered, classified: Classified) -> Outcome:
        """Keep how many there were before an article."""
        self.keeper = keeper
        self.seen.append(classified.article.id)
        return Outcome(rows=((classified.article.id, str(len(keeper.rows)).encode()),))


async def publish(broker: Broker, *names: str) -> None:
    """Publish articles as the stage before gives them."""
    await broker.publish(
        [Classified(article=make_article(name), lang="en") for name in names],
    )


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():
            await asyncio.sleep(0.05)


async def through(broker: Broker, offset: int) -> bool:
    """Say whether the stage has finished what stands below an offset."""
    return broker.points().get(SOURCE, 0) == offset


async def test_a_message_whose_rows_are_there_is_not_worked_on_again(
    open_either: OpenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended between its rows and its commit, a worker goes on with the next message."""

    async def refuse(*_: Any) -> bool:
        return False

    flow = Counting()
    with monkeypatch.context() as patched:
        for consumer in (embedded.Consumer, kafka.Consumer):
            patched.setattr(consumer, "_commit", refuse)
        async with open_either(flow) as broker:
            await publish(broker, "a", "b")
            await until(lambda: through(broker, 2))
            assert await broker.port.committed(topics.CORRELATE.group) == {}
        assert flow.seen == ["a", "b"]
    async with open_either(flow) as broker:
        await publish(broker, "c")
        await until(lambda: through(broker, 3))
    assert flow.seen == ["a", "b", "c"]
    assert flow.keeper.rows == {"a": b"0", "b": b"1", "c": b"2"}


async def test_a_late_row_of_another_worker_changes_nothing(open_either: OpenBroker) -> None:
    """What a worker writes that lost the work long ago is passed over by the next one."""
    flow = Counting()
    async with open_either(flow) as broker:
        await publish(broker, "a", "b", "c")
        await until(lambda: through(broker, 3))
        await write(broker.port, row("a", 99), 0)
    async with open_either(flow) as broker:
        await publish(broker, "d")
        await until(lambda: through(broker, 4))
    assert flow.seen == ["a", "b", "c", "d"]
    assert flow.keeper.rows == {"a": b"0", "b": b"1", "c": b"2", "d": b"3"}


async def test_a_late_row_is_passed_over_also_when_own_rows_are_read_again(either: str) -> None:
    """A worker that kept more after it, and is given the work anew, still passes it over."""
    async with opened(either) as port:
        state, keeper = await restored(port)
        for offset in range(3):
            await keep(port, state, row("x", offset), offset)
        await write(port, row("x", 99), 1)
        await keep(port, state, row("y", 3), 3)
        await state.restore(port, ALL)
        assert keeper.rows == {"x": b"2", "y": b"3"}
        await write(port, row("y", 99), 2)
        await keep(port, state, row("z", 4), 4)
        await state.restore(port, ALL)
        assert keeper.rows == {"x": b"2", "y": b"3", "z": b"4"}
        assert state.applied == 4


async def test_what_another_worker_kept_meanwhile_is_read(either: str) -> None:
    """A worker that is given the work back knows the messages that were done without it."""
    async with opened(either) as port:
        state, keeper = await restored(port)
        await keep(port, state, row("x", 0), 0)
        other, _ = await restored(port)
        await keep(port, other, row("x", 1), 1)
        await state.restore(port, ALL)
        assert keeper.rows == {"x": b"1"}
        assert state.knows(1)


WRITES = st.lists(
    st.tuples(st.integers(0, 6), st.lists(st.sampled_from("abc"), min_size=1, max_size=3)),
    max_size=12,
)


@given(WRITES, st.sets(st.integers(0, 11)))
@settings(max_examples=40)
def test_a_state_is_what_its_rows_say_without_the_late_ones(
    writes: list[tuple[int, list[str]]], looks: set[int]
) -> None:
    """Whatever was written by whom, and however often it was read in between."""

    async def check(folder: Path) -> None:
        async with opened(f"sqlite:///{folder / 'log.db'}") as port:
            state, keeper = await restored(port)
            expected: dict[str, bytes] = {}
            newest = -1
            for number, (offset, keys) in enumerate(writes):
                rows = {key: str(number).encode() for key in keys}
                await write(port, tuple(rows.items()), offset)
                if offset >= newest:
                    newest = offset
                    expected |= rows
                if number in looks:
                    await state.restore(port, ALL)
                    assert keeper.rows == expected
            await state.restore(port, ALL)
            again, found = await restored(port)
            assert keeper.rows == found.rows == expected
            assert state.applied == again.applied == newest

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(check(Path(folder)))


async def test_a_topic_made_anew_under_its_state_is_worked_on(either: str) -> None:
    """Rows from behind the topic's end say nothing of the messages that stand there now."""
    async with opened(either) as port:
        for offset in range(5):
            await write(port, row("x", offset), offset)
        state, keeper = await restored(port, 5)
        assert state.knows(4)
        state, keeper = await restored(port, 4)
        assert not state.knows(0)
        assert keeper.rows == {"x": b"4"}


async def test_what_is_kept_of_a_topic_made_anew_comes_back(either: str) -> None:
    """Its rows stand behind those of the topic that is gone, and are no late ones."""
    async with opened(either) as port:
        await write(port, row("old", 9), 9)
        state, _ = await restored(port, 1)
        await keep(port, state, row("new", 0), 0)
        state, keeper = await restored(port, 1)
        assert keeper.rows == {"old": b"9", "new": b"0"}
        assert state.knows(0)


async def test_a_topic_made_anew_loses_no_message_once_it_has_grown(either: str) -> None:
    """Its messages are not taken for those of the same offsets that are gone."""
    async with opened(either) as port:
        await write(port, row("old", 9), 9)
        state, _ = await restored(port, 1)
        await keep(port, state, row("new", 0), 0)
        state, _ = await restored(port, 20)
        assert state.knows(0)
        assert not state.knows(1)


async def test_a_late_row_does_not_cost_the_row_that_it_stands_behind(tmp_path: Path) -> None:
    """Compaction keeps the newest record of a key: it may not be one that is passed over."""
    async with opened(f"sqlite:///{tmp_path / 'log.db'}") as port:
        assert isinstance(port, Store)
        await write(port, row("x", 5), 5)
        await write(port, row("y", 6), 6)
        await write(port, row("x", 3), 3)
        _, keeper = await restored(port)
        assert keeper.rows == {"x": b"5", "y": b"6"}
        await port.do(port.log.compact, PLACE, dirty=1)
        _, keeper = await restored(port)
        assert keeper.rows == {"x": b"5", "y": b"6"}


async def batches(bootstrap: str, place: Partition) -> list[int]:
    """Give how many records each record batch of a partition holds, as they stand on the disk."""
    client = AIOKafkaClient(bootstrap_servers=bootstrap)
    try:
        await client.bootstrap()
        await client.force_metadata_update()
        client.add_topic(place.topic)
        await client.force_metadata_update()
        leader = client.cluster.leader_for_partition(TopicPartition(*place))
        asked = [(place.topic, [(place.partition, 0, 1 << 20)])]
        answer = await client.send(leader, FetchRequest(100, 1, 1 << 20, 0, asked))
        ((_, ((*_, raw),)),) = answer.topics
    finally:
        await client.close()
    records, sizes = MemoryRecords(raw), []
    while (batch := records.next_batch()) is not None:
        sizes.append(sum(1 for _ in batch))
    return sizes


async def test_the_rows_of_a_message_are_one_record_batch(kafka: str) -> None:
    """Kafka takes all of them or none; what is published goes before."""
    async with opened(kafka) as port:
        many: Rows = tuple((f"k{n}", b"v" * 100) for n in range(500))
        await write(port, many, 0)
        await write(port, many[:3], 1)
    assert await batches(kafka.removeprefix("kafka://"), PLACE) == [500, 3]


def too_large() -> Sequence[NewRecord]:
    """Make rows of a message that are small each and together larger than a batch."""
    return make_state()[0].records(tuple((f"k{n}", b"v" * 2**20) for n in range(5)), 0, 1.0)


async def test_rows_that_are_too_large_together_are_poison(kafka: str) -> None:
    """None of them is written, and a state that is read then knows nothing of the message."""
    async with opened(kafka) as port:
        with pytest.raises(Poison, match="too large for one batch"):
            await port.write([], too_large())
        assert (await port.ends())[PLACE] == 0
        state, _ = await restored(port)
        assert not state.knows(0)
        await port.write([], too_large()[:2])
        assert (await port.ends())[PLACE] == 2


async def test_what_cannot_be_kept_is_not_published_either(kafka: str) -> None:
    """Rows that are refused for good leave nothing behind that says the message was done."""
    async with opened(kafka) as port:
        with pytest.raises(Poison):
            await port.write([NewRecord(SOURCE, time.time(), b"k", b"v")], too_large())
        assert (await port.ends())[SOURCE] == 0
