"""Which articles tell the same happening, and what of it is new."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from fakes import NOW, make_article

from agents import stories
from agents.correlate import Correlator
from streams.guard import Outcome
from streams.messages import (
    Attribution,
    Change,
    Classified,
    Decision,
    Event,
    Evidence,
    Match,
    Modality,
    Quantity,
    Reason,
    Story,
)

WINDOW = timedelta(days=3)
OTHER = Evidence(text="Quite different words.", field="body", start=0, end=22)


def make_event(kind: str = "attack", **fields: Any) -> Event:
    """Make an event; numbers are given as killed=3."""
    numbers = tuple(
        Quantity(value=fields.pop(unit), unit=unit, text=str(unit))
        for unit in ("killed", "wounded", "troops")
        if unit in fields
    )
    given: dict[str, Any] = {
        "modality": Modality.ACTUAL,
        "attribution": Attribution.OFFICIAL,
        "actors": ("ISIS",),
        "place": "Ramadi",
        "country": "IQ",
        "confidence": 0.9,
        "evidence": Evidence(text="Nothing", field="body", start=0, end=7),
        **fields,
    }
    return Event(kind=kind, quantities=numbers, **given)


def make_classified(
    name: str, *events: Event, matches: tuple[Match, ...] = (), **fields: Any
) -> Classified:
    """Make a classified article with its own text."""
    article = make_article(name, **{"body": f"Nothing happened in {name}.", **fields})
    return Classified(article=article, lang="en", events=events, matches=matches)


class Desk:
    """A correlator that takes in its own rows, as the broker does."""

    def __init__(self) -> None:
        self.correlator = Correlator(WINDOW)
        self.rows: dict[str, bytes] = {}
        self.last = Outcome()

    def read(self, classified: Classified) -> list[Story]:
        """Correlate an article and give the stories told."""
        self.last = self.correlator.correlate(classified, lambda: NOW)
        self.correlator.apply(self.last.rows)
        for key, value in self.last.rows:
            self.rows.pop(key, None)
            if value is not None:
                self.rows[key] = value
        return [message for message in self.last.publish if isinstance(message, Story)]

    def reasons(self) -> list[Reason]:
        """Give the reasons of the last decisions."""
        return [m.reason for m in self.last.publish if isinstance(m, Decision)]


def test_an_event_begins_a_story() -> None:
    """The first report is revision 1 and says so."""
    desk = Desk()
    (story,) = desk.read(make_classified("one", make_event()))
    assert (story.revision, story.change, story.articles) == (1, Change.FIRST_REPORT, 1)
    assert desk.reasons() == [Reason.NEW_STORY]


def test_the_same_happening_from_another_outlet_joins() -> None:
    """Same actors and place: one story, counted, without a new revision."""
    desk = Desk()
    (first,) = desk.read(make_classified("one", make_event()))
    (again,) = desk.read(make_classified("two", make_event(), source="local"))
    assert again.id == first.id
    assert (again.revision, again.change, again.articles) == (1, Change.NONE, 2)
    assert again.sources == ("wire", "local")
    assert desk.reasons() == [Reason.MERGED]


@pytest.mark.parametrize(
    "other",
    [
        make_event(country="SY"),
        make_event(place="Mosul", evidence=OTHER),
        make_event(actors=("Gunmen",), place="Mosul"),
        make_event("troop_deployment"),
        make_event(actors=("Boko Haram",), place="Maiduguri", country="NG"),
        make_event(place=None, actors=()),
    ],
    ids=["country", "place", "place and nobody's name", "kind", "all", "nothing shared"],
)
def test_another_happening_does_not_join(other: Event) -> None:
    """A contradiction, or too little in common, makes two stories."""
    desk = Desk()
    (first,) = desk.read(make_classified("one", make_event(target="a checkpoint")))
    (second,) = desk.read(make_classified("two", other))
    assert second.id != first.id


def test_a_denial_of_the_report_is_a_revision_of_its_story() -> None:
    """The modality changed: those who were told must hear it."""
    desk = Desk()
    (first,) = desk.read(make_classified("one", make_event("troop_deployment")))
    denial = make_event("troop_deployment", modality=Modality.DENIED)
    (second,) = desk.read(make_classified("two", denial))
    assert second.id == first.id
    assert (second.revision, second.change) == (2, Change.MODALITY)
    assert second.event == denial
    assert desk.reasons() == [Reason.UPDATED]


def test_a_toll_that_moves_is_a_revision() -> None:
    """12 to 40 killed is news; 40 again, or no number, is not."""
    desk = Desk()
    desk.read(make_classified("one", make_event(killed=12)))
    (second,) = desk.read(make_classified("two", make_event(killed=40)))
    (third,) = desk.read(make_classified("three", make_event(killed=40)))
    (fourth,) = desk.read(make_classified("four", make_event()))
    assert [s.change for s in (second, third, fourth)] == [Change.NUMBER, Change.NONE, Change.NONE]
    assert fourth.revision == 2


def test_an_anniversary_does_not_change_what_is_going_on() -> None:
    """A historical mention joins quietly."""
    desk = Desk()
    desk.read(make_classified("one", make_event()))
    (story,) = desk.read(make_classified("two", make_event(modality=Modality.HISTORICAL)))
    assert story.change is Change.NONE


def test_a_copy_under_another_address_joins_whatever_it_says() -> None:
    """The same text twice is one happening, even where no name was found in it."""
    desk = Desk()
    bare = make_event(actors=(), place=None, country=None)
    (first,) = desk.read(make_classified("one", bare, body="The very same words."))
    (copy,) = desk.read(make_classified("two", bare, body="The very same words."))
    assert copy.id == first.id


def test_an_article_seen_again_is_a_duplicate() -> None:
    """Same identity and text at another time: nothing is told, and a decision says why."""
    desk = Desk()
    desk.read(make_classified("one", make_event()))
    later = make_classified("one", make_event(), first_seen_at=NOW + timedelta(hours=1))
    assert desk.read(later) == []
    assert desk.reasons() == [Reason.DUPLICATE]


def test_the_same_record_again_changes_nothing() -> None:
    """A redelivery after a crash finds its work done."""
    desk = Desk()
    message = make_classified("one", make_event())
    desk.read(message)
    assert desk.correlator.correlate(message, lambda: NOW) == Outcome()


def test_a_crash_before_the_rows_gives_the_same_stories_again() -> None:
    """The outcome is a function of state and message: ids do not change."""
    desk = Desk()
    desk.read(make_classified("zero", make_event("troop_deployment")))
    message = make_classified("one", make_event(), make_event("troop_deployment"))
    first = desk.correlator.correlate(message, lambda: NOW)
    again = Correlator(WINDOW)
    again.apply(tuple(desk.rows.items()))
    assert first == again.correlate(message, lambda: NOW)


def test_an_edited_article_is_read_again() -> None:
    """The same address with new text goes to its story as news."""
    desk = Desk()
    (first,) = desk.read(make_classified("one", make_event(killed=1), body="One died."))
    edited = make_classified("one", make_event(killed=2), body="Two died.")
    (second,) = desk.read(edited)
    assert (second.id, second.change) == (first.id, Change.NUMBER)


def test_two_events_of_one_article_are_two_stories() -> None:
    """A report and a plan in one article never melt together."""
    desk = Desk()
    planned = make_event("troop_deployment", modality=Modality.PLANNED)
    denied = make_event("troop_deployment", modality=Modality.DENIED)
    one, two = desk.read(make_classified("one", planned, denied))
    assert one.id != two.id


def test_matches_go_to_the_story_of_their_event_and_text_matches_to_the_first() -> None:
    """A rule on text alone is told once for an article, not once for each event."""
    desk = Desk()
    matches = (Match(rule="text"), Match(rule="second", events=(1,)))
    told = desk.read(
        make_classified("one", make_event(), make_event("troop_deployment"), matches=matches)
    )
    assert [[match.rule for match in story.matches] for story in told] == [["text"], ["second"]]


def test_an_article_that_only_a_text_rule_knows_has_a_story() -> None:
    """No event, a match: the story stands on the text."""
    desk = Desk()
    (story,) = desk.read(make_classified("one", matches=(Match(rule="text"),), title="A title"))
    assert story.event is None
    assert story.headline == "A title"


def test_old_stories_and_articles_are_forgotten() -> None:
    """Memory is bounded by the window, whatever runs through."""
    desk = Desk()
    for day in range(30):
        at = NOW + timedelta(days=day)
        desk.read(make_classified(f"{day}", make_event(place=f"P{day}"), first_seen_at=at))
    assert len(desk.correlator.stories) <= 8
    assert len(desk.correlator.taken) <= 8
    assert len(desk.rows) == len(desk.correlator.stories) + len(desk.correlator.taken)
    assert len(desk.correlator.copies) == len(desk.correlator.taken)


def test_a_story_outside_the_window_is_another() -> None:
    """The same place a week later is a new happening."""
    desk = Desk()
    (first,) = desk.read(make_classified("one", make_event()))
    (second,) = desk.read(
        make_classified("two", make_event(), first_seen_at=NOW + timedelta(days=5))
    )
    assert second.id != first.id


def test_the_state_is_rebuilt_from_its_rows() -> None:
    """A restart knows the open stories, in the same order."""
    desk = Desk()
    for number in range(5):
        at = NOW + timedelta(minutes=number)
        desk.read(
            make_classified(
                f"{number}", make_event(place=f"P{number}", actors=()), first_seen_at=at
            )
        )
    again = Correlator(WINDOW)
    again.apply(tuple(desk.rows.items()))
    assert again.stories == desk.correlator.stories
    assert list(again.stories) == list(desk.correlator.stories)
    assert list(again.taken) == list(desk.correlator.taken)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("A title", "text", "A title"),
        ("", "\n  First line. \nSecond.", "First line."),
        ("", "word " * 60, ("word " * 27)[:-1] + "…"),
    ],
)
def test_a_headline_is_the_title_or_the_start_of_the_text(
    title: str, body: str, expected: str
) -> None:
    """An article without a title still has something to be called."""
    assert stories.headline(make_article(title=title, body=body)) == expected


def test_time_is_when_it_was_published_else_when_it_was_seen() -> None:
    """An absent date is never now."""
    published = datetime(2024, 1, 2, tzinfo=NOW.tzinfo)
    assert stories.time_of(make_article(published_at=published)) == published
    assert stories.time_of(make_article()) == NOW
