"""Tests for the e-mail channel: a real SMTP server, TLS, recipients, headers, the HTML card."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from deliveries import (
    denial,
    foiled,
    make_certificate,
    make_delivery,
    make_teller,
    sent,
    server_side,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from structlog.testing import capture_logs

from alerts import render, sinks
from alerts.channels import Channel, email
from alerts.channels.email import letter, page
from alerts.channels.email.progress import REMEMBERED, Diary
from streams.errors import Ambiguous, ConfigError, Refused, Transient
from streams.messages import Change, Evidence

AMAL, BASIM, CARA = "amal@example.org", "basim@example.org", "cara@example.org"
HOSTILE = st.text(alphabet=st.characters(codec=None), max_size=200) | st.sampled_from(
    ["a\r\nBcc: x@evil.example", "<script>alert(1)</script>", "\x1b[2J", '"><img src=x>', "\ud800"]
)


def config(smtp: sinks.Smtp, **given_: Any) -> email.Config:
    """Configure the channel for a sink."""
    defaults = {
        "host": "127.0.0.1",
        "port": smtp.port,
        "tls": "none",
        "from": "Watchfloor <alerts@watch.example>",
        "to": [AMAL],
    }
    return email.Config.model_validate({**defaults, **given_})


@asynccontextmanager
async def mailing(**given_: Any) -> AsyncIterator[tuple[sinks.Smtp, Channel]]:
    """Open the channel against a mail server of its own."""
    async with sinks.Smtp() as smtp:
        channel = email.open(config(smtp, **given_))
        yield smtp, channel
        await channel.close()


def body(message: EmailMessage, kind: str) -> str:
    """Give the plain or the HTML part."""
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


async def test_a_mail_is_text_and_html() -> None:
    """Both parts tell the alert; the plain one comes first, as the standard wants it."""
    async with mailing() as (smtp, channel):
        await channel.send(denial(), None)
    (mail,) = smtp.mails
    assert [part.get_content_type() for part in mail.message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert "Tahseen Al-Khafaji denied on" in body(mail.message, "plain")
    assert ">denied</b>" in body(mail.message, "html")
    assert mail.message["Subject"] == render.card(denial()).title
    assert mail.message["To"] == AMAL
    assert mail.message["Date"] == "Sat, 27 Jan 2024 10:04:00 +0000"
    assert mail.sender == "alerts@watch.example"


async def test_the_same_delivery_is_the_same_mail() -> None:
    """Message-ID and bytes follow from the delivery alone, so a second copy can be folded."""
    async with mailing() as (smtp, channel):
        await channel.send(denial(), None)
        await channel.send(denial(), None)
        await channel.send(denial("other"), None)
    first, second, other = smtp.mails
    assert first.raw == second.raw
    assert first.message["Message-ID"] != other.message["Message-ID"]
    assert str(first.message["Message-ID"]).endswith("@watch.example>")


async def test_updates_thread_under_the_first_mail() -> None:
    """In-Reply-To and References name the root, of the third mail too; the subject says the news."""
    async with mailing() as (smtp, channel):
        first = await channel.send(denial(), None)
        second_told = denial("second", revision=2, change=Change.MODALITY)
        second = await channel.send(second_told, sent(denial(), first))
        await channel.send(denial("third", revision=3), sent(second_told, second))
    root = first["message_id"]
    assert [mail.message["References"] for mail in smtp.mails] == [None, root, root]
    assert [mail.message["In-Reply-To"] for mail in smtp.mails] == [None, root, root]
    assert str(smtp.mails[1].message["Subject"]).startswith("Update: now denied · [HIGH]")
    assert second["root"] == root


async def test_a_long_domain_does_not_break_the_thread() -> None:
    """An id longer than a line is still written as an id, not as an encoded word."""
    sender = "alerts@" + ".".join(["sub-domain-of-some-length"] * 4) + ".example"
    async with mailing(**{"from": sender}) as (smtp, channel):
        first = await channel.send(denial(), None)
        await channel.send(denial("second"), sent(denial(), first))
    assert smtp.mails[1].message["References"] == first["message_id"]
    assert b"=?" not in smtp.mails[1].raw.split(b"\r\n\r\n")[0].partition(b"References")[2]


async def test_a_repeat_is_marked() -> None:
    """The header, the text and the HTML say that this may be a second copy; else none does."""
    async with mailing() as (smtp, channel):
        await channel.send(denial(), None)
        await channel.send(denial(repeat=True), None)
    plain, marked = (mail.message for mail in smtp.mails)
    assert plain["X-Possible-Repeat"] is None
    assert marked["X-Possible-Repeat"] == "1"
    assert "possible repeat" not in body(plain, "plain") + body(plain, "html")
    assert "possible repeat" in body(marked, "plain")
    assert "possible repeat" in body(marked, "html")


async def test_one_click_unsubscribing_is_offered_where_it_is_configured() -> None:
    """List-Unsubscribe names the recipient, List-Unsubscribe-Post makes it one click."""
    url = "https://watch.example/stop?who={recipient}"
    async with mailing(unsubscribe_url=url) as (smtp, channel):
        await channel.send(denial(), None)
    message = smtp.mails[0].message
    assert message["List-Unsubscribe"] == "<https://watch.example/stop?who=amal%40example.org>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    async with mailing() as (smtp, channel):
        await channel.send(denial(), None)
    assert smtp.mails[0].message["List-Unsubscribe"] is None


async def test_every_recipient_gets_an_envelope_of_their_own() -> None:
    """Nobody sees who else is told, and the reference names each one's fate."""
    async with mailing(to=[AMAL, BASIM]) as (smtp, channel):
        reference = await channel.send(denial(), None)
    assert [(mail.recipient, mail.message["To"]) for mail in smtp.mails] == [
        (AMAL, AMAL),
        (BASIM, BASIM),
    ]
    assert reference[f"to:{AMAL}"] == reference[f"to:{BASIM}"] == "accepted"


