"""The wrapper around every stage."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from typing import Any

import pytest
from fakes import NOW, Recorder, make_article

from streams import guard as guards
from streams.errors import Poison, Transient, Unavailable
from streams.guard import Guard, Outcome, Rows, pause
from streams.lanes import Record
from streams.messages import Article, DeadLetter, Decision, Message, Reason
from streams.topics import CLASSIFY, Stage


class Outlet:
    """A broker that remembers, and can refuse a number of times."""

    def __init__(self, refusals: int = 0) -> None:
        self.published: list[Message] = []
        self.rows: list[Rows] = []
        self.refusals = refusals

    async def write(self, stage: Stage, outcome: Outcome, record: Record) -> None:  # noqa: ARG002
        """Take an outcome, or refuse."""
        if self.refusals:
            self.refusals -= 1
            raise Unavailable("the disk is full")
        self.published += outcome.publish
        self.rows += [outcome.rows] if outcome.rows else []


def make(handle: Any, outlet: Outlet | None = None) -> tuple[Guard, Outlet, Recorder, list[float]]:
    """Make a guard whose pauses are only written down."""
    outlet, observer, pauses = outlet or Outlet(), Recorder(), []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    return Guard(CLASSIFY, handle, outlet, observer, lambda: NOW, sleep), outlet, observer, pauses


def record(value: bytes | None = None) -> Record:
    """Make a record of an article."""
    article = make_article().encode() if value is None else value
    return Record("articles", 2, 7, b"key", article, 1.0)


DONE = Decision(stage="classify", reason=Reason.NO_EVENT, at=NOW)
STAMPED = DONE.model_copy(update={"record": "articles/2/7"})


async def test_a_message_is_handled_and_its_outcome_written() -> None:
    """Results and rows are durable before the guard returns."""

    async def handle(article: Article) -> Outcome:
        assert article.id == "a1"
        return Outcome(publish=(DONE,), rows=(("k", b"v"),))

    guard, outlet, observer, _ = make(handle)
    await guard.run(record())
    assert outlet.published == [STAMPED]
    assert outlet.rows == [(("k", b"v"),)]
    assert observer.stages == ["classify"]


@pytest.mark.parametrize(
    "value",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"id": 1}', b"null", b"[" * 10_000],
    ids=["empty", "half", "bytes", "list", "fields", "null", "deep"],
)
async def test_an_undecodable_value_becomes_a_dead_letter_whole(value: bytes) -> None:
    """The letter says where it stood and why, and holds every byte; the rest flows on."""

    async def handle(article: Article) -> Outcome:
        raise AssertionError(article)

    guard, outlet, observer, _ = make(handle)
    await guard.run(record(value))
    letter, decision = outlet.published
    assert isinstance(letter, DeadLetter)
    assert isinstance(decision, Decision)
    assert b64decode(letter.value_base64) == value
    assert letter.key == "articles/2/7/classify"
    assert letter.error.startswith("not a Article: ")
    assert decision.reason is Reason.DEAD_LETTERED
    assert len(observer.letters) == 1


async def test_a_refused_dead_letter_is_tried_until_it_is_durable() -> None:
    """Nothing is let go of while the log takes nothing."""
    guard, outlet, observer, pauses = make(None, Outlet(refusals=3))
    await guard.run(record(b"{"))
    assert len(outlet.published) == 2
    assert len(observer.retries) == len(pauses) == 3


async def test_a_transient_error_is_tried_again_after_the_time_it_asks_for() -> None:
    """The same message, as often as it takes."""
    failures = [Transient("busy", retry_after=7.5), Transient("busy")]

    async def handle(_: Article) -> Outcome:
        if failures:
            raise failures.pop(0)
        return Outcome(publish=(DONE,))

    guard, outlet, observer, pauses = make(handle)
    await guard.run(record())
    assert outlet.published == [STAMPED]
    assert pauses[0] == 7.5
    assert 0.1 <= pauses[1] <= 0.4
    assert len(observer.retries) == 2


async def test_poison_and_unknown_errors_become_dead_letters() -> None:
    """A message that breaks a stage does not stop the others; the traceback is in the letter."""
    errors: list[Exception] = [Poison("no text"), ValueError("a bug")]

    async def handle(_: Article) -> Outcome:
        raise errors.pop(0)

    guard, outlet, *_ = make(handle)
    await guard.run(record())
    await guard.run(record())
    poison, _, bug, decision = outlet.published
    assert isinstance(poison, DeadLetter)
    assert poison.error == "no text"
    assert isinstance(bug, DeadLetter)
    assert "Traceback" in bug.error
    assert isinstance(decision, Decision)
    assert decision.detail.startswith("ValueError: a bug")


async def test_a_stage_that_always_breaks_stops_the_process() -> None:
    """After a streak of unknown errors the stage is broken, not the messages."""

    async def handle(_: Article) -> Outcome:
        raise ValueError("a bug")

    guard, outlet, *_ = make(handle)
    for _ in range(guards.STREAK - 1):
        await guard.run(record())
    with pytest.raises(ValueError, match="a bug"):
        await guard.run(record())
    assert len(outlet.published) == 2 * (guards.STREAK - 1)


async def test_one_good_message_ends_a_streak() -> None:
    """Bad messages here and there never add up to a stop."""
    turn = 0

    async def handle(_: Article) -> Outcome:
        nonlocal turn
        turn += 1
        if turn % 2:
            raise ValueError("a bug")
        return Outcome()

    guard, *_ = make(handle)
    for _ in range(4 * guards.STREAK):
        await guard.run(record())


async def test_a_cancelled_message_leaves_nothing_behind() -> None:
    """A shutdown in the middle publishes nothing and lets the cancellation through."""

    async def handle(_: Article) -> Outcome:
        await asyncio.sleep(60)
        return Outcome(publish=(DONE,))

    guard, outlet, *_ = make(handle)
    task = asyncio.create_task(guard.run(record()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert outlet.published == []


def test_pauses_double_up_to_a_minute_and_honour_what_is_asked() -> None:
    """Retry-After wins; else the pause grows, jittered, and is bounded."""
    assert pause(0, 12.0) == 12.0
    assert pause(5, 0.0) == 0.0
    assert all(0.1 <= pause(0, None) <= 0.2 for _ in range(50))
    assert all(30 <= pause(attempt, None) <= 60 for attempt in (9, 50, 10_000))
