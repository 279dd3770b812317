"""A scene: Kafka, sinks that keep the truth, workers, articles on their way, and the checker."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from aiokafka.partitioner import DefaultPartitioner
from faulty import press
from faulty.checker import Accepted, Found, Verdict, check
from faulty.crew import Crew
from faulty.press import Press
from faulty.witness import Publisher, Witness
from kafka_cluster import Cluster

from alerts import render, sinks
from streams import topics
from streams.messages import Article, DeadLetter, Decision, Delivery, Receipt

SETTLE_SECONDS = 180.0
WAITS = (0.02, 0.02, 0.05, 0.05, 0.1, 0.1, 1.0, 2.0)
"""Seconds that an answer takes, so that kills fall before, between and after what is written."""
DESKS = (
    *("amber", "birch", "cedar", "delta", "ember", "flint", "grove", "heron", "ivory", "jasper"),
    *("karst", "linden", "maple", "nickel", "opal", "pearl", "quartz", "raven", "slate", "tulip"),
)
"""Names of channels."""

CONFIG = """
broker = "kafka://{broker}"
rules = ["rules.yaml"]
[kafka]
replication = {copies}
min_insync = {insync}
[desk]
enabled = false
[metrics]
port = 0
[audit]
after_seconds = 15
[log]
level = "info"
format = "json"
[sources]
{more}
"""
WEBHOOK = """
[channels.{name}]
type = "webhook"
url = "{url}/{name}"
secret = "the key of the fault suite"
allow_private = true
timeout = 5
"""


def spread(count: int) -> list[str]:
    """Name channels whose deliveries stand on different partitions, as long as there are some."""
    places = list(range(topics.OUTBOX.partitions))
    partitioner = DefaultPartitioner()
    by_place: dict[int, list[str]] = {place: [] for place in places}
    for name in DESKS:
        by_place[partitioner(name.encode(), places, places)].append(name)
    turns = (names[n] for n in range(len(DESKS)) for names in by_place.values() if n < len(names))
    return [name for name, _ in zip(turns, range(count), strict=False)]


@dataclass
class Report:
    """What one fault gave: a line of build/faults.jsonl."""

    fault: str
    articles: int
    kills: int
    verdict: Verdict
    recovery: float | None
    holes: int
    fallen: Sequence[str]
    facts: Mapping[str, Any]
    problems: Sequence[str]

    @property
    def passed(self) -> bool:
        """Say whether nothing was lost, nothing told twice unmarked, and the lag came to its end."""
        wrong = self.verdict.lost or self.verdict.unmarked or self.problems
        return not wrong and self.recovery is not None

    def line(self) -> dict[str, Any]:
        """Give it as data."""
        return {
            "fault": self.fault,
            "articles": self.articles,
            "kills": self.kills,
            "lost": self.verdict.lost,
            "unmarked": self.verdict.unmarked,
            "marked": self.verdict.marked,
            "recovery_s": None if self.recovery is None else round(self.recovery, 1),
            "reordered": self.verdict.reordered,
            "holes": self.holes,
            "gaps": self.verdict.gaps,
            "dead": self.verdict.dead,
            "fallen": len(self.fallen),
            **self.facts,
        }


@dataclass
class Truth:
    """What the sinks took, in order."""

    accepted: list[Accepted] = field(default_factory=list)
    at: dict[str, float] = field(default_factory=dict)

    def take(self, accepted: Accepted) -> None:
        """Note an acceptance."""
        self.accepted.append(accepted)
        self.at.setdefault(accepted.key, time.time())

    def webhook(self, received: Any) -> None:
        """Note what a webhook took."""
        body = json.loads(received.body)
        self.take(Accepted(body["delivery_key"], body["possible_repeat"]))

    def slack(self, told: Mapping[str, Any]) -> None:
        """Note what a workspace shows; an edit tells nobody."""
        if "edited" in told:
            return
        key = told["metadata"]["event_payload"]["delivery_key"]
        self.take(Accepted(key, render.REPEAT in json.dumps(told)))

    def mail(self, mail: Any) -> None:
        """Note what a mail server took."""
        key = mail.message["Watchfloor-Delivery"].strip()  # it may be folded
        self.take(Accepted(key, mail.message["X-Possible-Repeat"] == "1", mail.recipient))


class Receiver(sinks.HttpSink):
    """A receiver that takes its time, before it accepts or before it says so.

    Whoever hangs up before it accepts is not heard; nobody is while it is down.
    """

    def __init__(self, truth: Truth, waits: Sequence[float], dice: random.Random) -> None:
        super().__init__(truth.webhook)
        self._waits, self._dice = waits, dice
        self.down = False

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.read()
        if self.down:
            return web.Response(status=503)
        wait = self._dice.choice(self._waits)
        if self._dice.random() < 0.5:
            answer = self._accept(request, body)
            await asyncio.sleep(wait)
            return answer
        await asyncio.sleep(wait)
        if request.transport is None:
            return web.Response(status=500)
        return self._accept(request, body)


class Scene:
    """One run of one fault."""

    def __init__(
        self,
        folder: Path,
        bootstrap: str,
        channels: Sequence[str],
        truth: Truth,
        dice: random.Random,
    ) -> None:
        self.folder, self.truth, self.dice = folder, truth, dice
        self.press = Press(channels)
        self.witness = Witness(bootstrap)
        self.crew = Crew(folder / "watchfloor.toml", folder)
        self.acknowledged: dict[str, str] = {}
        self.publisher = Publisher(bootstrap, self._acknowledge)
        self.facts: dict[str, Any] = {}
        self.problems: list[str] = []

    def _acknowledge(self, article: Article) -> None:
        self.acknowledged[article.identity] = article.id

    def configure(self, broker: str, copies: int, more: str, names: Sequence[str]) -> None:
        """Write the configuration, `more` of it being the channels, and the rules."""
        insync = max(1, copies - 1)
        (self.folder / "rules.yaml").write_text(press.rules(names))
        text = CONFIG.format(broker=broker, copies=copies, insync=insync, more=more)
        (self.folder / "watchfloor.toml").write_text(text)

    async def create_topics(self) -> None:
        """Run `watchfloor topics create`."""
        command = [sys.executable, "-m", "agents.cli", "topics", "--config", str(self.crew.config)]
        run = partial(subprocess.run, capture_output=True, text=True, check=False)
        done = await asyncio.to_thread(run, [*command, "create"], cwd=self.folder)
        if done.returncode:
            raise RuntimeError(f"topics create: {done.stdout}{done.stderr}")

    async def publish(self, count: int) -> None:
        """Publish some articles at once."""
        await asyncio.gather(*(self.publisher.publish(self.press.write()) for _ in range(count)))

    @asynccontextmanager
    async def feed(self, rate: float) -> AsyncIterator[None]:
        """Publish so many articles a second for the length of a block, and see them acknowledged."""
        under_way: set[asyncio.Task[None]] = set()

        async def pour() -> None:
            started, sent = time.monotonic(), 0
            while True:
                while sent < (time.monotonic() - started) * rate:
                    task = asyncio.create_task(self.publisher.publish(self.press.write()))
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
                    sent += 1
                await asyncio.sleep(0.02)

        pouring = asyncio.create_task(pour())
        try:
            yield
        finally:
            pouring.cancel()
            with suppress(asyncio.CancelledError):
                await pouring
            await asyncio.gather(*under_way)

    async def found(self) -> Found:
        """Collect what is known."""
        mine = set(self.acknowledged.values())
        return Found(
            acknowledged=frozenset(self.acknowledged),
            loud={name: where for name, where in self.press.loud.items() if name in mine},
            decisions=await self.witness.messages(Decision),
            letters=await self.witness.messages(DeadLetter),
            outbox=await self.witness.messages(Delivery),
            receipts=await self.witness.messages(Receipt),
            accepted=self.truth.accepted,
        )

    async def settle(self, fault: str) -> Report:
        """Wait until everything has come to its end, end the workers, and judge."""
        started = time.monotonic()
        recovery: float | None = None
        verdict: Verdict | None = None
        while time.monotonic() - started < SETTLE_SECONDS:
            if await self.witness.lag() == 0:
                recovery = time.monotonic() - started if recovery is None else recovery
                verdict = check(await self.found())
                if verdict.settled:
                    break
            await asyncio.sleep(0.5)
        await self.crew.close()
        verdict = check(await self.found())
        (self.folder / "lost.json").write_text(
            json.dumps({name: sorted(getattr(verdict, name)) for name in LOST}, indent=1)
        )
        return Report(
            fault=fault,
            articles=len(self.acknowledged),
            kills=self.crew.kills,
            verdict=verdict,
            recovery=recovery,
            holes=self.crew.total("watchfloor_passed_over_total"),
            fallen=self.crew.fallen,
            facts=self.facts,
            problems=[*self.problems, *self.crew.stuck],
        )


LOST = ("lost_articles", "lost_alerts", "pending")


@dataclass
class Lab:
    """Where scenes are set: a folder, a seed, and how long to go on."""

    folder: Path
    seed: int
    pace: float
    down_seconds: float = 120.0

    def dice(self, fault: str) -> random.Random:
        """Give the chances of a fault, the same in every run with this seed."""
        return random.Random(f"{self.seed} {fault}")  # noqa: S311  # no secret

    @asynccontextmanager
    async def kafka(self, fault: str, nodes: int = 1, **options: Any) -> AsyncIterator[Cluster]:
        """Run a Kafka for one fault."""
        cluster = Cluster(self.folder / fault / "kafka", nodes, **options)
        try:
            await asyncio.to_thread(cluster.start)
            yield cluster
        finally:
            await asyncio.to_thread(cluster.kill)

    @asynccontextmanager
    async def scene(
        self,
        fault: str,
        cluster: Cluster,
        names: Sequence[str],
        more: str,
        truth: Truth,
        *,
        broker: str | None = None,
    ) -> AsyncIterator[Scene]:
        """Set a scene whose workers find Kafka at `broker`, and the witness by its direct door."""
        folder = self.folder / fault
        scene = Scene(folder, cluster.bootstrap, names, truth, self.dice(fault))
        scene.configure(broker or cluster.bootstrap, min(3, len(cluster.nodes)), more, names)
        await scene.create_topics()
        try:
            yield scene
        finally:
            scene.crew.destroy()
            await scene.publisher.close()

    @asynccontextmanager
    async def webhooks(
        self,
        fault: str,
        nodes: int = 1,
        *,
        waits: Sequence[float] = WAITS,
        more: str = "",
        **options: Any,
    ) -> AsyncIterator[tuple[Scene, Cluster]]:
        """Set a scene with four channels to one receiver, whose answers take a moment."""
        async with AsyncExitStack() as stack:
            cluster = await stack.enter_async_context(self.kafka(fault, nodes, **options))
            names = spread(topics.OUTBOX.partitions)
            truth, channels = await webhook_channels(stack, names, waits, self.dice(fault))
            scene = self.scene(fault, cluster, names, channels + more, truth)
            yield await stack.enter_async_context(scene), cluster


async def webhook_channels(
    stack: AsyncExitStack, names: Sequence[str], waits: Sequence[float], dice: random.Random
) -> tuple[Truth, str]:
    """Open a receiver; gives its truth and channels that post to it."""
    truth = Truth()
    hook = await stack.enter_async_context(Receiver(truth, waits, dice))
    return truth, "".join(WEBHOOK.format(name=name, url=hook.url) for name in names)