async def test_those_who_accepted_are_not_sent_it_again() -> None:
    """After a 4yz for one of three, all are tried, and the retry goes to that one alone, unmarked."""
    async with mailing(to=[AMAL, BASIM, CARA]) as (smtp, channel):
        smtp.refuse[BASIM] = "451 4.7.1 greylisted"
        with pytest.raises(Transient, match="greylisted") as caught:
            await channel.send(denial(), None)
        assert not isinstance(caught.value, Ambiguous)
        assert [mail.recipient for mail in smtp.mails] == [AMAL, CARA]
        smtp.refuse.clear()
        reference = await channel.send(denial(), None)
    assert [mail.recipient for mail in smtp.mails] == [AMAL, CARA, BASIM]
    assert {reference[f"to:{who}"] for who in (AMAL, BASIM, CARA)} == {"accepted"}


async def test_a_repeat_is_marked_only_for_whom_it_may_be_one() -> None:
    """One answer was lost, one was a clear no: the mark goes to the first alone, and stays."""
    async with mailing(to=[AMAL, BASIM]) as (smtp, channel):
        smtp.refuse[BASIM] = "451 later"
        smtp.fail(sinks.MailFault())
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)
        smtp.fail(sinks.MailFault(status="451 not now"))
        with pytest.raises(Transient):
            await channel.send(denial(repeat=True), None)
        smtp.refuse.clear()
        await channel.send(denial(repeat=True), None)
    marks = {mail.recipient: mail.message["X-Possible-Repeat"] for mail in smtp.mails}
    assert marks == {AMAL: "1", BASIM: None}


async def test_after_a_restart_everybody_is_marked() -> None:
    """A process that did not see the earlier attempt cannot know who has it."""
    async with mailing(to=[AMAL, BASIM]) as (smtp, channel):
        await channel.send(denial(repeat=True), None)
    assert {mail.message["X-Possible-Repeat"] for mail in smtp.mails} == {"1"}


