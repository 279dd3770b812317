"""The coder as a whole: any text, offsets that hold, languages, explanations, merging."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.coder import load
from agents.coder.sentences import LONGEST, spans
from streams.messages import Article, Attribution, Event, Modality

SEED = (Path(__file__).parent / "data" / "iraq-coalition.txt").read_text("utf-8")
WORDS = [*SEED.split(), "Gunmen", "attacked", "#Iraq", "\ud800", "\x00", "💥", "\n", "هاجم", "İ"]
DAY = datetime(2025, 6, 12, 10, tzinfo=UTC)


def article(body: str, *, title: str = "", lang: str | None = "en", source: str = "") -> Article:
    """Make an article, also of what pydantic would refuse."""
    # A body may hold what pydantic refuses, such as lone surrogates.
    return Article.model_construct(
        identity="x",
        id="x",
        content_hash="x",
        url=None,
        source=source,
        lang=lang,
        title=title,
        body=body,
        published_at=DAY,
        updated_at=None,
        first_seen_at=DAY,
    )


def events(body: str, *, title: str = "", source: str = "") -> tuple[Event, ...]:
    """Give the events of an English text."""
    return load().code(article(body, title=title, source=source)).events


texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(body=texts, title=texts)
def test_offsets(body: str, title: str) -> None:
    """Whatever the text, evidence and cues are slices of the field that they name."""
    for event in events(body, title=title):
        field = body if event.evidence.field == "body" else title
        assert field[event.evidence.start : event.evidence.end] == event.evidence.text
        for cue in event.cues:
            assert field[cue.start : cue.end] == cue.text


@settings(deadline=None, max_examples=60)
@given(body=texts)
def test_explanation_agrees(body: str) -> None:
    """An explanation gives the same events, and rejected triggers that stand where it says."""
    explained = load().explain(article(body))
    assert explained.events == events(body)
    for rejection in explained.rejections:
        assert body[rejection.start : rejection.end] == rejection.text
        assert rejection.reason


@pytest.mark.parametrize(
    "body",
    [
        "",
        "#",
        "\x00",
        "\ud800",
        "💥" * 500,
        "#Iraq #army #attack",
        "soldiers attacked the base in Iraq " * 3000,
        "," * 100_000,
        "attack-" * 20_000,
        "1,000 " * 20_000,
        "\n" * 50_000,
        "هاجم مسلحون قاعدة للجيش",
    ],
)
@pytest.mark.parametrize("lang", ["en", None])
def test_any_text(body: str, lang: str | None) -> None:
    """No text makes the coder raise."""
    load().code(article(body, lang=lang))
    load().explain(article(body, lang=lang))


def test_sentences_are_capped() -> None:
    """A text without a full stop is cut into pieces of bounded length that cover its words."""
    text = "soldiers attacked the base in Iraq, " * 400
    pieces = list(spans(text, "en"))
    assert max(end - start for start, end in pieces) <= LONGEST
    assert sum(text[start:end].count("soldiers") for start, end in pieces) == 400


def test_declared_language_wins() -> None:
    """A declared language is believed, with or without a region."""
    assert load().code(article(SEED, lang="fr")).supported is False
    assert load().code(article(SEED, lang="en-GB")).lang == "en"


def test_detected_language() -> None:
    """Without a declaration the text decides; very short ASCII text is taken for English."""
    assert load().code(article(SEED, lang=None)).lang == "en"
    french = "Le ministre a déclaré que les soldats quitteraient le pays avant la fin du mois."
    assert load().code(article(french, lang=None)).lang == "fr"
    assert load().code(article("Troops leave Mali", lang=None)).lang == "en"
    assert load().code(article("123", lang=None)).lang == "und"


def test_asides_change_nothing() -> None:
    """A byline, a hashtag line and an unrelated paragraph do not change the events."""
    body = "Gunmen attacked an army base near Gao on Monday, killing six soldiers."
    told = events(body)
    noisy = f"Ali Hassan (Bamako)\n{body}\nThe harvest was good.\n#army #attack #Gao #base"
    again = events(noisy)
    assert [e.model_copy(update={"evidence": None, "cues": ()}) for e in again] == [
        e.model_copy(update={"evidence": None, "cues": ()}) for e in told
    ]
    assert again[0].evidence.text == body


def test_repeats_merge() -> None:
    """Two sentences on one attack are one event that takes its arguments from both."""
    found = events(
        "Militants attacked a checkpoint near Ramadi. "
        "The attack by ISIS on the checkpoint near Ramadi killed four soldiers, police said."
    )
    assert len(found) == 1
    assert found[0].attribution is Attribution.OFFICIAL
    assert [(q.value, q.unit) for q in found[0].quantities] == [(4, "killed")]


def test_two_sides_stay_apart() -> None:
    """A belligerent's own toll is an event of its own."""
    found = events(
        "The army said five soldiers were killed when militants attacked a base in Hiran. "
        "Al-Shabaab said it had killed 60 soldiers in the attack on the base in Hiran."
    )
    assert {e.attribution for e in found} == {Attribution.OFFICIAL, Attribution.CLAIMED}


