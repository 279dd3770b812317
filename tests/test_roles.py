"""Processes that share the work on Kafka: each its roles, and each office held by one of them."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from fakes import ONE_NODE
from world import SEED, World, make_world

from agents.worker import ROLES
from streams.broker import open_port
from streams.messages import Article

PATIENCE = 60.0
SOURCE = """
[sources.wire]
type = "jsonl"
path = "articles.jsonl"
follow = true
poll = 0.05
"""
METRICS = "[metrics]\nport = 0\n"
SEEN = 'watchfloor_last_article_timestamp_seconds{source="wire"} '
QUIET = "The council of town {} discussed the new bus line for an hour. It will cost more."
LOUD = (
    "Gunmen attacked an army checkpoint near Mosul in Iraq on Tuesday, killing three soldiers, "
    "the interior ministry said."
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder."""
    async with make_world(tmp_path) as made:
        yield made


def configure(world: World, broker: str = "sqlite:///log.db", more: str = METRICS) -> None:
    """Write a configuration, the same for every process."""
    path = world.configure(sources=SOURCE, broker=broker)
    path.write_text(path.read_text() + more)


def append(world: World, *names: str, body: str = "") -> None:
    """Append articles to the file that the source follows."""
    with (world.folder / "articles.jsonl").open("a", encoding="utf-8") as lines:
        for name in names:
            article = {"id": name, "source": "wire", "body": body or QUIET.format(name)}
            lines.write(json.dumps(article) + "\n")


class Worker:
    """A process at work, and what it says."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.said += line.decode()

    async def url(self, page: str) -> str:
        """Wait until a page of the process is there; gives its address."""
        pattern = re.compile(rf"{page} on (http://[\w.:\[\]]+)")
        async with asyncio.timeout(PATIENCE):
            while not (found := pattern.search(self.said)):
                assert not self._reading.done(), self.said
                await asyncio.sleep(0.05)
        return found[1]

    async def kill(self) -> None:
        """End the process at once."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        await self._reading


@asynccontextmanager
async def working(world: World, *roles: str) -> AsyncIterator[Worker]:
    """Run a process with some roles, or with all."""
    only = [argument for role in roles for argument in ("--only", role)]
    worker = Worker(await world.start("run", *only))
    try:
        yield worker
    finally:
        await worker.kill()


