"""How many: numbers in digits and words, bound to what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from agents.coder.tokens import Sentence
from streams.messages import Quantity, Unit

DIGITS: Final = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")
REACH: Final = 5
LARGEST: Final = 10_000_000
UNITS: Final[tuple[tuple[Unit, str], ...]] = (
    ("troops", "unit_troops"),
    ("vehicles", "unit_vehicles"),
    ("ships", "unit_ships"),
    ("aircraft", "unit_aircraft"),
    ("missiles", "unit_missiles"),
    ("drones", "unit_drones"),
)
HURT: Final[tuple[tuple[Unit, str], ...]] = (
    ("killed", "unit_killed"),
    ("wounded", "unit_wounded"),
    ("captured", "unit_captured"),
)


def number(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Read a number that starts at a token: its value and its last token, or None."""
    word, numerals = sentence.words[at], sentence.lexicon.numerals
    if not word[0].isdigit():
        return sentence.lexicon.grammar.spelled(sentence.words, at, numerals)
    found = DIGITS.match(word)
    if found is None or (
        found.end() < len(word) and not word[found.end() :].startswith(numerals.suffix)
    ):
        return None
    value, last = int(re.sub("[,.]", "", found.group())), at
    scale = numerals.scales.get(sentence.words[at + 1]) if at + 1 < len(sentence.words) else None
    if scale is not None:
        value, last = value * scale, at + 1
    return (value, last) if value <= LARGEST else None


def quantities(sentence: Sentence) -> list[tuple[Quantity, int, int]]:
    """Give what a sentence counts, each with its first and last token."""
    found: list[tuple[Quantity, int, int]] = []
    if not sentence.union & sentence.lexicon.bits["countable"]:
        return found
    free = 0
    for at in _starts(sentence):
        read = number(sentence, at) if at >= free else None
        if read is None:
            continue
        value, last = read
        for unit, end in _units(sentence, at, last):
            low, high = min(at, end), max(last, end)
            found.append(
                (Quantity(value=value, unit=unit, text=sentence.text(low, high)), low, high)
            )
        free = _whole(sentence, last) + 1
    found.extend(sentence.lexicon.grammar.single(sentence))
    found.extend(_none(sentence))
    return found


def _starts(sentence: Sentence) -> list[int]:
    """Give the tokens at which a number may start."""
    spelled, tags = sentence.lexicon.bits["number"], sentence.tags
    tens = sentence.lexicon.numerals.tens
    return [
        at
        for at, word in enumerate(sentence.words)
        if word[0].isdigit()
        or tags[at] & spelled
        or ("-" in word and word.partition("-")[0] in tens)
    ]


def _whole(sentence: Sentence, last: int) -> int:
    """Skip the stock in `1,500 of the 2,500`: only the part counts."""
    words = sentence.words
    if last + 2 < len(words) and sentence.tags[last + 1] & sentence.lexicon.bits["of"]:
        start = last + 2 + (words[last + 2] in sentence.lexicon.terms["whose"])
        read = number(sentence, start) if start < len(words) else None
        if read is not None:
            return read[1]
    return last


def _units(sentence: Sentence, first: int, last: int) -> Iterator[tuple[Unit, int]]:
    """Give the units of a number: what it counts, and whether they were hurt."""
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    hurt = sentence.lexicon.grammar.hurt(sentence, first, last)
    if hurt is not None:
        yield hurt
        return
    for at in range(last + 1, min(last + 1 + REACH, len(words))):
        for unit, name in UNITS:
            if tags[at] & bits[name] and not (
                at + 1 < len(tags) and tags[at + 1] & bits["possessed"]
            ):
                yield unit, at
                return
        if tags[at] & bits["of"] and (at == last + 1 or tags[at - 1] & bits["collective"]):
            continue
        if tags[at] & (bits["stop"] | bits["measure"]):
            return


def _none(sentence: Sentence) -> Iterator[tuple[Quantity, int, int]]:
    """Read `without any casualties` as nobody killed."""
    for at in sentence.where(sentence.lexicon.bits["unhurt"]):
        yield Quantity(value=0, unit="killed", text=sentence.text(at, at)), at, at
