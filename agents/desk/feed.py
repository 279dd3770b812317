"""Feeds the desk's view from the topics, and its acks back to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from pydantic import SecretStr

from agents.desk import app
from agents.desk.answers import Health
from agents.desk.serve import Running, serve
from agents.desk.view import View
from streams import topics
from streams.broker import Broker
from streams.errors import ConfigError
from streams.messages import Action
from streams.settings import Desk, MetricsSettings
from streams.telemetry import Metrics
from streams.topics import Topic

TOPICS: Final = (
    topics.STORIES,
    topics.OUTBOX,
    topics.RECEIPTS,
    topics.ACTIONS,
    topics.DECISIONS,
)
LAST: Final = 10_000
"""Records of each partition that are read at the start: a view holds fewer stories than that."""


async def open_desk(
    view: View, settings: Desk, broker: Broker, metrics: Metrics, health: Callable[[], Health]
) -> Running:
    """Serve the desk; raises ConfigError where it may not or cannot listen."""
    token = token_of(settings)
    app.check_bind(settings.host, token)

    async def act(action: Action) -> None:
        await broker.publish([action])

    page = app.create(
        view,
        act=act,
        metrics=metrics.text,
        health=health,
        now=lambda: datetime.now(UTC),
        token=token,
    )
    return await serve(page, settings.host, settings.port)


async def open_vitals(
    settings: MetricsSettings, metrics: Metrics, health: Callable[[], Health]
) -> Running:
    """Serve the metrics of a process without a desk; raises ConfigError as the desk does."""
    token = token_of(settings, "metrics")
    app.check_bind(settings.host, token, "metrics")
    page = app.create_vitals(metrics=metrics.text, health=health, token=token)
    return await serve(page, settings.host, settings.port or 0, "metrics")


def token_of(settings: Desk | MetricsSettings, table: str = "desk") -> SecretStr | None:
    """Read a page's token; raises ConfigError where its file gives none."""
    if settings.token_file is None:
        return None
    try:
        token = settings.token_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(
            f"{table}.token_file: {settings.token_file} cannot be read: {error.strerror}"
        ) from None
    if not token:
        raise ConfigError(f"{table}.token_file: {settings.token_file} is empty")
    return SecretStr(token)


async def follow(view: View, broker: Broker, topic: Topic) -> None:
    """Apply a topic to the view, from its last records on, for ever."""
    async for message in broker.follow(topic, last=None if topic.compacted else LAST):
        if message is not None:
            view.apply(message)
