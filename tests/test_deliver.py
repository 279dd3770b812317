"""One alert to one channel, written ahead."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from fakes import NOW
from test_decide import MEMORY, RULES, make_story

from alerts.decide import Decider
from alerts.deliver import Deliverer, Ledger, Limits
from streams.errors import Ambiguous, Poison, Refused, Transient
from streams.messages import Change, Decision, Delivery, Message, Reason, Receipt, ReceiptStatus


class Channel:
    """A channel that answers what it was told to, and keeps the truth."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.sent: list[tuple[Delivery, Receipt | None]] = []

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Answer."""
        answer = self.answers.pop(0) if self.answers else None
        if not isinstance(answer, Transient) or isinstance(answer, Ambiguous):
            self.sent.append((delivery, previous))
        if answer is not None:
            raise answer
        return {"ts": str(len(self.sent))}

    async def close(self) -> None:
        """Let go."""


class Desk:
    """A deliverer with a ledger, a topic that remembers and a clock that pauses move."""

    def __init__(self, channel: Channel, ledger: Ledger | None = None) -> None:
        self.channel, self.console = channel, Channel()
        self.topic: list[Message] = []
        self.clock = NOW
        self.pauses: list[float] = []
        self.others: list[Receipt] = []
        self.deliverer = Deliverer(
            channels={"slack": channel, "console": self.console},
            ledger=ledger or Ledger(),
            limits=Limits(timedelta(hours=1), 3, "console"),
            publish=self.publish,
            now=lambda: self.clock,
            accepted=lambda *_: None,
            retried=lambda *_: None,
            writer="here",
            sleep=self.sleep,
        )

    async def publish(self, messages: Iterable[Message]) -> None:
        """Remember, and let the follower read it, behind what another process wrote first."""
        for message in messages:
            if isinstance(message, Receipt):
                for other in self.others:
                    self.deliverer.ledger.read(other)
                self.others.clear()
                self.deliverer.ledger.read(message)
            self.topic.append(message)

    async def sleep(self, seconds: float) -> None:
        """Move the clock."""
        self.pauses.append(seconds)
        self.clock += timedelta(seconds=seconds)

    async def deliver(self, delivery: Delivery) -> None:
        """Deliver and publish what comes of it."""
        outcome = await self.deliverer.deliver(delivery)
        self.topic += outcome.publish

    def statuses(self) -> list[str]:
        """Give the receipts' statuses in order."""
        return [m.status.value for m in self.topic if isinstance(m, Receipt)]

    def reasons(self) -> list[Reason]:
        """Give the decisions' reasons."""
        return [m.reason for m in self.topic if isinstance(m, Decision)]


def make_delivery(revision: int = 1) -> Delivery:
    """Make a delivery of a story's revision to Slack."""
    change = Change.FIRST_REPORT if revision == 1 else Change.MODALITY
    story = make_story("isis", revision=revision, change=change)
    outcome = Decider(MEMORY).decide(story, RULES, lambda: NOW)
    return next(m for m in outcome.publish if isinstance(m, Delivery))


def crashed_after(*statuses: ReceiptStatus) -> Ledger:
    """Give the ledger as a restart reads it after a crash behind some receipts."""
    ledger, delivery = Ledger(), make_delivery()
    for attempt, status in enumerate(statuses, 1):
        ledger.apply(
            Receipt(
                delivery_key=delivery.delivery_key,
                thread=delivery.thread,
                channel="slack",
                status=status,
                attempt=attempt,
                at=NOW,
            )
        )
    return ledger


async def test_the_intent_stands_before_the_receipt() -> None:
    """Intent, send, receipt: once."""
    desk = Desk(Channel())
    await desk.deliver(make_delivery())
    assert desk.statuses() == ["intent", "sent"]
    assert desk.reasons() == [Reason.SENT]
    assert len(desk.channel.sent) == 1


async def test_what_was_sent_is_not_sent_again() -> None:
    """A redelivery with a receipt is skipped."""
    desk = Desk(Channel(), crashed_after(ReceiptStatus.SENT))
    await desk.deliver(make_delivery())
    assert desk.channel.sent == []
    assert desk.statuses() == ["sent"]
    assert desk.reasons() == [Reason.ALREADY_SENT]


