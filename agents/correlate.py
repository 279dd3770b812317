"""Correlate: the one stage that sees all alertable articles, and follows each story across them.

Its rows are the open stories and the articles that were already taken in. Publishing comes before
the rows, and story ids are made from the article that began them, so a message that comes again
after a crash gives the same stories again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from agents import stories
from streams.guard import Outcome, Rows
from streams.messages import Article, Change, Classified, Decision, Event, Part, Reason, Story

STORY: Final = "story/"
ARTICLE: Final = "article/"
CANDIDATES: Final = 64
"""Stories looked at for each name that an event shares with them."""


class Taken(Part):
    """An article that was taken in: what it said then, and the stories it went to."""

    content_hash: str
    first_seen_at: datetime
    stories: tuple[str, ...]


class Correlator:
    """The open stories and the articles taken in, oldest change first.

    `correlate` gives an outcome, and `apply` takes its rows in once they are durable: those of a
    restart too, in the order in which they were written.
    """

    def __init__(self, window: timedelta) -> None:
        self.window = window
        self.stories: dict[str, Story] = {}
        self.taken: dict[str, Taken] = {}
        self.copies: dict[str, str] = {}
        self.index = Index()

    def apply(self, rows: Rows) -> None:
        """Take in rows that are durable."""
        for key, value in rows:
            self._put(*_read(key, value))

    def _put(self, key: str, value: Story | Taken | None) -> None:
        kind, _, name = key.partition("/")
        table: dict[str, Any] = self.stories if kind == "story" else self.taken
        gone = table.pop(name, None)
        if isinstance(gone, Story):
            self.index.remove(gone)
        if isinstance(gone, Taken) and self.copies.get(gone.content_hash) == name:
            del self.copies[gone.content_hash]
        if value is not None:
            table[name] = value
        if isinstance(value, Story):
            self.index.add(value)
        if isinstance(value, Taken):
            self.copies[value.content_hash] = name

    def correlate(self, classified: Classified, now: Callable[[], datetime]) -> Outcome:
        """Give the stories that an article begins or joins, and the rows to keep of it."""
        article = classified.article
        before = self.taken.get(article.identity)
        if before is not None and before.content_hash == article.content_hash:
            if before.first_seen_at == article.first_seen_at:
                return Outcome()  # the same record again: all of it is already durable
            return Outcome(publish=(_duplicate(article, before, now()),))
        told = list(self._told(classified))
        taken = Taken(
            content_hash=article.content_hash,
            first_seen_at=article.first_seen_at,
            stories=tuple(story.id for story in told),
        )
        rows: Rows = (
            *((STORY + story.id, _bytes(story)) for story in told),
            (ARTICLE + article.identity, _bytes(taken)),
            *self._expired(article.first_seen_at - 2 * self.window),
        )
        decisions = (_decision(story, article, now()) for story in told)
        return Outcome(publish=(*told, *decisions), rows=rows)

    def _told(self, classified: Classified) -> Iterator[Story]:
        """Give a story for each event, or one for an article that only rules on text know."""
        used: set[str] = set()
        on_text = tuple(match for match in classified.matches if not match.events)
        for index, event in enumerate(classified.events or (None,)):
            matches = tuple(match for match in classified.matches if index in match.events)
            matches += on_text if index == 0 else ()
            story = self._find(classified, event, index, used)
            if story is None:
                story = stories.begin(classified, index, matches)
            else:
                story = stories.join(story, classified, event, matches)
            used.add(story.id)
            yield story

    def _find(
        self, classified: Classified, event: Event | None, place: int, used: set[str]
    ) -> Story | None:
        article = classified.article
        original = self.taken.get(self.copies.get(article.content_hash, ""))
        if original and place < len(original.stories):
            return self.stories.get(original.stories[place])
        if event is None:
            return None
        alike = (self.stories[name] for name in self.index.alike(event) if name not in used)
        return stories.choose(event, stories.time_of(article), alike, self.window)

    def _expired(self, limit: datetime) -> Iterator[tuple[str, None]]:
        for name, story in self.stories.items():
            if story.updated_at >= limit:
                break
            yield STORY + name, None
        for name, taken in self.taken.items():
            if taken.first_seen_at >= limit:
                break
            yield ARTICLE + name, None


class Index:
    """Finds the stories that share a name with an event: kind and word to story, newest last."""

    def __init__(self) -> None:
        self._postings: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    def add(self, story: Story) -> None:
        """File a story under its names."""
        for key in _names(story.event):
            self._postings[key][story.id] = None

    def remove(self, story: Story) -> None:
        """Take a story out."""
        for key in _names(story.event):
            posting = self._postings[key]
            posting.pop(story.id, None)
            if not posting:
                del self._postings[key]

    def alike(self, event: Event) -> Iterable[str]:
        """Give the ids of at most `CANDIDATES` stories for each name, the newest of them."""
        found: dict[str, None] = {}
        for key in _names(event):
            posting = self._postings.get(key, {})
            found.update(dict.fromkeys(islice(reversed(posting), CANDIDATES)))
        return found


def _names(event: Event | None) -> Iterator[tuple[str, str]]:
    if event is not None:
        for word in stories.names(event.place, event.target, *event.actors):
            yield stories.family(event), word


def _read(key: str, value: bytes | None) -> tuple[str, Story | Taken | None]:
    if value is None:
        return key, None
    model: type[Story | Taken] = Story if key.startswith(STORY) else Taken
    return key, model.model_validate_json(value)


def _bytes(value: Story | Taken) -> bytes:
    return value.model_dump_json(exclude_defaults=True).encode()


def _duplicate(article: Article, before: Taken, now: datetime) -> Decision:
    return Decision(
        stage="correlate",
        reason=Reason.DUPLICATE,
        detail=f"already told in {', '.join(before.stories)}",
        article=article.identity,
        id=article.id,
        at=now,
    )


def _decision(story: Story, article: Article, now: datetime) -> Decision:
    reasons = {Change.FIRST_REPORT: Reason.NEW_STORY, Change.NONE: Reason.MERGED}
    return Decision(
        stage="correlate",
        reason=reasons.get(story.change, Reason.UPDATED),
        detail=f"{story.change}, article {story.articles} of the story",
        article=article.identity,
        id=article.id,
        story=story.id,
        revision=story.revision,
        at=now,
    )
