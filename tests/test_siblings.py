"""The sibling articles of the seed and their gold events are consistent with each other."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from streams.messages import Attribution, Modality, Unit

FILE = Path(__file__).parent / "data" / "siblings.jsonl"
SIBLINGS: list[dict[str, Any]] = [json.loads(line) for line in FILE.open(encoding="utf-8")]
EVENTS = [(article, event) for article in SIBLINGS for event in article["events"]]
IDS = [f"{article['id']}-{event['kind']}-{event['modality']}" for article, event in EVENTS]


def test_there_are_ten_with_every_modality() -> None:
    """The counts by modality and kind are those that were labelled."""
    assert len({article["id"] for article in SIBLINGS}) == len(SIBLINGS) == 10
    assert Counter(event["modality"] for _, event in EVENTS) == {
        "actual": 16,
        "planned": 12,
        "denied": 10,
        "hypothetical": 4,
        "historical": 1,
        "exercise": 1,
    }
    assert Counter(event["kind"] for _, event in EVENTS) == {
        "troop_deployment": 17,
        "withdrawal_talks": 15,
        "attack": 12,
    }


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=IDS)
def test_the_evidence_is_one_whole_sentence_of_the_body(
    article: dict[str, Any], event: dict[str, Any]
) -> None:
    """The evidence stands in the body exactly once, from a sentence's start to its end."""
    body, evidence = article["body"], event["evidence"]
    assert body.count(evidence) == 1
    start = body.index(evidence)
    assert start == 0 or body[start - 1] in "\n "
    assert evidence.rstrip("”")[-1] == "."


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=IDS)
def test_the_labels_are_of_the_closed_lists(
    article: dict[str, Any], event: dict[str, Any]
) -> None:
    """Names and places are verbatim from the body, and units, modalities and sources are known."""
    names = [*event["actors"], event["target"], event["place"], event.get("attributed_to")]
    assert all(name in article["body"] for name in names if name)
    assert event["modality"] in set(Modality)
    assert event["attribution"] in set(Attribution)
    assert event["country"] is None or event["country"].isupper()
    assert {quantity["unit"] for quantity in event["quantities"]} <= set(get_args(Unit))


@pytest.mark.parametrize("article", SIBLINGS, ids=[article["id"] for article in SIBLINGS])
def test_a_sibling_is_as_long_as_the_seed(article: dict[str, Any]) -> None:
    """Each is a whole article with several happenings, and no event is told twice."""
    assert 200 <= len(article["body"].split()) <= 400
    assert 4 <= len(article["events"]) <= 5
    told = [(event["kind"], event["modality"], event["evidence"]) for event in article["events"]]
    assert len(set(told)) == len(told)
