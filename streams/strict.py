"""Offsets that move only after the work is durable: a mixin for Faust's consumers.

It replaces what Faust derives from its own acknowledgements, which say that an agent let go of a
record, not that its work was done (ARCHITECTURE.md, "Which traps of Faust are closed?").
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from faust.types import TP, Message

from streams.offsets import Progress


class StrictOffsets:
    """Commits up to the first delivered and unfinished record of each partition."""

    app: Any
    _acked: Any
    _acked_index: Any
    _gap: Any
    _committed_offset: Any
    assignment: Any

    @property
    def progress(self) -> Progress:
        """What was delivered and what is finished."""
        found: Progress | None = self.__dict__.get("_progress")
        if found is None:
            found = self.__dict__["_progress"] = Progress()
        return found

    def finish(self, message: Message) -> None:
        """Say that the work on a message is durable; a message of an old assignment is ignored."""
        if message.generation_id == self.app.consumer_generation_id:
            self.progress.finish(message.tp, message.offset)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:  # noqa: ASYNC109
        """Fetch records and note those that go to agents."""
        async for tp, message in super().getmany(timeout):  # type: ignore[misc]
            tracked = self.app.topics.acks_enabled_for(message.topic)
            if not tracked or self.progress.deliver(tp, message.offset):
                yield tp, message

    def _new_offset(self, tp: TP) -> int | None:
        self._acked[tp].clear()
        self._acked_index[tp].clear()
        self._gap[tp].clear()
        return self.progress.point(tp)

    def _filter_tps_with_pending_acks(self, topics: Any = None) -> Iterator[TP]:
        for place in self.progress.points():
            tp = TP(*place)
            if topics is None or tp in topics or tp.topic in topics:
                yield tp

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Forget the records of the last assignment: they are read again."""
        self.progress.forget()
        await super().on_partitions_assigned(assigned, generation_id)  # type: ignore[misc]

    async def perform_seek(self) -> None:
        """Forget the records after the committed offset: they are read again."""
        self.progress.forget()
        await super().perform_seek()  # type: ignore[misc]
        for tp in self.assignment():
            if self.app.topics.acks_enabled_for(tp.topic):
                self.progress.begin(tp, self._committed_offset[tp] or 0)
