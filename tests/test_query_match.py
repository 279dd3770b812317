"""What a query finds in a text, and exactly where."""

from __future__ import annotations

import pytest
from queries import article, quotes

from alerts.query import evaluate, parse

ALIASES = {"hezbollah": ["Hezbollah", "Hizbullah", "حزب الله"]}


def found(query: str, body: str) -> list[str] | None:
    """Give the words of a body that a query finds, None if it does not match."""
    told = article(body)
    result = evaluate(parse(query, aliases=ALIASES), told)
    return None if result is None else quotes(result, told)


@pytest.mark.parametrize(
    ("query", "body", "words"),
    [
        (
            "attack",
            "Attacks, attacked and ATTACKING; not attach.",
            ["Attacks", "attacked", "ATTACKING"],
        ),
        ("attacked", "an attack", ["attack"]),
        ("withdraw", "They withdrew; it was withdrawn.", ["withdrew", "withdrawn"]),
        ("strike", "Israel struck", ["struck"]),
        ("policies", "a policy", ["policy"]),
        ('="attack"', "attacks and an Attack", ["Attack"]),
        ('="joint committee"', "joint committees; the Joint Committee", ["Joint Committee"]),
        ("iraq", "Iraq's army", ["Iraq"]),
        ("rocket*", "rocket, rocketing, sprocket", ["rocket", "rocketing"]),
        ("title:iraq OR body:syria", "Iraq and Syria", ["Syria"]),
        ('"troop withdrawal"', "the troops, withdrawal", ["troops, withdrawal"]),
        ('"troop withdrawal"', "troop. “Withdrawals”", ["troop. “Withdrawals"]),
        ('"a b a b"', "a b a b a b", ["a b a b a b"]),
        ("iraq syria", "Syria and Iraq", ["Syria", "Iraq"]),
        ("iraq OR syria", "only Syria", ["Syria"]),
        ("iraq NOT syria", "Iraq alone", ["Iraq"]),
        ("iraq NOT (syria iran)", "Iraq and Syria", ["Iraq"]),
        ("a NEAR/0 b", "b a", ["b", "a"]),
        ("a NEAR/1 b", "a x b y b y y a", ["a", "b"]),
        ("attack NEAR/5 attack", "attack on attack", ["attack", "attack"]),
        ("(a OR b) NEAR/1 c", "a c b", ["a", "c", "b"]),
        (
            '"joint committee" NEAR/2 iraq',
            "Iraq and a joint committee",
            ["Iraq", "joint committee"],
        ),
        ("ceasefire", "a cease-fire", ["cease-fire"]),
        (
            "cease-fire",
            "a ceasefire, a cease fire, a cease-fire",
            ["ceasefire", "cease fire", "cease-fire"],
        ),
        ("cease-fires", "a ceasefire", ["ceasefire"]),
        ('"ceasefire deal"', "the cease-fire deal", ["cease-fire deal"]),
        ("khafaji", "Al-Khafaji", ["Khafaji"]),
        ("al-khafaji", "Al Khafaji and Alkhafaji", ["Al Khafaji", "Alkhafaji"]),
        ("1500", "about 1,500 troops", ["1,500"]),
        ("1,500", "about 1500 troops", ["1500"]),
        ("u.s.", "the US, the U.S. and us", ["US", "U.S", "us"]),
        ("sanaa", "Sana'a, Sana’a, Sanaa, Ṣanaʿāʾ", ["Sana'a", "Sana’a", "Sanaa", "Ṣanaʿāʾ"]),
        ("istanbul", "İSTANBUL", ["İSTANBUL"]),
        ("İstanbul", "istanbul", ["istanbul"]),
        ("zurich", "Zürich Zu\u0308rich", ["Zürich", "Zu\u0308rich"]),
        ("strasse", "Straße", ["Straße"]),
        ("fighter", "ﬁghters", ["ﬁghters"]),
        ("iraq", "ＩＲＡＱ", ["ＩＲＡＱ"]),
        ("café", "cafe", ["cafe"]),
        ("قوات", "والقوّات المُسلّحة", ["والقوّات"]),
        ("القوات", "دخول قوات أجنبية", ["قوات"]),
        ("القوات", "للقوات", ["للقوات"]),
        ("غزة", "في غزه وبغزة", ["غزه", "وبغزة"]),
        ('="قوات"', "القوات قوات", ["قوات"]),
        ("احمد", "أحمد", ["أحمد"]),
        ("مستشفى", "مستشفي", ["مستشفي"]),
        ("سلاح", "ســـلاح", ["ســـلاح"]),
        ("القوات", "ﺍﻟﻘﻮﺍﺕ", ["ﺍﻟﻘﻮﺍﺕ"]),
        ('"حزب الله"', "حزب الله وحزب اللّٰه", ["حزب الله", "وحزب اللّٰه"]),
        ("قوا*", "والقوات", ["والقوات"]),
        ("سحب القوات", "سحب قواته", None),
        ("١٥٠٠", "1,500", ["1,500"]),
        ("撤军", "美国撤军伊拉克", ["撤军"]),
        ("撤*", "美国撤军", ["撤"]),
        ("@hezbollah NEAR/5 rocket*", "Hizbullah fired rockets", ["Hizbullah", "rockets"]),
        ("@hezbollah NEAR/5 صاروخ", "أطلق حزب الله صاروخ", ["حزب الله", "صاروخ"]),
        ("a", "😀 a 😀", ["a"]),
        ("war", "the\u00a0war\u200b.", ["war\u200b"]),
    ],
)
def test_what_is_found(query: str, body: str, words: list[str] | None) -> None:
    """A query finds the words it should, in the spelling of the original."""
    assert found(query, body) == words


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("attack", "attach attacker counterattacks"),
        ('="attack"', "attacks"),
        ('"troop withdrawal"', "withdrawal of troops"),
        ('"a b"', "a x b"),
        ("a NEAR/5 b", "a 1 2 3 4 5 6 b"),
        ("attack NEAR/5 attack", "one attack only"),
        ("a NEAR/1 b", "a x y b"),
        ("iraq NOT syria", "Iraq and Syrias"),
        ('iraq NOT "joint committee"', "Iraq's joint committees"),
        ("cease-fire", "cease. and fire"),
        ("ceasefire", "cease fire"),
        ("hamas", "the city of Hama"),
        ("news", "a new thing"),
        ("rocket*", "rock"),
        ("الله", "قال له"),
        ("وزير", "زير"),
        ("جنة", "جنس"),
        ("سلاح", "صلاح"),
        ("مسؤول", "مسوول"),
        ("iraq", ""),
        ("iraq", "!!!"),
        ("source:bbc", "bbc"),
        ("iraq killed>=1", "Iraq: 5 killed"),
        ("iraq severity>=low", "Iraq"),
        ("iraq origins>=0", "Iraq"),
        ("iraq lang:en", "Iraq"),
    ],
)
def test_what_is_not_found(query: str, body: str) -> None:
    """What is not said, or is absent, does not match."""
    assert found(query, body) is None


