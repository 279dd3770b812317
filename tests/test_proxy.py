"""The proxy for faults on the wire: each mode, for connections that are there and new ones."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Self

import pytest
from proxy import CHUNK, Proxy

SOON = 5.0
NOT_NOW = 0.15


class Echo:
    """An upstream that sends back what it gets, at once or not at all."""

    def __init__(self) -> None:
        self.received = 0
        self.reads = asyncio.Event()
        self.reads.set()
        self.resets = 0
        self._serving: set[asyncio.Task[Any] | None] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.reads.set()
        await asyncio.gather(*filter(None, self._serving))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._serving.add(asyncio.current_task())
        try:
            await self.reads.wait()
            while data := await reader.read(CHUNK):
                self.received += len(data)
                writer.write(data)
                await writer.drain()
                await self.reads.wait()
        except ConnectionError:
            self.resets += 1
        finally:
            writer.close()


class Client:
    """A client that says something and reads what comes back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def say(self, text: bytes) -> None:
        """Send something."""
        self.writer.write(text)
        await self.writer.drain()

    async def hear(self, size: int) -> bytes:
        """Read so many bytes."""
        return await asyncio.wait_for(self.reader.readexactly(size), SOON)

    async def ask(self, text: bytes) -> bytes:
        """Send something and read as much."""
        await self.say(text)
        return await self.hear(len(text))

    async def hears_nothing(self) -> bool:
        """Say whether nothing comes for a while."""
        try:
            await asyncio.wait_for(self.reader.read(1), NOT_NOW)
        except TimeoutError:
            return True
        return False

    async def is_reset(self) -> bytes:
        """Read until the reset; an end in order would fail here."""
        heard = bytearray()
        with pytest.raises(ConnectionResetError):
            await asyncio.wait_for(self._hear_all(heard), SOON)
        return bytes(heard)

    async def _hear_all(self, heard: bytearray) -> None:
        while data := await self.reader.read(CHUNK):
            heard += data


