"""Which cues reach a trigger: directions, reaches, terminators and negated cues, as in ConText."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agents.coder.auxiliaries import own
from agents.coder.lexicon import Cue
from agents.coder.relations import Spot

NEGATION_REACH: Final = 3
# A verb's cue may reach over one insertion: `urged Russia, which has bases there, to leave`.
INSERTION: Final = 2


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Reached:
    """A cue that reaches a trigger: its token, what it says, how far off it stands."""

    index: int
    category: str
    distance: int
    form: str


def reached(spot: Spot, *, modal: bool) -> Iterator[Reached]:
    """Give the cues of the sentence whose direction and reach cover the trigger."""
    sentence = spot.sentence
    bits = sentence.lexicon.bits
    table = sentence.lexicon.cues if modal else sentence.lexicon.nuances
    for at in sentence.where(bits["cue"]):
        if at == spot.index:
            continue
        for cue in table.get(sentence.words[at], ()):
            distance = spot.index - at if at < spot.index else at - spot.index
            if distance <= cue.reach and _covers(spot, at, cue, modal=modal):
                category = _turned(spot, at, cue, modal=modal)
                if category:
                    yield Reached(at, category, distance, cue.form)


def _covers(spot: Spot, at: int, cue: Cue, *, modal: bool) -> bool:
    """Tell whether nothing between a cue and the trigger ends the cue's scope."""
    if cue.direction == "either":
        return True
    ahead = at < spot.index
    if ahead != (cue.direction == "after"):
        return False
    sentence = spot.sentence
    bits, words = sentence.lexicon.bits, sentence.words
    if ahead:
        first = spot.group.first if spot.group is not None else spot.index
        if modal and not _governs(spot, cue):
            return False
        low, high = at + 1, first
    else:
        low, high = spot.index + 1, at
    if low > high:
        return True
    commas = 0
    ends = bits["break"] | (bits["after"] if spot.group is None or not ahead else 0)
    for k in range(low, high):
        word = words[k]
        if sentence.tags[k] & ends or word in ";:":
            return False
        commas += word == ","
    return commas == 0 or (bool(cue.form) and commas == INSERTION)


def _governs(spot: Spot, cue: Cue) -> bool:
    """Tell whether a cue on the left can bear on this form of the trigger.

    A finite past verb is a fact of its own clause: only a denial, a drill or a doubt reaches it.
    """
    verb = spot.group
    if verb is None or verb.modal or verb.to or not verb.finite or verb.form == "ing":
        return True
    return cue.category in {"denied", "exercise"}


def _turned(spot: Spot, at: int, cue: Cue, *, modal: bool) -> str:
    """Turn a cue's category round if the cue itself is negated, or give '' if it says nothing.

    A verb that makes a fact (`launch`, `begin`) takes the modality of its own auxiliaries:
    `could launch strikes` is a possibility, `to launch strikes` whatever governs the infinitive.
    """
    sentence = spot.sentence
    if not modal or cue.category == "exercise":
        return cue.category
    if cue.category == "actual" and cue.form and at < spot.index:
        verb = sentence.lexicon.grammar.group(sentence, at, cue.form)
        said = own(verb, spot)
        if said is not None:
            return str(said)
        if verb.to:
            return ""
        return cue.category
    bits = sentence.lexicon.bits
    skip = bits["adverb"] | bits["be"] | bits["have"] | bits["do"] | bits["modal"] | bits["to"]
    for k in range(at - 1, max(at - NEGATION_REACH - 1, -1), -1):
        if sentence.tags[k] & (bits["not"] | bits["no"]):
            return "hypothetical" if cue.category == "denied" else "denied"
        if not sentence.tags[k] & skip:
            break
    return cue.category
