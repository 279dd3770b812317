"""The composition root: from the opened parts to a running service, and down again.

The stages are hung on the broker here, and the background tasks are started.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from agents import intake
from agents.correlate import Correlator
from agents.desk import feed
from agents.desk.answers import Health
from agents.desk.serve import Running
from agents.desk.view import View
from agents.parts import Parts, clock, open_plugin
from agents.pool import ClassifierDied, Pool
from alerts.decide import Decider
from alerts.deliver import Deliverer, Ledger, Limits
from streams import topics
from streams.broker import Broker
from streams.errors import Transient, WatchfloorError
from streams.guard import Outcome
from streams.messages import Article, Classified, Decision, Message, Receipt, Rejected, Story
from streams.settings import Settings
from streams.sources import Item
from streams.telemetry import Metrics

log = structlog.get_logger(__name__)

VITALS_SECONDS: Final = 2.0
UPKEEP_SECONDS: Final = 300.0
STORY_MEMORY: Final = timedelta(days=14)


class Service:
    """One process's share of the work, from `start` to `stop`."""

    def __init__(self, settings: Settings, parts: Parts, now: Callable[[], datetime]) -> None:
        self.settings = settings
        self.parts = parts
        self.now = now
        self.metrics = Metrics()
        self.broker = Broker(settings.broker, now=now, observer=self.metrics)
        self.ledger = Ledger()
        self.started_at = now()
        self._pool = Pool(settings)
        self._tasks: list[asyncio.Task[None]] = []
        self._desk: Running | None = None
        self._hang_stages()

    def _hang_stages(self) -> None:
        limits = self.settings.delivery
        window = timedelta(days=self.settings.stories.window_days)
        deliverer = Deliverer(
            channels=self.parts.channels,
            ledger=self.ledger,
            limits=Limits(
                timedelta(hours=limits.give_up_hours), limits.ambiguous_attempts, limits.fallback
            ),
            publish=self.broker.publish,
            now=self.now,
            accepted=self.metrics.accepted,
            retried=self.metrics.retried,
            sleep=self.broker.rest,
        )
        rules = {rule.id: rule for rule in self.parts.rules}

        def correlate(keeper: Correlator, classified: Classified) -> Outcome:
            return keeper.correlate(classified, self.now)

        def decide(keeper: Decider, story: Story) -> Outcome:
            return keeper.decide(story, rules, self.now)

        self.broker.stage(topics.CLASSIFY, self._classify)
        self.broker.stateful(topics.CORRELATE, lambda rows: Correlator(rows, window), correlate)
        self.broker.stateful(topics.DECIDE, lambda rows: Decider(rows, STORY_MEMORY), decide)
        self.broker.stage(topics.DELIVER, deliverer.deliver)

    async def _classify(self, article: Article) -> Outcome:
        try:
            outcome = await self._pool.classify(article)
        except ClassifierDied as error:
            # Not this article's fault for certain: stop, with its offset where it is.
            self.broker.fail(error)
            await asyncio.Event().wait()
            raise
        (decision,) = (m for m in outcome.publish if isinstance(m, Decision))
        self.metrics.article(article.source, decision.reason)
        return outcome

    async def start(self) -> None:
        """Read the receipts, then start the agents and the background tasks."""
        await self.broker.open()
        self._pool.start()
        await self._read_receipts()
        await self.broker.start()
        self.spawn(self._vitals())
        self.spawn(self._upkeep())

    async def _read_receipts(self) -> None:
        """Know all receipts that were written before any delivery starts, then follow."""
        following = self.broker.follow(topics.RECEIPTS)
        async for message in following:
            if message is None:
                break
            self._take_receipt(message)
        self.spawn(self._follow_receipts(following))

    async def _follow_receipts(self, following: AsyncIterator[Message | None]) -> None:
        async for message in following:
            self._take_receipt(message)

    def _take_receipt(self, message: Message | None) -> None:
        if isinstance(message, Receipt):
            self.ledger.apply(message)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a background task; its failure ends the service."""
        task = asyncio.get_running_loop().create_task(work)
        task.add_done_callback(self._ended)
        self._tasks.append(task)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.broker.fail(error)

    async def take_in(
        self,
        items: AsyncIterator[Item],
        name: str,
        report: Callable[[Rejected], None] | None = None,
    ) -> None:
        """Publish all that a source gives; what was rejected is also told to `report`."""
        await intake.pump(name, items, self.broker.publish, self.metrics, report)

    async def open_sources(self) -> list[asyncio.Task[None]]:
        """Start every source of the configuration where it was left; gives a task for each."""
        positions = await intake.positions(self.broker)
        opened = {
            name: open_plugin("streams.sources", name, plugin, name, self.now)
            for name, plugin in self.settings.sources.items()
        }
        return [
            self.spawn(self._follow_source(source.articles(positions.get(name)), name))
            for name, source in opened.items()
        ]

    async def _follow_source(self, items: AsyncIterator[Item], name: str) -> None:
        """Take in a source; one that fails is reported and ends, and the others go on."""
        try:
            await self.take_in(items, name)
        except WatchfloorError as error:
            log.error("source stopped", source=name, cause=str(error))  # noqa: TRY400

    async def open_desk(self) -> str:
        """Serve the desk; gives its address."""
        view = View(self.settings.desk.stories)
        self._desk = await feed.open_desk(
            view, self.settings.desk, self.broker, self.metrics, self.health
        )
        for topic in feed.TOPICS:
            self.spawn(feed.follow(view, self.broker, topic))
        return self._desk.url

    def health(self) -> Health:
        """Say whether the service works, and if not, what stands still."""
        reasons = () if self.broker.ready else ("the agents are still starting",)
        up = round((self.now() - self.started_at).total_seconds())
        return Health(reasons=reasons, facts={"broker": self.broker.kind, "up_seconds": up})

    async def _vitals(self) -> None:
        while True:
            for topic, (lag, oldest) in (await self.broker.lag()).items():
                self.metrics.lag.labels(topic).set(lag)
                self.metrics.oldest.labels(topic).set(oldest)
            await asyncio.sleep(VITALS_SECONDS)

    async def _upkeep(self) -> None:
        while True:
            self.ledger.forget(self.now() - topics.MONTH)
            try:
                await self.broker.retain()
            except Transient as error:
                log.warning("retention put off", cause=str(error))
            await asyncio.sleep(UPKEEP_SECONDS)

    async def idle(self) -> None:
        """Wait until every stage has finished all that stands on its topic."""
        while not self.broker.idle():
            if self.broker.stopped.done():
                await self.broker.stopped
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Stop the intake, finish what is under way, commit, close."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._desk is not None:
            await self._desk.stop()
        await self.broker.stop()
        for channel in self.parts.channels.values():
            await channel.close()
        self._pool.close()


@asynccontextmanager
async def serving(
    settings: Settings, parts: Parts, now: Callable[[], datetime] = clock
) -> AsyncIterator[Service]:
    """Run a service for the length of a block."""
    service = Service(settings, parts, now)
    try:
        await service.start()
        yield service
    finally:
        await service.stop()