async def get(url: str, token: str = "") -> tuple[int, str]:
    """Fetch a page; gives its status and text."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def until(holds: Callable[[], Awaitable[Any]], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.1)


async def ready(url: str) -> bool:
    """Say whether a process is ready."""
    return (await get(f"{url}/ready"))[0] == 200


async def taken_in(broker: str) -> Counter[str]:
    """Count how often each article stands on its topic."""
    port = open_port(broker, ONE_NODE, lock=False)
    try:
        await port.connect(5)
        found = [record async for _, record in port.scan("articles")]
    finally:
        await port.close()
    return Counter(Article.decode(record.value or b"").id for record in found)


async def test_one_process_for_each_role_does_the_whole_work(kafka: str, world: World) -> None:
    """An article reaches Slack, mail and webhook once each, and the desk shows its four stories."""
    configure(world, kafka)
    async with AsyncExitStack() as stack:
        workers = {role: await stack.enter_async_context(working(world, role)) for role in ROLES}
        desk = await workers["desk"].url("the desk is")
        append(world, "seed", body=SEED.read_text(encoding="utf-8"))

        async def told() -> bool:
            return bool(world.slack.messages and world.smtp.mails and world.hook.received)

        async def shown() -> bool:
            found = json.loads((await get(f"{desk}/api/stories"))[1])
            return bool(found["total"] == 4)

        await until(told)
        await until(shown)
        for role, worker in workers.items():
            assert worker.process.returncode is None, f"{role}: {worker.said}"
            await until(lambda worker=worker: page_says_ready(worker))
        await asyncio.sleep(1)
        codes = {role: (await end_of(worker)) for role, worker in workers.items()}
    assert codes == dict.fromkeys(ROLES, 0)
    sent = (len(world.slack.messages), len(world.smtp.mails), len(world.hook.received))
    assert sent == (1, 1, 1)


async def page_says_ready(worker: Worker) -> bool:
    """Say whether a process shows that it is ready."""
    return await ready(await worker.url("metrics"))


async def end_of(worker: Worker) -> int:
    """Ask a process to stop; gives its exit code."""
    worker.process.send_signal(signal.SIGTERM)
    return await asyncio.wait_for(worker.process.wait(), 40)


async def last_seen(worker: Worker) -> float:
    """Give when a process last took an article in; 0 where it never did."""
    _, page = await get(await worker.url("metrics") + "/metrics")
    found = re.search(re.escape(SEEN) + r"(\S+)", page)
    return float(found[1]) if found else 0.0


async def test_two_workers_take_each_article_in_once(kafka: str, world: World) -> None:
    """One holds the office of sources; after `kill -9` the other goes on where it was."""
    configure(world, kafka)
    names = [f"n{number}" for number in range(9)]

    async def all_of(count: int) -> bool:
        return set(await taken_in(kafka)) == set(names[:count])

    async with working(world) as first, working(world) as second:
        append(world, *names[:3])
        await until(lambda: all_of(3))
        await until(lambda: page_says_ready(first))
        await until(lambda: page_says_ready(second))
        append(world, *names[3:6])
        await until(lambda: all_of(6))
        await asyncio.sleep(2)
        if await last_seen(first) > await last_seen(second):
            holder, other = first, second
        else:
            holder, other = second, first
        await holder.kill()
        append(world, *names[6:8])
        append(world, names[8], body=LOUD)
        await until(lambda: all_of(9))

        async def told() -> bool:
            return bool(world.hook.received)

        await until(told)
        assert await end_of(other) == 0
    assert await taken_in(kafka) == Counter(names)
    assert len(world.hook.received) == 1


async def test_an_article_is_taken_in_once_also_while_the_office_moves(
    kafka: str, world: World
) -> None:
    """Lines that come while processes join and leave are each published once."""
    configure(world, kafka)
    written: list[str] = []

    async def write() -> None:
        while True:
            written.append(f"n{len(written)}")
            append(world, written[-1])
            await asyncio.sleep(0.02)

    async def keeps_up() -> bool:
        return len(await taken_in(kafka)) > len(written) - 200

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(working(world, "sources"))
        writing = asyncio.create_task(write())
        for _ in range(4):
            await asyncio.sleep(1)
            worker = await stack.enter_async_context(working(world, "sources"))
            await worker.url("metrics")
            await asyncio.sleep(3)
            await until(keeps_up)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)

        async def all_there() -> bool:
            return set(await taken_in(kafka)) == set(written)

        await until(all_there)
    assert {name: n for name, n in (await taken_in(kafka)).items() if n > 1} == {}


async def test_an_unknown_role_is_one_clear_error(world: World) -> None:
    """The known ones are named, the exit code is 2, and there is no traceback."""
    configure(world)
    done = await world.run("run", "--only", "classify,clasify")
    assert done.code == 2
    (line,) = [line for line in done.err.splitlines() if line.startswith("Error")]
    assert "no role 'clasify'" in line
    assert all(role in line for role in ROLES)
    assert "Traceback" not in done.err


async def test_a_process_without_a_desk_shows_how_it_is(world: World) -> None:
    """Metrics, health and readiness, and nothing else."""
    configure(world)
    async with working(world, "classify") as worker:
        url = await worker.url("metrics")
        await until(lambda: ready(url))
        status, page = await get(f"{url}/metrics")
        assert (status, "watchfloor_lag_messages" in page) == (200, True)
        status, page = await get(f"{url}/health")
        assert (status, json.loads(page)["status"]) == (200, "alive")
        assert (await get(f"{url}/api/stories"))[0] == 404
        assert "the desk is on" not in worker.said
        assert await end_of(worker) == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  # it is refused
async def test_metrics_are_shown_to_no_network_without_a_token(world: World, host: str) -> None:
    """One clear line with the remedy, exit code 2."""
    configure(world, more=f'[metrics]\nport = 0\nhost = "{host}"\n')
    done = await world.run("run", "--only", "classify")
    assert done.code == 2
    (line,) = done.err.splitlines()
    assert "metrics.token_file" in line
    assert "metrics on" not in done.err


async def test_metrics_with_a_token_ask_for_it(world: World) -> None:
    """Without it 401, with another one 401, with it the page."""
    (world.folder / "metrics.token").write_text("a token of the metrics\n")
    configure(
        world,
        more='[metrics]\nport = 0\nhost = "0.0.0.0"\ntoken_file = "metrics.token"\n',
    )
    async with working(world, "classify") as worker:
        url = (await worker.url("metrics")).replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert (await get(f"{url}/metrics"))[0] == 401
        assert (await get(f"{url}/metrics", "another token"))[0] == 401
        assert (await get(f"{url}/metrics", "a token of the metrics"))[0] == 200
        assert "a token of the metrics" not in worker.said


async def test_a_port_that_is_taken_is_told_of_the_table_that_names_it(world: World) -> None:
    """Whoever reads the error looks into [metrics], not into [desk]."""
    configure(world, more=f"[metrics]\nport = {world.smtp.port}\n")
    done = await world.run("run", "--only", "classify")
    assert done.code == 2
    (line,) = done.err.splitlines()
    assert line.startswith("watchfloor: metrics: cannot listen")


async def test_a_process_ends_in_order_with_any_of_its_roles(world: World) -> None:
    """On the embedded log as well a part of the work may be done alone."""
    configure(world)
    append(world, "seed", body=SEED.read_text(encoding="utf-8"))
    for roles in (("sources",), ("classify",), ("correlate",), ("alert",)):
        async with working(world, *roles) as worker:
            await until(lambda worker=worker: page_says_ready(worker))
            await asyncio.sleep(2)
            assert await end_of(worker) == 0
    sent = (len(world.slack.messages), len(world.smtp.mails), len(world.hook.received))
    assert sent == (1, 1, 1)


async def test_a_process_that_is_stopped_hands_its_work_over(kafka: str, world: World) -> None:
    """After SIGTERM the other worker reads the sources soon, and nothing is told twice."""
    configure(world, kafka)
    async with working(world) as first:
        await until(lambda: page_says_ready(first))
        append(world, "one", body=LOUD)

        async def told() -> bool:
            return bool(world.hook.received)

        await until(told)
        assert await end_of(first) == 0
    async with working(world) as second:
        append(world, "two")

        async def taken() -> bool:
            return "two" in await taken_in(kafka)

        await until(taken)
        assert await end_of(second) == 0
    assert await taken_in(kafka) == Counter(["one", "two"])
    assert len(world.hook.received) == 1
