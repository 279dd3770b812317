"""Reading queries: what is understood, and what is refused with a place and a remedy."""

from __future__ import annotations

import pytest

from alerts.query import QueryError, parse

ALIASES = {
    "hezbollah": ["Hezbollah", "Hizbullah", "حزب الله", "Party of God"],
    "one": ["Ansar*"],
    "lands": ["IQ", "SY"],
}
KINDS = ("attack", "troop_deployment", "withdrawal_talks")


def canonical(query: str) -> str:
    """Read a query and write it in the canonical way."""
    return str(parse(query, aliases=ALIASES, kinds=KINDS))


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("iraq", "iraq"),
        ("Iraq  COALITION", "iraq AND coalition"),
        ("a OR b c", "a OR b AND c"),
        ("a AND b OR c AND d", "a AND b OR c AND d"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("a NOT b OR c", "a AND NOT b OR c"),
        ("a NOT (b OR c)", "a AND NOT (b OR c)"),
        ("a AND NOT NOT b", "a AND b"),
        ("((((a))))", "a"),
        ("a (b (c d))", "a AND b AND c AND d"),
        ('"Troop  withdrawal"', '"troop withdrawal"'),
        ('"one"', "one"),
        ('"AND"', '"and"'),
        ('="attack"', '="attack"'),
        ("=attack", '="attack"'),
        ('="joint committee"', '="joint committee"'),
        ("rocket*", "rocket*"),
        ("a NEAR/5 b", "a NEAR/5 b"),
        ("NOT a NEAR/0 b c", "NOT (a NEAR/0 b) AND c"),
        ('(a OR "b c") NEAR/10 dd*', '(a OR "b c") NEAR/10 dd*'),
        ("title:(a OR b) c", "(title:a OR title:b) AND c"),
        ("title:(a NEAR/2 b)", "title:a NEAR/2 title:b"),
        ("TITLE: Iraq", "title:iraq"),
        ("kind:Attack modality:DENIED", "kind:attack AND modality:denied"),
        ("kind:troop-deployment", "kind:troop_deployment"),
        ("kind:(attack OR withdrawal_talks)", "kind:attack OR kind:withdrawal_talks"),
        ("country:iq x", "country:IQ AND x"),
        ("lang:AR x", "lang:ar AND x"),
        ("lang:en-GB x", "lang:en-gb AND x"),
        ("source:bbc.co.uk", 'source:"bbc co uk"'),
        ('actor:"international coalition"', 'actor:"international coalition"'),
        ("place:Ramadi", "place:ramadi"),
        ("killed>=10 x", "killed>=10 AND x"),
        ("killed >= 1,500", "killed>=1500"),
        ("killed=>10", "killed>=10"),
        ("troops<5 OR ships=0", "troops<5 OR ships=0"),
        ("severity>=HIGH x", "severity>=high AND x"),
        ("origins>=2 x", "origins>=2 AND x"),
        ("@Hezbollah", '''hezbollah OR hizbullah OR "حزب الله" OR "party of god"'''),
        ("@one x", "ansar* AND x"),
        ("title:@one", "title:ansar*"),
        ("country:@lands", "country:IQ OR country:SY"),
        ("@one NEAR/3 x", "ansar* NEAR/3 x"),
        ("iraq # the country\nsyria", "iraq AND syria"),
        ("cease-fire", "cease-fire"),
        ("O’Brien", "obrien"),
        ("U.S.", "us"),
        ("1,500", "1500"),
        ("سحب القوات", "سحب AND القوات"),
        ("撤军", '"撤 军"'),
    ],
)
def test_queries_are_read(query: str, written: str) -> None:
    """Each way of writing gives the tree that its canonical form says, and that form again."""
    assert canonical(query) == written
    assert parse(written, kinds=KINDS) == parse(query, aliases=ALIASES, kinds=KINDS)


