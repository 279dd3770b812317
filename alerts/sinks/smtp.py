"""A mail server on loopback that can be told to fail."""

from __future__ import annotations

import asyncio
import ssl
import time
import warnings
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was accepted."""

    at: float
    sender: str
    recipient: str
    message: EmailMessage
    raw: bytes


@dataclass(frozen=True, slots=True)
class MailFault:
    """What goes wrong with one message after DATA: a status line, or a connection that drops."""

    status: str | None = None
    wait: float = 0.0
    accept: bool = False


class Smtp:
    """A mail server that keeps what it is sent.

    With `context` it offers STARTTLS, or speaks TLS from the start when `implicit_tls`; with
    `login` it wants that name and password. `refuse` maps a recipient to a status line.
    """

    def __init__(
        self,
        on_message: Callable[[Mail], None] | None = None,
        clock: Callable[[], float] = time.time,
        context: ssl.SSLContext | None = None,
        *,
        implicit_tls: bool = False,
        login: tuple[str, str] | None = None,
    ) -> None:
        self.mails: list[Mail] = []
        self.refuse: dict[str, str] = {}
        self.logins: list[bool] = []
        self._faults: deque[MailFault | None] = deque()
        self._on_message = on_message or (lambda _mail: None)
        self._clock = clock
        self._context, self._implicit_tls, self._login = context, implicit_tls, login
        self.port = 0

    def fail(self, *faults: MailFault | None) -> None:
        """Let the next messages go wrong, one fault each; with None one goes well."""
        self._faults.extend(faults)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.get_running_loop().create_server(
            self._session, "127.0.0.1", 0, ssl=self._context if self._implicit_tls else None
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    def _session(self) -> SMTP:
        starttls = None if self._implicit_tls else self._context
        with warnings.catch_warnings():
            # aiosmtpd warns of a login without TLS; nothing here leaves the machine.
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                self,
                hostname="localhost",
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=self._login is not None,
                auth_require_tls=starttls is not None,
                authenticator=self._authenticate,
                loop=asyncio.get_running_loop(),
            )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        del server, session, envelope, mechanism
        given = data if isinstance(data, LoginPassword) else LoginPassword(b"", b"")
        right = (given.login.decode(), given.password.decode()) == self._login
        self.logins.append(right)
        return AuthResult(success=right, handled=False)

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd looks for
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take a recipient, or say what was scripted for them."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd looks for
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, or do what was scripted."""
        fault = self._faults.popleft() if self._faults else None
        if fault is None or fault.accept:
            self._keep(envelope)
        if fault is None:
            return "250 OK"
        await asyncio.sleep(fault.wait)
        if fault.status:
            return fault.status
        if server.transport:
            server.transport.close()
        return "421 gone"

    def _keep(self, envelope: Envelope) -> None:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        message = message_from_bytes(raw, EmailMessage, policy=policy.default)
        for recipient in envelope.rcpt_tos:
            mail = Mail(self._clock(), envelope.mail_from or "", recipient, message, raw)
            self.mails.append(mail)
            self._on_message(mail)
