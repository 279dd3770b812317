"""Arabic words without what is written onto their front: و ف, ب ل ك س and ال.

All words here are folded (see `streams.text`). A single letter in front may belong to the word
(وزير is no زير), so a text's word keeps all its readings side by side, while a subscriber's word
loses the article only.
"""

from __future__ import annotations

from collections.abc import Iterator

_INSEPARABLE = frozenset(("الله", "الذي", "التي", "الذين", "الان", "اليه", "اليها"))
_STEM = 3


def without_clitics(word: str) -> tuple[str, ...]:
    """Give an Arabic word's readings without و ف, ب ل ك س and ال; none for other words."""
    if not "\u0620" <= word[:1] <= "\u064a":
        return ()
    if word == "لله":
        return ("الله",)
    readings = [word]
    if word[0] in "وف" and len(word) > _STEM:
        readings.append(word[1:])
    for rest in tuple(readings):
        readings.extend(_without_preposition(rest))
    nouns = [noun for rest in readings if (noun := without_article(rest)) != rest]
    return tuple(dict.fromkeys([*readings, *nouns]))[1:]


def _without_preposition(word: str) -> Iterator[str]:
    """Take ب ل ك off a noun, and the future's س off a verb."""
    if len(word) <= _STEM:
        return
    if word.startswith("لل"):
        yield "ال" + word[2:]
    if word[0] in "بلك" or (word[0] == "س" and word[1] in "يتنا"):
        yield word[1:]


def without_article(word: str) -> str:
    """Take ال off an Arabic noun, where it is the article."""
    if word.startswith("ال") and len(word) > _STEM and word not in _INSEPARABLE:
        return word[2:]
    return word
