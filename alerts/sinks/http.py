"""A receiver of webhooks on loopback that can be told to fail."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one request.

    `accept` keeps the message first, as a server does whose answer is lost. `cut` closes the
    connection before the answer or in the middle of it.
    """

    status: int | None = None
    body: str | bytes = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    wait: float = 0.0
    accept: bool = False
    cut: Literal["before", "midway"] | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A request that was accepted."""

    at: float
    path: str
    headers: Mapping[str, str]
    body: bytes


class HttpSink:
    """A receiver of webhooks: takes every POST and answers 200; over TLS with a `context`."""

    def __init__(
        self,
        on_message: Callable[[Any], None] | None = None,
        clock: Callable[[], float] = time.time,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.received: list[Received] = []
        self.seen = 0
        self._faults: deque[Fault | None] = deque()
        self._on_message = on_message or (lambda _message: None)
        self._clock, self._context = clock, context
        self._port = 0

    @property
    def url(self) -> str:
        """Give the address, without a slash at the end."""
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self._port}"

    def fail(self, *faults: Fault | None) -> None:
        """Let the next requests go wrong, one fault each; with None one goes well."""
        self._faults.extend(faults)

    async def __aenter__(self) -> Self:
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._context)
        await site.start()
        self._runner = runner
        self._port = runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.seen += 1
        body = await request.read()
        fault = self._faults.popleft() if self._faults else None
        if fault is None:
            return self._accept(request, body)
        if fault.accept:
            self._accept(request, body)
        await asyncio.sleep(fault.wait)
        if fault.cut or fault.status is None:
            return await _hang_up(request, fault)
        return _as_told(fault)

    def _accept(self, request: web.BaseRequest, body: bytes) -> web.StreamResponse:
        received = Received(self._clock(), request.path, dict(request.headers), body)
        self.received.append(received)
        return self._answer(request, received)

    def _answer(self, request: web.BaseRequest, received: Received) -> web.StreamResponse:
        del request
        self._on_message(received)
        return web.Response(text="ok")


async def _hang_up(request: web.BaseRequest, fault: Fault) -> web.StreamResponse:
    response = web.StreamResponse(status=fault.status or 200, headers={"Content-Length": "999"})
    if fault.cut == "midway":
        response.content_type = fault.content_type
        await response.prepare(request)
        await response.write(b'{"ok": tr')
    if request.transport:
        request.transport.close()
    return response


def _as_told(fault: Fault) -> web.Response:
    empty = fault.status in (204, 304)
    return web.Response(
        status=fault.status or 200,
        body=None if empty else fault.body,
        headers=fault.headers,
        content_type=None if empty else fault.content_type,
    )
