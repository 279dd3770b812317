"""`watchfloor doctor`: whether all that a service needs is in order."""

from __future__ import annotations

import asyncio
import platform
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import click

from agents.commands import output, store
from agents.commands.configuration import broker_option, config_option, load
from agents.commands.deadletters import letters
from agents.commands.output import as_json
from agents.desk.app import check_bind
from agents.desk.feed import token_of
from agents.parts import open_coder, open_kinds, open_plugin, open_rules
from streams import topics
from streams.errors import ConfigError, InputError, WatchfloorError
from streams.settings import Settings
from streams.store import path_of

PINNED: Final = {"faust-streaming": "0.15.3", "mode-streaming": "0.7.1", "aiokafka": "0.14.0"}
LOW_DISK: Final = 1 << 30
SQLITE: Final = (3, 35)
Check = Callable[[Settings], str]


class Warned(Exception):
    """A check that found something to look at."""


@click.command("doctor")
@config_option
@broker_option
@as_json
@click.pass_context
def command(ctx: click.Context, config: Path | None, broker: str | None, *, as_json: bool) -> None:
    """Check the configuration, the rules, the log, the disk and the parts; touches nothing.

    Exits with 2 where a service would not start.
    """
    settings = load(config, broker)
    found = list(_results(settings))
    output.rows(found, as_json=as_json)
    failed = any(row["result"] == "FAIL" for row in found)
    ctx.exit(output.BAD_INPUT if failed else output.OK)


def _results(settings: Settings) -> Iterator[dict[str, Any]]:
    for name, check in CHECKS.items():
        try:
            result, said = "ok", check(settings)
        except Warned as warning:
            result, said = "warn", str(warning)
        except WatchfloorError as error:
            result, said = "FAIL", str(error)
        yield {"check": name, "result": result, "about": said}


def _python(_: Settings) -> str:
    if sqlite3.sqlite_version_info < SQLITE:
        raise Warned(f"SQLite {sqlite3.sqlite_version} is old; 3.35 or newer is tested")
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def _pins(_: Settings) -> str:
    found = {name: version(name) for name in PINNED}
    if wrong := [f"{name} {found[name]}" for name in PINNED if found[name] != PINNED[name]]:
        raise Warned(f"{', '.join(wrong)}: the guarantees were tested with {PINNED}")
    return ", ".join(f"{name} {number}" for name, number in found.items())


def _coder(settings: Settings) -> str:
    open_coder(settings)
    names = ", ".join(kind.name for kind in open_kinds(settings))
    return f"{names}: each passes its own examples"


def _rules(settings: Settings) -> str:
    rules = open_rules(settings)
    if rules.warnings:
        raise Warned("\n".join(rules.warnings))
    return f"{len(rules)} rules"


def _channels(settings: Settings) -> str:
    for name, plugin in settings.channels.items():
        open_plugin("alerts.channels", name, plugin)
    return ", ".join(f"{name} ({p.type})" for name, p in settings.channels.items())


def _sources(settings: Settings) -> str:
    for name, plugin in settings.sources.items():
        open_plugin("streams.sources", name, plugin, name, None)
    return ", ".join(f"{name} ({p.type})" for name, p in settings.sources.items())


def _desk(settings: Settings) -> str:
    desk = settings.desk
    check_bind(desk.host, token_of(desk))
    with socket.socket() as door:
        door.settimeout(1)
        if desk.port and door.connect_ex((desk.host, desk.port)) == 0:
            raise Warned(f"{desk.host}:{desk.port} is taken, maybe by a running service")
    return f"{desk.host}:{desk.port} is free"


def _log(settings: Settings) -> str:
    try:
        return asyncio.run(_looked_at(settings))
    except InputError:
        return "no log yet; the first run makes it"


async def _looked_at(settings: Settings) -> str:
    async with store.opened(settings) as port:
        ends = await port.ends()
        if missing := set(topics.BY_NAME) - {place.topic for place in ends}:
            raise ConfigError(
                f"no topic {', '.join(sorted(missing))}; `watchfloor topics create` makes them"
            )
        waiting = len(await letters(port))
        kind = port.kind
    if waiting:
        raise Warned(f"{waiting} dead letters wait; see `watchfloor deadletters`")
    return f"{kind}: {sum(ends.values())} records written"


def _disk(settings: Settings) -> str:
    if not settings.broker.startswith("sqlite:"):
        return "the broker's own"
    folder = path_of(settings.broker)[0].resolve().parent
    free = shutil.disk_usage(folder).free if folder.exists() else 0
    if free < LOW_DISK:
        raise Warned(f"{free / 1e6:.0f} MB free in {folder}; the log stops taking articles at 0")
    return f"{free / 1e9:.1f} GB free"


CHECKS: Final[dict[str, Check]] = {
    "python": _python,
    "pinned parts": _pins,
    "event kinds": _coder,
    "rules": _rules,
    "channels": _channels,
    "sources": _sources,
    "desk": _desk,
    "log": _log,
    "disk": _disk,
}
