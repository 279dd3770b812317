"""How real an event is: the cues around a trigger, weighed.

Every cue that reaches the trigger is kept for the explanation. A drill wins over everything; then
a denial, then a wish or a fear, then the nearest of plan and fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from agents.coder.auxiliaries import own, predicate
from agents.coder.cues import Reached, reached
from agents.coder.relations import Spot
from streams.messages import Modality

IF_REACH: Final = 14
REBUTTAL_REACH: Final = 10
# These win in this order, whatever the verb's own auxiliaries say.
OVERRULING: Final = (Modality.EXERCISE, Modality.DENIED, Modality.HISTORICAL)


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Verdict:
    """The modality of a trigger with the tokens that decided it.

    `found` are all cues that reach it; `rebutted` is the token by which another voice denies it in
    the same sentence, or -1.
    """

    modality: Modality
    nuances: tuple[str, ...]
    cues: tuple[int, ...]
    nuance_cues: tuple[int, ...] = ()
    purpose: bool = False
    rebutted: int = -1
    found: tuple[Reached, ...] = ()


def weigh(spot: Spot, *, moving: bool = False) -> Verdict:
    """Decide how real the event at a trigger is.

    `moving` is for kinds whose subject moves: there `no soldier was sent` denies the event.
    """
    cued = spot.sentence.union & spot.sentence.lexicon.bits["cue"]
    found = list(reached(spot, modal=True)) if cued else []
    shades = list(reached(spot, modal=False)) if cued else []
    nuances = tuple(dict.fromkeys(cue.category for cue in shades))
    modality, cues, purpose = _decide(spot, found)
    if moving and modality in {Modality.ACTUAL, Modality.PLANNED} and _nobody(spot):
        modality = Modality.DENIED
    rebutted = _rebuttal(spot) if modality is Modality.ACTUAL else -1
    return Verdict(modality, nuances, cues, _indices(shades), purpose, rebutted, tuple(found))


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


def _decide(spot: Spot, found: list[Reached]) -> tuple[Modality, tuple[int, ...], bool]:
    """Give the modality, the tokens that decided it, and whether it is a bare purpose."""
    cues: dict[str, list[Reached]] = {}
    for cue in found:
        cues.setdefault(cue.category, []).append(cue)
    for modality in OVERRULING:
        if modality in cues:
            return modality, _indices(cues[modality]), False
    said = own(spot.group, spot) if spot.group is not None else predicate(spot)
    doubted = _doubted(spot, said, cues)
    if doubted is not None:
        return *doubted, False
    if said is Modality.PLANNED:
        return said, _group_cues(spot), False
    near = min((*cues.get("planned", ()), *cues.get("actual", ())), key=_distance, default=None)
    if near is not None:
        return Modality(near.category), (near.index,), False
    bare = spot.group is not None and spot.group.to
    purpose = spot.group is not None and bare and not spot.group.governed
    return (Modality.PLANNED if bare else Modality.ACTUAL), (), purpose


def _doubted(
    spot: Spot, said: Modality | None, cues: dict[str, list[Reached]]
) -> tuple[Modality, tuple[int, ...]] | None:
    """Give the modality of what is denied, wished, feared or only supposed, else None."""
    if said is Modality.DENIED:
        supposed = _conditional(spot, None)
        return (Modality.HYPOTHETICAL if supposed else said), _group_cues(spot)
    if "hypothetical" in cues:
        return Modality.HYPOTHETICAL, _indices(cues["hypothetical"])
    if said is Modality.HYPOTHETICAL:
        must = spot.sentence.lexicon.terms["must"]
        bound = spot.group is not None and spot.group.modal in must and "planned" in cues
        return (Modality.PLANNED if bound else said), _group_cues(spot)
    if _conditional(spot, said) or spot.sentence.words[-1] == "?":
        return Modality.HYPOTHETICAL, ()
    return None


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


def _conditional(spot: Spot, said: Modality | None) -> bool:
    """Tell whether the trigger stands in an if-clause, or hangs on one as a promise or threat."""
    sentence = spot.sentence
    if_, odd = sentence.lexicon.bits["if"], sentence.lexicon.terms["no_if"]
    if not sentence.union & if_:
        return False
    start = max(spot.index - IF_REACH, 0)
    for at in range(spot.index - 1, start - 1, -1):
        if sentence.tags[at] & if_ and sentence.words[at] not in odd:
            return True
        if sentence.words[at] in ",;:":
            break
    if said is Modality.PLANNED or (spot.group is not None and spot.group.to):
        return any(
            tag & if_ and sentence.words[at] not in odd for at, tag in enumerate(sentence.tags)
        )
    return False
