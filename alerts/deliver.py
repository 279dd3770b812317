"""Deliver: one alert to one channel, written ahead, so that what happened is always known.

intent (durable, and read back) -> send -> receipt (durable). A delivery that comes again with a
receipt is done; with an intent and no answer it may have been accepted, so it is sent again marked
as a possible repeat. A definite no is tried again, an ambiguous answer only a few times, a refusal
not at all.

Two workers may hold the same delivery for a while: one that was cut off, and the one that took
over. All receipts of a delivery stand in one partition, whose order both see: whoever's intent is
the first may send without the mark, and the other finds it there when reading back its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NoReturn

from alerts.channels import Channel
from streams.errors import Ambiguous, Poison, Refused, Transient
from streams.guard import Outcome, pause
from streams.lanes import rest
from streams.messages import (
    Decision,
    Delivery,
    Message,
    Reason,
    Receipt,
    ReceiptStatus,
    digest,
)

SPREAD: Final = {"first": 2.0, "growth": 5.0, "limit": 300.0}
STEPS = (ReceiptStatus.INTENT, ReceiptStatus.WAITING, ReceiptStatus.FAILED, ReceiptStatus.SENT)


@dataclass(slots=True)
class Claim:
    """An intent of our own that is not read back yet, and what of another's stands before it."""

    intent: Receipt
    reached: asyncio.Future[Receipt | None]
    before: Receipt | None = None


@dataclass(slots=True)
class Ledger:
    """The newest receipt of every delivery, and the newest that was sent of every thread.

    `read` takes in the topic in the order in which it stands, `apply` what was just written.
    """

    by_key: dict[str, Receipt] = field(default_factory=dict)
    by_thread: dict[str, Receipt] = field(default_factory=dict)
    _claims: dict[str, Claim] = field(default_factory=dict)

    def claim(self, intent: Receipt) -> asyncio.Future[Receipt | None]:
        """Expect an intent that is about to be written.

        The future is done when the topic has been read up to it, and gives the newest receipt of
        another process that stands before it and was not known here, if there is one.
        """
        reached = asyncio.get_running_loop().create_future()
        self._claims[intent.delivery_key] = Claim(intent, reached)
        return reached

    def read(self, receipt: Receipt) -> None:
        """Take in a receipt as it stands on the topic."""
        self.apply(receipt)
        claim = self._claims.get(receipt.delivery_key)
        if claim is None:
            return
        if receipt.writer != claim.intent.writer:
            claim.before = receipt
        elif receipt == claim.intent:
            del self._claims[receipt.delivery_key]
            if not claim.reached.done():
                claim.reached.set_result(claim.before)

    def apply(self, receipt: Receipt) -> None:
        """Take in a receipt, unless a newer one is known: a follower may lag behind the writer."""
        known = self.by_key.get(receipt.delivery_key)
        if known is not None and (_is_sent(known) or _step(known) >= _step(receipt)):
            return
        self.by_key[receipt.delivery_key] = receipt
        if receipt.status is ReceiptStatus.SENT:
            before = self.by_thread.get(receipt.thread)
            if before is None or before.revision <= receipt.revision:
                self.by_thread[receipt.thread] = receipt

    def previous(self, delivery: Delivery) -> Receipt | None:
        """Give what an update of the thread edits or answers."""
        found = self.by_thread.get(delivery.thread)
        return found if found and found.delivery_key != delivery.delivery_key else None

    def forget(self, before: datetime) -> None:
        """Drop receipts older than a time."""
        for table in (self.by_key, self.by_thread):
            for name in [name for name, receipt in table.items() if receipt.at < before]:
                del table[name]


def _is_sent(receipt: Receipt | None) -> bool:
    return receipt is not None and receipt.status is ReceiptStatus.SENT


def _maybe_sent(receipt: Receipt | None) -> bool:
    return receipt is not None and (receipt.repeat or receipt.status is ReceiptStatus.INTENT)


