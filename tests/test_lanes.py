"""What a stage works on side by side, in order within a lane, and how that ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from streams import lanes as module
from streams.lanes import Lanes, Place, Record


def record(lane: str, offset: int = 0) -> Record:
    """Make a record whose value says its lane and offset."""
    return Record("outbox", 0, offset, lane.encode(), f"{lane} {offset}".encode(), 1.0, 7)


def said(found: Record) -> str:
    """Give what a record says."""
    return (found.value or b"").decode()


def make(
    run: Callable[[Record], Any],
    *,
    limit: int = 10,
    hand: int = 10,
    fail: Callable[[BaseException], Any] = pytest.fail,
) -> tuple[Lanes, list[Place]]:
    """Make lanes over a log that gives any record, and the list of what was read again."""
    loaded: list[Place] = []

    async def load(place: Place) -> Record:
        loaded.append(place)
        return record("again", place.offset)

    return Lanes(run, load=load, fail=fail, limit=limit, hand=hand), loaded


async def test_one_slow_lane_delays_no_other_and_keeps_its_own_order() -> None:
    """Lanes go side by side; within a lane one after another."""
    gate, done = asyncio.Event(), []

    async def run(found: Record) -> None:
        if said(found) == "slow 1":
            await gate.wait()
        done.append(said(found))

    lanes, _ = make(run)
    for lane in ("slow", "fast"):
        for offset in (1, 2):
            await lanes.put(lane, record(lane, offset))
    await asyncio.sleep(0.01)
    assert done == ["fast 1", "fast 2"]
    assert lanes.waiting == {"slow": 2}
    gate.set()
    await asyncio.sleep(0.01)
    assert done == ["fast 1", "fast 2", "slow 1", "slow 2"]
    assert lanes.waiting == {}


async def test_lanes_take_no_more_than_their_limit() -> None:
    """Past the limit the reader waits: the rest stays in the log, not in memory."""
    gate = asyncio.Event()

    async def run(_: Record) -> None:
        await gate.wait()

    lanes, _ = make(run, limit=3)
    for offset in range(3):
        await lanes.put(str(offset), record("x", offset))
    assert lanes.full
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(lanes.put("4", record("x", 4)), 0.05)
    gate.set()
    await asyncio.wait_for(lanes.put("4", record("x", 4)), 1)
    await lanes.leave(1)


async def test_of_what_waits_far_behind_only_the_place_is_held() -> None:
    """It is read again when it is its turn, in the order of the log."""
    gate, done = asyncio.Event(), []

    async def run(found: Record) -> None:
        await gate.wait()
        done.append(found.offset)

    lanes, loaded = make(run, hand=3)
    for offset in range(10):
        await lanes.put("dead", record("dead", offset))
    gate.set()
    await asyncio.sleep(0.01)
    assert done == list(range(10))
    assert [place.offset for place in loaded] == list(range(3, 10))
    assert {place.generation for place in loaded} == {7}


async def test_an_error_that_leaves_the_guard_stops_all() -> None:
    """The lane reports it and goes no further."""
    failed: list[BaseException] = []

    async def run(found: Record) -> None:
        if found.offset == 0:
            raise RuntimeError("bad")
        failed.append(AssertionError("went on"))

    lanes, _ = make(run, fail=failed.append)
    await lanes.put("lane", record("x", 0))
    await lanes.put("lane", record("x", 1))
    await asyncio.sleep(0.01)
    assert [str(error) for error in failed] == ["bad"]
    assert not lanes.full
    assert lanes.waiting == {}


async def test_leaving_ends_what_is_under_way_and_drops_the_rest() -> None:
    """What is late is cancelled; what comes meanwhile is dropped; then all is open again."""
    done: list[int] = []

    async def run(found: Record) -> None:
        await asyncio.sleep(60 if found.offset == 9 else 0.02)
        done.append(found.offset)

    lanes, _ = make(run, limit=4)
    for lane, offset in (("a", 0), ("a", 1), ("b", 9)):
        await lanes.put(lane, record("x", offset))
    await asyncio.sleep(0)
    assert not await lanes.leave(0.1)
    assert done == [0]
    await lanes.put("a", record("x", 2))
    assert lanes.waiting == {}
    lanes.open()
    for offset in range(3, 7):
        await lanes.put(str(offset), record("x", offset))
    await asyncio.sleep(0)
    assert await lanes.leave(1)
    assert done == [0, 3, 4, 5, 6]


async def test_who_waits_for_room_is_let_go_when_the_lanes_are_left() -> None:
    """A reader that waits to put its message does not wait for ever."""

    async def run(_: Record) -> None:
        await asyncio.sleep(60)

    lanes, _ = make(run, limit=1)
    await lanes.put("a", record("a"))
    waiting = asyncio.create_task(lanes.put("b", record("b")))
    await asyncio.sleep(0)
    await lanes.leave(0.01)
    await asyncio.wait_for(waiting, 1)
    assert lanes.waiting == {}


async def test_leaving_ends_a_pause_at_once() -> None:
    """What rests between two attempts is not waited for, and is left unfinished."""
    done: list[int] = []

    async def run(found: Record) -> None:
        await module.rest(60)
        done.append(found.offset)

    lanes, _ = make(run)
    await lanes.put("a", record("a"))
    await asyncio.sleep(0.01)
    assert lanes.resting == 1
    async with asyncio.timeout(1):
        assert await lanes.leave(60)
    assert done == []
    assert lanes.resting == 0


async def test_a_pause_outside_of_lanes_is_a_pause() -> None:
    """It lasts as long as it says."""
    started = asyncio.get_running_loop().time()
    await module.rest(0.05)
    assert asyncio.get_running_loop().time() - started >= 0.05
