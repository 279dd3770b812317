"""Lanes: what a stage works on side by side, each lane in the order of the log.

A lane holds its first messages whole and of those behind them the place only, which are read again
when it is their turn. So what waits for a dead channel costs next to no memory, delays no other
lane, and stays in order.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, NamedTuple


@dataclass(frozen=True, slots=True)
class Record:
    """A message as it stands on its topic, and the assignment in which it was read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    timestamp: float
    generation: int = 0

    @property
    def place(self) -> Place:
        """Give where it stands."""
        return Place(self.topic, self.partition, self.offset, self.generation)


class Place(NamedTuple):
    """Where a message stands, to read it again."""

    topic: str
    partition: int
    offset: int
    generation: int

    def __str__(self) -> str:
        return f"{self.topic}/{self.partition}/{self.offset}"


_lanes: Final[ContextVar[Lanes | None]] = ContextVar("lanes", default=None)


async def rest(seconds: float) -> None:
    """Pause between two attempts; a lane that is left ends it as a cancellation."""
    lanes = _lanes.get()
    if lanes is None:
        await asyncio.sleep(seconds)
    else:
        await lanes.rest(seconds)


class Lanes:
    """Keeps messages of one lane in order while other lanes go on.

    `put` waits while `limit` messages are under way, so that more than that ends as lag in the
    log, never as memory; of a lane's messages `hand` are held whole, and `load` reads the others
    again. An error out of `run` goes to `fail` and stops all.
    """

    def __init__(
        self,
        run: Callable[[Record], Awaitable[None]],
        *,
        load: Callable[[Place], Awaitable[Record]],
        fail: Callable[[BaseException], None],
        limit: int,
        hand: int,
    ) -> None:
        self._run, self._load, self._fail = run, load, fail
        self._limit, self._hand = limit, hand
        self._queues: dict[str, deque[Record | Place]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way = 0
        self._room = asyncio.Event()
        self._leaving = asyncio.Event()
        self.resting = 0
        self.put_at = 0.0

    async def put(self, lane: str, record: Record) -> None:
        """Add a message to its lane; one that comes while the lanes are left is dropped."""
        while self.full and not self._leaving.is_set():
            self._room.clear()
            await self._room.wait()
        if self._leaving.is_set():
            return
        self._under_way += 1
        self.put_at = time.monotonic()
        if (queue := self._queues.get(lane)) is not None:
            queue.append(record if len(queue) < self._hand else record.place)
            return
        self._queues[lane] = deque([record])
        task = asyncio.get_running_loop().create_task(self._work(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, lane: str) -> None:
        _lanes.set(self)
        queue = self._queues[lane]
        try:
            while queue and not self._leaving.is_set():
                item = queue[0]
                await self._run(await self._load(item) if isinstance(item, Place) else item)
                queue.popleft()
                self._under_way -= 1
                self._room.set()
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001  # it ends the process
            self._fail(error)
        finally:
            self._under_way -= len(queue)
            del self._queues[lane]

    async def rest(self, seconds: float) -> None:
        """Pause one lane; leaving the lanes ends the pause as a cancellation."""
        self.resting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._leaving.wait()
        except TimeoutError:
            return
        finally:
            self.resting -= 1
        raise asyncio.CancelledError

    @property
    def full(self) -> bool:
        """Say whether no more is taken in."""
        return self._under_way >= self._limit

    @property
    def waiting(self) -> dict[str, int]:
        """How many messages are under way in each lane."""
        return {lane: len(queue) for lane, queue in self._queues.items()}

    async def leave(self, seconds: float) -> bool:
        """End what is under way and drop the rest; cancel what is late, and then give False."""
        self._leaving.set()
        self._room.set()
        if not self._tasks:
            return True
        _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return not late

    def open(self) -> None:
        """Take messages again."""
        self._leaving.clear()
