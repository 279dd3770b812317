"""Faust on the embedded log: agents, tables, restarts, followers, retention."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import NOW, OpenBroker, Recorder, make_article
from faust.transport import by_url

from streams import embedded, topics
from streams.broker import Broker
from streams.errors import ConfigError, LogInUse
from streams.guard import Outcome, Rows
from streams.log import Log
from streams.messages import Action, Article, Classified
from streams.offsets import Partition
from streams.port import Headers, NewRecord
from streams.store import Store, path_of

ONE = dataclasses.replace(topics.ARTICLES, partitions=1)


class Counted:
    """A keeper of how often each key was seen."""

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self.rows = {key: int(value) for key, value in rows.items()}

    def apply(self, rows: Rows) -> None:
        """Take in rows."""
        for key, value in rows:
            self.rows.pop(key, None)
            if value is not None:
                self.rows[key] = int(value)


class Flow:
    """Two stages on the log: classify passes on, correlate counts in a table."""

    def __init__(self) -> None:
        self.keeper = Counted({})
        self.seen: list[str] = []

    def __call__(self, broker: Broker) -> None:
        """Hang the stages."""
        broker.stage(topics.CLASSIFY, self.classify)
        broker.stateful(topics.CORRELATE, lambda: Counted({}), self.correlate)

    async def classify(self, article: Article) -> Outcome:
        """Pass an article on."""
        return Outcome(publish=(Classified(article=article, lang="en"),))

    def correlate(self, keeper: Counted, classified: Classified) -> Outcome:
        """Count an article's source; a source called `gone` is forgotten."""
        self.keeper = keeper
        name = classified.article.source
        self.seen.append(classified.article.id)
        value = None if name == "gone" else str(keeper.rows.get(name, 0) + 1).encode()
        return Outcome(rows=((name, value),))


async def settle(broker: Broker) -> None:
    """Wait until all stages are through."""
    async with asyncio.timeout(20):
        while not await broker.idle():
            await asyncio.sleep(0.02)


async def test_a_table_comes_back_from_its_changelog(open_broker: OpenBroker) -> None:
    """What the keeper knew before a restart it knows after it, deletions included."""
    flow = Flow()
    async with open_broker(flow) as broker:
        await broker.publish([make_article(f"{n}", source="a") for n in range(5)])
        await broker.publish([make_article("x", source="b"), make_article("y", source="gone")])
        await settle(broker)
        assert flow.keeper.rows == {"a": 5, "b": 1}
    again = Flow()
    async with open_broker(again) as broker:
        await broker.publish([make_article("z", source="a")])
        await settle(broker)
    assert again.keeper.rows == {"a": 6, "b": 1}
    assert again.seen == ["z"]


async def test_nothing_finished_is_read_again_after_a_restart(open_broker: OpenBroker) -> None:
    """A clean stop commits what is done: the next start has no work."""
    flow = Flow()
    async with open_broker(flow) as broker:
        await broker.publish([make_article(f"{n}") for n in range(300)])
        await settle(broker)
    again = Flow()
    async with open_broker(again) as broker:
        await settle(broker)
        await asyncio.sleep(0.3)
    assert len(flow.seen) == 300
    assert again.seen == []


async def test_articles_of_one_identity_stay_in_order(open_broker: OpenBroker) -> None:
    """Lanes work side by side, but never on two versions of one article."""
    order: list[str] = []

    async def classify(article: Article) -> Outcome:
        await asyncio.sleep(0.01 if article.title == "0" else 0)
        order.append(article.title)
        return Outcome()

    async with open_broker(lambda b: b.stage(topics.CLASSIFY, classify)) as broker:
        await broker.publish([make_article("same", title=str(n)) for n in range(6)])
        await settle(broker)
    assert order == ["0", "1", "2", "3", "4", "5"]


async def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """The log has one holder; the error comes before anything runs."""
    first = Store(tmp_path / "log.db")
    with pytest.raises(LogInUse):
        Store(tmp_path / "log.db")
    await first.close()
    await Store(tmp_path / "log.db").close()


async def test_a_follower_gets_the_past_then_the_end_then_what_comes(
    open_broker: OpenBroker,
) -> None:
    """None marks each time the end is reached; records of another process arrive too."""
    async with open_broker(lambda _: None) as broker:
        await broker.publish([Action(story="s1", kind="ack", by="amal", at=NOW)])
        following = broker.follow(topics.ACTIONS)
        first = await anext(following)
        assert isinstance(first, Action)
        assert first.story == "s1"
        assert await anext(following) is None
        other = Log(broker.store.log.path)
        second = Action(story="s2", kind="ack", by="amal", at=NOW)
        place = Partition("actions", 0)
        other.append([NewRecord(place, 1.0, b"s2", second.encode())])
        async with asyncio.timeout(3):
            assert await anext(following) == second


async def test_what_is_no_message_is_left_out_of_a_follower(open_broker: OpenBroker) -> None:
    """A follower outlives a record that cannot be read."""
    async with open_broker(lambda _: None) as broker:
        await broker.port.write([NewRecord(Partition("actions", 0), 1.0, b"k", b"{")])
        await broker.publish([Action(story="s1", kind="ack", by="amal", at=NOW)])
        found = await anext(broker.follow(topics.ACTIONS))
        assert isinstance(found, Action)


