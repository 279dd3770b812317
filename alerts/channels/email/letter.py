"""Composing the mail: headers that thread, plain text, and beside it the HTML card."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from urllib.parse import quote

from alerts import render
from alerts.channels.email import page
from streams.messages import Delivery, digest

SUBJECT_BUDGET = 180

# As unstructured text a long id would be folded into an encoded word, which threads with nothing.
_HEADERS = HeaderRegistry()
for _name in ("in-reply-to", "references"):
    _HEADERS.map_to_type(_name, MessageIDHeader)  # type: ignore[arg-type] # typeshed wants a base
POLICY = SMTP.clone(header_factory=_HEADERS)


class Letter:
    """The mail of one delivery, the same for each recipient but for the name on it."""

    def __init__(
        self, sender: Address, card: render.Card, delivery: Delivery, root: str | None
    ) -> None:
        self.root = root
        self.message_id = f"<{digest(delivery.delivery_key)[:32]}@{sender.domain}>"
        self._sender, self._card, self._delivery = sender, card, delivery

    def to(self, recipient: Address, *, repeat: bool, unsubscribe_url: str | None = None) -> bytes:
        """Give the bytes for one recipient."""
        mail = EmailMessage(POLICY)
        mail["From"] = self._sender
        mail["To"] = recipient
        mail["Subject"] = subject(self._card)
        mail["Date"] = format_datetime(self._delivery.alert.decided_at)
        mail["Message-ID"] = self.message_id
        for name, value in self._extra(recipient, repeat=repeat, url=unsubscribe_url).items():
            mail[name] = value
        card = page.marked(self._card, repeat=repeat)
        mail.set_content(render.text(card) + "\n", cte="quoted-printable")
        mail.add_alternative(page.html(card), subtype="html", cte="quoted-printable")
        mail.set_boundary(f"={self.message_id[1:33]}=")
        return mail.as_bytes()

    def _extra(self, recipient: Address, *, repeat: bool, url: str | None) -> dict[str, str]:
        headers = {
            "Auto-Submitted": "auto-generated",
            "Watchfloor-Delivery": render.fit(render.clean(self._delivery.delivery_key), 200),
        }
        if self.root:
            headers |= {"In-Reply-To": self.root, "References": self.root}
        if repeat:
            headers["X-Possible-Repeat"] = "1"
        if url:
            target = url.replace("{recipient}", quote(recipient.addr_spec, safe=""))
            headers["List-Unsubscribe"] = f"<{target}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


def subject(card: render.Card) -> str:
    """Word the subject: the change first, for it is the news."""
    words = f"{card.change} · {card.title}" if card.change else card.title
    return render.fit(words, SUBJECT_BUDGET)


def parse_address(text: str) -> Address:
    """Read `name@example.org` or `Name <name@example.org>`; raises ValueError on anything else."""
    try:
        ((name, spec),) = getaddresses([text])
        address = Address(display_name=name, addr_spec=spec)
    except (ValueError, IndexError, MessageError):
        address = Address()
    whole = address.username and address.domain and text.isascii() and text.isprintable()
    if not whole or any(char in " <>" for char in address.addr_spec):
        raise ValueError("not an address such as desk@example.org, in ASCII")
    return address
