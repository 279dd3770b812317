"""The one wrapper around every stage: whatever happens to a message, it ends somewhere.

decode -> handle -> write: publish, then keep the rows, awaited until durable -> finished.

| what happens                      | what is done                                                |
|-----------------------------------|-------------------------------------------------------------|
| cannot be decoded, or is Poison   | dead letter, whole, then finished                           |
| Transient                         | the same again after a pause, for ever; offset not moved    |
| an unknown error in the stage     | dead letter with the traceback; `STREAK` in a row: stop     |
| an unknown error around the stage | stop: the offset stays where it is, a restart tries again   |
| cancelled                         | nothing: the offset stays where it is                       |
"""

from __future__ import annotations

import asyncio
import base64
import random
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from structlog.contextvars import bound_contextvars

from streams.errors import Poison, Transient
from streams.lanes import Record, rest
from streams.messages import DeadLetter, Decision, Message, Reason
from streams.topics import Stage

STREAK: Final = 10
"""Unknown errors in a row after which a stage is taken to be broken, not its messages."""
PAUSE_SECONDS: Final = 0.2
PAUSE_LIMIT_SECONDS: Final = 60.0


Rows = tuple[tuple[str, bytes | None], ...]
"""Rows of a stage's table, key and value; a row with None is deleted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage made of a message: what to publish, then which rows of its state to keep.

    Publishing comes first: after a crash between the two, the same
    message over the same state gives the same outcome again, with the same ids.
    """

    publish: tuple[Message, ...] = ()
    rows: Rows = ()


Handler = Callable[[Any], Awaitable[Outcome]]


class Outlet(Protocol):
    """Where outcomes go: the broker, as far as the guard knows it."""

    async def write(self, stage: Stage, outcome: Outcome, record: Record) -> None:
        """Publish what came of a record and keep its rows; returns once all is durable.

        Raises Transient where it is not, and Poison where it never can be; rows are never durable
        before what was published.
        """


class Observer(Protocol):
    """What the guard reports to the metrics."""

    def began(self, stage: str) -> None:
        """Note that a message is taken up."""

    def retried(self, stage: str, error: BaseException) -> None:
        """Note that a message is tried again."""

    def dead(self, stage: str, error: BaseException) -> None:
        """Note a dead letter."""

    def decided(self, decision: Decision) -> None:
        """Note an outcome that is durable."""

    def done(self, stage: str, seconds: float) -> None:
        """Note how long a message took."""


@dataclass(slots=True)
class Guard:
    """Runs a stage's handler over one record at a time and never lets an error out but a stop."""

    stage: Stage
    handle: Handler
    outlet: Outlet
    observer: Observer
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = rest
    clock: Callable[[], float] = lambda: asyncio.get_running_loop().time()
    _streak: int = field(default=0, init=False)

    async def run(self, record: Record) -> None:
        """Bring one record to its end; on return its offset may be committed."""
        started = self.clock()
        self.observer.began(self.stage.name)
        try:
            message = _decoded(self.stage, record)
        except Poison as error:
            message = None
            outcome = self._dead_letter(record, {}, error)
        with bound_contextvars(stage=self.stage.name, **(message.context if message else {})):
            if message is not None:
                outcome = await self._handle(record, message)
            await self._write(record, message, outcome)
        self.observer.done(self.stage.name, self.clock() - started)

    async def _write(self, record: Record, message: Message | None, outcome: Outcome) -> None:
        stamped = _stamped(outcome, record)
        try:
            await self._patiently(lambda: self.outlet.write(self.stage, stamped, record))
        except Poison as error:
            letter = self._dead_letter(record, message.context if message else {}, error)
            stamped = _stamped(letter, record)
            await self._patiently(lambda: self.outlet.write(self.stage, stamped, record))

    async def _handle(self, record: Record, message: Message) -> Outcome:
        try:
            outcome: Outcome = await self._patiently(lambda: self.handle(message))
        except Poison as error:
            return self._dead_letter(record, message.context, error)
        except Exception as error:
            self._streak += 1
            if self._streak >= STREAK:
                raise
            return self._dead_letter(record, message.context, error)
        self._streak = 0
        return outcome

    async def _patiently(self, work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401
        return await patiently(
            work, lambda error: self.observer.retried(self.stage.name, error), self.sleep
        )

    def _dead_letter(
        self, record: Record, context: Mapping[str, str], error: BaseException
    ) -> Outcome:
        self.observer.dead(self.stage.name, error)
        known = isinstance(error, Poison)
        text = str(error) if known else "".join(traceback.format_exception(error, limit=-4))
        letter = DeadLetter(
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            stage=self.stage.name,
            error=text,
            message_key=record.key.decode("utf-8", "replace") if record.key else None,
            value_base64=base64.b64encode(record.value or b"").decode(),
            at=self.now(),
        )
        decision = Decision(stage=self.stage.name, reason=Reason.DEAD_LETTERED, at=letter.at)
        said = f"{text.strip().splitlines()[-1]} (dead letter {letter.key})"
        decision = decision.model_copy(update={**context, "detail": said})
        return Outcome(publish=(letter, decision))


def _stamped(outcome: Outcome, record: Record) -> Outcome:
    """Write on each decision which record it is about: the auditor looks for what has none."""
    place = str(record.place)
    publish = tuple(
        m.model_copy(update={"record": place}) if isinstance(m, Decision) else m
        for m in outcome.publish
    )
    return Outcome(publish=publish, rows=outcome.rows)


def _decoded(stage: Stage, record: Record) -> Message:
    model = stage.reads.message
    if model is None:
        raise Poison(f"{stage.reads.name} holds no messages")
    return model.decode(record.value or b"")


async def patiently(
    work: Callable[[], Awaitable[Any]],
    retried: Callable[[Transient], None],
    sleep: Callable[[float], Awaitable[None]],
) -> Any:  # noqa: ANN401
    """Do the same again for as long as it raises Transient, with a pause after each time."""
    attempt = 0
    while True:
        try:
            return await work()
        except Transient as error:
            retried(error)
            await sleep(pause(attempt, error.retry_after))
            attempt += 1


def pause(
    attempt: int,
    retry_after: float | None,
    *,
    first: float = PAUSE_SECONDS,
    growth: float = 2.0,
    limit: float = PAUSE_LIMIT_SECONDS,
) -> float:
    """Give the seconds before the next attempt: what was asked for, else growing with jitter."""
    if retry_after is not None:
        return retry_after
    longest = min(limit, first * growth ** min(attempt, 10))
    return longest * (0.5 + random.random() / 2)  # noqa: S311  # jitter, not a secret
