"""One story as a reader sees it: the public shape of the API and of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field

from agents.desk.newest import utc
from agents.desk.sentence import Run, runs
from streams import messages
from streams.messages import (
    Action,
    Cue,
    Event,
    Evidence,
    Part,
    Receipt,
    ReceiptStatus,
    Severity,
    Story,
)

SEVERITIES = tuple(Severity)
HEADLINE = 400

State = Literal["queued", "sending", "waiting", "sent", "failed"]
STATES: tuple[State, ...] = (
    "sent",
    "queued",
    "sending",
    "waiting",
    "failed",
)  # the last needs a reader most


class Source(Part):
    """One article of a story, as a reader would cite it."""

    source: str = Field(description="Who published it.")
    title: str = Field(description="Its headline.")
    url: str | None = Field(description="Its http or https address; null when it has none.")
    published_at: datetime | None = Field(description="When, by its own account (UTC).")


class Told(Part):
    """How far one channel got with one rule's newest alert on the story."""

    channel: str = Field(description="The channel's name in the configuration.")
    rule: str = Field(description="The rule that asked for it.")
    state: State = Field(
        description="queued, sending (no answer yet), waiting (tried again soon), sent, failed."
    )
    revision: int = Field(description="Which revision of the story it tells.")
    repeat: bool = Field(description="Readers may have seen it twice.")
    at: datetime = Field(description="When the state was reached (UTC).")
    error: str | None = Field(description="The channel's own word for what went wrong.")


class Ack(Part):
    """Who has taken note of a story, and when."""

    by: str = Field(description="The name given with the ack.")
    at: datetime = Field(description="When (UTC).")
    outdated: bool = Field(
        description="The story was denied, confirmed or raised in severity since: look again."
    )


class Card(Part):
    """A story's newest state."""

    id: str = Field(description="The story's id.")
    revision: int = Field(description="Counts material changes, from 1.")
    change: messages.Change = Field(description="What made this revision.")
    severity: Severity | None = Field(
        description="The highest among its alerts; null when no rule has asked for it."
    )
    headline: str = Field(description="The newest headline.")
    lang: str = Field(description="The language of the headline and the sentence.")
    event: Event | None = Field(description="The newest telling; null: only text rules know it.")
    sentence: tuple[Run, ...] = Field(description="The proving sentence, cut at its cues.")
    articles: int = Field(description="How many articles tell it.")
    sources: tuple[str, ...] = Field(description="Who tells it.")
    tellers: tuple[Source, ...] = Field(description="Its articles, first first, at most 20.")
    rules: tuple[str, ...] = Field(description="The rules that it satisfies.")
    told: tuple[Told, ...] = Field(description="Which channels were told, by name.")
    ack: Ack | None = Field(description="The ack that stands; null: nobody has taken note.")
    first_seen_at: datetime = Field(description="When its first article came in (UTC).")
    updated_at: datetime = Field(description="When its newest state came about (UTC).")

    @property
    def open(self) -> bool:
        """Say whether somebody still has to look: not acked, or changed since."""
        return self.ack is None or self.ack.outdated

    @cached_property
    def wire(self) -> bytes:
        """The card as JSON: encoded once, for all pages that show it."""
        return self.model_dump_json().encode()


class Telling(NamedTuple):
    """What the desk remembers of a delivery."""

    key: str
    story: str
    channel: str
    rule: str
    severity: Severity
    revision: int
    story_at: datetime
    at: datetime
    repeat: bool


class Notes(NamedTuple):
    """What is known about a story beside the story: who was told, who acked, when it turned."""

    tellings: tuple[tuple[Telling, Receipt | None], ...] = ()
    action: Action | None = None
    turned_at: datetime | None = None


def card(story: Story, notes: Notes) -> Card:
    """Put a card together."""
    tellings = [telling for telling, _ in notes.tellings]
    return Card(
        id=story.id,
        revision=story.revision,
        change=story.change,
        severity=_highest(tellings),
        headline=_short(story.headline),
        lang=story.lang,
        event=story.event,
        sentence=_sentence(story),
        articles=story.articles,
        sources=story.sources,
        tellers=tuple(_source(teller) for teller in story.tellers),
        rules=tuple(sorted({match.rule for match in story.matches})),
        told=_told(notes.tellings),
        ack=_ack(notes, tellings),
        first_seen_at=utc(story.first_seen_at),
        updated_at=utc(story.updated_at),
    )


def _short(text: str) -> str:
    return text if len(text) <= HEADLINE else text[:HEADLINE].rstrip() + "…"


def _sentence(story: Story) -> tuple[Run, ...]:
    if story.event:
        return runs(story.event.evidence, story.event.cues)
    return runs(story.excerpt, _matched(story, story.excerpt)) if story.excerpt else ()


def _matched(story: Story, excerpt: Evidence) -> Iterable[Cue]:
    """Make cues of the words in the excerpt that satisfied a rule."""
    for span in {span for match in story.matches for span in match.spans}:
        text = excerpt.text[max(0, span.start - excerpt.start) : span.end - excerpt.start]
        if span.field == excerpt.field:
            yield Cue(text=text, role="match", start=span.start, end=span.end)


def _source(teller: messages.Teller) -> Source:
    published = utc(teller.published_at) if teller.published_at else None
    return Source(
        source=teller.source,
        title=_short(teller.title),
        url=web_address(teller.url),
        published_at=published,
    )


def web_address(url: str | None) -> str | None:
    """Let only http and https addresses through: a `javascript:` link is one click from harm."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _highest(tellings: Iterable[Telling]) -> Severity | None:
    return max((telling.severity for telling in tellings), key=SEVERITIES.index, default=None)


def _told(tellings: Iterable[tuple[Telling, Receipt | None]]) -> tuple[Told, ...]:
    """Of each channel and rule the newest revision."""
    ordered = sorted(tellings, key=lambda pair: (*_place(pair[0]), -pair[0].revision, pair[0].key))
    newest = (next(same) for _, same in groupby(ordered, key=lambda pair: _place(pair[0])))
    return tuple(_state(telling, receipt) for telling, receipt in newest)


def _place(telling: Telling) -> tuple[str, str]:
    return telling.channel, telling.rule


def _state(telling: Telling, receipt: Receipt | None) -> Told:
    states: dict[ReceiptStatus, State] = {
        ReceiptStatus.INTENT: "sending",
        ReceiptStatus.WAITING: "waiting",
        ReceiptStatus.SENT: "sent",
        ReceiptStatus.FAILED: "failed",
    }
    return Told(
        channel=telling.channel,
        rule=telling.rule,
        state=states[receipt.status] if receipt else "queued",
        revision=telling.revision,
        repeat=telling.repeat or bool(receipt and receipt.repeat),
        at=utc(receipt.at if receipt else telling.at),
        error=receipt.error if receipt else None,
    )


def _ack(notes: Notes, tellings: list[Telling]) -> Ack | None:
    if not notes.action or notes.action.kind != "ack":
        return None
    at = utc(notes.action.at)
    turned = notes.turned_at is not None and utc(notes.turned_at) > at
    return Ack(by=notes.action.by, at=at, outdated=turned or _raised(tellings, at))


def _raised(tellings: list[Telling], at: datetime) -> bool:
    """Say whether an alert on a later state of the story is more severe than all before."""
    later = _highest(telling for telling in tellings if utc(telling.story_at) > at)
    before = _highest(telling for telling in tellings if utc(telling.story_at) <= at)
    return later is not None and (
        before is None or SEVERITIES.index(later) > SEVERITIES.index(before)
    )
