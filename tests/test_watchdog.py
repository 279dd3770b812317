"""The watchdog: what stands still ends with traces and loses nothing; what only waits goes on."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fakes import ONE_NODE, fresh
from kafka_cluster import Cluster as Nodes
from kafka_cluster import Missing
from world import SEED, Finished, World, end, make_world

from agents import watchdog
from agents.watchdog import StoodStill, Watchdog
from alerts import sinks
from streams.broker import Standing
from streams.cluster import Cluster
from streams.errors import Unavailable
from streams.settings import WatchdogSettings

LIMITS = WatchdogSettings(stuck_seconds=60, blocked_seconds=600)


class Clock:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.at


class Stages:
    """A broker that says how its stages stand, one answer after another; None: no answer."""

    def __init__(self, answers: Iterable[Mapping[str, Standing] | None] = ()) -> None:
        self.answers = list(answers)

    async def standing(self) -> Mapping[str, Standing]:
        """Give the next answer, and wait for ever once there is none."""
        if not self.answers:
            await asyncio.Event().wait()
        found = self.answers.pop(0)
        if found is None:
            raise Unavailable("no answer")
        return found


class Watched:
    """A watchdog over one stage, with a clock that is put on by hand."""

    def __init__(self, stages: Stages | None = None) -> None:
        self.clock, self.moved_at = Clock(), 0.0
        self.stages = stages or Stages()
        self.dog = Watchdog(
            self.stages,  # type: ignore[arg-type]
            lambda _: self.moved_at,
            LIMITS,
            self.clock,
        )

    def judge(self, seconds: float, **fields: Any) -> None:
        """Let time pass and judge how the stage stands then."""
        self.clock.at += seconds
        self.dog.judge({"classify": standing(**fields)})


def standing(**fields: Any) -> Standing:
    """Say how a stage stands; by default it has nothing to do."""
    given: dict[str, Any] = {
        "joining": False,
        "unread": 0,
        "working": 0,
        "resting": 0,
        "read_at": 0.0,
        **fields,
    }
    return Standing(**given)


@pytest.mark.parametrize(
    ("owing", "said"),
    [
        ({"unread": 5}, "classify has read nothing"),
        ({"joining": True}, "classify has read nothing"),
        ({"working": 1}, "classify has finished nothing"),
        ({"working": 3, "resting": 2}, "classify has finished nothing"),
    ],
)
def test_a_stage_that_owes_work_and_does_none_stands_still(
    owing: dict[str, Any], said: str
) -> None:
    """Up to the limit it is borne with, past it the process is to end."""
    watched = Watched()
    for _ in range(7):
        watched.judge(10, **owing)
    with pytest.raises(StoodStill, match=said):
        watched.judge(1, **owing)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"working": 4, "resting": 4},
        {"working": 256, "resting": 256, "unread": 0},
    ],
)
def test_a_stage_that_owes_nothing_may_be_silent(fields: dict[str, Any]) -> None:
    """Neither one without work, nor one whose every lane rests until its next attempt."""
    watched = Watched()
    for _ in range(20):
        watched.judge(60, **fields)


def test_a_full_stage_owes_no_reading_but_what_it_works_on() -> None:
    """It takes in no more, and still has to finish."""
    watched = Watched()
    watched.judge(0, working=256)
    watched.moved_at = watched.clock.at + 50
    watched.judge(100, working=256)
    with pytest.raises(StoodStill, match="finished nothing"):
        watched.judge(11, working=256)


def test_whoever_moves_does_not_stand_still() -> None:
    """Each message read and each step of the work begin the time anew."""
    watched = Watched()
    for _ in range(20):
        watched.moved_at = watched.clock.at
        watched.judge(50, unread=9, working=2, read_at=watched.clock.at)


def test_time_in_which_nothing_was_owed_does_not_count() -> None:
    """A stage that was idle for an hour has the whole limit for its next message."""
    watched = Watched()
    watched.judge(0, unread=1)
    watched.judge(50)
    watched.judge(3600, unread=1)
    watched.judge(50, unread=1)
    with pytest.raises(StoodStill):
        watched.judge(11, unread=1)


def test_each_stage_is_judged_by_itself() -> None:
    """One that moves does not excuse another."""
    watched = Watched()
    for seconds in (0, 50):
        watched.clock.at += seconds
        now = watched.clock.at
        watched.dog.judge({"a": standing(unread=1), "b": standing(unread=1, read_at=now)})
    watched.clock.at += 11
    with pytest.raises(StoodStill, match="a has read nothing"):
        watched.dog.judge({"a": standing(unread=1), "b": standing(unread=1, read_at=now)})


async def test_a_broker_that_does_not_answer_clears_the_timers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without one nobody can work: the time begins anew when it is back."""
    monkeypatch.setattr(watchdog, "LOOK_SECONDS", 0.001)
    owing = {"classify": standing(unread=1)}
    watched = Watched(Stages([owing, None, owing]))
    watching = asyncio.create_task(watched.dog.watch())
    async with asyncio.timeout(5):
        while watched.stages.answers and not watching.done():
            watched.clock.at += 55
            await asyncio.sleep(0.001)
    watched.judge(0, unread=1)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def test_the_watch_ends_with_what_it_saw(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that stands still is an error of the watch, which ends the service."""
    monkeypatch.setattr(watchdog, "LOOK_SECONDS", 0.001)
    owing = {"classify": standing(working=1)}
    watched = Watched(Stages([owing] * 1000))
    watching = asyncio.create_task(watched.dog.watch())
    async with asyncio.timeout(5):
        while not watching.done():
            watched.clock.at += 1
            await asyncio.sleep(0.001)
    with pytest.raises(StoodStill):
        watching.result()


SOURCE = """
[sources.wire]
type = "jsonl"
path = "articles.jsonl"
follow = true
[watchdog]
"""
HANGS = """
async def hangs_for_ever(self, pool, article):
    await asyncio.Event().wait()
worker.Service._classify = hangs_for_ever
"""
BLOCKS = """
async def holds_the_loop(self):
    await asyncio.sleep(3)
    time.sleep(60)
worker.Service._upkeep = holds_the_loop
"""
STOPS_NEVER = """
async def never_stops(self, seconds=0):
    await asyncio.Event().wait()
broker.Broker.stop = never_stops
"""
PROGRAM = """
import asyncio, time
from agents import cli, worker
from streams import broker
{}
if __name__ == "__main__":
    cli.main()
"""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder with the seed as a source's first line."""
    async with make_world(tmp_path) as made:
        body = SEED.read_text(encoding="utf-8")
        line = json.dumps({"id": "seed", "source": "wire", "body": body})
        (tmp_path / "articles.jsonl").write_text(line + "\n", encoding="utf-8")
        yield made


@asynccontextmanager
async def running(
    world: World, *broken: str, **limits: float
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the service with some parts of it broken, and with limits of the watchdog."""
    table = "".join(f"{name} = {seconds}\n" for name, seconds in limits.items())
    world.configure(sources=SOURCE + table)
    async with started(world, *broken) as process:
        yield process


@asynccontextmanager
async def started(world: World, *broken: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the service as it is configured, with some parts of it broken."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM.format("".join(broken)),
        "run",
        cwd=world.folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: asyncio.subprocess.Process, seconds: float) -> Finished:
    """Wait for a process to end by itself."""
    out, err = await asyncio.wait_for(process.communicate(), seconds)
    return Finished(process.returncode or 0, out.decode(), err.decode())


async def url_of(process: asyncio.subprocess.Process) -> str:
    """Wait until the desk is there."""
    assert process.stderr is not None
    said = b""
    while not (found := re.search(rb"http://[\d.]+:\d+", said)):
        line = await asyncio.wait_for(process.stderr.readline(), 30)
        assert line, said.decode()
        said += line
    return found[0].decode()


async def lag(world: World, topic: str) -> int:
    """Ask how much of a topic is not finished."""
    rows = (await world.run("topics", "--json")).lines
    found: int = next(row["lag"] for row in rows if row["topic"] == topic)
    return found


async def until(holds: Callable[[], Awaitable[Any]], seconds: float = 30.0) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.1)


async def test_a_blocked_loop_ends_with_the_frame_that_blocks_it(world: World) -> None:
    """The exit code is not 0, the trace names the place, and the article is still unfinished."""
    async with running(world, HANGS, BLOCKS, blocked_seconds=2) as process:
        done = await ended(process, 30)
    assert done.code != 0
    assert "Timeout" in done.err
    assert "holds_the_loop" in done.err
    assert await lag(world, "articles") == 1


async def test_a_loop_that_turns_is_not_ended_however_short_the_limit(world: World) -> None:
    """A limit of a second is no limit on the pauses between two looks."""
    async with running(world, blocked_seconds=1) as process:
        await url_of(process)
        await asyncio.sleep(5)
        assert process.returncode is None
        assert (await end(process)).code == 0


async def test_a_handler_that_hangs_ends_the_process_with_traces(world: World) -> None:
    """The exit code is 70, the trace names the handler, and its message is still unfinished."""
    async with running(world, HANGS, stuck_seconds=2) as process:
        done = await ended(process, 60)
    assert done.code == 70
    assert "StoodStill" in done.err
    assert "classify has finished nothing" in done.err
    assert "hangs_for_ever" in done.err
    assert await lag(world, "articles") == 1


async def test_a_process_that_stood_still_does_not_wait_for_it_once_more(world: World) -> None:
    """What hangs is not waited for at the stop: the supervisor starts the next one soon."""
    async with running(world, HANGS, stuck_seconds=1) as process:
        await url_of(process)
        done = await ended(process, 12)
    assert done.code == 70


async def test_a_stop_that_hangs_ends_by_itself(world: World) -> None:
    """After its limit, with traces and another exit code than that of a good end."""
    async with running(world, STOPS_NEVER, HANGS, stop_seconds=3) as process:
        await url_of(process)
        await until(lambda: unfinished(world))
        process.send_signal(signal.SIGTERM)
        done = await ended(process, 15)
    assert done.code != 0
    assert "Timeout" in done.err
    assert await lag(world, "articles") == 1


async def test_a_stop_in_the_middle_of_deliveries_takes_no_time(world: World) -> None:
    """What a channel is being told is brought to its end, and nothing waits for longer."""
    bodies = {f"n{number}": f"The council of town {number} met." for number in range(3000)}
    lines = [json.dumps({"id": name, "source": "wire", "body": bodies[name]}) for name in bodies]
    (world.folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules = "rules:\n  - {id: all, query: 'body:council', notify: [desk-slack, pager, amal]}\n"
    world.configure(rules, sources=SOURCE)
    async with started(world) as process:
        await url_of(process)

        async def told() -> bool:
            return world.hook.seen > 50

        await until(told)
        process.send_signal(signal.SIGTERM)
        done = await ended(process, 15)
    assert done.code == 0


async def test_a_stop_after_a_failure_ends_by_itself_as_well(world: World) -> None:
    """A process that stood still and cannot stop either is not left standing."""
    async with running(world, STOPS_NEVER, HANGS, stuck_seconds=1, stop_seconds=3) as process:
        await url_of(process)
        done = await ended(process, 20)
    assert done.code != 0
    assert await lag(world, "articles") == 1


async def unfinished(world: World) -> bool:
    """Say whether the article stands in the log and is not done."""
    return await lag(world, "articles") == 1


async def test_a_stop_in_order_is_no_stop_that_hangs(world: World) -> None:
    """A process that ends within its limit ends with 0 and without traces."""
    async with running(world, stop_seconds=30) as process:
        await url_of(process)
        done = await end(process)
    assert done.code == 0
    assert "Timeout" not in done.err


async def test_a_channel_that_asks_for_a_long_wait_does_not_end_the_process(world: World) -> None:
    """A Retry-After past the limit is no standing still, and the other channels are told."""
    world.hook.fail(*[sinks.Fault(status=429, headers={"Retry-After": "600"})] * 20)
    async with running(world, stuck_seconds=2) as process:
        await url_of(process)

        async def told() -> bool:
            return bool(world.slack.messages and world.smtp.mails and world.hook.seen)

        await until(told)
        await asyncio.sleep(6)
        assert process.returncode is None
        assert (await end(process)).code == 0
    assert await lag(world, "outbox") == 1


async def test_a_broker_that_is_silent_for_a_while_does_not_end_the_process(
    world: World, tmp_path: Path
) -> None:
    """The loop turns while Kafka is waited for, and goes on when it is back."""
    try:
        nodes = Nodes(tmp_path / "kafka")
        await asyncio.to_thread(nodes.__enter__)
    except Missing as missing:
        pytest.skip(str(missing))
    try:
        url = f"kafka://{nodes.bootstrap}"
        cluster = Cluster(url, ONE_NODE)
        await cluster.connect()
        await fresh(cluster)
        await cluster.close()
        limits = "blocked_seconds = 4\nstuck_seconds = 5\n"
        world.configure(sources=SOURCE + limits, broker=url)
        async with started(world) as process:
            await url_of(process)

            async def told() -> bool:
                return bool(world.hook.received)

            await until(told)
            nodes.nodes[1].pause()
            await asyncio.sleep(20)
            assert process.returncode is None, (await ended(process, 5)).err[-4000:]
            nodes.nodes[1].resume()
            await asyncio.sleep(5)
            assert process.returncode is None, (await ended(process, 5)).err[-4000:]
            done = await end(process)
        assert done.code == 0, done.err
    finally:
        nodes.kill()
