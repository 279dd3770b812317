"""The whole path on a real Kafka, as a user meets it: processes that share the work."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from test_kill import RULES as ATTACKS
from test_kill import check_the_log, write_articles
from test_service import act, get, until
from world import SEED, World, end, make_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder."""
    async with make_world(tmp_path) as made:
        yield made


@asynccontextmanager
async def worker(world: World, *more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the service beside the test until the end of the block."""
    process = await world.start("run", "--config", "watchfloor.toml", *more)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def test_the_seed_gives_four_events_and_three_alerts(world: World, kafka: str) -> None:
    """As on the embedded log: Slack, mail and webhook are told once each."""
    world.configure(broker=kafka)
    done = await world.run("replay", SEED, "--json")
    assert (done.code, done.err) == (0, "")
    (summary,) = done.lines
    assert summary["stories"] == {"new_story": 4}
    assert summary["decided"] == {"alerted": 3}
    assert summary["delivered"] == {"sent": 3}
    told = (len(world.slack.messages), len(world.smtp.mails), len(world.hook.received))
    assert told == (1, 1, 1)


async def test_a_replay_counts_what_other_processes_did_of_it(world: World, kafka: str) -> None:
    """Three processes share the work; the summary of one is about all of its articles."""
    config = world.configure(ATTACKS, broker=kafka)
    loud = write_articles(world.folder / "articles.jsonl", 800)
    async with worker(world), worker(world):
        done = await world.run("replay", "articles.jsonl", "--json")
        assert done.code == 0, done.err
        (summary,) = done.lines
        assert summary["articles"] == 800
        assert sum(summary["classified"].values()) == 800
        assert summary["delivered"] == {"sent": len(loud)}
    assert Counter(post["delivery_key"] for post in world.posts()).most_common(1)[0][1] == 1
    await check_the_log(config, loud, 800)


async def test_sigterm_under_load_ends_in_order(world: World, kafka: str) -> None:
    """Exit code 0 within 30 seconds, and what was unfinished the next one does: nothing is lost."""
    config = world.configure(ATTACKS, broker=kafka)
    loud = write_articles(world.folder / "articles.jsonl", 1500)
    async with worker(world) as first:
        feeding = await world.start("replay", "articles.jsonl", "--json")
        async with asyncio.timeout(60):
            while len(world.hook.received) < 5:
                await asyncio.sleep(0.02)
        async with asyncio.timeout(30):
            assert (await end(first)).code == 0
        out, _ = await asyncio.wait_for(feeding.communicate(), 120)
        assert feeding.returncode == 0, out
    told = Counter(post["delivery_key"] for post in world.posts() if not post["possible_repeat"])
    assert max(told.values()) == 1
    await check_the_log(config, loud, 1500)


async def test_kill_9_of_workers_loses_nothing_and_repeats_nothing_unmarked(
    world: World, kafka: str
) -> None:
    """Killed again and again while two share the work; the next lives do what was unfinished."""
    config = world.configure(ATTACKS, broker=kafka)
    loud = write_articles(world.folder / "articles.jsonl", 1500)
    feeding = await world.start("replay", "articles.jsonl", "--json")
    for _ in range(3):
        async with worker(world) as process:
            await asyncio.sleep(4.5)
            process.send_signal(signal.SIGKILL)
    feeding.send_signal(signal.SIGKILL)
    await feeding.communicate()
    done = await world.run("replay", "articles.jsonl", "--json")
    assert done.code == 0, done.err
    told = Counter(post["delivery_key"] for post in world.posts() if not post["possible_repeat"])
    assert max(told.values()) == 1
    assert {post["alert"]["story"]["tellers"][-1]["id"] for post in world.posts()} == loud
    await check_the_log(config, loud, 1500)


async def test_the_desk_of_another_process_shows_and_acks(world: World, kafka: str) -> None:
    """A desk without any stage is built from the topics, and its ack sticks over a restart."""
    world.configure(broker=kafka, desk=0)
    assert (await world.run("replay", SEED)).code == 0
    acked: list[str] = []
    for turn in range(2):
        async with worker(world, "--only", "desk") as process:
            assert process.stderr is not None
            line = await asyncio.wait_for(process.stderr.readline(), 30)
            url = line.decode().split()[-1]
            found = await until(
                f"{url}/api/stories",
                lambda answer, turn=turn: (
                    answer["total"] == 4 and sum(bool(c["ack"]) for c in answer["stories"]) == turn
                ),
            )
            acked = [card["id"] for card in found["stories"] if card["ack"]]
            if not turn:
                assert await act(url, "ack", found["stories"][0]["id"]) == 200
            assert "watchfloor_articles" in await get(f"{url}/metrics")
            assert (await end(process)).code == 0
    assert len(acked) == 1
