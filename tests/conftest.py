"""Fixtures for all tests: a clock that stands still, a broker on a fresh log."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import NOW, ONE_NODE, OpenBroker, Recorder, fresh
from hypothesis import settings
from kafka_cluster import Missing, shared_cluster

from streams.broker import Broker
from streams.cluster import Cluster

# Elsewhere every run looks for new examples; CI tries the same ones each time.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def now() -> Callable[[], datetime]:
    """Give a clock that stands still."""
    return lambda: NOW


@pytest.fixture(scope="session")
def bootstrap() -> Iterator[str]:
    """Give the address of a real Kafka; without Java or Maven CI fails and others are told why."""
    try:
        with shared_cluster() as found:
            yield found
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture
async def kafka(bootstrap: str) -> str:
    """Give the URL of a Kafka whose topics were made just now."""
    cluster = Cluster(f"kafka://{bootstrap}", ONE_NODE)
    await cluster.connect()
    await fresh(cluster)
    await cluster.close()
    return f"kafka://{bootstrap}"


@pytest.fixture(params=["sqlite", "kafka"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of either broker, with nothing on it."""
    if request.param == "kafka":
        return str(request.getfixturevalue("kafka"))
    return f"sqlite:///{tmp_path / 'log.db'}"


@pytest.fixture
def open_broker(tmp_path: Path) -> OpenBroker:
    """Give a way to run a broker on the test's log; a second run goes on where the first ended."""
    return opener(f"sqlite:///{tmp_path / 'log.db'}")


@pytest.fixture
def open_either(either: str) -> OpenBroker:
    """Give a way to run a broker on either log; a second run goes on where the first ended."""
    return opener(either)


def opener(url: str) -> OpenBroker:
    """Give a way to run a broker on a log."""

    @asynccontextmanager
    async def run(
        hang: Callable[[Broker], None],
        *,
        observer: Recorder | None = None,
        start: bool = True,
        grace: float = 5.0,
    ) -> AsyncIterator[Broker]:
        broker = Broker(
            url,
            now=lambda: datetime.now(UTC),
            observer=observer or Recorder(),
            kafka=ONE_NODE,
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
