"""The desk on a socket, inside the running loop, until it is told to stop.

No signal handlers of its own: the service decides when it is over. Open streams are ended first,
and whatever still talks after `deadline` seconds is cut off.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator
from typing import Self

import uvicorn
from fastapi import FastAPI

from agents.desk.live import Live
from streams.errors import ConfigError

DEADLINE_S = 3.0
UNREACHED_MS = 60_000

REMEDIES = {
    errno.EADDRINUSE: "another program listens there: stop it, or choose another port (0: any)",
    errno.EACCES: "this user may not listen there: choose a port above 1023",
    errno.EADDRNOTAVAIL: "this machine does not have that address",
}


class Server(uvicorn.Server):
    """A uvicorn that leaves signals alone and says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the service."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say so."""
        await super().startup(sockets)
        self.listening.set()


class Running:
    """A desk that is being served; `async with` stops it at the end."""

    def __init__(self, app: FastAPI, server: Server, door: socket.socket) -> None:
        self.live: Live | None = app.state.live
        self._server = server
        self.host, self.port = door.getsockname()[:2]
        self.task = asyncio.create_task(server.serve([door]), name="desk")

    @property
    def url(self) -> str:
        """Give the address of the page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    async def listening(self) -> Self:
        """Wait until the page can be asked for; raises what kept it from starting."""
        started = asyncio.create_task(self._server.listening.wait())
        await asyncio.wait({started, self.task}, return_when=asyncio.FIRST_COMPLETED)
        started.cancel()
        if self.task.done():
            self.task.result()
        return self

    async def stop(self) -> None:
        """End the open streams, let requests finish until the deadline, and close the socket."""
        if self.live is not None:
            self.live.close()
        self._server.should_exit = True
        await asyncio.wait({self.task}, timeout=DEADLINE_S + 2)
        self._server.force_exit = True
        await self.task

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


async def serve(app: FastAPI, host: str, port: int, table: str = "desk") -> Running:
    """Serve a desk; raises ConfigError, with the remedy, when nothing can listen there."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=int(DEADLINE_S),
    )
    return await Running(app, Server(config), _door(host, port, table)).listening()


def _door(host: str, port: int, table: str) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        door = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ConfigError(f"{table}: cannot listen on {host}:{port}: {error.strerror}") from error
    try:
        _open(door, address)
    except OSError as error:
        door.close()
        remedy = REMEDIES.get(error.errno or 0, error.strerror)
        raise ConfigError(f"{table}: cannot listen on {host}:{port}: {remedy}") from error
    return door


def _open(door: socket.socket, address: tuple[object, ...]) -> None:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # A page that went away without a word, or reads nothing, holds no memory for ever.
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREACHED_MS)
    door.bind(address)
    door.listen(128)
    door.settimeout(0)
