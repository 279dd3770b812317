"""Tests for the Slack channel: cards, edits, threads, looking back, hostile text, budgets."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from deliveries import denial, foiled, make_delivery, make_teller, sent
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from alerts import render, sinks
from alerts.channels import Channel, slack
from alerts.channels.slack import cards
from streams.errors import Ambiguous, Refused, Transient
from streams.messages import Change, Delivery, Evidence, Severity, Span

CHANNEL = "C0123456789"
HOSTILE = st.text(alphabet=st.characters(codec=None), max_size=300) | st.sampled_from(
    [
        "<!channel>",
        "<@U012345>",
        "<http://x|bank>",
        "a&b<c>",
        "*b* _i_ ~s~ `c`",
        "@here",
        "x" * 9000,
    ]
)


@asynccontextmanager
async def bot(channel: str = CHANNEL) -> AsyncIterator[tuple[sinks.Slack, Channel]]:
    """Open the channel with a bot token against a workspace of its own."""
    async with sinks.Slack() as workspace:
        opened = slack.open(
            slack.Config.model_validate(
                {
                    "token": workspace.token,
                    "channel": channel,
                    "api_url": workspace.api_url,
                    "allow_private": True,
                }
            )
        )
        yield workspace, opened
        await opened.close()


@asynccontextmanager
async def hook() -> AsyncIterator[tuple[sinks.Slack, Channel]]:
    """Open the channel with an incoming webhook."""
    async with sinks.Slack() as workspace:
        url = f"{workspace.url}/services/T0/B0/x"
        opened = slack.open(
            slack.Config.model_validate({"webhook_url": url, "allow_private": True})
        )
        yield workspace, opened
        await opened.close()


def no(word: str) -> sinks.Fault:
    """Let Slack say no in its own word."""
    return sinks.Fault(status=200, body=json.dumps({"ok": False, "error": word}))


def update(key: str = "second", **fields: Any) -> Delivery:
    """Make a later revision of the sample: the denial."""
    return denial(key, **{"revision": 2, "change": Change.MODALITY, **fields})


async def test_the_first_revision_is_a_card_that_carries_its_key() -> None:
    """The metadata holds the delivery key, the reference where the card stands."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
    (told,) = workspace.messages
    assert told["metadata"] == {
        "event_type": "watchfloor_alert",
        "event_payload": {"delivery_key": denial().delivery_key},
    }
    assert (reference["channel"], reference["ts"]) == (CHANNEL, told["ts"])
    assert (told["unfurl_links"], told["unfurl_media"], told["link_names"]) == (False,) * 3
    assert "thread_ts" not in told


async def test_an_update_edits_the_card_and_replies_in_its_thread() -> None:
    """The card shows the newest state; the reply notifies; the reference stays with the card."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
        later = await channel.send(update(), sent(denial(), reference))
    root, reply = workspace.messages
    assert root["edited"]
    assert root["text"].startswith("Update: now denied")
    assert reply["thread_ts"] == root["ts"]
    assert (later["channel"], later["ts"], later["reply"]) == (CHANNEL, root["ts"], reply["ts"])
    assert [method for method, _ in workspace.calls] == [
        "chat.postMessage",
        "chat.update",
        "chat.postMessage",
    ]


@pytest.mark.parametrize(
    ("fields", "loud"),
    [
        ({"change": Change.MODALITY}, True),
        ({"change": Change.NUMBER}, False),
        ({"change": Change.NUMBER, "severity": Severity.CRITICAL}, True),
        ({"change": Change.NUMBER, "severity": Severity.LOW}, False),
    ],
)
async def test_only_a_denial_or_a_higher_severity_is_broadcast(
    fields: dict[str, Any], *, loud: bool
) -> None:
    """Other updates stay in the thread."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
        await channel.send(update(**fields), sent(denial(), reference))
    assert workspace.messages[1]["reply_broadcast"] is loud


async def test_a_card_that_is_gone_is_posted_anew() -> None:
    """Where somebody deleted the card, the update becomes a card of its own."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
        workspace.messages.clear()
        later = await channel.send(update(), sent(denial(), reference))
    (told,) = workspace.messages
    assert "thread_ts" not in told
    assert later["ts"] == told["ts"] != reference["ts"]


@pytest.mark.parametrize("word", ["cant_update_message", "edit_window_closed"])
async def test_a_card_that_may_not_be_edited_still_gets_its_reply(word: str) -> None:
    """The reply is what notifies, so it does not wait for the edit."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
        workspace.fail(no(word))
        await channel.send(update(), sent(denial(), reference))
    assert workspace.messages[1]["thread_ts"] == reference["ts"]


