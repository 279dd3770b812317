"""`watchfloor replay`: files through the whole pipeline, then a summary."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from agents import intake
from agents.commands import inputs, output, signals
from agents.commands.configuration import broker_option, config_option, load
from agents.commands.output import as_json
from agents.parts import Parts, clock, open_parts
from agents.worker import Service, serving
from streams import telemetry, topics
from streams.broker import decoded
from streams.messages import Article, Decision, Position, Reason, Rejected, digest
from streams.offsets import Partition
from streams.port import Port
from streams.settings import Settings
from streams.sources import Item

BATCH: Final = 200
T = TypeVar("T")
Summary = dict[str, Any]


@click.command("replay")
@inputs.files
@config_option
@broker_option
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
    article that was taken in before is not told again; a replay that was cut short goes on where
    it stopped.
    """
    loaded = load(config, broker)
    level = "warning" if loaded.log.level == "auto" else loaded.log.level
    telemetry.set_up_logs(level, loaded.log.format)
    try:
        summary = asyncio.run(_replay(loaded, open_parts(loaded), files))
    except KeyboardInterrupt:
        click.echo("watchfloor: stopped; the same replay goes on where it was", err=True)
        ctx.exit(output.INTERRUPTED)
    if as_json:
        output.line(summary)
    else:
        for name, value in list(summary.items())[1:]:
            click.echo(f"{name.replace('_', ' '):12} {_said(value)}")
    ctx.exit(output.BAD_INPUT if summary["rejected"] else output.OK)


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {name}" for name, count in value.items()) or "none"
    return str(value)


async def _replay(loaded: Settings, parts: Parts, files: tuple[str, ...]) -> Summary:
    started = time.monotonic()
    async with serving(loaded, parts) as service:
        book = _Book(service.broker.port, await service.broker.port.ends())
        name = _name(files)
        left = (await intake.positions(service.broker)).get(name, {})
        # Standard input has no identity: what stands there now may be other articles.
        taken = 0 if inputs.STDIN in files else left.get("taken", 0)
        items = _items(files, book, taken)
        with output.progress("replay") as show:
            beside = [service.spawn(book.follow()), service.spawn(_watch(book, show))]
            await _unless_stopped(service, _through(service, items, name, book))
            for task in beside:
                task.cancel()
        await service.broker.publish([Position(source=name, value={})])
    return _summary(book, time.monotonic() - started)


class _Book:
    """What was taken in, and what became of it, here or in a process that shares the work."""

    def __init__(self, port: Port, ends: Mapping[Partition, int]) -> None:
        self.port = port
        self.read = {p: end for p, end in ends.items() if p.topic == topics.DECISIONS.name}
        self.articles: set[str] = set()
        self.rejected = self.accepted = 0
        self.tally: Counter[tuple[str, Reason]] = Counter()

    def take(self, message: Article | Rejected) -> None:
        """Note what goes in."""
        self.articles.add(message.key)
        self.accepted += isinstance(message, Article)
        self.rejected += isinstance(message, Rejected)

    async def follow(self) -> None:
        """Count the outcomes of what was taken in, for ever."""
        async for placed in self.port.follow(topics.DECISIONS.name, start=dict(self.read)):
            if placed is None:
                continue
            found = decoded(topics.DECISIONS, placed)
            if isinstance(found, Decision) and found.article in self.articles:
                self.tally[found.stage, found.reason] += 1
            self.read[placed[0]] = placed[1].offset + 1

    async def complete(self) -> None:
        """Wait until all outcomes there are now are counted."""
        ends = await self.port.ends()
        while any(self.read[place] < ends[place] for place in self.read):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _through(service: Service, items: AsyncIterator[Item], name: str, book: _Book) -> None:
    await service.take_in(items, name, output.complain_of)
    await service.idle()
    await book.complete()


async def _unless_stopped(service: Service, work: Coroutine[Any, Any, None]) -> None:
    """Do the work; raises KeyboardInterrupt on a signal, or what made the service fail."""
    working = asyncio.ensure_future(work)
    asked = asyncio.ensure_future(signals.asked_to_stop())
    first = {working, asked, service.broker.stopped}
    done, _ = await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if working not in done:
        working.cancel()
        await asyncio.wait({working})
    if asked in done:
        raise KeyboardInterrupt
    done.pop().result()


def _name(files: tuple[str, ...]) -> str:
    """Name a replay after its files as they are, so that one cut short is known again."""
    stats = [Path(name).stat() for name in files if name != inputs.STDIN and Path(name).exists()]
    marks = [f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns}" for stat in stats]
    return f"replay-{digest(*files, *marks)[:12]}"


async def _items(files: tuple[str, ...], book: _Book, taken: int) -> AsyncIterator[Item]:
    """Read the files off the event loop, behind what an earlier replay has taken in."""
    found = inputs.read(files, clock)
    number = 0
    while batch := await asyncio.to_thread(_take, found):
        for _, message in batch:
            number += 1
            if number <= taken:
                continue
            book.take(message)
            yield Item(message, {"taken": number})


def _take(items: Iterator[T]) -> list[T]:
    return list(islice(items, BATCH))


async def _watch(book: _Book, show: Callable[[int, int], None]) -> None:
    """Show how many of the articles that were taken in so far are classified."""
    while True:
        tally = book.tally.items()
        show(sum(n for (stage, _), n in tally if stage == "classify"), book.accepted)
        await asyncio.sleep(0.1)


def _summary(book: _Book, seconds: float) -> Summary:
    def by_reason(stage: str) -> dict[str, int]:
        found = {reason.value: n for (name, reason), n in book.tally.items() if name == stage}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    dead = sum(n for (_, reason), n in book.tally.items() if reason is Reason.DEAD_LETTERED)
    return {
        "type": "summary",
        "articles": book.accepted,
        "rejected": book.rejected,
        "classified": by_reason("classify"),
        "stories": by_reason("correlate"),
        "decided": by_reason("decide"),
        "delivered": by_reason("deliver"),
        "dead_letters": dead,
        "seconds": round(seconds, 2),
        "per_second": round(book.accepted / seconds, 1) if seconds else 0.0,
    }
