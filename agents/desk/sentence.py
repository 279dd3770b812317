"""The proving sentence in runs, so that a page can mark its cues without counting characters.

Offsets are code points here and UTF-16 units in a browser: the cutting is done on this side.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise

from pydantic import Field

from streams.messages import Cue, Evidence, Part

LONGEST = 1200
BEFORE = 200
MOST_CUES = 64

# Where cues overlap, the one that decides most of what the reader must notice is shown.
ORDER = ("modality", "nuance", "trigger", "attribution", "quantity", "actor", "target", "place")


class Run(Part):
    """A stretch of the sentence: plain, or a cue with its role."""

    text: str = Field(description="The words, exactly as published.")
    role: str | None = Field(
        default=None, description="What the words decided (trigger, modality...); null: nothing."
    )


def runs(evidence: Evidence, cues: Iterable[Cue]) -> tuple[Run, ...]:
    """Cut a sentence at its cues; a cue whose text is not what stands there marks nothing."""
    proven = [cue for cue in cues if _stands(cue, evidence)][:MOST_CUES]
    shown = _window(evidence, min((cue.start for cue in proven), default=evidence.start))
    cut = _cut(shown, sorted(proven, key=_weight))
    head = (Run(text="… "),) if shown.start > evidence.start else ()
    tail = (Run(text=" …"),) if shown.end < evidence.end else ()
    return (*head, *cut, *tail)


def _stands(cue: Cue, evidence: Evidence) -> bool:
    start, end = cue.start - evidence.start, cue.end - evidence.start
    return 0 <= start < end and evidence.text[start:end] == cue.text


def _window(evidence: Evidence, first: int) -> Evidence:
    """Keep the part of an endless sentence that holds the first cue."""
    if len(evidence.text) <= LONGEST:
        return evidence
    skip = max(0, first - evidence.start - BEFORE)
    text = evidence.text[skip : skip + LONGEST]
    start = evidence.start + skip
    return evidence.model_copy(update={"text": text, "start": start, "end": start + len(text)})


def _weight(cue: Cue) -> int:
    return ORDER.index(cue.role) if cue.role in ORDER else len(ORDER)


def _cut(shown: Evidence, cues: list[Cue]) -> tuple[Run, ...]:
    edges = {shown.start, shown.start + len(shown.text)}
    edges |= {edge for cue in cues for edge in (cue.start, cue.end)}
    inside = sorted(edge for edge in edges if 0 <= edge - shown.start <= len(shown.text))
    pieces = (
        (_role(cues, a, b), shown.text[a - shown.start : b - shown.start])
        for a, b in pairwise(inside)
    )
    joined = groupby(pieces, key=lambda piece: piece[0])
    return tuple(Run(text="".join(text for _, text in same), role=role) for role, same in joined)


def _role(cues: list[Cue], start: int, end: int) -> str | None:
    return next((cue.role for cue in cues if cue.start <= start and end <= cue.end), None)
