"""Faults of the workers: killed at random and at named points, joining and leaving, hanging."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator

import faults_worker
from faulty.crew import Crew
from faulty.scene import Lab, Report, Scene

from streams.strict import LEAVE_SECONDS

SLEEPY = "[watchdog]\nblocked_seconds = 120"
"""A watchdog that lets a worker wake that was halted, to go on with work that is not its own."""
HANG_SECONDS = 6.0
STUCK_SECONDS = 22.0
"""How long an armed worker may go without coming to its point, before it leaves in order."""


async def kill_9(lab: Lab) -> Report:
    """One of two workers is killed every 4 to 15 seconds and started again at once."""
    async with lab.webhooks("kill-9") as (scene, _):
        await scene.crew.start(2)
        async with scene.feed(12):
            for pause in moments(scene, 80 * lab.pace, 4, 15):
                await asyncio.sleep(pause)
                if here := scene.crew.standing:
                    await scene.crew.kill(scene.dice.choice(here))
                scene.crew.hire()
        return await scene.settle("kill-9")


def moments(scene: Scene, seconds: float, shortest: float, longest: float) -> Iterator[float]:
    """Give pauses between two of something, until the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield scene.dice.uniform(shortest, longest)


class Round:
    """The points that are still to be come to; one that was missed is tried once more."""

    def __init__(self, points: Iterable[str]) -> None:
        self._left = deque(points)
        self._missed: Counter[str] = Counter()
        self.reached: set[str] = set()

    def __iter__(self) -> Iterator[str]:
        while self._left:
            yield self._left.popleft()

    def note(self, point: str, *, reached: bool) -> None:
        """Note how it went."""
        if reached:
            self.reached.add(point)
        elif not self._missed[point]:
            self._missed[point] += 1
            self._left.append(point)

    @property
    def missed(self) -> list[str]:
        """Name the points that were never come to."""
        return sorted(set(faults_worker.POINTS) - self.reached)


async def named_points(lab: Lab) -> Report:
    """Three workers kill themselves before and after intent, send, receipt, commit and the rest."""
    # Only who holds a stage writes its rows, so two are armed with these points.
    once = [p for point in faults_worker.POINTS for p in (point,) * (1 + point.endswith("rows"))]
    left = Round(once * max(1, round(lab.pace)))
    async with lab.webhooks("named-points") as (scene, _):
        async with scene.feed(12):
            await asyncio.gather(*(die_in_turn(scene, left) for _ in range(3)))
        scene.facts = {"points_missed": left.missed}
        await scene.crew.start(2)
        return await scene.settle("named-points")


async def die_in_turn(scene: Scene, points: Round) -> None:
    """Start one armed worker after another until no point is left."""
    for point in points:
        life = scene.crew.hire(f"{point}:{scene.dice.randint(1, 4)}:SIGKILL")
        ended = await life.ended(STUCK_SECONDS)
        points.note(point, reached=ended and life.process.returncode == -signal.SIGKILL)
        if not ended:
            await scene.crew.dismiss(life)


async def zombies(lab: Lab) -> Report:
    """A worker halts at a named point, another takes its work over, and it wakes and goes on."""
    left = Round(faults_worker.POINTS * max(1, round(lab.pace)))
    async with lab.webhooks("zombies", more=SLEEPY) as (scene, _):
        await scene.crew.start(1)
        async with scene.feed(12):
            await asyncio.gather(*(halt_in_turn(scene, left) for _ in range(4)))
        scene.facts = {"points_missed": left.missed}
        return await scene.settle("zombies")


async def halt_in_turn(scene: Scene, points: Round) -> None:
    """Start one worker after another that halts at its point and wakes when it is written off."""
    for point in points:
        life = scene.crew.hire(f"{point}:{scene.dice.randint(1, 4)}:SIGSTOP")
        deadline = time.monotonic() + STUCK_SECONDS
        while not life.halted and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        points.note(point, reached=life.halted)
        if life.halted:
            await asyncio.sleep(scene.dice.uniform(11, 15))
            life.send(signal.SIGCONT)
            await asyncio.sleep(4)
        await scene.crew.dismiss(life)


async def rebalance_storm(lab: Lab) -> Report:
    """One to four workers join and leave a fresh group, in order and by kill -9."""
    async with lab.webhooks("rebalance-storm") as (scene, _):
        # There before any commit is.
        await scene.publish(200)
        crew = scene.crew
        crew.hire()
        async with scene.feed(12):
            for pause in moments(scene, 75 * lab.pace, 3, 9):
                await asyncio.sleep(pause)
                await join_or_leave(scene, crew)
        if not crew.standing:
            crew.hire()
        return await scene.settle("rebalance-storm")


async def join_or_leave(scene: Scene, crew: Crew) -> None:
    """Let one worker come, or one go."""
    here = crew.standing
    if len(here) <= 1 or (len(here) < 4 and scene.dice.random() < 0.5):
        crew.hire()
    elif scene.dice.random() < 0.5:
        await crew.kill(scene.dice.choice(here))
    else:
        await crew.dismiss(scene.dice.choice(here))


async def takeover(lab: Lab) -> Report:
    """A worker hangs before any commit exists, another joins, and takes over all when it dies."""
    async with lab.webhooks("takeover") as (scene, _):
        # There before any commit is.
        await scene.publish(200)
        hung = scene.crew.hire("before-outcome:1:HANG")
        await asyncio.sleep(HANG_SECONDS)
        async with scene.feed(12):
            scene.crew.hire()
            # Longer than a worker that is to give work back waits for what is under way.
            await asyncio.sleep(HANG_SECONDS + LEAVE_SECONDS)
            await scene.crew.kill(hung)
        return await scene.settle("takeover")