def elsewhere(*statuses: ReceiptStatus) -> list[Receipt]:
    """Give receipts that another process wrote."""
    delivery = make_delivery()
    return [
        Receipt(
            delivery_key=delivery.delivery_key,
            thread=delivery.thread,
            channel="slack",
            status=status,
            at=NOW,
            reference={"ts": "theirs"},
            writer="elsewhere",
        )
        for status in statuses
    ]


async def test_whose_intent_is_second_sends_marked() -> None:
    """Another worker's intent stands before ours on the topic, though nobody knew of it before."""
    desk = Desk(Channel())
    desk.others = elsewhere(ReceiptStatus.INTENT)
    await desk.deliver(make_delivery())
    assert [delivery.repeat for delivery, _ in desk.channel.sent] == [True]
    assert desk.reasons() == [Reason.SENT_MAYBE_TWICE]


async def test_what_another_sent_meanwhile_is_not_sent() -> None:
    """Reading back its own intent it finds the other's receipt, and states that again."""
    desk = Desk(Channel())
    desk.others = elsewhere(ReceiptStatus.INTENT, ReceiptStatus.SENT)
    await desk.deliver(make_delivery())
    assert desk.channel.sent == []
    assert desk.statuses() == ["intent", "sent"]
    last = desk.topic[-2]
    assert isinstance(last, Receipt)
    assert (last.writer, last.reference) == ("elsewhere", {"ts": "theirs"})
    assert desk.reasons() == [Reason.ALREADY_SENT]


async def test_a_definite_no_to_another_leaves_ours_unmarked() -> None:
    """The other worker was told not now, for certain."""
    desk = Desk(Channel())
    desk.others = elsewhere(ReceiptStatus.INTENT, ReceiptStatus.WAITING)
    await desk.deliver(make_delivery())
    assert [delivery.repeat for delivery, _ in desk.channel.sent] == [False]


