"""From a trigger to a draft of its event: speaker, arguments, numbers, date, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
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
from agents.coder.verifier import Verifier
from agents.coder.when import Time, time
from streams.messages import Attribution, Modality, Quantity, Unit

LEAD: Final = 3
# Where the rules find these, they are right more often than the verifier.
SURE: Final = frozenset(
    (Modality.DENIED, Modality.EXERCISE, Modality.HISTORICAL, Modality.HYPOTHETICAL)
)
# How much more than for a fact the words must speak where a verb states it, in log odds.
PLAIN: Final = 1.0
# What the verifier may make of a plan.
SOFTENED: Final = frozenset((Modality.HYPOTHETICAL, Modality.HISTORICAL))
# How much more its own words must speak for a second modality in a sentence, in log odds.
APART: Final = 2.0
# So many tellings of one kind and modality are drafted; the rest of a long article repeats them.
TELLINGS: Final = 4
# What a later sentence may deny, and how far its verb stands from what it refers to.
DENIABLE: Final = frozenset((Modality.ACTUAL, Modality.PLANNED))
DENIAL_REACH: Final = 6
# Which modality wins where a kind's own moods and the common cues differ.
WEIGHT: Final = (
    Modality.EXERCISE,
    Modality.DENIED,
    Modality.HISTORICAL,
    Modality.HYPOTHETICAL,
    Modality.PLANNED,
    Modality.ACTUAL,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole article says about each of its sentences."""

    main: str | None
    officials: frozenset[str]
    house: Attribution


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Sketch:
    """A hit whose modality is known: enough to choose which hits are worth drafting."""

    hit: Hit
    page: Page
    number: int
    order: int
    verdict: Verdict
    modality: Modality
    time: Time
    shades: dict[Modality, float]
    opinion: Verifier | None


def sketch(
    hit: Hit,
    page: Page,
    number: int,
    order: int,
    published: date | None,
    verifier: Verifier | None = None,
) -> Sketch | str:
    """Decide how real a hit's event is, or say why it is none."""
    verdict = weigh(hit.spot, moving=hit.rules.kind.roles.motion != "at")
    if verdict.purpose and not hit.moods and not _headline(hit):
        return "a purpose, not an event"
    dated = time(hit.spot.sentence, hit.spot.index, published)
    opinion = verifier if hit.likely is not None else None
    shades: dict[Modality, float] = {}
    if opinion is not None and verdict.modality not in SURE:
        shades = opinion.shades(hit, verdict, old=dated.old)
        modality = max(shades, key=shades.__getitem__)
        if verdict.modality is Modality.PLANNED and modality not in SOFTENED:
            modality = Modality.PLANNED
        if _stated(hit, verdict) and shades[modality] - shades[Modality.ACTUAL] < PLAIN:
            modality = Modality.ACTUAL
    else:
        modality = _ruled(hit, verdict, dated)
    if dated.old and modality is Modality.ACTUAL:
        modality = Modality.HISTORICAL
    return Sketch(hit, page, number, order, verdict, modality, dated, shades, opinion)


def _stated(hit: Hit, verdict: Verdict) -> bool:
    """Tell whether a trigger that its rule agrees to is a plain past or present without a cue."""
    verb = hit.spot.group
    plain = verdict.modality is Modality.ACTUAL and not verdict.found and not hit.doubt
    return plain and verb is not None and verb.finite


def settle(sketches: Sequence[Sketch]) -> None:
    """Let the triggers of one kind in a sentence agree, unless the words speak clearly for two."""
    groups: dict[tuple[str, int, str], list[Sketch]] = {}
    for one in sketches:
        if one.opinion is not None:
            where = (one.page.field, one.number, one.hit.rules.kind.name)
            groups.setdefault(where, []).append(one)
    for group in groups.values():
        leader = max(group, key=lambda one: one.hit.likely or 0.0)
        for one in group:
            said = one.shades.get(one.modality, 0.0) - one.shades.get(leader.modality, 0.0)
            if one.shades and said < APART:
                one.modality = leader.modality


def _ruled(hit: Hit, verdict: Verdict, dated: Time) -> Modality:
    """Give the modality by the rules alone: a fact of long ago is historical."""
    modality = verdict.modality
    if modality is Modality.ACTUAL and hit.rule.trigger.modality is not None:
        modality = hit.rule.trigger.modality
    for mood in hit.moods:
        if modality in mood.undoes:
            modality = mood.modality
    modality = min((modality, *(mood.modality for mood in hit.moods)), key=WEIGHT.index)
    vague = modality is Modality.PLANNED and dated.month
    told = modality in {Modality.ACTUAL, Modality.PLANNED}
    return Modality.HISTORICAL if dated.old and not vague and told else modality


