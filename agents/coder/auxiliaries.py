"""What a verb's own auxiliaries say about how real it is: will, could, did not, to."""

from __future__ import annotations

from typing import Final

from agents.coder.relations import Spot
from agents.coder.verbs import Group
from streams.messages import Modality

PREDICATE_REACH: Final = 9


def own(verb: Group | None, spot: Spot) -> Modality | None:
    """Give what the verb's own auxiliaries say."""
    if verb is None:
        return None
    terms = spot.sentence.lexicon.terms
    ahead, shifted = verb.modal in terms["will"], verb.modal in terms["would"]
    if verb.negated and (not verb.modal or ahead or shifted):
        return Modality.DENIED
    if ahead:
        return Modality.PLANNED
    if shifted and _reported(spot) and not verb.have:
        return Modality.PLANNED
    return Modality.HYPOTHETICAL if verb.modal else None


def _reported(spot: Spot) -> bool:
    """Tell whether `would` only shifts a `will` into reported speech."""
    return bool(spot.sentence.union & spot.sentence.lexicon.bits["speech"])


def predicate(spot: Spot) -> Modality | None:
    """Give what the auxiliaries behind a noun say: `the withdrawal will not begin`."""
    sentence = spot.sentence
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    ends = bits["break"] | bits["after"] | bits["relative"] | bits["pronoun"] | bits["clause"]
    for at in range(spot.index + 1, min(spot.index + PREDICATE_REACH, len(tags))):
        tag = tags[at]
        if tag & bits["modal"] and tag & bits["dated"] and sentence.capital(at):
            continue  # the month of May
        if tag & (bits["modal"] | bits["be"] | bits["have"] | bits["do"]):
            negated = bool(tag & bits["not"]) or (
                at + 1 < len(tags) and bool(tags[at + 1] & bits["not"])
            )
            modal = words[at] if tag & bits["modal"] else ""
            return own(Group(at, at, "base", modal=modal, negated=negated), spot)
        if tag & ends or (tag & bits["det"] and not tags[at - 1] & bits["prep"]):
            return None
    return None
