"""What every channel words the same way: a delivery as a card of plain parts.

Nothing here knows markup. Every string of a `Card` is safe to show: one line, no control
characters, no bidirectional overrides, no lone surrogates, no towers of combining marks. What a
channel still has to escape is its own syntax.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from streams.messages import (
    Alert,
    Attribution,
    Change,
    Delivery,
    Event,
    Evidence,
    Modality,
    Receipt,
    Span,
    Story,
    Teller,
)

REPEAT = "possible repeat: an earlier attempt may already have reached you"
SHOWN_SOURCES = 5
HEADLINE_BUDGET, QUOTE_BUDGET = 300, 700
_PILE = 4  # combining marks on one letter: Arabic and Vietnamese need up to three
_PROOF = frozenset({"trigger", "companion", "modality", "nuance"})
_SAYS = {
    Attribution.OFFICIAL: "an official",
    Attribution.CLAIMED: "a party to the conflict",
    Attribution.MEDIA: "media reports",
    Attribution.ANONYMOUS: "an unnamed source",
}
_SPACE = re.compile(r"\s+")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_UNSAFE_LINE = re.compile(f"{_UNSAFE.pattern}|[\u2028\u2029]")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the proving sentence; bold where it decided something."""

    text: str
    bold: bool


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
    headline = fit(clean(story.headline).strip(), HEADLINE_BUDGET) or "(no headline)"
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
    line = json.dumps(document(delivery), ensure_ascii=False)
    return _UNSAFE_LINE.sub(lambda found: json.dumps(found[0])[1:-1], line)


def clean(text: str) -> str:
    """Take out what would act on a reader's screen instead of being read on it."""
    return "".join(_unpiled(_UNSAFE.sub("", _SPACE.sub(" ", text))))


def _unpiled(text: str) -> Iterable[str]:
    height = 0
    for char in text:
        height = height + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if height <= _PILE:
            yield char


def fit(text: str, budget: int, size: Callable[[str], int] = len) -> str:
    """Shorten to a budget between two words, or else two graphemes, and say so with "…".

    `size` gives what one character costs in the target's own syntax; as the cut is made before
    anything is escaped, it never falls inside an escape.
    """
    if sum(map(size, text)) <= budget:
        return text
    room, end = budget - size("…"), 0
    for char in text:
        room -= size(char)
        if room < 0:
            break
        end += 1
    while end and _joined(text, end):
        end -= 1
    space = text.rfind(" ", 0, end + 1)
    end = space if space > end * 2 // 3 else end
    return text[:end].rstrip() + "…" if budget >= size("…") else ""


def _joined(text: str, at: int) -> bool:
    """Say whether a cut before a character would break what a reader sees as one."""
    before, after = text[at - 1], text[at]
    if _is_flag_half(before) and _is_flag_half(after):
        halves = itertools.takewhile(_is_flag_half, reversed(text[:at]))
        return sum(1 for _ in halves) % 2 == 1
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or after in "\u200c\u200d\ufe0e\ufe0f"
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def fit_runs(
    runs: Iterable[Run], budget: int, size: Callable[[str], int] = len
) -> tuple[Run, ...]:
    """Shorten a sentence as `fit` does; a proof that stands late loses what leads to it first."""
    kept = list(runs)
    lead = kept[0].text if kept and not kept[0].bold else ""
    if len(kept) > 1 and sum(map(size, lead)) > budget // 2:
        kept[0] = Run("…" + fit(lead[::-1], budget // 4, size)[:-1][::-1], bold=False)
    fitted, room = [], budget
    for run in kept:
        short = fit(run.text, room, size)
        fitted.append(Run(short, run.bold))
        room -= sum(map(size, short))
        if short != run.text:
            break
    return tuple(run for run in fitted if run.text)


def proof(story: Story, spans: tuple[Span, ...]) -> tuple[Run, ...]:
    """Split the proving sentence at the words that decided: the event's cues, the rule's spans."""
    evidence = story.event.evidence if story.event else story.excerpt
    if evidence is None:
        return ()
    cues = story.event.cues if story.event else ()
    marks = [(cue.start, cue.end) for cue in cues if cue.role in _PROOF]
    marks += [(span.start, span.end) for span in spans if span.field == evidence.field]
    runs = (Run(clean(run.text), run.bold) for run in _split(evidence, marks))
    return tuple(run for run in runs if run.text)


def _split(evidence: Evidence, marks: list[tuple[int, int]]) -> Iterable[Run]:
    at = 0
    for start, end in _merged(marks, evidence):
        yield Run(evidence.text[at:start], bold=False)
        yield Run(evidence.text[start:end], bold=True)
        at = end
    yield Run(evidence.text[at:], bold=False)


def _merged(marks: list[tuple[int, int]], evidence: Evidence) -> list[tuple[int, int]]:
    """Join marks that touch, as offsets into the evidence; those outside it are dropped."""
    length, merged = len(evidence.text), list[tuple[int, int]]()
    for mark_start, mark_end in sorted(marks):
        start, end = max(mark_start - evidence.start, 0), min(mark_end - evidence.start, length)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def link(url: str | None) -> str | None:
    """Give a web address that is safe to click, ASCII and without `<>|"`, or None."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    bare = parts._replace(netloc=f"[{host}]" if ":" in host else host + port).geturl()
    safe = quote(clean(bare).replace(" ", ""), safe=_URL_SAFE)
    return safe if len(safe) <= 2000 else None  # noqa: PLR2004 - what browsers and Slack take


def instant(moment: datetime) -> str:
    """Write a moment in UTC, ISO 8601, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def reads_right_to_left(text: str) -> bool:
    """Say which way a text runs: that of its first letter that has a direction."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((way != "L" for way in directions if way in ("L", "R", "AL")), False)


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
        title=fit(clean(teller.title).strip(), 150),
        url=link(teller.url),
        at=instant(teller.published_at) if teller.published_at else None,
    )


def _tally(story: Story) -> str:
    sources = len(set(story.sources) or {teller.source for teller in story.tellers})
    return f"{_count(story.articles, 'article')}, {_count(sources, 'source')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _word(text: str) -> str:
    return fit(clean(text).strip(), 200)


def _label(name: str) -> str:
    return _word(name.replace("_", " ")).capitalize()
