"""An article as rules see it: each field cut into words once, each word with its positions.

Every rule asks the same `Text`. A run is the positions of the first and last word of something
found; spans are made from runs only when a rule has matched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from alerts.query.shape import Atom
from streams.messages import Article, Event
from streams.text import keys, stretches, words

Run = tuple[int, int]


class Field:
    """The words of one text with their positions."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _index(self) -> tuple[dict[str, list[int]], dict[str, list[Run]]]:
        """Give the positions of the words as printed, and the runs of their variants."""
        printed: dict[str, list[int]] = {}
        variants: dict[str, list[Run]] = {}
        position = 0
        for chunk in self.text.split():
            for word, _, _, others in words(chunk):
                printed.setdefault(word, []).append(position)
                for variant, width in others:
                    variants.setdefault(variant, []).append((position, position + width - 1))
                position += 1
        return printed, variants

    def runs(self, atom: Atom) -> set[Run]:
        """Give where an atom stands."""
        printed, variants = self._index
        forms = tuple(self._starting(atom.forms)) if atom.prefix else atom.forms
        found = {(at, at) for form in forms for at in printed.get(form, ())}
        if not atom.exact and variants:
            found.update(run for form in forms for run in variants.get(form, ()))
        return found

    def _starting(self, stems: Iterable[str]) -> Iterator[str]:
        for stem in stems:
            at = bisect_left(self._sorted, stem)
            while at < len(self._sorted) and self._sorted[at].startswith(stem):
                yield self._sorted[at]
                at += 1

    @cached_property
    def _sorted(self) -> list[str]:
        printed, variants = self._index
        return sorted(printed.keys() | variants.keys())

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return [
            (at + word.start, at + word.end)
            for at, chunk in stretches(self.text)
            for word in words(chunk)
        ]

    def bounds(self, run: Run) -> tuple[int, int]:
        """Give the code points of a run, in the original text."""
        return self._bounds[run[0]][0], self._bounds[run[1]][1]


class Text:
    """An article with its events, ready for any number of rules.

    `lang` is the language found by a classifier; the article's own goes first.
    """

    def __init__(
        self, article: Article, events: Sequence[Event] = (), lang: str | None = None
    ) -> None:
        self.article = article
        self.events = events
        self.lang = (article.lang or lang or "").casefold().replace("_", "-")
        self.fields = {"title": Field(article.title), "body": Field(article.body)}
        self._named: dict[tuple[str, int], list[Field]] = {}

    @cached_property
    def keys(self) -> set[str]:
        """Give every word and variant of title and body, and `kind:` with each event's kind."""
        found = keys(self.article.title) | keys(self.article.body)
        found.update(f"kind:{event.kind}" for event in self.events)
        return found

    def named(self, field: str, event: int | None) -> list[Field]:
        """Give the names in a field: of the source, or of the event's actors or place."""
        if field == "source":
            return self._sources
        if event is None:
            return []
        if (field, event) not in self._named:
            told = self.events[event]
            names = told.actors if field == "actor" else (told.place or "",)
            self._named[field, event] = [Field(name) for name in names]
        return self._named[field, event]

    @cached_property
    def _sources(self) -> list[Field]:
        try:
            host = urlsplit(self.article.url or "").hostname or ""
        except ValueError:
            host = ""
        return [Field(self.article.source), Field(host)]
