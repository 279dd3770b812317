"""How a text becomes an Article: JSON Lines and plain text, urls, dates, identity.

Pure: the clock is an argument, and Poison is the only error, whatever the bytes. One line of the
format (only `body` or `title` is required, null is absent, other fields are ignored):

    {"id", "url", "source", "lang", "title", "body", "published_at", "updated_at"}

A text is delivered as it came, code point for code point, so that offsets hold; only NUL and lone
surrogates, which no channel can carry, become U+FFFD one for one.
"""

from __future__ import annotations

import base64
import json
import math
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from streams.errors import Poison
from streams.lines import CAP
from streams.messages import Article, Rejected, digest
from streams.urls import canonical_url, is_page

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_WORD = 200
_LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?\Z", re.DOTALL)
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?\Z", re.ASCII)
_MILLISECONDS = 1e11  # as seconds this is the year 5138
_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)  # software writes "no date" as year 1, 1900 or 1970
_AHEAD = timedelta(hours=1)


def parse(line: bytes | str, *, source: str, now: datetime) -> Article:
    """Read one line of JSON Lines; raises Poison naming the field and the remedy.

    `source` stands in where the line names none, `now` becomes `first_seen_at`. A key given twice
    is refused: two readers of the line would see two articles.
    """
    found = _load(_decode(line))
    title, body = _text(found, "title"), _text(found, "body")
    if not title.strip() and not body.strip():
        raise Poison("body: neither body nor title has any text; give one of them")
    article = Article(
        identity="",
        content_hash="",
        id=_id(found),
        url=canonical_url(_text(found, "url")),
        source=_text(found, "source").strip() or clean(source),
        lang=_lang(_text(found, "lang")),
        title=title,
        body=body,
        published_at=_date(found, "published_at", now),
        updated_at=_date(found, "updated_at", now),
        first_seen_at=now,
    )
    return _named(article)


def from_text(text: bytes | str, *, name: str, source: str, now: datetime) -> Article:
    """Read a plain text; raises Poison on bad UTF-8, emptiness and excess.

    The whole text is the body, so that offsets index the file as it stands, and the title is
    empty: nothing in a plain text tells a headline from a byline ("Hoda Jassim (Baghdad)").
    `name` is the native id; "-" and "" are none, and the identity is then that of the content.
    """
    body = clean(_decode(text))
    if not body.strip():
        raise Poison("body: the text is empty; give at least one sentence")
    native = "" if name == "-" else clean(name).strip()
    return _named(
        Article(
            identity="",
            content_hash="",
            id=native,
            source=clean(source),
            body=body,
            first_seen_at=now,
        )
    )


def admit(data: bytes, *, source: str, now: datetime, line: int) -> Article | Rejected:
    """Read one line as `parse` does; a bad one becomes a Rejected with its number, whole."""
    try:
        return parse(data, source=source, now=now)
    except Poison as error:
        return Rejected(
            source=clean(source),
            line=line,
            error=str(error),
            value_base64=base64.b64encode(data).decode(),
            at=now,
        )


def clean(text: str) -> str:
    """Replace, one for one, the code points that UTF-8 or a channel cannot carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def date(value: str | float, now: datetime) -> datetime | None:
    """Read ISO 8601, RFC 2822 or epoch seconds or milliseconds; None for what is no such date.

    Without an offset it is UTC; a given offset is kept. More than an hour ahead of `now` and
    before 2 January 1970 are no dates either.
    """
    try:
        found = _moment(value)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        moment = found.astimezone(UTC)
        odd = (found.utcoffset() or timedelta()) % timedelta(minutes=1)
    except (ValueError, TypeError, IndexError, ArithmeticError, OSError):
        return None
    if not _OLDEST <= moment <= now + _AHEAD:
        return None
    return moment if odd else found


def _named(article: Article) -> Article:
    """Give the identity and the content hash, neither of which ever looks at a date."""
    content = digest("content", _settled(article.title), _settled(article.body))
    if article.url and is_page(article.url):
        identity = digest("url", article.url)
    elif article.id:
        identity = digest("native", article.source, article.id)
    else:
        identity = content
    names = {"identity": identity, "content_hash": content, "id": article.id or identity}
    return article.model_copy(update=names)


def _settled(text: str) -> str:
    words = text.split()
    if max(map(len, words), default=0) > _LONG_WORD:
        # NFC is quadratic in a run of combining marks, so 256 KiB of them would hold the worker.
        words = [word[at : at + _LONG_WORD] for word in words for at in _cuts(word)]
    return unicodedata.normalize("NFC", " ".join(words))


def _cuts(word: str) -> range:
    return range(0, len(word), _LONG_WORD)


def _decode(text: bytes | str) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > CAP:
        raise Poison(f"longer than the {CAP // 1024} KiB taken; shorten the body or split it")
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Poison(f"not UTF-8 at byte {error.start + 1}; save it as UTF-8") from error


def _load(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        at = f"{error.msg} at character {error.pos + 1}"
        raise Poison(f"not JSON: {at}; write one JSON object on one line") from error
    except RecursionError:
        raise Poison("nested too deeply to read; an article needs one flat object") from None
    except ValueError as error:
        raise Poison("a number has too many digits to read; write it as a string") from error
    if not isinstance(found, dict):
        raise Poison(f"not a JSON object but {_kind(found)}; write one object on one line")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        name = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Poison(f"{clean(name)[:40]}: given twice; give each field once")
    for name, value in pairs:
        if isinstance(value, float) and math.isinf(value):
            raise Poison(f"{clean(name)[:40]}: the number is too large; write a finite one")
    return found


def _constant(name: str) -> None:
    raise Poison(f"not JSON: {name} is no JSON number; write null")


def _kind(value: object) -> str:
    kinds = {str: "a string", bool: "a boolean", dict: "an object", list: "a list"}
    return "null" if value is None else kinds.get(type(value), "a number")


def _text(found: dict[str, Any], field: str) -> str:
    value = found.get(field)
    if value is not None and not isinstance(value, str):
        raise Poison(f"{field}: must be a string, not {_kind(value)}; write it in quotes")
    return clean(value or "")


def _id(found: dict[str, Any]) -> str:
    value = found.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(found, "id").strip()


def _lang(tag: str) -> str | None:
    found = _LANG.match(tag.strip())
    return found[1].lower() if found else None


def _date(found: dict[str, Any], field: str, now: datetime) -> datetime | None:
    value = found.get(field)
    if isinstance(value, bool | list | dict):
        raise Poison(f"{field}: must be a date, not {_kind(value)}; write ISO 8601 or null")
    return None if value is None else date(value, now)


def _moment(value: str | float) -> datetime:
    if isinstance(value, str):
        text = value.strip()
        if not _EPOCH.match(text):
            return _written(text)
        value = float(text)
    return datetime.fromtimestamp(value / 1000 if abs(value) > _MILLISECONDS else value, UTC)


def _written(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)
