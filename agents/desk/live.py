"""Server-sent events: the whole state, then every change, to any number of pages.

A page that comes gets `hello`, the cards in batches, and `ready`; then `cards` as they change and
`pulse` while nothing does, so that a page can tell silence from a dead line. What a page is still
to be told is a set of story ids, not a queue of texts: a story that changes ten times while a page
is slow is sent once, in its newest state. A page that falls too far behind is let go; it comes
back with the id of the last event it saw and is sent what changed since, or everything when that
can no longer be known.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable
from datetime import datetime
from itertools import islice

from agents.desk.view import Change, View

BATCH = 100
GATHER_S = 0.05
RETRY_MS = 2000
LONGEST_COUNT = 15


class Page:
    """What one open page is still to be told."""

    def __init__(self, backlog: int) -> None:
        self._backlog = backlog
        self._waiting: dict[str, None] = {}
        self._news = asyncio.Event()
        self.gone = False

    def add(self, story: str) -> None:
        """Note that a story changed; too many of them and the page is let go."""
        self._waiting[story] = None
        self.gone = self.gone or len(self._waiting) > self._backlog
        self._news.set()

    def leave(self) -> None:
        """End the page's stream at its next breath."""
        self.gone = True
        self._news.set()

    async def news(self, within: float) -> bool:
        """Wait for something to tell; False when nothing came within so many seconds."""
        try:
            async with asyncio.timeout(within):
                await self._news.wait()
        except TimeoutError:
            return False
        return True

    def take(self) -> list[str]:
        """Give at most a batch of what waits, oldest first."""
        stories = list(islice(self._waiting, BATCH))
        for story in stories:
            del self._waiting[story]
        if not self._waiting and not self.gone:
            self._news.clear()
        return stories

    @property
    def up_to_date(self) -> bool:
        """Say whether nothing waits."""
        return not self._waiting


class Live:
    """Tells every open page what changes in a view; `epoch` names this run in the events' ids."""

    def __init__(
        self,
        view: View,
        now: Callable[[], datetime],
        *,
        epoch: str,
        keepalive: float,
        backlog: int,
    ) -> None:
        self._view = view
        self._now = now
        self._keepalive = keepalive
        self._backlog = backlog
        self._epoch = epoch
        self._count = 0
        self._changed: dict[str, int] = {}
        self._pages: set[Page] = set()
        self._closed = False
        view.listen(self._tell)

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """End all streams; whoever comes now is sent away at once."""
        self._closed = True
        for page in self._pages:
            page.leave()

    async def frames(self, last_id: str | None) -> AsyncGenerator[bytes, None]:
        """Give the stream for one page, which has seen everything up to `last_id`."""
        page = Page(self._backlog)
        if self._closed:
            return
        self._pages.add(page)
        try:
            for frame in self._opening(last_id):
                yield frame
            while frame := await self._next(page):
                yield frame
        finally:
            self._pages.discard(page)

    def _tell(self, change: Change) -> None:
        self._count += 1
        for story in change.dropped:
            self._changed.pop(story, None)
        self._changed.pop(change.story, None)
        self._changed[change.story] = self._count
        for page in self._pages:
            page.add(change.story)

    def _opening(self, last_id: str | None) -> Iterable[bytes]:
        missed = self._missed(last_id)
        stories = self._view.ids() if missed is None else missed
        reached = self._id()
        hello = {
            "whole": missed is None,
            "limit": self._view.limit,
            "keepalive": self._keepalive,
            **self._vitals(),
        }
        yield f"retry: {RETRY_MS}\n\n".encode() + event("hello", _json(hello))
        for start in range(0, len(stories), BATCH):
            yield event("cards", self._cards(stories[start : start + BATCH]))
        yield event("ready", _json(self._vitals()), reached)

    def _missed(self, last_id: str | None) -> list[str] | None:
        """Name what changed since an event; None when only the whole state will do."""
        epoch, _, count = (last_id or "").rpartition("/")
        if epoch != self._epoch or not count.isdecimal() or len(count) > LONGEST_COUNT:
            return None
        return [story for story, at in self._changed.items() if at > int(count)]

    async def _next(self, page: Page) -> bytes:
        """Wait for the next frame; an empty one ends the stream."""
        if not await page.news(self._keepalive):
            return b": keepalive\n\n" + event("pulse", _json(self._vitals()))
        await asyncio.sleep(0 if page.gone else GATHER_S)
        if page.gone or self._closed:
            return b""
        stories = page.take()
        # Only a page that has everything may come back and ask for what is after this.
        return event("cards", self._cards(stories), self._id() if page.up_to_date else None)

    def _cards(self, stories: Iterable[str]) -> bytes:
        found = (self._view.card(story) for story in stories)
        return b"[" + b",".join(card.wire for card in found if card) + b"]"

    def _vitals(self) -> dict[str, object]:
        return {"now": self._now().isoformat(), "decisions": self._view.decisions()}

    def _id(self) -> str:
        return f"{self._epoch}/{self._count}"


def event(name: str, data: bytes, identity: str | None = None) -> bytes:
    """Frame one event; JSON holds no line breaks, so one data line is enough."""
    head = f"id: {identity}\n" if identity else ""
    return f"{head}event: {name}\ndata: ".encode() + data + b"\n\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
