"""One spelling for the many spellings of a page's address, so that it can be an identity."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_.*|[dg]clid|gclsrc|[gw]braid|fbclid|msclkid|srsltid|ttclid|twclid|yclid|igsh(?:id)?"
    r"|mc_[ce]id|mkt_tok|oly_(?:anon|enc)_id|vero_id|wt_mc|_ga|_gl|_hsenc|_hsmi",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\Z")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%:@!$&'()*+,;=~"
_QUERY_SAFE = "/%:@!$'()*,;=~?"


def canonical_url(url: str) -> str | None:
    """Give the one spelling of an http or https address; None for anything else.

    Scheme and host in lower case, an international host in punycode, no user, default port,
    fragment, tracking parameters (utm_*, fbclid, gclid...) or trailing slash, parameters sorted
    by name, and percent-encoding in its normal form. It is also safe to put in a link.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    place = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    path = _normal(parts.path, _PATH_SAFE).rstrip("/")
    query = _query(parts.query)
    return f"{parts.scheme}://{place}{path or '/'}{query and '?' + query}"


def is_page(canonical: str) -> bool:
    """Say whether a canonical address names a page, not just a site, where all articles live."""
    parts = urlsplit(canonical)
    return bool(parts.path.strip("/") or parts.query)


def _host(parts: SplitResult) -> str | None:
    name = (parts.hostname or "").removesuffix(".")
    if "[" in parts.netloc:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    if not name.isascii():
        # The limit comes first: IDNA is slow on long labels, and no host is longer.
        name = name[:254].encode("idna").decode().lower()
    return name if _HOST.match(name) else None


def _query(query: str) -> str:
    pairs = (_normal(pair.replace("+", "%20"), _QUERY_SAFE) for pair in query.split("&") if pair)
    kept = (pair for pair in pairs if not _TRACKING.fullmatch(_name(pair)))
    return "&".join(sorted(kept, key=_name))


def _name(pair: str) -> str:
    return pair.partition("=")[0]


def _normal(text: str, safe: str) -> str:
    return quote(_ESCAPE.sub(_escape, text), safe=safe, errors="replace")


def _escape(found: re.Match[str]) -> str:
    if not found[1]:
        return "%25"
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()
