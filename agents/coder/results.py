"""What the coder gives: the events of an article, and on demand what it left out and why."""

from __future__ import annotations

from dataclasses import dataclass

from streams.messages import Event, FieldName


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder made of an article; an unsupported language gives no events."""

    lang: str
    supported: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A trigger that did not become an event, with the reason."""

    text: str
    field: FieldName
    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What the coder made of an article, and what it left out and why."""

    lang: str
    supported: bool
    events: tuple[Event, ...]
    rejections: tuple[Rejection, ...]
