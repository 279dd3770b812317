"""The log as the commands that look at it see it: opened beside a running service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from streams.errors import ConfigError, InputError, Poison
from streams.log import Log, StoredRecord
from streams.messages import Message
from streams.settings import Settings
from streams.store import path_of
from streams.topics import Topic


@contextmanager
def opened(settings: Settings) -> Iterator[Log]:
    """Open the log of the configuration; raises InputError where there is none yet."""
    if not settings.broker.startswith("sqlite:"):
        raise ConfigError(f"broker: {settings.broker!r} is not supported; write sqlite:///file")
    path, synchronous = path_of(settings.broker)
    if not path.exists():
        raise InputError(f"{path}: there is no log yet; `watchfloor run` or `replay` makes one")
    log = Log(path, synchronous=synchronous)
    try:
        yield log
    finally:
        log.close()


def messages(log: Log, topic: Topic, needle: str | None = None) -> Iterator[Message]:
    """Give a topic's messages, or those that hold a text; what is no such message is left out."""
    for record in _records(log, topic, needle):
        if record.value is not None:
            try:
                yield topic.message.decode(record.value)
            except Poison:
                continue


def _records(log: Log, topic: Topic, needle: str | None) -> Iterator[StoredRecord]:
    if needle is None:
        yield from (record for _, record in log.scan(topic.name))
    else:
        yield from log.find(topic.name, needle.encode("utf-8", "replace"))
