"""An address has one spelling, or is no address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.urls import canonical_url, is_page

SPELLINGS = [
    ("HTTPS://News.Example/World/A", "https://news.example/World/A"),
    (" https://news.example/a\n", "https://news.example/a"),
    ("https://news.example:443/a", "https://news.example/a"),
    ("http://news.example:80/a", "http://news.example/a"),
    ("http://news.example:8080/a", "http://news.example:8080/a"),
    ("https://news.example", "https://news.example/"),
    ("https://news.example./", "https://news.example/"),
    ("https://news.example/a/", "https://news.example/a"),
    ("https://news.example/a#part", "https://news.example/a"),
    ("https://me:secret@news.example/a", "https://news.example/a"),
    ("https://news.example/a?utm_source=x&UTM_Medium=y", "https://news.example/a"),
    ("https://news.example/a?fbclid=1&id=7&gclid=2", "https://news.example/a?id=7"),
    ("https://news.example/a?%75tm_source=x", "https://news.example/a"),
    ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
    ("https://news.example/a?t=2&t=1", "https://news.example/a?t=2&t=1"),
    ("https://news.example/a?&&id=7&", "https://news.example/a?id=7"),
    ("https://news.example/a?q=two+words", "https://news.example/a?q=two%20words"),
    ("https://news.example/%7Eme/%c3%a9", "https://news.example/~me/%C3%A9"),
    ("https://news.example/é b", "https://news.example/%C3%A9%20b"),
    ("https://news.example/100%", "https://news.example/100%25"),
    ("https://news.example/a%2Fb", "https://news.example/a%2Fb"),
    ('https://news.example/"><b>|x', "https://news.example/%22%3E%3Cb%3E%7Cx"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://صحيفة.example/خبر", "https://xn--ogbhx3c3b.example/%D8%AE%D8%A8%D8%B1"),
    ("http://[2001:DB8::0:1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ("http://localhost:9000/a", "http://localhost:9000/a"),
]
NO_ADDRESSES = [
    "",
    "news.example/a",
    "//news.example/a",
    "ftp://news.example/a",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "mailto:desk@news.example",
    "http://",
    "https:///a",
    "http://news example/a",
    "http://news.example:99999/a",
    "http://news.example:x/a",
    "http://[::1/a",
    "http://[v1.x]/a",
    "http://" + "a" * 300 + "/",
    "http://a..b/",
    "http://<b>/",
    "http://\ud800/",
]


@pytest.mark.parametrize(("given_url", "canonical"), SPELLINGS)
def test_all_spellings_become_one(given_url: str, canonical: str) -> None:
    """Case, ports, tracking, order, escapes and slashes do not make another address."""
    assert canonical_url(given_url) == canonical


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_web_address_is_none(url: str) -> None:
    """Only http and https addresses with a host that can exist are kept."""
    assert canonical_url(url) is None


@given(st.text(alphabet=st.characters(codec=None)) | st.text("htps:/.?&=%#a1[]@é ", max_size=40))
def test_the_canonical_spelling_is_its_own(text: str) -> None:
    """Whatever is given, the result is ASCII and a fixed point, and nothing raises."""
    for url in (text, f"http://{text}", f"https://news.example/{text}"):
        found = canonical_url(url)
        assert found is None or found.isascii()
        assert found is None or canonical_url(found) == found


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://news.example/", False),
        ("https://news.example/a", True),
        ("https://news.example/?id=7", True),
    ],
)
def test_a_site_is_no_page(url: str, *, page: bool) -> None:
    """An address without path and query names a site."""
    assert is_page(url) is page
