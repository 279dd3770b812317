"""How commands speak: JSON Lines or text on stdout, plain words on stderr, and the exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import click
from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from streams.messages import Rejected

OK: Final = 0
FAILED: Final = 1
BAD_INPUT: Final = 2
BROKEN: Final = 70
INTERRUPTED: Final = 130

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")


def line(value: BaseModel | Mapping[str, Any]) -> None:
    """Print one JSON line."""
    if isinstance(value, BaseModel):
        click.echo(value.model_dump_json(exclude_none=True))
    else:
        click.echo(json.dumps(value, ensure_ascii=False, default=str))


def complain(message: str) -> None:
    """Print an error in plain words on stderr, red on a terminal."""
    for part in message.splitlines():
        click.secho(clean(part), fg="red", err=True)


def complain_of(rejected: Rejected) -> None:
    """Print where an input was rejected, and why."""
    line = f":{rejected.line}" if rejected.line else ""
    complain(f"{rejected.source}{line}: {rejected.error}")


def clean(text: str) -> str:
    """Keep control characters of foreign text away from the terminal."""
    return "".join(
        c if c.isprintable() or c in "\t " else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def rows(
    items: Iterable[Mapping[str, Any]], *, as_json: bool, empty: str = "nothing to show"
) -> None:
    """Print rows: JSON Lines, or a table under the names of the first row's fields."""
    found = list(items)
    if as_json:
        for item in found:
            line(item)
    elif not found:
        click.echo(empty)
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in found[0]:
            table.add_column(name.replace("_", " "), overflow="fold")
        for item in found:
            table.add_row(*(Text(clean(str("" if v is None else v))) for v in item.values()))
        console().print(table)


def console() -> Console:
    """Give stdout as rich sees it: no colours and no wrapping in a pipe."""
    wide = None if sys.stdout.isatty() else 200
    return Console(highlight=False, width=wide, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr while on a terminal, nothing in a pipe; call it with done and total."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
