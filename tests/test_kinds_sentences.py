"""Sentences of all modalities, and junk, give what their lines say of the kinds off by default."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents import coder
from agents.coder.examples import article

FILE = Path(__file__).parent / "data" / "coder" / "kinds.txt"
KINDS = {
    "C": "ceasefire",
    "S": "airstrike",
    "P": "protest",
    "N": "sanctions",
    "H": "hostage_taking",
}


def lines() -> Iterator[tuple[str, str]]:
    """Read the sentences with what their lines expect."""
    for line in FILE.read_text("utf-8").splitlines():
        wanted, bar, text = line.partition("|")
        if bar and line[0] not in "#?":
            yield wanted.strip(), text.strip()


@pytest.mark.parametrize(("wanted", "text"), list(lines()))
def test_sentence(wanted: str, text: str) -> None:
    """Kinds and modalities are exactly those of the line."""
    events = coder.load(("all",)).code(article(text)).events
    found = {(e.kind, e.modality.value) for e in events if e.kind in KINDS.values()}
    tellings = [] if wanted == "-" else [telling.split() for telling in wanted.split(";")]
    assert found == {(KINDS[letter], modality) for letter, modality in tellings}
