"""Words with their offsets: how a field is folded, cut into tokens and tagged.

Folding never changes a length, so that every offset into the folded text is one into the
delivered field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from agents.coder.lexicon import Lexicon
    from streams.messages import FieldName

TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*(?:-?[^\W\d_]+)?"  # 1,500 or 20th or 1,500-strong
    r"|[^\W\d_][^\W_]*(?:-[^\W_]+)*(?:'(?!s\b)[^\W\d_]+)*"  # al-Qa'im, F-16, don't
    r"|'s\b|[^\w\s]"
)
SURROGATE: Final = re.compile("[\ud800-\udfff]")
SAME_WIDTH: Final = (
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'),
    ("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"), ("\xa0", " "), ("\x00", " "),
)  # fmt: skip


def fold(text: str) -> str:
    """Lower and unify quotes and dashes, keeping the length; lone surrogates end a line."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if low.isascii():
        return low.replace("\x00", " ")
    for odd, plain in SAME_WIDTH:
        low = low.replace(odd, plain)
    return SURROGATE.sub("\n", low)


def split(words: str) -> list[str]:
    """Cut a phrase of a table into folded tokens."""
    return TOKEN.findall(fold(words))


@dataclass(slots=True)
class Sentence:
    """A tagged sentence: parallel lists of tokens, a phrase of the lexicon being one token."""

    field: FieldName
    raw: str
    start: int
    end: int
    lexicon: Lexicon
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)

    def text(self, first: int, last: int) -> str:
        """Give the delivered words from token `first` to token `last`, both included."""
        return self.raw[self.starts[first] : self.ends[last]]

    def capital(self, index: int) -> bool:
        """Tell whether a token starts with a capital in the delivered text."""
        return self.raw[self.starts[index]].isupper()


def tag(sentence: Sentence, folded: str) -> Sentence:
    """Fill a sentence's lists from the folded field."""
    found = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(folded, sentence.start, sentence.end)]
    look, phrases = sentence.lexicon.tags.get, sentence.lexicon.phrases.get
    words, starts, ends, tags = sentence.words, sentence.starts, sentence.ends, sentence.tags
    i, count = 0, len(found)
    while i < count:
        word, start, end = found[i]
        i += 1
        for rest in phrases(word, ()):
            size = len(rest)
            if i + size <= count and all(found[i + k][0] == rest[k] for k in range(size)):
                word = f"{word} {' '.join(rest)}"
                i += size
                end = found[i - 1][2]
                break
        words.append(word)
        starts.append(start)
        ends.append(end)
        bits = look(word)
        tags.append(_parts(word, look) if bits is None else bits)
    return sentence


def _parts(word: str, look: Lookup) -> int:
    """Tag an unknown compound like `peshmerga-fighters` by its last part."""
    if "-" not in word or word[0].isdigit():
        return 0
    last = word.rpartition("-")[2]
    return look(last, 0) if len(last) > FEWEST_LETTERS else 0


FEWEST_LETTERS: Final = 4
if TYPE_CHECKING:
    from typing import Protocol

    class Lookup(Protocol):
        """What `dict.get` looks like here."""

        def __call__(self, key: str, default: int = 0, /) -> int | None: ...
