"""console: prints each alert to standard output; the default channel.

    [channels.console]
    type = "console"
    format = "auto"    # a card on a terminal, one JSON line elsewhere; or "text", or "json"

Colours are used on a terminal only, and not at all when NO_COLOR is set. Nothing that an article
says can move the cursor or change a colour.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Literal, TextIO

from alerts import render
from alerts.channels import Channel, Settings
from streams.errors import Refused
from streams.messages import Delivery, Receipt

_SEVERITY = {"CRITICAL": "1;97;41", "HIGH": "1;31", "MEDIUM": "1;33", "LOW": "1;36"}
_BOLD, _DIM = "1", "2"


class Config(Settings):
    """How to print."""

    format: Literal["auto", "text", "json"] = "auto"


class Console:
    """Prints deliveries to a stream."""

    def __init__(self, config: Config, stream: TextIO | None = None) -> None:
        self._format = config.format
        self._stream = stream

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Print one alert; raises Refused when nobody can read the stream any more."""
        stream = self._stream or sys.stdout
        try:
            text = self._render(delivery, previous, terminal=stream.isatty())
            stream.write(_writable(text, stream.encoding or "utf-8") + "\n")
            stream.flush()
        except (OSError, ValueError) as error:
            raise Refused(f"standard output is closed ({type(error).__name__})") from None
        return {"printed": delivery.delivery_key}

    def _render(self, delivery: Delivery, previous: Receipt | None, *, terminal: bool) -> str:
        if self._format == "json" or (self._format == "auto" and not terminal):
            return render.json_line(delivery)
        card = render.card(delivery, previous)
        return coloured(card) if terminal and "NO_COLOR" not in os.environ else render.text(card)

    async def close(self) -> None:
        """Leave the stream to its owner."""


def _writable(text: str, encoding: str) -> str:
    """Spell out what a stream cannot write, such as Arabic in a locale without it."""
    return text.encode(encoding, "backslashreplace").decode(encoding)


def coloured(card: render.Card) -> str:
    """Lay a card out for a terminal with colours."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: render.Card) -> Iterable[str]:
    badges = "  ".join(filter(None, (card.kind, *card.badges)))
    yield f"{_ink(f' {card.severity} ', _SEVERITY[card.severity])} {_ink(badges, _BOLD)}"
    yield _ink(card.headline, _BOLD)
    yield from (_ink(line, "33") for line in render.notes(card))
    if card.quote:
        words = (_ink(run.text, "1;4") if run.bold else run.text for run in card.quote)
        yield f"  “{''.join(words)}”"
    yield from (f"  {_ink(f'{label:<13}', _DIM)}{value}" for label, value in card.facts)
    yield f"  {_ink(card.tally, _DIM)}"
    for source in card.sources:
        yield "  - " + " ".join(filter(None, (source.name, _ink(source.url or "", _DIM))))
    yield _ink(f"  rule {card.rule} · {card.at}", _DIM)


def _ink(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if text else ""


def open(config: Config) -> Channel:  # noqa: A001 - what every channel's entrance is called
    """Give the channel for a configuration."""
    return Console(config)
