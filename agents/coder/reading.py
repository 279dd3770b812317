"""A field of an article on the way through the coder: its sentences, read only where asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from agents.coder import sentences
from agents.coder.folding import SURROGATE
from agents.coder.lexicon import Lexicon
from agents.coder.tokens import Sentence
from streams.messages import FieldName


class Page:
    """A field with its folded text; sentences are cut and tagged once, when they are needed."""

    def __init__(
        self, field: FieldName, raw: str, folded: str, lang: str, lexicon: Lexicon
    ) -> None:
        self.field = field
        self.raw = raw
        self.folded = folded
        self._lang = lang
        self.lexicon = lexicon
        self._read: dict[int, Sentence] = {}

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the sentences stand; a title is one."""
        if self.field == "title":
            return [(0, len(self.raw))] if self.raw else []
        clean = self.raw if self.raw.isascii() else SURROGATE.sub("\n", self.raw)
        return list(sentences.spans(clean, self._lang))

    def numbers(self, offsets: Iterable[int]) -> set[int]:
        """Give the sentences that hold these offsets."""
        starts = self.starts
        return {max(bisect_right(starts, at) - 1, 0) for at in offsets}

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence starts."""
        return [start for start, _ in self.spans]

    def sentence(self, number: int) -> Sentence:
        """Give a sentence, tagged."""
        found = self._read.get(number)
        if found is None:
            found = Sentence(self.field, self.raw, self.folded, self.spans[number], self.lexicon)
            self._read[number] = found
        return found

    def aside(self, number: int) -> str:
        """Say why a sentence is no evidence, or give ''."""
        if self.field == "title":
            return ""
        start, end = self.spans[number]
        return sentences.aside(self.raw[start:end], self.lexicon.grammar.credit)
