"""webhook: posts the alert as signed JSON to an address of yours.

    [channels.pager]
    type = "webhook"
    url_file = "/run/secrets/pager-url"      # or url, or url_env
    secret_file = "/run/secrets/pager-key"   # the HMAC key, at least 16 characters
    # allow_private = true                   # http:// and addresses inside your own network
    # ca_file = "/etc/ssl/our-ca.pem"        # beside the system's own authorities
    # timeout = 30.0                         # seconds

The body is `{"type": "alert", "version": 1, "delivery_key", "thread", "revision",
"possible_repeat", "note", "title", "alert": {...}}`. Headers:

    Watchfloor-Delivery   the delivery key; also Idempotency-Key. Keep the keys you have seen: a
                          delivery whose answer was lost comes again with the same key
    Watchfloor-Timestamp  when it was sent, in Unix seconds
    Watchfloor-Signature  v1=HMAC-SHA256 over "timestamp.body", in hex

To verify, over the raw bytes of the body, before they are parsed:

    def genuine(headers, body: bytes, key: bytes) -> bool:
        stamp = headers["Watchfloor-Timestamp"]
        wanted = "v1=" + hmac.new(key, stamp.encode() + b"." + body, "sha256").hexdigest()
        fresh = abs(time.time() - int(stamp)) < 300
        return fresh and hmac.compare_digest(wanted, headers["Watchfloor-Signature"])

Any 2xx accepts. 408, 425 and 429 are tried again, after Retry-After where it is given; 5xx and a
lost answer are tried again with `possible_repeat`; anything else is refused, redirects too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from alerts import post, render
from alerts.channels import Channel, Settings
from streams.messages import Delivery, Receipt


class Config(Settings):
    """Where to post, and the key to sign with."""

    url: SecretStr
    secret: SecretStr = Field(min_length=16)
    allow_private: bool = False
    ca_file: Path | None = None
    timeout: float = Field(default=30.0, gt=0, le=300)

    @model_validator(mode="after")
    def _check_url(self) -> Self:
        post.checked_url(self.url.get_secret_value(), allow_private=self.allow_private)
        return self


class Webhook:
    """Posts deliveries to one address."""

    def __init__(self, config: Config, clock: Callable[[], float] = time.time) -> None:
        self._config = config
        self._clock = clock
        self._poster = post.Poster(
            allow_private=config.allow_private,
            timeout=config.timeout,
            context=post.trusting(config.ca_file),
        )

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Post the alert; the thread and the revision in the body tell an update."""
        del previous
        body = body_of(delivery)
        headers = self._headers(delivery.delivery_key, body)
        status = await self._poster.post(self._config.url.get_secret_value(), body, headers)
        return {"delivery": delivery.delivery_key, "status": str(status)}

    def _headers(self, key: str, body: bytes) -> dict[str, str]:
        stamp = str(int(self._clock()))
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "Watchfloor-Delivery": key,
            "Watchfloor-Timestamp": stamp,
            "Watchfloor-Signature": sign(self._config.secret.get_secret_value(), stamp, body),
        }

    async def close(self) -> None:
        """Close the session."""
        await self._poster.close()


def body_of(delivery: Delivery) -> bytes:
    """Give the body: JSON in ASCII, which no receiver can misread."""
    return json.dumps(render.document(delivery)).encode("ascii")


def sign(secret: str, stamp: str, body: bytes) -> str:
    """Give the signature header of a body sent at a time."""
    signed = stamp.encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def open(config: Config) -> Channel:  # noqa: A001 - what every channel's entrance is called
    """Give the channel for a configuration."""
    return Webhook(config)
