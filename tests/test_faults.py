"""The fault suite's own checker: it sees what was lost, repeated and reordered, and nothing else."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from faulty import press, receivers
from faulty.checker import Accepted, Found, check
from faulty.press import Press
from faulty.scene import DESKS, Report, spread

from streams.messages import (
    Alert,
    Change,
    DeadLetter,
    Decision,
    Delivery,
    Reason,
    Receipt,
    ReceiptStatus,
    Severity,
    Story,
    Teller,
)

AT = datetime(2024, 1, 28, 12, 0, tzinfo=UTC)
serial = count()


def delivery(key: str, name: str, *, revision: int = 1, channel: str = "amber") -> Delivery:
    """Make the delivery of an article's alert."""
    teller = Teller(article=f"identity-{name}", id=name, source="wire", title="t")
    story = Story(
        id="s",
        revision=revision,
        change=Change.FIRST_REPORT,
        headline="h",
        tellers=(teller,),
        first_seen_at=AT,
        updated_at=AT,
    )
    alert = Alert(id=key, rule="r", severity=Severity.HIGH, story=story, decided_at=AT)
    return Delivery(delivery_key=key, thread="thread", channel=channel, alert=alert)


def decided(name: str, stage: str = "classify", reason: Reason = Reason.CLASSIFIED) -> Decision:
    """Make a decision on an article."""
    return Decision(stage=stage, reason=reason, article=f"identity-{name}", at=AT)


def receipt(key: str, status: ReceiptStatus = ReceiptStatus.SENT) -> Receipt:
    """Make a receipt."""
    return Receipt(delivery_key=key, thread="thread", channel="amber", status=status, at=AT)


def letter(dead: Delivery) -> DeadLetter:
    """Make the dead letter of a delivery."""
    return DeadLetter(
        topic="outbox",
        partition=0,
        offset=next(serial),
        stage="deliver",
        error="refused",
        value_base64=base64.b64encode(dead.encode()).decode(),
        at=AT,
    )


def found(**changed: Any) -> Found:
    """Give a run in which one quiet article and one loud one went well."""
    well = Found(
        acknowledged={"identity-n0", "identity-n1"},
        loud={"n0": "amber"},
        decisions=[decided("n0"), decided("n1")],
        letters=[],
        outbox=[delivery("k0", "n0")],
        receipts=[receipt("k0", ReceiptStatus.INTENT), receipt("k0")],
        accepted=[Accepted("k0", marked=False)],
    )
    return replace(well, **changed)


def test_a_run_that_went_well_is_clean() -> None:
    """Nothing lost, nothing repeated, everything at its end."""
    verdict = check(found())
    assert verdict.settled
    assert (verdict.lost, verdict.unmarked, verdict.marked, verdict.reordered) == (0, 0, 0, 0)
    assert (verdict.dead, verdict.gaps) == (0, 0)


def test_an_acknowledged_article_without_a_decision_is_lost() -> None:
    """A decision of another stage or on another article is none."""
    verdict = check(found(decisions=[decided("n0"), decided("n1", "correlate")]))
    assert verdict.lost_articles == {"identity-n1"}
    assert not verdict.settled


def test_an_article_that_was_never_acknowledged_is_not_missed() -> None:
    """Only what Kafka said it has must come to an end."""
    assert check(found(acknowledged={"identity-n0"}, decisions=[decided("n0")])).settled


@pytest.mark.parametrize(
    "outbox", [[], [delivery("k0", "n9")], [delivery("k0", "n0", channel="birch")]]
)
def test_a_loud_article_that_its_channel_never_took_is_lost(outbox: list[Delivery]) -> None:
    """An alert on another article, or on another channel, does not stand in for it."""
    verdict = check(found(outbox=outbox))
    assert verdict.lost_alerts == {"n0"}


def test_a_receipt_does_not_stand_in_for_the_sink() -> None:
    """What is noted as sent and was never accepted is lost."""
    assert check(found(accepted=[])).lost_alerts == {"n0"}


def test_a_dead_letter_is_no_loss() -> None:
    """What was refused for good stands in the dead letters, once for each that are alike."""
    refused = letter(delivery("k0", "n0"))
    failed = [receipt("k0", ReceiptStatus.FAILED)]
    verdict = check(found(accepted=[], letters=[refused, refused], receipts=failed))
    assert verdict.settled
    assert verdict.dead == 1


