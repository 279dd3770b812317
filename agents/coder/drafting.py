"""From a trigger to a draft of its event: modality, speaker, arguments, numbers, date, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agents.coder.arguments import actors, target
from agents.coder.attribution import NOBODY, Speaker, closest, speaker
from agents.coder.merge import Draft
from agents.coder.modality import Verdict, weigh
from agents.coder.places import Where, where
from agents.coder.quantities import quantities
from agents.coder.reading import Page
from agents.coder.tokens import Sentence
from agents.coder.triggers import Hit
from agents.coder.when import Time, time
from streams.messages import Attribution, Modality, Quantity, Unit

LEAD: Final = 3
# So many tellings of one kind and modality are drafted; the rest of a long article repeats them.
TELLINGS: Final = 4
PRONOUNS: Final = frozenset(("he", "she", "they", "it", '"'))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole article says about each of its sentences."""

    main: str | None
    officials: frozenset[str]
    house: Attribution


@dataclass(frozen=True, slots=True)
class Sketch:
    """A hit whose modality is known: enough to choose which hits are worth drafting."""

    hit: Hit
    page: Page
    number: int
    order: int
    verdict: Verdict
    modality: Modality
    time: Time


def sketch(
    hit: Hit, page: Page, number: int, order: int, published: date | None
) -> Sketch | str:
    """Decide how real a hit's event is, or say why it is none."""
    verdict = weigh(hit.spot, moving=hit.rules.kind.roles.motion != "at")
    if verdict.purpose and not _headline(hit):
        return "a purpose, not an event"
    dated = time(hit.spot.sentence, hit.spot.index, published)
    modality = verdict.modality
    if modality is Modality.ACTUAL and hit.rule.trigger.modality is not None:
        modality = hit.rule.trigger.modality
    vague = modality is Modality.PLANNED and dated.month
    modality = _aged(modality, dated.old and not vague)
    return Sketch(hit, page, number, order, verdict, modality, dated)


def chosen(sketches: Sequence[Sketch]) -> list[Sketch]:
    """Keep the strongest tellings of each kind and modality, in the order of the text."""
    groups: dict[tuple[str, Modality], list[Sketch]] = {}
    for one in sketches:
        groups.setdefault((one.hit.rules.kind.name, one.modality), []).append(one)
    kept = [
        one
        for group in groups.values()
        for one in (group if len(group) <= TELLINGS else sorted(group, key=_rank)[:TELLINGS])
    ]
    return sorted(kept, key=lambda one: one.order)


def _rank(one: Sketch) -> tuple[bool, float, int]:
    weight = one.hit.rule.trigger.weight + 0.02 * len(one.hit.companions)
    return (one.page.field == "title", -weight, one.order)


def draft(one: Sketch, setting: Setting) -> list[Draft]:
    """Make the drafts of a sketch: two if another voice denies the report in its sentence."""
    hit, verdict, sentence = one.hit, one.verdict, one.hit.spot.sentence
    roles = hit.rules.kind.roles
    said = _speaker(one, setting)
    doers = actors(hit)
    aim = target(hit)
    place = where(hit.spot, roles.motion, setting.main)
    counted = list(_counted(sentence, roles.units))
    nuance = (hit.rule.trigger.nuance, *verdict.nuances)
    told = Draft(
        kind=hit.rules.kind.name,
        modality=one.modality,
        attribution=said.attribution,
        attributed_to=said.name,
        nuance=tuple(dict.fromkeys(filter(None, nuance))),
        actors=tuple(dict.fromkeys(name for name, _ in doers if name)),
        target=aim[0] if aim else None,
        place=place.name if place else None,
        country=place.code if place else None,
        quantities=tuple(quantity for quantity, _, _ in counted),
        when=one.time.day,
        confidence=_confidence(one, said),
        sentence=sentence,
        marks=tuple(_marks(one, said, doers, aim, place, counted)),
        order=one.order,
    )
    if verdict.rebutted < 0:
        return [told]
    denier = closest(sentence, verdict.rebutted, setting.officials)
    denied = replace(
        told,
        modality=Modality.DENIED,
        attribution=denier.attribution,
        attributed_to=denier.name,
        quantities=(),
    )
    return [told, denied]


def _marks(  # noqa: PLR0913 - one for each role
    one: Sketch,
    said: Speaker,
    doers: Iterable[tuple[str, int]],
    aim: tuple[str, int] | None,
    place: Where | None,
    counted: Iterable[tuple[Quantity, int, int]],
) -> Iterator[tuple[int, int, str]]:
    """Give the tokens that decided an event, each with its role."""
    index = one.hit.spot.index
    yield index, index, "trigger"
    yield from ((k, k, "companion") for k in one.hit.companions)
    yield from ((k, k, "modality") for k in one.verdict.cues)
    yield from ((k, k, "nuance") for k in one.verdict.nuance_cues)
    yield from ((k, k, "attribution") for k in said.cues)
    yield from ((at, at, "actor") for _, at in doers)
    if aim is not None:
        yield aim[1], aim[1], "target"
    if one.time.index >= 0:
        yield one.time.index, one.time.index, "when"
    if one.time.old and one.modality is Modality.HISTORICAL:
        yield one.time.old_index, one.time.old_index, "modality"
    if place is not None:
        yield place.first, place.last, "place"
    yield from ((first, last, "quantity") for _, first, last in counted)


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


def _speaker(one: Sketch, setting: Setting) -> Speaker:
    """Find who says it: here, in the sentence before for a bare `he`, else the house itself."""
    sentence, verdict = one.hit.spot.sentence, one.verdict
    told = verdict.modality in {Modality.ACTUAL, Modality.HISTORICAL}
    acts = (*verdict.cues, one.hit.spot.index) if told else None
    found = speaker(sentence, setting.officials, acts, verdict.rebutted)
    if found is NOBODY and one.number and sentence.words and sentence.words[0] in PRONOUNS:
        earlier = speaker(one.page.sentence(one.number - 1), setting.officials)
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


def _confidence(one: Sketch, said: Speaker) -> float:
    """Grade an event: the trigger's weight, its companions, its position and its speaker."""
    grade = one.hit.rule.trigger.weight + 0.02 * min(len(one.hit.companions), 2)
    grade += 0.03 if one.number <= LEAD else 0.0
    grade += 0.02 if said.attribution is Attribution.OFFICIAL else 0.0
    grade -= 0.08 if "unconfirmed" in one.verdict.nuances else 0.0
    return round(max(0.05, min(grade, 0.97)), 2)