@pytest.mark.parametrize(
    "fault", [sinks.Fault(status=503), sinks.Fault(cut="before"), sinks.Fault(status=429)]
)
async def test_a_failed_edit_is_never_ambiguous(fault: sinks.Fault) -> None:
    """To edit twice does no harm, so the retry is not marked as a repeat."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
        workspace.fail(fault)
        with pytest.raises(Transient) as caught:
            await channel.send(update(), sent(denial(), reference))
    assert not isinstance(caught.value, Ambiguous)
    assert len(workspace.messages) == 1


async def test_a_lost_reply_is_ambiguous_and_then_found() -> None:
    """The retry looks for its key in the thread and does not reply again."""
    async with bot() as (workspace, channel):
        reference = await channel.send(denial(), None)
        before = sent(denial(), reference)
        workspace.fail(None, sinks.Fault(cut="before", accept=True))
        with pytest.raises(Ambiguous):
            await channel.send(update(), before)
        found = await channel.send(update(repeat=True), before)
    assert len(workspace.messages) == 2
    assert found["reconciled"] == "yes"
    assert found["reply"] == workspace.messages[1]["ts"]


async def test_a_repeat_that_is_found_is_not_posted_again() -> None:
    """What was accepted without an answer is recognised by its metadata."""
    async with bot() as (workspace, channel):
        workspace.fail(sinks.Fault(status=500, accept=True))
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)
        reference = await channel.send(denial(repeat=True), None)
    (told,) = workspace.messages
    assert reference["ts"] == told["ts"]
    assert reference["reconciled"] == "yes"


async def test_a_repeat_that_is_not_found_is_posted_and_marked() -> None:
    """What never arrived is told, as a possible repeat."""
    async with bot() as (workspace, channel):
        workspace.fail(sinks.Fault(status=500))
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)
        await channel.send(denial(repeat=True), None)
    (told,) = workspace.messages
    assert "possible repeat" in told["text"]
    assert "possible repeat" in json.dumps(told["blocks"])


async def test_a_bot_that_may_not_look_back_posts_marked() -> None:
    """Without the scope for the history the alert still goes out."""
    async with bot() as (workspace, channel):
        workspace.fail(no("missing_scope"))
        await channel.send(denial(repeat=True), None)
    assert "possible repeat" in workspace.messages[0]["text"]


@pytest.mark.parametrize(
    "page",
    [
        {"messages": None},
        {"messages": ["x", {"metadata": 1}, {"metadata": {"event_payload": []}}]},
        {"messages": {}, "response_metadata": "x"},
        {"messages": [], "response_metadata": {"next_cursor": ""}},
    ],
)
async def test_an_odd_page_of_history_holds_nothing(page: dict[str, Any]) -> None:
    """What does not look like our message is none of ours."""
    async with bot() as (workspace, channel):
        workspace.fail(sinks.Fault(status=200, body=json.dumps({"ok": True, **page})))
        await channel.send(denial(repeat=True), None)
    assert len(workspace.messages) == 1


async def test_looking_back_turns_pages_but_not_for_ever() -> None:
    """A message on a later page is found; a history without end is given up after a few."""
    more = {"ok": True, "messages": [], "response_metadata": {"next_cursor": "next"}}
    fault = sinks.Fault(status=200, body=json.dumps(more))
    async with bot() as (workspace, channel):
        await channel.send(denial(), None)
        workspace.fail(fault)
        assert (await channel.send(denial(repeat=True), None))["reconciled"] == "yes"
        assert workspace.calls[-1][1]["cursor"] == "next"
        workspace.fail(*[fault] * 5)
        await channel.send(denial(repeat=True), None)
    assert len(workspace.messages) == 2


async def test_a_busy_channel_can_be_read() -> None:
    """A page of a hundred long messages is within what is read of an answer."""
    long = {"ts": "1.1", "text": "x" * 10_000}
    body = json.dumps({"ok": True, "messages": [long] * 100})
    async with bot() as (workspace, channel):
        workspace.fail(sinks.Fault(status=200, body=body))
        await channel.send(denial(repeat=True), None)
    assert len(workspace.messages) == 1


async def test_a_failed_look_back_posts_nothing() -> None:
    """While it is not known whether the message is there, nothing is added, and that is certain."""
    async with bot() as (workspace, channel):
        workspace.fail(sinks.Fault(status=503))
        with pytest.raises(Transient) as caught:
            await channel.send(denial(repeat=True), None)
    assert not isinstance(caught.value, Ambiguous)
    assert not workspace.messages


async def test_an_older_revision_does_not_overwrite_a_newer_card() -> None:
    """A late first revision is told in the thread, and the card keeps the newest state."""
    async with bot() as (workspace, channel):
        reference = await channel.send(update(), None)
        await channel.send(denial("late"), sent(update(), reference))
    assert "edited" not in workspace.messages[0]
    assert workspace.messages[1]["thread_ts"] == reference["ts"]


async def test_another_channel_in_the_configuration_gets_a_card_of_its_own() -> None:
    """When the operator moves the channel, updates go where it points now."""
    async with bot("C9876543210") as (workspace, channel):
        previous = sent(denial(), {"channel": CHANNEL, "ts": "1.2", "severity": "high"})
        await channel.send(update(), previous)
    (told,) = workspace.messages
    assert told["channel"] == "C9876543210"
    assert "thread_ts" not in told


async def test_a_channel_given_by_name_follows_its_card() -> None:
    """A name cannot be compared with the id that Slack answers, so the card's place counts."""
    async with bot("#desk") as (workspace, channel):
        reference = await channel.send(denial(), None)
        await channel.send(update(), sent(denial(), reference))
    assert len(workspace.messages) == 2


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("channel_not_found", Refused),
        ("is_archived", Refused),
        ("invalid_auth", Refused),
        ("account_inactive", Refused),
        ("token_revoked", Refused),
        ("not_in_channel", Refused),
        ("some_word_of_tomorrow", Refused),
        ("ratelimited", Transient),
        ("service_unavailable", Transient),
        ("team_added_to_org", Transient),
        ("internal_error", Ambiguous),
        ("fatal_error", Ambiguous),
    ],
)
async def test_slack_s_own_words_are_understood(word: str, kind: type[Exception]) -> None:
    """ok:false means that nothing was posted, but for two words; a permanent no is named."""
    async with bot() as (workspace, channel):
        workspace.fail(no(word))
        with pytest.raises(kind, match=word) as caught:
            await channel.send(denial(), None)
    assert type(caught.value).__mro__.index(kind) <= 1


