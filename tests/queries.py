"""Articles and events for the tests of queries and rules."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from alerts.query import Found
from streams.messages import Article, Attribution, Cue, Event, Evidence, Modality

SEEN = datetime(2024, 1, 27, tzinfo=UTC)


def article(body: str = "", **fields: Any) -> Article:
    """Make an article of a body and whatever else matters."""
    return Article(identity="a", id="a", content_hash="h", first_seen_at=SEEN, body=body, **fields)


def event(kind: str = "attack", **fields: Any) -> Event:
    """Make an event whose evidence is the first five code points of the body."""
    given: dict[str, Any] = {
        "modality": Modality.ACTUAL,
        "attribution": Attribution.NONE,
        "confidence": 1.0,
        "evidence": Evidence(text="", field="body", start=0, end=5),
    }
    return Event(kind=kind, **{**given, **fields})


def cue(role: str, start: int, end: int) -> Cue:
    """Make a cue with a role and a place in the evidence's field."""
    return Cue(text="", role=role, start=start, end=end)


def quotes(found: Found | None, told: Article) -> list[str]:
    """Give the stretches of the article that a query found, in their order."""
    assert found is not None
    texts = {"title": told.title, "body": told.body}
    return [texts[span.field][span.start : span.end] for span in found.spans]