def _step(receipt: Receipt) -> tuple[int, int]:
    return receipt.attempt, STEPS.index(receipt.status)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to go on trying, and who hears of what was refused."""

    give_up: timedelta
    ambiguous_attempts: int
    fallback: str


@dataclass(slots=True)
class Deliverer:
    """Sends deliveries through the channels and writes down what each channel answered."""

    channels: Mapping[str, Channel]
    ledger: Ledger
    limits: Limits
    publish: Callable[[Iterable[Message]], Awaitable[None]]
    now: Callable[[], datetime]
    accepted: Callable[[str, float], None]
    retried: Callable[[str, BaseException], None]
    writer: str = ""
    sleep: Callable[[float], Awaitable[None]] = rest

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Bring one delivery to its end; raises Poison where the channel refuses it.

        What was sent is not sent again. What failed is: it comes again only from the dead letters
        or after a crash.
        """
        known = self.ledger.by_key.get(delivery.delivery_key)
        if known is not None and _is_sent(known):
            return self._already(delivery, known)
        attempt = known.attempt if known else 0
        repeat = _maybe_sent(known)
        ambiguous = int(repeat)
        last: Transient
        while True:
            attempt += 1
            if (before := await self._claim(delivery, attempt, repeat=repeat)) is not None:
                if _is_sent(before):
                    return self._already(delivery, before.model_copy(update={"attempt": attempt}))
                repeat = repeat or _maybe_sent(before)
            try:
                reference = await self._send(delivery, repeat=repeat)
            except Refused as error:
                await self._fail(delivery, attempt, str(error), repeat=repeat)
            except Ambiguous as error:
                repeat, ambiguous, last = True, ambiguous + 1, error
            except Transient as error:
                last = error
                await self._note(delivery, ReceiptStatus.WAITING, attempt, repeat=repeat)
            else:
                return self._sent(delivery, attempt, reference, repeat=repeat)
            if late := self._too_late(delivery, ambiguous):
                said = f"{late}; last: {last}"
                await self._fail(delivery, attempt, said, repeat=repeat)
            self.retried("deliver", last)
            await self.sleep(_pause(attempt, ambiguous, last))

    async def _claim(self, delivery: Delivery, attempt: int, *, repeat: bool) -> Receipt | None:
        """Write the intent down and read it back; gives what another process did before it."""
        intent = self._receipt(delivery, ReceiptStatus.INTENT, attempt, repeat=repeat)
        reached = self.ledger.claim(intent)
        await self.publish([intent])
        self.ledger.apply(intent)
        return await reached

    def _already(self, delivery: Delivery, sent: Receipt) -> Outcome:
        """State the receipt again, so that it stays the newest on its topic, and why no more."""
        said = self._decision(
            delivery, Reason.ALREADY_SENT, f"attempt {sent.attempt} was accepted"
        )
        return Outcome(publish=(sent, said))

    async def _send(self, delivery: Delivery, *, repeat: bool) -> Mapping[str, str]:
        channel = self.channels.get(delivery.channel)
        if channel is None:
            raise Refused(f"no channel {delivery.channel!r} in the configuration any more")
        marked = delivery.model_copy(update={"repeat": repeat})
        return await channel.send(marked, self.ledger.previous(delivery))

    def _too_late(self, delivery: Delivery, ambiguous: int) -> str | None:
        if ambiguous >= self.limits.ambiguous_attempts:
            return f"{ambiguous} attempts may each have been accepted"
        if self.now() - delivery.alert.decided_at > self.limits.give_up:
            return f"not accepted for {self.limits.give_up}"
        return None

    async def _note(
        self, delivery: Delivery, status: ReceiptStatus, attempt: int, *, repeat: bool
    ) -> None:
        receipt = self._receipt(delivery, status, attempt, repeat=repeat)
        await self.publish([receipt])
        self.ledger.apply(receipt)

    def _receipt(
        self, delivery: Delivery, status: ReceiptStatus, attempt: int, *, repeat: bool
    ) -> Receipt:
        return Receipt(
            delivery_key=delivery.delivery_key,
            thread=delivery.thread,
            channel=delivery.channel,
            status=status,
            attempt=attempt,
            revision=delivery.alert.story.revision,
            at=self.now(),
            repeat=repeat,
            writer=self.writer,
        )

    def _sent(
        self,
        delivery: Delivery,
        attempt: int,
        reference: Mapping[str, str],
        *,
        repeat: bool,
    ) -> Outcome:
        receipt = self._receipt(delivery, ReceiptStatus.SENT, attempt, repeat=repeat)
        receipt = receipt.model_copy(update={"reference": dict(reference)})
        self.ledger.apply(receipt)
        newest = delivery.alert.story.updated_at
        self.accepted(delivery.channel, (receipt.at - newest).total_seconds())
        twice = repeat and "reconciled" not in reference
        reason = Reason.SENT_MAYBE_TWICE if twice else Reason.SENT
        detail = f"attempt {attempt}"
        return Outcome(publish=(receipt, self._decision(delivery, reason, detail)))

    async def _fail(
        self, delivery: Delivery, attempt: int, error: str, *, repeat: bool
    ) -> NoReturn:
        """Write down the refusal, tell it elsewhere, and send the delivery to the dead letters."""
        receipt = self._receipt(delivery, ReceiptStatus.FAILED, attempt, repeat=repeat)
        receipt = receipt.model_copy(update={"error": error})
        publish: list[Message] = [receipt, self._decision(delivery, Reason.REFUSED, error)]
        fallback = self.limits.fallback
        if fallback in self.channels and delivery.channel != fallback and not delivery.note:
            publish.append(elsewhere(delivery, fallback, error))
        await self.publish(publish)
        self.ledger.apply(receipt)
        raise Poison(f"{delivery.channel}: {error}")

    def _decision(self, delivery: Delivery, reason: Reason, detail: str) -> Decision:
        story = delivery.alert.story
        return Decision(
            stage="deliver",
            reason=reason,
            detail=detail,
            article=story.tellers[-1].article,
            id=story.tellers[-1].id,
            story=story.id,
            revision=story.revision,
            rule=delivery.alert.rule,
            channel=delivery.channel,
            at=self.now(),
        )


def _pause(attempt: int, ambiguous: int, last: Transient) -> float:
    """Give the seconds before the next attempt.

    Attempts that may each have been accepted are few, so they are spread over minutes: a receiver
    that answers 503 for half a minute is still told.
    """
    if isinstance(last, Ambiguous):
        return pause(ambiguous - 1, last.retry_after, **SPREAD)
    return pause(attempt - 1, last.retry_after)


def elsewhere(delivery: Delivery, channel: str, error: str) -> Delivery:
    """Address an alert that a channel refused to another one, with the reason on it."""
    return delivery.model_copy(
        update={
            "delivery_key": digest("elsewhere", delivery.delivery_key, channel),
            "thread": digest("elsewhere", delivery.thread, channel),
            "channel": channel,
            "note": f"could not be told on {delivery.channel}: {error}",
        }
    )
