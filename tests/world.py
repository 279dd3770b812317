"""A world for the service to run in: stand-ins that keep the truth, a configuration, the command.

Everything is real: HTTP and SMTP on loopback, and `watchfloor` as a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alerts import sinks

DATA = Path(__file__).parent / "data"
SEED = DATA / "iraq-coalition.txt"
COMMAND = [sys.executable, "-m", "agents.cli"]
KEY = "the webhook's key, sixteen long"

CONFIG = """
broker = "{broker}"
rules = ["rules.yaml"]
[kafka]
replication = 1
min_insync = 1
[desk]
port = {desk}
[log]
level = "{level}"
[sources]
{sources}
[channels.desk-slack]
type = "slack"
token = "xoxb-demo"
channel = "C0DESK"
api_url = "{slack}"
allow_private = true
[channels.amal]
type = "email"
host = "127.0.0.1"
port = {smtp}
tls = "none"
from = "Watchfloor <alerts@watchfloor.example>"
to = ["amal@watchfloor.example"]
[channels.pager]
type = "webhook"
url = "{hook}/alerts"
secret = "{key}"
allow_private = true
"""

RULES = """
rules:
  - id: iraq-coalition-withdrawal
    query: 'kind:withdrawal_talks AND country:IQ AND NOT "treaty"'
    severity: high
    notify: [desk-slack]
  - id: denied-deployments
    query: 'kind:troop_deployment AND modality:denied'
    severity: medium
    notify: [amal]
  - id: attacks-in-iraq
    query: 'kind:attack AND country:IQ AND (checkpoint OR convoy)'
    severity: critical
    notify: [pager]
"""


@dataclass
class World:
    """The stand-ins, and a folder with a configuration that names them."""

    folder: Path
    slack: sinks.Slack
    smtp: sinks.Smtp
    hook: sinks.HttpSink

    def configure(
        self,
        rules: str = RULES,
        *,
        sources: str = "",
        desk: int = 0,
        level: str = "warning",
        broker: str = "sqlite:///log.db",
    ) -> Path:
        """Write the configuration and the rules; gives the configuration's path."""
        (self.folder / "rules.yaml").write_text(rules)
        path = self.folder / "watchfloor.toml"
        text = CONFIG.format(
            broker=broker,
            slack=self.slack.api_url,
            smtp=self.smtp.port,
            hook=self.hook.url,
            key=KEY,
            sources=sources,
            desk=desk,
            level=level,
        )
        path.write_text(text)
        return path

    async def start(self, *arguments: str | Path) -> asyncio.subprocess.Process:
        """Start `watchfloor` in the folder."""
        return await asyncio.create_subprocess_exec(
            *COMMAND,
            *map(str, arguments),
            cwd=self.folder,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *arguments: str | Path, stdin: bytes = b"") -> Finished:
        """Run `watchfloor` to its end."""
        process = await self.start(*arguments)
        out, err = await asyncio.wait_for(process.communicate(stdin), 120)
        return Finished(process.returncode or 0, out.decode(), err.decode())

    def posts(self) -> list[dict[str, Any]]:
        """Give the alerts that the webhook took, in order."""
        return [json.loads(received.body) for received in self.hook.received]


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Give its output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@asynccontextmanager
async def make_world(folder: Path) -> AsyncIterator[World]:
    """Open the stand-ins."""
    async with sinks.Slack() as slack, sinks.Smtp() as smtp, sinks.HttpSink() as hook:
        yield World(folder, slack, smtp, hook)


async def end(
    process: asyncio.subprocess.Process, name: signal.Signals = signal.SIGTERM
) -> Finished:
    """Send a signal and wait for the end."""
    process.send_signal(name)
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return Finished(process.returncode or 0, out.decode(), err.decode())
