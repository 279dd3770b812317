"""Which requests are let in, and the headers that every answer carries.

The desk usually listens on loopback without a token, so the dangers are the other pages open in
the same browser: one that posts to the desk (cross-site request forgery, refused by Origin,
Sec-Fetch-Site and content type), one whose name suddenly resolves to 127.0.0.1 (DNS rebinding,
refused by the Host header), and one that puts the desk in a frame (refused by the policy).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, MutableMapping
from typing import Any, NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agents.desk.session import Session

MOST_BYTES = 4096
SAFE = {"GET", "HEAD", "OPTIONS"}
WITHOUT_TOKEN = {"/health", "/login", "/page/desk.css", "/page/icon.svg"}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it a browser sends `Origin: null` with the form that logs in.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Refusal(NamedTuple):
    """Why a request is not let in: the status and one plain sentence."""

    status: int
    error: str


def is_loopback(host: str) -> bool:
    """Say whether a host name or address can only mean this machine."""
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def refuse_host(headers: Headers, hosts: Collection[str] | None) -> Refusal | None:
    """Refuse names under which nobody put the desk; `hosts` None lets loopback in only."""
    name = _name(headers.get("host", ""))
    known = is_loopback(name) if hosts is None else "*" in hosts or name in hosts
    return None if known else Refusal(421, f"this desk is not called {name!r}")


def refuse_size(headers: Headers) -> Refusal | None:
    """Refuse bodies that are longer than any that the desk has use for."""
    if "transfer-encoding" in headers:
        return Refusal(411, "the request needs a Content-Length")
    length = headers.get("content-length", "0")
    fits = length.isdecimal() and len(length) <= len(str(MOST_BYTES))
    return (
        None
        if fits and int(length) <= MOST_BYTES
        else Refusal(413, f"the request is longer than {MOST_BYTES} bytes")
    )


def refuse_stranger(method: str, path: str, headers: Headers) -> Refusal | None:
    """Refuse changes that another site's page asks for through the reader's browser."""
    if method in SAFE:
        return None
    if headers.get("sec-fetch-site", "same-origin") != "same-origin" or not _own_origin(headers):
        return Refusal(403, "the request comes from another site")
    wanted = "application/x-www-form-urlencoded" if path == "/login" else "application/json"
    given = headers.get("content-type", "").partition(";")[0].strip().lower()
    return None if given == wanted else Refusal(415, f"the content type must be {wanted}")


def _own_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    own = headers.get("host", "").lower()
    return origin is None or origin.lower() in {f"http://{own}", f"https://{own}"}


def _name(host: str) -> str:
    """Take the port off a Host header."""
    if host.startswith("["):
        return host.partition("]")[0].strip("[").lower()
    return host.partition(":")[0].lower()


class Guard:
    """An ASGI layer around the app; streams pass through it unbuffered."""

    def __init__(self, app: ASGIApp, *, session: Session, hosts: Collection[str] | None) -> None:
        self._app = app
        self._session = session
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, _marked(send))

    def _answer(self, scope: MutableMapping[str, Any]) -> Response | None:
        headers, method, path = Headers(scope=scope), scope["method"], scope["path"]
        refusal = (
            refuse_host(headers, self._hosts)
            or refuse_size(headers)
            or refuse_stranger(method, path, headers)
        )
        if refusal:
            return _problem(refusal)
        if path in WITHOUT_TOKEN or self._session.knows(
            headers.get("authorization", ""), headers.get("cookie", "")
        ):
            return None
        if method in SAFE and "text/html" in headers.get("accept", ""):
            return RedirectResponse("/login", 303)
        return _problem(Refusal(401, "the desk needs its token"), {"WWW-Authenticate": "Bearer"})


def _problem(refusal: Refusal, headers: dict[str, str] | None = None) -> Response:
    close = {"Connection": "close"} if refusal.status in {411, 413} else {}
    return JSONResponse({"error": refusal.error}, refusal.status, {**(headers or {}), **close})


def _marked(send: Send) -> Send:
    """Put the safety headers on whatever is answered."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sent
