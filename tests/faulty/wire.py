"""Faults on the wire between the workers and Kafka."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from faulty.scene import WAITS, Lab, Report, spread, webhook_channels
from kafka_cluster import HOST, free_ports
from proxy import Proxy

from streams import topics

CALM_SECONDS = 5.0
MEGABIT = 125_000


def troubles(proxy: Proxy) -> list[tuple[float, Callable[[], None]]]:
    """List what goes wrong, each with how many seconds it lasts."""
    return [
        (16.0, proxy.blackhole),  # longer than a session, so that the group gives the work away
        (5.0, partial(proxy.blackhole, drop=True)),
        (8.0, partial(proxy.reset_after, 20_000)),
        (8.0, partial(proxy.reset_after, 300)),
        (10.0, partial(proxy.slow, 0.4, MEGABIT)),
        (8.0, proxy.refuse),
        (0.5, proxy.cut),
    ]


async def wire(lab: Lab) -> Report:
    """The workers' way to Kafka is a black hole, resets, is slow, or is refused."""
    fault = "wire"
    async with AsyncExitStack() as stack:
        [door] = free_ports(1)
        cluster = await stack.enter_async_context(lab.kafka(fault, advertised={1: door}))
        proxy = await stack.enter_async_context(Proxy(HOST, cluster.external[0], port=door))
        names = spread(topics.OUTBOX.partitions)
        truth, channels = await webhook_channels(stack, names, WAITS, lab.dice(fault))
        scene = await stack.enter_async_context(
            lab.scene(fault, cluster, names, channels, truth, broker=f"{HOST}:{door}")
        )
        await scene.crew.start(2)
        async with scene.feed(12):
            for seconds, begin in troubles(proxy) * max(1, round(lab.pace)):
                await asyncio.sleep(CALM_SECONDS)
                begin()
                await asyncio.sleep(seconds)
                proxy.pass_through()
        return await scene.settle(fault)
