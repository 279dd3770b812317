"""What one article's events add to each measure, held against those that somebody labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from evaluation.intervals import Tally, add

from streams.messages import Event

CORE: Final = frozenset({"withdrawal_talks", "troop_deployment", "attack"})
MODALITIES: Final = ("actual", "planned", "hypothetical", "denied", "historical", "exercise")
DECISION: Final = ("precision", "recall", "F1")
NOTHING: Final = "nothing"
# So much of the shorter evidence must stand in the other one for both to be the same sentence.
SAME: Final = 0.6
# A pair of one kind and modality without a word in common is still a pair, the last to be made.
NUDGE: Final = 0.01

ORDER: Final = (
    SILENT := "false alarms on silent articles",
    EXTRA := "extra events an article",
    EVIDENCE := "evidence, paired events",
    ATTRIBUTION := "attribution, paired events",
    COUNTRY := "country, paired events",
    QUANTITIES := "quantities, paired events",
    MODALITY := "modality, same kind and evidence",
)
"""The measures of labelled events that are not by kind."""


class Told(NamedTuple):
    """One event, as somebody labelled it or as the coder found it."""

    kind: str
    modality: str
    attribution: str = ""
    country: str | None = None
    quantities: frozenset[tuple[int, str]] = frozenset()
    evidence: str = ""


def labelled(event: Mapping[str, Any]) -> Told:
    """Read an event of a gold file."""
    evidence = event.get("evidence") or ""
    return Told(
        kind=event["kind"],
        modality=event["modality"],
        attribution=event.get("attribution") or "",
        country=event.get("country"),
        quantities=frozenset((q["value"], q["unit"]) for q in event.get("quantities") or ()),
        evidence=evidence if isinstance(evidence, str) else evidence["text"],
    )


def found(event: Event) -> Told:
    """Read an event of the coder."""
    return Told(
        kind=event.kind,
        modality=event.modality.value,
        attribution=event.attribution.value,
        country=event.country,
        quantities=frozenset((q.value, q.unit) for q in event.quantities),
        evidence=event.evidence.text,
    )


def add_decision(tally: Tally, name: str, *, gold: bool, coded: bool) -> None:
    """Add one yes or no to precision, recall and F1; two noes add nothing."""
    add(tally, f"{name} precision", gold and coded, coded)
    add(tally, f"{name} recall", gold and coded, gold)
    add(tally, f"{name} F1", 2 * (gold and coded), gold + coded)


def blank(*names: str) -> Tally:
    """Give precision, recall and F1 of these names, in order, without a count."""
    return {f"{name} {what}": (0.0, 0.0) for name in names for what in DECISION}


def blank_events(kinds: Iterable[str]) -> Tally:
    """Give the measures of labelled events, in the order to be read, without a count."""
    kinds = sorted(kinds)
    return blank(
        "kind",
        *kinds,
        "kind+modality",
        *(f"{kind}+modality" for kind in kinds),
        *(f"{kind} {modality}" for kind in kinds for modality in MODALITIES),
    ) | dict.fromkeys((*(f"recall of {modality}" for modality in MODALITIES), *ORDER), (0.0, 0.0))


def is_detail(measure: str) -> bool:
    """Tell a precision or recall of one kind in one modality from what a table needs."""
    return len(measure.split()) == len(("kind", "modality", "F1")) and measure.endswith(
        (" precision", " recall")
    )


def is_chief(measure: str) -> bool:
    """Tell the measures over all kinds from those of each."""
    return measure.startswith(("kind", "recall of")) or measure in ORDER


def unit(measure: str) -> str:
    """Give the unit of a measure."""
    return "events/article" if measure.endswith("events an article") else "share"


def events(gold: Sequence[Told], coded: Sequence[Told], kinds: Iterable[str]) -> Tally:
    """Count an article's labelled events against those that were coded, all of these kinds."""
    tally = blank_events(kinds)
    _sets(tally, gold, coded)
    add(tally, EXTRA, max(0, len(coded) - len(gold)), 1)
    if not gold:
        add(tally, SILENT, bool(coded), 1)
    for one, other, common in _pairs(gold, coded):
        add(tally, EVIDENCE, common >= SAME, 1)
        add(tally, ATTRIBUTION, one.attribution == other.attribution, 1)
        if one.country:
            add(tally, COUNTRY, one.country == other.country, 1)
        if one.quantities:
            add(tally, QUANTITIES, one.quantities <= other.quantities, 1)
    for (labelled_as, coded_as), count in confusion(gold, coded).items():
        if NOTHING not in (labelled_as, coded_as):
            add(tally, MODALITY, count * (labelled_as == coded_as), count)
    return tally


def _sets(tally: Tally, gold: Sequence[Told], coded: Sequence[Told]) -> None:
    """Compare the sets of kinds, and of kinds with modality."""
    wanted, given = {one.kind for one in gold}, {one.kind for one in coded}
    for kind in sorted(wanted | given):
        for name in ("kind", kind):
            add_decision(tally, name, gold=kind in wanted, coded=kind in given)
    pairs, told = {one[:2] for one in gold}, {one[:2] for one in coded}
    for pair in sorted(pairs | told):
        kind, modality = pair
        for name in ("kind+modality", f"{kind}+modality", f"{kind} {modality}"):
            add_decision(tally, name, gold=pair in pairs, coded=pair in told)
        if pair in pairs:
            add(tally, f"recall of {modality}", pair in told, 1)


def _pairs(gold: Sequence[Told], coded: Sequence[Told]) -> Iterator[tuple[Told, Told, float]]:
    """Pair events of one kind and modality greedily, in the gold's order, by their evidence."""
    free = list(coded)
    for one in gold:
        scored = [
            (NUDGE + overlap(one.evidence, other.evidence), -place)
            for place, other in enumerate(free)
            if other[:2] == one[:2]
        ]
        if scored:
            common, place = max(scored)
            yield one, free.pop(-place), common


def confusion(gold: Sequence[Told], coded: Sequence[Told]) -> Counter[tuple[str, str]]:
    """Count gold and coded modality of events of one kind on one sentence, and what has no pair."""
    close = [
        (one.modality == other.modality, common, -left, -right)
        for left, one in enumerate(gold)
        for right, other in enumerate(coded)
        if one.kind == other.kind and (common := overlap(one.evidence, other.evidence)) >= SAME
    ]
    lefts, rights = set(range(len(gold))), set(range(len(coded)))
    counts: Counter[tuple[str, str]] = Counter()
    for _, _, left, right in sorted(close, reverse=True):
        if -left in lefts and -right in rights:
            lefts.remove(-left)
            rights.remove(-right)
            counts[gold[-left].modality, coded[-right].modality] += 1
    counts.update((gold[left].modality, NOTHING) for left in lefts)
    counts.update((NOTHING, coded[right].modality) for right in rights)
    return counts


def overlap(one: str, other: str) -> float:
    """Tell how much of the shorter text's words stand in the other."""
    left, right = Counter(one.split()), Counter(other.split())
    return (left & right).total() / max(1, min(left.total(), right.total()))


def of_kinds(told: Iterable[Told], kinds: Collection[str]) -> list[Told]:
    """Keep the events of some kinds."""
    return [one for one in told if one.kind in kinds]
