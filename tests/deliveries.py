"""What the tests of the channels send: a denial in English, a foiled attack in Arabic; and TLS."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from streams.messages import (
    Alert,
    Change,
    Cue,
    Delivery,
    Event,
    Evidence,
    Quantity,
    Receipt,
    ReceiptStatus,
    Severity,
    Story,
    Teller,
    digest,
)

TOLD_AT = datetime(2024, 1, 27, 10, 4, tzinfo=UTC)
ENGLISH = "Major General Tahseen Al-Khafaji denied on Saturday that 1,500 American soldiers would enter Iraq & Syria."
ARABIC = "قال مصدر أمني إن القوات العراقية أحبطت هجوماً لتنظيم داعش على نقطة تفتيش في الثرثار شمال الرمادي."


def make_event(text: str, cues: Mapping[str, str], **fields: Any) -> Event:
    """Make an event proved by a sentence that stands at 100 in the body; cues: word to role."""
    spots = [(word, role, 100 + text.index(word)) for word, role in cues.items()]
    return Event(
        evidence=Evidence(text=text, field="body", start=100, end=100 + len(text)),
        cues=tuple(
            Cue(text=word, role=role, start=at, end=at + len(word)) for word, role, at in spots
        ),
        confidence=0.93,
        **fields,
    )


def make_delivery(key: str = "first", event: Event | None = None, **fields: Any) -> Delivery:
    """Make a delivery; fields go to the story, but severity, repeat and note to where they belong."""
    severity = fields.pop("severity", Severity.HIGH)
    outer = {name: fields.pop(name) for name in ("repeat", "note") if name in fields}
    given = {
        "headline": "Iraq's joint command denies entry of American troops",
        "revision": 1,
        "change": Change.FIRST_REPORT,
        "articles": 12,
        "sources": ("shafaq", "alsumaria", "ina"),
        "tellers": (make_teller(), make_teller("Al-Sumaria", "https://alsumaria.example/b")),
    }
    story = Story(
        id="s1", event=event, first_seen_at=TOLD_AT, updated_at=TOLD_AT, **{**given, **fields}
    )
    alert = Alert(
        id="a1",
        rule="iraq-coalition-withdrawal",
        severity=severity,
        story=story,
        decided_at=TOLD_AT,
    )
    return Delivery(delivery_key=digest(key), thread="t1", channel="desk", alert=alert, **outer)


def make_teller(
    source: str = "Shafaq News", url: str = "https://shafaq.example/en/a?x=1&y=2"
) -> Teller:
    """Make an article of a story."""
    title = f"{source} on the troops"
    return Teller(
        article=source, id=source, source=source, title=title, url=url, published_at=TOLD_AT
    )


def denial(key: str = "first", **fields: Any) -> Delivery:
    """Make the denial of the seed article as a delivery."""
    event = make_event(
        ENGLISH,
        {"denied": "modality", "enter": "trigger", "1,500": "quantity"},
        kind="troop_deployment",
        modality="denied",
        attribution="official",
        attributed_to="Major General Tahseen Al-Khafaji",
        nuance=("unconfirmed",),
        actors=("international coalition",),
        place="Baghdad",
        country="IQ",
        quantities=(Quantity(value=1500, unit="troops", text="1,500 American soldiers"),),
    )
    return make_delivery(key, event, **fields)


def foiled(key: str = "arabic", **fields: Any) -> Delivery:
    """Make a foiled attack, told in Arabic, as a delivery."""
    event = make_event(
        ARABIC,
        {"أحبطت": "nuance", "هجوماً": "trigger"},
        kind="attack",
        modality="actual",
        attribution="anonymous",
        nuance=("foiled",),
        actors=("تنظيم داعش",),
        target="نقطة تفتيش",
        place="الثرثار",
        country="IQ",
        quantities=(Quantity(value=0, unit="killed", text="دون خسائر"),),
    )
    headline = "إحباط هجوم لداعش على نقطة تفتيش شمال الرمادي"
    return make_delivery(key, event, headline=headline, lang="ar", **fields)


def sent(delivery: Delivery, reference: Mapping[str, str]) -> Receipt:
    """Make the receipt of a delivery that a channel accepted."""
    return Receipt(
        delivery_key=delivery.delivery_key,
        thread=delivery.thread,
        channel=delivery.channel,
        status=ReceiptStatus.SENT,
        revision=delivery.alert.story.revision,
        at=TOLD_AT,
        reference=dict(reference),
    )


def make_certificate(folder: Path) -> Path:
    """Make a self-signed certificate for localhost and 127.0.0.1, with its key in the same file."""
    file, key = folder / "both.pem", folder / "key.pem"
    wanted = "-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    command = ["openssl", "req", *wanted.split(), "-addext", names, "-keyout", key, "-out", file]
    subprocess.run(command, check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + key.read_bytes())
    return file


def server_side(certificate: Path) -> ssl.SSLContext:
    """Give what a server needs to speak TLS with such a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
