"""How Arabic orders its words: verb, subject, object; heads before their owners and adjectives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agents.coder.grammar import Relation
from agents.coder.relations import COMMON, Spot, by, named, on
from agents.coder.tokens import Sentence

OBJECT_REACH: Final = 14
OWNER_REACH: Final = 7
SUBJECT_REACH: Final = 14
WIDEST: Final = 6
PLACE_REACH: Final = 6
NAME_WORDS: Final = 3


def ahead(sentence: Sentence, start: int, mask: int, reach: int = OBJECT_REACH) -> int:
    """Find the first member of the sets on the right that hangs on no preposition."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    stop, counted = bits["stop"], bits["collective"] | bits["number"] | bits["hedge"]
    skipped = start - 1
    for at in range(start, min(start + reach, len(tags))):
        if at <= skipped:
            continue
        tag = tags[at]
        if tag & mask or (mask & bits["name"] and not tag and named(sentence, at)):
            return at
        if tag & bits["of"] and at > start and tags[at - 1] & (counted | bits["adjective"]):
            continue
        if tag & stop and not (tag & bits["hedge"] and _number(sentence, at + 1)):
            skipped = _inserted(sentence, at)
            if skipped < 0:
                return -1
    return -1


def _inserted(sentence: Sentence, at: int) -> int:
    """Give the last token of `in Gao` between a verb and its subject, or -1 for anything else."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    last = at
    if tags[at] & bits["in"]:
        over = bits["place"] | bits["place_noun"] | bits["direction"]
        while last + 1 < len(tags) and not tags[last + 1] & bits["stop"]:
            if not (tags[last + 1] & over or (not tags[last + 1] and named(sentence, last + 1))):
                break
            last += 1
    return last if last > at and tags[at + 1] & (bits["place"] | bits["place_noun"]) else -1


def _number(sentence: Sentence, at: int) -> bool:
    """Tell whether a number stands at a token."""
    return at < len(sentence.tags) and (
        sentence.words[at][0].isdigit()
        or bool(sentence.tags[at] & sentence.lexicon.bits["number"])
    )


def behind(sentence: Sentence, start: int, mask: int, reach: int = SUBJECT_REACH) -> int:
    """Find the nearest member of the sets on the left in the same clause."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    ends = bits["break"] | bits["speech"] | bits["clause"]
    for at in range(start, max(start - reach, -1), -1):
        if tags[at] & mask:
            return at
        if tags[at] & ends:
            return -1
    return -1


def object_(spot: Spot, mask: int) -> int:
    """Find what it is done to: behind the verb and its subject, or what a noun governs."""
    sentence = spot.sentence
    found = ahead(sentence, spot.index + 1, mask)
    if found < 0 and _suffixed(sentence, spot.index):
        return behind(sentence, spot.index - 1, mask)
    return found


def subject(spot: Spot, mask: int) -> int:
    """Find who does it: behind the verb, else before it."""
    found = ahead(spot.sentence, spot.index + 1, mask, OWNER_REACH)
    if found < 0:
        start = spot.index if spot.group is None else spot.group.first
        return behind(spot.sentence, start - 1, mask)
    return found


def first(spot: Spot, mask: int) -> int:
    """Find who does it only before the verb."""
    start = spot.index if spot.group is None else spot.group.first
    return behind(spot.sentence, start - 1, mask)


def of(spot: Spot, mask: int) -> int:
    """Find whose it is: the noun right behind it, the possessor behind ل, what ها stands for."""
    sentence, at = spot.sentence, spot.index + 1
    bits = sentence.lexicon.bits
    if at >= len(sentence.tags):
        return -1
    if sentence.tags[at] & bits["suffix"]:
        return behind(sentence, spot.index - 1, mask)
    if sentence.tags[at] & (bits["for"] | bits["of"]):
        at += 1
    return ahead(sentence, at, mask, OWNER_REACH)


def alone(spot: Spot, mask: int) -> int:
    """Find one of a set without a number before it: a counted noun is singular, too."""
    sentence, bits = spot.sentence, spot.sentence.lexicon.bits
    found = ahead(sentence, spot.index + 1, mask, OWNER_REACH)
    if found < 1:
        return found
    before = sentence.tags[found - 1] & (bits["hedge"] | bits["collective"])
    return -1 if before or _number(sentence, found - 1) else found


