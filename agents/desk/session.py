"""The desk's token, and the cookie that stands for it in a browser.

The cookie holds a value derived from the token, so that whoever reads a cookie jar does not learn
the token; a new token ends all sessions.
"""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie

from pydantic import SecretStr

COOKIE = "watchfloor_desk"
LASTS_S = 30 * 24 * 3600


class Session:
    """Knows who is let in; without a token, everybody is."""

    def __init__(self, token: SecretStr | None) -> None:
        self._token = token.get_secret_value().encode() if token else None

    @property
    def needed(self) -> bool:
        """Say whether a token is asked for at all."""
        return self._token is not None

    def knows(self, authorization: str, cookies: str) -> bool:
        """Say whether the headers of a request carry the token or its cookie."""
        scheme, _, given = authorization.partition(" ")
        bearer = scheme.lower() == "bearer" and self.opens(given.strip())
        return self._token is None or bearer or self._remembers(cookies)

    def opens(self, given: str) -> bool:
        """Say whether this is the token; takes the same time whichever character is wrong."""
        return self._token is not None and _same(given.encode(), self._token)

    def cookie(self, *, secure: bool) -> str:
        """Give the Set-Cookie header for whoever knew the token."""
        value = f"{COOKIE}={self._mark()}; Path=/; Max-Age={LASTS_S}; HttpOnly; SameSite=Strict"
        return f"{value}; Secure" if secure else value

    def _remembers(self, cookies: str) -> bool:
        try:
            found = SimpleCookie(cookies).get(COOKIE)
        except CookieError:
            return False
        return found is not None and _same(found.value.encode(), self._mark().encode())

    def _mark(self) -> str:
        return hmac.new(self._token or b"", b"watchfloor desk session", hashlib.sha256).hexdigest()


def _same(given: bytes, right: bytes) -> bool:
    return hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(right).digest())