async def test_retention_never_takes_what_is_not_finished(open_broker: OpenBroker) -> None:
    """Records far past their time stay while no stage has finished them."""
    old = NOW - timedelta(days=900)
    async with open_broker(lambda _: None, start=False) as broker:
        article = make_article("old", first_seen_at=old)
        place = Partition("articles", 0)
        await broker.store.append(NewRecord(place, 1.0, b"k", article.encode()))
        await broker.retain()
        assert len(broker.store.reads.read(place, 0)) == 1
    async with open_broker(Flow()) as broker:
        await settle(broker)
        await asyncio.sleep(0.2)
        await broker.retain()
        assert broker.store.reads.read(place, 0) == []
        assert broker.store.log.ends()[place] == 1


async def test_lag_is_what_stands_unfinished_and_how_old_it_is(open_broker: OpenBroker) -> None:
    """A stage that hangs shows as lag with an age, then as none."""
    gate = asyncio.Event()

    async def classify(_: Article) -> Outcome:
        await gate.wait()
        return Outcome()

    async with open_broker(lambda b: b.stage(topics.CLASSIFY, classify)) as broker:
        await broker.publish([make_article(f"{n}") for n in range(7)])
        await asyncio.sleep(0.5)
        lag, oldest = (await broker.lag())["articles"]
        assert lag == 7
        assert 0.3 < oldest < 20
        assert not await broker.idle()
        gate.set()
        await settle(broker)
        assert (await broker.lag())["articles"] == (0, 0.0)


async def test_a_batch_is_one_transaction(tmp_path: Path) -> None:
    """Appends of one turn of the loop stand together or not at all."""
    store = Store(tmp_path / "log.db")
    await store.create([ONE])
    place = Partition("articles", 0)
    record = NewRecord(place, 1.0, b"k", b"v")
    calls: list[int] = []
    append = store.log.append
    store.log.append = lambda records: calls.append(len(records)) or append(records)  # type: ignore[method-assign]
    found = await asyncio.gather(*[store.append(record) for _ in range(50)])
    assert found == list(range(50))
    assert calls == [50]
    await store.close()


@pytest.mark.parametrize(
    "headers", [(), (("a", b"1"),), (("a", b"1"), ("b", b"")), (("ü", b"\x00\xff" * 300),) * 3]
)
async def test_headers_come_back(tmp_path: Path, headers: Headers) -> None:
    """Any names and bytes survive the log."""
    store = Store(tmp_path / "log.db")
    await store.create([ONE])
    place = Partition("articles", 0)
    await store.write([NewRecord(place, 1.0, b"k", b"v", headers)])
    found = await store.read(place, 0)
    assert found is not None
    assert found.headers == headers
    await store.close()


@pytest.mark.parametrize(
    ("url", "path", "synchronous"),
    [
        ("sqlite:///watchfloor.db", "watchfloor.db", "normal"),
        ("sqlite:////var/lib/w.db", "/var/lib/w.db", "normal"),
        ("sqlite:///data/w.db?synchronous=full", "data/w.db", "full"),
    ],
)
def test_a_url_names_a_file(url: str, path: str, synchronous: str) -> None:
    """Three slashes are relative, four absolute."""
    assert path_of(url) == (Path(path), synchronous)


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "sqlite://host/x", "sqlite:///a?synchronous=no"]
)
def test_a_url_without_a_file_is_refused(url: str) -> None:
    """The error shows how to write one."""
    with pytest.raises(ConfigError):
        path_of(url)


async def test_the_transport_is_found_by_its_entry_point() -> None:
    """Faust itself loads it from `sqlite://`, as from any other package."""
    assert by_url("sqlite:///x.db") is embedded.Transport


async def test_decisions_are_reported_once_they_are_durable(open_broker: OpenBroker) -> None:
    """Metrics count what the log has, not what was tried."""
    observer = Recorder()

    async def classify(article: Article) -> Outcome:
        return Outcome(publish=(Classified(article=article, lang="en"),))

    async with open_broker(
        lambda b: b.stage(topics.CLASSIFY, classify), observer=observer
    ) as broker:
        await broker.port.write([NewRecord(Partition("articles", 0), 1.0, b"k", b"{")])
        await settle(broker)
    assert [decision.stage for decision in observer.decisions] == ["classify"]


async def test_a_flush_does_not_wait_for_what_comes_later(tmp_path: Path) -> None:
    """Under a load that never ends, offsets are still committed."""
    store = Store(tmp_path / "log.db")
    await store.create([ONE])
    record = NewRecord(Partition("articles", 0), 1.0, b"k", b"v" * 500)
    stop = False

    async def load() -> None:
        while not stop:
            await asyncio.wait([store.append(record) for _ in range(20)][-1:])

    loads = [asyncio.create_task(load()) for _ in range(4)]
    await asyncio.sleep(0.1)
    await asyncio.wait_for(store.drain(), 2)
    stop = True
    await asyncio.gather(*loads)
    await store.close()
