"""A fact that is denied, planned, supposed, played or long past is told as what it is then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.coder import load
from agents.coder.examples import article

# A fact as clause, as infinitive with its subject, as a noun.
FACTS = {
    "attack": (
        (
            "militants attacked a checkpoint near Mosul",
            "militants",
            "attack a checkpoint near Mosul",
        ),
        ("the rebels shelled the airport at Goma", "the rebels", "shell the airport at Goma"),
    ),
    "troop_deployment": (
        ("Kenya sent 400 soldiers to Haiti", "Kenya", "send 400 soldiers to Haiti"),
        ("Poland deployed troops to Latvia", "Poland", "deploy troops to Latvia"),
    ),
    "withdrawal_talks": (
        ("France withdrew its troops from Gao", "France", "withdraw its troops from Gao"),
        ("Chad pulled its soldiers out of Mali", "Chad", "pull its soldiers out of Mali"),
    ),
}
CLAUSES = {
    "{} on Tuesday.": "actual",
    "The defence minister said that {}.": "actual",
    "The minister denied that {}.": "denied",
    "The minister denied reports that {}.": "denied",
    "It is not true that {}, the spokesman said.": "denied",
    "In a drill on Tuesday, {}.": "exercise",
    "{} in 2009.": "historical",
    "Ten years ago {}.": "historical",
}
INFINITIVES = {
    "{} will {} next week.": "planned",
    "{} plans to {}, the spokesman said.": "planned",
    "{} has decided to {}.": "planned",
    "{} may {}, an analyst said.": "hypothetical",
    "{} could {}.": "hypothetical",
    "{} threatened to {}.": "hypothetical",
    "{} will not {}, the minister said.": "denied",
    "{} did not {}, the spokesman said.": "denied",
    "{} never agreed to {}.": "denied",
}
# What the coder is known to get wrong; each line that goes is a gain.
KNOWN = frozenset({"The defence minister said that Chad pulled its soldiers out of Mali."})


def cases() -> Iterator[tuple[str, str, str]]:
    """Give each fact in each mood."""
    for kind, facts in FACTS.items():
        for clause, subject, infinitive in facts:
            texts = {form.format(clause): modality for form, modality in CLAUSES.items()}
            texts |= {
                f.format(subject, infinitive): modality for f, modality in INFINITIVES.items()
            }
            for text, modality in texts.items():
                yield kind, text[0].upper() + text[1:], modality


@pytest.mark.parametrize(("kind", "text", "modality"), list(cases()))
def test_modality_follows(kind: str, text: str, modality: str) -> None:
    """Wherever the cue stands and whatever the kind."""
    found = {str(e.modality) for e in load().code(article(text)).events if e.kind == kind}
    if text in KNOWN:
        assert found != {modality}, "this one is right now: take it off the list"
    else:
        assert found == {modality}


def test_lower_case_loses_little() -> None:
    """A text that a feed lower-cased keeps 95 of 100 kinds that were found in it."""
    kept = found = 0
    for file in sorted((Path(__file__).parent / "corpus" / "tuned").glob("*-en.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            body = json.loads(line)["body"]
            kinds = {event.kind for event in load().code(article(body)).events}
            lowered = {event.kind for event in load().code(article(body.lower())).events}
            found += len(kinds)
            kept += len(kinds & lowered)
    assert kept / found > 0.95
