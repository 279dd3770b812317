"""email: sends a mail, as text and as HTML, that threads with the earlier ones of its story.

    [channels.duty-mail]
    type = "email"
    host = "smtp.example.org"
    from = "Watchfloor <alerts@example.org>"
    to = ["desk@example.org", "amal@example.org"]
    username = "alerts"
    password_file = "/run/secrets/smtp-password"      # or password, or password_env
    # tls = "starttls"       # the default, port 587; "tls": port 465; "none": port 25
    # port = 587
    # ca_file = "/etc/ssl/our-ca.pem"                 # beside the system's own authorities
    # allow_plaintext = true # permits "none" to a host that is not this machine
    # timeout = 30.0         # seconds, for each step
    # unsubscribe_url = "https://example.org/stop?who={recipient}"

- Every recipient gets an envelope of their own. Those who accepted are remembered while the
  others are tried again, so they are not sent it twice; after a restart the same Message-ID lets
  their mail reader fold the two into one.
- The Message-ID follows from the delivery key; In-Reply-To and References name the first mail of
  the story. The subject says the news, of an update too; a reader that threads by subject alone
  shows an update as a thread of its own.
- A recipient refused for good (5yz) is named in the receipt and the log; the mail counts as sent
  if anybody accepted it. A 4yz is tried again; so is a lost answer, with `X-Possible-Repeat: 1`.
- With `unsubscribe_url` the mail carries List-Unsubscribe and List-Unsubscribe-Post (one click);
  `{recipient}` stands for the address.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

import structlog
from pydantic import Field, SecretStr, field_validator, model_validator

from alerts import post, render
from alerts.channels import Channel, Settings
from alerts.channels.email.letter import Letter, parse_address
from alerts.channels.email.line import Line, Server
from alerts.channels.email.progress import Diary, Progress
from streams.errors import Ambiguous, Refused, Transient
from streams.messages import Delivery, Receipt

PORTS = {"starttls": 587, "tls": 465, "none": 25}

log = structlog.get_logger(__name__)


class Config(Settings):
    """Which server to hand mail to, from whom and to whom."""

    host: str = Field(min_length=1)
    port: int | None = Field(default=None, gt=0, lt=65536)
    tls: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = Field(alias="from")
    to: tuple[str, ...] = Field(min_length=1)
    username: str | None = None
    password: SecretStr | None = None
    ca_file: Path | None = None
    allow_plaintext: bool = False
    timeout: float = Field(default=30.0, gt=0, le=600)
    unsubscribe_url: str | None = None

    @field_validator("sender", "to")
    @classmethod
    def _check_addresses(cls, given: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for address in (given,) if isinstance(given, str) else given:
            parse_address(address)
        return given

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.tls == "none" and not (self.allow_plaintext or _is_loopback(self.host)):
            raise ValueError('tls = "none" sends in the clear; allow_plaintext = true permits it')
        if (self.username is None) != (self.password is None):
            raise ValueError("username and password belong together")
        if self.unsubscribe_url:
            post.checked_url(self.unsubscribe_url.replace("{recipient}", ""), allow_private=False)
        return self


class Email:
    """Tells a list of recipients by mail."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._sender = parse_address(config.sender)
        self._recipients = {
            address.addr_spec: address for address in map(parse_address, config.to)
        }
        self._server = _server(config)
        self._diary = Diary()

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Hand the mail over for each recipient who has not accepted it yet.

        After all were tried: raises Ambiguous if for any of them the answer was lost, else
        Transient if for any it was not now, else Refused if nobody accepted.
        """
        progress = self._diary.of(delivery.delivery_key)
        root = previous.reference.get("root") if previous else None
        letter = Letter(self._sender, render.card(delivery, previous), delivery, root)
        line = Line(self._server)
        try:
            for recipient in progress.open(self._recipients, repeat=delivery.repeat):
                bytes_ = letter.to(
                    self._recipients[recipient],
                    repeat=recipient in progress.maybe,
                    unsubscribe_url=self._config.unsubscribe_url,
                )
                failure = await line.hand_over(self._sender.addr_spec, recipient, bytes_)
                progress.note(recipient, failure)
        finally:
            await line.close()
        return self._settle(delivery.delivery_key, progress, letter)

    def _settle(self, key: str, progress: Progress, letter: Letter) -> Mapping[str, str]:
        failures = {who: error for who, error in progress.outcomes.items() if error}
        words = "; ".join(f"{who}: {error}" for who, error in failures.items())
        if any(isinstance(error, Ambiguous) for error in failures.values()):
            raise Ambiguous(words)
        if any(isinstance(error, Transient) for error in failures.values()):
            raise Transient(words)
        self._diary.forget(key)
        if len(failures) == len(self._recipients):
            raise Refused(words)
        for who, error in failures.items():
            log.warning("recipient_refused", recipient=who, said=str(error))
        told = {f"to:{who}": str(failures.get(who, "accepted")) for who in self._recipients}
        return {"message_id": letter.message_id, "root": letter.root or letter.message_id, **told}

    async def close(self) -> None:
        """Nothing is kept open between mails."""


def _server(config: Config) -> Server:
    return Server(
        host=config.host,
        port=config.port or PORTS[config.tls],
        tls=config.tls,
        context=post.trusting(config.ca_file),
        login=(config.username, config.password) if config.username and config.password else None,
        name=parse_address(config.sender).domain,
        timeout=config.timeout,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open(config: Config) -> Channel:  # noqa: A001 - what every channel's entrance is called
    """Give the channel for a configuration."""
    return Email(config)
