"""Tests for the words that all channels share."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from deliveries import ENGLISH, denial, foiled, make_delivery, make_teller, sent
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alerts import render
from streams.messages import Change, Evidence, Match, Severity, Span

HOSTILE = st.text(alphabet=st.characters(codec=None), max_size=80)


def test_a_card_says_what_happened_and_whether_it_is_true() -> None:
    """Severity, kind, modality and nuance stand in the title and in the badges."""
    card = render.card(denial())
    assert card.title == (
        "[HIGH] Troop deployment DENIED UNCONFIRMED: Iraq's joint command denies entry of American troops"
    )
    assert (card.severity, card.kind) == ("HIGH", "Troop deployment")
    assert card.badges == ("DENIED", "UNCONFIRMED")


def test_an_actual_event_needs_no_word_for_it_in_the_title() -> None:
    """The badge says ACTUAL; the title speaks up for what is not plainly so."""
    card = render.card(foiled())
    assert card.badges == ("ACTUAL", "FOILED")
    assert card.title.startswith("[HIGH] Attack FOILED: ")


def test_the_proof_is_split_at_the_words_that_decided() -> None:
    """Triggers and modality cues are bold; places, actors and numbers are not."""
    runs = render.proof(denial().alert.story, ())
    assert "".join(run.text for run in runs) == ENGLISH
    assert [run.text for run in runs if run.bold] == ["denied", "enter"]


def test_the_spans_of_the_rule_are_bold_where_they_touch_the_proof() -> None:
    """A span of another field or beyond the sentence marks nothing, an overlap marks once."""
    spans = (
        Span(field="title", start=100, end=105),
        Span(field="body", start=0, end=50),
        Span(field="body", start=95, end=105),
        Span(field="body", start=134, end=142),
        Span(field="body", start=5000, end=5010),
    )
    runs = render.proof(denial().alert.story, spans)
    assert "".join(run.text for run in runs) == ENGLISH
    assert [run.text for run in runs if run.bold] == ["Major", "denied on", "enter"]


def test_a_story_without_an_event_is_proved_by_its_excerpt() -> None:
    """A rule on text alone shows the sentence that it matched."""
    excerpt = Evidence(text="Oil talks resume.", field="body", start=7, end=24)
    delivery = make_delivery(excerpt=excerpt)
    runs = render.proof(delivery.alert.story, (Span(field="body", start=7, end=10),))
    assert runs == (render.Run("Oil", bold=True), render.Run(" talks resume.", bold=False))
    assert render.card(delivery).title.startswith("[HIGH] Iraq's joint")


def test_a_story_with_nothing_to_quote_has_no_proof() -> None:
    """Neither event nor excerpt: the card does without a quote."""
    assert render.card(make_delivery()).quote == ()


def test_facts_are_listed_where_they_are_known() -> None:
    """Who, where, how many and according to whom; what is unknown is not there."""
    assert render.card(denial()).facts == (
        ("Who", "international coalition"),
        ("Where", "Baghdad (IQ)"),
        ("Numbers", "1,500 troops"),
        ("According to", "Major General Tahseen Al-Khafaji (official)"),
    )
    assert dict(render.card(foiled()).facts)["According to"] == "an unnamed source"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change.MODALITY, "Update: now denied"),
        (Change.NUMBER, "Update: now 1,500 troops"),
        (Change.NONE, "Update: another article"),
        (Change.FIRST_REPORT, "Update"),
    ],
)
def test_an_update_says_what_changed(change: Change, line: str) -> None:
    """With a previous receipt the card opens with the change; without one there is none."""
    delivery = denial("second", revision=2, change=change)
    assert render.card(delivery, sent(denial(), {})).change == line
    assert render.card(delivery).change is None


def test_a_repeat_and_a_note_are_worded() -> None:
    """A possible repeat is named as one, and a note is passed on."""
    card = render.card(denial(repeat=True, note="could not be told on desk-slack"))
    assert render.notes(card) == [render.REPEAT, "could not be told on desk-slack"]
    assert "possible repeat" in render.text(card)


def test_the_tally_counts_articles_and_sources() -> None:
    """Articles are counted as told, sources as different publishers."""
    assert render.card(denial()).tally == "12 articles, 3 sources"
    single = denial(articles=1, sources=("a", "a"), tellers=(make_teller(),))
    assert render.card(single).tally == "1 article, 1 source"


def test_only_the_first_sources_are_listed() -> None:
    """Five articles are named, the rest are counted."""
    tellers = tuple(make_teller(f"wire {number}") for number in range(20))
    card = render.card(denial(tellers=tellers, articles=50))
    assert (len(card.sources), card.more) == (5, 45)


def test_plain_text_holds_everything() -> None:
    """The text form has the title, the quote, the facts, the sources with links, rule and time."""
    text = render.text(render.card(denial()))
    for part in ("DENIED", ENGLISH, "Where: Baghdad (IQ)", "https://shafaq.example/en/a?x=1&y=2"):
        assert part in text
    assert text.endswith(
        "rule iraq-coalition-withdrawal · 2024-01-27T10:04:00Z".replace(
            "iraq-coalition-withdrawal", denial().alert.rule
        )
    )


def test_a_moment_is_written_in_utc() -> None:
    """A time with another offset is converted."""
    moment = datetime(2024, 1, 27, 13, 4, 5, 6, tzinfo=timezone(timedelta(hours=3)))
    assert render.instant(moment) == "2024-01-27T10:04:05Z"
    assert render.instant(moment.astimezone(UTC)) == "2024-01-27T10:04:05Z"


def test_a_moment_at_the_end_of_time_is_still_written() -> None:
    """Year 1 east of Greenwich has no UTC; it is written as it was given."""
    moment = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=3)))
    assert render.instant(moment) == "0001-01-01T00:00:00+03:00"


@pytest.mark.parametrize(
    ("text", "rtl"), [("إحباط هجوم", True), ("Attack", False), ("1. هجوم", True), ("123", False)]
)
def test_the_first_letter_says_which_way_a_text_runs(text: str, *, rtl: bool) -> None:
    """Digits and signs have no say."""
    assert render.reads_right_to_left(text) is rtl


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org/a b|c>d\"e'f", "https://example.org/ab%7Cc%3Ed%22e'f"),
        ("https://example.org/عاجل", "https://example.org/%D8%B9%D8%A7%D8%AC%D9%84"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("http://[2606:4700::1111]/x", "http://[2606:4700::1111]/x"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org/", None),
        ("//example.org/", None),
        ("https://bank.example@evil.example/", None),
        ("https://example.org:99999/", None),
        ("https://[::1", None),
        ("https://example.org/" + "x" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_is_web_only_and_safe_to_write(url: str | None, safe: str | None) -> None:
    """Only http and https with a plain host survive, with what could break markup encoded."""
    assert render.link(url) == safe


@settings(deadline=None)
@given(HOSTILE)
@example(" \x1b\r")
def test_clean_text_cannot_act_on_a_screen(text: str) -> None:
    """No control, no direction override, no lone surrogate, no tower of marks is left."""
    cleaned = render.clean(text)
    cleaned.encode()
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in cleaned)
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert render.clean(cleaned) == cleaned


def test_towers_of_marks_are_cut_down_and_arabic_vowels_are_kept() -> None:
    """Four marks on a letter are more than any script needs."""
    assert render.clean("Z" + "\u0301" * 40 + "algo") == "Z" + "\u0301" * 4 + "algo"
    assert render.clean("هجوماً مُسَلَّحًا") == "هجوماً مُسَلَّحًا"


@pytest.mark.parametrize(
    ("text", "budget", "short"),
    [
        ("short", 5, "short"),
        ("troops entered Iraq", 15, "troops entered…"),
        ("troops entered Iraq", 14, "troops entere…"),
        ("Donaudampfschiff", 6, "Donau…"),
        ("cafe\u0301s", 5, "caf…"),
        ("ab👨‍👩‍👧cd", 5, "ab…"),
        ("🇮🇶🇺🇸", 3, "🇮🇶…"),
        ("anything", 0, ""),
    ],
)
def test_text_is_shortened_between_words_or_graphemes(text: str, budget: int, short: str) -> None:
    """A cut falls between two words, else between two graphemes, and is marked."""
    assert render.fit(text, budget) == short


@settings(deadline=None)
@given(HOSTILE, st.integers(0, 60))
def test_shortened_text_keeps_the_budget(text: str, budget: int) -> None:
    """Whatever the text, the result fits, and is the text itself or ends in an ellipsis."""
    short = render.fit(text, budget)
    assert len(short) <= budget
    assert short == text or short.endswith("…") or budget == 0


@settings(deadline=None)
@given(HOSTILE, st.integers(4, 60))
def test_shortened_text_can_be_measured_in_another_syntax(text: str, budget: int) -> None:
    """The budget holds for the escaped form, which is never cut within an escape."""
    escape = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    short = render.fit(text, budget, lambda char: len(escape.get(char, char)))
    assert sum(len(escape.get(char, char)) for char in short) <= budget


def test_a_proof_that_stands_late_in_a_long_sentence_stays_in_sight() -> None:
    """What leads to the first bold word is dropped before the word itself would be."""
    runs = (render.Run("word " * 200, bold=False), render.Run("attacked", bold=True))
    fitted = render.fit_runs(runs, 200)
    assert fitted[-1] == render.Run("attacked", bold=True)
    assert fitted[0].text.startswith("…")
    assert sum(len(run.text) for run in fitted) <= 200


@settings(deadline=None)
@given(st.lists(st.tuples(HOSTILE, st.booleans()), max_size=8), st.integers(0, 200))
def test_a_shortened_sentence_keeps_the_budget(
    pieces: list[tuple[str, bool]], budget: int
) -> None:
    """However it is split, a sentence fits after it was shortened."""
    fitted = render.fit_runs([render.Run(text, bold) for text, bold in pieces], budget)
    assert sum(len(run.text) for run in fitted) <= budget


def test_the_document_is_versioned_verbatim_and_keeps_other_rules_to_itself() -> None:
    """Offsets hold in what a machine gets, and who else watches the story is left out."""
    delivery = denial(repeat=True, matches=(Match(rule="somebody-elses"),))
    told = render.document(delivery)
    assert (told["type"], told["version"], told["revision"]) == ("alert", 1, 1)
    assert told["possible_repeat"] is True
    evidence = told["alert"]["story"]["event"]["evidence"]
    assert evidence["text"] == ENGLISH
    assert evidence["end"] - evidence["start"] == len(evidence["text"])
    assert "somebody-elses" not in json.dumps(told)


@settings(deadline=None)
@given(HOSTILE, st.integers(-5, 300), st.integers(-5, 300))
def test_no_text_and_no_offset_makes_a_card_fail(text: str, start: int, end: int) -> None:
    """Hostile words in every field, and offsets that point nowhere, still give a card and a line."""
    evidence = Evidence(text=text, field="body", start=start, end=end)
    delivery = make_delivery(
        text, headline=text, excerpt=evidence, severity=Severity.LOW, note=text,
        tellers=(make_teller(text, text),),
    )  # fmt: skip
    alert = delivery.alert.model_copy(
        update={"rule": text, "spans": (Span(field="body", start=start + 1, end=end),)}
    )
    hostile = delivery.model_copy(update={"alert": alert})
    card = render.card(hostile)
    assert len(card.headline) <= render.HEADLINE_BUDGET
    render.text(card).encode()
    line = render.json_line(hostile)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in line)
    assert json.loads(line)["alert"]["rule"] == text
