"""How Arabic counts: units before tens, duals, `مقتل جندي` as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agents.coder.lexicon import Numerals
from agents.coder.quantities import HURT, LARGEST, UNITS
from agents.coder.tokens import Sentence
from streams.messages import Quantity, Unit

TEN, HUNDRED, THOUSAND, ELEVEN = 10, 100, 1_000, 11
REACH: Final = 7
BEHIND: Final = 3
PAIR: Final = 2
Counted = tuple[Quantity, int, int]


def spelled(words: list[str], at: int, numerals: Numerals) -> tuple[int, int] | None:
    """Read a number in words, such as ثلاثة وعشرون ألف."""
    total = current = previous = 0
    last, k = -1, at
    while k < len(words):
        word = words[k]
        scale = numerals.scales.get(word)
        value = numerals.small.get(word, numerals.tens.get(word))
        if scale is not None and (last >= 0 or value is None):
            total, current, previous = total + max(current, 1) * scale, 0, scale
        elif value is not None and _joins(previous, value, bare=k == last + 1):
            current, previous = current + value - (value == ELEVEN), value
        elif word in numerals.plus and last == k - 1 >= at:
            k += 1
            continue
        else:
            break
        last = k
        k += 1
    value = total + current
    return (value, last) if last >= at and 0 < value <= LARGEST else None


def _joins(previous: int, value: int, *, bare: bool) -> bool:
    """Tell whether a value goes on with the one before: three and twenty, hundred and five."""
    if not previous:
        return True
    if bare:
        return value in {TEN, HUNDRED} and previous <= ELEVEN
    if previous < TEN:
        return TEN < value < HUNDRED
    return previous >= HUNDRED and value < previous


def hurt(sentence: Sentence, first: int, last: int) -> tuple[Unit, int] | None:
    """Find killed, wounded or captured beside a number: مقتل 12, 12 قتيلا."""
    found = _right(sentence, last + 1)
    return found if found is not None else _left(sentence, first - 1)


def _right(sentence: Sentence, start: int) -> tuple[Unit, int] | None:
    """Find what was counted itself, or a participle behind it."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    for at in range(start, min(start + BEHIND, len(tags))):
        for unit, name in HURT:
            if tags[at] & bits[name] and (at == start or tags[at] & bits["hurt_after"]):
                return unit, at
        if tags[at] & (bits["stop"] | bits["and"] | bits["number"] | bits["measure"]):
            return None
    return None


def _left(sentence: Sentence, start: int) -> tuple[Unit, int] | None:
    """Find the verb or noun of hurting that a number belongs to."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    ends = bits["clause"] | bits["break"] | bits["hurt_after"] | bits["relative"] | bits["hard"]
    for at in range(start, max(start - REACH, -1), -1):
        for unit, name in HURT:
            if tags[at] & bits[name] and not tags[at] & bits["hurt_after"]:
                return unit, at
        if tags[at] & ends or sentence.words[at][0].isdigit():
            return None
    return None


def single(sentence: Sentence) -> Iterator[Counted]:
    """Read duals as two, and one person beside a word of hurting as one."""
    bits = sentence.lexicon.bits
    for at in sentence.where(bits["dual"]):
        yield from _two(sentence, at)
    for at in sentence.where(bits["person"]):
        if at and not sentence.tags[at] & bits["dual"] and not _counted(sentence, at):
            unit = _suffered(sentence, at)
            if unit is not None:
                first, last = min(at, unit[1]), max(at, unit[1])
                text = sentence.text(first, last)
                yield Quantity(value=1, unit=unit[0], text=text), first, last


def _two(sentence: Sentence, at: int) -> Iterator[Counted]:
    tags, bits = sentence.tags, sentence.lexicon.bits
    found = _suffered(sentence, at) if tags[at] & bits["person"] else None
    unit = found[0] if found else None
    if unit is None:
        unit = next((name for name, bit in (*HURT, *UNITS) if tags[at] & bits[bit]), None)
    if unit is not None:
        first = min(at, found[1]) if found else at
        text = sentence.text(first, at)
        yield Quantity(value=PAIR, unit=unit, text=text), first, at


def _counted(sentence: Sentence, at: int) -> bool:
    """Tell whether a number or a word for many stands right before a noun."""
    bits = sentence.lexicon.bits
    before = sentence.tags[at - 1]
    return bool(before & (bits["number"] | bits["collective"])) or (
        sentence.words[at - 1][0].isdigit()
    )


def _suffered(sentence: Sentence, at: int) -> tuple[Unit, int] | None:
    """Find what one or two persons suffered: a word of hurting right before or behind them."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    for k in (at - 1, at - 2, at + 1):
        if not 0 <= k < len(tags):
            continue
        for unit, name in HURT:
            if tags[k] & bits[name] and not tags[k] & bits["hurt_after"]:
                return unit, k
        if k == at - 1 and not tags[k] & (bits["and"] | bits["hedge"]):
            break
    return None
