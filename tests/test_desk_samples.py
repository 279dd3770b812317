"""Sample stories for the desk's tests, written for them, and that they are what they claim to be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from streams.messages import (
    Action,
    Alert,
    Attribution,
    Change,
    Cue,
    Delivery,
    Event,
    Evidence,
    Modality,
    Quantity,
    Receipt,
    ReceiptStatus,
    Severity,
    Story,
    Teller,
)

NOW = datetime(2026, 3, 14, 3, 20, tzinfo=UTC)
BEFORE = (
    "Earlier paragraphs of the article. 😀 "  # what stands before the sentence moves its offsets
)


def minutes(ago: float) -> datetime:
    """Give a time before the samples' now."""
    return NOW - timedelta(minutes=ago)


def event(kind: str, sentence: str, cues: dict[str, str], **more: object) -> Event:
    """Make an event out of a sentence and the words in it that decided something."""
    start = len(BEFORE)
    marks = [
        Cue(text=text, role=role, start=start + at, end=start + at + len(text))
        for text, role in cues.items()
        for at in [sentence.index(text)]
    ]
    evidence = Evidence(text=sentence, field="body", start=start, end=start + len(sentence))
    settled: dict[str, Any] = {
        "modality": Modality.ACTUAL,
        "attribution": Attribution.OFFICIAL,
        "confidence": 0.93,
    }
    return Event(kind=kind, evidence=evidence, cues=tuple(marks), **(settled | more))


def story(identity: str, headline: str, told: Event | None = None, **more: object) -> Story:
    """Make a story, five minutes old unless told otherwise."""
    settled: dict[str, Any] = {
        "revision": 1,
        "change": Change.FIRST_REPORT,
        "sources": ("Harbour Wire",),
        "tellers": (
            Teller(
                article=f"{identity}-a",
                id="a",
                source="Harbour Wire",
                title=headline,
                url=f"https://harbourwire.example/{identity}",
                published_at=minutes(9),
            ),
        ),
        "first_seen_at": minutes(5),
        "updated_at": minutes(5),
    }
    return Story(id=identity, headline=headline, event=told, **(settled | more))


def delivery(about: Story, channel: str, severity: Severity, rule: str = "anbar") -> Delivery:
    """Make the delivery of a story's newest revision to a channel."""
    name = f"{about.id}/{about.revision}/{rule}"
    alert = Alert(
        id=name,
        rule=rule,
        severity=severity,
        story=about,
        decided_at=about.updated_at + timedelta(milliseconds=200),
    )
    return Delivery(
        delivery_key=f"{name}/{channel}",
        thread=f"{about.id}/{channel}",
        channel=channel,
        alert=alert,
    )


def receipt(of: Delivery, status: ReceiptStatus, **more: object) -> Receipt:
    """Make what a channel answered, a second after the decision."""
    settled: dict[str, Any] = {
        "revision": of.alert.story.revision,
        "at": of.alert.decided_at + timedelta(seconds=1),
    }
    return Receipt(
        delivery_key=of.delivery_key,
        thread=of.thread,
        channel=of.channel,
        status=status,
        **(settled | more),
    )


def ack(
    of: str, ago: float = 1, by: str = "Lena", kind: Literal["ack", "unack"] = "ack"
) -> Action:
    """Make an ack."""
    return Action(story=of, kind=kind, by=by, at=minutes(ago))


def foiled_attack() -> Story:
    """Give an attack that failed, told by a source without a name."""
    told = event(
        "attack",
        "A security source said that guards repelled an attack by ISIS militants on a checkpoint at "
        "Tharthar, north of Ramadi, before dawn, and that nobody was killed.",
        {
            "A security source": "attribution",
            "repelled": "nuance",
            "attack": "trigger",
            "ISIS": "actor",
            "a checkpoint": "target",
            "Tharthar": "place",
            "nobody was killed": "quantity",
        },
        attribution=Attribution.ANONYMOUS,
        attributed_to="a security source",
        nuance=("foiled",),
        actors=("ISIS",),
        target="security checkpoint",
        place="Tharthar, north of Ramadi, Anbar",
        country="IQ",
        quantities=(Quantity(value=0, unit="killed", text="nobody was killed"),),
    )
    return story("foiled", "Guards repel dawn attack on checkpoint north of Ramadi", told)


