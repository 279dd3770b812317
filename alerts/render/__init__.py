"""What every channel words the same way: a delivery as a card of plain parts.

Nothing here knows markup. Every string of a `Card` is safe to show: one line, no control
characters, no bidirectional overrides, no lone surrogates, no towers of combining marks. What a
channel still has to escape is its own syntax.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from alerts.render.proof import Run, fit_runs, proof
from alerts.render.words import (
    clean,
    escape_unsafe,
    fit,
    instant,
    link,
    reads_right_to_left,
)
from streams.messages import (
    Alert,
    Attribution,
    Change,
    Delivery,
    Event,
    Modality,
    Receipt,
    Story,
    Teller,
)

__all__ = [
    "REPEAT",
    "Card",
    "Run",
    "Source",
    "card",
    "clean",
    "document",
    "fit",
    "fit_runs",
    "instant",
    "json_line",
    "link",
    "notes",
    "proof",
    "reads_right_to_left",
    "text",
]

REPEAT = "possible repeat: an earlier attempt may already have reached you"
SHOWN_SOURCES = 5
HEADLINE_BUDGET, QUOTE_BUDGET = 300, 700
READ = 2000  # of a field: no title is longer that means well
_SAYS = {
    Attribution.OFFICIAL: "an official",
    Attribution.CLAIMED: "a party to the conflict",
    Attribution.MEDIA: "media reports",
    Attribution.ANONYMOUS: "an unnamed source",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One article of the story; `url` is http or https, or absent."""

    name: str
    title: str
    url: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """An alert in words, ready for a channel's own markup."""

    title: str
    headline: str
    severity: str
    kind: str | None
    badges: tuple[str, ...]
    change: str | None
    repeat: str | None
    note: str | None
    quote: tuple[Run, ...]
    facts: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    more: int
    tally: str
    rule: str
    at: str
    rtl: bool


def card(delivery: Delivery, previous: Receipt | None = None) -> Card:
    """Word a delivery; with a previous receipt of its thread it reads as an update."""
    alert, story = delivery.alert, delivery.alert.story
    headline = fit(clean(story.headline[:READ]).strip(), HEADLINE_BUDGET) or "(no headline)"
    badges = _badges(story.event)
    kind = _label(story.event.kind) if story.event else None
    return Card(
        title=_title(alert, kind, badges, headline),
        headline=headline,
        severity=alert.severity.upper(),
        kind=kind,
        badges=badges,
        change=_change(story) if previous else None,
        repeat=REPEAT if delivery.repeat else None,
        note=_word(delivery.note) or None,
        quote=fit_runs(proof(story, alert.spans), QUOTE_BUDGET),
        facts=tuple(_facts(story.event)) if story.event else (),
        sources=tuple(_source(teller) for teller in story.tellers[:SHOWN_SOURCES]),
        more=max(0, story.articles - min(len(story.tellers), SHOWN_SOURCES)),
        tally=_tally(story),
        rule=_word(alert.rule),
        at=instant(story.updated_at),
        rtl=reads_right_to_left(headline),
    )


def text(card: Card) -> str:
    """Lay a card out as plain lines, for mail readers, fallbacks and terminals."""
    lines = [card.title, *notes(card)]
    if card.quote:
        lines += ["", f"“{''.join(run.text for run in card.quote).strip()}”"]
    if card.facts:
        lines += ["", *(f"{label}: {value}" for label, value in card.facts)]
    lines += ["", f"{card.tally}:" if card.sources else card.tally]
    for source in card.sources:
        lines.append("- " + ", ".join(filter(None, (source.name, source.title, source.at))))
        lines += [f"  {source.url}"] if source.url else []
    lines += [f"- and {card.more} more"] if card.more else []
    return "\n".join([*lines, "", f"rule {card.rule} · {card.at}"])


def notes(card: Card) -> list[str]:
    """List what stands between the headline and the quote: the change, the repeat, the note."""
    return [line for line in (card.change, card.repeat, card.note) if line]


def document(delivery: Delivery) -> dict[str, Any]:
    """Give the alert as data, verbatim, with offsets that hold; other people's rules left out."""
    return {
        "type": "alert",
        "version": 1,
        "delivery_key": delivery.delivery_key,
        "thread": delivery.thread,
        "revision": delivery.alert.story.revision,
        "possible_repeat": delivery.repeat,
        "note": delivery.note,
        "title": card(delivery).title,
        "alert": delivery.alert.model_dump(mode="json", exclude={"story": {"matches"}}),
    }


def json_line(delivery: Delivery) -> str:
    """Write the alert's data as one line of JSON that no terminal takes for commands."""
    return escape_unsafe(json.dumps(document(delivery), ensure_ascii=False))


def _title(alert: Alert, kind: str | None, badges: tuple[str, ...], headline: str) -> str:
    told = [badge for badge in badges if badge != Modality.ACTUAL.upper()]
    what = " ".join([kind, *told]) + ": " if kind else ""
    return f"[{alert.severity.upper()}] {what}{headline}"


def _badges(event: Event | None) -> tuple[str, ...]:
    if event is None:
        return ()
    return (event.modality.upper(), *(_label(word).upper() for word in event.nuance))


def _change(story: Story) -> str:
    event = story.event
    if story.change is Change.MODALITY and event:
        return f"Update: now {event.modality}"
    if story.change is Change.NUMBER and event and event.quantities:
        return f"Update: now {_numbers(event)}"
    if story.change is Change.NONE:
        return "Update: another article"
    return "Update"


def _facts(event: Event) -> Iterable[tuple[str, str]]:
    said_by = _word(event.attributed_to or _SAYS.get(event.attribution, ""))
    if event.attributed_to and event.attribution is not Attribution.NONE:
        said_by += f" ({event.attribution})"
    facts = {
        "Who": ", ".join(map(_word, event.actors)),
        "Target": _word(event.target or ""),
        "Where": _where(event),
        "Numbers": _numbers(event),
        "When": event.when.isoformat() if event.when else "",
        "According to": said_by,
    }
    return ((label, value) for label, value in facts.items() if value)


def _where(event: Event) -> str:
    place, country = _word(event.place or ""), _word(event.country or "")
    return f"{place} ({country})" if place and country else place or country


def _numbers(event: Event) -> str:
    return ", ".join(f"{quantity.value:,} {quantity.unit}" for quantity in event.quantities)


def _source(teller: Teller) -> Source:
    return Source(
        name=_word(teller.source) or "unnamed source",
        title=fit(clean(teller.title[:READ]).strip(), 150),
        url=link(teller.url),
        at=instant(teller.published_at) if teller.published_at else None,
    )


def _tally(story: Story) -> str:
    sources = len(set(story.sources) or {teller.source for teller in story.tellers})
    return f"{_count(story.articles, 'article')}, {_count(sources, 'source')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _word(text: str) -> str:
    return fit(clean(text[:READ]).strip(), 200)


def _label(name: str) -> str:
    return _word(name.replace("_", " ")).capitalize()