class Wire:
    """An echo behind a proxy, and clients of it."""

    def __init__(self, echo: Echo, proxy: Proxy, stack: AsyncExitStack) -> None:
        self.echo, self.proxy, self._stack = echo, proxy, stack

    async def client(self) -> Client:
        """Connect."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.proxy.port)
        self._stack.callback(writer.close)
        return Client(reader, writer)

    async def settled(self, connections: int) -> None:
        """Wait until so many connections are there."""
        async with asyncio.timeout(SOON):
            while self.proxy.open != connections:
                await asyncio.sleep(0.005)


@asynccontextmanager
async def opened() -> AsyncIterator[Wire]:
    """Open an echo and a proxy before it."""
    async with Echo() as echo, Proxy("127.0.0.1", echo.port) as proxy, AsyncExitStack() as stack:
        yield Wire(echo, proxy, stack)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """Give an echo behind a proxy."""
    async with opened() as made:
        yield made


async def test_passes_and_counts(wire: Wire) -> None:
    """What is said arrives, its answer comes back, and both are counted."""
    first, second = await wire.client(), await wire.client()
    assert await first.ask(b"hello") == b"hello"
    assert await second.ask(b"good day") == b"good day"
    assert (wire.proxy.connections, wire.proxy.open) == (2, 2)
    assert (wire.proxy.up, wire.proxy.down) == (13, 13)


async def test_an_end_in_order_is_passed_on(wire: Wire) -> None:
    """A client that has said everything still hears the rest, then the end."""
    client = await wire.client()
    await client.say(b"last words")
    client.writer.write_eof()
    assert await asyncio.wait_for(client.reader.read(), SOON) == b"last words"
    await wire.settled(0)
    assert wire.echo.resets == 0


async def test_a_dead_upstream_resets_the_client() -> None:
    """A connection that cannot be made upstream is reset."""
    async with Echo() as echo:
        port = echo.port
    async with Proxy("127.0.0.1", port) as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        await Client(reader, writer).is_reset()
        writer.close()


async def test_a_blackhole_holds_back_and_hands_on(wire: Wire) -> None:
    """In a blackhole nothing arrives, for old and new connections; at its end everything does."""
    old = await wire.client()
    await old.ask(b"hello")
    wire.proxy.blackhole()
    new = await wire.client()
    for client in (old, new):
        await client.say(b"are you there")
    assert await old.hears_nothing()
    assert await new.hears_nothing()
    assert wire.echo.received == len(b"hello")
    wire.proxy.pass_through()
    for client in (old, new):
        assert await client.hear(13) == b"are you there"


async def test_a_blackhole_holds_back_an_end(wire: Wire) -> None:
    """The end of a connection is not noticed through a blackhole either."""
    client = await wire.client()
    await client.ask(b"hello")
    wire.proxy.blackhole()
    client.writer.close()
    await asyncio.sleep(NOT_NOW)
    assert wire.proxy.open == 1
    wire.proxy.pass_through()
    await wire.settled(0)


async def test_a_blackhole_that_drops(wire: Wire) -> None:
    """With `drop`, a connection that had something to say is reset at the end, another lives."""
    loud, quiet = await wire.client(), await wire.client()
    await quiet.ask(b"hello")
    wire.proxy.blackhole(drop=True)
    await loud.say(b"are you there")
    assert await loud.hears_nothing()
    wire.proxy.pass_through()
    await loud.is_reset()
    assert await quiet.ask(b"still here") == b"still here"
    assert wire.echo.received == len(b"hello") + len(b"still here")


async def test_refuses_and_listens_again(wire: Wire) -> None:
    """Refusing resets those who are there and lets nobody in; later it is the same port."""
    client = await wire.client()
    await client.ask(b"hello")
    wire.proxy.refuse()
    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            await wire.client()
    await client.is_reset()
    wire.proxy.pass_through()
    assert await (await wire.client()).ask(b"back") == b"back"
    assert wire.proxy.connections == 2


async def test_cuts_once(wire: Wire) -> None:
    """A cut resets both ends of every connection, and the next one is whole."""
    clients = [await wire.client() for _ in range(3)]
    for client in clients:
        await client.ask(b"hello")
    wire.proxy.cut()
    for client in clients:
        await client.is_reset()
    await wire.settled(0)
    assert await (await wire.client()).ask(b"again") == b"again"
    assert wire.echo.resets == 3


async def test_a_connection_that_was_just_made_is_cut(wire: Wire) -> None:
    """A cut reaches a connection that has not yet been worked on."""
    client = await wire.client()
    while not wire.proxy.connections:
        await asyncio.sleep(0)
    wire.proxy.cut()
    await client.is_reset()


async def test_resets_after_some_bytes(wire: Wire) -> None:
    """Each connection, old or new, gets so many bytes more and then a reset."""
    old = await wire.client()
    await old.ask(b"hello")
    wire.proxy.reset_after(1000)
    new = await wire.client()
    for client in (old, new):
        assert await client.ask(b"x" * 400) == b"x" * 400
        await client.say(b"y" * 5000)
        assert await client.is_reset() == b"y" * 600


async def test_resets_before_the_answer(wire: Wire) -> None:
    """After no bytes at all the request arrives and its answer does not."""
    wire.proxy.reset_after(0)
    client = await wire.client()
    await client.say(b"do it")
    assert await client.is_reset() == b""
    assert wire.echo.received == len(b"do it")


async def test_delays(wire: Wire) -> None:
    """A delay comes once on the way there and once on the way back, and ends with the mode."""
    client = await wire.client()
    wire.proxy.slow(0.1)
    before = time.monotonic()
    await client.ask(b"x" * 1000)
    assert 0.2 <= time.monotonic() - before < 1
    wire.proxy.slow(60)
    await client.say(b"hurry")
    assert await client.hears_nothing()
    wire.proxy.pass_through()
    assert await client.hear(5) == b"hurry"


async def test_limits_the_rate(wire: Wire) -> None:
    """So many bytes a second go through, evenly and not in one lump at the end."""
    client = await wire.client()
    wire.proxy.slow(bytes_per_s=100_000)
    before = time.monotonic()
    await client.say(b"x" * 40_000)
    await client.hear(5_000)
    assert time.monotonic() - before < 0.3
    await client.hear(35_000)
    assert 0.4 <= time.monotonic() - before < 2


async def test_bounds_what_it_holds(wire: Wire) -> None:
    """With nobody reading upstream the client is held up, and no byte is lost."""
    wire.echo.reads.clear()
    client = await wire.client()
    size = 64 * 2**20
    sending = asyncio.create_task(client.say(b"x" * size))
    await asyncio.sleep(0.5)
    assert not sending.done()
    assert wire.proxy.up < size / 2
    wire.echo.reads.set()
    left = size
    while left:
        left -= len(await asyncio.wait_for(client.reader.read(CHUNK), SOON))
    await sending
    assert wire.proxy.down == size
