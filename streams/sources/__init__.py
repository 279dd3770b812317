"""Where articles come from: one file is one source, found by its name (`streams.plugins`).

Each file has a docstring that is its manual, a frozen `Config` model for what stands in its table
beside `type`, and `open(config, name, now)`, where `name` is that of the table:

    [sources.wires]
    type = "jsonl"        # the file's name
    path = "wires.jsonl"  # the file's own settings
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from streams.messages import Article, Rejected

Clock = Callable[[], datetime]
"""Tells the time; always aware."""

Position = dict[str, Any]
"""How far a source was read, as JSON; only the source itself knows what it means."""


class Item(NamedTuple):
    """What a source gives: an article or a rejected input, and where to go on behind it.

    Store `position` once the message is acknowledged, never before. Whatever a crash makes the
    source give again has the same key as before.
    """

    message: Article | Rejected
    position: Position


class Source(Protocol):
    """One open source."""

    def articles(self, position: Position | None) -> AsyncIterator[Item]:
        """Give what stands behind the position, None being the start; ends when there is no more.

        Raises InputError where the source itself cannot be read. May be cancelled at any time.
        """
        ...
