"""The examples of the kinds as a proof: a kind whose examples fail does not load."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final

from agents.coder.results import Coded
from agents.kinds import Kind, Positive
from streams.errors import ConfigError
from streams.messages import Article, Event

DAY: Final = datetime(2024, 5, 1, tzinfo=UTC)


def article(text: str, lang: str = "en") -> Article:
    """Make an article of a bare text, for an example."""
    return Article(
        identity="example",
        id="example",
        content_hash="",
        lang=lang,
        body=text,
        published_at=DAY,
        first_seen_at=DAY,
    )


def check(kinds: Iterable[Kind], code: Callable[[Article], Coded]) -> None:
    """Run every example; raises ConfigError naming the file, the text and what came instead."""
    for kind in kinds:
        file = f"agents/kinds/{kind.name}.py"
        for lang, pack in kind.packs.items():
            for positive in pack.positives:
                events = [
                    e for e in code(article(positive.text, lang)).events if kind.name in e.kinds
                ]
                _prove(file, positive, events)
            for text in pack.negatives:
                events = [e for e in code(article(text, lang)).events if kind.name in e.kinds]
                if events:
                    raise ConfigError(
                        f"{file}: the negative example {text!r} gives {events[0].modality}"
                    )


def _prove(file: str, positive: Positive, events: list[Event]) -> None:
    if not events:
        raise ConfigError(f"{file}: the positive example {positive.text!r} gives no event")
    if all(event.modality is not positive.modality for event in events):
        raise ConfigError(
            f"{file}: the example {positive.text!r} gives {events[0].modality}, "
            f"not {positive.modality}"
        )
    if positive.nuance and all(positive.nuance not in event.nuance for event in events):
        raise ConfigError(
            f"{file}: the example {positive.text!r} lacks the nuance {positive.nuance}"
        )
