"""A TCP proxy on loopback for faults on the wire.

    async with Proxy("127.0.0.1", 9092) as proxy:
        ...                        # clients connect to 127.0.0.1 and proxy.port
        proxy.blackhole()

What goes wrong may change at any moment, for connections that are there and for new ones.
"""

from __future__ import annotations

import asyncio
import math
import socket
import struct
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

CHUNK = 64 * 1024
SLICES_PER_SECOND = 20
# Closing a socket that lingers for no time sends a reset.
RESET, IN_ORDER = struct.pack("ii", 1, 0), struct.pack("ii", 0, 0)


class _Cut(Exception):
    """A connection is to be reset."""


@dataclass(frozen=True, slots=True, eq=False)
class Mode:
    """What the proxy does to every connection, until another mode takes over."""

    held: bool = False
    drop: bool = False
    delay: float = 0.0
    rate: float = math.inf
    limit: float = math.inf
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def lasts(self, seconds: float) -> bool:
        """Wait; say whether this mode still holds after the time."""
        if seconds:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.over.wait(), seconds)
        return not self.over.is_set()


class Proxy:
    """Forwards TCP to one place and counts it; at most CHUNK bytes a direction are in its hands.

    `connections` were accepted so far and `open` are there now; `up` and `down` are the bytes
    that were handed on to the upstream and to the clients.
    """

    def __init__(
        self, upstream_host: str, upstream_port: int, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.upstream = (upstream_host, upstream_port)
        self.host, self.port = host, port
        self.connections = self.up = self.down = 0
        self.mode = Mode()
        self._links: set[asyncio.Task[None]] = set()
        self._listener: socket.socket | None = None

    @property
    def open(self) -> int:
        """Count the connections that are there now."""
        return len(self._links)

    def pass_through(self) -> None:
        """Forward everything as it comes."""
        self._switch(Mode())

    def blackhole(self, *, drop: bool = False) -> None:
        """Accept, keep everything open and forward nothing.

        What was held back is handed on when that ends; with `drop` its connection is reset.
        """
        self._switch(Mode(held=True, drop=drop))

    def refuse(self) -> None:
        """Refuse new connections and reset those that are there."""
        self._switch(Mode(), listen=False)
        self.cut()

    def cut(self) -> None:
        """Reset the connections that are there, once."""
        for link in self._links:
            link.cancel()

    def reset_after(self, n_bytes: int) -> None:
        """Reset each connection when so many bytes more went down to its client."""
        self._switch(Mode(limit=n_bytes))

    def slow(self, delay_s: float = 0.0, bytes_per_s: float = math.inf) -> None:
        """Delay what comes and limit its rate, in each direction of each connection."""
        self._switch(Mode(delay=delay_s, rate=bytes_per_s))

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        # Bound and never listening, it keeps the port ours while connections are refused.
        self._holder = bind(self.host, self.port)
        self.port = self._holder.getsockname()[1]
        self._listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._close()
        self.cut()
        await asyncio.gather(*self._links, return_exceptions=True)
        self._holder.close()

    def _switch(self, mode: Mode, *, listen: bool = True) -> None:
        self.mode.over.set()
        self.mode = mode
        if listen:
            self._listen()
        else:
            self._close()

    def _listen(self) -> None:
        if self._listener is None:
            self._listener = bind(self.host, self.port)
            self._listener.listen(128)
            self._loop.add_reader(self._listener, self._accept, self._listener)

    def _close(self) -> None:
        if self._listener is not None:
            self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, _ = listener.accept()
        except OSError:
            return  # gone before we came
        self.connections += 1
        link = _Link(self, client)
        task = self._loop.create_task(link.run())
        self._links.add(task)
        task.add_done_callback(self._links.discard)
        task.add_done_callback(link.close)


class _Link:
    """One client's connection and its counterpart upstream; unless both end, both are reset."""

    def __init__(self, proxy: Proxy, client: socket.socket) -> None:
        self._proxy, self._client, self._upstream = proxy, client, socket.socket()
        self._loop = asyncio.get_running_loop()
        self._mode, self._passed = proxy.mode, 0
        for end in (self._client, self._upstream):
            end.settimeout(0)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    async def run(self) -> None:
        """Forward both ways until both have ended, or one has failed."""
        with suppress(OSError, _Cut):
            await self._loop.sock_connect(self._upstream, self._proxy.upstream)
            await both(
                self._pump(self._client, self._upstream, down=False),
                self._pump(self._upstream, self._client, down=True),
            )
            for end in (self._client, self._upstream):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, IN_ORDER)

    def close(self, _done: object = None) -> None:
        """Close both sockets, whether it ever ran or not."""
        self._client.close()
        self._upstream.close()

    async def _pump(self, source: socket.socket, target: socket.socket, *, down: bool) -> None:
        while data := await self._loop.sock_recv(source, CHUNK):
            await self._hand_on(data, target, down=down)
        await self._gate()
        target.shutdown(socket.SHUT_WR)

    async def _hand_on(self, data: bytes, target: socket.socket, *, down: bool) -> None:
        delayed = False
        while data:
            mode = await self._gate()
            piece = data[: self._size(mode, down=down)]
            pause = len(piece) / mode.rate + (0.0 if delayed else mode.delay)
            if not await mode.lasts(pause):
                continue
            delayed = True
            await self._loop.sock_sendall(target, piece)
            data = data[len(piece) :]
            self._count(mode, len(piece), down=down)

    async def _gate(self) -> Mode:
        """Wait until something may go on, and give the mode that then holds."""
        while (mode := self._proxy.mode).held:
            await mode.over.wait()
            if mode.drop:
                raise _Cut
        return mode

    def _size(self, mode: Mode, *, down: bool) -> int:
        """Give how much may go in one piece."""
        if down and self._mode is not mode:
            self._mode, self._passed = mode, 0
        left = mode.limit - self._passed if down else math.inf
        if not left:
            raise _Cut
        return int(min(CHUNK, left, max(1, mode.rate / SLICES_PER_SECOND)))

    def _count(self, mode: Mode, size: int, *, down: bool) -> None:
        if not down:
            self._proxy.up += size
            return
        self._proxy.down += size
        self._passed += size
        if self._passed >= mode.limit:
            raise _Cut


def bind(host: str, port: int) -> socket.socket:
    """Give a socket that is bound and shares its port with the others of this program."""
    bound = socket.socket()
    bound.settimeout(0)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind((host, port))
    return bound


async def both(*ways: Coroutine[Any, Any, None]) -> None:
    """Wait for all, or for the first that fails, and leave none behind."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
