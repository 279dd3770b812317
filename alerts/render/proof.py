"""The proving sentence, split at the words that decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alerts.render.words import clean, fit
from streams.messages import Evidence, Span, Story

_DECIDE = frozenset({"trigger", "companion", "modality", "nuance"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the proving sentence; bold where it decided something."""

    text: str
    bold: bool


def proof(story: Story, spans: tuple[Span, ...]) -> tuple[Run, ...]:
    """Split the proving sentence at the words that decided: the event's cues, the rule's spans."""
    evidence = story.event.evidence if story.event else story.excerpt
    if evidence is None:
        return ()
    cues = story.event.cues if story.event else ()
    marks = [(cue.start, cue.end) for cue in cues if cue.role in _DECIDE]
    marks += [(span.start, span.end) for span in spans if span.field == evidence.field]
    runs = (Run(clean(run.text), run.bold) for run in _split(evidence, marks))
    return tuple(run for run in runs if run.text)


def _split(evidence: Evidence, marks: list[tuple[int, int]]) -> Iterable[Run]:
    at = 0
    for start, end in _merged(marks, evidence):
        yield Run(evidence.text[at:start], bold=False)
        yield Run(evidence.text[start:end], bold=True)
        at = end
    yield Run(evidence.text[at:], bold=False)


def _merged(marks: list[tuple[int, int]], evidence: Evidence) -> list[tuple[int, int]]:
    """Join marks that touch, as offsets into the evidence; those outside it are dropped."""
    length, merged = len(evidence.text), list[tuple[int, int]]()
    for mark_start, mark_end in sorted(marks):
        start, end = max(mark_start - evidence.start, 0), min(mark_end - evidence.start, length)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def fit_runs(
    runs: Iterable[Run], budget: int, size: Callable[[str], int] = len
) -> tuple[Run, ...]:
    """Shorten a sentence as `fit` does; a proof that stands late loses what leads to it first."""
    kept = list(runs)
    lead = kept[0].text if kept and not kept[0].bold else ""
    if len(kept) > 1 and sum(map(size, lead)) > budget // 2:
        kept[0] = Run("…" + fit(lead[::-1], budget // 4, size)[:-1][::-1], bold=False)
    fitted, room = [], budget
    for run in kept:
        short = fit(run.text, room, size)
        fitted.append(Run(short, run.bold))
        room -= sum(map(size, short))
        if short != run.text:
            break
    return tuple(run for run in fitted if run.text)
