"""`watchfloor deadletters`: what could not be processed, why, and another try."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from agents.commands import output, store
from agents.commands.configuration import broker_option, config_option, load, refined
from agents.commands.output import as_json
from streams import topics
from streams.errors import InputError, Poison
from streams.messages import DeadLetter, Rejected
from streams.offsets import Partition
from streams.port import NewRecord, Port
from streams.settings import Settings


@click.group("deadletters", invoke_without_command=True)
@config_option
@broker_option
@as_json
@click.pass_context
def command(ctx: click.Context, config: Path | None, broker: str | None, *, as_json: bool) -> None:
    """List what no stage could process and what sources rejected, each with its reason."""
    ctx.obj = load(config, broker)
    if ctx.invoked_subcommand is None:
        output.rows(asyncio.run(_rows(ctx.obj)), as_json=as_json, empty="no dead letters")


async def _rows(settings: Settings) -> list[dict[str, Any]]:
    async with store.opened(settings) as port:
        found = [_row(letter) for letter in (await letters(port)).values()]
        rejected = [m async for m in store.messages(port, topics.REJECTED)]
    return found + [_refused(m) for m in rejected if isinstance(m, Rejected)]


@command.command("show")
@click.argument("key")
@config_option
@broker_option
@click.pass_context
def show(ctx: click.Context, key: str, config: Path | None, broker: str | None) -> None:
    """Print one dead letter's message as it was, byte for byte."""
    (letter,) = asyncio.run(_show(refined(ctx, config, broker), (key,)))
    click.get_binary_stream("stdout").write(base64.b64decode(letter.value_base64))


async def _show(settings: Settings, keys: tuple[str, ...]) -> list[DeadLetter]:
    async with store.opened(settings) as port:
        return await _chosen(port, keys)


@command.command("replay")
@click.argument("keys", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All of them.")
@config_option
@broker_option
@click.pass_context
def replay(
    ctx: click.Context,
    keys: tuple[str, ...],
    config: Path | None,
    broker: str | None,
    *,
    everything: bool,
) -> None:
    """Put dead letters back on the topics they came from, to be processed again."""
    if bool(keys) == everything:
        raise click.UsageError("name the KEYS to replay, or --all")
    count = asyncio.run(_replay(refined(ctx, config, broker), keys))
    click.echo(f"{count} put back")


async def _replay(settings: Settings, keys: tuple[str, ...]) -> int:
    """Put some dead letters back, or all where none is named."""
    async with store.opened(settings) as port:
        chosen = await _chosen(port, keys) if keys else list((await letters(port)).values())
        for letter in chosen:
            await port.write(list(_again(letter)))
    return len(chosen)


async def letters(port: Port) -> dict[str, DeadLetter]:
    """Give the dead letters by key, without those that were put back."""
    found: dict[str, DeadLetter] = {}
    async for _, record in port.scan(topics.DEADLETTERS.name):
        key = (record.key or b"").decode()
        if record.value is None:
            found.pop(key, None)
            continue
        try:
            found[key] = DeadLetter.decode(record.value)
        except Poison:
            continue
    return found


async def _chosen(port: Port, keys: tuple[str, ...]) -> list[DeadLetter]:
    known = await letters(port)
    if unknown := [key for key in keys if key not in known]:
        raise InputError(f"no dead letter {unknown[0]!r}; `watchfloor deadletters` lists them")
    return [known[key] for key in keys]


def _again(letter: DeadLetter) -> Iterator[NewRecord]:
    """Give the original record, and the tombstone that takes the letter off the list."""
    now = time.time()
    key = letter.message_key.encode() if letter.message_key else None
    value = base64.b64decode(letter.value_base64)
    yield NewRecord(Partition(letter.topic, letter.partition), now, key, value)
    yield NewRecord(Partition(topics.DEADLETTERS.name, 0), now, letter.key.encode(), None)


def _row(letter: DeadLetter) -> dict[str, Any]:
    return {
        "key": letter.key,
        "stage": letter.stage,
        "at": letter.at.isoformat(timespec="seconds"),
        "error": letter.error.strip().splitlines()[-1],
    }


def _refused(rejected: Rejected) -> dict[str, Any]:
    place = f":{rejected.line}" if rejected.line else ""
    return {
        "key": rejected.key[:16],
        "stage": "intake",
        "at": rejected.at.isoformat(timespec="seconds"),
        "error": f"{rejected.source}{place}: {rejected.error}",
    }