@pytest.mark.parametrize(
    "word", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"]
)
async def test_a_card_that_slack_dislikes_goes_out_as_plain_text(word: str) -> None:
    """The alert is never dropped for its looks."""
    async with bot() as (workspace, channel):
        workspace.fail(no(word))
        reference = await channel.send(denial(), None)
    (told,) = workspace.messages
    assert told["blocks"] == []
    assert "Tahseen Al-Khafaji denied" in told["text"]
    assert told["metadata"]
    assert reference["ts"] == told["ts"]


async def test_metadata_that_slack_dislikes_is_left_out() -> None:
    """Rather without a way to look back than not at all."""
    async with bot() as (workspace, channel):
        workspace.fail(no("metadata_too_large"))
        await channel.send(denial(), None)
    assert "metadata" not in workspace.messages[0]


async def test_plain_text_that_slack_dislikes_too_is_refused() -> None:
    """It is tried once, not for ever."""
    async with bot() as (workspace, channel):
        workspace.fail(no("invalid_blocks"), no("msg_too_long"))
        with pytest.raises(Refused, match="msg_too_long"):
            await channel.send(denial(), None)
    assert workspace.seen == 2


async def test_a_wrong_token_is_refused() -> None:
    """Slack's invalid_auth comes through as a refusal."""
    async with bot() as (workspace, channel):
        workspace.token = "xoxb-other"
        with pytest.raises(Refused, match="invalid_auth"):
            await channel.send(denial(), None)


async def test_an_ok_without_a_place_is_ambiguous() -> None:
    """Without channel and ts nothing could be edited or found again."""
    async with bot() as (workspace, channel):
        workspace.fail(sinks.Fault(status=200, body='{"ok": true}'))
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)


async def test_a_webhook_posts_every_revision() -> None:
    """Without read-back an update is a post of its own that says so."""
    async with hook() as (workspace, channel):
        reference = await channel.send(denial(), None)
        await channel.send(update(), sent(denial(), reference))
    first, second = workspace.messages
    assert "Update" not in first["text"]
    assert second["text"].startswith("Update: now denied")


