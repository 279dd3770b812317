"""Fakes that the tests share: a standing clock, articles, an observer that remembers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

from streams.broker import Broker
from streams.messages import Article, Decision, digest

NOW = datetime(2024, 1, 28, 12, 0, tzinfo=UTC)
OpenBroker = Callable[..., AbstractAsyncContextManager[Broker]]


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
