"""What a text says, spelling apart: folding and words, each with the way back to the original.

`fold` takes away case, accents, width and Arabic spelling (tatweel, marks, alef, ya and ta marbuta
forms) and keeps for every folded code point where it came from. `words` cuts one stretch between
spaces into words, `tokens` a whole text. Rules and articles go through the same functions, so what
a subscriber types is compared with what a paper printed on equal terms.

A word is a run of letters and digits. Inner apostrophes vanish (Sana'a = sanaa), a possessive 's
is left out, dotted initials are one word (U.S. = us), 1,500 is 1500 and 2.5 stays whole. Hyphens
separate, and the joined spelling is a variant (cease-fire = cease + fire, also ceasefire). Scripts
without spaces give one word a character. Arabic words have variants without their proclitics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar
from unicodedata import category, decimal, decomposition, is_normalized, normalize

from streams.clitics import without_clitics

_DROPPED = (  # Arabic and Hebrew marks, other combining marks, invisible and direction characters
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08FF), (0x0300, 0x036F),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
    (0x00AD, 0x00AD), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
    (0xFEFF, 0xFEFF), (0x02BE, 0x02BF),
)  # fmt: skip
_SPELT = (  # what stands for other signs, and the sign that they become
    ("أإآٱٲٳٵ", "ا"), ("ىی", "ي"), ("ة", "ه"), ("ک", "ك"), ("٬", ","), ("٫", "."),
    ("\u2018\u2019\u02bc\u02bb\u00b4", "'"), ("\u2010\u2011", "-"),
    ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("ł", "l"), ("đð", "d"), ("þ", "th"),
    ("ı", "i"), ("ħ", "h"), ("ŧ", "t"),
)  # fmt: skip
_LETTERS: dict[int, str | None] = {
    **{code: None for first, last in _DROPPED for code in range(first, last + 1)},
    **{ord(sign): plain for signs, plain in _SPELT for sign in signs},
}


class Folded(NamedTuple):
    """A folded text; `offsets` has one original code-point offset for each of its code points.

    A last entry, the length of the original, closes the list.
    """

    text: str
    offsets: Sequence[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the original that a stretch of the folded text came from."""
        after = end
        while end > start and self.offsets[after] == self.offsets[end - 1]:
            after += 1
        return self.offsets[start], self.offsets[after]


class _Table(dict[int, str]):
    """Folds single characters, each computed once."""

    def __missing__(self, code: int) -> str:
        piece = _fold_character(chr(code))
        self[code] = piece
        return piece


def _fold_character(character: str) -> str:
    """Fold one character until folding changes nothing more."""
    if decomposition(character).startswith("<super>"):
        return " "  # a footnote or trade mark sign is no part of the word before it
    piece = character
    while True:
        apart = normalize("NFKD", piece.casefold())
        bare = "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")
        again = normalize("NFKC", bare).translate(_LETTERS)
        again = "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in again)
        if again == piece:
            return piece
        piece = again


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold case, accents, width and Arabic spelling, with the original offsets kept."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1))
    folded = _fold_once(Folded(text, range(len(text) + 1)))
    while not is_normalized("NFC", folded.text):
        folded = _fold_once(folded)
    return folded


def _fold_once(given: Folded) -> Folded:
    """Compose each character with its marks, then fold it."""
    if is_normalized("NFC", given.text):
        pieces = [_TABLE[ord(character)] for character in given.text]
        starts: Sequence[int] = given.offsets
    else:
        bounds = [at for at, sign in enumerate(given.text) if at == 0 or not _continues(sign)]
        ends = [*bounds[1:], len(given.text)]
        whole = (normalize("NFC", given.text[a:b]) for a, b in zip(bounds, ends, strict=True))
        pieces = [cluster.translate(_TABLE) for cluster in whole]
        starts = [given.offsets[at] for at in bounds]
    offsets = [at for at, piece in zip(starts, pieces, strict=False) for _ in piece]
    offsets.append(given.offsets[-1])
    return Folded("".join(pieces), offsets)


