"""Where a word stands towards a trigger: the relations that a kind's conditions may name.

Each relation takes a `Spot` (a trigger in its sentence) and a mask of sets, and gives the index of
the token that satisfies it, or -1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from agents.coder.tokens import Sentence
from agents.coder.verbs import Group

OBJECT_REACH: Final = 11
SUBJECT_REACH: Final = 18
PHRASE_REACH: Final = 14
HEAD_REACH: Final = 6
# A participle follows what it is said of: `troops sent to Mali`.
ADJACENT: Final = 2
NEAR_REACH: Final = 12
THEN_REACH: Final = 9


@dataclass(frozen=True, slots=True)
class Spot:
    """A trigger where it stands: `group` is what its auxiliaries say, for verbs only."""

    sentence: Sentence
    index: int
    group: Group | None = None


def right_head(sentence: Sentence, start: int, mask: int, reach: int = OBJECT_REACH) -> int:
    """Find the first noun group from `start` on, if its head is in the sets."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    stop, hedge, of, name = bits["stop"], bits["hedge"], bits["of"], bits["name"]
    possessed, collective = bits["possessed"], bits["collective"]
    longer = bits["unforce"] | sentence.lexicon.inherited
    outward, counted = bits["outward"], collective | bits["number"]
    last = len(tags) - 1
    for at in range(start, min(start + reach, last + 1)):
        tag = tags[at]
        after = tags[at + 1] if at < last else 0
        if (
            tag & mask
            and not after & possessed
            and not (after & longer and not after & (mask | outward))
        ):
            return at
        if not tag and mask & name and named(sentence, at):
            return at
        if tag & stop and not tag & hedge:
            if (
                tag & of
                and at > start
                and (tags[at - 1] & counted or sentence.words[at - 1][0].isdigit())
            ):
                continue
            return -1
    return -1


def named(sentence: Sentence, at: int) -> bool:
    """Tell whether a word that no table knows is written like a name."""
    return at > 0 and sentence.field == "body" and sentence.caps[at]


def left_head(
    sentence: Sentence, start: int, mask: int, reach: int = SUBJECT_REACH, *, through: bool = False
) -> int:
    """Find the nearest member of the sets on the left that may be the subject.

    `through` passes over verbs of saying, as an infinitive's subject stands before them.
    """
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    ends, speech, noun, pronoun = bits["break"], bits["speech"], bits["noun"], bits["pronoun"]
    for at in range(start, max(start - reach, -1), -1):
        tag = tags[at]
        if tag & mask and _heads(sentence, at, start, mask):
            return at
        if tag & pronoun:
            through = True
        if through:
            continue
        if tag & ends or words[at] in ";:":
            return -1
        if tag & speech and not tag & noun and not (at < start and tags[at + 1] & bits["by"]):
            return -1
        if words[at] == "," and at < start and not _listed(tags, bits["and"], at, start):
            return -1
    return -1


