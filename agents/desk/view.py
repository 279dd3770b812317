"""The read model behind the desk: messages in, cards out.

`View.apply` takes what stands on the topics `stories`, `actions`, `outbox`, `receipts` and
`decisions`, in any order and any number of times; everything it does not know it ignores. It has
no clock and does no I/O, and is bounded: it can be thrown away and rebuilt by reading the topics
again. Call it from one thread, the one whose event loop serves the pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from agents.desk.cards import Card, Notes, Telling, card
from agents.desk.newest import Newest, utc
from streams.messages import (
    Action,
    Decision,
    Delivery,
    Message,
    Reason,
    Receipt,
    ReceiptStatus,
    Story,
)
from streams.messages import Change as Material

# Acks and receipts are small and may come long before or after their story.
NOTES_PER_STORY = 10
PROGRESS = (
    ReceiptStatus.INTENT,
    ReceiptStatus.WAITING,
    ReceiptStatus.FAILED,
    ReceiptStatus.SENT,
)


class Change(NamedTuple):
    """Which card a message changed, whether it is new, and which cards made room for it."""

    story: str
    added: bool = False
    dropped: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """What is left of a decision: enough to count it once."""

    reason: Reason
    at: datetime


class View:
    """The newest `limit` stories, each with who was told and who took note."""

    def __init__(self, limit: int = 2000) -> None:
        notes = NOTES_PER_STORY * limit
        self.limit = limit
        self._stories = Newest[Story](
            limit,
            version=lambda story: (story.revision, utc(story.updated_at), story.articles),
            at=lambda story: story.updated_at,
        )
        self._turns = Newest[datetime](limit, version=utc, at=utc)
        self._actions = Newest[Action](
            notes,
            version=lambda action: (utc(action.at), action.kind, action.by),
            at=lambda action: action.at,
        )
        self._tellings = Newest[Telling](
            notes,
            version=lambda telling: (telling.repeat, utc(telling.at)),
            at=lambda telling: telling.at,
        )
        self._receipts = Newest[Receipt](notes, version=_progress, at=lambda receipt: receipt.at)
        self._outcomes = Newest[Outcome](
            notes,
            version=lambda outcome: (utc(outcome.at), outcome.reason),
            at=lambda outcome: outcome.at,
        )
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        self._cards: dict[str, Card] = {}
        self._listeners: list[Callable[[Change], None]] = []

    def __len__(self) -> int:
        return len(self._stories)

    def __contains__(self, story: str) -> bool:
        return story in self._stories

    def apply(self, message: Message) -> Change | None:
        """Take a message in; gives the change of a card, None when no card looks different."""
        match message:
            case Story():
                change = self._story(message)
            case Delivery():
                change = self._delivery(message)
            case Receipt():
                change = self._receipt(message)
            case Action():
                change = self._action(message)
            case Decision():
                outcome = Outcome(message.reason, message.at)
                self._outcomes.put(message.key, outcome)
                change = None
            case _:
                change = None
        return self._tell(change) if change else None

    def ids(self) -> list[str]:
        """Name all stories, newest first."""
        return sorted(self._stories, key=self._stories.rank, reverse=True)

    def card(self, story: str) -> Card | None:
        """Give a story's card, None when the story is not held."""
        held = self._stories.get(story)
        if held is None:
            return None
        if story not in self._cards:
            self._cards[story] = card(held, self._notes(story))
        return self._cards[story]

    def cards(self) -> list[Card]:
        """Give all cards, newest first."""
        return [found for story in self.ids() if (found := self.card(story))]

    def decisions(self) -> dict[str, int]:
        """Count the newest decisions by reason: what was looked at, also when no card came."""
        return dict(Counter(outcome.reason.value for outcome in self._outcomes.values()))

    def acted_at(self, story: str) -> datetime | None:
        """Give the time of the newest action on a story."""
        action = self._actions.get(story)
        return utc(action.at) if action else None

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Have every change told to a listener; call what is returned to end it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> Change:
        for story in (change.story, *change.dropped):
            self._cards.pop(story, None)
        for listener in tuple(self._listeners):
            listener(change)
        return change

    def _story(self, story: Story) -> Change | None:
        turned = self._turn(story)
        known = story.id in self._stories
        put = self._stories.put(story.id, story)
        if put.kept:
            return Change(story.id, added=not known, dropped=tuple(put.dropped))
        return self._touched(story.id, turned)

    def _turn(self, story: Story) -> bool:
        """Remember when a story turned: what a later revision changes leaves the turn standing."""
        turned = story.change is Material.MODALITY
        at = story.turned_at or (story.updated_at if turned else None)
        return at is not None and self._turns.put(story.id, at).kept

    def _delivery(self, delivery: Delivery) -> Change | None:
        """Note who is being told; the alert carries the story, which may not have come yet."""
        telling = _telling(delivery)
        put = self._tellings.put(telling.key, telling)
        if put.kept:
            self._told[telling.story].add(telling.key)
        for gone in put.dropped.values():
            self._forget(gone)
        return self._story(delivery.alert.story) or self._touched(telling.story, put.kept)

    def _forget(self, telling: Telling) -> None:
        self._cards.pop(telling.story, None)
        self._told[telling.story].discard(telling.key)
        if not self._told[telling.story]:
            del self._told[telling.story]

    def _receipt(self, receipt: Receipt) -> Change | None:
        put = self._receipts.put(receipt.delivery_key, receipt)
        telling = self._tellings.get(receipt.delivery_key)
        return self._touched(telling.story, put.kept) if telling else None

    def _action(self, action: Action) -> Change | None:
        return self._touched(action.story, self._actions.put(action.story, action).kept)

    def _touched(self, story: str, kept: bool) -> Change | None:  # noqa: FBT001 - reads as a fact
        return Change(story) if kept and story in self._stories else None

    def _notes(self, story: str) -> Notes:
        keys = sorted(self._told.get(story, ()))
        held = [telling for key in keys if (telling := self._tellings.get(key))]
        return Notes(
            tellings=tuple((telling, self._receipts.get(telling.key)) for telling in held),
            action=self._actions.get(story),
            turned_at=self._turns.get(story),
        )


def _progress(receipt: Receipt) -> tuple[datetime, int, int, bool]:
    return utc(receipt.at), receipt.attempt, PROGRESS.index(receipt.status), receipt.repeat


def _telling(delivery: Delivery) -> Telling:
    alert = delivery.alert
    return Telling(
        key=delivery.delivery_key,
        story=alert.story.id,
        channel=delivery.channel,
        rule=alert.rule,
        severity=alert.severity,
        revision=alert.story.revision,
        story_at=alert.story.updated_at,
        at=alert.decided_at,
        repeat=delivery.repeat,
    )