def chosen(sketches: Sequence[Sketch]) -> list[Sketch]:
    """Keep the strongest tellings of each kind and modality, in the order of the text."""
    groups: dict[tuple[str, Modality], list[Sketch]] = {}
    for one in sketches:
        groups.setdefault((one.hit.rules.kind.name, one.modality), []).append(one)
    kept = [one for group in groups.values() for one in _best(group)]
    return sorted(kept, key=lambda one: one.order)


def _best(group: list[Sketch]) -> list[Sketch]:
    """Give the few strongest: a second trigger of a sentence comes after another sentence."""
    if len(group) <= TELLINGS:
        return group
    ranked = sorted(group, key=_rank)
    seen: Counter[tuple[str, int]] = Counter()
    turns: list[tuple[int, int, Sketch]] = []
    for rank, one in enumerate(ranked):
        place = (one.page.field, one.number)
        turns.append((seen[place], rank, one))
        seen[place] += 1
    return [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])[:TELLINGS]]


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
        refines=hit.rules.kind.refines,
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


def denials(
    page: Page, sketches: Sequence[Sketch], taken: Container[int], setting: Setting
) -> Iterator[Draft]:
    """Give the denials that follow a telling in a sentence without a trigger of its own.

    `The embassy called the reports a fabrication` denies what the sentence before it told.
    """
    told = {one.number: one for one in sketches if one.page is page and one.modality in DENIABLE}
    for number, one in told.items():
        after = number + 1
        if after in taken or after >= len(page.spans):
            continue
        start, end = page.spans[after]
        if not any(word in page.folded[start:end] for word in page.lexicon.terms["rebuts"]):
            continue
        sentence = page.sentence(after)
        denier = _denier(sentence, setting)
        if denier is None:
            continue
        base = draft(one, setting)[0]
        if denier[0].name is not None and denier[0].name == base.attributed_to:
            continue
        yield replace(
            base,
            modality=Modality.DENIED,
            attribution=denier[0].attribution,
            attributed_to=denier[0].name,
            nuance=(),
            quantities=(),
            sentence=sentence,
            marks=tuple((k, k, role) for k, role in denier[1]),
        )


def _denier(sentence: Sentence, setting: Setting) -> tuple[Speaker, list[tuple[int, str]]] | None:
    """Find who denies a report, if a sentence does nothing else."""
    bits = sentence.lexicon.bits
    verbs = sentence.where(bits["rebut"] | bits["untruth"])
    about = sentence.where(bits["told"] | bits["referring"])
    if not verbs or not about or min(abs(v - a) for v in verbs for a in about) > DENIAL_REACH:
        return None
    if any(
        sentence.tags[k] & (bits["not"] | bits["no"])
        for k in range(max(verbs[0] - 2, 0), verbs[0])
    ):
        return None
    said = speaker(sentence, setting.officials)
    if said.attribution not in {Attribution.OFFICIAL, Attribution.CLAIMED}:
        return None
    return said, [(verbs[0], "modality"), *((k, "attribution") for k in said.cues)]


def _marks(
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
    yield from ((k, k, "modality") for k in _deciding(one))
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


def _deciding(one: Sketch) -> tuple[int, ...]:
    """Give the cues that speak for a sketch's modality, else the word that does most."""
    if one.modality is one.verdict.modality and one.verdict.cues:
        return one.verdict.cues
    said = tuple(cue.index for cue in one.verdict.found if cue.category == one.modality)
    if said or one.modality is Modality.ACTUAL or one.opinion is None:
        return said
    loudest = one.opinion.loudest(one.hit, one.modality)
    return (loudest,) if loudest >= 0 else ()


def _headline(hit: Hit) -> bool:
    """Tell whether a bare infinitive is a headline's future: `Paris to send 200 soldiers`."""
    verb = hit.spot.group
    return (
        verb is not None
        and hit.spot.sentence.field == "title"
        and hit.rules.kind.roles.motion != "at"
    )


def _speaker(one: Sketch, setting: Setting) -> Speaker:
    """Find who says it: here, in the sentence before for a bare `he`, else the house itself."""
    sentence, verdict = one.hit.spot.sentence, one.verdict
    told = verdict.modality in {Modality.ACTUAL, Modality.HISTORICAL}
    acts = (*verdict.cues, one.hit.spot.index) if told else None
    found = speaker(sentence, setting.officials, acts, verdict.rebutted)
    if found is NOBODY and one.number and sentence.lexicon.grammar.continues(sentence):
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
    if one.hit.likely is not None:
        return round(max(0.05, min(one.hit.likely, 0.97)), 2)
    grade = one.hit.rule.trigger.weight + 0.02 * min(len(one.hit.companions), 2)
    grade += 0.03 if one.number <= LEAD else 0.0
    grade += 0.02 if said.attribution is Attribution.OFFICIAL else 0.0
    grade -= 0.08 if "unconfirmed" in one.verdict.nuances else 0.0
    return round(max(0.05, min(grade, 0.97)), 2)
