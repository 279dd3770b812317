"""The composition root: from the opened parts to a running service, and down again.

The stages of the process's roles are hung on the broker here, and the background tasks are
started.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import uuid4

import structlog

from agents import audit, intake
from agents.correlate import Correlator
from agents.desk import feed
from agents.desk.answers import Health
from agents.desk.serve import Running
from agents.desk.view import View
from agents.parts import Parts, clock, open_plugin
from agents.pool import ClassifierDied, Pool
from agents.watchdog import Watchdog
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
PATIENCE: Final = 20.0
AFTER_FAILURE: Final = 2.0
UPKEEP_SECONDS: Final = 300.0
STORY_MEMORY: Final = timedelta(days=14)
ROLES: Final = ("sources", "classify", "correlate", "alert", "desk", "audit")
"""What a process may do of the work; by default it does all."""


class Service:
    """One process's share of the work, from `start` to `stop`."""

    def __init__(
        self,
        settings: Settings,
        parts: Parts,
        now: Callable[[], datetime],
        roles: Collection[str] = ROLES,
    ) -> None:
        self.settings = settings
        self.parts = parts
        self.now = now
        self.roles = frozenset(roles)
        self.metrics = Metrics()
        self.broker = Broker(settings.broker, now=now, observer=self.metrics, kafka=settings.kafka)
        self.ledger = Ledger()
        self.started_at = now()
        self._pool = Pool(settings) if "classify" in roles else None
        self._tasks: list[asyncio.Task[None]] = []
        self._pages: list[Running] = []
        self._reading: asyncio.Task[None] | None = None
        self.watchdog = Watchdog(self.broker, self.metrics.alive, settings.watchdog)
        self._hang_stages()
        self.metrics.expect(
            self.broker.stages,
            parts.channels if "alert" in roles else (),
            audit.AUDITED if "audit" in roles else (),
        )

    def _hang_stages(self) -> None:
        window = timedelta(days=self.settings.stories.window_days)
        rules = {rule.id: rule for rule in self.parts.rules}

        def correlate(keeper: Correlator, classified: Classified) -> Outcome:
            return keeper.correlate(classified, self.now)

        def decide(keeper: Decider, story: Story) -> Outcome:
            return keeper.decide(story, rules, self.now)

        if self._pool is not None:
            self.broker.stage(topics.CLASSIFY, partial(self._classify, self._pool))
        if "correlate" in self.roles:
            self.broker.stateful(topics.CORRELATE, lambda: Correlator(window), correlate)
        if "alert" in self.roles:
            self.broker.stateful(topics.DECIDE, lambda: Decider(STORY_MEMORY), decide)
            self.broker.stage(topics.DELIVER, self._deliverer().deliver)

    def _deliverer(self) -> Deliverer:
        limits = self.settings.delivery
        return Deliverer(
            channels=self.parts.channels,
            ledger=self.ledger,
            limits=Limits(
                timedelta(hours=limits.give_up_hours), limits.ambiguous_attempts, limits.fallback
            ),
            publish=self.broker.publish,
            now=self.now,
            accepted=self.metrics.accepted,
            retried=self.metrics.retried,
            writer=uuid4().hex,
        )

    async def _classify(self, pool: Pool, article: Article) -> Outcome:
        try:
            outcome = await pool.classify(article)
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
        if self._pool is not None:
            self._pool.start()
        if "alert" in self.roles:
            await self._read_receipts()
        await self.broker.start()
        if "audit" in self.roles:
            self.spawn(self._audit())
        self.spawn(self._vitals())
        self.spawn(self._upkeep())

    async def _audit(self) -> None:
        """Audit for as long as this process holds the office."""
        limit = timedelta(seconds=self.settings.audit.after_seconds)
        await self.while_leading(
            "audit", lambda: audit.run(self.broker, self.metrics, self.now, limit)
        )

    async def while_leading(
        self, office: str, work: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Do something in one process at a time."""
        task: asyncio.Task[None] | None = None
        try:
            async for held in self.broker.port.lead(office):
                log.info("office taken" if held else "office lost", office=office)
                if task is not None:
                    await _cancelled(task)
                    task = None
                if held:
                    task = asyncio.ensure_future(work())
                    task.add_done_callback(self._ended)
        finally:
            if task is not None:
                await _cancelled(task)

    async def _read_receipts(self) -> None:
        """Know all receipts that were written before any delivery starts, then follow."""
        following = self.broker.follow(topics.RECEIPTS)
        async for message in following:
            if message is None:
                break
            self._take_receipt(message)
        self._reading = self.spawn(self._follow_receipts(following))

    async def _follow_receipts(self, following: AsyncIterator[Message | None]) -> None:
        async for message in following:
            self._take_receipt(message)

    def _take_receipt(self, message: Message | None) -> None:
        if isinstance(message, Receipt):
            self.ledger.read(message)

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

    async def watch_sources(self) -> None:
        """Read the sources for as long as this process holds that office."""
        await self.while_leading("sources", self._all_sources)

    async def _all_sources(self) -> None:
        tasks = await self.open_sources()
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _follow_source(self, items: AsyncIterator[Item], name: str) -> None:
        """Take in a source; one that fails is reported and ends, and the others go on."""
        self.metrics.seen(name, self.now().timestamp())
        try:
            await self.take_in(items, name)
        except WatchfloorError as error:
            log.error("source stopped", source=name, cause=str(error))  # noqa: TRY400

    async def open_desk(self) -> str:
        """Serve the desk; gives its address."""
        view = View(self.settings.desk.stories)
        page = await feed.open_desk(
            view, self.settings.desk, self.broker, self.metrics, self.health
        )
        self._pages.append(page)
        for topic in feed.TOPICS:
            self.spawn(feed.follow(view, self.broker, topic))
        return page.url

    async def open_vitals(self) -> str:
        """Serve the metrics of this process beside or without a desk; gives the address."""
        page = await feed.open_vitals(self.settings.metrics, self.metrics, self.health)
        self._pages.append(page)
        return page.url

    def health(self) -> Health:
        """Say whether the service works, and if not, what stands still."""
        reasons = () if self.broker.ready else ("the agents are still starting",)
        up = round((self.now() - self.started_at).total_seconds())
        return Health(reasons=reasons, facts={"broker": self.broker.kind, "up_seconds": up})

    async def _vitals(self) -> None:
        while True:
            if (error := self.broker.crashed()) is not None:
                self.broker.fail(error)
            try:
                self.metrics.vitals(
                    await self.broker.lag(),
                    self.broker.waiting(topics.DELIVER),
                    self.broker.holes(),
                )
            except Transient as error:
                log.warning("no vitals", cause=str(error))
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
        while not await self.broker.idle():
            if self.broker.stopped.done():
                await self.broker.stopped
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Stop the intake, finish what is under way, commit, close."""
        # Deliveries under way read their intents back until they are through.
        others = [task for task in self._tasks if task is not self._reading]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for page in self._pages:
            await page.stop()
        # What made the service fail may hang for ever: it is left uncommitted.
        await self.broker.stop(AFTER_FAILURE if self.broker.stopped.done() else PATIENCE)
        if self._reading is not None:
            await _cancelled(self._reading)
        for channel in self.parts.channels.values():
            await channel.close()
        if self._pool is not None:
            self._pool.close()


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


@asynccontextmanager
async def serving(
    settings: Settings,
    parts: Parts,
    now: Callable[[], datetime] = clock,
    roles: Collection[str] = ROLES,
) -> AsyncIterator[Service]:
    """Run a service for the length of a block."""
    service = Service(settings, parts, now, roles)
    try:
        await service.start()
        yield service
    finally:
        await service.stop()