@pytest.mark.parametrize(
    ("query", "problem", "at", "remedy"),
    [
        ("", "the query is empty", 0, "withdrawal AND country:IQ"),
        ("  # only a comment", "the query is empty", 18, "withdrawal AND"),
        ("#iraq", "the query is empty", 5, 'quote a hashtag: "#iraq"'),
        ("titel:iraq", "unknown field 'titel'", 0, "did you mean title:?"),
        ("colour:red", "unknown field 'colour'", 0, "the fields are title: body:"),
        ("kiled>=10", "unknown field 'kiled'", 0, "did you mean killed>=?"),
        ("at 10:30", "unknown field '10'", 3, "quote it"),
        ("https://bbc.co.uk", "unknown field 'https'", 0, "quote it"),
        ("(a OR b", "this ( is never closed", 0, "close it"),
        ("a OR b)", "this ) closes nothing", 6, "take it away"),
        ("a ()", "empty brackets", 2, "put a word in"),
        ("(a OR )", "a word is missing before this )", 6, "write a word"),
        ("“troop withdrawal”", "“ is a smart quote", 0, 'write a plain "'),
        ("a «b»", "« is a smart quote", 2, 'write a plain "'),
        ("title：iraq", "： is a full-width sign", 5, "write a plain :"),
        ("‘a b’", "‘ is a smart quote", 0, 'write a plain "'),
        ("'a b'", "' is no operator here", 0, "double quotes"),
        ('a "b c', "a quote is never closed", 2, "close it"),
        ('""', "an empty phrase", 0, "at least one letter"),
        ('a "..."', "an empty phrase", 2, "at least one letter"),
        ("...", "no word to look for", 0, "at least one letter"),
        ("*", "a lone wildcard", 0, "attack*"),
        ("a AND *", "a lone wildcard", 6, "attack*"),
        ("title:*", "a lone wildcard", 6, "attack*"),
        ("a*", "a wildcard after one letter", 0, "at least 2"),
        ("*tack", "a wildcard inside a word", 0, "attack*"),
        ("at?ack", "a wildcard inside a word", 0, "attack*"),
        ("a NEAR/11 b", "NEAR reaches too far", 2, "NEAR/10 or less"),
        ("a NEAR/99999999999 b", "NEAR reaches too far", 2, "NEAR/10 or less"),
        ("a NEAR b", "NEAR needs a number", 2, "NEAR/5"),
        ("a NEAR/x b", "NEAR needs a number", 2, "NEAR/5"),
        ("a NEAR/5", "the query ends where a word was expected", 8, "NEAR/5"),
        ("NEAR/5 a", "NEAR/5 stands where a word was expected", 0, "quote it"),
        ("a NEAR/5 b NEAR/5 c", "NEAR takes two sides", 11, "(a NEAR/5 b) AND (b NEAR/5 c)"),
        ("(a AND b) NEAR/5 c", "NEAR cannot join these", 10, "an OR of them"),
        ("kind:attack NEAR/5 c", "NEAR cannot join these", 12, "an OR of them"),
        ("title:a NEAR/5 b", "the sides of NEAR stand in different fields", 0, "title:(a"),
        ("AND a", "AND stands where a word was expected", 0, 'quote it: "AND"'),
        ("a OR", "the query ends where a word was expected", 4, "write what follows OR"),
        ("a AND OR b", "OR stands where a word was expected", 6, "quote it"),
        ("NOT", "the query ends where a word was expected", 3, "write what follows NOT"),
        ("a && b", "&& is no operator here", 2, "write AND"),
        ("a || b", "|| is no operator here", 2, "write OR"),
        ("a -b", "- is no operator here", 2, "write NOT"),
        ("!a", "! is no operator here", 0, "write NOT"),
        ("/(a+)+$/", "/ is no operator here", 0, "there are no patterns"),
        ("NOT a", "only NOT", 0, "add what must be there"),
        ("NOT a NOT b", "only NOT", 0, "add what must be there"),
        ("a OR NOT b", "only NOT", 5, "add what must be there"),
        ("NOT (a AND b)", "only NOT", 0, "add what must be there"),
        ("NOT kind:attack", "only NOT", 0, "add what must be there"),
        ("a AND NOT a", "this branch can never match", 10, "a is asked for"),
        ("a AND NOT (b OR a)", "this branch can never match", 16, "a is asked for"),
        ("x AND (a OR NOT x)", "this branch can never match", 16, "x is asked for"),
        ("attack NOT attacked", "this branch can never match", 11, "asked for"),
        ("attacks NOT attack*", "this branch can never match", 12, "asked for"),
        ('"joint committee" NOT joint', "this branch can never match", 22, "asked for"),
        ("title:a NOT a", "this branch can never match", 12, "asked for"),
        ("a kind:attack kind:withdrawal_talks", "this branch can never match", 19, "exclude"),
        ("b OR (modality:denied modality:actual)", "this branch can never match", 31, "exclude"),
        ("country:IQ country:SY", "this branch can never match", 19, "exclude"),
        ("kind:atack", "unknown kind 'atack'", 5, "did you mean kind:attack?"),
        ("kind:coup", "unknown kind 'coup'", 5, "attack, troop_deployment, withdrawal_talks"),
        ("modality:denyed", "unknown modality 'denyed'", 9, "modality:denied"),
        ("attribution:Reuters", "unknown attribution 'Reuters'", 12, "official"),
        ("country:Iraq", "unknown country 'Iraq'", 8, "write country:IQ"),
        ("country:UK", "unknown country 'UK'", 8, "write country:GB"),
        ("country:XX", "unknown country 'XX'", 8, "ISO 3166"),
        ("lang:English", "unknown lang 'English'", 5, "write lang:en"),
        ("lang:qq", "unknown lang 'qq'", 5, "ISO 639"),
        ("kind=attack", "kind is no number", 0, "write kind:attack"),
        ("killed:10", "killed is a number", 0, "killed>=10"),
        ("killed>=many", "killed is compared with no number", 0, "killed>=10"),
        ("killed>=", "killed is compared with no number", 0, "killed>=10"),
        ("killed>=-1", "killed is compared with no number", 0, "killed>=10"),
        ("killed>=1e9", "killed is compared with no number", 0, "killed>=10"),
        ("killed>=" + "9" * 5000, "the number is too large", 0, "limit"),
        ("severity>=loud", "unknown severity 'loud'", 0, "critical"),
        ("title:(a killed>=10)", "title: cannot hold a comparison", 9, "outside"),
        ("title:(body:a)", "body: inside title:", 7, "words only"),
        ("title:", "title: names no value", 0, "title:word"),
        ("title:AND a", "title: names no value", 0, "title:word"),
        ("@hezbolah", "unknown alias group @hezbolah", 0, "did you mean @hezbollah?"),
        ("@", "unknown alias group @", 0, "@hezbollah"),
        ("= a", "= stands before no word", 0, '="term"'),
    ],
)
def test_bad_queries_are_refused_with_a_place_and_a_remedy(
    query: str, problem: str, at: int, remedy: str
) -> None:
    """Each mistake has one message: what is wrong, a caret under it, and what to write instead."""
    with pytest.raises(QueryError) as caught:
        parse(query, aliases=ALIASES, kinds=KINDS)
    error = caught.value
    assert error.problem.startswith(problem)
    assert error.place.start == at
    assert remedy in error.remedy
    first, line, caret, last = str(error).split("\n")
    assert first.startswith(problem)
    assert last == f"  {error.remedy}"
    assert line.strip() == query.strip() or len(query) > 72
    assert caret.strip("^ ") == ""


