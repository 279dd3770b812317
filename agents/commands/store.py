"""The log as the commands that look at it see it: opened beside a running service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from streams import telemetry
from streams.broker import decoded, open_port
from streams.errors import InputError
from streams.messages import Message
from streams.port import Port
from streams.settings import Settings
from streams.store import path_of
from streams.topics import Topic

PATIENCE_SECONDS: Final = 5.0


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Port]:
    """Open the log of the configuration; raises InputError where there is none yet."""
    if settings.broker.startswith("sqlite:") and not path_of(settings.broker)[0].exists():
        raise InputError(
            f"{path_of(settings.broker)[0]}: there is no log yet; "
            "`watchfloor run` or `replay` makes one"
        )
    async with connected(settings) as port:
        yield port


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Port]:
    """Connect to the broker of the configuration, whatever is on it."""
    # A client's own complaints add nothing to the one error that ends the command.
    telemetry.set_up_logs("critical", "auto")
    port = open_port(settings.broker, settings.kafka, lock=False)
    try:
        await port.connect(PATIENCE_SECONDS)
        yield port
    finally:
        await port.close()


async def messages(port: Port, topic: Topic, needle: str | None = None) -> AsyncIterator[Message]:
    """Give a topic's messages, or those that hold a text; what is no such message is left out."""
    wanted = None if needle is None else needle.encode("utf-8", "replace")
    async for placed in port.scan(topic.name, wanted):
        if (message := decoded(topic, placed)) is not None:
            yield message
