"""Workers as processes: started, killed, halted, and started anew where one gives up by itself."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import aiohttp
import kafka_cluster

TESTS = Path(__file__).parents[1]
ROLES = "classify,correlate,alert,audit"
URL = re.compile(r"watchfloor: metrics on (http://\S+)")
METRIC = re.compile(r"^(watchfloor_\w+)(?:\{.*\})? (\S+)$", re.MULTILINE)
LOOK_SECONDS = 1.0
STOP_SECONDS = 45.0
START_SECONDS = 60.0


class Life:
    """One process of a worker, from its start to its end."""

    def __init__(self, config: Path, log: Path, point: str | None = None) -> None:
        program = ["-m", "agents.cli"] if point is None else [str(TESTS / "faults_worker.py")]
        self.log, self.point = log, point
        self.expected = False
        self.metrics: Mapping[str, float] = {}
        self.memory: Counter[int] = Counter()
        self.process: subprocess.Popen[bytes] = kafka_cluster.spawn(
            [
                *("env", f"WATCHFLOOR_POINT={point or ''}"),
                *(sys.executable, *program, "run", "--config", str(config), "--only", ROLES),
            ],
            log,
        )

    @property
    def alive(self) -> bool:
        """Say whether the process is there."""
        return self.process.poll() is None

    @property
    def url(self) -> str | None:
        """Give where the process shows its metrics, once it does."""
        found = URL.search(self.log.read_text(errors="replace"))
        return found[1] if found else None

    @property
    def halted(self) -> bool:
        """Say whether the process is stopped."""
        with suppress(OSError):
            state = (
                Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
            )
            return state == "T"
        return False

    def send(self, how: signal.Signals) -> None:
        """Send a signal."""
        self.expected = self.expected or how in (signal.SIGKILL, signal.SIGTERM)
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, how)

    async def ended(self, seconds: float) -> bool:
        """Wait for the end; say whether it came."""
        deadline = time.monotonic() + seconds
        while self.alive and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        if not self.alive:
            kafka_cluster.dismiss(self.process)
        return not self.alive

    def weigh(self) -> None:
        """Note the memory of each of its processes, in KiB, where it is more than before."""
        for pid in (self.process.pid, *children(self.process.pid)):
            self.memory[pid] = max(self.memory[pid], resident(pid))


def children(pid: int) -> list[int]:
    """Give the processes that one has started."""
    with suppress(OSError):
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def resident(pid: int) -> int:
    """Give how much memory a process holds, in KiB."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


class Crew:
    """The workers that share the work.

    `kills` counts the processes that a SIGKILL ended; `fallen` are those that ended by
    themselves, `stuck` those that did not end in order.
    """

    def __init__(self, config: Path, folder: Path) -> None:
        self.config, self.folder = config, folder
        self.lives: list[Life] = []
        self.kills = 0
        self.fallen: list[str] = []
        self.stuck: list[str] = []
        self._standing: list[Life] = []
        self._watcher: asyncio.Task[None] | None = None

    @property
    def standing(self) -> list[Life]:
        """Give the workers that are there."""
        return [life for life in self._standing if life.alive]

    def hire(self, point: str | None = None) -> Life:
        """Start a worker; it may be armed to kill itself at a point."""
        life = Life(self.config, self.folder / f"worker-{len(self.lives):03}.log", point)
        self.lives.append(life)
        self._standing.append(life)
        if self._watcher is None:
            self._watcher = asyncio.create_task(self._watch())
        return life

    async def start(self, count: int) -> list[Life]:
        """Start some workers and wait until all show their metrics."""
        hired = [self.hire() for _ in range(count)]
        async with asyncio.timeout(START_SECONDS):
            while not all(life.url for life in hired):
                await asyncio.sleep(0.1)
        return hired

    async def kill(self, life: Life) -> None:
        """End a worker at once, as `kill -9` does."""
        life.send(signal.SIGKILL)
        await life.ended(STOP_SECONDS)

    async def dismiss(self, life: Life) -> None:
        """Let a worker end in order; one that takes too long is killed."""
        life.send(signal.SIGTERM)
        if not await life.ended(STOP_SECONDS):
            self.stuck.append(f"{life.log.name} did not stop in {STOP_SECONDS:g} s")
            await self.kill(life)
        elif life.process.returncode > 0:
            self.stuck.append(f"{life.log.name} stopped with {life.process.returncode}")

    async def _watch(self) -> None:
        looked = 0.0
        while True:
            self._bury()
            if time.monotonic() - looked > LOOK_SECONDS:
                looked = time.monotonic()
                await asyncio.gather(*(look(life) for life in self.standing))
            await asyncio.sleep(0.1)

    def _bury(self) -> None:
        """Take note of those that ended, and start anew those that gave up by themselves."""
        for life in [life for life in self._standing if not life.alive]:
            self._standing.remove(life)
            kafka_cluster.dismiss(life.process)
            code = life.process.returncode
            self.kills += code == -signal.SIGKILL
            if not life.expected and life.point is None:
                self.fallen.append(f"{life.log.name} ended with {code}")
                self.hire()

    def total(self, metric: str) -> int:
        """Add a counter up over all lives, as it was last seen in each."""
        return int(sum(life.metrics.get(metric, 0.0) for life in self.lives))

    async def close(self) -> None:
        """End all workers, in order."""
        if self._watcher is not None:
            self._watcher.cancel()
        await asyncio.gather(*(look(life) for life in self.standing))
        for life in self.standing:
            life.send(signal.SIGCONT)
        await asyncio.gather(*(self.dismiss(life) for life in self.standing))

    def destroy(self) -> None:
        """End all workers at once."""
        for life in self.standing:
            life.send(signal.SIGKILL)


async def look(life: Life) -> None:
    """Read a worker's metrics and its memory; one that does not answer keeps the last ones."""
    life.weigh()
    if (url := life.url) is None:
        return
    limit = aiohttp.ClientTimeout(total=LOOK_SECONDS)
    with suppress(aiohttp.ClientError, TimeoutError):
        async with (
            aiohttp.ClientSession(timeout=limit) as session,
            session.get(f"{url}/metrics") as answer,
        ):
            text = await answer.text()
        found: Counter[str] = Counter()
        for name, value in METRIC.findall(text):
            found[name] += float(value)
        life.metrics = found
