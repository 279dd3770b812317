"""The bundled rules can be read, carry their own tests, and find what was labelled by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes import make_article

from alerts import rules
from streams.messages import Event, Evidence

FILE = Path(rules.__file__).with_name("sample_rules.yaml")
SIBLINGS = Path(__file__).parent / "data" / "siblings.jsonl"
KINDS = ("attack", "troop_deployment", "withdrawal_talks")
RULES = rules.load([FILE], kinds=KINDS, channels=["console"])


def gold(body: str, event: dict[str, Any]) -> Event:
    """Make an event of a labelled one."""
    quote = event["evidence"]
    start = body.index(quote)
    evidence = Evidence(text=quote, field="body", start=start, end=start + len(quote))
    quantities = [{**quantity, "text": ""} for quantity in event["quantities"]]
    return Event.model_validate(
        {**event, "quantities": quantities, "evidence": evidence, "confidence": 1.0}
    )


def matched() -> dict[str, set[str]]:
    """Give the ids of the sibling articles that each rule finds by their gold events."""
    found: dict[str, set[str]] = {}
    for line in SIBLINGS.open(encoding="utf-8"):
        row = json.loads(line)
        article = make_article(row["id"], row["body"], lang="en")
        events = [gold(row["body"], event) for event in row["events"]]
        for match in RULES.match(article, events):
            found.setdefault(match.rule, set()).add(row["id"][:10])
    return found


def test_there_are_a_handful_without_a_warning() -> None:
    """The file loads with the console as its only channel, and the linter is silent."""
    assert 6 <= len(RULES) <= 8
    assert [ready.query.warned for ready in RULES.ready] == [()] * len(RULES)


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.id)
def test_each_carries_tests_both_ways(rule: rules.Rule) -> None:
    """A rule says what it must find and what it must leave alone."""
    assert rule.tests.must_fire
    assert rule.tests.must_not_fire


def test_the_rules_find_the_labelled_articles_and_no_others() -> None:
    """Each rule fires on exactly those siblings that a reader would expect."""
    found = matched()
    assert found["iraq-coalition-withdrawal"] == {"sibling-09"}
    assert found["deployment-to-iraq-or-syria"] == {"sibling-01", "sibling-09"}
    assert found["red-sea-shipping"] == {"sibling-03"}
    assert found["pull-out-under-way"] == {"sibling-06", "sibling-10"}
    assert found["refusal-to-leave"] == {"sibling-09"}
    assert len(found["denied-deployment"]) == 9
    assert set(found) == {rule.id for rule in RULES}
