"""`make bench`: what each stage costs, the whole path on both brokers, and whether it stays flat.

Run from the checkout; `ARTICLES=200000` sets the length of the flatness run, `DATA=folder` adds the
coder's speed on `news/*.jsonl.gz` there, `ONLY=kafka` leaves all but the part on Kafka out. Prints a table and writes build/bench.jsonl, a line a
measure. Every figure stands beside the limit or the peer of the same run that it is held against.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import bench_kafka
from kafka_cluster import Missing

from agents import coder
from agents.classify import classify
from agents.correlate import Correlator
from agents.parts import Parts, clock, open_parts
from agents.worker import Service, serving
from alerts.decide import Decider
from streams import articles, telemetry
from streams.log import Log
from streams.messages import Article, Classified, Story
from streams.offsets import Partition
from streams.port import NewRecord
from streams.settings import Settings
from streams.sources import Item

ROOT: Final = Path(__file__).parents[1]
SAMPLE: Final = ROOT / "streams" / "sources" / "sample.jsonl"
TOTAL: Final = int(os.environ.get("ARTICLES", "200000"))
CHUNKS: Final = 10
LOUD_EACH: Final = 10
QUIET: Final = (
    "The council discussed the new bus line for an hour and put the vote off until spring.",
    "Bakers say that flour has become dearer, and that bread will follow before the holidays.",
    "The museum opens its new wing on Friday with paintings that were kept in a cellar.",
    "Rain is expected in the north; the harbour office asks owners to secure their boats.",
    "The home side came from behind to win by two goals in front of a full stadium.",
    "A school choir from the hills won the national prize for the third year running.",
    "Engineers will close the bridge for two nights to replace the bearings on its east side.",
    "The company said that profit rose by four per cent on strong sales of its older models.",
)


class Report:
    """Collects the measures, prints them as they come, and writes the file."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def add(
        self, measure: str, value: float, unit: str, against: str, limit: float | None
    ) -> None:
        """Take a measure; the ratio is value to limit."""
        ratio = round(value / limit, 3) if limit else None
        self.lines.append(
            {
                "measure": measure,
                "value": round(value, 2),
                "unit": unit,
                "against": against,
                "ratio": ratio,
            }
        )
        shown = "" if ratio is None else f"{ratio:8.2f}x"
        print(f"{measure:44} {value:12,.1f} {unit:12} {shown:>9}  {against}", flush=True)  # noqa: T201

    def write(self) -> None:
        """Write build/bench.jsonl."""
        path = ROOT / "build" / "bench.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in self.lines))


def mixed(count: int) -> Iterator[Article]:
    """Make articles: one in ten tells of events, the others are quiet; all are distinct."""
    loud = itertools.cycle(SAMPLE.read_text(encoding="utf-8").splitlines())
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        at = start + timedelta(seconds=number)
        if number % LOUD_EACH == 0:
            fields = json.loads(next(loud))
            fields |= {"id": f"b{number}", "url": None, "published_at": at.isoformat()}
            fields["body"] += f" This is dispatch number {number}."
        else:
            body = " ".join(QUIET[(number + place) % len(QUIET)] for place in range(8))
            fields = {"id": f"b{number}", "source": "quiet", "body": f"{body} Note {number}."}
        yield articles.parse(json.dumps(fields), source="bench", now=at)


def speed(work: Callable[[], Any], count: int, turns: int = 3) -> float:
    """Give how many a second, the best of a few turns."""
    best = 0.0
    for _ in range(turns):
        started = time.perf_counter()
        work()
        best = max(best, count / (time.perf_counter() - started))
    return best


def stages(report: Report, parts: Parts) -> None:
    """Measure each stage by itself, on one core, without any log."""
    given = list(mixed(2000))
    lines = [article.encode() for article in given]
    rate = speed(lambda: [Article.decode(line) for line in lines], len(lines))
    report.add("decode an article", rate, "articles/s", "goal 1,000 for the whole path", 1000)
    rate = speed(lambda: [parts.coder.code(article) for article in given], len(given))
    report.add("code events, mixed", rate, "articles/s", "goal 4,000", 4000)
    loud = [article for number, article in enumerate(given) if number % LOUD_EACH == 0]
    rate = speed(lambda: [parts.coder.code(article) for article in loud], len(loud))
    report.add("code events, war news only", rate, "articles/s", "goal 2,500", 2500)
    rate = speed(lambda: [classify(a, parts.coder, parts.rules, clock) for a in given], len(given))
    report.add(f"classify with {len(parts.rules)} rules", rate, "articles/s", "goal 1,000", 1000)
    outcomes = [classify(article, parts.coder, parts.rules, clock) for article in given]
    classified = [m for o in outcomes for m in o.publish if isinstance(m, Classified)]
    told: list[Story] = []

    def correlate() -> None:
        keeper = Correlator(timedelta(days=3))
        told.clear()
        for message in classified:
            outcome = keeper.correlate(message, clock)
            keeper.apply(outcome.rows)
            told.extend(m for m in outcome.publish if isinstance(m, Story))

    rate = speed(correlate, len(classified))
    report.add("correlate", rate, "articles/s", "goal 1,000", 1000)
    rules = {rule.id: rule for rule in parts.rules}

    def decide() -> None:
        keeper = Decider(timedelta(days=14))
        for story in told:
            keeper.apply(keeper.decide(story, rules, clock).rows)

    report.add("decide", speed(decide, len(told)), "stories/s", "goal 1,000", 1000)


