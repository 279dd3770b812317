"""`watchfloor deadletters`: what could not be processed, why, and another try."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from agents.commands import output, store
from agents.commands.configuration import config_option, load
from agents.commands.output import as_json
from streams import topics
from streams.errors import InputError, Poison
from streams.log import Log, NewRecord
from streams.messages import DeadLetter, Rejected
from streams.offsets import Partition


@click.group("deadletters", invoke_without_command=True)
@config_option
@as_json
@click.pass_context
def command(ctx: click.Context, config: Path | None, *, as_json: bool) -> None:
    """List what no stage could process and what sources rejected, each with its reason."""
    ctx.obj = load(config, None)
    if ctx.invoked_subcommand is None:
        with store.opened(ctx.obj) as log:
            found = [_row(letter) for letter in letters(log).values()]
            found += [_refused(m) for m in store.messages(log, topics.REJECTED)]  # type: ignore[arg-type]
        output.rows(found, as_json=as_json, empty="no dead letters")


@command.command("show")
@click.argument("key")
@click.pass_context
def show(ctx: click.Context, key: str) -> None:
    """Print one dead letter's message as it was, byte for byte."""
    with store.opened(ctx.obj) as log:
        letter = _chosen(log, (key,))[0]
    click.get_binary_stream("stdout").write(base64.b64decode(letter.value_base64))


@command.command("replay")
@click.argument("keys", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All of them.")
@click.pass_context
def replay(ctx: click.Context, keys: tuple[str, ...], *, everything: bool) -> None:
    """Put dead letters back on the topics they came from, to be processed again."""
    if bool(keys) == everything:
        raise click.UsageError("name the KEYS to replay, or --all")
    with store.opened(ctx.obj) as log:
        chosen = list(letters(log).values()) if everything else _chosen(log, keys)
        for letter in chosen:
            log.append(list(_again(letter)))
    click.echo(f"{len(chosen)} put back")


def letters(log: Log) -> dict[str, DeadLetter]:
    """Give the dead letters by key, without those that were put back."""
    found: dict[str, DeadLetter] = {}
    for _, record in log.scan(topics.DEADLETTERS.name):
        key = (record.key or b"").decode()
        if record.value is None:
            found.pop(key, None)
            continue
        try:
            found[key] = DeadLetter.decode(record.value)
        except Poison:
            continue
    return found


def _chosen(log: Log, keys: tuple[str, ...]) -> list[DeadLetter]:
    known = letters(log)
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
