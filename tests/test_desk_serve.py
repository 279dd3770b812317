"""The desk on a real socket: how it starts, what it refuses, how it stops."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp
import pytest
from pydantic import SecretStr
from test_desk_samples import NOW, foiled_attack

from agents.desk.app import Health, Tuning, check_bind, create
from agents.desk.serve import Running, serve
from agents.desk.view import View
from streams.errors import ConfigError
from streams.messages import Action


@dataclass
class Desk:
    """A desk being served, with a log that keeps its actions or fails as told."""

    take: Callable[[Action], Awaitable[None]] | None = None
    view: View = field(default_factory=View)
    token: SecretStr | None = None
    tuning: Tuning = field(default_factory=Tuning)
    acts: list[Action] = field(default_factory=list)
    failure: Exception | None = None
    health: Health = field(default_factory=Health)
    now: datetime = NOW
    url: str = ""

    async def act(self, action: Action) -> None:
        """Take an action, or fail."""
        if self.failure:
            raise self.failure
        if self.take:
            await self.take(action)
        self.acts.append(action)

    async def start(self, port: int = 0) -> Running:
        """Serve it on loopback."""
        app = create(
            self.view,
            act=self.act,
            metrics=lambda: b"articles_total 3\n",
            health=lambda: self.health,
            now=lambda: self.now,
            token=self.token,
            tuning=self.tuning,
        )
        return await serve(app, "127.0.0.1", port)


@contextlib.asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[aiohttp.ClientSession]:
    """Serve a desk for a while; gives a client whose addresses start there."""
    async with await desk.start() as server:
        desk.url = server.url
        async with aiohttp.ClientSession(server.url) as client:
            yield client


async def test_port_zero_reports_the_port_that_was_taken() -> None:
    """Asked for any port, the desk says which one it got, and answers there."""
    async with await Desk().start() as server, aiohttp.ClientSession() as client:
        assert server.port > 0
        answer = await client.get(f"http://127.0.0.1:{server.port}/health")
        assert answer.status == 200


async def test_a_taken_port_is_named_with_its_remedy() -> None:
    """When another program listens there, the operator reads so in plain words."""
    async with await Desk().start() as server:
        with pytest.raises(ConfigError, match=rf"127.0.0.1:{server.port}: another program"):
            await Desk().start(server.port)


async def test_an_address_of_another_machine_is_refused() -> None:
    """An address that this machine does not have is an error of the configuration."""
    app = create(
        View(),
        act=Desk().act,
        metrics=bytes,
        health=Health,
        now=lambda: NOW,
        token=SecretStr("t"),
    )
    with pytest.raises(ConfigError, match=r"192\.0\.2\.1:8000: this machine does not have"):
        await serve(app, "192.0.2.1", 8000)


async def test_open_streams_do_not_hold_up_the_stop() -> None:
    """A page that follows the stories is ended at once when the desk stops."""
    desk = Desk()
    server = await desk.start()
    async with aiohttp.ClientSession() as client:
        stream = await client.get(f"{server.url}/live")
        await stream.content.readuntil(b"event: ready")
        async with asyncio.timeout(2):
            await server.stop()
            await stream.content.read()


async def test_a_request_that_never_ends_is_cut_off_at_the_deadline() -> None:
    """A hanging request delays the stop by the deadline, not for ever."""
    desk = Desk()
    desk.view.apply(foiled_attack())
    hung = asyncio.Event()

    async def hang(_: Action) -> None:
        hung.set()
        await asyncio.sleep(60)

    desk.take = hang
    server = await desk.start()
    async with aiohttp.ClientSession() as client:
        asked = asyncio.ensure_future(client.post(f"{server.url}/api/stories/foiled/ack", json={}))
        await hung.wait()
        async with asyncio.timeout(8):
            await server.stop()
        await asyncio.gather(asked, return_exceptions=True)


async def test_signals_stay_with_the_service() -> None:
    """Serving the desk leaves the process's signal handlers as they were."""
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    async with await Desk().start():
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"])
def test_loopback_needs_no_token(host: str) -> None:
    """On addresses that only this machine reaches, the desk may stand open."""
    check_bind(host, token=None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example", ""])  # noqa: S104
def test_a_network_needs_a_token(host: str) -> None:
    """Where others can reach the desk, it does not start without a token."""
    check_bind(host, SecretStr("long enough"))
    for token in (None, SecretStr("")):
        with pytest.raises(ConfigError, match=r"desk\.token_file"):
            check_bind(host, token)
