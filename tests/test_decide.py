"""Who is told a revision of a story, and why or why not."""

from __future__ import annotations

from datetime import timedelta

from fakes import NOW
from test_stories import make_classified, make_event

from agents import stories
from alerts.decide import Decider
from alerts.rules import Rule
from streams.guard import Outcome
from streams.messages import Change, Decision, Delivery, Match, Reason, Severity, Story

MEMORY = timedelta(days=14)
RULES = {
    "attacks": Rule(
        id="attacks", query="kind:attack", severity=Severity.HIGH, notify=("slack", "amal")
    ),
    "isis": Rule(id="isis", query="isis", severity=Severity.LOW, notify=("slack",)),
}


def make_story(
    *rules: str, revision: int = 1, change: Change = Change.FIRST_REPORT, name: str = "one"
) -> Story:
    """Make a revision of a story that satisfies some rules."""
    matches = tuple(Match(rule=rule) for rule in rules)
    story = stories.begin(make_classified(name, make_event()), 0, matches)
    count = revision if change is not Change.NONE else revision + 1
    return story.model_copy(update={"revision": revision, "change": change, "articles": count})


class Book:
    """A decider that takes in its own rows, as the broker does."""

    def __init__(self) -> None:
        self.decider = Decider(MEMORY)
        self.rows: dict[str, bytes] = {}

    def read(self, story: Story) -> Outcome:
        """Decide on a story."""
        outcome = self.decider.decide(story, RULES, lambda: NOW)
        self.decider.apply(outcome.rows)
        self.rows |= {key: value for key, value in outcome.rows if value is not None}
        return outcome


def told(outcome: Outcome) -> list[tuple[str, str]]:
    """Give the deliveries as rule and channel."""
    return [(m.alert.rule, m.channel) for m in outcome.publish if isinstance(m, Delivery)]


def reasons(outcome: Outcome) -> dict[str | None, Reason]:
    """Give the decision of each rule."""
    return {m.rule: m.reason for m in outcome.publish if isinstance(m, Decision)}


def test_a_match_is_told_on_every_channel_of_its_rule() -> None:
    """One delivery for each channel, with the rule's severity."""
    outcome = Book().read(make_story("attacks"))
    assert told(outcome) == [("attacks", "slack"), ("attacks", "amal")]
    assert reasons(outcome) == {"attacks": Reason.ALERTED}
    delivery = outcome.publish[1]
    assert isinstance(delivery, Delivery)
    assert delivery.alert.severity is Severity.HIGH


def test_a_story_is_told_once() -> None:
    """Another article on it is already told, and the decision says so."""
    book = Book()
    book.read(make_story("attacks"))
    outcome = book.read(make_story("attacks", change=Change.NONE))
    assert told(outcome) == []
    assert reasons(outcome) == {"attacks": Reason.ALREADY_TOLD}


def test_a_revision_is_told_to_all_who_were_told() -> None:
    """The newer article need not satisfy the rule: a denial seldom says the report's words."""
    book = Book()
    book.read(make_story("attacks", "isis"))
    outcome = book.read(make_story("isis", revision=2, change=Change.MODALITY))
    assert told(outcome) == [("isis", "slack"), ("attacks", "slack"), ("attacks", "amal")]


def test_a_rule_that_comes_late_is_told_the_story_as_it_stands() -> None:
    """The first article that satisfies a rule is news to its owner, whatever the revision."""
    book = Book()
    book.read(make_story("attacks"))
    outcome = book.read(make_story("isis", change=Change.NONE))
    assert told(outcome) == [("isis", "slack")]


def test_a_rule_that_was_taken_away_tells_nobody() -> None:
    """The decision names it."""
    assert reasons(Book().read(make_story("gone"))) == {"gone": Reason.NO_RULE}


def test_keys_never_change_and_threads_hold_revisions_together() -> None:
    """The same revision gives the same delivery keys; a later one the same thread."""
    one, again = Book(), Book()
    first = [m for m in one.read(make_story("isis")).publish if isinstance(m, Delivery)]
    same = [m for m in again.read(make_story("isis")).publish if isinstance(m, Delivery)]
    update = make_story("isis", revision=2, change=Change.NUMBER)
    later = [m for m in one.read(update).publish if isinstance(m, Delivery)]
    assert first[0].delivery_key == same[0].delivery_key != later[0].delivery_key
    assert first[0].thread == later[0].thread


def test_a_crash_before_the_rows_decides_the_same_again() -> None:
    """The outcome is a function of state and message."""
    decider = Decider(MEMORY)
    story = make_story("attacks", "isis")
    assert decider.decide(story, RULES, lambda: NOW) == decider.decide(story, RULES, lambda: NOW)


def test_the_same_record_again_changes_nothing() -> None:
    """A redelivery after a crash finds its work done, and takes no decision back."""
    book = Book()
    book.read(make_story("attacks"))
    assert book.read(make_story("attacks")) == Outcome()


def test_what_was_told_is_rebuilt_and_forgotten_in_time() -> None:
    """A restart knows it; after the memory's length it is dropped."""
    book = Book()
    book.read(make_story("attacks"))
    again = Decider(MEMORY)
    again.apply(tuple(book.rows.items()))
    assert told(again.decide(make_story("attacks", change=Change.NONE), RULES, lambda: NOW)) == []
    late = make_story("attacks", name="two").model_copy(update={"updated_at": NOW + 2 * MEMORY})
    outcome = book.read(late)
    assert [value for _, value in outcome.rows][1:] == [None]
    assert list(book.decider.told) == [late.id]
