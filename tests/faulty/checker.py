"""What was lost, told twice or told out of order: from the log and the sinks' truth. Pure."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from streams import topics
from streams.messages import (
    Article,
    Classified,
    DeadLetter,
    Decision,
    Delivery,
    Message,
    Reason,
    Receipt,
    ReceiptStatus,
    Story,
)

FINAL = {ReceiptStatus.SENT, ReceiptStatus.FAILED}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A delivery that a sink took; `who` tells the recipients of one mail apart."""

    key: str
    marked: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known at the end of a run.

    `acknowledged` are the identities of the articles that Kafka said it has, `loud` the ids of
    those of them that must be told, each with its channel. `accepted` stands in the order of
    acceptance.
    """

    acknowledged: Iterable[str]
    loud: Mapping[str, str]
    decisions: Sequence[Decision]
    letters: Sequence[DeadLetter]
    outbox: Sequence[Delivery]
    receipts: Sequence[Receipt]
    accepted: Sequence[Accepted]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found; `pending` deliveries have no final receipt yet."""

    lost_articles: frozenset[str]
    lost_alerts: frozenset[str]
    pending: frozenset[str]
    unmarked: int
    marked: int
    reordered: int
    dead: int
    gaps: int

    @property
    def lost(self) -> int:
        """Count the articles and the alerts that are lost."""
        return len(self.lost_articles) + len(self.lost_alerts)

    @property
    def settled(self) -> bool:
        """Say whether everything has come to its end."""
        return not (self.lost or self.pending)


def check(found: Found) -> Verdict:
    """Judge a run."""
    dead = dead_articles(found.letters)
    decided = {d.article for d in found.decisions if d.stage == topics.CLASSIFY.name}
    told = told_articles(found)
    final = {r.delivery_key for r in found.receipts if r.status in FINAL}
    unmarked, marked = repeats(found.accepted)
    return Verdict(
        lost_articles=frozenset(found.acknowledged) - decided,
        lost_alerts=frozenset(found.loud) - told - dead,
        pending=frozenset(d.delivery_key for d in found.outbox) - final,
        unmarked=unmarked,
        marked=marked,
        reordered=reordered(found.outbox, found.accepted),
        dead=len({letter.key for letter in found.letters}),
        gaps=sum(d.reason is Reason.REINJECTED for d in found.decisions),
    )


def told_articles(found: Found) -> frozenset[str]:
    """Give the ids of the articles whose alert was accepted on the channel it belongs to."""
    accepted = {each.key for each in found.accepted}
    mine = (d for d in found.outbox if d.delivery_key in accepted)
    return frozenset(
        name for d in mine for name in [newest(d.alert.story)] if found.loud.get(name) == d.channel
    )


def newest(story: Story) -> str:
    """Give the id of the article that made a revision."""
    return story.tellers[-1].id


ARTICLE_OF: Mapping[str, tuple[type[Message], Callable[..., str]]] = {
    "articles": (Article, lambda article: article.id),
    "classified": (Classified, lambda classified: classified.article.id),
    "stories": (Story, newest),
    "outbox": (Delivery, lambda delivery: newest(delivery.alert.story)),
}


def dead_articles(letters: Iterable[DeadLetter]) -> frozenset[str]:
    """Give the ids of the articles that dead letters are about."""
    found = set()
    for letter in letters:
        model, name = ARTICLE_OF[letter.topic]
        found.add(name(model.decode(base64.b64decode(letter.value_base64))))
    return frozenset(found)


def repeats(accepted: Sequence[Accepted]) -> tuple[int, int]:
    """Count the acceptances after the first of each delivery: without and with the mark.

    Of two attempts that race, the marked one may be accepted first; the other is no surprise then.
    """
    times = Counter((each.key, each.who) for each in accepted)
    plain = Counter((each.key, each.who) for each in accepted if not each.marked)
    unmarked = sum(count - 1 for count in plain.values())
    return unmarked, sum(count - 1 for count in times.values()) - unmarked


def reordered(outbox: Iterable[Delivery], accepted: Sequence[Accepted]) -> int:
    """Count the revisions that were first accepted after a later one of their thread."""
    known = {d.delivery_key: (d.thread, d.alert.story.revision) for d in outbox}
    newest_of: dict[tuple[str, str], int] = {}
    seen: set[tuple[str, str]] = set()
    late = 0
    for each in accepted:
        if each.key not in known or (each.key, each.who) in seen:
            continue
        seen.add((each.key, each.who))
        thread, revision = known[each.key]
        late += revision < newest_of.get((thread, each.who), 0)
        newest_of[thread, each.who] = max(revision, newest_of.get((thread, each.who), 0))
    return late