async def test_a_recipient_refused_for_good_does_not_hold_up_the_others() -> None:
    """The mail counts as sent, the receipt and the log name who did not get it."""
    async with mailing(to=[AMAL, BASIM]) as (smtp, channel):
        smtp.refuse[BASIM] = "550 5.1.1 no such user"
        with capture_logs() as logs:
            reference = await channel.send(denial(), None)
    assert reference[f"to:{AMAL}"] == "accepted"
    assert "550 5.1.1 no such user" in reference[f"to:{BASIM}"]
    assert [(line["event"], line["recipient"]) for line in logs] == [("recipient_refused", BASIM)]


async def test_a_mail_that_nobody_accepts_is_refused() -> None:
    """With every recipient refused for good, so is the delivery."""
    async with mailing(to=[AMAL, BASIM]) as (smtp, channel):
        smtp.refuse = {AMAL: "550 no", BASIM: "554 no"}
        with pytest.raises(Refused, match="550 no"):
            await channel.send(denial(), None)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("451 4.3.0 try later", Transient),
        ("421 4.3.2 closing", Transient),
        ("452 4.2.2 full", Transient),
        ("550 5.7.1 spam", Refused),
        ("552 5.3.4 too big", Refused),
        ("554 5.0.0 no", Refused),
    ],
)
async def test_the_answer_to_the_message_is_understood(status: str, kind: type[Exception]) -> None:
    """4yz is not now, 5yz is never, and both are certain."""
    async with mailing() as (smtp, channel):
        smtp.fail(sinks.MailFault(status=status))
        with pytest.raises(kind, match=status) as caught:
            await channel.send(denial(), None)
    assert type(caught.value) is kind


@pytest.mark.parametrize("accept", [True, False])
async def test_a_connection_that_drops_after_the_message_is_ambiguous(*, accept: bool) -> None:
    """The server may have taken it, and in one of the two cases it has."""
    async with mailing() as (smtp, channel):
        smtp.fail(sinks.MailFault(accept=accept))
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)
    assert len(smtp.mails) == accept


async def test_a_server_that_is_silent_after_the_message_is_ambiguous() -> None:
    """A time-out after DATA proves nothing."""
    async with mailing(timeout=1.0) as (smtp, channel):
        smtp.fail(sinks.MailFault(status="250 OK", wait=1.5))
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)


async def test_a_broken_connection_is_opened_again_for_the_next_recipient() -> None:
    """One recipient's lost answer is not the others'."""
    async with mailing(to=[AMAL, BASIM]) as (smtp, channel):
        smtp.fail(sinks.MailFault())
        with pytest.raises(Ambiguous):
            await channel.send(denial(), None)
        assert [mail.recipient for mail in smtp.mails] == [BASIM]
        await channel.send(denial(repeat=True), None)
    assert [mail.recipient for mail in smtp.mails] == [BASIM, AMAL]


async def test_a_server_that_is_not_there_is_tried_once_for_all_recipients() -> None:
    """Without a connection nothing was sent, for nobody."""
    async with mailing(to=[AMAL, BASIM], port=_free_port()) as (_, channel):
        with pytest.raises(Transient) as caught:
            await channel.send(denial(), None)
    assert not isinstance(caught.value, Ambiguous)
    assert AMAL in str(caught.value)
    assert BASIM in str(caught.value)


