"""Where sentences begin and end, and which lines are no sentences of the story at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import sentencex

LONGEST: Final = 700
SHORT_LINE: Final = 80
HASHTAGS: Final = 2
LINE: Final = re.compile(r"[^\n\r]+")
BYLINE: Final = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,5} \([^()]{1,40}\)")
ENDS: Final = ".!?…\"'”’)]"


def spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Give the sentences of a field as offsets, none longer than 700 code points."""
    for line in LINE.finditer(text):
        base = line.start()
        for found in sentencex.get_sentence_boundaries(language, line.group()):
            yield from _pieces(text, base + found["start_index"], base + found["end_index"])


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim a sentence, and cut one without an end at semicolons, commas or blanks."""
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = max(text.rfind("; ", start + 1, limit), text.rfind(". ", start + 1, limit))
        if cut < 0:
            cut = max(
                text.rfind(", ", start + 1, limit), text.rfind(" ", start + LONGEST // 2, limit)
            )
        cut = limit if cut < 0 else cut + 1
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def aside(text: str, credit: re.Pattern[str]) -> str:
    """Say why a line or sentence is no evidence (hashtags, a byline, a credit), or give ''."""
    if text.count("#") >= HASHTAGS:
        words = text.split()
        if sum(word.startswith("#") for word in words) * 2 >= len(words):
            return "in a hashtag line"
    if (
        len(text) < SHORT_LINE
        and text[-1] not in ENDS
        and (BYLINE.fullmatch(text) or credit.match(text))
    ):
        return "in a byline or a credit"
    return ""
