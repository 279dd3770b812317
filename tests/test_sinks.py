"""Tests for the stand-ins: they keep the truth, and fail as they are told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import aiosmtplib
import pytest

from alerts import sinks

Call = Any


@asynccontextmanager
async def workspace(**given: Any) -> AsyncIterator[tuple[sinks.Slack, Call]]:
    """Give a workspace and a way to call its API."""
    async with sinks.Slack("xoxb-1", **given) as slack, aiohttp.ClientSession() as session:

        async def call(method: str, bearer: str = "xoxb-1", **values: Any) -> Mapping[str, Any]:
            headers = {"Authorization": f"Bearer {bearer}"}
            async with session.post(
                slack.api_url + method, json=values, headers=headers
            ) as answer:
                told: Mapping[str, Any] = await answer.json()
                return told

        yield slack, call


async def test_a_workspace_keeps_what_was_posted_with_the_time() -> None:
    """A post is answered with its place and shown to whoever watches."""
    watched: list[Any] = []
    async with workspace(on_message=watched.append, clock=lambda: 1706349840.0) as (slack, call):
        answer = await call("chat.postMessage", channel="C1", text="hello")
    assert answer["ok"]
    assert (slack.messages[0]["text"], slack.messages[0]["at"]) == ("hello", 1706349840.0)
    assert slack.messages[0]["ts"] == answer["ts"] == "1706349840.000001"
    assert watched == slack.messages


async def test_a_wrong_token_is_turned_away() -> None:
    """The workspace says invalid_auth with a 200, as Slack does."""
    async with workspace() as (slack, call):
        assert await call("chat.postMessage", "xoxb-2", channel="C1", text="x") == {
            "ok": False,
            "error": "invalid_auth",
        }
        assert (await call("auth.test"))["ok"]
    assert not slack.messages


async def test_a_post_can_be_edited_where_it_stands() -> None:
    """chat.update changes the text of the same message, and knows what is not there."""
    async with workspace() as (slack, call):
        posted = await call("chat.postMessage", channel="C1", text="one")
        await call("chat.update", channel="C1", ts=posted["ts"], text="two")
        missing = await call("chat.update", channel="C1", ts="1.1", text="three")
    assert [told["text"] for told in slack.messages] == ["two"]
    assert missing["error"] == "message_not_found"


async def test_history_and_replies_show_metadata_only_when_asked() -> None:
    """Replies stand in their thread, not in the history; the newest comes first."""
    async with workspace() as (_, call):
        root = await call("chat.postMessage", channel="C1", text="a", metadata={"k": 1})
        await call("chat.postMessage", channel="C1", text="b", thread_ts=root["ts"])
        await call("chat.postMessage", channel="C2", text="c")
        plain = await call("conversations.history", channel="C1")
        full = await call("conversations.history", channel="C1", include_all_metadata=True)
        thread = await call("conversations.replies", channel="C1", ts=root["ts"])
        late = await call("conversations.history", channel="C1", oldest="99999999999")
        strange = await call("conversations.history", channel="C3")
        unknown = await call("chat.delete", channel="C1")
    assert [told["text"] for told in plain["messages"]] == ["a"]
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == {"k": 1}
    assert [told["text"] for told in thread["messages"]] == ["b", "a"]
    assert late["messages"] == strange["messages"] == []
    assert unknown["error"] == "unknown_method"


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [{"type": "section", "text": {"text": "x" * 3001}}]}, "invalid_blocks"),
        ({"text": "x", "blocks": [{"type": "header", "text": {"text": "x" * 151}}]}, "invalid_blocks"),
        ({}, "no_text"),
    ],
)  # fmt: skip
async def test_a_workspace_dislikes_what_slack_dislikes(
    values: Mapping[str, Any], word: str
) -> None:
    """The documented limits hold for posts, for edits and for incoming webhooks."""
    async with workspace() as (slack, call), aiohttp.ClientSession() as session:
        posted = await call("chat.postMessage", channel="C1", text="fine")
        edit = await call("chat.update", channel="C1", ts=posted["ts"], **values)
        assert (await call("chat.postMessage", channel="C1", **values))["error"] == word
        async with session.post(f"{slack.url}/services/T/B/x", json=values) as answer:
            assert (answer.status, await answer.text()) == (400, word)
    assert edit["error"] == word
    assert len(slack.messages) == 1


async def test_an_incoming_webhook_is_answered_ok() -> None:
    """A path under /services/ is a webhook and needs no token."""
    async with workspace() as (slack, _), aiohttp.ClientSession() as session:
        body = json.dumps({"text": "hello"})
        async with session.post(f"{slack.url}/services/T/B/x", data=body) as answer:
            assert await answer.text() == "ok"
    assert slack.messages[0]["channel"] == "webhook"


async def test_a_fault_goes_wrong_once_with_or_without_taking_the_message() -> None:
    """Status and headers are as told; `accept` keeps the message; afterwards all is well again."""
    async with sinks.HttpSink() as sink, aiohttp.ClientSession() as session:
        lost = sinks.Fault(status=503, headers={"Retry-After": "9"}, body="{}")
        sink.fail(lost, None, sinks.Fault(status=500, accept=True))
        statuses = []
        for body in (b"1", b"2", b"3", b"4"):
            async with session.post(sink.url, data=body) as answer:
                statuses.append((answer.status, answer.headers.get("Retry-After")))
    assert statuses == [(503, "9"), (200, None), (500, None), (200, None)]
    assert [received.body for received in sink.received] == [b"2", b"3", b"4"]
    assert sink.seen == 4


@pytest.mark.parametrize("cut", ["before", "midway"])
async def test_a_connection_can_be_cut(cut: Any) -> None:
    """Before the answer, or in the middle of it."""
    async with sinks.HttpSink() as sink, aiohttp.ClientSession() as session:
        sink.fail(sinks.Fault(cut=cut, status=200))
        with pytest.raises(aiohttp.ClientError):
            async with session.post(sink.url) as answer:
                await answer.read()


async def test_a_mail_server_keeps_mails_by_recipient_and_fails_as_told() -> None:
    """A refused recipient, a scripted status, an accepted mail whose answer is lost."""
    watched: list[sinks.Mail] = []
    async with sinks.Smtp(watched.append, clock=lambda: 7.0) as smtp:
        smtp.refuse["b@example.org"] = "550 no such user"
        smtp.fail(sinks.MailFault(status="451 later"), sinks.MailFault(accept=True), None)
        mail = b"Subject: hello\r\n\r\nbody\r\n"

        async def hand_over() -> Mapping[str, Any]:
            client = aiosmtplib.SMTP(hostname="127.0.0.1", port=smtp.port, start_tls=False)
            async with client:
                both = ["a@example.org", "b@example.org"]
                refused, _ = await client.sendmail("me@example.org", both, mail)
                return refused

        with pytest.raises(aiosmtplib.SMTPDataError, match="later"):
            await hand_over()
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await hand_over()
        assert list(await hand_over()) == ["b@example.org"]
    assert [(kept.at, kept.recipient) for kept in smtp.mails] == [(7.0, "a@example.org")] * 2
    assert smtp.mails[0].message["Subject"] == "hello"
    assert watched == smtp.mails
