"""How English orders its words: subject, verb, object; owners on both sides of a noun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agents.coder.english.heads import left_head, right_head
from agents.coder.grammar import Relation
from agents.coder.relations import COMMON, HEAD_REACH, Spot, by, on
from agents.coder.tokens import Sentence

# A participle follows what it is said of: `troops sent to Mali`.
ADJACENT: Final = 2
WIDEST: Final = 6
LEADING: Final = frozenset(
    ("the", "a", "an", "some", "its", "their", "his", "her", "our", "about", "this")
)
VAGUE: Final = frozenset(
    [
        "forces",
        "force",
        "reinforcements",
        "troops",
        "additional",
        "foreign",
        "unit",
        "units",
        "convoy",
        "personnel",
        "fighters",
        "more",
        "coalition",
        "forces",
        "new",
        "extra",
    ]
)


INSIDE: Final = frozenset(("in", "near", "at", "outside", "off", "into", "around"))


def object_(spot: Spot, mask: int) -> int:
    """Find what the verb is done to: on the right, on the left of a passive."""
    sentence, at, verb = spot.sentence, spot.index, spot.group
    if verb is not None and verb.passive:
        return left_head(sentence, verb.first - 1, mask)
    found = right_head(sentence, at + 1, mask)
    if found < 0 and verb is not None and "done" in verb.form and not verb.have:
        found = left_head(sentence, verb.first - 1, mask, ADJACENT)
    return found


def right(spot: Spot, mask: int) -> int:
    """Find what the verb is done to, on its right only."""
    return right_head(spot.sentence, spot.index + 1, mask)


def subject(spot: Spot, mask: int) -> int:
    """Find who does it: on the left, behind `by` for a passive."""
    verb = spot.group
    if verb is not None and verb.passive:
        return by(spot, mask)
    start = spot.index if verb is None else verb.first
    through = verb is not None and (verb.to or verb.form == "ing")
    return left_head(spot.sentence, start - 1, mask, through=through)


def of(spot: Spot, mask: int) -> int:
    """Find what stands behind `of`, `by` or `in` right after a noun."""
    sentence, bits = spot.sentence, spot.sentence.lexicon.bits
    at = spot.index + 1
    if at < len(sentence.tags) and (
        sentence.tags[at] & (bits["of"] | bits["by"]) or sentence.words[at] == "in"
    ):
        return right_head(sentence, at + 1, mask)
    return -1


def owner(spot: Spot, mask: int) -> int:
    """Find whose it is: `the coalition's X`, `troop X`, `US X`."""
    sentence, bits = spot.sentence, spot.sentence.lexicon.bits
    stop = bits["stop"]
    for at in range(spot.index - 1, max(spot.index - HEAD_REACH, -1), -1):
        tag = sentence.tags[at]
        if tag & mask:
            return at
        if tag & stop and not tag & bits["possessed"]:
            return -1
    return -1


RELATIONS: Final[Mapping[str, Relation]] = {
    **COMMON,
    "object": object_,
    "right": right,
    "subject": subject,
    "of": of,
    "owner": owner,
}


def doer(spot: Spot, mask: int, motion: str) -> int:
    """Look where a doer stands: behind `by`, before the verb, before or behind the noun."""
    verb = spot.group
    if verb is not None:
        if verb.passive:
            found = by(spot, mask)
            if found < 0 and motion != "at":
                found = left_head(spot.sentence, verb.first - 1, mask)
            return found
        return left_head(spot.sentence, verb.first - 1, mask, through=True)
    for relation in (by, of if motion != "at" else owner, owner, of):
        found = relation(spot, mask)
        if found >= 0:
            return found
    return left_head(spot.sentence, spot.index - 1, mask, through=True)


def aim(spot: Spot, mask: int) -> int:
    """Find what was hit: the verb's object, or what stands behind `on`."""
    verb = spot.group
    if verb is not None:
        if verb.passive:
            return left_head(spot.sentence, verb.first - 1, mask)
        return _ahead(spot.sentence, spot.index + 1, mask)
    return on(spot, mask)


def _ahead(sentence: Sentence, start: int, mask: int) -> int:
    stop = sentence.lexicon.bits["clause"] | sentence.lexicon.bits["break"]
    for at in range(start, min(start + WIDEST + 2, len(sentence.tags))):
        if sentence.tags[at] & mask:
            return at
        if sentence.tags[at] & stop:
            return -1
    return -1


def phrase(sentence: Sentence, at: int) -> tuple[int, int]:
    """Give the noun group around a head, without its article."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    stop = (
        bits["stop"]
        | bits["speech"]
        | bits["clause"]
        | bits["cue"]
        | bits["and"]
        | bits["adverb"]
        | bits["possessed"]
        | bits["hedge"]
    )
    first = last = at
    while (
        first > 0
        and at - first < WIDEST
        and not tags[first - 1] & stop
        and not _counted(sentence, first - 1)
        and not tags[first - 1] & bits["trigger"]
    ):
        first -= 1
    while first < at and sentence.words[first] in LEADING:
        first += 1
    if sentence.capital(last):
        while last + 1 < len(tags) and sentence.capital(last + 1) and not tags[last + 1] & stop:
            last += 1
    return first, last


def _counted(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return (
        word[0].isdigit()
        or bool(sentence.tags[at] & sentence.lexicon.bits["number"])
        or word in {'"', "additional", "more"}
    )


def preposition(sentence: Sentence, at: int) -> str:
    """Give the preposition that a name hangs on, over articles, adjectives and `the city of`."""
    bits = sentence.lexicon.bits
    part = ""
    for k in range(at - 1, max(at - 6, -1), -1):
        word, tag = sentence.words[k], sentence.tags[k]
        if word == "of" and k and sentence.tags[k - 1] & bits["place_noun"]:
            part = word
            continue
        if tag & bits["in"] or word == "against":
            if word.endswith(" of") and word != "out of":
                return "near"
            return word
        if tag & (bits["place_noun"] | bits["det"] | bits["demonym"] | bits["direction"]):
            continue
        if sentence.words[k] == "and" or sentence.capital(k) or "-" in word:
            continue
        return part
    return part


def place(sentence: Sentence, at: int, motion: str) -> bool:
    """Tell whether a capitalised word that no table knows is a place by what stands before it."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    if at == 0 or tags[at]:
        return False
    before = sentence.words[at - 1]
    after = tags[at + 1] if at + 1 < len(tags) else 0
    earlier = tags[at - 2] if at > 1 else 0
    if after & bits["possessed"]:
        return False
    return (
        before in INSIDE
        or (before.endswith(" of") and before != "out of")
        or (before in {"to", "from"} and before == motion)
        or bool(before == "of" and earlier & bits["place_noun"])
        or bool(before == "the" and after & bits["place_noun"] and earlier & bits["in"])
        or before.endswith(("village", "town", "city", "province", "district"))
    )
