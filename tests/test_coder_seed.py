"""The seed article gives its four events, exactly, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from agents.coder import load
from streams.messages import Article, Attribution, Event, Modality

SEED = Path(__file__).parent / "data" / "iraq-coalition.txt"


def article() -> Article:
    """Give the seed as it arrives, a day after its yesterday."""
    return Article(
        identity="seed",
        id="seed",
        content_hash="seed",
        body=SEED.read_text("utf-8"),
        published_at=datetime(2024, 1, 28, 9, tzinfo=UTC),
        first_seen_at=datetime(2024, 1, 28, 10, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    """Code the seed once."""
    return load().code(article()).events


def test_four_events(events: tuple[Event, ...]) -> None:
    """Kinds, modalities, speakers and nuances are those of the table in the design."""
    assert [(e.kind, e.modality, e.attribution, e.nuance) for e in events] == [
        ("withdrawal_talks", Modality.PLANNED, Attribution.OFFICIAL, ()),
        ("troop_deployment", Modality.DENIED, Attribution.OFFICIAL, ()),
        ("troop_deployment", Modality.PLANNED, Attribution.MEDIA, ("unconfirmed",)),
        ("attack", Modality.ACTUAL, Attribution.ANONYMOUS, ("foiled",)),
    ]


def test_arguments(events: tuple[Event, ...]) -> None:
    """Actors, target, place and country stand in the words of the text, capitals as countries."""
    assert [(e.actors, e.target, e.place, e.country) for e in events] == [
        (("Iraq", "international coalition"), None, "Iraq", "IQ"),
        (("international coalition",), None, "Iraq", "IQ"),
        (("United States",), None, "Iraq and Syria", None),
        (("ISIS",), "security checkpoint", "Tharthar", "IQ"),
    ]


def test_speakers(events: tuple[Event, ...]) -> None:
    """A denial names the general who made it, not the agency that carried it."""
    assert events[1].attributed_to == "Major General Tahseen Al-Khafaji"
    assert events[3].attributed_to == "security source"


def test_numbers_and_dates(events: tuple[Event, ...]) -> None:
    """The planned deployment counts 1,500 troops, the foiled attack killed nobody, yesterday."""
    assert [[(q.value, q.unit) for q in e.quantities] for e in events] == [
        [],
        [],
        [(1500, "troops")],
        [(0, "killed")],
    ]
    assert events[3].when == date(2024, 1, 27)


def test_evidence(events: tuple[Event, ...]) -> None:
    """Evidence and cues are slices of the body; the byline and the hashtags are never evidence."""
    body = article().body
    for event in events:
        assert body[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.evidence.field == "body"
        assert "Hoda Jassim" not in event.evidence.text
        assert "#" not in event.evidence.text
        for cue in event.cues:
            assert body[cue.start : cue.end] == cue.text


@pytest.mark.parametrize(
    "trap",
    [
        "was established in September 2014",
        "about 2,500 American soldiers",
        "does not need any foreign",
    ],
)
def test_traps(events: tuple[Event, ...], trap: str) -> None:
    """A founding, a presence and a stance are no events."""
    assert not any(trap in event.evidence.text for event in events)


def test_explanation() -> None:
    """The hashtag line's triggers are rejected with that reason, and events equal those of code."""
    explained = load().explain(article())
    assert explained.events == load().code(article()).events
    assert {r.text for r in explained.rejections if r.reason == "in a hashtag line"} >= {"close"}
