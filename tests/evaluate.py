"""`make eval`: how good the event coder is and how fast, on the set-aside articles and on given data.

`DATA=folder` adds every file there whose shape is known (`evaluation/shapes.py`), `ONLY=name` leaves
out what has not that in its name. Prints tables with 95 % intervals (articles are resampled) and
writes build/eval.jsonl, a line a measure: the tables, and what would make them long. Nothing of the
data is kept.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from evaluation import files, intervals, reading, scores, shapes
from evaluation.labels import Events, Row
from evaluation.report import ALL, Report, progress, said
from evaluation.shapes import Goal, Shape

ROOT: Final = Path(__file__).parents[1]
ASIDE: Final = ROOT / "tests" / "corpus" / "aside"
OUT: Final = ROOT / "build" / "eval.jsonl"
BAD_INPUT: Final = 2
POOL: Final = "aside"
SEED: Final = "seed"
SEED_GOAL: Final = Goal(1500)
WORST: Final = "worst"
WORST_GOAL: Final = Goal(100, most=True)

Coded = list[tuple[Row, Events]]


def main(environ: Mapping[str, str] = os.environ, aside: Path = ASIDE, out: Path = OUT) -> int:
    """Evaluate; gives the exit code."""
    data, only = environ.get("DATA", ""), environ.get("ONLY", "")
    if data and not Path(data).is_dir():
        return _refused(f"DATA={data}: there is no such folder")
    report = Report()
    _aside(report, aside, only)
    for name, path in files.listed(Path(data)) if data else ():
        if only in name:
            _file(report, name, path)
    _speeds(report, only)
    if not report.lines:
        return _refused(f"ONLY={only}: nothing that is known has that in its name")
    report.write(out)
    return 0


def _refused(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201
    return BAD_INPUT


def _aside(report: Report, folder: Path, only: str) -> None:
    """Evaluate what is set aside: each file in short, those of the core kinds together at length."""
    if not folder.is_dir():
        said(f"nothing is set aside: there is no folder {'/'.join(folder.parts[-3:])}")
    pool: Coded = []
    for name, path in files.listed(folder):
        if only in f"{POOL}/{name}":
            pool += _file(report, f"{POOL}/{name}", path)
    if pool:
        _table(report, POOL, shapes.GOLD, pool)
        ruled = [(row, reading.by_rules(shapes.GOLD.text(row))) for row, _ in pool]
        _table(report, f"{POOL} by rules alone", shapes.GOLD, ruled, brief=True)


def _file(report: Report, name: str, path: Path) -> Coded:
    """Evaluate a file, or say that it is not known; gives what belongs into the pool."""
    progress(f"{name}: reading")
    rows = files.read(path)
    shape = shapes.recognise(rows)
    if shape is None:
        said(f"\n{name}: not known")
        return []
    turns = reading.TURNS if len(rows) >= reading.FEWEST else 1
    progress(f"{name}: coding {len(rows):,} articles, {turns} times")
    given = [reading.article(shape.text(row)) for row in rows]
    found, seconds = reading.coded(given, turns, shapes.wanted_kinds(shape, rows))
    progress(f"{name}: resampling")
    coded = list(zip(rows, found, strict=True))
    pooled = name.startswith(f"{POOL}/") and shapes.is_core(shape, rows)
    _table(report, name, shape, coded, brief=pooled)
    if turns > 1:
        report.figure(name, "speed", len(rows) / seconds, "articles/s", shape.rate or "")
    return coded if pooled else []


def _table(report: Report, name: str, shape: Shape, coded: Coded, *, brief: bool = False) -> None:
    """Score articles, over all of them and by language."""
    rows = [row for row, _ in coded]
    score = shape.score(rows)
    slices = _slices(coded)
    found = {
        language: intervals.results([score(row, events) for row, events in part])
        for language, part in slices.items()
    }
    report.head(name, _about(shape, rows), tuple(slices))
    for measure in found[ALL]:
        cells = {language: results.get(measure) for language, results in found.items()}
        shown = scores.is_chief(measure) if brief else not scores.is_detail(measure)
        report.row(name, measure, cells, shapes.against(shape, rows, measure), shown=shown)
    if shape is shapes.GOLD:
        kinds = shapes.scored_kinds(rows)
        counts = {language: _confusion(part, kinds) for language, part in slices.items()}
        report.matrix(name, counts, shown=not brief)


def _slices(coded: Coded) -> dict[str, Coded]:
    """Give all articles, and where they are in several languages those of each."""
    languages = sorted({str(row["lang"]) for row, _ in coded if row.get("lang")})
    slices = {ALL: coded}
    if len(languages) > 1:
        for language in languages:
            slices[language] = [one for one in coded if one[0].get("lang") == language]
    return slices


def _confusion(coded: Coded, kinds: frozenset[str]) -> Counter[tuple[str, str]]:
    """Add up the articles' counts of labelled and coded modality."""
    counts: Counter[tuple[str, str]] = Counter()
    for row, events in coded:
        counts.update(scores.confusion(*shapes.sides(row, events, kinds)))
    return counts


def _about(shape: Shape, rows: Sequence[Row]) -> str:
    """Say what the articles are."""
    parts = [f"{shape.name}, {len(rows):,} articles"]
    if shape.against:
        parts.append(f"against {shape.against}")
    if shape is shapes.GOLD:
        counts = [len(row["events"]) for row in rows]
        parts.append(f"{sum(counts)} events, {counts.count(0)} articles without any")
        if lacking := sorted(shapes.scored_kinds(rows) - reading.known_kinds()):
            parts.append(f"the coder has no {', '.join(lacking)}")
    return "; ".join(parts)


def _speeds(report: Report, only: str) -> None:
    """Measure the seed article and the worst cases."""
    if only in SEED:
        report.head(SEED, "the article that started it, over and over")
        report.figure(SEED, "speed", reading.seed_rate(), "articles/s", SEED_GOAL)
    if only in WORST:
        report.head(WORST, "texts that nobody should write")
        for case, milliseconds in reading.worst_cases().items():
            report.figure(WORST, case, milliseconds, "ms", WORST_GOAL)


if __name__ == "__main__":
    sys.exit(main())
