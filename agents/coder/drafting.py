"""From a trigger to a draft of its event: modality, speaker, arguments, numbers, date, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agents.coder.arguments import actors, target
from agents.coder.attribution import NOBODY, Speaker, closest, speaker
from agents.coder.merge import Draft
from agents.coder.modality import Verdict, weigh
from agents.coder.places import where
from agents.coder.quantities import quantities
from agents.coder.reading import Page
from agents.coder.tokens import Sentence
from agents.coder.triggers import Hit
from agents.coder.when import time
from streams.messages import Attribution, Cue, Evidence, Modality, Quantity, Unit

LEAD: Final = 3
PRONOUNS: Final = frozenset(("he", "she", "they", "it", '"'))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole article says about each of its sentences."""

    published: date | None
    main: str | None
    officials: frozenset[str]
    house: Attribution


def draft(hit: Hit, page: Page, number: int, order: int, setting: Setting) -> list[Draft] | str:
    """Make the drafts of a hit's event, or say why it is none.

    A report that another voice denies in the same sentence gives two: told, and denied.
    """
    spot, sentence = hit.spot, hit.spot.sentence
    verdict = weigh(spot, moving=hit.rules.kind.roles.motion != "at")
    if verdict.purpose and not _headline(hit):
        return "a purpose, not an event"
    dated = time(sentence, spot.index, setting.published)
    modality = verdict.modality
    if modality is Modality.ACTUAL and hit.rule.trigger.modality is not None:
        modality = hit.rule.trigger.modality
    vague = modality is Modality.PLANNED and dated.month
    modality = _aged(modality, dated.old and not vague)
    said = _speaker(hit, verdict, page, number, setting)
    doers = actors(hit)
    aim = target(hit)
    place = where(spot, hit.rules.kind.roles.motion, setting.main)
    counted = list(_counted(sentence, hit.rules.kind.roles.units))
    nuance = (
        verdict.nuances
        if hit.rule.trigger.nuance is None
        else (hit.rule.trigger.nuance, *verdict.nuances)
    )
    marks = [(spot.index, "trigger"), *((k, "companion") for k in hit.companions)]
    marks += [(k, "modality") for k in verdict.cues] + [(k, "attribution") for k in said.cues]
    marks += [(at, "actor") for _, at in doers] + ([(aim[1], "target")] if aim else [])
    marks += [(dated.index, "when")] if dated.index >= 0 else []
    marks += (
        [(dated.old_index, "modality")] if dated.old and modality is Modality.HISTORICAL else []
    )
    spans = [(place.first, place.last, "place")] if place else []
    spans += [(first, last, "quantity") for _, first, last in counted]
    told = Draft(
        kind=hit.rules.kind.name,
        modality=modality,
        attribution=said.attribution,
        attributed_to=said.name,
        nuance=tuple(dict.fromkeys(nuance)),
        actors=tuple(dict.fromkeys(name for name, _ in doers if name)),
        target=aim[0] if aim else None,
        place=place.name if place else None,
        country=place.code if place else None,
        quantities=tuple(q for q, _, _ in counted),
        when=dated.day,
        confidence=_confidence(hit, verdict, number, said),
        evidence=Evidence(
            text=sentence.raw[sentence.start : sentence.end],
            field=sentence.field,
            start=sentence.start,
            end=sentence.end,
        ),
        cues=tuple(_cues(sentence, marks, spans)),
        order=order,
    )
    if verdict.rebutted < 0:
        return [told]
    denier = closest(sentence, verdict.rebutted, setting.officials)
    return [
        told,
        replace(
            told,
            modality=Modality.DENIED,
            attribution=denier.attribution,
            attributed_to=denier.name,
            quantities=(),
        ),
    ]


def _headline(hit: Hit) -> bool:
    """Tell whether a bare infinitive is a headline's future: `Paris to send 200 soldiers`."""
    verb = hit.spot.group
    return (
        verb is not None
        and hit.spot.sentence.field == "title"
        and hit.rules.kind.roles.motion != "at"
    )


def _aged(modality: Modality, old: bool) -> Modality:
    """Make a fact of long ago historical."""
    told = modality in {Modality.ACTUAL, Modality.PLANNED}
    return Modality.HISTORICAL if old and told else modality


def _speaker(hit: Hit, verdict: Verdict, page: Page, number: int, setting: Setting) -> Speaker:
    """Find who says it: here, in the sentence before for a bare `he`, else the house itself."""
    sentence = hit.spot.sentence
    told = verdict.modality in {Modality.ACTUAL, Modality.HISTORICAL}
    acts = (*verdict.cues, hit.spot.index) if told else None
    found = speaker(sentence, setting.officials, acts, verdict.rebutted)
    if found is NOBODY and number and sentence.words and sentence.words[0] in PRONOUNS:
        earlier = speaker(page.sentence(number - 1), setting.officials)
        found = Speaker(earlier.attribution, earlier.name, ())
    silent = found.attribution is Attribution.NONE and found.name is None
    if silent and setting.house is not Attribution.NONE:
        return Speaker(setting.house, None, ())
    return found


def _counted(sentence: Sentence, units: tuple[Unit, ...]) -> Iterator[tuple[Quantity, int, int]]:
    seen: set[tuple[int, str]] = set()
    for quantity, first, last in quantities(sentence):
        if quantity.unit in units and (quantity.value, quantity.unit) not in seen:
            seen.add((quantity.value, quantity.unit))
            yield quantity, first, last


def _confidence(hit: Hit, verdict: Verdict, order: int, said: Speaker) -> float:
    """Grade an event: the trigger's weight, its companions, its position and its speaker."""
    grade = hit.rule.trigger.weight + 0.02 * min(len(hit.companions), 2)
    grade += 0.03 if order <= LEAD else 0.0
    grade += 0.02 if said.attribution is Attribution.OFFICIAL else 0.0
    grade -= 0.08 if "unconfirmed" in verdict.nuances else 0.0
    return round(max(0.05, min(grade, 0.97)), 2)


def _cues(
    sentence: Sentence,
    marks: Iterable[tuple[int, str]],
    spans: Iterable[tuple[int, int, str]],
) -> Iterator[Cue]:
    """Give the deciding words with their offsets, in the order of the text."""
    wide = [(at, at, role) for at, role in marks] + list(spans)
    for first, last, role in sorted(set(wide)):
        start, end = sentence.starts[first], sentence.ends[last]
        yield Cue(text=sentence.raw[start:end], role=role, start=start, end=end)
