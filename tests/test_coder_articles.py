"""Whole labelled articles: the coder keeps its quality on the project's development set."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agents.coder import load
from streams.messages import Article, Event

FILE = Path(__file__).parent / "data" / "coder" / "watchfloor-dev.jsonl"
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def gold() -> list[dict[str, Any]]:
    """Read the English articles with their labels."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    return [row for row in rows if row["lang"] == "en"]


def events(row: dict[str, Any]) -> tuple[Event, ...]:
    """Code one labelled article."""
    article = Article(
        identity=row["id"],
        id=row["id"],
        content_hash="",
        lang=row["lang"],
        title=row["title"],
        body=row["body"],
        source=row["source"],
        published_at=row["published_at"],
        first_seen_at=SEEN,
    )
    return load().code(article).events


@pytest.fixture(scope="module")
def results() -> list[tuple[dict[str, Any], tuple[Event, ...]]]:
    """Code all labelled articles once."""
    return [(row, events(row)) for row in gold()]


def test_kind_and_modality(results: list[tuple[dict[str, Any], tuple[Event, ...]]]) -> None:
    """Article by article, kinds with their modality reach precision and recall of nine in ten."""
    right = wrong = missed = 0
    for row, found in results:
        wanted = {(event["kind"], event["modality"]) for event in row["events"]}
        given = {(event.kind, event.modality.value) for event in found}
        right += len(wanted & given)
        wrong += len(given - wanted)
        missed += len(wanted - given)
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.9


def test_silence(results: list[tuple[dict[str, Any], tuple[Event, ...]]]) -> None:
    """At most one in ten articles without an event raises a false alarm."""
    silent = [found for row, found in results if not row["events"]]
    assert sum(map(bool, silent)) / len(silent) <= 0.1


def test_arabic_is_guessed() -> None:
    """Arabic that does not say so is known by its letters."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    for row in (row for row in rows if row["lang"] == "ar"):
        article = Article(
            identity="a", id="a", content_hash="", body=row["body"], first_seen_at=SEEN
        )
        coded = load().code(article)
        assert (coded.lang, coded.supported) == ("ar", True)
