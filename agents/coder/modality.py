"""How real an event is: the cues around a trigger, weighed in ConText's manner.

Every cue that reaches the trigger is kept for the explanation. A drill wins over everything; then
a denial, then a wish or a fear, then the nearest of plan and fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agents.coder.lexicon import Cue
from agents.coder.relations import Spot
from agents.coder.verbs import Group, group
from streams.messages import Modality

WILL: Final = frozenset(("will", "'ll", "shall", "won't"))
WOULD: Final = frozenset(("would", "'d", "wouldn't"))
NEGATION_REACH: Final = 3
PREDICATE_REACH: Final = 9
REBUTTAL_REACH: Final = 10
IF_REACH: Final = 14


@dataclass(frozen=True, slots=True)
class Reached:
    """A cue that reaches a trigger: its token, what it says, how far off it stands."""

    index: int
    category: str
    distance: int
    form: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The modality of a trigger with the tokens that decided it.

    `rebutted` is the token by which another voice denies it in the same sentence, or -1.
    """

    modality: Modality
    nuances: tuple[str, ...]
    cues: tuple[int, ...]
    nuance_cues: tuple[int, ...] = ()
    purpose: bool = False
    rebutted: int = -1


def weigh(spot: Spot, *, moving: bool = False) -> Verdict:
    """Decide how real the event at a trigger is.

    `moving` is for kinds whose subject moves: there `no soldier was sent` denies the event.
    """
    reached = list(_reached(spot, modal=True))
    shades = list(_reached(spot, modal=False))
    nuances = tuple(dict.fromkeys(cue.category for cue in shades))
    modality, cues, purpose = _decide(spot, reached)
    if moving and modality in {Modality.ACTUAL, Modality.PLANNED} and _nobody(spot):
        modality = Modality.DENIED
    rebutted = _rebuttal(spot) if modality is Modality.ACTUAL else -1
    return Verdict(modality, nuances, cues, _indices(shades), purpose, rebutted)


def _rebuttal(spot: Spot) -> int:
    """Find `..., a report the spokesman dismissed` behind a trigger told as a fact."""
    sentence = spot.sentence
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    if not sentence.union & bits["rebut"]:
        return -1
    told = next((k for k in sentence.where(bits["told"]) if k > spot.index), -1)
    if told < 0 or not {",", "-"} & set(words[max(told - 3, spot.index) : told]):
        return -1
    reach = range(told + 1, min(told + REBUTTAL_REACH, len(tags)))
    return next((k for k in reach if tags[k] & bits["rebut"]), -1)


def _decide(spot: Spot, reached: list[Reached]) -> tuple[Modality, tuple[int, ...], bool]:
    by_category: dict[str, list[Reached]] = {}
    for cue in reached:
        by_category.setdefault(cue.category, []).append(cue)
    for category, modality in (("exercise", Modality.EXERCISE), ("denied", Modality.DENIED)):
        if category in by_category:
            return modality, _indices(by_category[category]), False
    if "historical" in by_category:
        return Modality.HISTORICAL, _indices(by_category["historical"]), False
    own = _own(spot.group, spot) if spot.group is not None else _predicate(spot)
    if own is Modality.DENIED:
        supposed = _conditional(spot, None)
        return Modality.HYPOTHETICAL if supposed else own, _group_cues(spot), False
    if "hypothetical" in by_category:
        return Modality.HYPOTHETICAL, _indices(by_category["hypothetical"]), False
    if own is Modality.HYPOTHETICAL:
        bound = spot.group is not None and spot.group.modal == "must" and "planned" in by_category
        return Modality.PLANNED if bound else own, _group_cues(spot), False
    if _conditional(spot, own) or spot.sentence.words[-1] == "?":
        return Modality.HYPOTHETICAL, (), False
    near = min(
        (*by_category.get("planned", ()), *by_category.get("actual", ())),
        key=_distance,
        default=None,
    )
    if own is Modality.PLANNED:
        return own, _group_cues(spot), False
    if near is not None:
        return Modality(near.category), (near.index,), False
    if spot.group is not None and spot.group.to:
        return Modality.PLANNED, (), True
    return Modality.ACTUAL, (), False


def _nobody(spot: Spot) -> bool:
    """Tell whether the subject is nobody: `no Polish soldier would be sent`."""
    if spot.group is None:
        return False
    bits, tags = spot.sentence.lexicon.bits, spot.sentence.tags
    for at in range(spot.group.first - 1, max(spot.group.first - IF_REACH, -1), -1):
        if tags[at] & bits["no"]:
            return True
        if tags[at] & bits["stop"] and not tags[at] & bits["of"]:
            return False
    return False


def _distance(cue: Reached) -> int:
    return cue.distance


def _indices(cues: list[Reached]) -> tuple[int, ...]:
    return tuple(cue.index for cue in cues)


def _group_cues(spot: Spot) -> tuple[int, ...]:
    return (spot.group.first,) if spot.group is not None and spot.group.first < spot.index else ()


def _predicate(spot: Spot) -> Modality | None:
    """Give what the auxiliaries behind a noun say: `the withdrawal will not begin`."""
    sentence = spot.sentence
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    ends = bits["break"] | bits["after"] | bits["relative"] | bits["pronoun"] | bits["clause"]
    for at in range(spot.index + 1, min(spot.index + PREDICATE_REACH, len(tags))):
        tag = tags[at]
        if tag & (bits["modal"] | bits["be"] | bits["have"] | bits["do"]):
            negated = bool(tag & bits["not"]) or (
                at + 1 < len(tags) and bool(tags[at + 1] & bits["not"])
            )
            modal = words[at] if tag & bits["modal"] else ""
            return _own(Group(at, at, "base", modal=modal, negated=negated), spot)
        if tag & ends or (tag & bits["det"] and not tags[at - 1] & bits["prep"]):
            return None
    return None


def _own(verb: Group | None, spot: Spot) -> Modality | None:
    """Give what the verb's own auxiliaries say."""
    if verb is None:
        return None
    if verb.modal in WILL:
        return Modality.DENIED if verb.negated else Modality.PLANNED
    if verb.modal in WOULD:
        if verb.negated:
            return Modality.DENIED
        return Modality.PLANNED if _reported(spot) and not verb.have else Modality.HYPOTHETICAL
    if verb.modal:
        return Modality.HYPOTHETICAL
    if verb.negated:
        return Modality.DENIED
    return None


def _reported(spot: Spot) -> bool:
    """Tell whether `would` only shifts a `will` into reported speech."""
    return bool(spot.sentence.union & spot.sentence.lexicon.bits["speech"])


def _conditional(spot: Spot, own: Modality | None) -> bool:
    """Tell whether the trigger stands in an if-clause, or hangs on one as a promise or threat."""
    sentence = spot.sentence
    if_ = sentence.lexicon.bits["if"]
    if not sentence.union & if_:
        return False
    start = max(spot.index - IF_REACH, 0)
    for at in range(spot.index - 1, start - 1, -1):
        if sentence.tags[at] & if_ and sentence.words[at] != "should":
            return True
        if sentence.words[at] in ",;:":
            break
    if own is Modality.PLANNED or (spot.group is not None and spot.group.to):
        return any(
            tag & if_ and sentence.words[at] != "should" for at, tag in enumerate(sentence.tags)
        )
    return False


def _reached(spot: Spot, *, modal: bool) -> Iterator[Reached]:
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
    return commas == 0 or (bool(cue.form) and commas == 2)


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
        verb = group(sentence, at, cue.form)
        own = _own(verb, spot)
        if own is not None:
            return str(own)
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