def denied_deployment() -> Story:
    """Give a deployment that was reported, then denied."""
    told = event(
        "troop_deployment",
        "“No new coalition troops have entered Iraq, and none are on the way,” Major General Haidar "
        "Al-Jubouri told reporters, denying reports that 1,500 American soldiers had crossed from Syria.",
        {
            "Major General Haidar Al-Jubouri": "attribution",
            "denying": "modality",
            "1,500 American soldiers": "quantity",
            "crossed": "trigger",
            "Iraq": "place",
        },
        modality=Modality.DENIED,
        attributed_to="Major General Haidar Al-Jubouri",
        nuance=("unconfirmed",),
        actors=("international coalition",),
        place="Iraq",
        country="IQ",
        quantities=(Quantity(value=1500, unit="troops", text="1,500 American soldiers"),),
        when=date(2026, 3, 13),
    )
    tellers = tuple(
        Teller(
            article=str(n), id=str(n), source=source, title=title, url=url, published_at=minutes(9)
        )
        for n, (source, title, url) in enumerate(
            [
                (
                    "Harbour Wire",
                    "US troops said to cross into Iraq",
                    "https://harbourwire.example/1",
                ),
                ("Rafidain Post", "Army: no new coalition forces", "https://rafidain.example/2"),
                ("Open Bulletin", "What we know of the convoy", "javascript:alert(1)"),
            ]
        )
    )
    return story(
        "denied",
        "Iraqi army denies that new coalition troops have entered the country",
        told,
        revision=2,
        change=Change.MODALITY,
        articles=7,
        sources=("Harbour Wire", "Rafidain Post", "Open Bulletin"),
        tellers=tellers,
        updated_at=minutes(2),
    )


def planned_talks() -> Story:
    """Give talks that are to come, in Arabic."""
    told = event(
        "withdrawal_talks",
        "قال المتحدث باسم الحكومة إن اللجنة المشتركة ستحدد جدولا زمنيا لانسحاب قوات التحالف من العراق.",
        {
            "المتحدث باسم الحكومة": "attribution",
            "ستحدد": "modality",
            "لانسحاب": "trigger",
            "قوات التحالف": "actor",
            "العراق": "place",
        },
        modality=Modality.PLANNED,
        attributed_to="المتحدث باسم الحكومة",
        actors=("العراق", "قوات التحالف"),
        place="العراق",
        country="IQ",
    )
    headline = "بغداد: لجنة مشتركة تضع جدولا زمنيا لانسحاب قوات التحالف"
    return story(
        "talks", headline, told, lang="ar", sources=("وكالة الرافد", "Harbour Wire"), articles=3
    )


def hostile() -> Story:
    """Give a story whose every field tries to be more than text."""
    shot = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    told = event(
        "attack",
        f"Militants attacked {shot} in \u202eBasra.",
        {"attacked": "trigger"},
        attributed_to=shot,
        nuance=(shot,),
        actors=(shot, '"><svg onload=alert(3)>'),
        target=shot,
        place=shot,
    )
    teller = Teller(article="x", id="x", source=shot, title=shot, url="javascript:alert(4)")
    return story("hostile", shot, told, sources=(shot,), tellers=(teller,))


def test_every_sample_quotes_itself_exactly() -> None:
    """In each sample the cues stand where they say they do, in code points."""
    for sample in (foiled_attack(), denied_deployment(), planned_talks(), hostile()):
        assert sample.event
        start = sample.event.evidence.start
        for cue in sample.event.cues:
            found = sample.event.evidence.text[cue.start - start : cue.end - start]
            assert found == cue.text
