"""Folding that keeps every offset, and the tokens of a folded text.

Folding never changes a length, so that every offset into the folded text is one into the
delivered field.
"""

from __future__ import annotations

import re
from typing import Final

TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_][^\W_]*(?:-[^\W_]+)*(?:'(?!s\b)[^\W\d_]+)*"  # al-Qa'im, F-16, don't
    r"|\d+(?:[.,]\d+)*(?:-?[^\W\d_]+)?"  # 1,500 or 20th or 1,500-strong
    r"|'s\b|[^\w\s]"
)
# The same over ASCII, which most fields are: twice as fast.
ASCII: Final = re.compile(
    r"(?:[a-z]\.){2,}|[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:'(?!s\b)[a-z]+)*"
    r"|\d+(?:[.,]\d+)*(?:-?[a-z]+)?|'s\b|[^\w\s]"
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
