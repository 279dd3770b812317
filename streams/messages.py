"""What travels on the topics: frozen pydantic models, one for each topic.

Every message knows its `key` (what partitions and compacts it) and turns into JSON bytes and back
with `encode` and `decode`. Unknown fields are ignored on the way in, so that an older worker can
read what a newer one wrote.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from streams.errors import Poison


def digest(*parts: str) -> str:
    """Name a thing by its parts: sha256 over the parts, each with its length, as 64 hex digits."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Part(BaseModel):
    """A frozen piece of a message."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(Part):
    """What can stand on a topic."""

    @property
    def key(self) -> str:
        """What partitions the topic, and compacts it where the topic is compacted."""
        raise NotImplementedError

    @property
    def context(self) -> dict[str, str]:
        """Say what it is about, under the names that logs and decisions use."""
        return {}

    def encode(self) -> bytes:
        """Give the bytes for the topic."""
        return self.model_dump_json(exclude_defaults=True).encode()

    @classmethod
    def decode(cls, value: bytes) -> Self:
        """Read the bytes of a topic; raises Poison, naming the field, on anything else."""
        try:
            return cls.model_validate_json(value)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            field = ".".join(map(str, first["loc"])) or "the message"
            raise Poison(f"not a {cls.__name__}: {field}: {first['msg']}") from error


class Article(Message):
    """One text from one source.

    `key` is the identity (sha256 of the canonical URL, else of source and native id, else of the
    content); `id` is the name its source gave it, or the key. Dates are aware or absent.
    """

    identity: str
    id: str
    content_hash: str
    url: str | None = None
    source: str = ""
    lang: str | None = None
    title: str = ""
    body: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    first_seen_at: datetime

    @property
    def key(self) -> str:
        """Give the identity, so that all versions of an article share a partition."""
        return self.identity

    @property
    def context(self) -> dict[str, str]:
        """Name the article."""
        return {"article": self.identity, "id": self.id}


class Modality(StrEnum):
    """The status of the movement or violence itself, not of the talking about it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    HISTORICAL = "historical"
    EXERCISE = "exercise"


class Attribution(StrEnum):
    """Who vouches for an event."""

    OFFICIAL = "official"
    CLAIMED = "claimed"
    MEDIA = "media"
    ANONYMOUS = "anonymous"
    NONE = "none"


Unit = Literal[
    "troops",
    "killed",
    "wounded",
    "captured",
    "vehicles",
    "ships",
    "aircraft",
    "missiles",
    "drones",
]
FieldName = Literal["title", "body"]


class Quantity(Part):
    """A number that the text gives for an event, with the words that say it."""

    value: int
    unit: Unit
    text: str


class Evidence(Part):
    """The sentence that proves an event; `text == field[start:end]`, in code points."""

    text: str
    field: FieldName
    start: int
    end: int


class Cue(Part):
    """A word that decided something; offsets index the same field as the evidence.

    `role` is one of trigger, companion, modality, attribution, nuance, actor, target, place,
    quantity, when.
    """

    text: str
    role: str
    start: int
    end: int