def _continues(character: str) -> bool:
    """Say whether a character may compose with the one before: a mark or a Hangul vowel or end."""
    return category(character).startswith("M") or "\u1160" <= character <= "\u11ff"


_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_INDIC = "\u0900-\u0963\u0966-\u0df3"  # their vowel signs are no \w
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_INDIC}])"
_WORD = re.compile(
    rf"[{_UNSPACED}]"
    rf"|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!{_LETTER})"
    rf"|(?<!\d\.)\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!{_LETTER}|\.\d)"
    rf"|(?<!\d\.)\d+\.\d+(?!{_LETTER}|\.\d)"
    rf"|[^\W\d_](?:\.[^\W\d_])+(?!{_LETTER})"
    rf"|(?:qu|[cdjlmnst])(?='{_LETTER}{{2}})"
    rf"|{_LETTER}+(?:'{_LETTER}+)*"
)
_MAX_JOINED = 4
_Made = TypeVar("_Made")
_MEMO_CHUNK = 48
_MEMO_SIZE = 1 << 17


class Word(NamedTuple):
    """A folded word, where it stands in the original, and its other spellings.

    Each variant has the number of words that it covers, this one included.
    """

    text: str
    start: int
    end: int
    variants: tuple[tuple[str, int], ...] = ()


def tokens(text: str) -> Iterator[Word]:
    """Give the words of a text with their original offsets."""
    for at, found in zip(starts(text), cut(text), strict=True):
        for word in found:
            yield Word(word.text, at + word.start, at + word.end, word.variants)


def starts(text: str) -> Iterator[int]:
    """Give where each stretch without spaces begins."""
    return (found.start() for found in re.finditer(r"\S+", text))


def cut(text: str) -> Iterator[tuple[Word, ...]]:
    """Give the words of each stretch without spaces, their offsets counted from its beginning."""
    return map(_words.__getitem__, text.split())


def keys(text: str) -> set[str]:
    """Give every word of a text and every variant: all that could be asked of it."""
    return set().union(*map(_keys.__getitem__, set(text.split())))


class _Memo(dict[str, _Made], Generic[_Made]):
    """Remembers what short stretches are made into; papers repeat themselves."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, chunk: str) -> _Made:
        made = self.make(chunk)
        if len(chunk) <= _MEMO_CHUNK:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[chunk] = made
        return made


def _cut(chunk: str) -> tuple[Word, ...]:
    """Cut a stretch into words with their variants."""
    folded = fold(chunk)
    matches = list(_WORD.finditer(folded.text))
    bare = [match.group().removesuffix("'s") for match in matches]
    plain = [_plain(text) for text in bare]
    variants = [[(form, 1) for form in without_clitics(text)] for text in plain]
    for first, last in _joined(folded.text, matches):
        variants[first].append(("".join(plain[first : last + 1]), last - first + 1))
    return tuple(
        Word(text, *folded.origin(match.start(), match.start() + len(kept)), tuple(others))
        for text, kept, match, others in zip(plain, bare, matches, variants, strict=True)
    )


def _all_forms(chunk: str) -> frozenset[str]:
    found = _words[chunk]
    printed = (word.text for word in found)
    return frozenset((*printed, *(form for word in found for form, _ in word.variants)))


_words = _Memo(_cut)
_keys = _Memo(_all_forms)


def _plain(word: str) -> str:
    """Write a cut word without apostrophes, thousands signs and the dots of initials."""
    if word.isalnum():
        return word
    word = word.replace("'", "").replace(",", "")
    return word if re.fullmatch(r"\d+\.\d+", word) else word.replace(".", "")


def _joined(text: str, matches: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Give the first and last of each run of words held together by hyphens or elision."""
    first = 0
    for at in range(1, len(matches) + 1):
        if at < len(matches) and text[matches[at - 1].end() : matches[at].start()] in {"-", "'"}:
            continue
        if 1 < at - first <= _MAX_JOINED:
            yield first, at - 1
        first = at
