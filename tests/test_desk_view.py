"""The read model: what a card shows, whatever order the messages come in."""

from __future__ import annotations

import pytest
from test_desk_samples import (
    NOW,
    ack,
    delivery,
    denied_deployment,
    foiled_attack,
    hostile,
    minutes,
    planned_talks,
    receipt,
    story,
)

from agents.desk.cards import Card, web_address
from agents.desk.view import Change, View
from streams.messages import (
    Article,
    Decision,
    Evidence,
    Match,
    Message,
    Modality,
    Reason,
    ReceiptStatus,
    Severity,
    Span,
)
from streams.messages import Change as Material


def shown(*messages: Message, limit: int = 2000) -> list[Card]:
    """Give the cards after these messages."""
    view = View(limit)
    for message in messages:
        view.apply(message)
    return view.cards()


def test_a_story_becomes_a_card() -> None:
    """The card shows what happened, who says so, and the sentence with its cues."""
    (card,) = shown(foiled_attack())
    assert card.event
    assert (card.event.modality, card.event.nuance) == (Modality.ACTUAL, ("foiled",))
    assert ("repelled", "nuance") in [(run.text, run.role) for run in card.sentence]
    assert (card.severity, card.told, card.ack) == (None, (), None)


def test_the_newest_revision_stands() -> None:
    """An older revision that comes late changes nothing."""
    view = View()
    newer = denied_deployment()
    older = newer.model_copy(
        update={"revision": 1, "headline": "old", "change": Material.FIRST_REPORT}
    )
    assert view.apply(newer) == Change("denied", added=True)
    assert view.apply(older) is None
    assert view.apply(newer) is None
    assert view.cards()[0].headline == newer.headline


def test_another_article_of_the_same_revision_is_counted() -> None:
    """A revision that gained an article shows the higher count."""
    first = foiled_attack()
    second = first.model_copy(update={"articles": 2, "updated_at": minutes(1)})
    assert shown(second, first)[0].articles == 2


def test_an_ack_may_come_before_its_story() -> None:
    """After a restart the actions may be read first; the card is acked all the same."""
    view = View()
    assert view.apply(ack("foiled")) is None
    view.apply(foiled_attack())
    (card,) = view.cards()
    assert card.ack
    assert (card.ack.by, card.ack.outdated, card.open) == ("Lena", False, False)


def test_the_newest_action_stands() -> None:
    """An ack taken back stays so when the older ack is read again."""
    taken_back = ack("foiled", ago=1, kind="unack")
    assert shown(foiled_attack(), taken_back, ack("foiled", ago=2))[0].ack is None


def test_a_denial_after_the_ack_opens_the_card_again() -> None:
    """Whoever acked the claim must see that it was denied since."""
    (card,) = shown(denied_deployment(), ack("denied", ago=4))
    assert card.ack
    assert card.ack.outdated
    assert card.open


def test_a_turn_is_not_forgotten_when_another_article_follows() -> None:
    """A later revision that changes something else leaves the turn since the ack standing."""
    turned = denied_deployment()
    later = turned.model_copy(
        update={"revision": 3, "change": Material.NUMBER, "updated_at": minutes(1)}
    )
    for order in ((turned, later), (later, turned)):
        (card,) = shown(*order, ack("denied", ago=4))
        assert card.ack
        assert card.ack.outdated


def test_a_moved_number_leaves_the_ack_standing() -> None:
    """What neither turns nor raises a story does not ask for another look."""
    grown = foiled_attack().model_copy(
        update={"revision": 2, "change": Material.NUMBER, "updated_at": minutes(0)}
    )
    (card,) = shown(foiled_attack(), ack("foiled", ago=3), grown)
    assert not card.open


def test_a_higher_severity_after_the_ack_opens_the_card_again() -> None:
    """A story that was acked as low and is told as critical since needs eyes."""
    low = delivery(foiled_attack(), "slack", Severity.LOW)
    grown = foiled_attack().model_copy(
        update={"revision": 2, "change": Material.NUMBER, "updated_at": minutes(0)}
    )
    for severity, opened in ((Severity.LOW, False), (Severity.CRITICAL, True)):
        (card,) = shown(low, ack("foiled", ago=3), delivery(grown, "slack", severity))
        assert card.open is opened


def test_the_card_says_which_channels_were_told() -> None:
    """Queued, sent, failed and possible repeats are told apart, by channel and rule."""
    told = foiled_attack()
    slack, mail = delivery(told, "slack", Severity.HIGH), delivery(told, "mail", Severity.LOW)
    hook = delivery(told, "hook", Severity.LOW)
    (card,) = shown(
        receipt(mail, ReceiptStatus.FAILED, error="550 mailbox full"),
        *(slack, mail, hook),
        receipt(slack, ReceiptStatus.INTENT),
        receipt(slack, ReceiptStatus.SENT, repeat=True),
    )
    states = [(one.channel, one.state, one.repeat, one.error) for one in card.told]
    assert states == [
        ("hook", "queued", False, None),
        ("mail", "failed", False, "550 mailbox full"),
        ("slack", "sent", True, None),
    ]
    assert card.severity is Severity.HIGH


