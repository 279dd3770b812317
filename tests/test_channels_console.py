"""Tests for the console channel: cards on a terminal, JSON lines elsewhere, nothing in between."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from typing import Any

import pytest
from deliveries import denial, foiled, make_delivery, make_teller, sent
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import render
from alerts.channels import console
from streams.errors import Refused
from streams.messages import Change, Severity


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


async def printed(stream: io.StringIO, form: str = "auto", **fields: Any) -> str:
    """Send the sample and give what was printed."""
    config = console.Config.model_validate({"format": form})
    await console.Console(config, stream).send(denial(**fields), None)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


async def test_a_pipe_gets_one_json_line() -> None:
    """What is no terminal is a program that reads lines."""
    text = await printed(io.StringIO())
    assert text.count("\n") == 1
    assert json.loads(text)["alert"]["rule"] == denial().alert.rule


async def test_a_terminal_gets_a_coloured_card() -> None:
    """Severity, headline, proof and sources, with the deciding words in bold."""
    text = await printed(Terminal())
    assert "\x1b[1;4mdenied\x1b[0m" in text
    assert "Baghdad (IQ)" in text
    assert "https://shafaq.example" in text


async def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR a terminal gets the same words and no escape sequence."""
    monkeypatch.setenv("NO_COLOR", "1")
    text = await printed(Terminal())
    assert "\x1b" not in text
    assert "Tahseen Al-Khafaji denied on" in text


@pytest.mark.parametrize(
    ("form", "start"), [("text", "[HIGH] Troop"), ("json", '{"type": "alert"')]
)
async def test_the_format_can_be_chosen(form: str, start: str) -> None:
    """A card into a pipe, or JSON on a terminal."""
    assert (await printed(io.StringIO(), form)).startswith(start)
    if form == "json":
        assert (await printed(Terminal(), form)).startswith(start)


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_repeat_says_so(form: str) -> None:
    """A delivery that may have been printed before carries the words."""
    text = await printed(io.StringIO(), form, repeat=True)
    assert "possible repeat" in text or '"possible_repeat": true' in text


async def test_an_update_says_what_changed() -> None:
    """With an earlier receipt the card opens with the change."""
    stream = Terminal()
    channel = console.Console(console.Config(), stream)
    await channel.send(denial(revision=2, change=Change.MODALITY), sent(denial(), {}))
    await channel.close()
    assert "Update: now denied" in stream.getvalue()


async def test_standard_output_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    """The channel prints where the program prints."""
    reference = await console.open(console.Config()).send(foiled(), None)
    assert reference == {"printed": foiled().delivery_key}
    assert json.loads(capsys.readouterr().out)["delivery_key"] == foiled().delivery_key


async def test_a_closed_stream_is_a_refusal() -> None:
    """Nobody will ever read it, so the owner is told elsewhere."""
    stream = io.StringIO()
    stream.close()
    with pytest.raises(Refused, match="closed"):
        await console.Console(console.Config(), stream).send(denial(), None)


async def test_a_stream_without_arabic_gets_it_spelt_out() -> None:
    """A locale that cannot write a letter does not lose the alert."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    await console.Console(console.Config(), stream).send(foiled(), None)
    assert b"\\u0625" in raw.getvalue()
    assert json.loads(raw.getvalue())["alert"]["story"]["lang"] == "ar"


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_has_a_colour(severity: Severity) -> None:
    """None of the four is forgotten."""
    assert f" {severity.upper()} " in console.coloured(render.card(denial(severity=severity)))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_no_article_moves_the_cursor(text: str) -> None:
    """Apart from the channel's own colours no control character reaches the terminal."""
    delivery = make_delivery("h", headline=text, tellers=(make_teller(text, text),), note=text)
    card = console.coloured(render.card(delivery, sent(denial(), {})))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", card)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in bare if char != "\n")
    card.encode()
