"""The live stream: the whole state first, then every change, and resuming after a break."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp
import pytest
from test_desk_samples import (
    ack,
    denied_deployment,
    foiled_attack,
    minutes,
    planned_talks,
    story,
)
from test_desk_serve import Desk, running

from agents.desk.app import Tuning


class Event(NamedTuple):
    """One server-sent event, as a browser would read it."""

    name: str
    data: Any
    id: str | None


class Stream:
    """A page's side of the line."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer
        self.comments: list[str] = []

    async def next(self, name: str | None = None) -> Event:
        """Read the next event, or the next of a name."""
        while True:
            fields = await asyncio.wait_for(self._block(), 5)
            if "data" in fields and name in {None, fields["event"]}:
                return Event(fields["event"], json.loads(fields["data"]), fields.get("id"))

    async def _block(self) -> dict[str, str]:
        block = (await self._answer.content.readuntil(b"\n\n")).decode()
        if not block:
            raise EOFError
        lines = [line.partition(": ") for line in block.strip().splitlines()]
        self.comments += [value for name, _, value in lines if not name]
        return {name: value for name, _, value in lines}

    async def cards(self) -> list[str]:
        """Read the ids of the cards up to `ready`."""
        ids: list[str] = []
        while (event := await self.next()).name != "ready":
            if event.name == "cards":
                ids += [card["id"] for card in event.data]
        return ids


@asynccontextmanager
async def following(
    client: aiohttp.ClientSession, last_id: str | None = None
) -> AsyncIterator[Stream]:
    """Open the stream."""
    headers = {"Last-Event-ID": last_id} if last_id else {}
    async with client.get("/live", headers=headers) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        yield Stream(answer)


async def test_a_page_gets_everything_and_then_changes() -> None:
    """On connect all cards come, newest first; then each change as it happens."""
    desk = Desk()
    desk.view.apply(planned_talks())
    desk.view.apply(denied_deployment())
    async with running(desk) as client, following(client) as stream:
        hello = await stream.next("hello")
        assert (hello.data["whole"], hello.data["limit"]) == (True, 2000)
        assert await stream.cards() == ["denied", "talks"]
        desk.view.apply(foiled_attack())
        event = await stream.next("cards")
        assert [card["id"] for card in event.data] == ["foiled"]


async def test_an_ack_on_one_page_reaches_the_others() -> None:
    """Colleagues see each other's acks live."""
    desk = Desk()
    desk.view.apply(foiled_attack())
    async with running(desk) as client, following(client) as one, following(client) as other:
        await one.cards()
        await other.cards()
        await client.post("/api/stories/foiled/ack", json={"by": "Amal"})
        for stream in (one, other):
            (card,) = (await stream.next("cards")).data
            assert card["ack"]["by"] == "Amal"


async def test_a_page_that_comes_back_gets_what_it_missed() -> None:
    """With the id of the last event it saw, a page is sent the changes since and nothing else."""
    desk = Desk()
    desk.view.apply(planned_talks())
    desk.view.apply(foiled_attack())
    async with running(desk) as client:
        async with following(client) as stream:
            last = (await stream.next("ready")).id
        desk.view.apply(ack("talks"))
        async with following(client, last) as stream:
            assert (await stream.next("hello")).data["whole"] is False
            assert await stream.cards() == ["talks"]


async def test_an_id_of_another_run_brings_the_whole_state() -> None:
    """After a restart, or with nonsense for an id, everything is sent again."""
    desk = Desk()
    desk.view.apply(planned_talks())
    async with running(desk) as client:
        async with following(client) as stream:
            epoch = str((await stream.next("ready")).id).partition("/")[0]
        for nonsense in ("cafe/3", "x", "/", "cafe/" + "9" * 5000, f"{epoch}/{'9' * 5000}"):
            async with following(client, nonsense) as stream:
                assert (await stream.next("hello")).data["whole"] is True
                assert await stream.cards() == ["talks"]


async def test_silence_is_told_from_a_dead_line() -> None:
    """While nothing happens a keepalive comment and a pulse with the desk's time come."""
    desk = Desk(tuning=Tuning(keepalive_s=0.05))
    async with running(desk) as client, following(client) as stream:
        pulse = await stream.next("pulse")
        assert pulse.data["now"] == "2026-03-14T03:20:00+00:00"
        assert "keepalive" in stream.comments


async def test_a_story_that_changes_often_is_sent_in_its_newest_state() -> None:
    """Changes that come together are one card, the last one."""
    desk = Desk()
    async with running(desk) as client, following(client) as stream:
        await stream.cards()
        for n in range(1, 30):
            desk.view.apply(story("s", f"version {n}", revision=n))
        (card,) = (await stream.next("cards")).data
        assert card["headline"] == "version 29"


async def test_a_page_too_far_behind_is_let_go_and_recovers() -> None:
    """More changes than the backlog end the stream; coming back brings everything."""
    desk = Desk(tuning=Tuning(backlog=5))
    async with running(desk) as client:
        async with following(client) as stream:
            last = (await stream.next("ready")).id
            for n in range(20):
                desk.view.apply(story(f"s{n}", "x", updated_at=minutes(n)))
            with pytest.raises(EOFError):
                await stream.next("never")
        async with following(client, last) as stream:
            assert len(await stream.cards()) == 20


async def test_a_page_that_reads_nothing_is_let_go() -> None:
    """A client that takes no bytes holds its stream only as long as the desk's patience."""
    desk = Desk(tuning=Tuning(patience_s=0.2, backlog=10_000))
    told = foiled_attack().event
    assert told
    # More than the kernel takes off the desk's hands on loopback.
    heavy = told.model_copy(update={"actors": ("x" * 8000,)})
    for n in range(1500):
        desk.view.apply(story(f"s{n}", "x", heavy, updated_at=minutes(n)))
    server = await desk.start()
    with socket.create_connection(("127.0.0.1", server.port)) as deaf:
        deaf.sendall(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        live = server.live
        await until(lambda: len(live) == 1)
        await until(lambda: len(live) == 0)
    await server.stop()


async def test_many_pages_follow_at_once() -> None:
    """Fifty pages hear of one change, and leave nothing behind when they close."""
    desk = Desk()
    server = await desk.start()
    async with aiohttp.ClientSession(
        server.url, connector=aiohttp.TCPConnector(limit=0)
    ) as client:
        answers = [await client.get("/live") for _ in range(50)]
        streams = [Stream(answer) for answer in answers]
        await asyncio.gather(*(stream.cards() for stream in streams))
        desk.view.apply(foiled_attack())
        heard = await asyncio.gather(*(stream.next("cards") for stream in streams))
        assert all(event.data[0]["id"] == "foiled" for event in heard)
        for answer in answers:
            answer.close()
        await until(lambda: len(server.live) == 0)
    await server.stop()


async def until(true: Any) -> None:
    """Wait until something is so, five seconds at most."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)
