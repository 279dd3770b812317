"""The coder as `make eval` uses it, and how fast it is."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from evaluation.labels import Events, Row

from agents import coder, kinds
from streams import articles
from streams.errors import Poison
from streams.messages import Article

SEED: Final = Path(__file__).parents[1] / "data" / "iraq-coalition.txt"
SEED_TIMES: Final = 300
TURNS: Final = 3
# Fewer articles say little of the speed.
FEWEST: Final = 200
NOW: Final = datetime.now(UTC)
LONG: Final = 100_000
COMMAS: Final = 10_000
WORDS: Final = (
    "soldiers withdrew from the town and rebels attacked the base while the army denied that it "
    "would send troops to the border and "
)


@cache
def reader(names: tuple[str, ...] | None = None) -> coder.Coder:
    """Load the coder with these kinds, None for those that are on by default."""
    return coder.load(names)


def code(article: Article, names: tuple[str, ...] | None = None) -> Events:
    """Give an article's events."""
    return reader(names).code(article).events


def by_rules(fields: Row) -> Events:
    """Give the events of a row's text as the coder tells them without its verifier."""
    one = article(fields)
    return reader().by_rules().code(one).events if one else ()


def known_kinds() -> frozenset[str]:
    """Name the kinds that the coder has."""
    return frozenset(kind.name for kind in kinds.discover())


def article(fields: Row) -> Article | None:
    """Make an article of a row's text, as the service would; None where it would be refused."""
    try:
        return articles.parse(json.dumps(fields), source="eval", now=NOW)
    except Poison:
        return None


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def coded(
    given: Sequence[Article | None], turns: int, names: tuple[str, ...] | None = None
) -> tuple[list[Events], float]:
    """Give each article's events, and the fewest seconds that a turn over all of them took."""
    found: list[Events] = []

    def turn() -> None:
        found[:] = [code(one, names) if one else () for one in given]

    return found, min(timed(turn) for _ in range(turns))


def seed_rate() -> float:
    """Give how often a second the seed article is coded."""
    text = SEED.read_text(encoding="utf-8")
    given = [article({"body": text})] * SEED_TIMES
    return SEED_TIMES / coded(given, TURNS)[1]


def worst_cases() -> dict[str, float]:
    """Give the milliseconds that texts take that nobody should write."""
    words = WORDS.split()
    texts = {
        "100 kB without a full stop": (WORDS * (LONG // len(WORDS) + 1))[:LONG],
        "10,000 commas": " ".join(f"{words[n % len(words)]}," for n in range(COMMAS)),
    }
    return {
        name: 1000 * coded([article({"body": text})], TURNS)[1] for name, text in texts.items()
    }
