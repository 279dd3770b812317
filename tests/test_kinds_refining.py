"""A special case of a kind: one happening is told once, and whoever asks for the kind hears it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fakes import make_article

from agents import coder
from agents.coder.examples import article
from agents.correlate import Correlator
from alerts import rules
from alerts.query import evaluate, parse
from streams.messages import Change, Classified, Event, Modality, Story

BOTH = ("airstrike", "attack")
BOMBED = "Warplanes bombed the market in Saraqib on Friday."
NOW = datetime(2025, 6, 12, 10, tzinfo=UTC)


def events(text: str, *names: str) -> tuple[Event, ...]:
    """Code a text with some kinds."""
    return coder.load(names or BOTH).code(article(text)).events


def told(text: str, *names: str) -> list[tuple[str, str]]:
    """Give kinds and modalities of a text's events."""
    return [(event.kind, event.modality.value) for event in events(text, *names)]


def test_one_telling_is_told_once() -> None:
    """What both kinds read in the same sentence is the special one; alone, attack reads it."""
    assert told(BOMBED, "attack") == [("attack", "actual")]
    assert told(BOMBED) == [("airstrike", "actual")]


def test_what_only_refers_joins() -> None:
    """A later sentence on `the attack` adds its toll to the airstrike."""
    (found,) = events(f"{BOMBED} The attack killed nine civilians, rescuers in Saraqib said.")
    assert found.kind == "airstrike"
    assert [(q.value, q.unit) for q in found.quantities] == [(9, "killed")]


def test_another_attack_stays() -> None:
    """An attack at another place, or by others, is a second event."""
    text = f"{BOMBED} Gunmen attacked an army base near Kidal, killing six soldiers."
    assert set(told(text)) == {("airstrike", "actual"), ("attack", "actual")}


def test_another_modality_stays() -> None:
    """A threat of an attack does not vanish in an airstrike that happened."""
    text = f"{BOMBED} The rebels threatened to attack army bases in Idlib."
    assert set(told(text)) == {("airstrike", "actual"), ("attack", "hypothetical")}


def test_the_general_kind_may_be_off() -> None:
    """A special case needs no other kind to be on, and names what it is one of all the same."""
    (found,) = events(BOMBED, "airstrike")
    assert found.kinds == ("airstrike", "attack")


def test_only_a_special_case_says_what_it_refines() -> None:
    """The public shape of every other event is what it was."""
    (general,), (special,) = events(BOMBED, "attack"), events(BOMBED)
    assert "refines" not in general.model_dump()
    assert special.model_dump()["refines"] == "attack"
    assert Event.model_validate_json(special.model_dump_json()) == special


def test_rules_on_the_general_kind_match() -> None:
    """`kind:attack` finds an airstrike, by itself and among many rules; not the other way."""
    found, plain = events(BOMBED), events(BOMBED, "attack")
    query = parse("kind:attack", kinds=BOTH)
    assert evaluate(query, article(BOMBED), found) is not None
    assert evaluate(parse("kind:airstrike", kinds=BOTH), article(BOMBED), plain) is None
    ready = rules.RuleSet(
        (rules.Ready(rules.Rule(id="a", query="x", notify=("desk",)), query, _keys(query.root)),)
    )
    assert [match.rule for match in ready.match(article(BOMBED), found)] == ["a"]


def _keys(root: rules.Query) -> tuple[frozenset[str], ...]:
    from alerts.query.required import required  # noqa: PLC0415 - what the rule set files by

    return required(root)


def test_an_attack_and_an_airstrike_on_one_place_are_one_story() -> None:
    """Two outlets tell the same happening, one of them only as an attack."""
    correlator = Correlator(timedelta(days=3))
    vague = "Nine people died in an attack on the market in Saraqib, medics said on Friday."
    found: list[Story] = []
    for name, text, names in (("one", vague, ("attack",)), ("two", BOMBED, BOTH)):
        told_in = make_article(name, text, published_at=NOW)
        coded = Classified(
            article=told_in, lang="en", events=coder.load(names).code(told_in).events, matches=()
        )
        outcome = correlator.correlate(coded, lambda: NOW)
        correlator.apply(outcome.rows)
        found += [one for one in outcome.publish if isinstance(one, Story)]
    assert found[0].change is Change.FIRST_REPORT
    assert found[0].id == found[1].id
    assert found[1].articles == 2


def test_denials_are_refined_too() -> None:
    """A denied airstrike is one denied event."""
    text = "The ministry denied that its jets had bombed the hospital in Idlib."
    assert told(text) == [("airstrike", Modality.DENIED.value)]