def test_report_and_denial() -> None:
    """A report that another voice denies gives both, each with its own speaker."""
    for body in (
        "A resident said Russian soldiers had landed in Agadez, a report the spokesman dismissed.",
        "Russian media said soldiers had arrived in Agadez. The embassy called the reports false.",
    ):
        assert {e.modality for e in events(body)} == {Modality.ACTUAL, Modality.DENIED}


def test_institution_as_source() -> None:
    """What an institution publishes itself is official, even without a speaker."""
    body = "Three hundred soldiers have arrived in Kosovo."
    assert events(body)[0].attribution is Attribution.NONE
    assert events(body, source="Ministry of Defence")[0].attribution is Attribution.OFFICIAL


def test_headline_infinitive() -> None:
    """In a headline a bare infinitive is the future; the same words in a body are a purpose."""
    assert events("The talks went on.", title="Paris to send 200 soldiers to Chad")[
        0
    ].modality is (Modality.PLANNED)


def test_explained_reasons() -> None:
    """A trigger that names no event is listed with its kind and the reason."""
    explained = load().explain(article("He died of a heart attack. Soldiers left a note."))
    first = explained.rejections[0]
    assert (first.text, first.reason) == ("heart attack", "a fixed phrase: 'heart attack'")


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("yesterday", date(2025, 6, 11)),
        ("on Monday", date(2025, 6, 9)),
        ("on Thursday", date(2025, 6, 12)),
        ("on 7 June", date(2025, 6, 7)),
        ("on May 20, 2025", date(2025, 5, 20)),
    ],
)
def test_when(phrase: str, day: date) -> None:
    """Days are resolved against the day of publication."""
    assert events(f"Gunmen attacked a village near Gao {phrase}.")[0].when == day


def test_when_without_publication() -> None:
    """Without a day of publication only explicit dates give a day."""
    told = "Gunmen attacked a village near Gao"
    undated = article(f"{told} yesterday.").model_copy(update={"published_at": None})
    dated = article(f"{told} on 20 May 2025.").model_copy(update={"published_at": None})
    assert load().code(undated).events[0].when is None
    assert load().code(dated).events[0].when == date(2025, 5, 20)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Rebels killed 12 soldiers in Gao.", {(12, "killed")}),
        ("Twenty-one soldiers were killed by rebels in Gao.", {(21, "killed")}),
        ("A soldier was killed by gunmen in Gao.", {(1, "killed")}),
        ("Iraq agreed that 1,500 of the 2,500 American soldiers will leave.", {(1500, "troops")}),
        ("Kenya deployed two hundred and forty soldiers to Haiti.", {(240, "troops")}),
        ("Gunmen attacked a base in Gao, with no casualties.", {(0, "killed")}),
        ("Japan sent three warships to the Red Sea.", {(3, "ships")}),
        ("After four days of rocket attacks on Haifa the army counted the craters.", set()),
    ],
)
def test_quantities(body: str, wanted: set[tuple[int, str]]) -> None:
    """Numbers in digits and words are bound to what they count; a part wins over its whole."""
    found = events(body)
    assert found
    assert {(q.value, q.unit) for e in found for q in e.quantities} == wanted


@pytest.mark.parametrize(
    ("body", "place", "country"),
    [
        ("Gunmen attacked the village of Tabane in Niger.", "Tabane", "NE"),
        ("Troops arrived in Erbil on Monday.", "Erbil", "IQ"),
        ("Warships were sent to the Red Sea.", "Red Sea", None),
        ("Poland sent soldiers to Latvia and Estonia.", "Latvia and Estonia", None),
        ("Russian troops withdrew from Kherson to the left bank.", "Kherson", "UA"),
        ("Militants attacked a checkpoint in Rafah.", "Rafah", "PS"),
    ],
)
def test_places(body: str, place: str, country: str | None) -> None:
    """The place is the text's own name for it; a sea or two states have no country."""
    assert [(e.place, e.country) for e in events(body)] == [(place, country)]