def test_the_caret_stands_under_the_place_in_its_own_line() -> None:
    """In a query of several lines the message shows the right one, with its number."""
    with pytest.raises(QueryError) as caught:
        parse("iraq AND # here\n  (syria OR titel:x)")
    shown = str(caught.value).split("\n")
    assert "line 2, column 13" in shown[0]
    assert shown[1][shown[2].index("^") :].startswith("titel:")


def test_the_caret_is_shown_in_a_long_line() -> None:
    """Of a very long line only the part around the mistake is shown."""
    with pytest.raises(QueryError) as caught:
        parse(" ".join(f"word{number}" for number in range(500)) + " AND nofield:x")
    shown = str(caught.value).split("\n")
    assert len(shown[1]) < 80
    assert shown[1][shown[2].index("^") :].startswith("nofield:")


def test_control_characters_stay_out_of_messages() -> None:
    """A query cannot write on the operator's terminal through its error message."""
    with pytest.raises(QueryError) as caught:
        parse("a\x1b[31m OR \u202etitel:x\x00")
    assert not {"\x1b", "\u202e", "\x00"} & set(str(caught.value).split("\n")[1])


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("iraq and syria", "'and' in lower case is a word"),
        ("iraq or syria", "'or' in lower case is a word"),
        ("iraq not syria", "'not' in lower case is a word"),
        ("iraq near/5 syria", "near in lower case is a word"),
        ('"rocket* fire"', "a * inside quotes is punctuation"),
        ("severity>=high iraq", "severity is a story's"),
        ("iraq origins>=2", "origins is a story's"),
        ("lang:ar", "a language alone"),
    ],
)
def test_doubtful_queries_are_read_with_a_warning(query: str, warning: str) -> None:
    """What is legal but probably not meant is told, with the query and a caret."""
    (told,) = parse(query).warnings
    assert told.startswith(warning)
    assert query in told
    assert "^" in told


