"""What is refused: other sites, other names, too much, and whoever lacks the token."""

from __future__ import annotations

import re

import pytest
from pydantic import SecretStr
from test_desk_samples import foiled_attack
from test_desk_serve import Desk, running

from agents.desk.app import Tuning

ACK = "/api/stories/foiled/ack"
JSON = {"Content-Type": "application/json"}
TOKEN = "correct horse battery staple"


def filled(token: str | None = None, *hosts: str) -> Desk:
    """Give a desk with a story."""
    desk = Desk(token=SecretStr(token) if token else None, tuning=Tuning(hosts=frozenset(hosts)))
    desk.view.apply(foiled_attack())
    return desk


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Content-Type": "application/json; charset=utf-8"}, 200),
    ],
)
async def test_other_sites_cannot_ack(headers: dict[str, str], status: int) -> None:
    """A change is taken only from the desk's own page, or from a program that sends JSON."""
    desk = filled()
    async with running(desk) as client:
        answer = await client.post(ACK, data="{}", headers=JSON | headers)
        assert answer.status == status
    assert len(desk.acts) == (status == 200)


async def test_the_own_page_may_ack() -> None:
    """The Origin of the page itself is let in."""
    desk = filled()
    async with running(desk) as client:
        answer = await client.post(ACK, json={}, headers={"Origin": desk.url})
        assert answer.status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:80", 421),
        ("", 421),
    ],
)
async def test_a_rebound_name_is_refused(host: str, status: int) -> None:
    """A page whose name suddenly resolves to this machine is not let in under that name."""
    async with running(filled()) as client:
        assert (await client.get("/api/stories", headers={"Host": host})).status == status


async def test_named_hosts_are_let_in() -> None:
    """The operator may name the hosts; others are refused then, loopback too."""
    async with running(filled(None, "desk.example")) as client:
        for host, status in (("desk.example:443", 200), ("localhost", 421)):
            assert (await client.get("/health", headers={"Host": host})).status == status


async def test_every_answer_carries_the_safety_headers() -> None:
    """Page, API, stream and refusals are all under the same strict policy."""
    async with running(filled()) as client:
        for path in ("/", "/api/stories", "/live", "/nowhere"):
            async with client.get(path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'self'" in policy
                assert "frame-ancestors 'none'" in policy
                assert "unsafe" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "same-origin"


async def test_the_page_loads_nothing_from_elsewhere() -> None:
    """No file of the page names another host, holds an inline script or style, or sets HTML."""
    async with running(filled()) as client:
        page = await (await client.get("/")).text()
        assert (await client.get("/docs")).status == 404
        found = re.findall(r'(?:src|href)="(/page/[^"]+)"', page)
        found += ["/page/card.js", "/page/feed.js", "/page/list.js", "/page/words.js"]
        for path in found:
            page += await (await client.get(path)).text()
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)\w", page)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page)
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=\"|\sstyle=\"", page)


async def test_a_body_too_long_is_refused() -> None:
    """More than a few kilobytes, or a length that is not said, never reaches the app."""
    desk = filled()

    async def endless() -> object:
        yield b"{}"

    async with running(desk) as client:
        assert (await client.post(ACK, data=b"x" * 5000, headers=JSON)).status == 413
        assert (await client.post(ACK, data=endless(), headers=JSON)).status == 411
        long_name = await client.post(ACK, json={"by": "x" * 81})
        assert (await long_name.json())["error"].startswith("by: ")
    assert desk.acts == []


async def test_with_a_token_everything_but_health_asks_for_it() -> None:
    """Without the token only health and the form that asks for it answer."""
    async with running(filled(TOKEN)) as client:
        for path in (
            "/api/stories",
            "/live",
            "/metrics",
            "/ready",
            "/openapi.json",
            "/page/desk.js",
        ):
            answer = await client.get(path)
            assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert (await client.post(ACK, json={})).status == 401
        assert (await client.get("/health")).status == 200
        page = await client.get("/", headers={"Accept": "text/html"})
        assert page.url.path == "/login"
        assert "token" in await page.text()


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (f"Bearer {TOKEN}x", 401),
        (f"Basic {TOKEN}", 401),
        ("Bearer", 401),
        ("Bearer ü", 401),
    ],
)
async def test_programs_send_the_token(authorization: str, status: int) -> None:
    """The right bearer token opens the API; anything near it does not."""
    async with running(filled(TOKEN)) as client:
        answer = await client.get("/api/stories", headers={"Authorization": authorization})
        assert answer.status == status


async def test_people_log_in_with_a_form() -> None:
    """The form gives a cookie that scripts cannot read and other sites do not send."""
    desk = filled(TOKEN)
    async with running(desk) as client:
        wrong = await client.post("/login", data={"token": "guess"})
        assert (wrong.status, "not the token" in await wrong.text()) == (401, True)
        right = await client.post("/login", data={"token": TOKEN}, allow_redirects=False)
        cookie = right.headers["Set-Cookie"]
        assert right.status == 303
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert TOKEN not in cookie
        mark = {"Cookie": cookie.partition(";")[0]}
        assert (await client.get("/api/stories", headers=mark)).status == 200
        assert (await client.post(ACK, json={}, headers=mark)).status == 200
        bent = {"Cookie": mark["Cookie"] + "0"}
        assert (await client.get("/api/stories", headers=bent)).status == 401


async def test_behind_tls_the_cookie_stays_there() -> None:
    """When the browser speaks https, the cookie is not to be sent without it."""
    desk = filled(TOKEN)
    async with running(desk) as client:
        origin = {"Origin": desk.url.replace("http:", "https:")}
        right = await client.post(
            "/login", data={"token": TOKEN}, headers=origin, allow_redirects=False
        )
        assert right.headers["Set-Cookie"].endswith("; Secure")


async def test_without_a_token_there_is_nothing_to_log_in_to() -> None:
    """The form leads straight to the page, and no guess is ever right."""
    async with running(filled()) as client:
        assert (await client.get("/login")).url.path == "/"
        assert (await client.post("/login", data={"token": ""})).status == 401


async def test_an_unchanged_file_is_not_sent_again() -> None:
    """The browser's copy is confirmed by its tag."""
    async with running(filled()) as client:
        first = await client.get("/page/desk.js")
        again = await client.get("/page/desk.js", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status, await again.read()) == (304, b"")
        assert (await client.get("/page/nothing.js")).status == 404
