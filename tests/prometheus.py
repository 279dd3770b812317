"""A real Prometheus for the tests: Debian's package, unpacked into the cache and never installed.

So nobody's machine gets a service from it. A Prometheus on the path comes first.

    async with serving(folder, arguments, port) as prometheus:
        await prometheus.query("up")

Run as a program it brings Prometheus, and prints nothing when it is there.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import kafka_cluster
import pytest

from streams import topics
from streams.messages import Reason
from streams.telemetry import Metrics

NAMES = ("prometheus", "promtool")
START_SECONDS = 30.0
CLOSED: dict[str, set[str]] = {
    "reason": {reason.value for reason in Reason},
    "outcome": {reason.value for reason in Reason},
    "stage": {stage.name for stage in topics.STAGES},
    "topic": set(topics.BY_NAME),
}
"""What the labels with closed lists may be."""


class Missing(Exception):
    """There is no Prometheus and it cannot be had; the text is for whoever reads a test's skip."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"no Prometheus here ({why}): put `prometheus` and `promtool` on the path, "
            "or run the tests as root on Debian"
        )


@dataclass(frozen=True, slots=True)
class Tools:
    """The paths of the two programs."""

    prometheus: str
    promtool: str


def cache() -> Path:
    """Give the folder that the package is unpacked into."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "watchfloor"


def find() -> Tools | None:
    """Give the programs: the machine's own, or those that were unpacked."""
    unpacked = str(cache() / "prometheus" / "usr" / "bin")
    for places in (None, unpacked):
        found = [shutil.which(name, path=places) for name in NAMES]
        if all(found):
            return Tools(*map(str, found))
    return None


def tools() -> Tools:
    """Give the programs, brought the first time; raises Missing."""
    if (found := find()) is None:
        bring()
        found = find()
    if found is None:
        raise Missing("the package does not hold it")
    return found


def required() -> Tools:
    """Give the programs; without them a test fails in CI and is skipped elsewhere."""
    try:
        return tools()
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


def bring() -> None:
    """Let apt download the package, and unpack it; raises Missing."""
    for name in ("apt-get", "dpkg-deb"):
        if shutil.which(name) is None:
            raise Missing(f"no {name} either")
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="part-") as part:
        if _run("apt-get", "download", "prometheus", folder=part) and os.geteuid() == 0:
            # A fresh machine has no lists of packages, or old ones.
            _run("apt-get", "update", folder=part)
            _run("apt-get", "download", "prometheus", folder=part)
        package = next(Path(part).glob("prometheus_*.deb"), None)
        if package is None:
            raise Missing("apt cannot download it")
        unpacked = Path(part) / "unpacked"
        _run("dpkg-deb", "--extract", str(package), str(unpacked), folder=part)
        with suppress(OSError):  # somebody else may have been faster, with the same package
            unpacked.rename(cache() / "prometheus")


def _run(*command: str, folder: str) -> int:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


@dataclass(frozen=True, slots=True)
class Prometheus:
    """A Prometheus that runs, by its HTTP API."""

    url: str

    async def query(self, expression: str) -> list[dict[str, Any]]:
        """Give what an expression is now; raises ValueError with what Prometheus says is wrong."""
        return list((await self.get("query", query=expression))["result"])

    async def query_range(
        self, expression: str, seconds: float, step: float = 1.0
    ) -> list[dict[str, Any]]:
        """Give what an expression was in the last seconds."""
        now = time.time()
        found = await self.get(
            "query_range",
            query=expression,
            start=str(now - seconds),
            end=str(now),
            step=str(step),
        )
        return list(found["result"])

    async def get(self, what: str, **parameters: str) -> Any:
        """Ask the API; raises ValueError with what Prometheus says is wrong."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.url}/api/v1/{what}", params=parameters) as answer,
        ):
            found = await answer.json()
        if found["status"] != "success":
            raise ValueError(f"{parameters}: {found['error']}")
        return found["data"]

    async def ready(self) -> bool:
        """Say whether it answers."""
        async with aiohttp.ClientSession() as session:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{self.url}/-/ready") as answer:
                    return answer.ok
        return False

    async def up(self) -> dict[str, bool]:
        """Say of each target whether its last scrape went well."""
        found = (await self.get("targets", state="active"))["activeTargets"]
        return {each["labels"]["instance"]: each["health"] == "up" for each in found}


@asynccontextmanager
async def serving(folder: Path, arguments: Sequence[str], port: int) -> AsyncIterator[Prometheus]:
    """Run a Prometheus with these arguments for the length of a block; it listens on the port."""
    command = [tools().prometheus, "--log.level=warn", *arguments]
    process = kafka_cluster.spawn(command, folder / "prometheus.log")
    try:
        running = Prometheus(f"http://{kafka_cluster.HOST}:{port}")
        async with asyncio.timeout(START_SECONDS):
            while not await running.ready():
                if process.poll() is not None:
                    raise RuntimeError(f"Prometheus ended; see {folder / 'prometheus.log'}")
                await asyncio.sleep(0.1)
        yield running
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, START_SECONDS)
        kafka_cluster.dismiss(process)


def series() -> dict[str, set[str]]:
    """Give the names under which the program's metrics are scraped, each with its labels."""
    found: dict[str, set[str]] = {}
    for metric, names in Metrics().registry._collector_to_names.items():
        # The first name is the metric's own; a counter's and a histogram's series have a suffix.
        labels = set(getattr(metric, "_labelnames", ()))
        found |= dict.fromkeys(names[1:] or names, labels)
    return found


def unknown(expression: str) -> set[str]:
    """Give what an expression names that the program does not have."""
    known = series()
    wrong = {name for name in re.findall(r"watchfloor_\w+", expression) if name not in known}
    for name, matchers in re.findall(r"(watchfloor_\w+)\{(.*?)\}", expression):
        for label, values in re.findall(r'(\w+)[=!~]+"(.*?)"', matchers):
            wrong |= {label} - known.get(name, set())
            wrong |= set(values.split("|")) - CLOSED.get(label, set(values.split("|")))
    labels = {"le", "instance", "alertname", "severity"}.union(*known.values())
    for names in re.findall(r"\b(?:by|on) \((.*?)\)", expression):
        wrong |= set(filter(None, names.split(", "))) - labels
    return wrong


if __name__ == "__main__":
    try:
        tools()
    except Missing as missing:
        sys.stderr.write(f"{missing}\n")
