"""Sentences of all modalities, speakers and kinds of junk give what their lines say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.coder import load
from streams.messages import Article, Event

DATA = Path(__file__).parent / "data" / "coder"
KINDS = {"A": "attack", "D": "troop_deployment", "W": "withdrawal_talks"}
DAY = datetime(2025, 6, 12, 10, tzinfo=UTC)


def lines() -> Iterator[tuple[str, str]]:
    """Read the sentences with what their lines expect."""
    for file in sorted(DATA.glob("sentences*.txt")):
        for line in file.read_text("utf-8").splitlines():
            wanted, bar, text = line.partition("|")
            if bar and line[0] not in "#?":
                yield wanted.strip(), text.strip()


def events(text: str) -> tuple[Event, ...]:
    """Code one sentence."""
    article = Article(
        identity="s",
        id="s",
        content_hash="s",
        lang="en",
        body=text,
        published_at=DAY,
        first_seen_at=DAY,
    )
    return load().code(article).events


@pytest.mark.parametrize(("wanted", "text"), list(lines()))
def test_sentence(wanted: str, text: str) -> None:
    """Kinds and modalities are exactly those of the line; speakers and nuances where it says so."""
    found = {(event.kind, event.modality.value): event for event in events(text)}
    tellings = [] if wanted == "-" else [telling.split() for telling in wanted.split(";")]
    assert set(found) == {(KINDS[telling[0]], telling[1]) for telling in tellings}
    for letter, modality, *rest in tellings:
        event = found[KINDS[letter], modality]
        for word in rest:
            if word.startswith("+"):
                assert word[1:] in event.nuance
            else:
                assert event.attribution.value == word
