"""The intake: what sources give goes to the log, and only then is their position kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, Final

import structlog
from structlog.contextvars import bound_contextvars

from streams import topics
from streams.broker import Broker
from streams.errors import Transient
from streams.guard import patiently
from streams.messages import Article, Decision, Message, Position, Reason, Rejected
from streams.sources import Item
from streams.telemetry import Metrics

log = structlog.get_logger(__name__)

BATCH: Final = 200
Publish = Callable[[Iterable[Message]], Awaitable[None]]


async def positions(broker: Broker) -> dict[str, dict[str, Any]]:
    """Read where each source was left."""
    found: dict[str, dict[str, Any]] = {}
    async for message in broker.follow(topics.POSITIONS):
        if message is None:
            break
        if isinstance(message, Position):
            found[message.source] = message.value
    return found


async def until_there(work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401
    """Do something once the broker lets it be done."""

    def retried(error: Transient) -> None:
        log.warning("tried again", cause=str(error))

    return await patiently(work, retried, asyncio.sleep)


async def pump(
    name: str,
    items: AsyncIterator[Item],
    publish: Publish,
    metrics: Metrics,
    report: Callable[[Rejected], None] | None = None,
) -> None:
    """Publish what a source gives, in batches of what is there, each with the new position.

    What was rejected is told to `report`, else to the log. The log taking nothing is waited out:
    the source is read no further meanwhile. Raises what the source raised, once all that it gave
    before is published.
    """
    waiting: asyncio.Queue[Item | None] = asyncio.Queue(BATCH)
    reader = asyncio.get_running_loop().create_task(_read(items, waiting))
    try:
        while batch := await _batch(waiting):
            await _publish(name, batch, publish)
            for item in batch:
                if isinstance(item.message, Article):
                    metrics.seen(name, item.message.first_seen_at.timestamp())
                if isinstance(item.message, Rejected):
                    metrics.article(name, Reason.REJECTED)
                    (report or _report)(item.message)
    finally:
        reader.cancel()
        with suppress(asyncio.CancelledError):
            await reader


def _report(rejected: Rejected) -> None:
    log.warning("rejected", source=rejected.source, line=rejected.line, cause=rejected.error)


async def _read(items: AsyncIterator[Item], waiting: asyncio.Queue[Item | None]) -> None:
    failure: Exception | None = None
    try:
        async for item in items:
            await waiting.put(item)
    except Exception as error:  # noqa: BLE001  # raised below, once the pump knows of the end
        failure = error
    await waiting.put(None)
    if failure is not None:
        raise failure


async def _batch(waiting: asyncio.Queue[Item | None]) -> list[Item]:
    batch: list[Item] = []
    item = await waiting.get()
    while item is not None:
        batch.append(item)
        if len(batch) >= BATCH or waiting.empty():
            return batch
        item = waiting.get_nowait()
    waiting.put_nowait(None)
    return batch


async def _publish(name: str, batch: list[Item], publish: Publish) -> None:
    messages: list[Message] = [item.message for item in batch]
    messages += [_rejection(m) for m in messages if isinstance(m, Rejected)]
    messages.append(Position(source=name, value=batch[-1].position))
    with bound_contextvars(source=name):
        await until_there(lambda: publish(messages))


def _rejection(rejected: Rejected) -> Decision:
    return Decision(
        stage="intake",
        reason=Reason.REJECTED,
        detail=f"{rejected.source}:{rejected.line}: {rejected.error}",
        article=rejected.key,
        at=rejected.at,
    )
