"""Articles are read from any bytes, or refused with the field and the remedy."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import articles
from streams.errors import Poison
from streams.lines import CAP
from streams.messages import Article, Rejected

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def read(**fields: object) -> Article:
    """Parse an article with a body from `wire`."""
    line = json.dumps({"body": "Troops left the base."} | fields)
    return articles.parse(line, source="wire", now=NOW)


def published(value: object) -> datetime | None:
    """Parse a date."""
    return read(published_at=value).published_at


def test_every_field_of_the_format_is_kept() -> None:
    """All fields arrive, unknown ones are ignored, and first_seen_at is the given clock."""
    article = read(
        id="a1",
        url="https://news.example/a1",
        source="Harbour Post",
        lang="en-GB",
        title="Base emptied",
        published_at="2026-03-01T08:00:00+03:00",
        updated_at="2026-03-01T09:00:00+03:00",
        section={"name": ["world"]},
    )
    assert (article.id, article.url) == ("a1", "https://news.example/a1")
    assert (article.source, article.lang) == ("Harbour Post", "en")
    assert (article.title, article.body) == ("Base emptied", "Troops left the base.")
    assert article.published_at == datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
    assert article.updated_at == datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
    assert article.first_seen_at == NOW


@pytest.mark.parametrize("fields", [{"body": "x"}, {"title": "x"}, {"title": "x", "body": None}])
def test_a_body_or_a_title_is_enough(fields: dict[str, Any]) -> None:
    """Only body or title is required, and null is the same as absent."""
    article = articles.parse(json.dumps(fields), source="wire", now=NOW)
    assert article.source == "wire"
    assert article.published_at is None


BAD = [
    (b"\xff\xfe{}", "not UTF-8 at byte 1; save it as UTF-8"),
    (b'{"body": "caf\xe9"}', "not UTF-8 at byte 14"),
    (b"not json", "not JSON: Expecting value at character 1; write one JSON object on one line"),
    (b'{"body": "x"} {}', "not JSON: Extra data at character 15"),
    (b"[1]", "not a JSON object but a list"),
    (b"null", "not a JSON object but null"),
    (b"7", "not a JSON object but a number"),
    (b"[" * 10_000, "nested too deeply"),
    (b'{"body": "x", "more": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "nested too deeply"),
    (b'{"body": 1e400}', "body: the number is too large; write a finite one"),
    (b'{"body": NaN}', "not JSON: NaN is no JSON number; write null"),
    (b'{"body": "x", "n": -Infinity}', "-Infinity is no JSON number"),
    (b'{"body": "x", "n": ' + b"9" * 5000 + b"}", "too many digits"),
    (b'{"body": "x", "body": "y"}', "body: given twice; give each field once"),
    (b'{"body": 5}', "body: must be a string, not a number; write it in quotes"),
    (b'{"body": ["x"]}', "body: must be a string, not a list"),
    (b'{"title": {}}', "title: must be a string, not an object"),
    (b'{"body": "x", "id": true}', "id: must be a string, not a boolean"),
    (b'{"body": "x", "url": 1}', "url: must be a string, not a number"),
    (b'{"body": "x", "source": []}', "source: must be a string, not a list"),
    (b'{"body": "x", "lang": 1.5}', "lang: must be a string, not a number"),
    (b'{"body": "x", "published_at": []}', "published_at: must be a date, not a list"),
    (b'{"body": "x", "updated_at": true}', "updated_at: must be a date, not a boolean"),
    (b"{}", "body: neither body nor title has any text; give one of them"),
    (b'{"body": " \\n", "title": ""}', "body: neither body nor title has any text"),
    (b'{"body": "' + b"x" * CAP + b'"}', "longer than the 256 KiB taken; shorten the body"),
]


@pytest.mark.parametrize(("line", "error"), BAD, ids=[error for _, error in BAD])
def test_bad_input_is_poison_with_field_and_remedy(line: bytes, error: str) -> None:
    """Each kind of bad line has one clear error that is one line long."""
    with pytest.raises(Poison) as caught:
        articles.parse(line, source="wire", now=NOW)
    assert error in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_bad_line_is_admitted_as_rejected_with_its_number_and_bytes() -> None:
    """`admit` never raises: it gives the line back whole, with the error."""
    found = articles.admit(b"{\xff", source="wire", now=NOW, line=7)
    assert isinstance(found, Rejected)
    assert (found.source, found.line, found.value_base64) == ("wire", 7, "e/8=")
    assert found.error.startswith("not UTF-8")
    assert isinstance(articles.admit(b'{"body":"x"}', source="", now=NOW, line=1), Article)


def test_a_byte_order_mark_is_no_part_of_the_line() -> None:
    """Files saved by Windows editors are read."""
    assert articles.parse(b'\xef\xbb\xbf{"body":"x"}', source="", now=NOW).body == "x"


@pytest.mark.parametrize("line", [r'{"body": "a\u0000b\ud800c"}', '{"body": "a\\u0000b\ud800c"}'])
def test_nul_and_lone_surrogates_are_replaced_one_for_one(line: str) -> None:
    """What no channel can carry becomes U+FFFD, and offsets hold."""
    assert articles.parse(line, source="", now=NOW).body == "a\ufffdb\ufffdc"


def test_a_surrogate_pair_is_one_character() -> None:
    """JSON's way to write characters beyond the BMP is understood."""
    assert read(body="\U0001f534 urgent").body == "\U0001f534 urgent"


