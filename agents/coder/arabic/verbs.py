"""What stands before an Arabic verb: لم لن لا ما, س سوف, قد, أن."""

from __future__ import annotations

from typing import Final

from agents.coder.tokens import Sentence
from agents.coder.verbs import Group

LONGEST: Final = 4


def group(sentence: Sentence, index: int, form: str) -> Group:
    """Read the particles on the left of a verb."""
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    made = Group(index, index, form)
    at = index
    while at > 0 and index - at < LONGEST:
        at -= 1
        tag = tags[at]
        if tag & bits["not"]:
            made.negated = True
        if tag & bits["modal"]:
            # قد before a past verb is no doubt.
            if form == "present" or words[at] not in sentence.lexicon.terms["perhaps"]:
                made.modal = made.modal or words[at]
            made.first = at
        elif tag & bits["to"] and form == "present":
            made.first = at
            # أن hangs on what governs it, ل and كي give a purpose.
            made.to, made.governed = True, bool(tag & bits["that"])
            break
        elif tag & (bits["not"] | bits["be"]):
            made.first = at
        else:
            break
    return made


def plausible(sentence: Sentence, index: int, form: str, part: str) -> bool:
    """Tell by the word before whether a word may be the verb that it is tried as."""
    if part != "verb" or not index:
        return True
    bits = sentence.lexicon.bits
    before = sentence.tags[index - 1]
    if "past" in form and before & bits["prep"] and _nominal(sentence, index):
        return bool(before & bits["to"])
    return not sentence.tags[index] & bits["name"] and not _definite(sentence, index)


def _nominal(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb's form is also that of a noun: قصف is `bombed` and `bombing`."""
    forms = sentence.lexicon.triggers.get(sentence.words[index], ())
    return any(one.form in {"one", "many"} for one in forms)


def _definite(sentence: Sentence, index: int) -> bool:
    """Tell whether a word carries the article, which no verb does."""
    start, end = sentence.starts[index], sentence.ends[index]
    return sentence.folded.startswith("ال", start) and end - start > len(sentence.words[index])