def test_a_phrase_does_not_cross_from_title_to_body() -> None:
    """A phrase and a NEAR stand in one field."""
    told = article("withdrawal of", title="the troop")
    assert evaluate(parse('"troop withdrawal"'), told) is None
    assert evaluate(parse("troop NEAR/10 withdrawal"), told) is None
    assert evaluate(parse("troop AND withdrawal"), told) is not None


def test_spans_come_title_first_and_merged() -> None:
    """Places of both fields are sorted, and overlapping ones are one."""
    told = article("joint committee of Iraq", title="Iraq")
    result = evaluate(parse('"joint committee" (joint OR iraq) committee'), told)
    assert quotes(result, told) == ["Iraq", "joint committee", "Iraq"]


def test_a_branch_that_failed_shows_nothing() -> None:
    """Words of an AND that did not hold are not highlighted, nor is what stands under NOT."""
    told = article("iraq syria iran")
    result = evaluate(parse("iraq OR (syria AND turkey) OR (iran NOT turkey)"), told)
    assert quotes(result, told) == ["iraq", "iran"]


@pytest.mark.parametrize(
    ("query", "source", "url", "matches"),
    [
        ("x source:bbc", "BBC News", None, True),
        ("x source:bbc.co.uk", "news.bbc.co.uk", None, True),
        ("x source:bbc.co.uk", "", "https://www.bbc.co.uk/news/1", True),
        ("x source:bbc.co.uk", "bbc.com", None, False),
        ("x source:time", "The Times", None, False),
        ('x source:"al jazeera"', "Al-Jazeera English", None, True),
        ("x source:jaz*", "Al Jazeera", None, True),
        ("x source:bbc", "", "http://[bad", False),
        ("x source:bbc", "bbcpersian", None, False),
        ("x NOT source:bbc", "", None, True),
    ],
)
def test_sources_are_names_or_hosts(
    query: str, source: str, url: str | None, *, matches: bool
) -> None:
    """`source:` means words of the source's name or of the host in the URL, without inflection."""
    assert (evaluate(parse(query), article("x", source=source, url=url)) is not None) is matches


@pytest.mark.parametrize(
    ("asked", "own", "given", "matches"),
    [
        ("en", "en", None, True),
        ("en", "en-GB", None, True),
        ("en-gb", "en", None, False),
        ("en", None, "en", True),
        ("en", "ar", "en", False),
        ("en", "eng", None, False),
        ("ar", None, None, False),
        ("pt-br", "pt_BR", None, True),
    ],
)
def test_languages(asked: str, own: str | None, given: str | None, *, matches: bool) -> None:
    """The article's own language goes before the one found; a language holds its variants."""
    query = parse(f"x lang:{asked}")
    assert (evaluate(query, article("x", lang=own), lang=given) is not None) is matches


def test_a_repeated_word_costs_no_more_than_another() -> None:
    """Phrases and NEAR over one word said 20,000 times are answered, with a bounded highlight."""
    told = article("the " * 20_000)
    query = parse(" AND ".join(f'"{"the " * 40}" the NEAR/10 the' for _ in range(20)))
    result = evaluate(query, told)
    assert result is not None
    assert result.spans[0].start == 0
    assert result.spans[-1].end <= len(told.body)
