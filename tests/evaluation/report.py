"""What `make eval` shows: a table for people as it comes, and a line a measure for the file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from evaluation.intervals import Result
from evaluation.scores import MODALITIES, NOTHING
from evaluation.scores import unit as unit_of
from evaluation.shapes import Goal

ALL: Final = ""
"""The name of all languages together."""
WIDTH: Final = 46
CELL: Final = 21


class Report:
    """Collects the measures, prints them as they come, and writes the file."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def head(self, title: str, about: str, columns: Sequence[str] = ()) -> None:
        """Begin a table."""
        said(f"\n{title}: {about}")
        if len(columns) > 1:
            said(" " * WIDTH + "".join(f"{column or 'all':>{CELL}}" for column in columns))

    def row(
        self,
        table: str,
        measure: str,
        cells: Mapping[str, Result | None],
        against: Goal | str,
        *,
        shown: bool = True,
    ) -> None:
        """Take a measure, of all articles first, then by language; None is one without any case."""
        for language, result in cells.items():
            if result:
                self._add(_titled(table, language, measure), result, unit_of(measure), against)
        if not shown:
            return
        first = next(iter(cells.values()))
        values = "".join(f"{_cell(result):>{CELL}}" for result in cells.values())
        said(f"  {measure:{WIDTH - 2}}{values}{_held(first.value if first else 0.0, against)}")

    def figure(
        self, table: str, measure: str, value: float, unit: str, against: Goal | str
    ) -> None:
        """Take a figure without an interval."""
        self._add(_titled(table, ALL, measure), value, unit, against)
        said(f"  {measure:{WIDTH - 2}}{f'{value:,.1f} {unit}':>{CELL}}{_held(value, against)}")

    def matrix(
        self, table: str, counts: Mapping[str, Counter[tuple[str, str]]], *, shown: bool = True
    ) -> None:
        """Take the counts of labelled modality against the coder's; print those of all articles."""
        names = (*MODALITIES, NOTHING)
        for language, cells in counts.items():
            for (gold, coded), count in sorted(cells.items()):
                measure = _titled(table, language, f"labelled {gold}, coded {coded}")
                self._add(measure, count, "events", "")
        if not shown:
            return
        said(f"  {'labelled below, coded:':24}" + "".join(f"{name:>13}" for name in names))
        for gold in names:
            values = "".join(f"{counts[ALL][gold, coded] or '.':>13}" for coded in names)
            said(f"  {gold:24}{values}")

    def _add(self, measure: str, result: Result | float, unit: str, against: Goal | str) -> None:
        value = result.value if isinstance(result, Result) else result
        line: dict[str, Any] = {
            "measure": measure,
            "value": round(value, 4),
            "unit": unit,
            "against": str(against),
            "ratio": round(value / against.value, 3) if isinstance(against, Goal) else None,
        }
        if isinstance(result, Result):
            line |= {"low": round(result.low, 4), "high": round(result.high, 4)}
        self.lines.append(line)

    def write(self, path: Path) -> None:
        """Write a line a measure."""
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in self.lines), encoding="utf-8")


def said(text: str) -> None:
    """Print for people."""
    progress("")
    print(text, flush=True)  # noqa: T201


def progress(text: str) -> None:
    """Show on a terminal what is being worked on, and nowhere else; no text clears the line."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)  # noqa: T201


def _titled(table: str, language: str, measure: str) -> str:
    return f"{table}, {language}: {measure}" if language else f"{table}: {measure}"


def _cell(result: Result | None) -> str:
    if not result:
        return "-"
    return f"{result.value:.3f} ({result.low:.3f}-{result.high:.3f})"


def _held(value: float, against: Goal | str) -> str:
    if isinstance(against, Goal):
        return f"  {against}, {value / against.value:.2f}x"
    return ""
