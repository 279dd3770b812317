"""Which word heads the noun group beside a verb: object on the right, subject on the left."""

from __future__ import annotations

from typing import Final

from agents.coder.tokens import Sentence

OBJECT_REACH: Final = 11
SUBJECT_REACH: Final = 18


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