def test_sound_queries_have_no_warnings() -> None:
    """A query that says what it means is not talked about."""
    assert parse('kind:attack AND "and" NOT (a OR b)').warnings == ()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("(" * 10_000, "the brackets are nested too deeply"),
        ("(" * 10_000 + "a" + ")" * 9_000, "the brackets are nested too deeply"),
        ("a" * 20_001, "the query has 20,001 characters"),
        ("NOT " * 4_999 + "a", "only NOT"),
        ("ab " * 2_501, "more than 2,500 terms"),
        ("ab* " * 51, "more than 50 wildcards"),
        ("a NEAR/1 b " * 51, "more than 50 times NEAR"),
        ('"' + "a " * 51 + '"', "a phrase of 51 words"),
    ],
)
def test_huge_queries_are_refused_with_the_limit(query: str, problem: str) -> None:
    """No bound is found out by a crash: each has its message."""
    with pytest.raises(QueryError, match=problem[:20].replace("(", r"\(")) as caught:
        parse(query)
    assert caught.value.problem.startswith(problem)


def test_many_nots_are_no_recursion() -> None:
    """An even number of NOT is none, however many there are."""
    assert str(parse("NOT " * 4_998 + "a")) == "a"


def test_a_kind_that_is_off_is_warned_of() -> None:
    """The query can be read, as the kind exists, and the warning says what is wrong and how."""
    query = parse("kind:protest OR kind:attack", kinds=("attack", "protest"), off=("protest",))
    (said,) = query.warnings
    assert said.startswith("the kind 'protest' is off: no event has it")
    assert "switch it on with kinds, under [classify]" in said
    assert not parse("kind:attack", kinds=("attack", "protest"), off=("protest",)).warnings


def test_kinds_are_free_where_none_are_known() -> None:
    """Without a list of kinds any name is taken."""
    assert str(parse("kind:coup")) == "kind:coup"
    with pytest.raises(QueryError, match="write one name"):
        parse('kind:"a coup"')


def test_two_phrases_of_an_alias_that_fold_alike_are_one() -> None:
    """Spellings that differ in what never matters are one term."""
    assert str(parse("@x", aliases={"x": ["ISIS", "isis", "Isis"]})) == "isis"
