"""Ten times the usual load: what cannot be worked off waits in Kafka, never in memory."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from faulty.crew import Crew
from faulty.scene import Lab, Report, Scene

USUAL, BURST = 100.0, 1000.0
MEMORY_LIMIT_MIB = 1024


async def burst(lab: Lab) -> Report:
    """Ten times as many articles as usual come for a while; the lag grows and drains."""
    async with lab.webhooks("burst", waits=(0.0,)) as (scene, _):
        await scene.crew.start(2)
        async with scene.feed(USUAL):
            await asyncio.sleep(10)
        usual = memory(scene.crew)
        peak = [0]
        watching = asyncio.create_task(watch(scene, peak))
        async with scene.feed(BURST):
            await asyncio.sleep(20 * lab.pace)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        report = await scene.settle("burst")
        most = memory(scene.crew)
        scene.facts |= {"lag_peak": peak[0], "usual_mib": usual, "burst_mib": most}
        if max(sum(parts) for parts in most) > MEMORY_LIMIT_MIB:
            scene.problems.append("a worker held more memory than it may")
        return report


async def watch(scene: Scene, peak: list[int]) -> None:
    """Note the longest lag."""
    while True:
        peak[0] = max(peak[0], await scene.witness.lag() or 0)
        await asyncio.sleep(1)


def memory(crew: Crew) -> list[list[int]]:
    """Give the most memory that each process of each worker held so far, in MiB."""
    return [[kib >> 10 for kib in life.memory.values()] for life in crew.lives]
