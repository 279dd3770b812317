"""Cutting a sentence at its cues."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_desk_samples import planned_talks

from agents.desk.sentence import LONGEST, runs
from streams.messages import Cue, Evidence


def evidence(text: str, start: int = 100) -> Evidence:
    """Place a sentence somewhere in a body."""
    return Evidence(text=text, field="body", start=start, end=start + len(text))


def cue(within: Evidence, text: str, role: str) -> Cue:
    """Find a cue in a sentence."""
    at = within.start + within.text.index(text)
    return Cue(text=text, role=role, start=at, end=at + len(text))


def cut(within: Evidence, *cues: Cue) -> list[tuple[str, str | None]]:
    """Give the runs as pairs."""
    return [(run.text, run.role) for run in runs(within, cues)]


def test_cues_are_cut_out_in_code_points() -> None:
    """Characters outside the basic plane before a cue do not shift it."""
    told = evidence("😀😀 The army denied it.")
    assert cut(told, cue(told, "denied", "modality")) == [
        ("😀😀 The army ", None),
        ("denied", "modality"),
        (" it.", None),
    ]


def test_arabic_sentences_are_cut_where_the_cues_stand() -> None:
    """The sample's Arabic cues come out as written."""
    told = planned_talks().event
    assert told
    marked = {run.text: run.role for run in runs(told.evidence, told.cues) if run.role}
    assert marked["لانسحاب"] == "trigger"
    assert marked["ستحدد"] == "modality"


def test_where_cues_overlap_the_deciding_one_shows() -> None:
    """A modality inside an actor's words splits them instead of vanishing."""
    told = evidence("a foiled attack cell")
    pieces = cut(told, cue(told, "foiled attack cell", "actor"), cue(told, "attack", "trigger"))
    assert pieces == [
        ("a ", None),
        ("foiled ", "actor"),
        ("attack", "trigger"),
        (" cell", "actor"),
    ]


def test_a_cue_that_is_not_what_stands_there_marks_nothing() -> None:
    """Wrong offsets, offsets outside and empty cues leave the sentence plain."""
    told = evidence("The army denied it.")
    wrong = Cue(text="denied", role="modality", start=told.start, end=told.start + 6)
    outside = Cue(text="", role="modality", start=5, end=5)
    assert cut(told, wrong, outside) == [("The army denied it.", None)]


def test_an_endless_sentence_is_shown_around_its_first_cue() -> None:
    """Ten megabytes without a full stop become a window with its cue in it."""
    told = evidence("x" * 5000 + " attacked " + "y" * 10_000_000)
    pieces = cut(told, cue(told, "attacked", "trigger"))
    assert ("attacked", "trigger") in pieces
    assert pieces[0] == ("… ", None)
    assert sum(len(text) for text, _ in pieces) <= LONGEST + 4


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(
            st.integers(0, 70),
            st.integers(0, 70),
            st.sampled_from(["actor", "trigger", "modality", "x"]),
        ),
        max_size=8,
    ),
)
def test_the_runs_together_are_the_sentence(text: str, spans: list[tuple[int, int, str]]) -> None:
    """Whatever the cues, nothing of the sentence is lost, doubled or moved."""
    told = evidence(text)
    cues = [
        Cue(text=text[a:b], role=role, start=told.start + a, end=told.start + b)
        for a, b, role in spans
    ]
    assert "".join(run.text for run in runs(told, cues)) == text