def test_of_each_channel_and_rule_the_newest_revision_is_shown() -> None:
    """An update that is on its way stands in place of the first alert that was sent."""
    old = denied_deployment().model_copy(update={"revision": 1, "updated_at": minutes(9)})
    first, second = (
        delivery(about, "slack", Severity.HIGH) for about in (old, denied_deployment())
    )
    (card,) = shown(first, receipt(first, ReceiptStatus.SENT), second)
    assert [(one.state, one.revision) for one in card.told] == [("queued", 2)]


def test_a_delivery_brings_its_story() -> None:
    """A card appears also when the outbox is read before the stories."""
    (card,) = shown(delivery(planned_talks(), "slack", Severity.MEDIUM))
    assert (card.id, card.lang) == ("talks", "ar")


def test_the_newest_stories_are_kept() -> None:
    """Beyond the limit the oldest leave, and the change says which."""
    view = View(limit=2)
    for n, ago in (("a", 3), ("b", 1), ("c", 2)):
        change = view.apply(story(n, n, updated_at=minutes(ago)))
    assert change == Change("c", added=True, dropped=("a",))
    assert view.ids() == ["b", "c"]
    assert view.apply(story("d", "too old", updated_at=minutes(60))) is None


def test_an_evicted_story_comes_back_with_its_ack() -> None:
    """An ack outlives its card: the story is acked when an update brings it back."""
    view = View(limit=1)
    view.apply(story("a", "a", updated_at=minutes(9)))
    view.apply(ack("a", ago=8))
    view.apply(story("b", "b", updated_at=minutes(5)))
    view.apply(story("a", "a", updated_at=minutes(2), articles=2))
    (card,) = view.cards()
    assert (card.id, card.open) == ("a", False)


def test_decisions_are_counted_once() -> None:
    """The same decision read twice counts once; a step done again counts as it ended."""
    view = View()
    for article, reason, ago in (
        ("1", Reason.NO_EVENT, 2.0),
        ("1", Reason.NO_EVENT, 2.0),
        ("2", Reason.NO_EVENT, 2.0),
        ("2", Reason.CLASSIFIED, 1.0),
    ):
        at = minutes(ago)
        assert (
            view.apply(Decision(stage="classify", reason=reason, article=article, at=at)) is None
        )
    assert view.decisions() == {"no_event": 1, "classified": 1}


def test_what_the_desk_does_not_know_is_ignored() -> None:
    """A message of another topic changes nothing."""
    other = Article(identity="i", id="i", content_hash="h", first_seen_at=NOW)
    assert View().apply(other) is None


def test_only_web_addresses_become_links() -> None:
    """A `javascript:` address is one click from harm: it is shown as no link at all."""
    assert web_address("https://a.example/x?y#z") == "https://a.example/x?y#z"
    for bad in ("javascript:alert(1)", "data:text/html,x", "//a.example", "https://[", None, ""):
        assert web_address(bad) is None
    assert shown(hostile())[0].tellers[0].url is None


def test_a_story_that_only_rules_on_text_know_marks_their_words() -> None:
    """Without an event the excerpt is shown with the words that satisfied the rule."""
    text = "Grain talks resumed in Istanbul."
    excerpt = Evidence(text=text, field="body", start=50, end=50 + len(text))
    spans = (Span(field="body", start=50, end=55), Span(field="title", start=56, end=61))
    match = Match(rule="grain", spans=spans)
    (card,) = shown(story("g", "Grain talks", excerpt=excerpt, matches=(match,)))
    assert [run.text for run in card.sentence if run.role == "match"] == ["Grain"]
    assert card.rules == ("grain",)


def test_times_without_a_zone_are_read_as_utc() -> None:
    """A naive time neither breaks the order nor leaves the desk without a zone."""
    naive = NOW.replace(tzinfo=None)
    cards = shown(foiled_attack(), story("naive", "n", updated_at=naive, first_seen_at=naive))
    assert [card.id for card in cards] == ["naive", "foiled"]
    assert b'"updated_at":"2026-03-14T03:20:00Z"' in cards[0].wire


@pytest.mark.parametrize("status", list(ReceiptStatus))
def test_every_status_of_a_receipt_has_a_word(status: ReceiptStatus) -> None:
    """No answer of a channel can break the page that shows it."""
    told = delivery(foiled_attack(), "slack", Severity.HIGH)
    (card,) = shown(foiled_attack(), told, receipt(told, status))
    assert card.told[0].state == {"intent": "sending"}.get(status.value, status.value)
