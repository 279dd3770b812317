"""Fixtures for all tests: a clock that stands still, a broker on a fresh log."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import NOW, OpenBroker, Recorder
from hypothesis import settings

from streams.broker import Broker

# Elsewhere every run looks for new examples; CI tries the same ones each time.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def now() -> Callable[[], datetime]:
    """Give a clock that stands still."""
    return lambda: NOW


@pytest.fixture
def open_broker(tmp_path: Path) -> OpenBroker:
    """Give a way to run a broker on the test's log; a second run goes on where the first ended."""

    @asynccontextmanager
    async def run(
        hang: Callable[[Broker], None],
        *,
        observer: Recorder | None = None,
        start: bool = True,
        grace: float = 5.0,
    ) -> AsyncIterator[Broker]:
        broker = Broker(
            f"sqlite:///{tmp_path / 'log.db'}",
            now=lambda: datetime.now(UTC),
            observer=observer or Recorder(),
            commit_seconds=0.05,
        )
        hang(broker)
        try:
            await broker.open()
            if start:
                await broker.start()
            yield broker
        finally:
            await broker.stop(grace)

    return run