@pytest.mark.parametrize("goodbye", ["421 one mail a connection\r\n", ""])
async def test_a_server_that_hangs_up_after_each_mail_still_reaches_everybody(
    goodbye: str,
) -> None:
    """A connection that was used and broke before DATA is opened again at once."""
    recipients: list[bytes] = []

    async def one_mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in ("220 hi", "250 me", "250 ok", "250 ok", "354 go", "250 taken"):
            writer.write(f"{answer}\r\n".encode())
            line = await reader.readuntil(b"\r\n.\r\n" if answer[0] == "3" else b"\r\n")
            if line.startswith(b"RCPT"):
                recipients.append(line.strip())
        writer.write(goodbye.encode())
        writer.close()

    server = await asyncio.start_server(one_mail, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, mailing(to=[AMAL, BASIM, CARA], port=port) as (_, channel):
        reference = await channel.send(denial(), None)
    assert len(recipients) == 3
    assert {reference[f"to:{who}"] for who in (AMAL, BASIM, CARA)} == {"accepted"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([], Transient),
        (["554 5.7.1 go away"], Refused),
        (["421 busy"], Transient),
        (["garbage"], Transient),
        (["220 hi", "500 what"], Refused),
        (["220 hi", "250 me", "550 not you"], Refused),
        (["220 hi", "250 me", "450 not now"], Transient),
        (["220 hi", "250 me", "250 ok", "250 ok", "garbage"], Ambiguous),
        (["220 hi", "250 me", "250 ok", "250 ok", "354 go"], Ambiguous),
        (["220 hi", "250 me", "250 ok", "250 ok", "354 go", "garbage"], Ambiguous),
        (["220 hi", "250 me", "250 ok", "250 ok", "354 go", "299 hm"], Ambiguous),
    ],
)
async def test_a_server_that_breaks_off_is_judged_by_the_step(
    lines: list[str], kind: type[Exception]
) -> None:
    """Before DATA nothing can have been accepted; from there on anything unclear is ambiguous."""

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number, line in enumerate(lines):
            if number:
                await reader.readline()
            if number and lines[number - 1].startswith("354"):
                await reader.readuntil(b"\r\n.\r\n")
            writer.write(f"{line}\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server, mailing(port=server.sockets[0].getsockname()[1]) as (_, channel):
        with pytest.raises(kind) as caught:
            await channel.send(denial(), None)
    assert type(caught.value) is kind


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate that no authority knows."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_mail_goes_over_tls_with_a_login(tls: str, certificate: Path) -> None:
    """STARTTLS and TLS from the start, verified against ca_file, with a name and a password."""
    async with sinks.Smtp(
        context=server_side(certificate), implicit_tls=tls == "tls", login=("alerts", "pass word")
    ) as smtp:
        login = {"username": "alerts", "password": "pass word"}
        channel = email.open(config(smtp, tls=tls, ca_file=str(certificate), **login))
        await channel.send(denial(), None)
    assert len(smtp.mails) == 1
    assert smtp.logins == [True]


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_an_unknown_certificate_is_not_trusted(tls: str, certificate: Path) -> None:
    """Without ca_file the handshake fails: nothing is sent, and a retry may find it mended."""
    async with sinks.Smtp(context=server_side(certificate), implicit_tls=tls == "tls") as smtp:
        with pytest.raises(Transient) as caught:
            await email.open(config(smtp, tls=tls)).send(denial(), None)
    assert not isinstance(caught.value, Ambiguous)
    assert not smtp.mails


async def test_a_server_without_starttls_gets_nothing() -> None:
    """The mail does not fall back to plain text."""
    async with sinks.Smtp() as smtp:
        with pytest.raises(Refused, match="STARTTLS"):
            await email.open(config(smtp, tls="starttls")).send(denial(), None)
    assert not smtp.mails


async def test_a_wrong_password_is_refused_and_not_repeated() -> None:
    """The error gives the code and nothing of what the server said."""
    async with sinks.Smtp(login=("alerts", "right")) as smtp:
        channel = email.open(config(smtp, username="alerts", password="wrong"))
        with pytest.raises(Refused, match="said 535 to the login"):
            await channel.send(denial(), None)
    assert smtp.logins
    assert not any(smtp.logins)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"host": "mail.example"}, "allow_plaintext"),
        ({"username": "alerts"}, "belong together"),
        ({"to": []}, "at least 1"),
        ({"to": ["nobody"]}, "not an address"),
        ({"to": ["a@b@c"]}, "not an address"),
        ({"to": ["a@example.org\r\nBcc: b@example.org"]}, "not an address"),
        ({"to": ["a@example.org, b@example.org"]}, "not an address"),
        ({"from": "Würger <a@example.org>"}, "not an address"),
        ({"unsubscribe_url": "http://x.example/"}, "https://"),
    ],
)
def test_a_wrong_configuration_is_explained(given_: Mapping[str, Any], words: str) -> None:
    """Plain text to a stranger, half a login, unfit addresses: each is said."""
    with pytest.raises(ValidationError, match=words):
        config(sinks.Smtp(), port=25, **given_)


