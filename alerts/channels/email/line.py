"""One conversation with an SMTP server, and what its answers mean for a recipient.

| answer                                            | outcome     |
|---------------------------------------------------|-------------|
| accepted after the message                        | None        |
| 5yz at any step, no STARTTLS, no AUTH             | `Refused`   |
| 4yz at any step; no connection; broken before DATA| `Transient` |
| lost or unreadable once DATA had begun            | `Ambiguous` |
"""

from __future__ import annotations

import contextlib
import ssl
from dataclasses import dataclass

import aiosmtplib
from pydantic import SecretStr

from alerts import render
from streams.errors import Ambiguous, Refused, Transient, WatchfloorError

GOODBYE_SECONDS = 2.0
CLOSING = 421


@dataclass(frozen=True, slots=True)
class Server:
    """Where to hand mail over, and how."""

    host: str
    port: int
    tls: str
    context: ssl.SSLContext
    login: tuple[str, SecretStr] | None
    name: str
    timeout: float


class _Broken(Transient):
    """The connection went away before DATA."""


class Line:
    """A connection that opens with the first mail and again after it broke."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._client: aiosmtplib.SMTP | None = None
        self._down: WatchfloorError | None = None

    async def hand_over(
        self, sender: str, recipient: str, message: bytes
    ) -> WatchfloorError | None:
        """Hand one mail over for one recipient; once no connection is to be had, try no more."""
        used = self._client is not None
        failure = await self._attempt(sender, recipient, message)
        if used and isinstance(failure, _Broken):
            # Many servers take a few mails on a connection and then hang up.
            failure = await self._attempt(sender, recipient, message)
        return failure

    async def _attempt(
        self, sender: str, recipient: str, message: bytes
    ) -> WatchfloorError | None:
        if self._down is None:
            await self._connect()
        if self._down or self._client is None:
            return self._down
        begun = False
        try:
            await self._client.mail(sender)
            await self._client.rcpt(recipient)
            begun = True
            await self._client.data(message)
        except Exception as error:  # noqa: BLE001 - after DATA nothing may pass for a definite no
            failure = self._meaning(error, begun=begun)
        else:
            return None
        await self.close()
        return failure

    async def _connect(self) -> None:
        if self._client is not None:
            return
        username, password = self._server.login or (None, None)
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            username=username,
            password=password.get_secret_value() if password else None,
            local_hostname=self._server.name,
            timeout=self._server.timeout,
            use_tls=self._server.tls == "tls",
            start_tls=self._server.tls == "starttls",
            tls_context=self._server.context,
        )
        try:
            await client.connect()
        except Exception as error:  # noqa: BLE001 - nothing was sent, so all of them are alike
            self._down = self._meaning(error, begun=False)
        else:
            self._client = client
        finally:
            if self._client is None:
                client.close()

    def _meaning(self, error: Exception, *, begun: bool) -> WatchfloorError:
        host, name = self._server.host, type(error).__name__
        if isinstance(error, aiosmtplib.SMTPResponseException):
            return self._answered(error, begun=begun)
        if begun:
            return Ambiguous(f"{host}: no clear answer after DATA ({name})")
        # What a server lacks, STARTTLS or AUTH, is raised as the bare root of aiosmtplib's errors.
        if isinstance(error, aiosmtplib.SMTPNotSupported) or name == "SMTPException":
            return Refused(f"{host} offers no STARTTLS, or no login that is known")
        return _Broken(f"{host}: no connection ({name})")

    def _answered(
        self, error: aiosmtplib.SMTPResponseException, *, begun: bool
    ) -> WatchfloorError:
        said = self._quoted(error)
        if error.code == CLOSING and not begun:
            return _Broken(said)
        if 400 <= error.code < 500:  # noqa: PLR2004
            return Transient(said)
        if 500 <= error.code < 600:  # noqa: PLR2004
            return Refused(said)
        return Ambiguous(said) if begun else Transient(said)

    def _quoted(self, error: aiosmtplib.SMTPResponseException) -> str:
        """Quote the server, but not on the login: some repeat what they were given."""
        if isinstance(error, aiosmtplib.SMTPAuthenticationError):
            return f"{self._server.host} said {error.code} to the login"
        words = render.fit(render.clean(str(error.message)), 200)
        if self._server.login:
            words = words.replace(self._server.login[1].get_secret_value(), "***")
        return f"{self._server.host} said {error.code} {words}".rstrip()

    async def close(self) -> None:
        """Say goodbye, briefly: what was accepted stays accepted."""
        if self._client is not None:
            with contextlib.suppress(Exception):
                await self._client.quit(timeout=GOODBYE_SECONDS)
            self._client.close()
            self._client = None
