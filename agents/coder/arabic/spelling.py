"""How Arabic is spelled and cut: folding that keeps offsets, and clitics taken off their word.

A written word is a small phrase: وللقوات is و, ل and القوات. Each part becomes a token with its
own place in the text, so that و reads as `and`, ل as `to`, س as `will`; the article vanishes into
its noun. Vowel marks, tatweel and direction marks stay in the folded text and vanish from the
tokens. A word that the tables know is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Final

from agents.coder.folding import SURROGATE

# Vowel marks, tatweel, joiners and direction marks: they belong to no letter of a token.
MARKS: Final = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\xad"
)
LETTERS: Final = "\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06fa-\u06ff"
TOKEN: Final = re.compile(
    rf"[{LETTERS}][{LETTERS}{MARKS}]*"
    r"|[^\W\d_\u0600-\u06ff][^\W_\u0600-\u06ff]*(?:[-'][^\W_\u0600-\u06ff]+)*"
    rf"|\d+(?:[.,]\d+)*|[^\w\s{MARKS}]"
)
MARK: Final = re.compile(f"[{MARKS}]+")
SPELT: Final = str.maketrans(
    "أإآٱىیةک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٬٫”“«»‘’ʼ–—‐‑\xa0\x00",
    'ااااييهك01234567890123456789,;?%,.""""\'\'\'----  ',
)
ARTICLE: Final = "ال"
# Words that only look as if they began with the article.
WHOLE: Final = frozenset(
    (
        *("الي", "الا", "الان", "التي", "الذي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان"),
        *("اللواتي", "الله", "الف", "الاف", "الفا", "الفي", "الفان", "الفين", "اليوم", "الليله"),
        *("الاحد", "الاثنين", "الامس"),
    )
)
# Proclitics in the order in which they may stand; each is a token of its own.
BOTH: Final = ("", "و", "ف")
LEAD: Final = ("", "ب", "ل", "ك", "س")
ENCLITICS: Final = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه", "ك")
SHORTEST: Final = 2
# Letters that only look like the article's, and short words that ب ل ك may stand before.
RADICAL: Final = ("أ", "إ", "آ")
PREPOSED: Final = ("ب", "ل", "ك")
BRIEF: Final = frozenset(("ان", "ما", "من", "ذا", *ENCLITICS))
MEMORY: Final = 65_536
Part = tuple[str, int]


