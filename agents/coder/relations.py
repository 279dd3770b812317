"""Where a word stands towards a trigger: the relations that a kind's conditions may name.

Each relation takes a `Spot` (a trigger in its sentence) and a mask of sets, and gives the index of
the token that satisfies it, or -1. Those in `COMMON` rest on sets alone; a language's grammar adds
the ones that rest on its word order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from agents.coder.grammar import Feature, Relation
from agents.coder.tokens import Sentence
from agents.coder.verbs import Group

PHRASE_REACH: Final = 14
HEAD_REACH: Final = 6
NEAR_REACH: Final = 12
THEN_REACH: Final = 9


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Spot:
    """A trigger where it stands: `group` is what its auxiliaries say, for verbs only."""

    sentence: Sentence
    index: int
    group: Group | None = None


def by(spot: Spot, mask: int) -> int:
    """Find who stands behind `by`."""
    return behind(spot, spot.sentence.lexicon.bits["by"], mask, PHRASE_REACH, HEAD_REACH)


def on(spot: Spot, mask: int) -> int:
    """Find what stands behind on, against, at, targeting."""
    return behind(spot, spot.sentence.lexicon.bits["on"], mask, NEAR_REACH, HEAD_REACH + 2)


def against(spot: Spot, mask: int) -> int:
    """Find what stands behind on or against, not at."""
    return behind(spot, spot.sentence.lexicon.bits["against"], mask, NEAR_REACH, HEAD_REACH)


def to(spot: Spot, mask: int) -> int:
    """Find where it goes or happens: behind to, into, in, toward, along."""
    return behind(spot, spot.sentence.lexicon.bits["into"], mask, PHRASE_REACH, HEAD_REACH + 2)


def toward(spot: Spot, mask: int) -> int:
    """Find where it moves: behind to, into, toward, across."""
    return behind(spot, spot.sentence.lexicon.bits["onward"], mask, PHRASE_REACH, HEAD_REACH)


def from_(spot: Spot, mask: int) -> int:
    """Find what is left: behind from, out of, off."""
    return behind(spot, spot.sentence.lexicon.bits["from"], mask, PHRASE_REACH, HEAD_REACH + 2)


def for_(spot: Spot, mask: int) -> int:
    """Find what is asked for."""
    return behind(spot, spot.sentence.lexicon.bits["for"], mask, NEAR_REACH, HEAD_REACH)


def behind(spot: Spot, preposition: int, mask: int, reach: int, head: int) -> int:
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


def named(sentence: Sentence, at: int) -> bool:
    """Tell whether a word that no table knows is written like a name."""
    return at > 0 and sentence.field == "body" and sentence.caps[at]


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


COMMON: Final[Mapping[str, Relation]] = {
    "by": by,
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
FEATURES: Final[Mapping[str, Feature]] = {
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
    "plain": lambda verb: (
        verb.first == verb.index and "base" in verb.form and "past" not in verb.form
    ),
    "first": lambda verb: verb.first == 0,
}
