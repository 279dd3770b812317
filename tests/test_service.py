"""`watchfloor run` as an operator meets it: the desk, acks, metrics, a second start, the end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from world import SEED, World, end, make_world

SOURCE = """
[sources.wire]
type = "jsonl"
path = "articles.jsonl"
follow = true
"""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder with the seed as a source's first line."""
    async with make_world(tmp_path) as made:
        add_article(tmp_path, "seed", SEED.read_text(encoding="utf-8"))
        yield made


def add_article(folder: Path, name: str, body: str) -> None:
    """Append an article to the file that the source follows."""
    with (folder / "articles.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": name, "source": "wire", "body": body}) + "\n")


@asynccontextmanager
async def running(world: World) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run the service; gives the process and the desk's address."""
    process = await world.start("run", "--config", "watchfloor.toml")
    assert process.stderr is not None
    said = b""
    try:
        while not (found := re.search(rb"http://[\d.]+:\d+", said)):
            line = await asyncio.wait_for(process.stderr.readline(), 30)
            assert line, said.decode()
            said += line
        yield process, found[0].decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def get(url: str) -> Any:
    """Fetch JSON, or text."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        if answer.content_type == "application/json":
            return await answer.json()
        return await answer.text()


async def until(url: str, holds: Any, seconds: float = 30.0) -> Any:
    """Fetch again and again until what comes satisfies a condition."""
    async with asyncio.timeout(seconds):
        while not holds(found := await get(url)):
            await asyncio.sleep(0.1)
    return found


async def act(url: str, what: str, story: str) -> int:
    """Ack or unack a story as the page does; gives the status."""
    headers = {"Origin": url}
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{url}/api/stories/{story}/{what}", json={"by": "amal"}, headers=headers
        ) as answer,
    ):
        return answer.status


async def test_an_ack_on_the_desk_sticks_over_a_restart(world: World) -> None:
    """Four cards, one acked, the service killed and started: four cards, one acked."""
    world.configure(sources=SOURCE)
    async with running(world) as (process, url):
        found = await until(f"{url}/api/stories", lambda answer: answer["total"] == 4)
        # Killed before its receipt is written, an alert would rightly be told again, marked.
        for channel in ("desk-slack", "amal", "pager"):
            sent = f'watchfloor_deliveries_total{{channel="{channel}",reason="sent"}} 1.0'
            await until(f"{url}/metrics", lambda text, sent=sent: sent in text)
        story = found["stories"][0]["id"]
        assert await act(url, "ack", story) == 200
        process.send_signal(signal.SIGKILL)
        await process.wait()
    async with running(world) as (process, url):
        whole = lambda answer: answer["total"] == 4 and any(c["ack"] for c in answer["stories"])  # noqa: E731
        found = await until(f"{url}/api/stories", whole)
        acked = [card["id"] for card in found["stories"] if card["ack"]]
        assert acked == [story]
        assert (await end(process)).code == 0
    assert (len(world.slack.messages), len(world.smtp.mails), len(world.hook.received)) == (
        1,
        1,
        1,
    )


async def test_new_articles_reach_the_desk_and_the_channels_while_it_runs(world: World) -> None:
    """A line appended to the followed file is told within seconds."""
    world.configure(sources=SOURCE)
    async with running(world) as (process, url):
        await until(f"{url}/api/stories", lambda answer: answer["total"] == 4)
        add_article(
            world.folder,
            "late",
            "Gunmen attacked an army checkpoint near Mosul in Iraq on Tuesday, killing three "
            "soldiers, the interior ministry said.",
        )
        await until(f"{url}/api/stories", lambda answer: answer["total"] == 5)
        async with asyncio.timeout(10):
            while len(world.hook.received) < 2:
                await asyncio.sleep(0.05)
        assert (await end(process)).code == 0


async def test_metrics_health_and_readiness_tell_the_truth(world: World) -> None:
    """Every metric of the page has samples after the seed went through, and nothing is behind."""
    world.configure(sources=SOURCE)
    async with running(world) as (_, url):
        await until(f"{url}/ready", lambda answer: answer["ready"])
        sent = 'watchfloor_deliveries_total{channel="pager",reason="sent"} 1.0'
        page = await until(f"{url}/metrics", lambda text: sent in text)
        for line in (
            'watchfloor_articles_total{outcome="classified",source="wire"} 1.0',
            'watchfloor_decisions_total{reason="alerted",stage="decide"} 3.0',
            'watchfloor_stage_seconds_count{stage="classify"} 1.0',
            'watchfloor_end_to_end_seconds_count{channel="amal"} 1.0',
            'watchfloor_lag_messages{topic="outbox"}',
            'watchfloor_oldest_unfinished_seconds{topic="articles"}',
        ):
            assert line in page
        assert (await get(f"{url}/health"))["status"] == "alive"


async def test_a_second_start_on_the_same_log_says_who_has_it(world: World) -> None:
    """One clear line with the remedy, exit code 2, and the first one goes on."""
    world.configure(sources=SOURCE)
    async with running(world) as (process, url):
        second = await world.run("run", "--config", "watchfloor.toml")
        assert second.code == 2
        (line,) = second.err.splitlines()
        assert f"process {process.pid}" in line
        assert "--broker" in line
        await until(f"{url}/ready", lambda answer: answer["ready"])


async def test_ctrl_c_ends_it_in_order(world: World) -> None:
    """SIGINT: exit code 0, no traceback, all committed."""
    world.configure(sources=SOURCE)
    async with running(world) as (process, url):
        await until(f"{url}/api/stories", lambda answer: answer["total"] == 4)
        done = await end(process, signal.SIGINT)
    assert done.code == 0
    assert "Traceback" not in done.err
    rows = (await world.run("topics", "--json")).lines
    assert {row["topic"]: row["lag"] for row in rows if row["lag"]} == {}


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda text: text.replace("port = 0", "port = 'x'"), "desk.port"),
        (lambda text: text.replace("[desk]", "[desk]\nhost = '0.0.0.0'"), "no token"),
        (lambda text: text.replace('type = "slack"', 'type = "slak"'), "known: console"),
        (lambda text: text.replace('token = "xoxb-demo"', ""), "channels.desk-slack"),
        (lambda text: text + "[channels.x]\ntype = 'console'\ncolour = 1", "channels.x: colour"),
        (lambda text: text + "[nonsense]\na = 1", "nonsense: unknown setting"),
        (lambda text: text.replace("[channels.amal]", "[channels.amel]"), "amal"),
        (lambda text: text + "= =", "not TOML"),
        (lambda text: text.replace('"jsonl"', '"rss2"'), "among the sources"),
        (lambda text: text.replace("sqlite:///log.db", "mysql://x"), "broker"),
        (lambda text: text.replace("sqlite:///log.db", "sqlite:///no/such/log.db"), "cannot open"),
    ],
)
async def test_a_wrong_configuration_is_one_clear_error(
    world: World, break_it: Any, said: str
) -> None:
    """The field and the remedy are named, the exit code is 2, and there is no traceback."""
    path = world.configure(sources=SOURCE)
    path.write_text(break_it(path.read_text()))
    done = await world.run("run", "--config", "watchfloor.toml")
    assert done.code == 2, done.err
    assert said in done.err
    assert "Traceback" not in done.err
    assert "xoxb-demo" not in done.err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 4 MB; mounting one needs root, which CI has."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = f"mount -t tmpfs -o size=4m tmpfs {folder}"
    if subprocess.run(mount.split(), check=False).returncode:
        assert not os.environ.get("CI"), "the test of a full disk needs to mount one"
        pytest.skip("a small disk cannot be mounted by this user")
    yield folder
    subprocess.run(f"umount -l {folder}".split(), check=True)


def fill(folder: Path) -> Path:
    """Take all the room that is left."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as full:
        while full.write(b"x" * 4096):
            pass
    return filler


async def test_a_full_disk_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    """While the disk is full the log takes nothing and says so; with room again all goes on."""
    async with make_world(small_disk) as world:
        world.configure(sources=SOURCE.replace("articles.jsonl", str(tmp_path / "articles.jsonl")))
        add_article(tmp_path, "seed", SEED.read_text(encoding="utf-8"))
        async with running(world) as (process, url):
            await until(f"{url}/api/stories", lambda answer: answer["total"] == 4)
            filler = fill(small_disk)
            for number in range(60):
                add_article(tmp_path, f"n{number}", f"Nothing happened in town {number}. " * 150)
            await asyncio.sleep(3)
            wanted = 'watchfloor_articles_total{outcome="no_event",source="wire"} 60.0'
            assert wanted not in await get(f"{url}/metrics")
            filler.unlink()
            await until(f"{url}/metrics", lambda text: wanted in text, 90)
            done = await end(process)
    assert done.code == 0
    assert "full" in done.err
