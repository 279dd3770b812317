"""The shapes of data that `make eval` knows, told by what stands in them and never by their names.

A shape says which rows it fits, where an article's text is, what an article adds to each measure,
and the goals. Nothing of the data is kept; a new shape is one entry in `SHAPES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from evaluation import labels, scores
from evaluation.intervals import Tally
from evaluation.labels import Events, Row
from evaluation.scores import CORE

from streams import plugins

Score = Callable[[Row, Events], Tally]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a measure is held against, and whether it is a floor or a ceiling."""

    value: float
    most: bool = False

    def __str__(self) -> str:
        return f"goal {'at most ' if self.most else ''}{self.value:g}"


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of data: `rate` is the goal for articles a second, `against` for what has none."""

    name: str
    fits: Callable[[Row], bool]
    text: Callable[[Row], Row]
    score: Callable[[Sequence[Row]], Score]
    goals: Mapping[str, Goal] = field(default_factory=dict)
    rate: Goal | None = None
    against: str = ""


def recognise(rows: Sequence[Row]) -> Shape | None:
    """Give the first shape that fits every row."""
    fitting = (shape for shape in SHAPES if rows and all(map(shape.fits, rows)))
    return next(fitting, None)


def scored_kinds(rows: Sequence[Row]) -> frozenset[str]:
    """Give the kinds that labelled rows are scored on: the core, or those that they use."""
    used = frozenset(event["kind"] for row in rows for event in row["events"])
    return used if used - CORE else CORE


def wanted_kinds(shape: Shape, rows: Sequence[Row]) -> tuple[str, ...] | None:
    """Give the kinds to switch on for labelled rows that use others than the core, else None."""
    if shape is not GOLD or is_core(shape, rows):
        return None
    return tuple(sorted(scored_kinds(rows).intersection(plugins.names("agents.kinds")))) or None


def _written(row: Row) -> Row:
    """Take an article's fields as they stand, the text under either name."""
    names = ("id", "lang", "source", "title", "published_at")
    fields = {name: row[name] for name in names if isinstance(row.get(name), str)}
    return fields | {"body": row.get("body") or row.get("text") or ""}


def _raw(row: Row) -> Row:
    """Take title and text out of the tags of a raw document."""
    found = {
        name: re.search(rf"<{tag}>(.*?)</{tag}>", row["raw"], re.DOTALL)
        for name, tag in (("title", "TITLE"), ("body", "TEXT"))
    }
    return {name: match[1].strip() if match else "" for name, match in found.items()}


def _is_gold(row: Row) -> bool:
    told = row.get("events")
    return isinstance(told, list) and all(
        isinstance(one, dict) and {"kind", "modality"} <= one.keys() for one in told
    )


def _gold(rows: Sequence[Row]) -> Score:
    kinds = scored_kinds(rows)

    def score(row: Row, events: Events) -> Tally:
        return scores.events(*sides(row, events, kinds), kinds)

    return score


def sides(
    row: Row, events: Events, kinds: frozenset[str]
) -> tuple[list[scores.Told], list[scores.Told]]:
    """Give a row's labelled events and the coder's, of the kinds that are scored."""
    gold = scores.of_kinds(map(scores.labelled, row["events"]), kinds)
    return gold, scores.of_kinds(map(scores.found, events), kinds)


def _is_assault(row: Row) -> bool:
    label = row.get("label")
    return isinstance(label, str) and (label in {"yes", "ambiguous"} or label.endswith("no"))


def _is_letters(row: Row) -> bool:
    codes = row.get("labels")
    return isinstance(codes, list) and all(
        isinstance(code, str) and labels.CODE.fullmatch(code) for code in codes
    )


def against(shape: Shape, rows: Sequence[Row], measure: str) -> Goal | str:
    """Say what a measure is held against; labelled events have goals for the core kinds only."""
    if shape is GOLD and not is_core(shape, rows):
        return ""
    return shape.goals.get(measure) or shape.against


def is_core(shape: Shape, rows: Sequence[Row]) -> bool:
    """Tell whether rows are labelled with events of the core kinds."""
    return shape is GOLD and scored_kinds(rows) == CORE


def _simple(score: Score) -> Callable[[Sequence[Row]], Score]:
    """Score each row by itself."""
    return lambda _: score


def _has_text(row: Row) -> bool:
    return any(isinstance(row.get(name), str) for name in ("body", "text"))


HARD: Final = {
    "kind F1": Goal(0.90),
    "kind+modality F1": Goal(0.82),
    scores.SILENT: Goal(0.03, most=True),
    **{f"recall of {modality}": Goal(0.80) for modality in scores.MODALITIES},
}
GOLD: Final = Shape(
    "labelled events", lambda row: _has_text(row) and _is_gold(row), _written, _gold, HARD
)
SHAPES: Final = (
    GOLD,
    Shape(
        "attack: yes, no or grey",
        lambda row: _has_text(row) and str(row.get("attack")) in {"yes", "no", "grey"},
        _written,
        _simple(labels.attack),
        {"attack precision": Goal(0.93), "attack recall": Goal(0.94)},
    ),
    Shape(
        "letter codes",
        lambda row: _has_text(row) and _is_letters(row),
        _written,
        _simple(labels.letters),
        {
            "modality, coded kinds": Goal(0.93),
            "recall of denied": Goal(0.95),
            "recall of foiled": Goal(0.95),
        },
    ),
    Shape(
        "assault: yes, no or ambiguous",
        lambda row: _has_text(row) and _is_assault(row),
        _written,
        _simple(labels.assault),
        {"attack F1": Goal(0.65)},
    ),
    Shape(
        "political or not",
        lambda row: _has_text(row) and isinstance(row.get("political"), bool),
        _written,
        _simple(labels.alarms),
        {"false alarms": Goal(0.003, most=True)},
    ),
    Shape(
        "PLOVER sentences",
        lambda row: _has_text(row) and {"event", "eventText"} <= row.keys(),
        _written,
        _simple(labels.plover),
        against="PLOVER's code, which is wider: torture, truces, lifted blockades",
    ),
    Shape(
        "PETRARCH2 unit tests",
        lambda row: _has_text(row) and isinstance(row.get("codes"), list),
        _written,
        _simple(labels.cameo),
        against="what PETRARCH2's tests expect of it, partly by a dictionary made up for them",
    ),
    Shape(
        "raw documents", lambda row: "<TEXT>" in str(row.get("raw")), _raw, _simple(labels.news)
    ),
    Shape(
        "dense war news",
        lambda row: _has_text(row) and {"title", "location"} <= row.keys(),
        _written,
        _simple(labels.news),
        rate=Goal(2500),
    ),
    Shape(
        "mixed news",
        lambda row: _has_text(row) and row.keys() <= {"id", "body"},
        _written,
        _simple(labels.news),
        rate=Goal(4000),
    ),
    Shape(
        "articles", lambda row: isinstance(row.get("body"), str), _written, _simple(labels.news)
    ),
)
