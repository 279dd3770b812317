"""Arabic: clitics, marks, numbers, speakers, and how real what is told is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.coder import load
from agents.coder.arabic.spelling import MARK, TOKEN, Cutter, fold
from agents.coder.tokens import Sentence
from streams.messages import Article, Attribution, Event, Modality

DAY = datetime(2025, 6, 12, 10, tzinfo=UTC)
MARKS = "\u064b\u064e\u0651\u0652\u0640\u200f\u200c"
WORDS = [
    *["هاجم", "مسلحون", "حاجزا", "للجيش", "قرب", "الرمادي،", "وقتلوا", "ستة", "جنود."],
    *["وللقوات", "بالصواريخ", "وسينسحب", "F-16", "U.S.", "1,500", "١٥٠٠", "«داعش»", "#العراق", "الجيشُ", "قــوات", "💥", "�", "\n"],
]  # fmt: skip


def article(body: str, *, title: str = "", lang: str | None = "ar") -> Article:
    """Make an article, also of what pydantic would refuse."""
    return Article.model_construct(
        identity="x",
        id="x",
        content_hash="x",
        url=None,
        source="",
        lang=lang,
        title=title,
        body=body,
        published_at=DAY,
        updated_at=None,
        first_seen_at=DAY,
    )


def events(body: str) -> tuple[Event, ...]:
    """Give the events of an Arabic text, by the rules alone."""
    return load().by_rules().code(article(body)).events


def tokens(text: str) -> list[str]:
    """Cut a text as the coder does."""
    lexicon = load().packs["ar"].lexicon
    return Sentence("body", text, lexicon.grammar.fold(text), (0, len(text)), lexicon).words


texts = st.lists(
    st.sampled_from([*WORDS, "\ud800", "\n"])
    | st.text(alphabet=MARKS + "ابتثجحخوفلكسي ،.", max_size=8),
    max_size=40,
).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(body=texts, title=texts)
def test_offsets(body: str, title: str) -> None:
    """Whatever the marks and scripts, evidence and cues are slices of the field they name."""
    for event in load().code(article(body, title=title)).events:
        field = body if event.evidence.field == "body" else title
        assert field[event.evidence.start : event.evidence.end] == event.evidence.text
        for cue in event.cues:
            assert field[cue.start : cue.end] == cue.text


@settings(deadline=None, max_examples=200)
@given(text=texts)
def test_tokens_cover_the_text(text: str) -> None:
    """Tokens stand in order, do not overlap, and leave out only blanks and marks."""
    lexicon = load().packs["ar"].lexicon
    sentence = Sentence("body", text, lexicon.grammar.fold(text), (0, len(text)), lexicon)
    at = 0
    for start, end in zip(sentence.starts, sentence.ends, strict=True):
        assert at <= start < end
        assert not TOKEN.findall(sentence.folded[at:start])
        at = end


@given(text=st.text())
def test_folding_keeps_the_length(text: str) -> None:
    """A folded text has the offsets of the original, and folding twice changes nothing."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_marks_change_nothing(data: st.DataObject) -> None:
    """Vowel marks and tatweel inside words change neither kind, modality nor speaker."""
    plain = "أعلن الجيش أن مسلحين هاجموا قاعدة قرب كركوك وقتلوا خمسة جنود."
    marked = "".join(
        c + (data.draw(st.sampled_from(("", "", "", *MARKS[:5]))) if c.isalpha() else "")
        for c in plain
    )
    told = [(e.kind, e.modality, e.attribution, e.country) for e in events(plain)]
    assert told == [("attack", Modality.ACTUAL, Attribution.OFFICIAL, "IQ")]
    assert [(e.kind, e.modality, e.attribution, e.country) for e in events(marked)] == told


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("وللقوات", ["و", "ل", "قوات"]),
        ("بالصواريخ", ["ب", "صواريخ"]),
        ("وسينسحب", ["و", "س", "ينسحب"]),
        ("قواتها", ["قوات", "ها"]),
        ("وطائرته", ["و", "طائره", "ه"]),
        ("جيشًا", ["جيش"]),
        ("وصول", ["وصول"]),
        ("وزير", ["وزير"]),
        ("إليه", ["الي", "ه"]),
        ("بالمجهولانية", ["ب", "مجهولانيه"]),
        ("الرقة", ["الرقه"]),
        ("ورقة", ["ورقه"]),
        ("١٥٠٠", ["1500"]),
    ],
)
def test_clitics(written: str, wanted: list[str]) -> None:
    """What is written onto a word becomes a token; a word that the tables know stays whole."""
    assert tokens(written) == wanted


def test_unknown_words_are_cut_by_the_article_alone() -> None:
    """Without a table only the article shows where a word begins."""
    cutter = Cutter((), ())
    assert cutter.cut("وبالبيت وبيت", 0, 12) == ["و", "ب", "بيت", "وبيت"]
    assert MARK.sub("", "بـِ") == "ب"


