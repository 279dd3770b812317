"""`watchfloor` as a process that kills itself at a named point, the n-th time it comes there.

WATCHFLOOR_DIE=after-send:3 python tests/faults_worker.py run --config watchfloor.toml
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any, Final

from aiokafka import AIOKafkaProducer

from agents import cli
from alerts.deliver import Deliverer
from streams import cluster, kafka, topics
from streams.broker import Broker

Method = Callable[..., Awaitable[Any]]
Condition = Callable[..., bool]
Tick = Callable[[], Awaitable[None]]


def always(*_: Any, **__: Any) -> bool:
    """Hold."""
    return True


def of_deliver(_: Any, stage: Any, *__: Any) -> bool:
    """Hold for what the last stage writes."""
    return bool(stage == topics.DELIVER)


def of_others(_: Any, stage: Any, *__: Any) -> bool:
    """Hold for what the other stages write."""
    return bool(stage != topics.DELIVER)


def with_rows(_: Any, __: Any, rows: Any = ()) -> bool:
    """Hold for a write with rows of a stage's state."""
    return bool(rows)


PLACES: Final[dict[str, tuple[Any, str, Condition]]] = {
    "intent": (Deliverer, "_claim", always),
    "send": (Deliverer, "_send", always),
    "receipt": (Broker, "write", of_deliver),
    "commit": (kafka.Thread, "_commit", always),
    "outcome": (Broker, "write", of_others),
}
"""Where each thing is done; a point is before or after it."""
POINTS: Final = (
    *(f"{when}-{what}" for what in PLACES for when in ("before", "after")),
    *("before-rows", "after-rows"),
)


def arm(point: str, times: int, how: str) -> None:
    """Patch the method of a point."""
    when, _, what = point.partition("-")
    owner, name, applies = PLACES.get(what) or (cluster.Cluster, "write", with_rows)
    if point == "before-rows":
        owner, name, applies = AIOKafkaProducer, "send_batch", always
    tick = hanging(times) if how == "HANG" else signalling(times, signal.Signals[how])
    setattr(owner, name, armed(getattr(owner, name), when, applies, tick))


def signalling(times: int, how: signal.Signals) -> Tick:
    """Give what sends the process a signal when it is called for the n-th time."""
    calls = count(1)

    async def tick() -> None:
        if next(calls) == times:
            os.kill(os.getpid(), how)

    return tick


def hanging(times: int) -> Tick:
    """Give what never comes back from the n-th call on."""
    calls = count(1)

    async def tick() -> None:
        if next(calls) >= times:
            await asyncio.Event().wait()

    return tick


def armed(method: Method, when: str, applies: Condition, tick: Tick) -> Method:
    """Wrap a method so that it ticks before or after its work."""

    async def wrapped(*given: Any, **named: Any) -> Any:
        concerned = applies(*given, **named)
        if concerned and when == "before":
            await tick()
        result = await method(*given, **named)
        if concerned and when == "after":
            await tick()
        return result

    return wrapped


if __name__ == "__main__":
    arm_point, number, action = os.environ["WATCHFLOOR_POINT"].split(":")
    arm(arm_point, int(number), action)
    cli.main()
