"""Queries on events: one event must satisfy the whole of what is said about events."""

from __future__ import annotations

import pytest
from queries import article, cue, event, quotes

from alerts.query import evaluate, explain, parse
from streams.messages import Attribution, Event, Modality, Quantity

BODY = "Iraq denied the entry of forces; ISIS attacked a checkpoint in Ramadi, killing 12."
DENIED = event(
    "troop_deployment",
    modality=Modality.DENIED,
    attribution=Attribution.OFFICIAL,
    actors=("international coalition",),
    country="IQ",
    place="Iraq",
    cues=(cue("modality", 5, 11), cue("trigger", 16, 21), cue("place", 0, 4)),
)
ATTACK = event(
    "attack",
    actors=("ISIS", "Ansar al-Sham"),
    place="Ramadi, Anbar",
    country="IQ",
    quantities=(
        Quantity(value=12, unit="killed", text="12"),
        Quantity(value=3, unit="wounded", text="3"),
    ),
    cues=(cue("trigger", 38, 46), cue("actor", 33, 37), cue("quantity", 79, 81)),
)
BOTH = (DENIED, ATTACK)


def events_of(query: str, events: tuple[Event, ...] = BOTH) -> tuple[int, ...] | None:
    """Give the events that satisfy a query, None if it does not match."""
    found = evaluate(parse(query), article(BODY), events)
    return None if found is None else found.events


@pytest.mark.parametrize(
    ("query", "satisfying"),
    [
        ("kind:attack", (1,)),
        ("kind:troop_deployment modality:denied", (0,)),
        ("kind:attack modality:denied", None),
        ("modality:denied killed>=1", None),
        ("country:IQ", (0, 1)),
        ("country:IQ NOT modality:denied", (1,)),
        ("country:IQ NOT kind:attack", (0,)),
        ("country:SY", None),
        ("attribution:official", (0,)),
        ("attribution:none", (1,)),
        ("actor:coalition", (0,)),
        ('actor:"international coalition"', (0,)),
        ('actor:"ISIS Ansar"', None),
        ("actor:isis actor:ansar", (1,)),
        ("place:ramadi", (1,)),
        ('place:"ramadi anbar"', (1,)),
        ("place:ram*", (1,)),
        ("killed>=12", (1,)),
        ("killed>12", None),
        ("killed<=12", (1,)),
        ("killed<12", None),
        ("killed=12", (1,)),
        ("killed>=10 wounded>=10", None),
        ("troops>=0", None),
        ("troops<5", None),
        ("iraq NOT killed>=10", (0,)),
        ("iraq NOT modality:denied", (1,)),
        ("iraq NOT (kind:attack OR kind:troop_deployment)", None),
        ("iraq", ()),
        ("iraq OR kind:attack", (1,)),
        ("checkpoint kind:attack", (1,)),
        ("(kind:attack OR kind:troop_deployment) country:IQ", (0, 1)),
        ("kind:attack OR modality:denied", (0, 1)),
        ("syria OR kind:attack", (1,)),
        ("iraq severity>=low", None),
        ("iraq NOT severity>=high", ()),
    ],
)
def test_all_event_fields_speak_of_one_event(
    query: str, satisfying: tuple[int, ...] | None
) -> None:
    """A query matches if one event satisfies all of it, and names the events that did."""
    assert events_of(query) == satisfying


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("kind:attack", False),
        ("iraq kind:attack", False),
        ("iraq OR kind:attack", True),
        ("iraq NOT modality:denied", True),
        ("iraq NOT (kind:attack AND modality:denied)", True),
        ("iraq AND (kind:attack OR denied NOT modality:denied)", True),
        ("iraq killed<5", False),
        ("iraq NOT killed>=5", True),
    ],
)
def test_without_events_an_event_clause_fails(query: str, *, matches: bool) -> None:
    """An article without events is judged once: event clauses fail, and their NOT holds."""
    assert events_of(query, ()) == (() if matches else None)


def test_text_that_alone_satisfies_names_no_event() -> None:
    """An event that happens to stand in the article is not blamed for a match on the words."""
    assert events_of("iraq OR kind:attack", (DENIED,)) == ()


def test_a_denial_beside_an_attack_does_not_hide_it() -> None:
    """NOT modality:denied asks for one event that is not denied, not for none that is."""
    assert events_of("checkpoint NOT modality:denied", BOTH) == (1,)
    assert events_of("checkpoint NOT modality:denied", (DENIED,)) is None


def test_event_clauses_show_their_cues() -> None:
    """What the event was read from is highlighted; for a kind without cues, its evidence."""
    told = article(BODY)
    found = evaluate(parse("kind:attack killed>=10 actor:isis"), told, BOTH)
    assert quotes(found, told) == ["ISIS", "attacked", "12"]
    found = evaluate(parse("kind:attack"), told, (event("attack"),))
    assert quotes(found, told) == ["Iraq "]


def test_spans_come_from_satisfying_events_only() -> None:
    """The cues of an event that failed are not shown."""
    told = article(BODY)
    assert quotes(evaluate(parse("country:IQ"), told, BOTH), told) == ["Iraq"]
    assert quotes(evaluate(parse("country:IQ killed>=1"), told, BOTH), told) == ["12"]


def test_a_cue_outside_its_field_is_not_shown() -> None:
    """A span never leaves the text, whatever an event claims."""
    told = article("x")
    broken = event("attack", cues=(cue("trigger", 5, 900), cue("trigger", -3, 1)))
    found = evaluate(parse("kind:attack"), told, (broken,))
    assert found is not None
    assert found.spans == ()


def test_an_explanation_tells_every_clause() -> None:
    """For each clause: whether it held, where, and what stood there instead."""
    query = parse('kind:attack AND (killed>=50 OR "checkpoint") AND NOT modality:denied')
    told = article(BODY)
    assert str(explain(query, told, BOTH)) == (
        "the query matched on event 2\n"
        "  held    AND\n"
        '    held    kind:attack  body 38-46 "attacked"\n'
        "    held    OR\n"
        "      failed  killed>=50  (the event has 12 killed)\n"
        '      held    checkpoint  body 49-59 "checkpoint"\n'
        "    held    NOT\n"
        "      failed  modality:denied  (the event's modality is actual)"
    )


def test_an_explanation_of_a_miss_takes_the_closest_event() -> None:
    """Of several events the one that satisfied most is explained."""
    explained = explain(parse("kind:attack AND country:IQ AND killed>=50"), article(BODY), BOTH)
    assert not explained.matched
    assert explained.event == 1
    assert "killed>=50  (the event has 12 killed)" in str(explained)


def test_an_explanation_without_events_says_so() -> None:
    """A rule on events that met an article without any says why it kept silent."""
    assert "kind:attack  (the article has no event)" in str(
        explain(parse("kind:attack"), article("x"))
    )


def test_an_explanation_of_a_missing_language_and_a_missing_story() -> None:
    """What an article lacks is named."""
    text = str(explain(parse("x lang:ar severity>=high"), article("x", lang="en")))
    assert "lang:ar  (the language is en)" in text
    assert "severity>=high  (an article has none)" in text