@pytest.mark.parametrize("lead", ["", "و", "ف", "وكان ", "كما أن "])
def test_the_gate_sees_behind_proclitics(lead: str) -> None:
    """A trigger is found whatever is written onto its front."""
    assert events(f"{lead}هاجم مسلحون حاجزا للجيش قرب الرمادي.")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("هاجم مسلحون قاعدة للجيش في غاو.", Modality.ACTUAL),
        ("لم يهاجم مسلحون قاعدة للجيش في غاو.", Modality.DENIED),
        ("نفى الجيش أن يكون مسلحون هاجموا قاعدة للجيش في غاو.", Modality.DENIED),
        ("لا صحة لأنباء عن هجوم مسلحين على قاعدة للجيش في غاو.", Modality.DENIED),
        ("سيهاجم مسلحون قاعدة للجيش في غاو، بحسب الجماعة.", Modality.PLANNED),
        ("سوف يهاجم مسلحون قاعدة للجيش في غاو.", Modality.PLANNED),
        ("قد يهاجم مسلحون قاعدة للجيش في غاو.", Modality.HYPOTHETICAL),
        ("حذر الوزير من هجوم مسلحين على قاعدة للجيش في غاو.", Modality.HYPOTHETICAL),
        ("إذا هاجم مسلحون قاعدة للجيش في غاو فسنرد.", Modality.HYPOTHETICAL),
        ("في عام 2012 هاجم مسلحون قاعدة للجيش في غاو.", Modality.HISTORICAL),
        ("هاجم مسلحون قبل سنوات قاعدة للجيش في غاو.", Modality.HISTORICAL),
        ("خلال المناورات هاجم مسلحون وهميون قاعدة للجيش في غاو.", Modality.EXERCISE),
        ("سحبت فرنسا جنودها من النيجر.", Modality.ACTUAL),
        ("لن تسحب فرنسا جنودها من النيجر.", Modality.DENIED),
        ("استبعدت فرنسا سحب جنودها من النيجر.", Modality.DENIED),
        ("قررت فرنسا سحب جنودها من النيجر.", Modality.PLANNED),
        ("من المقرر أن تسحب فرنسا جنودها من النيجر.", Modality.PLANNED),
        ("طالب النواب فرنسا بسحب جنودها من النيجر.", Modality.HYPOTHETICAL),
        ("لم تستبعد فرنسا سحب جنودها من النيجر.", Modality.HYPOTHETICAL),
    ],
)
def test_modality_follows_the_cue(text: str, modality: Modality) -> None:
    """The same fact is as real as the words around it say."""
    assert [event.modality for event in events(text)] == [modality]


@pytest.mark.parametrize(
    ("lead", "wanted", "name"),
    [
        ("أعلن المتحدث باسم الجيش أن", Attribution.OFFICIAL, "المتحدث"),
        ("قالت حركة الشباب إن", Attribution.CLAIMED, None),
        ("ذكرت صحيفة محلية أن", Attribution.MEDIA, None),
        ("أفاد شهود عيان بأن", Attribution.ANONYMOUS, None),
        ("قال مصدر أمني إن", Attribution.ANONYMOUS, None),
        ("نقلت وكالة رويترز عن وزير الدفاع قوله إن", Attribution.OFFICIAL, None),
        ("", Attribution.NONE, None),
    ],
)
def test_speakers(lead: str, wanted: Attribution, name: str | None) -> None:
    """The speaker stands behind his verb, and the original one wins over the carrier."""
    found = events(f"{lead} قذائف سقطت على ثكنة للجيش في كيسمايو فقتل جندي.")
    assert [event.attribution for event in found] == [wanted]
    assert name is None or name in (found[0].attributed_to or "")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("قتل 12 جنديا في هجوم شنه مسلحون على غاو.", {(12, "killed")}),
        ("مقتل ثلاثة عشر جنديا في هجوم مسلح على غاو.", {(13, "killed")}),
        ("مقتل جندي في هجوم مسلح على غاو.", {(1, "killed")}),
        ("مقتل جنديين في هجوم مسلح على غاو.", {(2, "killed")}),
        ("هجوم مسلح على غاو يوقع خمسة وعشرين قتيلا.", {(25, "killed")}),
        ("مقتل 4 جنود وإصابة ٩ في هجوم مسلح على غاو.", {(4, "killed"), (9, "wounded")}),
        ("أرسلت مصر مئتي جندي إلى الصومال.", {(200, "troops")}),
        ("أرسلت مصر ألفي جندي إلى الصومال.", {(2000, "troops")}),
        ("أرسلت مصر خمسة آلاف وخمسمئة جندي إلى الصومال.", {(5500, "troops")}),
        ("أرسلت مصر 12 ألف جندي إلى الصومال.", {(12000, "troops")}),
        ("أرسلت اليابان فرقاطتين إلى البحر الأحمر.", {(2, "ships")}),
        ("هاجم مسلحون قاعدة للجيش في غاو دون إصابات.", {(0, "killed")}),
    ],
)
def test_quantities(body: str, wanted: set[tuple[int, str]]) -> None:
    """Digits of both kinds, words, duals and a bare singular are numbers."""
    assert {(q.value, q.unit) for e in events(body) for q in e.quantities} == wanted


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("أمس", date(2025, 6, 11)),
        ("يوم الاثنين", date(2025, 6, 9)),
        ("في 7 حزيران", date(2025, 6, 7)),
        ("في ٢٠ مايو 2025", date(2025, 5, 20)),
    ],
)
def test_when(phrase: str, day: date) -> None:
    """Days are resolved against the day of publication."""
    assert events(f"هاجم مسلحون قرية قرب غاو {phrase}.")[0].when == day


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("تنسحب القوات الأمريكية من العراق بعد اتفاق بين بغداد وواشنطن", "ar"),
        ("انسحاب القوات", "ar"),
        ("نیروهای روسیه از خرسون عقب‌نشینی کردند و ارتش اوکراین وارد شهر شد", "fa"),
        ("افغانستان میں فوجی قافلے پر حملے میں چھ اہلکار ہلاک ہو گئے", "ur"),
        ("هێزەکانی ئەمریکا لە عێراق دەکشێنەوە", "ckb"),
    ],
)
def test_neighbours_are_not_arabic(text: str, lang: str) -> None:
    """Languages in the same letters are told apart, and only Arabic is read."""
    coded = load().code(article(text, lang=None))
    assert (coded.lang, coded.supported) == (lang, lang == "ar")
