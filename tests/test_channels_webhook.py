"""Tests for the webhook channel: the signature, the headers, the body."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from deliveries import ENGLISH, denial, make_certificate, sent, server_side
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from alerts import sinks
from alerts.channels import webhook
from streams.errors import Ambiguous, Transient
from streams.messages import Alert, Change

KEY = "a key of sixteen characters or more"


def genuine(headers: Mapping[str, str], body: bytes, key: bytes, now: float) -> bool:
    """Verify as the manual of the channel tells receivers to."""
    stamp = headers["Watchfloor-Timestamp"]
    wanted = "v1=" + hmac.new(key, stamp.encode() + b"." + body, "sha256").hexdigest()
    fresh = abs(now - int(stamp)) < 300
    return fresh and hmac.compare_digest(wanted, headers["Watchfloor-Signature"])


def channel(sink: sinks.HttpSink, now: float = 1706349840.7) -> webhook.Webhook:
    """Open the channel at a standing clock."""
    given_ = {"url": f"{sink.url}/hook", "secret": KEY, "allow_private": True}
    return webhook.Webhook(webhook.Config.model_validate(given_), clock=lambda: now)


async def test_the_signature_holds_as_the_manual_says() -> None:
    """Timestamp and raw body are signed; another key, body or hour does not verify."""
    async with sinks.HttpSink() as sink:
        opened = channel(sink)
        await opened.send(denial(), None)
        await opened.close()
    (told,) = sink.received
    assert genuine(told.headers, told.body, KEY.encode(), 1706349840)
    assert not genuine(told.headers, told.body, b"another key", 1706349840)
    assert not genuine(told.headers, told.body + b" ", KEY.encode(), 1706349840)
    assert not genuine(told.headers, told.body, KEY.encode(), 1706353440)


def test_the_manual_s_snippet_is_the_one_tested() -> None:
    """The lines that receivers copy are the lines above."""
    for line in (
        'stamp = headers["Watchfloor-Timestamp"]',
        'wanted = "v1=" + hmac.new(key, stamp.encode() + b"." + body, "sha256").hexdigest()',
        'return fresh and hmac.compare_digest(wanted, headers["Watchfloor-Signature"])',
    ):
        assert line in str(webhook.__doc__)


def test_the_signature_of_a_known_message_does_not_change() -> None:
    """A receiver written today verifies tomorrow's requests."""
    assert webhook.sign("key", "1706349840", b"{}") == (
        "v1=" + hmac.new(b"key", b"1706349840.{}", "sha256").hexdigest()
    )


async def test_an_authority_of_one_s_own_can_be_trusted(tmp_path: Path) -> None:
    """With ca_file the certificate is verified against it; without, nothing is sent."""
    certificate = make_certificate(tmp_path)
    async with sinks.HttpSink(context=server_side(certificate)) as sink:
        given_ = {"url": f"{sink.url}/hook", "secret": KEY, "allow_private": True}
        stranger = webhook.open(webhook.Config.model_validate(given_))
        with pytest.raises(Transient) as caught:
            await stranger.send(denial(), None)
        assert not isinstance(caught.value, Ambiguous)
        assert sink.seen == 0
        friend = webhook.open(webhook.Config.model_validate({**given_, "ca_file": certificate}))
        await friend.send(denial(), None)
        await stranger.close()
        await friend.close()
    assert sink.seen == 1


async def test_the_body_is_the_alert_and_the_headers_name_the_delivery() -> None:
    """Type and version first, then the delivery, the revision and the alert, verbatim."""
    delivery = denial(revision=2, change=Change.MODALITY, repeat=True, note="elsewhere")
    async with sinks.HttpSink() as sink:
        opened = channel(sink)
        reference = await opened.send(delivery, sent(denial("before"), {}))
        await opened.close()
    (told,) = sink.received
    body = json.loads(told.body)
    assert (body["type"], body["version"], body["revision"]) == ("alert", 1, 2)
    assert (body["possible_repeat"], body["note"]) == (True, "elsewhere")
    assert (body["delivery_key"], body["thread"]) == (delivery.delivery_key, "t1")
    assert Alert.model_validate(body["alert"]) == delivery.alert
    assert body["alert"]["story"]["event"]["evidence"]["text"] == ENGLISH
    assert told.headers["Idempotency-Key"] == delivery.delivery_key
    assert told.headers["Watchfloor-Delivery"] == delivery.delivery_key
    assert told.headers["Content-Type"] == "application/json"
    assert reference == {"delivery": delivery.delivery_key, "status": "200"}


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"secret": KEY}, "url"),
        ({"url": "https://x.example/"}, "secret"),
        ({"url": "https://x.example/", "secret": "short"}, "at least 16"),
        ({"url": "http://x.example/", "secret": KEY}, "https://"),
        ({"url": "https://me:pw@x.example/", "secret": KEY}, "user name or password"),
        ({"url": "https://x.example/", "secret": KEY, "timeout": 0}, "greater than 0"),
    ],
)
def test_a_wrong_configuration_is_explained(given_: Mapping[str, object], words: str) -> None:
    """A missing part, a short key, plain http, a password in the URL: each is said."""
    with pytest.raises(ValidationError, match=words):
        webhook.Config.model_validate(given_)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=50))
def test_any_text_survives_the_way_to_the_receiver(text: str) -> None:
    """What an article says arrives as it was, lone surrogates included, in ASCII JSON."""
    delivery = denial(headline=text)
    body = webhook.body_of(delivery)
    assert body.isascii()
    assert json.loads(body)["alert"]["story"]["headline"] == text
