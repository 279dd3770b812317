"""What the tallies of a file's articles come to, with 95 % intervals: articles are resampled.

Every measure is a ratio of two sums over articles (F1 too: 2 tp / (2 tp + fp + fn)), so an article
is counted once and a resample only weighs the counts.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from math import ceil
from typing import Final, NamedTuple

RESAMPLES: Final = 1000
SEED: Final = 20260101

Tally = dict[str, tuple[float, float]]
"""For each measure, how much of it an article has, out of how much."""
Column = list[tuple[int, float, float]]
"""For a measure, what each group of equal articles adds to both sums."""


class Result(NamedTuple):
    """A measure's value with its 95 % interval."""

    value: float
    low: float
    high: float


def add(tally: Tally, measure: str, part: float, whole: float) -> None:
    """Add to a measure."""
    before = tally.get(measure, (0.0, 0.0))
    tally[measure] = (before[0] + part, before[1] + whole)


def results(tallies: Sequence[Tally], resamples: int = RESAMPLES) -> dict[str, Result]:
    """Add up the articles' tallies, with intervals; a measure without any case is left out."""
    numbers: dict[Hashable, int] = {}
    groups = [numbers.setdefault(frozenset(one.items()), len(numbers)) for one in tallies]
    columns = _columns(tallies, groups)
    drawn: dict[str, list[float]] = {name: [] for name in columns}
    rng = random.Random(SEED)  # noqa: S311 -- the same intervals for the same counts
    for _ in range(resamples):
        weights = Counter(rng.choices(groups, k=len(groups)))
        for name, column in columns.items():
            part, whole = _sums(column, weights)
            if whole:
                drawn[name].append(part / whole)
    counted = Counter(groups)
    return {
        name: Result(part / whole, *_middle(sorted(drawn[name])))
        for name, column in columns.items()
        for part, whole in (_sums(column, counted),)
        if whole
    }


def _columns(tallies: Sequence[Tally], groups: Sequence[int]) -> dict[str, Column]:
    """Turn tallies, each distinct one once, into a column for each measure."""
    columns: dict[str, Column] = {}
    for group, tally in dict(zip(groups, tallies, strict=True)).items():
        for name, (part, whole) in tally.items():
            column = columns.setdefault(name, [])
            if whole:
                column.append((group, part, whole))
    return columns


def _sums(column: Column, weights: Mapping[int, int]) -> tuple[float, float]:
    """Give the weighed sums of a measure's part and whole."""
    part = whole = 0.0
    for group, some, of in column:
        weight = weights[group]
        part += weight * some
        whole += weight * of
    return part, whole


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    """Give the ends of the middle 95 %."""
    count = len(ordered)
    return ordered[int(count * 0.025)], ordered[ceil(count * 0.975) - 1]
