"""Folding and words: what counts as the same spelling, and the way back to the original."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.clitics import without_article, without_clitics
from streams.text import fold, keys, tokens

TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aA'’-.,1 0éßﬁİıŁ\u0301\u0327ـًأةىﻻﷺوالقكل撤がｶﾞ각\u1100\u1161™²\u200d\u200b"
        ),
    ),
    max_size=60,
)


def forms(text: str) -> list[str]:
    """Give the words of a text without their places."""
    return [word.text for word in tokens(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("IRAQ", "iraq"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Zürich", "zurich"),
        ("Zu\u0308rich", "zurich"),
        ("Straße STRASSE", "strasse strasse"),
        ("ﬁghters", "fighters"),
        ("ＩＲＡＱ　２０２４", "iraq 2024"),
        ("Łódź Tromsø", "lodz tromso"),
        ("Ἀθῆναι ΑΘΗΝΑΙ", "αθηναι αθηναι"),
        ("المُسَلَّحة", "المسلحه"),
        ("ســـلاح", "سلاح"),
        ("أحمد إيران آل ٱلقوات", "احمد ايران ال القوات"),
        ("مستشفى علی", "مستشفي علي"),
        ("ﺍﻟﻘﻮﺍﺕ ﻻ", "القوات لا"),
        ("١٢٣ ۴۵", "123 45"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("Iraq¹ Facebook™", "iraq  facebook "),
    ],
)
def test_fold_makes_spellings_equal(written: str, folded: str) -> None:
    """Case, accents, width and Arabic spelling do not tell words apart."""
    assert fold(written).text == folded


def test_fold_keeps_hamza_on_its_seat() -> None:
    """A hamza on ya or waw is a letter, composed or not, and is not folded away."""
    assert fold("ئ").text == fold("ي\u0654").text == "ئ"
    assert fold("مسؤول").text != fold("مسوول").text


@given(TRICKY)
def test_offsets_rise_within_the_original(text: str) -> None:
    """Every folded code point knows its original, in order, and the list closes with the length."""
    folded = fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset < max(len(text), 1) for offset in offsets[:-1])


@given(TRICKY)
def test_fold_is_idempotent(text: str) -> None:
    """What is folded stays as it is when folded again."""
    once = fold(text).text
    assert fold(once).text == once


def test_fold_is_idempotent_on_every_character() -> None:
    """No character of Unicode needs folding twice."""
    wrong = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if (once := fold(chr(code)).text) != chr(code) and fold(once).text != once
    ]
    assert wrong == []


@given(TRICKY)
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    """A decomposed text says the same words as a composed one."""
    assert forms(unicodedata.normalize("NFD", text)) == forms(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iraq's army, the soldiers' base", ["iraq", "army", "the", "soldiers", "base"]),
        ("Sana'a and Sana’a don’t", ["sanaa", "and", "sanaa", "dont"]),
        ("cease-fire pull\u2011out", ["cease", "fire", "pull", "out"]),
        ("1,500 troops, 2.5 tons, 1.200.000", ["1500", "troops", "2.5", "tons", "1200000"]),
        ("on 12.05.2024, 3,4 or 10:30", ["on", "12", "05", "2024", "3", "4", "or", "10", "30"]),
        ("U.S. forces, U.S.-led, the U.N.", ["us", "forces", "us", "led", "the", "un"]),
        ("end.Next #Iraq_war", ["end", "next", "iraq", "war"]),
        ("撤军 and 서울", ["撤", "军", "and", "서울"]),
        ("सेना ने", ["सेना", "ने"]),
        ("", []),
        ("-- … !", []),
    ],
)
def test_words_are_cut_as_a_reader_would(text: str, words: list[str]) -> None:
    """Apostrophes, hyphens, numbers, initials and scripts without spaces are cut sensibly."""
    assert forms(text) == words


def test_a_word_written_together_is_a_variant_of_its_parts() -> None:
    """A hyphenated or elided word can also be asked for in one piece."""
    assert {"ceasefire", "cease", "fire"} <= keys("a cease-fire")
    assert {"ndjamena", "djamena"} <= keys("N'Djamena")


@given(TRICKY)
def test_words_lie_in_order_inside_the_original(text: str) -> None:
    """No word is empty, and only words out of one ligature share a place."""
    end = 0
    for word in tokens(text):
        assert word.text
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= end - 1
        end = word.end


@given(TRICKY)
def test_a_word_is_cut_into_itself(text: str) -> None:
    """A word that was cut from a text is one word when it stands alone."""
    for word in tokens(text):
        assert forms(word.text) == [word.text]


@given(TRICKY)
def test_keys_are_all_words_and_variants(text: str) -> None:
    """The quick set of keys is what the slow way finds."""
    slow = {word.text for word in tokens(text)}
    slow |= {form for word in tokens(text) for form, _ in word.variants}
    assert keys(text) == slow


def test_a_word_covers_its_marks_in_the_original() -> None:
    """The place of a vowelled word ends after its last mark, not before."""
    text = "قال القُوّاتُ هنا"
    word = list(tokens(text))[1]
    assert text[word.start : word.end] == "القُوّاتُ"


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والقوات", "قوات"),
        ("بالقوات", "قوات"),
        ("للقوات", "قوات"),
        ("وبالقوات", "قوات"),
        ("لقوات", "قوات"),
        ("بغزه", "غزه"),
        ("فهجوم", "هجوم"),
        ("كهجوم", "هجوم"),
        ("ستهاجم", "تهاجم"),
        ("لله", "الله"),
        ("بالله", "الله"),
        ("للبنان", "لبنان"),
    ],
)
def test_arabic_clitics_come_off(word: str, stem: str) -> None:
    """The conjunction, the preposition, the future sign and the article come off a word."""
    assert stem in without_clitics(word)


def test_what_belongs_to_an_arabic_word_stays() -> None:
    """God's name keeps its article, a weapon its first letter, and other scripts everything."""
    assert without_article("الله") == "الله"
    assert without_clitics("سلاح") == ()
    assert without_clitics("police") == ()