async def test_nothing_is_sent_before_the_intent_is_read_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The order on the topic decides, so it is waited for."""
    desk = Desk(Channel())
    held: list[Receipt] = []
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "read", lambda _, receipt: held.append(receipt))
        task = asyncio.create_task(desk.deliver(make_delivery()))
        await asyncio.sleep(0.02)
    assert desk.channel.sent == []
    desk.deliverer.ledger.read(held[0])
    await task
    assert len(desk.channel.sent) == 1


async def test_an_intent_without_an_answer_is_sent_again_marked() -> None:
    """A crash between the two may have been after the send."""
    desk = Desk(Channel(), crashed_after(ReceiptStatus.INTENT))
    await desk.deliver(make_delivery())
    assert desk.channel.sent[0][0].repeat
    assert desk.reasons() == [Reason.SENT_MAYBE_TWICE]


async def test_a_definite_no_is_sent_again_unmarked() -> None:
    """Also when the process died while waiting."""
    desk = Desk(Channel(), crashed_after(ReceiptStatus.INTENT, ReceiptStatus.WAITING))
    await desk.deliver(make_delivery())
    assert not desk.channel.sent[0][0].repeat
    assert desk.reasons() == [Reason.SENT]


async def test_a_rate_limit_is_waited_out_for_as_long_as_it_asks() -> None:
    """Retry-After is kept to the second."""
    desk = Desk(Channel(Transient("429", retry_after=30), Transient("429", retry_after=5)))
    await desk.deliver(make_delivery())
    assert desk.pauses == [30, 5]
    assert desk.statuses() == ["intent", "waiting", "intent", "waiting", "intent", "sent"]
    assert not desk.channel.sent[0][0].repeat


async def test_after_an_ambiguous_answer_the_next_attempt_is_marked() -> None:
    """At most one post is without the mark."""
    desk = Desk(Channel(Ambiguous("timed out")))
    await desk.deliver(make_delivery())
    assert [delivery.repeat for delivery, _ in desk.channel.sent] == [False, True]
    assert desk.reasons() == [Reason.SENT_MAYBE_TWICE]


async def test_the_mark_stays_through_a_definite_no_and_a_crash() -> None:
    """Ambiguous, then 429, then a crash: still a possible repeat."""
    desk = Desk(Channel(Ambiguous("timed out"), Transient("429")))
    await desk.deliver(make_delivery())
    receipts = [m for m in desk.topic if isinstance(m, Receipt)]
    assert [receipt.repeat for receipt in receipts] == [False, True, True, True, True]
    again = Ledger()
    for receipt in receipts[:3]:
        again.apply(receipt)
    desk = Desk(Channel(), again)
    await desk.deliver(make_delivery())
    assert desk.channel.sent[0][0].repeat


async def test_ambiguous_answers_end_after_a_few() -> None:
    """Each may have been accepted: a desk is not flooded with repeats."""
    desk = Desk(Channel(*[Ambiguous("timed out")] * 9))
    with pytest.raises(Poison, match="3 attempts may each have been accepted; last: timed out"):
        await desk.deliver(make_delivery())
    assert len(desk.channel.sent) == 3


async def test_ambiguous_attempts_are_spread_over_minutes() -> None:
    """Half a minute of 503 uses up two or three of them, not all."""
    desk = Desk(Channel(Ambiguous("503"), Ambiguous("503"), Transient("refused")))
    await desk.deliver(make_delivery())
    first, second, third = desk.pauses
    assert 1 <= first <= 2
    assert 5 <= second <= 10
    assert third <= 1
    asked = Desk(Channel(Ambiguous("503", retry_after=7)))
    await asked.deliver(make_delivery())
    assert asked.pauses == [7]


async def test_a_channel_that_stays_away_is_given_up_in_the_end() -> None:
    """Not before the hour is over, and then as a dead letter with the operator told."""
    desk = Desk(Channel(*[Transient("refused", retry_after=600)] * 20))
    with pytest.raises(Poison, match="not accepted for 1:00:00"):
        await desk.deliver(make_delivery())
    assert 6 <= len(desk.pauses) <= 7


async def test_a_refusal_goes_to_the_dead_letters_and_is_told_elsewhere() -> None:
    """The fallback gets the same alert with a note; the key is another."""
    desk = Desk(Channel(Refused("channel_not_found")))
    delivery = make_delivery()
    with pytest.raises(Poison, match="slack: channel_not_found"):
        await desk.deliver(delivery)
    assert desk.statuses() == ["intent", "failed"]
    assert desk.reasons() == [Reason.REFUSED]
    (elsewhere,) = (m for m in desk.topic if isinstance(m, Delivery))
    assert elsewhere.channel == "console"
    assert elsewhere.note == "could not be told on slack: channel_not_found"
    assert elsewhere.delivery_key != delivery.delivery_key


async def test_a_refused_fallback_ends_there() -> None:
    """What was already told elsewhere is not told elsewhere again."""
    desk = Desk(Channel(Refused("no")))
    with pytest.raises(Poison):
        await desk.deliver(make_delivery().model_copy(update={"note": "could not be told on x"}))
    assert not [m for m in desk.topic if isinstance(m, Delivery)]


async def test_a_dead_letter_that_is_put_back_is_tried_again() -> None:
    """A failed delivery is not final: the operator mended the channel."""
    desk = Desk(Channel(), crashed_after(ReceiptStatus.FAILED))
    await desk.deliver(make_delivery())
    assert desk.reasons() == [Reason.SENT]


async def test_a_channel_that_left_the_configuration_is_a_refusal() -> None:
    """Its deliveries do not wait for ever."""
    desk = Desk(Channel())
    with pytest.raises(Poison, match="no channel 'pager' in the configuration"):
        await desk.deliver(make_delivery().model_copy(update={"channel": "pager"}))


async def test_an_update_answers_the_receipt_of_what_it_updates() -> None:
    """The second revision gets the first one's reference."""
    desk = Desk(Channel())
    await desk.deliver(make_delivery())
    await desk.deliver(make_delivery(2))
    previous = desk.channel.sent[1][1]
    assert previous is not None
    assert previous.reference == {"ts": "1"}
    assert desk.channel.sent[0][1] is None


def test_a_lagging_follower_takes_nothing_back() -> None:
    """An older receipt that comes late does not replace a newer one."""
    ledger = crashed_after(ReceiptStatus.INTENT, ReceiptStatus.SENT)
    key = make_delivery().delivery_key
    late: dict[str, Any] = {**ledger.by_key[key].model_dump(), "status": "intent", "attempt": 2}
    ledger.apply(Receipt.model_validate(late))
    assert ledger.by_key[key].status is ReceiptStatus.SENT


def test_old_receipts_are_forgotten() -> None:
    """The ledger is bounded in time."""
    ledger = crashed_after(ReceiptStatus.SENT)
    ledger.forget(NOW + timedelta(seconds=1))
    assert not ledger.by_key
    assert not ledger.by_thread