@pytest.mark.parametrize(
    ("given_lang", "kept"),
    [
        ("EN", "en"),
        ("ar-IQ", "ar"),
        ("ckb_IQ", "ckb"),
        ("English", None),
        ("", None),
        ("e", None),
        ("1x", None),
    ],
)
def test_a_plausible_language_is_kept_as_its_primary_subtag(
    given_lang: str, kept: str | None
) -> None:
    """A language tag is lower-cased and cut; anything else is absent."""
    assert read(lang=given_lang).lang == kept


DATES = [
    ("2026-02-28T10:00:00Z", "2026-02-28T10:00:00+00:00"),
    ("2026-02-28T10:00:00", "2026-02-28T10:00:00+00:00"),
    ("2026-02-28 10:00", "2026-02-28T10:00:00+00:00"),
    ("20260228T100000+0300", "2026-02-28T10:00:00+03:00"),
    ("2026-02-28", "2026-02-28T00:00:00+00:00"),
    (" 2026-02-28T10:00:00.5-05:00 ", "2026-02-28T10:00:00.500000-05:00"),
    ("2026-02-28T10:00:30+00:00:30", "2026-02-28T10:00:00+00:00"),
    ("Sat, 28 Feb 2026 10:00:00 +0300", "2026-02-28T10:00:00+03:00"),
    ("Sat, 28 Feb 2026 10:00:00 GMT", "2026-02-28T10:00:00+00:00"),
    ("28 Feb 2026 10:00 EST", "2026-02-28T10:00:00-05:00"),
    (1772272800, "2026-02-28T10:00:00+00:00"),
    (1772272800000, "2026-02-28T10:00:00+00:00"),
    ("1772272800.0", "2026-02-28T10:00:00+00:00"),
    ("1772272800000", "2026-02-28T10:00:00+00:00"),
    ("2026-03-01T13:00:00Z", "2026-03-01T13:00:00+00:00"),
]
NO_DATES = [
    None,
    "",
    "yesterday",
    "NaN",
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "1970-01-01T00:00:00Z",
    0,
    -1,
    5,
    1e300,
    10**40,
    -(10**15),
    "2026-03-01T13:00:01Z",
    "2027-01-01",
    "2026-02-30",
    "Sat, 99 Feb 2026 10:00:00 GMT",
    "2026-02-28T10:00:00+99:99",
    "\u0662\u0660\u0662\u0666-02-28",
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_dates_keep_their_instant_and_offset(value: object, expected: str) -> None:
    """ISO 8601, RFC 2822 and epochs are read; naive is UTC; offsets are kept."""
    found = published(value)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_date_is_absent_and_never_now(value: object) -> None:
    """Unparseable, absurd and future dates are absent; the article is kept."""
    assert published(value) is None


def test_identity_is_the_url_then_the_native_id_then_the_content() -> None:
    """The first name that an article has decides, and a date never does."""
    url = "https://News.example/a/?utm_source=x"
    first = read(url=url, id="1", body="one", published_at="2026-01-01")
    second = read(url="https://news.example/a", id="2", body="two", published_at="2026-02-01")
    assert first.identity == second.identity != read(id="1").identity
    assert read(id="1", body="one").identity == read(id="1", body="two").identity
    assert read(id="1").identity != read(id="1", source="other").identity
    assert read(body="one").identity == read(body="one", source="other").identity
    assert read(body="one").identity != read(body="two").identity


def test_the_id_is_the_native_one_or_the_identity() -> None:
    """Sources that number their articles are understood too."""
    assert read(id=" a1 ").id == "a1"
    assert read(id=17).id == "17"
    assert read().id == read().identity
    assert read(id="").id == read().identity


def test_the_address_of_a_site_is_no_identity() -> None:
    """Articles that all carry their outlet's front page are not one article."""
    one = read(url="https://news.example/#!/1", body="one")
    two = read(url="https://news.example/#!/2", body="two")
    assert one.url == two.url == "https://news.example/"
    assert one.identity != two.identity


def test_a_url_that_is_no_web_address_is_absent() -> None:
    """A script or file address never reaches a link."""
    assert read(url="javascript:alert(1)").url is None
    assert read(url="file:///etc/passwd", id="1").identity == read(id="1").identity


def test_the_content_hash_ignores_spelling_of_the_same_text() -> None:
    """White space and Unicode composition do not make a new version; words do."""
    assert read(body="caf\u00e9  left\n").content_hash == read(body="cafe\u0301 left").content_hash
    assert read(body="ab", title="c").content_hash != read(body="b", title="ca").content_hash


def test_a_run_of_combining_marks_does_not_hold_the_worker() -> None:
    """Normalising is quadratic in such runs, so they are cut before."""
    marks = "\u0301\u0323" * 60_000
    line = json.dumps({"body": "a" + marks}, ensure_ascii=False)
    assert articles.parse(line, source="", now=NOW).body == "a" + marks
    assert read(body="漢" * 999 + "a").content_hash != read(body="漢" * 999 + "b").content_hash


def text(value: bytes | str, name: str = "note.txt") -> Article:
    """Read a plain text."""
    return articles.from_text(value, name=name, source="files", now=NOW)


def test_a_plain_text_is_the_body_whole() -> None:
    """Offsets into the body are offsets into the file, so no line becomes a title."""
    found = text(b"Hoda Jassim (Baghdad)\r\nIraq denied it.\n")
    assert found.body == "Hoda Jassim (Baghdad)\r\nIraq denied it.\n"
    assert (found.title, found.id, found.source) == ("", "note.txt", "files")


def test_a_plain_text_without_a_name_is_its_content() -> None:
    """Two texts from standard input are two articles."""
    assert text("one", "-").identity != text("two", "-").identity
    assert text("one", "a").identity == text("two", "a").identity


@pytest.mark.parametrize("value", [b"", b" \n", b"\xff", b"x" * (CAP + 1)])
def test_a_bad_plain_text_is_poison(value: bytes) -> None:
    """Empty, undecodable and oversized texts are refused."""
    with pytest.raises(Poison):
        text(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.dictionaries(
    st.sampled_from(["id", "url", "source", "lang", "title", "body", "published_at", "updated_at"])
    | st.text(),
    JSON,
)
DATE_LIKE = st.text("0123456789-+:.TZ JanFebGMT,", max_size=30)


@given(st.binary() | FIELDS.map(lambda found: json.dumps(found).encode()))
def test_any_bytes_give_an_article_or_poison(line: bytes) -> None:
    """Nothing else is raised, and every article survives the topic."""
    found = articles.admit(line, source="\ud800", now=NOW, line=1)
    assert type(found).decode(found.encode()) == found


@given(st.text(), st.text(), st.text())
def test_any_text_is_delivered_code_point_for_code_point(title: str, body: str, name: str) -> None:
    """A text keeps its length and all that can be carried, in both formats."""
    found = articles.admit(
        json.dumps({"title": title, "body": body + ".", "id": name}).encode(),
        source="",
        now=NOW,
        line=1,
    )
    assert isinstance(found, Article)
    assert found.title == title.replace("\0", "\ufffd")
    assert found.body == f"{body}.".replace("\0", "\ufffd")
    assert text(f"x{body}", name).body == f"x{body}".replace("\0", "\ufffd")


@given(DATE_LIKE | st.text() | st.integers() | st.floats() | st.datetimes().map(str))
def test_any_date_is_aware_and_plausible_or_absent(value: str | float) -> None:
    """No value raises, and none lies more than an hour ahead."""
    found = articles.date(value, NOW)
    assert found is None or found <= NOW + timedelta(hours=1)
    if found is not None:
        article = articles.from_text("x", name="", source="", now=found)
        assert Article.decode(article.encode()).first_seen_at == found
