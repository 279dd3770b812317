"""Every source keeps the contract, and the bundled feed looks like today."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from readings import Reading, ids

from streams import plugins
from streams.messages import Article
from streams.sources import Source, sample

Clock = Callable[[], datetime]
NAMES = plugins.names("streams.sources")


@pytest.mark.parametrize("name", NAMES)
def test_a_source_has_a_manual_a_frozen_config_and_open(name: str) -> None:
    """What the manual shows is a valid table, and unknown settings are refused."""
    module = plugins.load("streams.sources", name)
    head, _ = plugins.manual(module)
    assert head.startswith(f"{name}: ")
    shown = "\n".join(row for row in (module.__doc__ or "").splitlines() if row[:4] == "    ")
    (table,) = tomllib.loads(shown)["sources"].values()
    assert table.pop("type") == name
    config = module.Config.model_validate(table)
    with pytest.raises(ValidationError):
        module.Config.model_validate({**table, "colour": "red"})
    with pytest.raises(ValidationError):
        config.colour = "red"
    assert callable(module.open)


SAMPLES = Path(sample.__file__).with_name("sample.jsonl")
ROWS: list[dict[str, Any]] = [json.loads(row) for row in SAMPLES.open(encoding="utf-8")]


def samples(now: Clock, *, loop: bool = False) -> Source:
    """Open the bundled feed without pauses."""
    return sample.open(sample.Config(interval=0, loop=loop), "sample", now)


async def test_the_bundled_feed_looks_like_today(now: Clock) -> None:
    """Every sample is an article of the last hours, in order, none of them alike."""
    articles = [item.message for item in await Reading(samples(now)).rest()]
    assert len(articles) == len(ROWS) >= 60
    dates = [article.published_at for article in articles if isinstance(article, Article)]
    known = [date for date in dates if date]
    assert len(known) == len(ROWS)
    assert known == sorted(known)
    assert now() - timedelta(hours=5) < known[0] < known[-1] <= now()
    assert len({article.key for article in articles}) == len(ROWS)


async def test_the_bundled_feed_is_never_told_again(now: Clock) -> None:
    """A restart goes on behind the position, and on another day identities are the same."""
    whole = await Reading(samples(now)).rest()
    rest = await Reading(samples(now), whole[9].position).rest()
    assert rest == whole[10:]
    later = await Reading(samples(lambda: now() + timedelta(days=3))).rest()
    assert [item.message.key for item in later] == [item.message.key for item in whole]
    assert await Reading(samples(now), whole[-1].position).rest() == []


async def test_the_bundled_feed_can_begin_anew(now: Clock) -> None:
    """With `loop` each round is told as new articles."""
    count = len(ROWS)
    items = await Reading(samples(now, loop=True)).take(2 * count + 1)
    assert len({item.message.key for item in items}) == 2 * count + 1
    assert ids(items)[0] + "-2" == ids(items)[-1]


async def test_the_bundled_feed_is_paced(now: Clock) -> None:
    """The first article comes at once, the next after the interval."""
    reading = Reading(sample.open(sample.Config(interval=60), "sample", now))
    await reading.take(1)
    await reading.silent()


def test_the_samples_are_varied() -> None:
    """Many outlets, some in Arabic, of realistic length, and all addresses are reserved ones."""
    assert len({row["source"] for row in ROWS}) > 40
    assert 6 <= sum(row["lang"] == "ar" for row in ROWS) <= 8
    assert all(60 <= len(row["body"].split()) <= 350 for row in ROWS)
    assert all(".example/" in row["url"] for row in ROWS)