def test_plain_text_to_a_stranger_can_be_allowed() -> None:
    """Who says so may send in the clear, and the ports follow from tls."""
    given_ = {"host": "mail.example", "port": None, "allow_plaintext": True}
    assert config(sinks.Smtp(), **given_).tls == "none"
    assert email.PORTS == {"starttls": 587, "tls": 465, "none": 25}


def test_a_missing_ca_file_is_a_configuration_error(tmp_path: Path) -> None:
    """It is found when the channel is opened, not when the first alert goes out."""
    with pytest.raises(ConfigError, match="ca_file"):
        email.open(config(sinks.Smtp(), port=25, ca_file=str(tmp_path / "missing.pem")))


def test_the_diary_is_bounded() -> None:
    """The oldest unsettled mail is forgotten when ten thousand newer ones wait."""
    diary = Diary()
    diary.of("oldest").note(AMAL, None)
    for number in range(REMEMBERED):
        diary.of(str(number))
    assert not diary.of("oldest").outcomes


def test_arabic_runs_from_right_to_left() -> None:
    """Headline and quote carry their direction; English keeps its own."""
    arabic, english = page.html(render.card(foiled())), page.html(render.card(denial()))
    assert arabic.count('dir="rtl"') == 2
    assert 'dir="rtl"' not in english


def test_a_long_headline_is_shortened_in_the_subject() -> None:
    """The subject keeps to its budget and stays one header."""
    delivery = denial(headline="word " * 400)
    assert len(letter.subject(render.card(delivery))) <= letter.SUBJECT_BUDGET


class Tags(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.seen.add(tag)
        self.attributes += attrs


OURS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "table",
    "tr",
    "td",
    "span",
    "h1",
    "div",
    "blockquote",
    "b",
    "a",
    "bdi",
}


@settings(max_examples=150, deadline=None)
@given(st.lists(HOSTILE, min_size=8, max_size=8))
def test_hostile_text_never_becomes_a_tag_or_a_header(texts: list[str]) -> None:
    """Whatever stands in any field, the mail has our headers and our tags and no others."""
    headline, quote, source, url, note, rule, actor, key = texts
    event = denial().alert.story.event
    assert event
    evidence = Evidence(text=quote, field="body", start=110, end=110 + len(quote))
    event = event.model_copy(
        update={"evidence": evidence, "actors": (actor,), "place": actor, "nuance": (rule,)}
    )
    tellers = (make_teller(source, url), make_teller(source, f"https://{url}"))
    delivery = make_delivery("h", event, headline=headline, tellers=tellers, note=note)
    alert = delivery.alert.model_copy(update={"rule": rule})
    hostile = delivery.model_copy(update={"alert": alert, "delivery_key": key})
    sender = letter.parse_address("a@watch.example")
    written = letter.Letter(sender, render.card(hostile), hostile, "<root@watch.example>")
    raw = written.to(letter.parse_address(AMAL), repeat=True, unsubscribe_url="https://x.example/")
    assert _header_names(raw) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Watchfloor-Delivery"),
        *("In-Reply-To", "References", "X-Possible-Repeat", "List-Unsubscribe"),
        *("List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
    }
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    tags = Tags()
    tags.feed(page.html(render.card(hostile)))
    assert tags.seen <= OURS
    assert not any(name.startswith("on") for name, _ in tags.attributes)
    links = [value or "" for name, value in tags.attributes if name in ("href", "src")]
    assert all(re.match("https?://", value) for value in links)


def _header_names(raw: bytes) -> set[str]:
    head = raw.split(b"\r\n\r\n")[0].decode("ascii")
    return {line.partition(":")[0] for line in head.split("\r\n") if line[0] not in " \t"}
