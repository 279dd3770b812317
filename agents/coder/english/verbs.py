"""What stands before an English verb: auxiliaries, modals, negation, and whether it is passive."""

from __future__ import annotations

from typing import Final

from agents.coder.tokens import Sentence
from agents.coder.verbs import Group

LONGEST: Final = 8
PROGRESS: Final = frozenset(
    ("begun", "began", "started", "starting", "beginning", "begin", "start", "help")
)


def group(sentence: Sentence, index: int, form: str) -> Group:
    """Read the auxiliaries on the left of a verb."""
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    be_, have_, to_, not_, modal_ = (
        bits["be"],
        bits["have"],
        bits["to"],
        bits["not"],
        bits["modal"],
    )
    skip = bits["adverb"] | bits["do"]
    be = bare = have = to = negated = False
    modal = ""
    first = at = index
    while at > 0 and index - at < LONGEST:
        at -= 1
        tag = tags[at]
        if tag & not_:
            negated = True
        if tag & modal_:
            modal, first = words[at], at
            break
        if tag & be_:
            be, first = True, at
            bare = words[at] == "be"
        elif tag & have_:
            have, first = True, at
        elif tag & to_ and not tag & skip:
            to, first = True, at
            if at and words[at - 1] in PROGRESS:
                at -= 1
                first, to = at, False
                continue
            break
        elif tag & (skip | not_):
            first = at if tag & (bits["do"] | not_) else first
        else:
            break
    if have and words[first] == "had" and not be and to:
        have = False
    return Group(first, index, form, be, have, to, bare, negated, modal)


def plausible(sentence: Sentence, index: int, form: str, part: str) -> bool:
    """Tell by the word before whether `strikes` may be the verb, or the noun, it is tried as."""
    if not index or part == "phrase":
        return True
    bits = sentence.lexicon.bits
    before = sentence.tags[index - 1]
    after = sentence.tags[index + 1] if index + 1 < len(sentence.tags) else 0
    if part == "noun" and sentence.words[index].endswith("ing") and after & bits["counting"]:
        return False
    if part == "noun":
        verbal = before & (bits["modal"] | bits["pronoun"] | bits["do"])
        verbal |= before & bits["not"] and sentence.words[index - 1] != "without"
        return not verbal and sentence.words[index - 1] != "to"
    if "past" in form or "done" in form:
        return not before & (bits["det"] | bits["possessive"] | bits["plain_prep"])
    if "ing" in form:
        return not before & (bits["article"] | bits["possessed"])
    nominal = bits["det"] | bits["possessed"] | bits["weapon"] | bits["of"] | bits["possessive"]
    return not before & nominal