def _suffixed(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence.tags) and bool(
        sentence.tags[at + 1] & sentence.lexicon.bits["suffix"]
    )


RELATIONS: Final[Mapping[str, Relation]] = {
    **COMMON,
    "object": object_,
    "right": object_,
    "subject": subject,
    "first": first,
    "alone": alone,
    "of": of,
    "owner": of,
}


def doer(spot: Spot, mask: int, motion: str) -> int:
    """Look where a doer stands: at the verb, behind `by`, as the noun's owner, before it."""
    if spot.group is not None:
        return subject(spot, mask)
    relations = (by, of, first) if motion == "at" else (of, first)
    return next((found for look in relations if (found := look(spot, mask)) >= 0), -1)


def aim(spot: Spot, mask: int) -> int:
    """Find what was hit: behind على, else what the verb or the noun governs."""
    found = on(spot, mask)
    return ahead(spot.sentence, spot.index + 1, mask) if found < 0 else found


def phrase(sentence: Sentence, at: int) -> tuple[int, int]:
    """Give the noun group of a head: the nouns that it belongs to, and what follows it."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    low = high = at
    joined = bits["force"] | bits["armed"] | bits["collective"]
    while (
        low > 0 and at - low < WIDEST and tags[low - 1] & joined and not _marked(tags, bits, low)
    ):
        low -= 1
    ends = bits["stop"] | bits["clause"] | bits["trigger"] | bits["speech"] | bits["cue"]
    named_too = bits["demonym"] | bits["country"] | bits["capital"] | bits["adjective"]
    named_too |= bits["force"] | bits["group"] | bits["spot"]
    while high + 1 < len(tags) and high - at < WIDEST:
        tag = tags[high + 1]
        if tag & ends or tag & bits["dated"]:
            break
        if not (tag & named_too or definite(sentence, high + 1)):
            break
        high += 1
    return low, high


def _marked(tags: list[int], bits: Mapping[str, int], at: int) -> bool:
    return bool(tags[at - 1] & (bits["trigger"] | bits["number"]))


def definite(sentence: Sentence, at: int) -> bool:
    """Tell whether a token carries the article."""
    start, end = sentence.starts[at], sentence.ends[at]
    return sentence.folded.startswith("ال", start) and end - start > len(sentence.words[at])


def preposition(sentence: Sentence, at: int) -> str:
    """Give the preposition that a place hangs on, over `the city of` and its like."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    over = bits["place_noun"] | bits["demonym"] | bits["direction"] | bits["adjective"]
    over |= bits["spot"] | bits["target"]
    part = ""
    for k in range(at - 1, max(at - PLACE_REACH, -1), -1):
        if tags[k] & bits["in"]:
            return sentence.words[k]
        if tags[k] & bits["direction"]:
            part = "قرب"
        elif not tags[k] & over:
            break
    return part


def place(sentence: Sentence, at: int, motion: str) -> bool:
    """Tell whether a word that no table knows is a place: it follows `town`, `village`."""
    del motion
    return at > 0 and not sentence.tags[at] and _names_next(sentence, at - 1)


def _names_next(sentence: Sentence, at: int) -> bool:
    return bool(sentence.tags[at] & sentence.lexicon.bits["place_noun"])


def names(sentence: Sentence) -> list[bool]:
    """Tell which tokens may be names: known places, and what follows a title or `town`."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    known = bits["place"] | bits["demonym"] | bits["sea"] | bits["month"]
    opening = bits["title"] | bits["place_noun"] | bits["name_part"]
    found: list[bool] = []
    run = 0
    for at, tag in enumerate(tags):
        unknown = not tag and sentence.words[at][0].isalpha()
        begins = at > 0 and tags[at - 1] & opening
        run = run + 1 if unknown and (begins or 0 < run < NAME_WORDS) else 0
        found.append(bool(tag & (known | bits["name_part"])) or run > 0)
    return found


def continues(sentence: Sentence) -> bool:
    """Tell whether a sentence opens with `and said`: the speaker stands in the one before."""
    speech = sentence.lexicon.bits["speech"]
    return any(tag & speech for tag in sentence.tags[:3])
