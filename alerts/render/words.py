"""Words that are safe to show: cleaned, cut to size, pointing only where a click may go."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

_PILE = 4  # combining marks on one letter: Arabic and Vietnamese need up to three
_SPACE = re.compile(r"\s+")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_UNSAFE_LINE = re.compile(f"{_UNSAFE.pattern}|[\u2028\u2029]")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def clean(text: str) -> str:
    """Take out what would act on a reader's screen instead of being read on it."""
    said = _UNSAFE.sub("", _SPACE.sub(" ", text))  # spaces first: a line break is one
    return "".join(_unpiled(_SPACE.sub(" ", said)))


def _unpiled(text: str) -> Iterable[str]:
    height = 0
    for char in text:
        height = height + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if height <= _PILE:
            yield char


def escape_unsafe(line: str) -> str:
    """Spell out in JSON's escapes what would act on a screen; for a line of JSON."""
    return _UNSAFE_LINE.sub(lambda found: json.dumps(found[0])[1:-1], line)


def fit(text: str, budget: int, size: Callable[[str], int] = len) -> str:
    """Shorten to a budget between two words, or else two graphemes, and say so with "…".

    `size` gives what one character costs in the target's own syntax; as the cut is made before
    anything is escaped, it never falls inside an escape.
    """
    if sum(map(size, text)) <= budget:
        return text
    room, end = budget - size("…"), 0
    for char in text:
        room -= size(char)
        if room < 0:
            break
        end += 1
    while end and _joined(text, end):
        end -= 1
    space = text.rfind(" ", 0, end + 1)
    end = space if space > end * 2 // 3 else end
    return text[:end].rstrip() + "…" if budget >= size("…") else ""


def _joined(text: str, at: int) -> bool:
    """Say whether a cut before a character would break what a reader sees as one."""
    before, after = text[at - 1], text[at]
    if _is_flag_half(before) and _is_flag_half(after):
        halves = itertools.takewhile(_is_flag_half, reversed(text[:at]))
        return sum(1 for _ in halves) % 2 == 1
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or after in "\u200c\u200d\ufe0e\ufe0f"
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def link(url: str | None) -> str | None:
    """Give a web address that is safe to click, ASCII and without `<>|"`, or None."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    bare = parts._replace(netloc=f"[{host}]" if ":" in host else host + port).geturl()
    safe = quote(clean(bare).replace(" ", ""), safe=_URL_SAFE)
    return safe if len(safe) <= 2000 else None  # noqa: PLR2004 - what browsers and Slack take


def instant(moment: datetime) -> str:
    """Write a moment in UTC, ISO 8601, to the second."""
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # year 1 or 9999, which feeds do write
        return moment.isoformat(timespec="seconds")


def reads_right_to_left(text: str) -> bool:
    """Say which way a text runs: that of its first letter that has a direction."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((way != "L" for way in directions if way in ("L", "R", "AL")), False)
