"""`watchfloor replay`: files through the whole pipeline, then a summary."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from agents.commands import inputs, output
from agents.commands.output import as_json
from agents.commands.run import config_option, load
from agents.worker import Parts, Service, clock, open_parts, serving
from streams import telemetry
from streams.messages import Reason, Rejected
from streams.settings import Settings
from streams.sources import Item

T = TypeVar("T")
Summary = dict[str, Any]


@click.command("replay")
@inputs.files
@config_option
@click.option("--broker", help="Overrides the broker's URL, such as sqlite:///watchfloor.db.")
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    config: Path | None,
    broker: str | None,
    *,
    as_json: bool,
) -> None:
    """Push articles through the whole pipeline, wait until all is told, and print a summary.

    FILE is JSON Lines of articles or plain text, gzipped or not; - reads standard input. An
    article that was taken in before is not told again.
    """
    loaded = load(config, broker)
    telemetry.set_up_logs(loaded.log.level, loaded.log.format)
    summary = asyncio.run(_replay(loaded, open_parts(loaded), files))
    if as_json:
        output.line(summary)
    else:
        for name, value in summary.items():
            click.echo(f"{name.replace('_', ' '):12} {_said(value)}")
    ctx.exit(output.BAD_INPUT if summary["rejected"] else output.OK)


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {name}" for name, count in value.items()) or "none"
    return str(value)


async def _replay(loaded: Settings, parts: Parts, files: tuple[str, ...]) -> Summary:
    started = time.monotonic()
    counts: Counter[str] = Counter()
    async with serving(loaded, parts) as service:
        with output.progress("replay", None) as show:
            intake = service.take_in(_items(files, counts), "replay")
            working = service.spawn(_watch(service, show))
            await asyncio.wait(
                {service.spawn(intake), service.broker.stopped},
                return_when=asyncio.FIRST_COMPLETED,
            )
            await service.idle()
            working.cancel()
    return _summary(service, counts, time.monotonic() - started)


async def _items(files: tuple[str, ...], counts: Counter[str]) -> AsyncIterator[Item]:
    """Read the files off the event loop, a few hundred articles at a time."""
    found = inputs.read(files, clock)
    while batch := await asyncio.to_thread(_take, found):
        for place, message in batch:
            rejected = isinstance(message, Rejected)
            counts["rejected" if rejected else "articles"] += 1
            if isinstance(message, Rejected):
                output.complain(f"{place}: {message.error}")
            yield Item(message, {"replayed": place})


def _take(items: Iterator[T]) -> list[T]:
    return [item for item, _ in zip(items, range(200), strict=False)]


async def _watch(service: Service, show: Callable[[int], None]) -> None:
    while True:
        show(sum(n for (stage, _), n in service.metrics.tally.items() if stage == "classify"))
        await asyncio.sleep(0.1)


def _summary(service: Service, counts: Counter[str], seconds: float) -> Summary:
    tally = service.metrics.tally

    def by_reason(stage: str) -> dict[str, int]:
        found = {reason.value: n for (name, reason), n in tally.items() if name == stage}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    dead = sum(n for (_, reason), n in tally.items() if reason is Reason.DEAD_LETTERED)
    return {
        "articles": counts["articles"],
        "rejected": counts["rejected"],
        "classified": by_reason("classify"),
        "stories": by_reason("correlate"),
        "decided": by_reason("decide"),
        "delivered": by_reason("deliver"),
        "dead_letters": dead,
        "seconds": round(seconds, 2),
        "per_second": round(counts["articles"] / seconds, 1) if seconds else 0.0,
    }
