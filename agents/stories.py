"""Stories: which articles tell the same happening, and what of it is new.

Pure functions of (stories, message). A story holds one event of each article at most. Two events
are the same happening when their kind agrees (a special case counts as what it refines), they lie
within the window, nothing contradicts, and what they share is enough: `LIKENESS` gives the
points. The constants are this project's own judgement on its sample and sibling articles;
`watchfloor stories` is where they get measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from streams.messages import (
    Article,
    Change,
    Classified,
    Event,
    Match,
    Modality,
    Story,
    Teller,
    digest,
)

ENOUGH: Final = 3.5
LIKENESS: Final = {"country": 1.0, "place": 2.0, "actors": 2.0, "target": 1.0, "number": 1.0}
ELSEWHERE: Final = -2.0
SAME_WORDS: Final = 3.0
TELLERS: Final = 20
HEADLINE: Final = 140
GENERIC: Final = frozenset(
    (
        *("army", "attackers", "fighters", "forces", "government", "gunmen", "insurgents"),
        *("militants", "ministry", "officials", "police", "rebels", "residents", "security"),
        *("soldiers", "the", "troops", "unknown"),
    )
)
"""Words that begin a sentence as a name does and name nobody."""
WORD: Final = re.compile(r"\w{3,}")


def names(*texts: str | None) -> frozenset[str]:
    """Give the words of some texts that are names; Arabic has no capitals, so there all are."""
    return frozenset(
        word.casefold()
        for text in texts
        if text
        for word in WORD.findall(text)
        if not word[0].islower() and word.casefold() not in GENERIC
    )


def words(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(WORD.findall(text.casefold()))


def family(event: Event) -> str:
    """Name the kind that an event is counted as: what its own refines, else its own."""
    return event.kinds[-1]


def likeness(one: Event, other: Event) -> float:
    """Give how much two events of one kind share; below zero when they contradict each other."""
    place = _share(names(one.place), names(other.place))
    target = _share(names(one.target), names(other.target))
    if one.country and other.country and one.country != other.country:
        return -1.0
    if place is False and target is False:
        return -1.0
    shared = {
        "country": one.country is not None and one.country == other.country,
        "place": place,
        "actors": _share(names(*one.actors), names(*other.actors)),
        "target": target,
        "number": bool(_numbers(one).items() & _numbers(other).items()),
    }
    points = sum(LIKENESS[name] for name, holds in shared.items() if holds)
    elsewhere = ELSEWHERE if place is False else 0.0
    return points + elsewhere + SAME_WORDS * _overlap(one.evidence.text, other.evidence.text)


def _share(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Say whether two sets have something in common; None where one of them is empty."""
    return bool(one & other) if one and other else None


def _overlap(one: str, other: str) -> float:
    """Give the Jaccard coefficient of two texts' words."""
    left, right = words(one), words(other)
    return len(left & right) / max(1, len(left | right))


def _numbers(event: Event) -> dict[str, int]:
    return {quantity.unit: quantity.value for quantity in event.quantities}


def choose(
    event: Event, at: datetime, stories: Iterable[Story], window: timedelta
) -> Story | None:
    """Give the story that an event belongs to: the most alike within the window, the newest first.

    None starts a new one.
    """
    best, most = None, ENOUGH
    for story in stories:
        if story.event is None or family(story.event) != family(event):
            continue
        if abs(at - _published(story)) > window:
            continue
        points = likeness(event, story.event)
        if points > most or (
            points == most and (best is None or story.updated_at > best.updated_at)
        ):
            best, most = story, points
    return best


def time_of(article: Article) -> datetime:
    """Give the time of an article: its publication where it has one, else its first sight."""
    return article.published_at or article.first_seen_at


def _published(story: Story) -> datetime:
    return story.published_at or story.updated_at


def begin(classified: Classified, place: int, matches: tuple[Match, ...]) -> Story:
    """Make the story that an article is the first to tell, of its event at a place from 0."""
    article = classified.article
    event = classified.events[place] if classified.events else None
    return Story(
        id=digest("story", article.identity, str(place))[:16],
        revision=1,
        change=Change.FIRST_REPORT,
        headline=headline(article, event),
        event=event,
        lang=classified.lang,
        sources=(article.source,),
        tellers=(teller(article),),
        matches=matches,
        first_seen_at=article.first_seen_at,
        updated_at=article.first_seen_at,
        published_at=time_of(article),
    )


def join(
    story: Story, classified: Classified, event: Event | None, matches: tuple[Match, ...]
) -> Story:
    """Add an article to a story: a new revision where it says something new, else a count."""
    article = classified.article
    change = what_changed(story.event, event) if event else Change.NONE
    update: dict[str, object] = {
        "change": change,
        "articles": story.articles + 1,
        "sources": tuple(dict.fromkeys((*story.sources, article.source))),
        "tellers": (*story.tellers, teller(article))[-TELLERS:],
        "matches": matches,
        "updated_at": max(story.updated_at, article.first_seen_at),
        "published_at": max(_published(story), time_of(article)),
    }
    if change is Change.MODALITY:
        update["turned_at"] = update["updated_at"]
    if change is not Change.NONE:
        update |= {
            "revision": story.revision + 1,
            "event": event,
            "headline": headline(article, event),
            "lang": classified.lang,
        }
    return story.model_copy(update=update)


def what_changed(before: Event | None, after: Event) -> Change:
    """Say what a newer telling changes; a number repeated or left out changes nothing."""
    if before is None:
        return Change.NONE
    if before.modality != after.modality and after.modality is not Modality.HISTORICAL:
        return Change.MODALITY
    old = _numbers(before)
    moved = (unit in old and old[unit] != value for unit, value in _numbers(after).items())
    return Change.NUMBER if any(moved) else Change.NONE


def headline(article: Article, event: Event | None = None) -> str:
    """Give an article's title; where it has none, the proving sentence or the first line."""
    lines = [event.evidence.text] if event else article.body.splitlines()
    found = article.title or next((line for line in lines if line.strip()), "")
    said = " ".join(found.split())
    if article.title or len(said) <= HEADLINE:
        return said
    return said[: HEADLINE - 1].rsplit(" ", 1)[0] + "…"


def teller(article: Article) -> Teller:
    """Cite an article."""
    return Teller(
        article=article.identity,
        id=article.id,
        source=article.source,
        title=article.title,
        url=article.url,
        published_at=article.published_at,
    )