def log_alone(report: Report, folder: Path) -> None:
    """Measure the log by itself: appends of one and of a hundred records of 2 kB."""
    log = Log(folder / "alone.db")
    log.create("articles", 1)
    record = NewRecord(Partition("articles", 0), 1.0, b"key", b"x" * 2000)
    for size in (1, 100):
        rate = speed(
            lambda size=size: [log.append([record] * size) for _ in range(2000 // size)], 2000
        )
        report.add(f"append, {size} a transaction", rate, "records/s", "goal 1,000", 1000)
    log.close()


async def whole(report: Report, parts: Parts, folder: Path) -> None:
    """Measure the whole path, in chunks, while the log grows."""
    settings = Settings.model_validate(
        {"broker": f"sqlite:///{folder / 'whole.db'}", "sources": {}}
    )
    given = mixed(TOTAL)
    rates: list[float] = []
    async with serving(settings, parts) as service:
        for number in range(CHUNKS):
            chunk = list(itertools.islice(given, TOTAL // CHUNKS))
            rates.append(await _through(service, chunk))
            size = (folder / "whole.db").stat().st_size / 1e6
            done = (number + 1) * TOTAL // CHUNKS
            report.add(
                f"whole path, up to {done:,}",
                rates[-1],
                "articles/s",
                f"file {size:,.0f} MB",
                None,
            )
    report.add(
        "whole path, first tenth", rates[0], "articles/s", "goal 1,000 on two workers", 1000
    )
    report.add(
        "whole path, last tenth", rates[-1], "articles/s", "the first tenth (flat is 1)", rates[0]
    )


async def _through(service: Service, chunk: list[Article]) -> float:
    started = time.perf_counter()
    await service.take_in(_items(chunk), "bench")
    await service.idle()
    return len(chunk) / (time.perf_counter() - started)


async def _items(chunk: list[Article]) -> AsyncIterator[Item]:
    for article in chunk:
        yield Item(article, {})


def on_data(report: Report, folder: Path, reader: coder.Coder) -> None:
    """Measure the coder on the files of a data folder."""
    for path in sorted(folder.glob("news/*.jsonl.gz")):
        with gzip.open(path, "rb") as lines:
            found = []
            for line in itertools.islice(lines, 2000):
                fields = json.loads(line)
                text = {
                    "body": fields.get("body") or fields.get("text") or fields.get("raw") or "-"
                }
                text |= {"title": fields.get("title") or "", "lang": fields.get("lang") or ""}
                found.append(articles.parse(json.dumps(text), source="data", now=clock()))
        rate = speed(lambda found=found: [reader.code(article) for article in found], len(found))
        report.add(f"code events, {path.name}", rate, "articles/s", "goal 4,000", 4000)


def main() -> None:
    """Run all of it."""
    telemetry.set_up_logs("error", "auto")
    report = Report()
    if os.environ.get("ONLY") != "kafka":
        embedded(report)
    try:
        asyncio.run(bench_kafka.measure(report.add, mixed))
    except Missing as missing:
        print(missing)  # noqa: T201
    report.write()


def embedded(report: Report) -> None:
    """Measure the stages by themselves, and the whole path on the embedded log."""
    parts = open_parts(Settings())
    stages(report, parts)
    if data := os.environ.get("DATA"):
        on_data(report, Path(data), parts.coder)
    with tempfile.TemporaryDirectory() as name:
        log_alone(report, Path(name))
        out = sys.stdout
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            report.add = _to(report, out)  # type: ignore[method-assign]
            asyncio.run(whole(report, parts, Path(name)))
    del report.add


def _to(report: Report, out: Any) -> Callable[..., None]:
    """Print measures to the real output while the console channel speaks into the void."""

    def add(*arguments: Any) -> None:
        with redirect_stdout(out):
            Report.add(report, *arguments)

    return add


if __name__ == "__main__":
    main()
