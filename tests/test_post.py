"""Tests for the one way out over HTTP: addresses, URLs, Retry-After, answers."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import post, sinks
from streams.errors import Ambiguous, Refused, Transient

NOW = datetime(2024, 1, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 - nothing is bound here
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:4136:e378::1",
        "2001:db8::1",
        "localhost",
        "",
    ],
)
def test_addresses_that_are_not_on_the_public_internet_are_told_apart(address: str) -> None:
    """Loopback, private, link-local, multicast, reserved and disguised addresses are refused."""
    assert not post.is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "151.101.1.140", "2606:4700::1111", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_let_through(address: str) -> None:
    """An address of the public internet may be connected to, in IPv4, IPv6 and mapped form."""
    assert post.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
async def test_a_private_address_is_refused_when_the_socket_is_made(host: str) -> None:
    """However loopback is spelt, no connection is made."""
    async with sinks.HttpSink() as sink:
        poster = post.Poster(timeout=2)
        port = sink.url.rpartition(":")[2]
        with pytest.raises((Refused, Transient)):
            await poster.post(f"http://{host}:{port}/", b"", {})
        await poster.close()
    assert sink.seen == 0


async def test_every_address_of_a_name_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a private address is refused although the name looks harmless."""
    poster = post.Poster(timeout=2)

    async def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    with pytest.raises(Refused, match="allow_private = true permits it"):
        await poster.post("https://harmless.example/", b"", {})
    await poster.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "relative/hook",
        "//example.org/x",
        "http://example.org/x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "https://user@example.org/",
        "https://user:pass@example.org/",
        "https:///path",
        "https://exa mple.org/",
        "https://example.org/a\nb",
        "https://[::1",
        "https://example.org:port/",
        "https://bücher.example/",
    ],
)
def test_an_unfit_url_is_refused_without_being_shown(url: str) -> None:
    """Only https with a host and without a user is accepted; the message does not repeat the URL."""
    with pytest.raises(ValueError, match=r".") as caught:
        post.checked_url(url, allow_private=False)
    assert not url or url not in str(caught.value)


def test_plain_http_needs_allow_private() -> None:
    """http:// is for a stand-in on one's own network."""
    assert post.checked_url("http://127.0.0.1:1/x", allow_private=True)


def test_an_origin_shows_neither_path_nor_query() -> None:
    """What errors may show of a URL is its scheme, host and port."""
    assert post.origin("https://hooks.example:444/T/B?key=1#f") == "https://hooks.example:444"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("3", 3.0),
        ("2.5", 2.5),
        ("0", 1.0),
        ("-5", 1.0),
        ("86400", 3600.0),
        ("1e999", 3600.0),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Sun, 28 Jan 2024 12:00:30 GMT", 30.0),
        ("Sun, 28 Jan 2024 11:00:00 GMT", 1.0),
        ("Mon, 28 Jan 2030 12:00:00 GMT", 3600.0),
        ("Mon, 99 Jan 2030 12:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_and_clamped(value: str | None, seconds: float | None) -> None:
    """Seconds or a date give a wait of 1 s to an hour; anything else leaves it to the caller."""
    assert post.retry_after(value, NOW) == seconds


@settings(deadline=None)
@given(st.text() | st.floats().map(str) | st.datetimes().map(str))
def test_retry_after_never_raises(value: str) -> None:
    """Whatever a server writes there, the answer is a sane wait or none."""
    seconds = post.retry_after(value, NOW)
    assert seconds is None or 1.0 <= seconds <= timedelta(hours=1).total_seconds()


async def test_a_redirect_is_not_followed() -> None:
    """A redirect is refused, and its target is never asked."""
    async with sinks.HttpSink() as sink, sinks.HttpSink() as target:
        sink.fail(sinks.Fault(status=307, headers={"Location": target.url + "/stolen"}))
        poster = post.Poster(allow_private=True, timeout=2)
        with pytest.raises(Refused, match="final address"):
            await poster.post(sink.url, b"{}", {})
        await poster.close()
    assert target.seen == 0


async def test_no_more_than_the_cap_is_read_of_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never stops talking is cut off at the cap."""
    monkeypatch.setattr(post, "ANSWER_CAP", 50_000)
    async with sinks.HttpSink() as sink:
        sink.fail(sinks.Fault(status=200, body="x" * (2 * post.ANSWER_CAP)))
        session = post.open_session(allow_private=True, timeout=20)
        async with session.post(sink.url) as response:
            body = await response.read()
        await session.close()
    assert len(body) == post.ANSWER_CAP


async def test_the_environment_gives_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY does not send alerts to somebody else."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with sinks.HttpSink() as sink:
        poster = post.Poster(allow_private=True, timeout=2)
        assert await poster.post(sink.url, b"{}", {}) == 200
        await poster.close()


async def test_a_server_without_tls_is_a_definite_no() -> None:
    """Where TLS cannot be agreed nothing was sent, so a retry does no harm."""
    async with sinks.HttpSink() as sink:
        poster = post.Poster(allow_private=True, timeout=2)
        with pytest.raises(Transient) as caught:
            await poster.post(sink.url.replace("http:", "https:"), b"{}", {})
        await poster.close()
    assert not isinstance(caught.value, Ambiguous)


async def test_a_name_that_does_not_resolve_is_a_definite_no() -> None:
    """Without an address nothing was sent."""
    poster = post.Poster(timeout=2)
    with pytest.raises(Transient) as caught:
        await poster.post("https://nowhere.invalid/", b"{}", {})
    await poster.close()
    assert not isinstance(caught.value, Ambiguous)


async def test_a_connection_that_is_never_taken_is_a_definite_no() -> None:
    """A time-out while connecting happens before anything is sent."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)  # noqa: FBT003 - the name of the method says it
            caller.connect_ex(("127.0.0.1", port))
        poster = post.Poster(allow_private=True, timeout=1.5)
        with pytest.raises(Transient) as caught:
            await poster.post(f"http://127.0.0.1:{port}/", b"{}", {})
        await poster.close()
        for caller in callers:
            caller.close()
    assert not isinstance(caught.value, Ambiguous)


async def test_a_session_opens_again_after_it_was_closed() -> None:
    """A poster that was closed can still be used, as a channel may be after a restart."""
    async with sinks.HttpSink() as sink:
        poster = post.Poster(allow_private=True, timeout=2)
        await poster.post(sink.url, b"1", {})
        await poster.close()
        await poster.post(sink.url, b"2", {})
        assert isinstance(poster.session(), ClientSession)
        await poster.close()
    assert [received.body for received in sink.received] == [b"1", b"2"]
