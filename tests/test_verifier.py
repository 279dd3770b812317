"""The verifier: its quick sums are the sums of its features, and no event is its alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fakes import make_article
from hypothesis import given
from hypothesis import strategies as st
from train import around, examples, fit, own, rows, samples, shared

from agents.coder import coder
from agents.coder.triggers import Hit
from agents.coder.verifier import Linear, Words, marks
from agents.kinds import chosen

CODER = coder.build(chosen(None))
LANGUAGES = sorted(lang for lang, pack in CODER.packs.items() if pack.verifier is not None)
TEXTS = [
    "Gunmen killed three soldiers near Mosul on Tuesday, the ministry said.",
    "The last French company left Gao, but no date for the others was set?",
    "Kenya will not send 400 more police officers to Haiti, an aide denied.",
    "Der Angriff | l=| b:force ~force =force",
]


def hits(text: str) -> Iterator[tuple[Hit, dict[str, int]]]:
    """Give every trigger of a text that is worth an opinion."""
    pack = CODER.packs["en"]
    pages, themes = coder.look(make_article("v", text), "en", pack)
    for page, sight in pages:
        for hit, _ in coder.candidates(page, sight, pack, themes):
            yield hit, themes


@pytest.mark.parametrize("text", TEXTS)
@given(seed=st.integers(0, 1000))
def test_the_quick_sum_is_the_sum_of_the_features(text: str, seed: int) -> None:
    """Zone by zone from a cache, or feature by feature as it was fitted."""
    words = Words(CODER.packs["en"].lexicon)
    for hit, themes in hits(text):
        found = [*marks(hit, themes), *around(hit, words)]
        weights = {f: (hash((f, seed)) % 200 - 100) / 50 for f in {"", *found}}
        slow = weights[""] + sum(weights[feature] for feature in found)
        assert Linear(weights, words).score(hit, marks(hit, themes)) == pytest.approx(slow)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_event_has_a_trigger_that_a_kind_names(lang: str) -> None:
    """Whatever the models say: what tells an event is a word of its kind's file."""
    lexicon = CODER.packs[lang].lexicon
    for row in rows(lang, ("tuned",)):
        given_ = {"body": row.get("body") or row["text"], "title": row.get("title", "")}
        article = make_article(row["id"], given_["body"], title=given_["title"], lang=lang)
        for event in CODER.code(article).events:
            heads = [cue for cue in event.cues if cue.role in {"trigger", "companion"}]
            told = any(lexicon.tags.get(word, 0) for word in event.evidence.text.lower().split())
            assert heads or (event.modality == "denied" and told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_kinds_own_examples_hold_with_the_verifier(lang: str) -> None:
    """A kind is proven by its rules at every start; with the weights here."""
    wrong = []
    for row in examples(lang):
        coded = CODER.code(make_article(row["id"], row["text"], lang=lang)).events
        (kind,) = row["about"]
        got = {str(event.modality) for event in coded if event.kind == kind}
        if not {str(event["modality"]) for event in row["events"]} <= got or (
            got and not row["events"]
        ):
            wrong.append((row["text"], sorted(got)))
    assert not wrong


def test_a_word_that_tells_two_labels_apart_gets_the_weight() -> None:
    """The fit finds it, prunes the rest and is the same each time."""
    text = [(["=yes", "=the"], 1.0), (["=no", "=the"], 0.0)] * 20
    weights = fit(text)
    assert weights["=yes"] > 1 > -1 > weights["=no"]
    assert weights == fit(text)


def test_a_kind_gets_what_all_share_and_what_is_its_own() -> None:
    """The models of the kinds are fitted as one and parted afterwards."""
    weights = {"": 0.5, "=a": 1.0, "attack|=a": 0.25, "attack|": -1.0, "protest|=a": 9.0}
    assert own(weights, "attack") == {"": -0.5, "=a": 1.25}
    pack = CODER.packs["en"]
    row = {"id": "x", "text": TEXTS[0], "events": [], "about": {"attack"}}
    (first, *_) = samples(row, "en", pack)
    assert "attack|" in shared(first)
    assert json.dumps(first.features)
