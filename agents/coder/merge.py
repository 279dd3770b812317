"""One article's tellings of one event become one event, with the best sentence as its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from agents.coder.tokens import Sentence
from streams.messages import Attribution, Cue, Event, Evidence, Modality, Quantity

STRENGTH: Final = {
    Attribution.OFFICIAL: 0,
    Attribution.CLAIMED: 1,
    Attribution.ANONYMOUS: 2,
    Attribution.MEDIA: 3,
    Attribution.NONE: 4,
}


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Draft:
    """One sentence's telling of an event, before it is merged."""

    kind: str
    modality: Modality
    attribution: Attribution
    attributed_to: str | None
    nuance: tuple[str, ...]
    actors: tuple[str, ...]
    target: str | None
    place: str | None
    country: str | None
    quantities: tuple[Quantity, ...]
    when: date | None
    confidence: float
    sentence: Sentence
    marks: tuple[tuple[int, int, str], ...]
    order: int
    refines: str | None = None

    @property
    def worth(self) -> tuple[int, float, int]:
        """Say how well this telling proves the event: body first, then what it tells."""
        told = (
            2 * bool(self.actors)
            + 2 * bool(self.place)
            + 2 * bool(self.quantities)
            + bool(self.target)
            + 2 * (self.attribution is not Attribution.NONE)
        )
        return (self.sentence.field == "body", told + 2 * self.confidence, -self.order)


def merge(
    drafts: Sequence[Draft], main: str | None = None, *, bodied: bool = False
) -> tuple[Event, ...]:
    """Merge drafts of one kind and modality that may be one event; order is that of the text.

    An event without a place takes that of the nearest telling of its kind, or the article's
    `main` country. With `bodied`, what only the title tells is no event: a long body would tell it
    again.
    """
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((group for group in groups if _same(group, draft)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    kept = [group for group in groups if not _echo(group, groups, bodied=bodied)]
    ordered = sorted(kept, key=_position)
    return tuple(_placed(_event(group), group, drafts, main) for group in ordered)


def _placed(
    event: Event, group: Sequence[Draft], drafts: Sequence[Draft], main: str | None
) -> Event:
    """Give an event without a place the one that the article gives its kind."""
    if event.place is not None:
        return event
    order = _position(group)
    near = [d for d in drafts if d.kind == event.kind and d.place]
    if near:
        best = min(near, key=lambda d: (abs(d.order - order), d.order))
        return event.model_copy(update={"place": best.place, "country": best.country})
    return event.model_copy(update={"country": main}) if main else event


def _position(group: Sequence[Draft]) -> int:
    return min(draft.order for draft in group)


def _echo(group: Sequence[Draft], groups: Sequence[Sequence[Draft]], *, bodied: bool) -> bool:
    """Tell whether only the title told it, and the body says nothing or another modality."""
    if any(draft.sentence.field == "body" for draft in group):
        return False
    return bodied or any(
        other is not group
        and other[0].kind == group[0].kind
        and any(draft.sentence.field == "body" for draft in other)
        for other in groups
    )


def _same(group: Sequence[Draft], draft: Draft) -> bool:
    """Tell whether a draft tells the group's event: same kind and modality, nothing against it."""
    first = group[0]
    if (first.kind, first.modality) != (draft.kind, draft.modality):
        return False
    return not any(_against(one, draft) for one in group)


def _against(one: Draft, other: Draft) -> bool:
    """Tell whether two tellings contradict each other: side and toll, or place and force."""
    tolls = _toll(one), _toll(other)
    sides = {one.attribution, other.attribution}
    if (
        Attribution.CLAIMED in sides
        and len(sides) > 1
        and None not in tolls
        and tolls[0] != tolls[1]
    ):
        return True
    apart = one.country and other.country and one.country != other.country
    return bool(apart and one.actors and other.actors and not set(one.actors) & set(other.actors))


def _toll(draft: Draft) -> int | None:
    return max((q.value for q in draft.quantities if q.unit == "killed"), default=None)


def _event(group: Sequence[Draft]) -> Event:
    """Take the best telling and fill its gaps from the others."""
    ranked = sorted(group, key=lambda draft: draft.worth, reverse=True)
    best = ranked[0]
    speaker = _speaker(ranked)
    place = next((draft for draft in ranked if draft.place and draft.country), None) or next(
        (draft for draft in ranked if draft.place), best
    )
    if best.place:
        place = best
    return Event(
        kind=best.kind,
        refines=best.refines,
        modality=best.modality,
        attribution=speaker.attribution,
        attributed_to=speaker.attributed_to,
        nuance=tuple(dict.fromkeys(n for draft in ranked for n in draft.nuance)),
        actors=max((draft.actors for draft in (best, *ranked[1:])), key=len)
        if not best.actors
        else best.actors,
        target=next((draft.target for draft in ranked if draft.target), None),
        place=place.place,
        country=place.country,
        quantities=_counts(ranked),
        when=next((draft.when for draft in ranked if draft.when), None),
        confidence=round(min(0.99, best.confidence + 0.02 * (len(group) - 1)), 2),
        evidence=_evidence(best.sentence),
        cues=tuple(_cues(best.sentence, best.marks)),
    )


def _evidence(sentence: Sentence) -> Evidence:
    return Evidence(
        text=sentence.raw[sentence.start : sentence.end],
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
    )


def _cues(sentence: Sentence, marks: Sequence[tuple[int, int, str]]) -> Iterator[Cue]:
    """Give the deciding words with their offsets, in the order of the text."""
    for first, last, role in sorted(set(marks)):
        start, end = sentence.starts[first], sentence.ends[last]
        yield Cue(text=sentence.raw[start:end], role=role, start=start, end=end)


def _speaker(ranked: Sequence[Draft]) -> Draft:
    """Take the best telling's speaker, or the strongest other one if it has none."""
    best = ranked[0]
    if best.attribution is not Attribution.NONE:
        named = [d for d in ranked if d.attribution is best.attribution and d.attributed_to]
        return (
            max(named, key=lambda d: len(d.attributed_to or ""), default=best) if named else best
        )
    return min(ranked, key=lambda draft: STRENGTH[draft.attribution])


def _counts(ranked: Sequence[Draft]) -> tuple[Quantity, ...]:
    """Keep each unit's numbers from the best telling that has the unit."""
    kept: list[Quantity] = []
    for draft in ranked:
        units = {q.unit for q in kept}
        kept.extend(q for q in draft.quantities if q.unit not in units)
    return tuple(kept)
