"""Fakes that the tests share: a standing clock, articles, an observer that remembers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

from streams import topics
from streams.broker import Broker
from streams.cluster import Cluster
from streams.messages import Article, Decision, digest
from streams.settings import Kafka

NOW = datetime(2024, 1, 28, 12, 0, tzinfo=UTC)
ONE_NODE = Kafka(replication=1, min_insync=1)
OpenBroker = Callable[..., AbstractAsyncContextManager[Broker]]


async def fresh(cluster: Cluster) -> None:
    """Make all topics anew, empty, and with them the groups' offsets."""
    names = list(topics.BY_NAME)
    await cluster._admin.delete_topics([name for name in names if name in cluster.counts])
    async with asyncio.timeout(20):
        while set(names) & set(await cluster._admin.list_topics()):
            await asyncio.sleep(0.05)
        cluster.counts = {}
        await cluster.create(topics.TOPICS)
        while set(names) - set(await cluster._admin.list_topics()):
            await asyncio.sleep(0.05)


def make_article(name: str = "a1", body: str = "Nothing happened.", **fields: Any) -> Article:
    """Make an article with an identity of its own."""
    given = {"id": name, "source": "wire", "first_seen_at": NOW, **fields}
    return Article(identity=digest("test", name), content_hash=digest(body), body=body, **given)


class Recorder:
    """An observer that remembers what it was told."""

    def __init__(self) -> None:
        self.retries: list[BaseException] = []
        self.letters: list[BaseException] = []
        self.decisions: list[Decision] = []
        self.stages: list[str] = []

    def began(self, stage: str) -> None:
        """Take note of nothing."""

    def retried(self, stage: str, error: BaseException) -> None:  # noqa: ARG002
        """Remember a retry."""
        self.retries.append(error)

    def dead(self, stage: str, error: BaseException) -> None:  # noqa: ARG002
        """Remember a dead letter."""
        self.letters.append(error)

    def decided(self, decision: Decision) -> None:
        """Remember a decision."""
        self.decisions.append(decision)

    def done(self, stage: str, seconds: float) -> None:  # noqa: ARG002
        """Remember a message done."""
        self.stages.append(stage)
