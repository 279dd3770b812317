"""A sentence as tagged words with their offsets."""

from __future__ import annotations

from functools import reduce
from operator import or_

from agents.coder.lexicon import Lexicon
from streams.messages import FieldName


class Sentence:
    """A tagged sentence: parallel lists of tokens, a phrase of the lexicon being one token.

    Offsets are worked out when they are first asked for, as most sentences tell of nothing.
    """

    __slots__ = (
        "_caps",
        "_ends",
        "_merged",
        "_single",
        "_starts",
        "_where",
        "end",
        "field",
        "folded",
        "lexicon",
        "raw",
        "start",
        "tags",
        "union",
        "words",
    )

    def __init__(
        self, field: FieldName, raw: str, folded: str, span: tuple[int, int], lexicon: Lexicon
    ) -> None:
        self.field = field
        self.raw = raw
        self.folded = folded
        self.start, self.end = span
        self.lexicon = lexicon
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._caps: list[bool] = []
        self._where: dict[int, list[int]] = {}
        words = lexicon.grammar.cut(folded, self.start, self.end)
        self._single = words
        self._merged = _phrases(words, lexicon)
        self.words = _collapsed(words, self._merged) if self._merged else words
        look = lexicon.tags.get
        self.tags = [look(word, 0) for word in self.words]
        for word, bits in lexicon.shouted.items():
            if word in self.words:
                self._lowered(word, bits)
        self.union = reduce(or_, self.tags, lexicon.bits["name"])
        if "-" in folded[self.start : self.end]:
            for at, word in enumerate(self.words):
                if "-" in word and not self.tags[at]:
                    self.tags[at] = look(word.rpartition("-")[2], 0) & lexicon.inherited
                    self.union |= self.tags[at]

    @property
    def starts(self) -> list[int]:
        """Where each token starts in the field."""
        if not self._starts:
            self._locate()
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Where each token ends in the field."""
        if not self._starts:
            self._locate()
        return self._ends

    def where(self, mask: int) -> list[int]:
        """Give the tokens that belong to any of some sets; worked out once."""
        if not self.union & mask:
            return []
        found = self._where.get(mask)
        if found is None:
            found = [at for at, tag in enumerate(self.tags) if tag & mask]
            self._where[mask] = found
        return found

    def text(self, first: int, last: int) -> str:
        """Give the delivered words from token `first` to token `last`, both included."""
        return self.raw[self.starts[first] : self.ends[last]]

    def capital(self, index: int) -> bool:
        """Tell whether a token may be a name: by its letters, or as no other word."""
        return self.caps[index]

    @property
    def caps(self) -> list[bool]:
        """Which tokens may be names."""
        if not self._caps:
            self._caps = self.lexicon.grammar.names(self)
        return self._caps

    def _lowered(self, word: str, bits: int) -> None:
        """Retag a name such as US where the text writes it small: `us`."""
        for at, other in enumerate(self.words):
            if other == word and self.raw[self.starts[at] : self.ends[at]] == word:
                self.tags[at] = bits

    def _locate(self) -> None:
        starts, ends = self.lexicon.grammar.locate(self.folded, self.start, self._single)
        for first, size in reversed(self._merged):
            starts[first : first + size] = [starts[first]]
            ends[first : first + size] = [ends[first + size - 1]]
        self._starts, self._ends = starts, ends


def _phrases(words: list[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Give the lexicon's phrases among the words: first token and size, the longest first."""
    known = lexicon.phrases
    found: list[tuple[int, int]] = []
    free, last = 0, len(words) - 1
    for at in [at for at, word in enumerate(words) if word in known]:
        if at < free or at == last:
            continue
        rests = known[words[at]].get(words[at + 1])
        for rest in rests or ():
            size = len(rest) + 1
            if words[at + 1 : at + size] == rest:
                found.append((at, size))
                free = at + size
                break
    return found


def _collapsed(words: list[str], merged: list[tuple[int, int]]) -> list[str]:
    """Make one token of each phrase."""
    joined = list(words)
    for first, size in reversed(merged):
        joined[first : first + size] = [" ".join(words[first : first + size])]
    return joined
