"""Queries at large: whatever is written is read or refused, and judged as a slow reader would."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from queries import article, event

from alerts.query import Query, QueryError, Text, evaluate, explain, parse, search
from alerts.query.required import required
from alerts.query.tree import And, Code, Near, Node, Not, Number, Or, Term
from streams.messages import Event
from streams.text import tokens

WORDS = ("aa", "bb", "cc", "dd")
TERMS = st.builds(
    Term,
    st.sampled_from(("", "title", "body")),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
    exact=st.booleans(),
)
PREFIXES = st.builds(
    Term, st.just(""), st.sampled_from(WORDS).map(lambda word: (word,)), prefix=st.just(value=True)
)
SIDES = st.builds(
    Term, st.just("body"), st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple)
)
LEAVES = st.one_of(
    TERMS,
    PREFIXES,
    st.builds(Near, SIDES, SIDES, st.integers(0, 3)),
    st.builds(Code, st.just("kind"), st.sampled_from(("attack", "talks"))),
    st.builds(Code, st.just("lang"), st.sampled_from(("en", "ar"))),
    st.builds(Number, st.just("killed"), st.sampled_from((">=", "<", "=")), st.integers(0, 9)),
)
TREES = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        nodes.map(Not),
        st.lists(nodes, min_size=2, max_size=3).map(tuple).map(And),
        st.lists(nodes, min_size=2, max_size=3).map(tuple).map(Or),
    ),
    max_leaves=8,
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
EVENTS = st.lists(st.builds(event, st.sampled_from(("attack", "talks"))), max_size=2).map(tuple)
SIGNS = [*"()\"*=:<>@#/&|-+'ab \n“’"]
PIECES = [
    "AND ", "OR ", "NOT ", " NEAR/5 ", "title:", "kind:", "killed>=1 ", "@x ", '"a b" ', '="c" ', "ab*",
    "cease-fire", "AT&T*", "撤军*", "l'eau", "U.S.", "1,500", "a ", "b ", "(", ")",
]  # fmt: skip
WILD = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(PIECES), st.characters()), max_size=30
).map("".join)
LIKELY = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


def read(query: str) -> Query:
    """Read a query that may be refused, in which case the example is skipped."""
    parsed = refused_or_read(query)
    assume(isinstance(parsed, Query))
    assert isinstance(parsed, Query)
    return parsed


@settings(max_examples=500)
@given(WILD | LIKELY)
def test_any_text_is_read_or_refused(query: str) -> None:
    """Nothing but QueryError comes out, and a canonical form reads as the same tree."""
    parsed = refused_or_read(query)
    if isinstance(parsed, QueryError):
        told = (0 <= parsed.place.start <= len(query), bool(parsed.remedy))
        assert told == (True, True)
        return
    assert parse(str(parsed)) == parsed
    assert str(parse(str(parsed))) == str(parsed)


def refused_or_read(query: str) -> Query | QueryError:
    """Give the query that was read, or the error."""
    try:
        return parse(query, aliases={"x": ("one", "two three", "fo*")})
    except QueryError as error:
        return error


@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(TREES)
def test_a_tree_is_read_back_from_its_text(tree: Node) -> None:
    """Writing a tree and reading it keeps its meaning and then its form."""
    parsed = read(str(tree))
    assert parse(str(parsed)) == parsed


def slow(node: Node, words: dict[str, list[str]], told: Event | None) -> bool:
    """Judge a node on lists of words, the obvious way."""
    if isinstance(node, And):
        return all(slow(child, words, told) for child in node.children)
    if isinstance(node, Or):
        return any(slow(child, words, told) for child in node.children)
    if isinstance(node, Not):
        return not slow(node.child, words, told)
    if isinstance(node, Code | Number):  # no article here has a language, no event a number
        return told is not None and node.field == "kind" and told.kind == node.value
    if isinstance(node, Near):
        assert isinstance(node.left, Term)
        assert isinstance(node.right, Term)
        pairs = product(places(node.left, words["body"]), places(node.right, words["body"]))
        return any(0 <= max(a, c) - min(b, d) - 1 <= node.distance for (a, b), (c, d) in pairs)
    assert isinstance(node, Term)
    return any(places(node, words[name]) for name in ([node.field] if node.field else words))


def places(term: Term, words: list[str]) -> list[tuple[int, int]]:
    """Give the first and last word of each place where a term of plain words stands."""
    size = len(term.words)
    return [
        (at, at + size - 1)
        for at in range(len(words) - size + 1)
        if tuple(words[at : at + size]) == term.words
    ]


@settings(max_examples=1000)
@given(TREES, TEXTS, TEXTS, EVENTS)
def test_queries_are_judged_as_a_slow_reader_would(
    tree: Node, title: str, body: str, events: tuple[Event, ...]
) -> None:
    """The verdict equals that of the obvious definition, on text and on each event."""
    query = Query(tree)
    words = {"title": title.split(), "body": body.split()}
    told = events if events and query.on_events else (None,)
    expected = [at for at, one in enumerate(told) if slow(query.root, words, one)]
    found = evaluate(query, article(body, title=title), events)
    assert (found is not None) == bool(expected)
    if found is not None:
        assert set(found.events) <= set(expected)


@given(TREES, TEXTS, TEXTS, EVENTS)
def test_required_words_never_lose_a_match(
    tree: Node, title: str, body: str, events: tuple[Event, ...]
) -> None:
    """An article that a query matches has a key of each required set."""
    query = Query(tree)
    text = Text(article(body, title=title, lang="en"), events)
    if search(query, text) is not None:
        assert all(text.keys & keys for keys in required(query.root))


SPELLINGS = st.text(
    st.one_of(st.sampled_from("abAB -'.,ﬁéßİ\u0301ـًأةىوالقات撤1"), st.characters()), max_size=40
)


@settings(max_examples=300)
@given(SPELLINGS, SPELLINGS)
def test_spans_lie_inside_their_field(title: str, body: str) -> None:
    """Every word of a text is found again, and its place is a place in the original."""
    told = article(body, title=title)
    for word in list(tokens(f"{title} {body}"))[:4]:
        found = evaluate(read(f'"{word.text}"'), told)
        assert found is not None
        ends = {"title": len(title), "body": len(body)}
        for span in found.spans:
            assert 0 <= span.start < span.end <= ends[span.field]


@given(TREES, TEXTS, EVENTS)
def test_an_explanation_agrees_with_the_verdict(
    tree: Node, body: str, events: tuple[Event, ...]
) -> None:
    """`explain` never tells another story than `evaluate`."""
    query = Query(tree)
    told = article(body, title="aa bb")
    explained = explain(query, told, events)
    assert explained.matched == (evaluate(query, told, events) is not None)
    assert str(explained)


@given(SPELLINGS)
def test_a_text_finds_its_own_words_as_a_phrase(body: str) -> None:
    """Copying a sentence out of an article into quotes finds it."""
    copied = body.replace('"', " ")
    query = read(f'"{copied}"')
    assert evaluate(query, article(copied)) is not None