class Event(Part):
    """What an article says happened; `refines` names what its kind is a special case of."""

    kind: str
    refines: str | None = Field(default=None, exclude_if=lambda value: value is None)
    modality: Modality
    attribution: Attribution
    attributed_to: str | None = None
    nuance: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    target: str | None = None
    place: str | None = None
    country: str | None = None
    quantities: tuple[Quantity, ...] = ()
    when: date | None = None
    confidence: float
    evidence: Evidence
    cues: tuple[Cue, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Name the kinds that it answers to: its own, then the one that it refines."""
        return (self.kind,) if self.refines is None else (self.kind, self.refines)


class Span(Part):
    """A stretch of a field, in code points, that satisfied a rule."""

    field: FieldName
    start: int
    end: int


class Match(Part):
    """A rule that an article satisfies.

    `events` are the indices of the events that satisfied it; empty for a rule on text alone.
    """

    rule: str
    spans: tuple[Span, ...] = ()
    events: tuple[int, ...] = ()


class Classified(Message):
    """An article with the events found in it and the rules that it satisfies."""

    article: Article
    lang: str
    events: tuple[Event, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def key(self) -> str:
        """Give the identity of the article."""
        return self.article.identity

    @property
    def context(self) -> dict[str, str]:
        """Name the article."""
        return self.article.context


class Severity(StrEnum):
    """How loudly to tell: low, medium, high, critical."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Change(StrEnum):
    """What made a revision of a story."""

    FIRST_REPORT = "first_report"
    MODALITY = "modality_changed"
    NUMBER = "number_moved"
    NONE = "another_article"


class Teller(Part):
    """One article of a story, as a reader would cite it."""

    article: str
    id: str
    source: str
    title: str
    url: str | None = None
    published_at: datetime | None = None


class Story(Message):
    """A real-world happening as far as it is told: its newest state and who told it.

    `revision` counts material changes from 1. `event` is the newest telling, None for a story that
    only rules on text know. `tellers` are the articles, oldest first, at most 20 of `articles`.
    `first_seen_at` and `updated_at` are when its first and its newest article were first seen,
    `turned_at` when its modality last changed, `published_at` the newest publication.
    """

    id: str
    revision: int
    change: Change
    headline: str
    event: Event | None = None
    lang: str = "en"
    excerpt: Evidence | None = None
    articles: int = 1
    sources: tuple[str, ...] = ()
    tellers: tuple[Teller, ...] = ()
    matches: tuple[Match, ...] = ()
    first_seen_at: datetime
    updated_at: datetime
    turned_at: datetime | None = None
    published_at: datetime | None = None

    @property
    def key(self) -> str:
        """Give the story's id."""
        return self.id

    @property
    def context(self) -> dict[str, str]:
        """Name the story and its newest article."""
        newest = self.tellers[-1]
        return {"story": self.id, "article": newest.article, "id": newest.id}


class Alert(Part):
    """A revision of a story that a rule's owner is to be told."""

    id: str
    rule: str
    severity: Severity
    story: Story
    spans: tuple[Span, ...] = ()
    decided_at: datetime


class Delivery(Message):
    """One alert for one channel.

    `delivery_key` never changes over retries and replays; `thread` is the same for all revisions
    of a story that a rule tells on a channel. `repeat` marks an attempt after one that may have
    been accepted: readers then see "possible repeat". `note` is a word to the reader about this
    delivery alone, such as that it could not be told where it belongs.
    """

    delivery_key: str
    thread: str
    channel: str
    alert: Alert
    repeat: bool = False
    note: str = ""

    @property
    def key(self) -> str:
        """Give the channel, so that one channel's deliveries stay in order."""
        return self.channel

    @property
    def context(self) -> dict[str, str]:
        """Name the story, its newest article, the rule and the channel."""
        return {**self.alert.story.context, "rule": self.alert.rule, "channel": self.channel}


class ReceiptStatus(StrEnum):
    """How far a delivery got.

    `intent`: about to be sent, so without a later receipt it may have been accepted. `waiting`:
    the channel said not now, for certain. `sent` and `failed` are final.
    """

    INTENT = "intent"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Receipt(Message):
    """What a channel answered, or the intent that was written before it was asked.

    `reference` is what the channel needs to edit or thread a later revision (a Slack ts, a mail's
    Message-ID), and never holds a secret. `repeat` says that readers may have seen it twice.
    `writer` is the process that wrote it.
    """

    delivery_key: str
    thread: str
    channel: str
    status: ReceiptStatus
    attempt: int = 1
    revision: int = 1
    at: datetime
    repeat: bool = False
    reference: dict[str, str] = Field(default_factory=dict)
    error: str | None = None
    writer: str = ""

    @property
    def key(self) -> str:
        """Give the delivery key: the topic keeps the newest state of each delivery."""
        return self.delivery_key


class Reason(StrEnum):
    """Why an outcome is what it is: the closed list, also the metric's label."""

    CLASSIFIED = "classified"
    NO_EVENT = "no_event"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    DEAD_LETTERED = "dead_lettered"
    REJECTED = "rejected"
    NOT_MATCHED = "not_matched"
    DUPLICATE = "duplicate"
    MERGED = "merged"
    NEW_STORY = "new_story"
    UPDATED = "updated"
    NO_RULE = "no_rule"
    ALERTED = "alerted"
    ALREADY_TOLD = "already_told"
    ACKED = "acked"
    REPLAY = "replay"
    SENT = "sent"
    SENT_MAYBE_TWICE = "sent_maybe_twice"
    REFUSED = "refused"
    ALREADY_SENT = "already_sent"
    REINJECTED = "reinjected"


class Decision(Message):
    """One outcome with its reason: what happened to an article, a story or a delivery, and why.

    `record` is where the message stood that it is about, as `topic/partition/offset`.
    """

    stage: str
    reason: Reason
    detail: str = ""
    article: str | None = None
    id: str | None = None
    story: str | None = None
    revision: int | None = None
    rule: str | None = None
    channel: str | None = None
    record: str | None = None
    at: datetime

    @property
    def key(self) -> str:
        """Give what was decided on, so that a step done again overwrites its own row."""
        parts = (self.stage, self.article, self.story, self.rule, self.channel)
        return digest(*(part or "" for part in parts), str(self.revision or 0))


class Action(Message):
    """What a person did to a story on the desk or in a channel."""

    story: str
    kind: Literal["ack", "unack"]
    by: str
    at: datetime

    @property
    def key(self) -> str:
        """Give the story: the topic keeps the newest action on each."""
        return self.story


class DeadLetter(Message):
    """A message that could not be processed, whole, with where it stood and why it failed."""

    topic: str
    partition: int
    offset: int
    stage: str
    error: str
    message_key: str | None = None
    value_base64: str
    at: datetime

    @property
    def key(self) -> str:
        """Give the place it came from, so that a redelivery overwrites its own row."""
        return f"{self.topic}/{self.partition}/{self.offset}/{self.stage}"


class Rejected(Message):
    """An input that a source could not make an article of, with the line and the remedy."""

    source: str
    line: int | None = None
    error: str
    value_base64: str
    at: datetime

    @property
    def key(self) -> str:
        """Give the source and the content."""
        return digest(self.source, self.value_base64)


class Position(Message):
    """How far a source was read: what it gives back to go on from there after a restart."""

    source: str
    value: dict[str, Any]

    @property
    def key(self) -> str:
        """Give the source's name: the topic keeps the newest position of each."""
        return self.source
