"""sample: the bundled feed, articles written by the project, told one by one as if today.

    [sources.sample]
    type = "sample"
    interval = 2.0     # seconds from one article to the next; 0 tells them all at once
    loop = false       # begin anew at the end, each round as new articles

Outlets, people and happenings are invented. Each article was published some minutes before the
feed reached it (`minutes_ago` in sample.jsonl). A restart goes on behind the last acknowledged
article, and what was told once keeps its identity.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from streams import articles
from streams.messages import Article
from streams.sources import Clock, Item, Position, Source


class Config(BaseModel):
    """The table of a sample source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    interval: float = Field(default=2.0, ge=0)
    loop: bool = False


def open(config: Config, name: str, now: Clock) -> Source:  # noqa: A001 - the port's word
    """Give the source; `name` is not used, as each sample names its outlet."""
    return _Sample(config, name, now)


class _Sample:
    """The source: paces the bundled lines."""

    def __init__(self, config: Config, name: str, now: Clock) -> None:
        self._config = config
        self._name = name
        self._now = now

    async def articles(self, position: Position | None) -> AsyncIterator[Item]:
        """Give the samples behind the position; never ends with `loop`."""
        lines = await asyncio.to_thread(_lines)
        told = start = position["told"] if position else 0
        while told < len(lines) or self._config.loop:
            if told > start:
                await asyncio.sleep(self._config.interval)
            rounds, index = divmod(told, len(lines))
            told += 1
            yield Item(self._article(lines[index], rounds), {"told": told})

    def _article(self, line: str, rounds: int) -> Article:
        now, fields = self._now(), json.loads(line)
        fields["published_at"] = (now - timedelta(minutes=fields["minutes_ago"])).isoformat()
        if rounds:
            fields["id"] += f"-{rounds}"
            fields["url"] += f"?round={rounds}"
        return articles.parse(json.dumps(fields), source=self._name, now=now)


@cache
def _lines() -> list[str]:
    sample = files("streams.sources").joinpath("sample.jsonl")
    return sample.read_text(encoding="utf-8").strip().split("\n")
