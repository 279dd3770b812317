"""Faults of the brokers: killed and started again, leaders that move, none at all, a full disk."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from faulty.scene import Lab, Report, Scene
from faulty.workers import moments
from kafka_cluster import Cluster, Node

from streams import topics

DISK_BYTES = 96 << 20


async def broker_kill(lab: Lab) -> Report:
    """Of three brokers a leader is killed, or two, or one ends in order so that leaders move."""
    async with lab.webhooks("broker-kill", nodes=3) as (scene, cluster):
        await scene.crew.start(2)
        downs = 0
        async with scene.feed(12):
            for pause in moments(scene, 60 * lab.pace, 3, 6):
                await asyncio.sleep(pause)
                await one_down(scene, cluster)
                downs += 1
        scene.facts = {"brokers_downed": downs}
        return await scene.settle("broker-kill")


async def one_down(scene: Scene, cluster: Cluster) -> None:
    """Take down the leader of some partition, or two nodes, for a while."""
    topic = scene.dice.choice((*(stage.reads for stage in topics.STAGES), topics.RECEIPTS))
    leader = await scene.witness.leader(topic.name, scene.dice.randrange(topic.partitions))
    down = [cluster.nodes[leader]]
    others = [node for number, node in cluster.nodes.items() if number != leader]
    if scene.dice.random() < 0.3:
        # Fewer than min.insync.replicas are left, and no quorum.
        down.append(scene.dice.choice(others))
    orderly = len(down) == 1 and scene.dice.random() < 0.4
    await asyncio.gather(*(asyncio.to_thread(n.stop if orderly else n.kill) for n in down))
    await asyncio.sleep(scene.dice.uniform(2, 8))
    await started(*down)


async def started(*nodes: Node) -> None:
    """Start nodes and wait until they are ready."""
    for node in nodes:
        node.start()
    await asyncio.gather(*(asyncio.to_thread(node.wait_ready) for node in nodes))


async def brokers_down(lab: Lab) -> Report:
    """All brokers are killed and stay away for two minutes."""
    async with lab.webhooks("brokers-down", nodes=3) as (scene, cluster):
        await scene.crew.start(2)
        async with scene.feed(8):
            await asyncio.sleep(8)
            await asyncio.to_thread(cluster.kill)
            await asyncio.sleep(lab.down_seconds)
            await started(*cluster.nodes.values())
        return await scene.settle("brokers-down")


async def disk_full(lab: Lab) -> Report:
    """The broker's disk is full for a while; it is started again where it died of it."""
    fault = "disk-full"
    with small_disk(lab.folder / fault / "disk") as disk:
        async with lab.webhooks(fault, log_dirs={1: disk / "data"}) as (scene, cluster):
            await scene.crew.start(2)
            async with scene.feed(12):
                await asyncio.sleep(8)
                ballast = disk / "ballast"
                await asyncio.to_thread(fill, ballast)
                await asyncio.sleep(20 * lab.pace)
                died = not cluster.nodes[1].running
                ballast.unlink()
                await started(cluster.nodes[1])
            scene.facts = {"broker_died_of_it": died}
            return await scene.settle(fault)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a small file system."""
    folder.mkdir()
    size = f"size={DISK_BYTES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True)  # noqa: S607
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)  # noqa: S607


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(bytes(1 << 16))
