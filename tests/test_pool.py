"""Classification in processes of its own."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from fakes import make_article
from world import World, make_world

from agents.pool import ClassifierDied, Pool
from streams.messages import Decision, Reason
from streams.settings import ClassifySettings, Settings

RAID = "Gunmen attacked an army checkpoint near Mosul on Tuesday, killing three soldiers."


@contextmanager
def open_pool(processes: int = 1) -> Iterator[Pool]:
    """Open a pool for the length of a block."""
    pool = Pool(Settings(classify=ClassifySettings(processes=processes)))
    try:
        yield pool
    finally:
        pool.close()


def children(process: int) -> list[int]:
    """Give the processes that a process has started."""
    found: list[int] = []
    for thread in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError):  # it ended since the folder was listed
            found += map(int, (thread / "children").read_text().split())
    return found


def alive(process: int) -> bool:
    """Say whether a process runs; a zombie does not."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


async def test_every_article_gets_its_own_outcome() -> None:
    """Batches over two processes come back in their places."""
    with open_pool(2) as pool:
        articles = [
            make_article(f"a{n}", RAID if n % 3 == 0 else "All quiet.") for n in range(150)
        ]
        outcomes = await asyncio.gather(*[pool.classify(article) for article in articles])
    for number, outcome in enumerate(outcomes):
        decision = outcome.publish[-1]
        assert isinstance(decision, Decision)
        assert decision.id == f"a{number}"
        assert (decision.reason is Reason.CLASSIFIED) == (number % 3 == 0)


async def test_a_process_that_dies_is_no_articles_fault() -> None:
    """All that was under way says so; nothing hangs."""
    with open_pool() as pool:
        before = set(children(os.getpid()))
        await pool.classify(make_article())
        for child in set(children(os.getpid())) - before:
            os.kill(child, signal.SIGKILL)
        with pytest.raises(ClassifierDied):
            await asyncio.wait_for(pool.classify(make_article("next")), 10)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give a folder to run in."""
    async with make_world(tmp_path) as made:
        yield made


async def test_children_end_with_a_parent_that_was_killed(world: World) -> None:
    """`kill -9` of the service leaves no process behind."""
    (world.folder / "articles.jsonl").write_text('{"id": "a", "body": "All quiet."}\n' * 1)
    world.configure(
        sources='[sources.a]\ntype = "jsonl"\npath = "articles.jsonl"\nfollow = true\n'
    )
    process = await world.start("run", "--config", "watchfloor.toml")
    async with asyncio.timeout(30):
        while not (found := children(process.pid)):
            await asyncio.sleep(0.2)
    process.kill()
    await process.communicate()
    async with asyncio.timeout(15):
        while any(alive(child) for child in found):
            await asyncio.sleep(0.1)