def _heads(sentence: Sentence, at: int, start: int, mask: int) -> bool:
    """Tell whether a member of the sets heads its noun group and is no mere agent behind `by`."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    if at < start:
        after = tags[at + 1]
        if after & bits["possessed"] or (after & bits["unforce"] and not after & mask):
            return False
    elif _owner(tags, at, bits["possessed"]):
        return False
    for k in range(at - 1, max(at - 4, -1), -1):
        if tags[k] & bits["by"] or sentence.words[k] in {"against", "near", "for", "to"}:
            return False
        if tags[k] & bits["stop"]:
            break
    return True


def _owner(tags: list[int], at: int, possessed: int) -> bool:
    return at + 1 < len(tags) and bool(tags[at + 1] & possessed)


def _listed(tags: list[int], both: int, comma: int, start: int) -> bool:
    """Tell whether a comma only parts the members of a list or closes an insertion."""
    return any(tags[at] & both for at in range(comma + 1, start + 1))


def object_(spot: Spot, mask: int) -> int:
    """What the verb is done to: on the right, on the left of a passive."""
    sentence, at, verb = spot.sentence, spot.index, spot.group
    if verb is not None and verb.passive:
        return left_head(sentence, verb.first - 1, mask)
    found = right_head(sentence, at + 1, mask)
    if found < 0 and verb is not None and "done" in verb.form and not verb.have:
        found = left_head(sentence, verb.first - 1, mask, ADJACENT)
    return found


def right(spot: Spot, mask: int) -> int:
    """What the verb is done to, on its right only."""
    return right_head(spot.sentence, spot.index + 1, mask)


def subject(spot: Spot, mask: int) -> int:
    """Who does it: on the left, behind `by` for a passive."""
    verb = spot.group
    if verb is not None and verb.passive:
        return by(spot, mask)
    start = spot.index if verb is None else verb.first
    through = verb is not None and (verb.to or verb.form == "ing")
    return left_head(spot.sentence, start - 1, mask, through=through)


def by(spot: Spot, mask: int) -> int:
    """Who stands behind `by`."""
    return _behind(spot, spot.sentence.lexicon.bits["by"], mask, PHRASE_REACH, HEAD_REACH)


def of(spot: Spot, mask: int) -> int:
    """What stands behind `of`, `by` or `in` right after a noun."""
    sentence, bits = spot.sentence, spot.sentence.lexicon.bits
    at = spot.index + 1
    if at < len(sentence.tags) and (
        sentence.tags[at] & (bits["of"] | bits["by"]) or sentence.words[at] == "in"
    ):
        return right_head(sentence, at + 1, mask)
    return -1


def owner(spot: Spot, mask: int) -> int:
    """Whose it is: `the coalition's X`, `troop X`, `US X`."""
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
    """What stands behind on, against, at, targeting."""
    return _behind(spot, spot.sentence.lexicon.bits["on"], mask, NEAR_REACH, HEAD_REACH + 2)


def to(spot: Spot, mask: int) -> int:
    """Where it goes or happens: behind to, into, in, toward, along."""
    return _behind(spot, spot.sentence.lexicon.bits["into"], mask, PHRASE_REACH, HEAD_REACH + 2)


def toward(spot: Spot, mask: int) -> int:
    """Where it moves: behind to, into, toward, across."""
    return _behind(spot, spot.sentence.lexicon.bits["onward"], mask, PHRASE_REACH, HEAD_REACH)


def from_(spot: Spot, mask: int) -> int:
    """What is left behind: behind from, out of, off."""
    return _behind(spot, spot.sentence.lexicon.bits["from"], mask, PHRASE_REACH, HEAD_REACH + 2)


def for_(spot: Spot, mask: int) -> int:
    """What is asked for."""
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
    """What stands right before it, at most three tokens off."""
    first = spot.index if spot.group is None else spot.group.first
    return _scan(spot.sentence, range(first - 1, max(first - 4, -1), -1), mask)


def after(spot: Spot, mask: int) -> int:
    """What stands right after it, at most three tokens off."""
    return _scan(
        spot.sentence, range(spot.index + 1, min(spot.index + 4, len(spot.sentence.tags))), mask
    )


def then(spot: Spot, mask: int) -> int:
    """What follows in the same clause."""
    sentence = spot.sentence
    for at in range(spot.index + 1, min(spot.index + THEN_REACH, len(sentence.tags))):
        if sentence.tags[at] & mask:
            return at
        if sentence.tags[at] & sentence.lexicon.bits["clause"]:
            return -1
    return -1


def near(spot: Spot, mask: int) -> int:
    """What stands on either side, at most twelve tokens off."""
    at, count = spot.index, len(spot.sentence.tags)
    found = _scan(spot.sentence, range(at + 1, min(at + 1 + NEAR_REACH, count)), mask)
    return (
        found
        if found >= 0
        else _scan(spot.sentence, range(at - 1, max(at - 1 - NEAR_REACH, -1), -1), mask)
    )


def beside(spot: Spot, mask: int) -> int:
    """What stands anywhere else in the sentence."""
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
