"""The watchdog: a process that stands still ends itself with traces, to be started anew.

Three things count as standing still: an event loop that does not turn, a stage that owes work and
neither reads nor moves though the broker answers, and a stop that does not come to its end. What
was under way stays uncommitted. The first and the last are told by `faulthandler`, whose thread
needs no interpreter lock, so that not even a compiled part that holds it can hang the process.
"""

from __future__ import annotations

import asyncio
import faulthandler
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import structlog

from streams.broker import Broker, Standing
from streams.errors import Transient, WatchfloorError
from streams.settings import WatchdogSettings

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0


class StoodStill(WatchfloorError):
    """A stage owed work and did none."""


class Watchdog:
    """Looks every second."""

    def __init__(
        self,
        broker: Broker,
        moved: Callable[[str], float],
        limits: WatchdogSettings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._broker, self._moved, self._limits, self._clock = broker, moved, limits, clock
        self._owes: dict[tuple[str, str], float] = {}

    async def watch(self) -> None:
        """Raise StoodStill once a stage does; meanwhile see that the loop turns."""
        turning = asyncio.ensure_future(_turn(self._limits.blocked_seconds))
        try:
            while True:
                try:
                    self.judge(await self._broker.standing())
                except Transient:
                    self._owes.clear()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            turning.cancel()

    def judge(self, standing: Mapping[str, Standing]) -> None:
        """Take in how the stages stand now; raises StoodStill."""
        now = self._clock()
        for stage, found in standing.items():
            moved = self._moved(stage)
            owed = {
                "read": (found.joining or found.unread > 0, found.read_at),
                "finished": (found.working > found.resting, moved),
            }
            for what, (owes, since) in owed.items():
                if not owes:
                    self._owes.pop((stage, what), None)
                    continue
                still = now - max(since, self._owes.setdefault((stage, what), now))
                if still > self._limits.stuck_seconds:
                    raise StoodStill(f"{stage} has {what} nothing for {still:.0f} s: {found}")


async def _turn(seconds: float) -> None:
    """Put the end of the process off for as long as the loop turns."""
    try:
        while True:
            _arm("loop", seconds)
            await asyncio.sleep(min(LOOK_SECONDS, seconds / 4))
    finally:
        _disarm("loop")


_armed: list[str] = []


def _arm(who: str, seconds: float) -> None:
    """Set the one timer there is; that of a stop is not set anew for the loop."""
    if who == "stop" or "stop" not in _armed:
        _armed[:] = [who]
        faulthandler.dump_traceback_later(seconds, exit=True)


def _disarm(who: str) -> None:
    if who in _armed:
        _armed.clear()
        faulthandler.cancel_dump_traceback_later()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End the process with traces where a block takes longer."""
    _arm("stop", seconds)
    try:
        yield
    finally:
        _disarm("stop")


def traces() -> None:
    """Write where every thread and every task stands."""
    faulthandler.dump_traceback(all_threads=True)
    for task in asyncio.all_tasks():
        sys.stderr.write(f"{task.get_name()}:\n")
        traceback.print_list(_frames(task.get_coro()), file=sys.stderr)


def _frames(waiting: Any) -> traceback.StackSummary:  # noqa: ANN401
    """Give the whole chain of a task: asyncio tells the outermost frame of it only."""
    found = []
    while waiting is not None:
        for kind in ("cr", "ag", "gi"):
            if frame := getattr(waiting, f"{kind}_frame", None):
                found.append((frame, frame.f_lineno))
                waiting = getattr(waiting, "gi_yieldfrom" if kind == "gi" else f"{kind}_await")
                break
        else:
            break
    return traceback.StackSummary.extract(iter(found))
