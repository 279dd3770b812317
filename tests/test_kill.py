"""`kill -9` at random moments: nothing that was acknowledged is lost, nothing told twice unmarked."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from world import World, make_world

from agents.commands import store
from alerts import sinks
from streams import settings, topics
from streams.messages import Article, Decision, Delivery, Receipt, ReceiptStatus
from streams.offsets import Partition

ARTICLES = 2000
KILLS = int(os.environ.get("WATCHFLOOR_KILLS", "20"))
LOUD_EACH = 8
TOWNS = (
    "Kalmar",
    "Torvik",
    "Besna",
    "Orlin",
    "Dagara",
    "Mirsa",
    "Velun",
    "Hattar",
    "Ciro",
    "Wenda",
)
RULES = """
rules:
  - id: attacks
    query: 'kind:attack'
    notify: [pager]
"""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder."""
    async with make_world(tmp_path) as made:
        yield made


def write_articles(path: Path, count: int = ARTICLES) -> set[str]:
    """Write quiet articles and attacks, each in a town of its own; gives the ids of the attacks."""
    loud: set[str] = set()
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            town = "".join(TOWNS[int(digit)] for digit in f"{number:04}").capitalize()
            body = (
                f"The council of {town} discussed the new bus line for an hour. It will cost more."
            )
            if number % LOUD_EACH == 0:
                loud.add(f"n{number}")
                body = (
                    f"Gunmen from the {town} Front attacked an army checkpoint in {town} yesterday, "
                    f"killing {number % 50 + 2} soldiers, the defence ministry said."
                )
            lines.write(json.dumps({"id": f"n{number}", "source": "wire", "body": body}) + "\n")
    return loud


async def test_kill_9_loses_nothing_and_repeats_nothing_unmarked(world: World) -> None:
    """Killed again and again during a replay, every article is decided and every alert told."""
    config = world.configure(RULES)
    loud = write_articles(world.folder / "articles.jsonl")
    # The answer comes late, so that kills fall between what was accepted and what was written.
    world.hook.fail(*[sinks.Fault(status=200, accept=True, wait=0.05)] * 10_000)
    dice = random.Random(7)  # noqa: S311  # the moments of the kills, the same in every run
    killed = 0
    while killed < KILLS:
        process = await world.start("replay", "articles.jsonl")
        ended = asyncio.create_task(process.communicate())
        # Every other kill waits for the first alert of this life: the rest falls into the start,
        # the intake and the recovery.
        if killed % 2:
            await first_alert(world, ended)
        await asyncio.wait({ended}, timeout=dice.uniform(0.0, 1.0 if killed % 2 else 4.0))
        if ended.done():
            break
        process.send_signal(signal.SIGKILL)
        await ended
        killed += 1
    done = await world.run("replay", "articles.jsonl", "--json")
    assert done.code == 0, done.err

    told = Counter(post["delivery_key"] for post in world.posts() if not post["possible_repeat"])
    assert max(told.values()) == 1, "told twice without a mark"
    assert {post["alert"]["story"]["tellers"][-1]["id"] for post in world.posts()} == loud
    await check_the_log(config, loud)
    repeats = sum(post["possible_repeat"] for post in world.posts())
    assert 1 <= repeats <= killed, (
        "no kill fell between the send and its receipt, or more repeats than attempts that were cut short"
    )
    print(f"{killed} kills, {len(world.posts())} posts, {repeats} marked as possible repeats")  # noqa: T201


async def first_alert(world: World, ended: asyncio.Task[Any]) -> None:
    """Wait until this life has told something."""
    before = world.hook.seen
    while not ended.done() and world.hook.seen == before:
        await asyncio.sleep(0.005)


async def check_the_log(config: Path, loud: set[str], count: int = ARTICLES) -> None:
    """Everything acknowledged has a terminal decision, a receipt, and a committed offset."""
    loaded = settings.load(config, {})
    async with store.opened(loaded) as log:
        articles = [
            m async for m in store.messages(log, topics.ARTICLES) if isinstance(m, Article)
        ]
        decisions = [
            m async for m in store.messages(log, topics.DECISIONS) if isinstance(m, Decision)
        ]
        deliveries = [
            m async for m in store.messages(log, topics.OUTBOX) if isinstance(m, Delivery)
        ]
        receipts = [
            m async for m in store.messages(log, topics.RECEIPTS) if isinstance(m, Receipt)
        ]
        committed: dict[Partition, int] = {}
        for stage in topics.STAGES:
            committed |= await log.committed(stage.group)
        ends = await log.ends()
    assert {article.id for article in articles} == {f"n{n}" for n in range(count)}
    decided = {d.article for d in decisions if d.stage == "classify"}
    assert {article.identity for article in articles} == decided
    assert {delivery.alert.story.tellers[-1].id for delivery in deliveries} == loud
    sent = {r.delivery_key for r in receipts if r.status is ReceiptStatus.SENT}
    assert {delivery.delivery_key for delivery in deliveries} == sent
    for stage in topics.STAGES:
        for place in (p for p in ends if p.topic == stage.reads.name):
            assert committed.get(place, 0) == ends[place]