@pytest.mark.parametrize(
    ("status", "word", "kind"),
    [
        (400, "invalid_blocks", None),
        (400, "invalid_payload", None),
        (404, "no_service", Refused),
        (403, "action_prohibited", Refused),
        (410, "channel_is_archived", Refused),
        (400, "no_text", Refused),
        (200, "not ok", Ambiguous),
        (500, "rollup_error", Ambiguous),
    ],
)
async def test_a_webhook_s_words_are_understood(
    status: int, word: str, kind: type[Exception] | None
) -> None:
    """A dislike leads to plain text, a no is named, anything unclear is ambiguous."""
    async with hook() as (workspace, channel):
        workspace.fail(sinks.Fault(status=status, body=word, content_type="text/plain"))
        if kind is None:
            assert (await channel.send(denial(), None))["plain"] == "yes"
            assert workspace.messages[0]["blocks"] == []
        else:
            with pytest.raises(kind, match=word if kind is Refused else None):
                await channel.send(denial(), None)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({}, "either token and channel, or webhook_url"),
        ({"token": "xoxb-1", "channel": "C1", "webhook_url": "https://x.example/"}, "either"),
        ({"token": "xoxb-1"}, "channel"),
        ({"token": "xoxb 1\n2", "channel": "C1"}, "one word"),
        ({"webhook_url": "http://x.example/"}, "https://"),
        ({"token": "xoxb-1", "channel": "C1", "api_url": "http://x.example/"}, "https://"),
    ],
)
def test_a_wrong_configuration_is_explained(given_: dict[str, str], words: str) -> None:
    """Neither or both ways, a token without its channel, plain http: each is said."""
    with pytest.raises(ValidationError, match=words):
        slack.Config.model_validate(given_)


def strings(part: Any) -> list[Mapping[str, Any]]:
    """Find the text objects and rich text elements of blocks."""
    if isinstance(part, list):
        return [found for item in part for found in strings(item)]
    if not isinstance(part, dict):
        return []
    own = [part] if isinstance(part.get("text"), str) else []
    return own + [found for item in part.values() for found in strings(item)]


def assert_harmless(message: Mapping[str, Any]) -> None:
    """Check that nothing of a message can be parsed by Slack, and that its budgets hold."""
    parsed = [message["text"]]
    for element in strings(message["blocks"]):
        assert element["type"] in ("plain_text", "text", "link")
        assert set(element) <= {"type", "text", "emoji", "style", "url"}
        assert element["text"]
        if element["type"] == "plain_text":
            parsed.append(element["text"])
            assert element["emoji"] is False
        if element["type"] == "link":
            assert element["url"].startswith(("https://", "http://"))
    for text in parsed:
        assert "<" not in text
        assert ">" not in text
        assert all(rest.startswith(("amp;", "lt;", "gt;")) for rest in text.split("&")[1:])
        assert len(text.encode("utf-16-le")) // 2 <= cards.TEXT_BUDGET
    assert len(message["blocks"]) <= 50
    assert len(json.dumps(message["blocks"], ensure_ascii=False)) <= 10_000
    headers = [block for block in message["blocks"] if block["type"] == "header"]
    assert all(len(block["text"]["text"]) <= 150 for block in headers)


@pytest.mark.parametrize("plain", [True, False])
def test_the_samples_are_harmless(*, plain: bool) -> None:
    """English and Arabic cards hold nothing that Slack would act on."""
    for delivery in (denial(repeat=True, note="elsewhere"), foiled()):
        assert_harmless(cards.message(render.card(delivery), plain=plain))


@settings(max_examples=150, deadline=None)
@given(st.lists(HOSTILE, min_size=8, max_size=8), st.booleans())
def test_hostile_text_never_becomes_a_mention_a_link_or_markup(
    texts: list[str],
    plain: bool,  # noqa: FBT001 - hypothesis gives it by place
) -> None:
    """Whatever stands in any field, the card is harmless, within its budgets, and can be sent."""
    headline, quote, source, url, note, rule, actor, word = texts
    event = denial().alert.story.event
    assert event
    evidence = Evidence(text=quote, field="body", start=0, end=len(quote))
    event = event.model_copy(
        update={
            "evidence": evidence, "actors": (actor, actor), "place": actor, "target": word,
            "attributed_to": word, "nuance": (word,), "kind": word, "country": word,
        }
    )  # fmt: skip
    tellers = tuple(make_teller(source, f"https://{url}") for _ in range(6))
    delivery = make_delivery("h", event, headline=headline, tellers=tellers, note=note)
    spans = (Span(field="body", start=1, end=4),)
    alert = delivery.alert.model_copy(update={"rule": rule, "spans": spans})
    message = cards.message(render.card(delivery.model_copy(update={"alert": alert})), plain=plain)
    assert_harmless(message)
    json.dumps(message, ensure_ascii=False).encode()
