"""What both of our Faust transports share: strict offsets, and a producer that is not used.

Offsets move only after the work is durable. That replaces what Faust derives from its own
acknowledgements, which say that an agent let go of a record, not that its work was done
(ARCHITECTURE.md, "Which traps of Faust are closed?").
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Final

import structlog
from faust.transport.producer import Producer as FaustProducer
from faust.types import TP, Message

from streams.errors import Unavailable
from streams.offsets import Progress, Verdict

log = structlog.get_logger(__name__)

LEAVE_SECONDS: Final = 8.0
"""How long what is under way may take when partitions go to another worker."""


class StrictOffsets:
    """Commits up to the first delivered and unfinished record of each partition.

    Before partitions are given back, what is under way in the app's lanes ends and is committed.
    `holes` counts how often it had to go back for records that were passed over.
    """

    app: Any
    assignment: Any
    commit: Any
    seek_wait: Any
    _acked: Any
    _acked_index: Any
    _gap: Any
    _committed_offset: Any
    _commit: Any

    holes = 0

    @property
    def progress(self) -> Progress:
        """What was delivered and what is finished."""
        found: Progress | None = self.__dict__.get("_progress")
        if found is None:
            found = self.__dict__["_progress"] = Progress()
        return found

    def current(self, generation: int) -> bool:
        """Say whether a message of that generation is still this consumer's."""
        return bool(generation == self.app.consumer_generation_id)

    def finish(self, tp: tuple[str, int], offset: int, generation: int) -> None:
        """Say that the work on a message is durable; a message of an old assignment is ignored."""
        if self.current(generation):
            self.progress.finish(tp, offset)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:  # noqa: ASYNC109
        """Fetch records, each of a partition behind its predecessor."""
        doubted: set[TP] = set()
        async for tp, message in super().getmany(timeout):  # type: ignore[misc]
            if tp in doubted:
                continue
            verdict = self.progress.deliver(tp, message.offset)
            if verdict is Verdict.WORK:
                yield tp, message
            elif verdict is Verdict.HOLE:
                doubted.add(tp)
        for tp in doubted:
            await self._go_back(tp)

    async def _go_back(self, tp: TP) -> None:
        if self.progress.point(tp) is None:
            return
        self.holes += 1
        try:
            await self.seek_wait({tp: self.progress.next(tp)})
        except Exception as error:  # noqa: BLE001  # it was taken away meanwhile, or is tried again
            log.warning("could not go back", topic=tp.topic, cause=repr(error))

    async def wait_empty(self) -> None:
        """Commit what is finished; whether Faust's streams are empty says nothing of that."""
        await self.commit()

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Keep no list of holes of Faust's own."""

    def _new_offset(self, tp: TP) -> int | None:
        self._acked[tp].clear()
        self._acked_index[tp].clear()
        return self.progress.point(tp)

    def _filter_tps_with_pending_acks(self, topics: Any = None) -> Iterator[TP]:
        for place in self.progress.points():
            tp = TP(*place)
            if topics is None or tp in topics or tp.topic in topics:
                yield tp

    async def _commit_offsets(
        self,
        offsets: Mapping[TP, int],
        start_new_transaction: bool = True,  # noqa: ARG002, FBT001, FBT002  # Faust's signature
    ) -> bool:
        """Commit; only what the broker took is held to be committed, the rest is tried again."""
        assigned = self.assignment()
        kept = {tp: offset for tp, offset in offsets.items() if tp in assigned}
        if not kept or not await self._commit(kept):
            return False
        self._committed_offset.update(kept)
        return True

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """End what is under way, commit it, and only then let go."""
        await self.app.lanes.leave(LEAVE_SECONDS)
        await super().on_partitions_revoked(revoked)  # type: ignore[misc]

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Forget the records of the last assignment: they are read again."""
        self.progress.forget()
        self.app.lanes.open()
        await super().on_partitions_assigned(assigned, generation_id)  # type: ignore[misc]

    async def perform_seek(self) -> None:
        """Forget the records after the committed offset: they are read again."""
        self.progress.forget()
        try:
            await super().perform_seek()  # type: ignore[misc]
        except Unavailable as error:
            log.warning("could not seek", cause=str(error))
            return
        for tp in self.assignment():
            self.progress.begin(tp, self._committed_offset[tp] or 0)


class Producer(FaustProducer):
    """Writes nothing: what is written goes through the broker's port, awaited."""

    async def create_topic(self, *_: Any, **__: Any) -> None:
        """Leave topics to the broker's port."""

    async def flush(self) -> None:
        """Have nothing to wait for."""

    def supports_headers(self) -> bool:
        """Say that records carry headers."""
        return True
