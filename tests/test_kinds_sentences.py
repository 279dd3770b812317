"""Sentences of all modalities, and junk, give what their lines say of the kinds off by default."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents import coder
from agents.coder.examples import article

DATA = Path(__file__).parent / "data" / "coder"
FILES = {"en": DATA / "kinds.txt", "ar": DATA / "kinds_ar.txt"}
KINDS = {
    "C": "ceasefire",
    "S": "airstrike",
    "P": "protest",
    "N": "sanctions",
    "H": "hostage_taking",
}


def lines() -> Iterator[tuple[str, str, str]]:
    """Read the sentences with what their lines expect."""
    for lang, file in FILES.items():
        for line in file.read_text("utf-8").splitlines():
            wanted, bar, text = line.partition("|")
            if bar and line[0] not in "#?":
                yield lang, wanted.strip(), text.strip()


@pytest.mark.parametrize(("lang", "wanted", "text"), list(lines()))
def test_sentence(lang: str, wanted: str, text: str) -> None:
    """Kinds and modalities are exactly those of the line."""
    events = coder.load(("all",)).code(article(text, lang)).events
    found = {(e.kind, e.modality.value) for e in events if e.kind in KINDS.values()}
    tellings = [] if wanted == "-" else [telling.split() for telling in wanted.split(";")]
    assert found == {(KINDS[letter], modality) for letter, modality in tellings}
