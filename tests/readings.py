"""What the tests of sources share: lines, files that rotate, and a source being read."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any, cast

import pytest

from streams.messages import Article
from streams.sources import Item, Position, Source

PATIENCE = 10.0


def line(name: str) -> str:
    """Give a line of the format."""
    return json.dumps({"id": name, "body": f"Troops left base {name}."}) + "\n"


def write(path: Path, text: str | bytes) -> None:
    """Write the file anew, in place."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def rotate(path: Path) -> None:
    """Move the file out of the way, as log rotation does."""
    path.rename(path.with_suffix(f".{time.monotonic_ns()}"))


def ids(items: list[Item]) -> list[str]:
    """Name the items: an article by its id, a rejected line by its number."""
    return [
        item.message.id if isinstance(item.message, Article) else f"bad {item.message.line}"
        for item in items
    ]


class Reading:
    """A source that is being read."""

    def __init__(self, source: Source, position: Position | None = None) -> None:
        self._items = cast("Any", source.articles(position))

    async def take(self, count: int) -> list[Item]:
        """Wait for so many items."""
        async with asyncio.timeout(PATIENCE):
            return [await anext(self._items) for _ in range(count)]

    async def rest(self) -> list[Item]:
        """Read to the end."""
        async with asyncio.timeout(PATIENCE):
            return [item async for item in self._items]

    async def silent(self) -> None:
        """Check that nothing comes for a few looks, then close."""
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(self._items), 0.1)
        await self._items.aclose()
