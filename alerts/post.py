"""The one way out over HTTP: a guarded session, a poster, and what an answer means.

What the guard holds, for every request of a session made here:

- only addresses of the public internet are connected to, checked for each socket, after DNS;
- no redirect is followed, no proxy or netrc of the environment is used, nothing is decompressed;
- every phase has a time-out and no more than 4 MiB of an answer are read.

What an answer means for a delivery:

| answer                                              | raised                             |
|-----------------------------------------------------|------------------------------------|
| 2xx                                                 | nothing: accepted                  |
| 408, 425, 429                                       | `Transient`, with its Retry-After  |
| 5xx, a time-out or a reset after sending            | `Ambiguous`                        |
| connection refused, no such host, TLS not agreed    | `Transient`                        |
| any other status, a redirect, a forbidden address   | `Refused`                          |

An error names the origin (`https://host`) and never a path, a query or a header.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.client_middlewares import ClientHandlerType

from streams.errors import Ambiguous, ConfigError, Refused, Transient, WatchfloorError

ANSWER_CAP = 4 * 1024 * 1024  # a page of a busy Slack channel is some 100 KiB
RETRY_AFTER_SECONDS = (1.0, 3600.0)
_NOT_NOW = frozenset({408, 425, 429})
_FORBIDDEN = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b::/96",  # NAT64: an IPv4 address in disguise
        "64:ff9b:1::/48",  # the same, for local use
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "192.88.99.0/24",  # 6to4 relays
    )
)


class Forbidden(OSError):
    """An address that is not on the public internet."""


class Redirected(Exception):
    """An answer that points elsewhere."""


class Poster:
    """Posts over one guarded session, which opens with the first request."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        timeout: float = 30.0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._timeout = timeout
        self._context = context
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post once and give the 2xx status; raises what the table above says."""
        outcome = await self._attempt(url, body, headers)
        # Raised here and not where it was caught: an exception of aiohttp knows the whole URL.
        if isinstance(outcome, WatchfloorError):
            raise outcome
        return outcome

    async def _attempt(
        self, url: str, body: bytes, headers: Mapping[str, str]
    ) -> int | WatchfloorError:
        try:
            async with self.session().post(url, data=body, headers=headers) as response:
                wrong = of_status(response.status, response.headers, origin(url))
                return wrong or response.status
        except Exception as error:  # noqa: BLE001 - of_failure sorts them all
            return of_failure(error, origin(url))

    def session(self) -> aiohttp.ClientSession:
        """Give the session, open."""
        if self._session is None or self._session.closed:
            self._session = open_session(
                allow_private=self._allow_private, timeout=self._timeout, context=self._context
            )
        return self._session

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()


def open_session(
    *, allow_private: bool, timeout: float, context: ssl.SSLContext | None = None
) -> aiohttp.ClientSession:
    """Open a guarded session; needs a running loop. Certificates are always verified."""
    connector = aiohttp.TCPConnector(
        # A kept connection that the server closes as we write makes a sure post ambiguous.
        force_close=True,
        ssl=context or True,
        socket_factory=_any_socket if allow_private else _public_socket,
    )
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(
            total=timeout, connect=timeout / 2, sock_connect=timeout / 3, sock_read=timeout
        ),
        headers={"User-Agent": "watchfloor", "Accept-Encoding": "identity"},
        middlewares=(_no_redirect,),
        response_class=_CappedResponse,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
    )


def trusting(ca_file: Path | None) -> ssl.SSLContext:
    """Trust the system's authorities and those of a file; raises ConfigError on an unfit file."""
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:  # ssl.SSLError is one of them
            reason = error.strerror or type(error).__name__
            raise ConfigError(f"ca_file: cannot use {ca_file}: {reason}") from error
    return context


def checked_url(url: str, *, allow_private: bool) -> str:
    """Give back a URL that may be posted to; raises ValueError, which does not show it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("not a URL") from None
    if not host or not url.isascii() or any(char <= " " for char in url):
        raise ValueError("not an absolute URL in ASCII, such as https://example.org/hook")
    if "@" in parts.netloc:
        raise ValueError("a URL with a user name or password in it is not accepted")
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        raise ValueError("must start with https:// (http:// only with allow_private = true)")
    return url


def origin(url: str) -> str:
    """Give the part of a URL that may be shown."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def of_status(status: int, headers: Mapping[str, str], where: str) -> WatchfloorError | None:
    """Say what a status means for the delivery, None for accepted."""
    wait = retry_after(headers.get("Retry-After"), datetime.now(UTC))
    words = f"{where} answered {status}"
    if 200 <= status < 300:  # noqa: PLR2004
        return None
    if status in _NOT_NOW:
        return Transient(words, retry_after=wait)
    if status >= 500:  # noqa: PLR2004
        return Ambiguous(words, retry_after=wait)
    if 300 <= status < 400:  # noqa: PLR2004
        return Refused(f"{words}, a redirect, which is not followed: configure the final address")
    return Refused(words)


def of_failure(error: Exception, where: str) -> WatchfloorError:
    """Say what an exception of a request means, without keeping it: its words may show the URL."""
    name = type(error).__name__
    if isinstance(error, WatchfloorError):
        return error
    if isinstance(error, Redirected):
        return Refused(f"{where} answered with a redirect: configure the final address")
    if isinstance(error, aiohttp.InvalidURL):
        return Refused(f"{where}: not a URL that can be posted to")
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, Forbidden):
        return Refused(f"{where}: {error.os_error}; allow_private = true permits it")
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return Transient(f"{where}: no connection ({name})")
    return Ambiguous(f"{where}: no clear answer ({name})")


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds or an HTTP date, clamped to between 1 s and an hour."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    shortest, longest = RETRY_AFTER_SECONDS
    return None if math.isnan(seconds) else min(max(seconds, shortest), longest)


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return is_public(str(ip.ipv4_mapped))
    disguised = any(ip in network for network in _FORBIDDEN)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or disguised)


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """Make the socket for an address that aiohttp is about to connect to, if it may be."""
    if not is_public(str(info[4][0])):
        raise Forbidden("its address is not on the public internet")
    return _any_socket(info)


def _any_socket(info: tuple[Any, ...]) -> socket.socket:
    family, kind, protocol = info[:3]
    return socket.socket(family, kind, protocol)


async def _no_redirect(
    request: aiohttp.ClientRequest, handler: ClientHandlerType
) -> aiohttp.ClientResponse:
    response = await handler(request)
    if 300 <= response.status < 400:  # noqa: PLR2004
        response.close()
        raise Redirected
    return response


class _CappedResponse(aiohttp.ClientResponse):
    """An answer of which only the first part is read."""

    async def read(self) -> bytes:
        if self._body is None:
            body = bytearray()
            while len(body) < ANSWER_CAP and not self.content.at_eof():
                body += await self.content.read(ANSWER_CAP - len(body))
            self._body = bytes(body)
            self.close()
        return self._body
