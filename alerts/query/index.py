"""An article as rules see it: each field cut into words once, each word with its positions.

Every rule asks the same `Text`. Sets of positions are whole numbers, one bit a word, so that a
phrase is a shift and an AND whatever the text repeats. Offsets in the original are looked up only
when a rule has matched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from alerts.query.shape import Atom
from streams.messages import Article, Event
from streams.text import cut, keys, starts

_MAX_MASKS = 1_000


class Field:
    """The words of one text with their positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._masks: dict[Atom, dict[int, int]] = {}

    @cached_property
    def _index(self) -> tuple[dict[str, list[int]], dict[str, list[tuple[int, int]]]]:
        """Give where the words as printed stand, and their variants with the words they cover."""
        printed: dict[str, list[int]] = {}
        variants: dict[str, list[tuple[int, int]]] = {}
        position = 0
        for found in cut(self.text):
            for word, _, _, others in found:
                printed.setdefault(word, []).append(position)
                for variant, width in others:
                    variants.setdefault(variant, []).append((position, width))
                position += 1
        return printed, variants

    def masks(self, atom: Atom) -> dict[int, int]:
        """Give where an atom begins: a mask for each number of words that it may cover."""
        known = self._masks.get(atom)
        if known is None:
            if len(self._masks) >= _MAX_MASKS:
                self._masks.clear()
            known = {width: _mask(starts) for width, starts in self._starts(atom).items()}
            self._masks[atom] = known
        return known

    def _starts(self, atom: Atom) -> dict[int, list[int]]:
        printed, variants = self._index
        found: dict[int, list[int]] = {}
        for form in tuple(self._starting(atom.forms)) if atom.prefix else atom.forms:
            if form in printed:
                found.setdefault(1, []).extend(printed[form])
            if form in variants and not atom.exact:
                for start, width in variants[form]:
                    found.setdefault(width, []).append(start)
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
            (at + word[1], at + word[2])
            for at, found in zip(starts(self.text), cut(self.text), strict=True)
            for word in found
        ]

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Give the code points of a run of words, in the original text."""
        return self._bounds[first][0], self._bounds[last][1]


def _mask(positions: list[int]) -> int:
    """Set a bit for each position."""
    octets = bytearray(max(positions) // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


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
        """Give every word and variant of title and body, and `kind:` with each event's kinds."""
        found = keys(self.article.title) | keys(self.article.body)
        found.update(f"kind:{kind}" for event in self.events for kind in event.kinds)
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
