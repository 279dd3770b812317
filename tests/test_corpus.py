"""The labelled corpus: well formed, set aside once and for all, labelled twice with one result."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from streams.messages import Attribution, Modality

CORPUS = Path(__file__).parent / "corpus"
CORE = {"attack", "troop_deployment", "withdrawal_talks"}
FURTHER = {"airstrike", "ceasefire", "hostage_taking", "protest", "sanctions"}
UNITS = {
    "troops", "killed", "wounded", "captured", "vehicles", "ships", "aircraft", "missiles", "drones",
}  # fmt: skip
FEWEST_SENTENCES, FEWEST_ARTICLES = 1200, 200
AGREEMENT = 0.98


def rows(part: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a part of the corpus, each with its file's name."""
    for file in sorted((CORPUS / part).glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line) | {"file": file.stem}


GOLD = [*rows("tuned"), *rows("aside")]


def test_it_is_as_large_as_it_says() -> None:
    """Sentences and articles, two languages, every kind in every modality."""
    whole = Counter(row["file"].startswith("articles") for row in GOLD)
    assert whole[False] >= FEWEST_SENTENCES
    assert whole[True] >= FEWEST_ARTICLES
    told = {(row["lang"], e["kind"], e["modality"]) for row in GOLD for e in row["events"]}
    wanted = {(lang, kind, str(m)) for lang in ("en", "ar") for kind in CORE for m in Modality}
    assert wanted <= told
    assert {kind for _, kind, _ in told} == CORE | FURTHER


@pytest.mark.parametrize("row", GOLD, ids=[row["id"] for row in GOLD])
def test_a_row_is_well_formed(row: dict[str, Any]) -> None:
    """Evidence stands in the body word for word, the other words in title or body."""
    text = f"{row['title']}\n{row['body']}"
    for event in row["events"]:
        assert event["kind"] in (FURTHER if row["file"] == "kinds" else CORE)
        assert event["modality"] in set(Modality)
        assert event["attribution"] in set(Attribution)
        assert event["evidence"] in row["body"]
        named = (*event["actors"], event["target"] or "", event["place"] or "")
        assert all(name in text for name in named)
        assert event["country"] is None or len(event["country"]) == len("IQ")
        assert all(q["unit"] in UNITS and q["value"] >= 0 for q in event["quantities"])


def test_a_third_is_set_aside_by_the_ids_alone() -> None:
    """Nobody chose which: the digest of the id decides."""
    for part, wanted in (("aside", True), ("tuned", False)):
        for row in rows(part):
            assert (hashlib.sha256(row["id"].encode()).digest()[0] % 3 == 0) is wanted
    share = len([*rows("aside")]) / len(GOLD)
    assert 0.28 < share < 0.38


def test_no_text_that_is_set_aside_is_trained_on() -> None:
    """Neither the rows nor their texts stand in what `make train` reads."""
    aside = {row["body"] for row in rows("aside")}
    seen = {row.get("body") or row["text"] for part in ("tuned", "training") for row in rows(part)}
    assert not aside & seen


def test_two_annotators_agree() -> None:
    """F1 of (kind, modality) by row, the second's labels against the first's."""
    first, second = (
        {row["id"]: {(e["kind"], e["modality"]) for e in row["events"]} for row in rows(part)}
        for part in ("first", "second")
    )
    assert first.keys() == second.keys() == {row["id"] for row in GOLD}
    both = sum(len(first[at] & second[at]) for at in first)
    total = sum(len(first[at]) + len(second[at]) for at in first)
    assert 2 * both / total >= AGREEMENT


def test_training_text_names_its_events() -> None:
    """Each event of a sentence written for training says which words name it."""
    for row in rows("training"):
        text = row.get("body") or row["text"]
        for event in row["events"]:
            assert event["kind"] in CORE
            assert event["modality"] in set(Modality)
            assert event.get("head", "") in text
