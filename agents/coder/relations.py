"""Where a word stands towards a trigger: the relations that a kind's conditions may name.

Each relation takes a `Spot` (a trigger in its sentence) and a mask of sets, and gives the index of
the token that satisfies it, or -1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from agents.coder.heads import left_head, named, right_head
from agents.coder.tokens import Sentence
from agents.coder.verbs import Group

PHRASE_REACH: Final = 14
HEAD_REACH: Final = 6
# A participle follows what it is said of: `troops sent to Mali`.
ADJACENT: Final = 2
NEAR_REACH: Final = 12
THEN_REACH: Final = 9


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Spot:
    """A trigger where it stands: `group` is what its auxiliaries say, for verbs only."""

    sentence: Sentence
    index: int
    group: Group | None = None


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


def by(spot: Spot, mask: int) -> int:
    """Find who stands behind `by`."""
    return _behind(spot, spot.sentence.lexicon.bits["by"], mask, PHRASE_REACH, HEAD_REACH)


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


def on(spot: Spot, mask: int) -> int:
    """Find what stands behind on, against, at, targeting."""
    return _behind(spot, spot.sentence.lexicon.bits["on"], mask, NEAR_REACH, HEAD_REACH + 2)


def against(spot: Spot, mask: int) -> int:
    """Find what stands behind on or against, not at."""
    return _behind(spot, spot.sentence.lexicon.bits["against"], mask, NEAR_REACH, HEAD_REACH)


def to(spot: Spot, mask: int) -> int:
    """Find where it goes or happens: behind to, into, in, toward, along."""
    return _behind(spot, spot.sentence.lexicon.bits["into"], mask, PHRASE_REACH, HEAD_REACH + 2)


def toward(spot: Spot, mask: int) -> int:
    """Find where it moves: behind to, into, toward, across."""
    return _behind(spot, spot.sentence.lexicon.bits["onward"], mask, PHRASE_REACH, HEAD_REACH)


def from_(spot: Spot, mask: int) -> int:
    """Find what is left: behind from, out of, off."""
    return _behind(spot, spot.sentence.lexicon.bits["from"], mask, PHRASE_REACH, HEAD_REACH + 2)


def for_(spot: Spot, mask: int) -> int:
    """Find what is asked for."""
    return _behind(spot, spot.sentence.lexicon.bits["for"], mask, NEAR_REACH, HEAD_REACH)


def _behind(spot: Spot, preposition: int, mask: int, reach: int, head: int) -> int:
    """Find a preposition on the right, then a member of the sets behind it."""
    sentence, bits = spot.sentence, spot.sentence.lexicon.bits
    tags, last = sentence.tags, len(sentence.tags)
    for at in range(spot.index + 1, min(spot.index + reach, last)):
        tag = tags[at]
        if tag & preposition:
            for under in range(at + 1, min(at + 1 + head, last)):
                if tags[under] & mask or (
                    not tags[under] and mask & bits["name"] and named(sentence, under)
                ):
                    return under
                if tags[under] & bits["hard"] and not tags[under] & bits["hedge"]:
                    break
        elif tag & bits["break"] or sentence.words[at] in ";:":
            return -1
    return -1


def before(spot: Spot, mask: int) -> int:
    """Find what stands right before it, at most three tokens off."""
    first = spot.index if spot.group is None else spot.group.first
    return _scan(spot.sentence, range(first - 1, max(first - 4, -1), -1), mask)


def after(spot: Spot, mask: int) -> int:
    """Find what stands right after it, at most three tokens off."""
    return _scan(
        spot.sentence, range(spot.index + 1, min(spot.index + 4, len(spot.sentence.tags))), mask
    )


def then(spot: Spot, mask: int) -> int:
    """Find what follows in the same clause."""
    sentence = spot.sentence
    for at in range(spot.index + 1, min(spot.index + THEN_REACH, len(sentence.tags))):
        if sentence.tags[at] & mask:
            return at
        if sentence.tags[at] & sentence.lexicon.bits["clause"]:
            return -1
    return -1


def near(spot: Spot, mask: int) -> int:
    """Find what stands on either side, at most twelve tokens off."""
    at, count = spot.index, len(spot.sentence.tags)
    found = _scan(spot.sentence, range(at + 1, min(at + 1 + NEAR_REACH, count)), mask)
    return (
        found
        if found >= 0
        else _scan(spot.sentence, range(at - 1, max(at - 1 - NEAR_REACH, -1), -1), mask)
    )


def beside(spot: Spot, mask: int) -> int:
    """Find what stands anywhere else in the sentence."""
    at, count = spot.index, len(spot.sentence.tags)
    found = _scan(spot.sentence, range(at + 1, count), mask)
    return found if found >= 0 else _scan(spot.sentence, range(at - 1, -1, -1), mask)


def _scan(sentence: Sentence, where: range, mask: int) -> int:
    tags = sentence.tags
    for at in where:
        if tags[at] & mask:
            return at
    return -1


RELATIONS: Final[Mapping[str, Callable[[Spot, int], int]]] = {
    "object": object_,
    "right": right,
    "subject": subject,
    "by": by,
    "of": of,
    "owner": owner,
    "on": on,
    "against": against,
    "to": to,
    "toward": toward,
    "from": from_,
    "for": for_,
    "before": before,
    "after": after,
    "then": then,
    "near": near,
    "sentence": beside,
}
FEATURES: Final[Mapping[str, Callable[[Group], bool]]] = {
    "passive": lambda verb: verb.passive,
    "active": lambda verb: not verb.passive,
    "stative": lambda verb: (
        verb.be and "done" in verb.form and not verb.have and not verb.modal and not verb.to
    ),
    "ing": lambda verb: verb.form == "ing",
    "bare": lambda verb: "done" in verb.form and verb.first == verb.index,
    "infinitive": lambda verb: verb.to,
    "modal": lambda verb: bool(verb.modal),
    "finite": lambda verb: verb.finite,
}
