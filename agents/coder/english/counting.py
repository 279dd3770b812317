"""How English counts: spelled numbers, `12 were killed`, `a soldier was killed`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agents.coder.lexicon import Numerals
from agents.coder.quantities import HURT, LARGEST, REACH, number
from agents.coder.tokens import Sentence
from streams.messages import Quantity, Unit

# Above this a scale word is not applied twice: nobody counts soldiers in billions.
ROUND: Final = 1_000


def spelled(words: list[str], at: int, numerals: Numerals) -> tuple[int, int] | None:
    """Read a number in words, such as `two hundred and forty`."""
    total = current = 0
    last = -1
    k = at
    while k < len(words):
        small = _small(words[k], numerals)
        scale = numerals.scales.get(words[k])
        if small is not None:
            current += small
        elif scale is not None and last >= 0:
            current = max(current, 1) * scale
            if scale >= ROUND:
                total, current = total + current, 0
        elif words[k] in numerals.plus and last == k - 1 and words[last] in numerals.scales:
            k += 1
            continue
        else:
            break
        last = k
        k += 1
    value = total + current
    return (value, last) if 0 <= at <= last and value <= LARGEST else None


def _small(word: str, numerals: Numerals) -> int | None:
    """Read one word below a hundred: `nine`, `twenty-one`."""
    value = numerals.small.get(word, numerals.tens.get(word))
    if value is None and "-" in word:
        tens, _, unit = word.partition("-")
        if tens in numerals.tens and unit in numerals.small:
            value = numerals.tens[tens] + numerals.small[unit]
    return value


def hurt(sentence: Sentence, first: int, last: int) -> tuple[Unit, int] | None:
    """Find killed, wounded or captured beside a number: `killed 12`, `12 dead`."""
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    before = first - 1
    while before >= 0 and tags[before] & (
        bits["hedge"] | bits["det"] | bits["adverb"] | bits["of"]
    ):
        before -= 1
    for unit, name in HURT:
        mask = bits[name]
        if before >= 0 and tags[before] & mask and not tags[before] & bits["hurt_after"]:
            return unit, before
    for at in range(last + 1, min(last + 1 + REACH * 2, len(words))):
        for unit, name in HURT:
            if tags[at] & bits[name]:
                active = (
                    at + 1 < len(tags)
                    and not tags[at - 1] & (bits["be"] | bits["civilian"] | bits["force"])
                    and _object(sentence, at + 1)
                )
                return None if active else (unit, at)
        if tags[at] & (bits["clause"] | bits["break"] | bits["modal"]) and words[at] != ",":
            return None
        if words[at] == "," or number(sentence, at) is not None:
            return None
    return None


def _object(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb of hurting has its own object behind it."""
    bits = sentence.lexicon.bits
    return (
        bool(
            sentence.tags[at] & (bits["civilian"] | bits["force"] | bits["number"] | bits["hedge"])
        )
        or sentence.words[at][0].isdigit()
    )


def single(sentence: Sentence) -> Iterator[tuple[Quantity, int, int]]:
    """Read `a soldier was killed` as one."""
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    for at in sentence.where(bits["article"]):
        for head in range(at + 1, min(at + 1 + REACH, len(words))):
            if tags[head] & bits["stop"]:
                break
            if not tags[head] & bits["person"]:
                continue
            hurt = _suffered(sentence, head)
            if hurt is not None:
                text = sentence.text(at, hurt[1])
                yield Quantity(value=1, unit=hurt[0], text=text), at, hurt[1]
            break


def _suffered(sentence: Sentence, head: int) -> tuple[Unit, int] | None:
    """Find what one person suffered: a verb of hurting right behind him."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    if tags[head] & bits["slain"]:
        return "killed", head
    for k in range(head + 1, min(head + 4, len(tags))):
        for unit, name in HURT:
            if tags[k] & bits[name]:
                return unit, k
        if not tags[k] & (bits["be"] | bits["have"] | bits["adverb"]):
            return None
    return None
