"""Cards in Block Kit, within its budgets, with nothing in them that Slack could act on.

What an article says stands in `rich_text` and `plain_text`, where Slack looks for no mention and
no markup; `rich_text` is shown as it is, elsewhere & < > are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alerts import render

HEADLINE_BUDGET, TEXT_BUDGET = 150, 3000
_LIGHTS = {"CRITICAL": "🔴", "HIGH": "🟠", "MEDIUM": "🟡", "LOW": "⚪"}

Block = dict[str, Any]


def message(card: render.Card, *, plain: bool = False) -> dict[str, Any]:
    """Give the parts of a Slack message that show the card."""
    quiet = {"unfurl_links": False, "unfurl_media": False, "link_names": False}
    if plain:
        return {**quiet, "text": escaped(render.text(card), TEXT_BUDGET), "blocks": []}
    parts = (card.change, card.title, card.repeat, card.note)
    fallback = escaped(" · ".join(filter(None, parts)), TEXT_BUDGET)
    return {**quiet, "text": fallback, "blocks": blocks(card)}


def blocks(card: render.Card) -> list[Block]:
    """Lay a card out in Block Kit: at most nine blocks, some 5,000 characters."""
    small = f"{card.tally} · rule {card.rule} · {card.at}"
    laid = [
        {"type": "header", "text": _plain(card.headline, HEADLINE_BUDGET)},
        _rich("section", list(_badges(card))),
        _rich("section", [_text(card.change, bold=True)]) if card.change else None,
        _context(f"🔁 {card.repeat}") if card.repeat else None,
        _context(f"⚠️ {card.note}") if card.note else None,
        _rich("quote", [_text(r.text, bold=r.bold) for r in card.quote]) if card.quote else None,
        _rich("section", list(_facts(card))) if card.facts else None,
        _rich("section", list(_sources(card))) if card.sources else None,
        _context(small),
    ]
    return [block for block in laid if block]


def _badges(card: render.Card) -> Iterable[Block]:
    yield _text(f"{_LIGHTS[card.severity]} {card.severity}", bold=True)
    if card.kind:
        yield _text(f" · {card.kind}")
    for badge in card.badges:
        yield _text(" · ")
        yield _text(badge, bold=True)


def _facts(card: render.Card) -> Iterable[Block]:
    for number, (label, value) in enumerate(card.facts):
        yield _text(("\n" if number else "") + f"{label}  ", bold=True)
        yield _text(value)


def _sources(card: render.Card) -> Iterable[Block]:
    for number, source in enumerate(card.sources):
        yield _text("\n• " if number else "• ")
        name = {"type": "link", "url": source.url, "text": source.name}
        yield name if source.url else _text(source.name)
        yield _text("".join(f" · {part}" for part in (source.title, source.at) if part))
    if card.more:
        yield _text(f"\n• and {card.more} more")


def _rich(kind: str, elements: list[Block]) -> Block:
    full = [element for element in elements if element["text"]]
    return {
        "type": "rich_text",
        "elements": [{"type": f"rich_text_{kind}", "elements": full}],
    }


def _text(words: str, *, bold: bool = False) -> Block:
    return {"type": "text", "text": words} | ({"style": {"bold": True}} if bold else {})


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_plain(text, TEXT_BUDGET // 2)]}


def _plain(text: str, budget: int) -> Block:
    return {"type": "plain_text", "text": escaped(text, budget), "emoji": False}


def escaped(text: str, budget: int) -> str:
    """Shorten a text to what a field of Slack holds, counted as it is sent, and escape it."""
    return "".join(map(_escape, render.fit(text, budget, lambda char: _units(_escape(char)))))


def _escape(char: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, char)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