def fold(text: str) -> str:
    """Unify letters, digits, quotes and dashes, keeping the length; lone surrogates end a line."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return SURROGATE.sub("\n", low.translate(SPELT))


def bare(word: str) -> str:
    """Take the article off a folded word that is no part of it."""
    if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + SHORTEST and word not in WHOLE:
        return word[len(ARTICLE) :]
    return word


class Cutter:
    """Cuts text into tokens by what the tables know; `known` may grow until the first text.

    `names` are single words whose article belongs to them: الرقة is a town, رقة is tenderness.
    """

    def __init__(self, known: Container[str], names: Iterable[str]) -> None:
        self._known = known
        self.names = frozenset(map(fold, names))
        self.parts = lru_cache(MEMORY)(self._parts)
        self.words = lru_cache(MEMORY)(self._words)

    def split(self, words: str) -> list[str]:
        """Cut a phrase of a table; a single word loses nothing but its article."""
        found = TOKEN.findall(fold(words))
        if len(found) == 1:
            word = MARK.sub("", found[0])
            return [word if words.startswith(RADICAL) or word in self.names else bare(word)]
        return [word for raw in found for word, _ in self._parts(raw)]

    def cut(self, folded: str, start: int, end: int) -> list[str]:
        """Give the tokens of a stretch of folded text."""
        look = self.words
        return [word for raw in TOKEN.findall(folded, start, end) for word in look(raw)]

    def locate(self, folded: str, start: int, words: list[str]) -> tuple[list[int], list[int]]:
        """Give where each of these tokens starts and ends, the first not before `start`."""
        starts: list[int] = []
        ends: list[int] = []
        for found in TOKEN.finditer(folded, start):
            if len(starts) >= len(words):
                break
            _place(found, self.parts(found.group()), starts, ends)
        return starts[: len(words)], ends[: len(words)]

    def _words(self, raw: str) -> tuple[str, ...]:
        return tuple(word for word, _ in self.parts(raw))

    def _parts(self, raw: str) -> tuple[Part, ...]:
        """Give a written word's tokens, each with the number of its letters."""
        word = MARK.sub("", raw)
        if not "\u0620" <= word[:1] <= "\u06ff" or word in self._known:
            return ((word, len(word)),)
        return next(self._readings(word), None) or _by_article(word)

    def _readings(self, word: str) -> Iterator[tuple[Part, ...]]:
        """Give the ways to cut a word that leave one that the tables know, fewest cuts first."""
        for first in BOTH:
            if not word.startswith(first):
                continue
            for second in LEAD:
                if not word.startswith(second, len(first)):
                    continue
                lead = tuple((one, 1) for one in (first, second) if one)
                rest = word[len(first) + len(second) :]
                stem = self._stem(rest, second)
                if stem:
                    yield lead + stem

    def _stem(self, rest: str, lead: str) -> tuple[Part, ...]:
        """Give the tokens of a word without its proclitics, or nothing if it is unknown."""
        if lead == "س":
            return self._enclitic(rest) if rest[:1] in tuple("يتنا") else ()
        if lead in PREPOSED and len(rest) <= SHORTEST and rest not in BRIEF:
            return ()
        if lead == "ل" and rest.startswith("ل"):
            if ARTICLE + rest[1:] in self._known:
                return ((ARTICLE + rest[1:], len(rest)),)
            inner = self._enclitic(rest[1:])
            if inner:
                return ((inner[0][0], inner[0][1] + 1), *inner[1:])
        if rest.startswith(ARTICLE) and rest not in self._known:
            inner = self._enclitic(rest[len(ARTICLE) :])
            if inner and len(inner[0][0]) >= SHORTEST:
                return ((inner[0][0], inner[0][1] + len(ARTICLE)), *inner[1:])
        return self._enclitic(rest)

    def _enclitic(self, rest: str) -> tuple[Part, ...]:
        """Give a known word with the pronoun behind it, or nothing."""
        if rest in self._known:
            return ((rest, len(rest)),)
        if rest[-1:] == "ا" and rest[:-1] in self._known and len(rest) > SHORTEST + 1:
            return ((rest[:-1], len(rest)),)
        for tail in ENCLITICS:
            if not rest.endswith(tail) or len(rest) <= len(tail):
                continue
            stem = rest[: -len(tail)]
            for base in (stem, f"{stem[:-1]}ه" if stem.endswith("ت") else "", f"{stem}ا"):
                if base in self._known and (len(stem) > 1 or len(rest) == len(tail) + 1):
                    return ((base, len(stem)), (tail, len(tail)))
        return ()


def _by_article(word: str) -> tuple[Part, ...]:
    """Cut an unknown word where the article shows its parts."""
    for first in BOTH:
        for second in ("", "ب", "ك", "ل"):
            lead = first + second
            article = "ل" if second == "ل" else ARTICLE
            head = lead + article
            if word.startswith(head) and len(word) >= len(head) + SHORTEST:
                if word[len(first) :] in WHOLE:
                    continue
                rest = word[len(head) :]
                return (
                    *((one, 1) for one in (first, second) if one),
                    (rest, len(rest) + len(article)),
                )
    return ((word, len(word)),)


def _place(
    found: re.Match[str], parts: tuple[Part, ...], starts: list[int], ends: list[int]
) -> None:
    """Add where a written word's parts stand; marks belong to the letter before them."""
    start, end = found.span()
    if len(parts) == 1:
        starts.append(start)
        ends.append(end)
        return
    letters = [start + k for k, c in enumerate(found.group()) if not MARK.match(c)]
    at = 0
    for _, size in parts:
        starts.append(letters[at])
        at += size
        ends.append(letters[at] if at < len(letters) else end)