def test_a_delivery_without_a_final_receipt_is_pending() -> None:
    """An intent is not the end."""
    verdict = check(found(receipts=[receipt("k0", ReceiptStatus.INTENT)]))
    assert verdict.pending == {"k0"}
    assert not verdict.settled


@pytest.mark.parametrize(
    ("marks", "unmarked", "marked"),
    [
        ([False], 0, 0),
        ([True], 0, 0),
        ([False, True], 0, 1),
        ([True, False], 0, 1),
        ([False, False], 1, 0),
        ([False, True, False, True], 1, 2),
    ],
)
def test_repeats_are_counted_with_and_without_the_mark(
    marks: list[bool], unmarked: int, marked: int
) -> None:
    """The first acceptance is no repeat, and neither is one that bears the mark unmarked."""
    verdict = check(found(accepted=[Accepted("k0", mark) for mark in marks]))
    assert (verdict.unmarked, verdict.marked) == (unmarked, marked)


def test_two_recipients_of_a_mail_are_no_repeat() -> None:
    """Each recipient is told once."""
    both = [Accepted("k0", marked=False, who=who) for who in ("desk@a.example", "duty@a.example")]
    assert check(found(accepted=both)).unmarked == 0
    assert check(found(accepted=[*both, both[0]])).unmarked == 1


def test_a_later_revision_before_an_earlier_one_is_reordered() -> None:
    """Only first acceptances count: a repeat of the older one after the newer one does not."""
    outbox = [delivery("k0", "n0"), delivery("k1", "n0-later", revision=2)]
    order = [Accepted(key, marked=False) for key in ("k1", "k0")]
    assert check(found(outbox=outbox, accepted=order)).reordered == 1
    again = [*reversed(order), Accepted("k0", marked=True)]
    assert check(found(outbox=outbox, accepted=again)).reordered == 0


def test_what_the_auditor_put_back_is_counted() -> None:
    """A gap is a decision that a record was put back."""
    again = decided("n1", "audit", Reason.REINJECTED)
    assert check(found(decisions=[decided("n0"), decided("n1"), again])).gaps == 1


def test_the_press_writes_for_each_channel_in_turn() -> None:
    """One article in four is loud, and some have a later one with another number of dead."""
    paper = Press(["amber", "birch"])
    written = [paper.write() for _ in range(100)]
    assert len({article.identity for article in written}) == 100
    told = [article for article in written if article.id in paper.loud]
    assert all(f"the {paper.loud[a.id]} desk" in a.body for a in told)
    assert set(paper.loud.values()) == {"amber", "birch"}
    first, later = (next(a for a in told if a.id == name) for name in ("n0", "n0-later"))
    assert (press.town(0) in first.body, press.town(0) in later.body) == (True, True)
    assert ("killing 2 " in first.body, "killing 102 " in later.body) == (True, True)


def test_channels_are_spread_over_the_partitions() -> None:
    """Names are different, and asked for more than there are, all are given."""
    assert len(set(spread(4))) == 4
    assert set(spread(100)) == set(DESKS)


def test_a_report_passes_only_without_loss_repeats_and_problems() -> None:
    """Exit code 1 is for what was lost, told twice unmarked, or never came to its end."""
    well = Report("f", 2, 0, check(found()), 1.23, 0, [], {"more": 1}, [])
    assert well.passed
    assert well.line() | {"fault": "f", "lost": 0, "recovery_s": 1.2, "more": 1} == well.line()
    assert not replace(well, recovery=None).passed
    assert not replace(well, problems=["did not stop"]).passed
    assert not replace(well, verdict=check(found(accepted=[]))).passed
    twice = [Accepted("k0", marked=False)] * 2
    assert not replace(well, verdict=check(found(accepted=twice))).passed


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, 0.0), ("soon", 0.0), ("0", 1.0), ("2", 2.0), (receivers.HUGE, 3600.0)],
)
def test_a_retry_after_closes_a_channel_for_as_long_as_it_is_honoured(
    header: str | None, seconds: float
) -> None:
    """Less than a second counts as one, more than an hour as one, words as nothing."""
    assert receivers.asked_to_wait(header) == seconds
