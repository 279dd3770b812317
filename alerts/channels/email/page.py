"""The HTML of a mail: one card that stands in old mail readers, in the dark, and in Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from alerts import render

_COLOURS = {"CRITICAL": "#b3261e", "HIGH": "#c2410c", "MEDIUM": "#a16207", "LOW": "#2f6299"}
_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Naskh Arabic',sans-serif"
_SMALL = "font-size:13px;line-height:20px;color:#5f6368"
_DARK = (
    "@media (prefers-color-scheme:dark){"
    ".page{background:#16181c!important}.card{background:#22252b!important}"
    ".ink{color:#f1f3f4!important}.soft{color:#a9b0b8!important}"
    ".quote{background:#2b2f36!important;color:#f1f3f4!important}"
    ".hit{background:#5c4a00!important;color:#fff!important}"
    ".note{background:#3d3520!important;color:#f6e3b0!important}"
    ".link{color:#8ab4f8!important}}"
)


def marked(card: render.Card, *, repeat: bool) -> render.Card:
    """Give the card with or without the mark of a possible repeat."""
    return replace(card, repeat=render.REPEAT if repeat else None)


def html(card: render.Card) -> str:
    """Lay a card out as an HTML page with its styles inline; everything in it is escaped."""
    rows = "".join(f'<tr><td style="padding:{pad}">{row}</td></tr>' for pad, row in _rows(card))
    return (
        "<!doctype html><html><head>"
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(card.title)}</title><style>{_DARK}</style></head>"
        f'<body class="page" style="margin:0;background:#f3f4f6;{_FONT}">'
        '<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr>'
        '<td align="center" style="padding:24px 12px">'
        '<table role="presentation" class="card" cellspacing="0" cellpadding="0" '
        'style="width:100%;max-width:600px;background:#ffffff;border-radius:8px;'
        f'border-top:4px solid {_COLOURS[card.severity]};text-align:left">'
        f"{rows}</table></td></tr></table></body></html>"
    )


def _rows(card: render.Card) -> Iterable[tuple[str, str]]:
    yield "20px 24px 0", _badges(card)
    yield "10px 24px 0", _headline(card)
    for line in render.notes(card):
        yield "10px 24px 0", _note(line)
    if card.quote:
        yield "16px 24px 0", _quote(card)
    if card.facts:
        yield "16px 24px 0", _facts(card)
    yield "16px 24px 0", _sources(card)
    small = f"rule {escape(card.rule)} &middot; {card.at}"
    yield "16px 24px 20px", f'<div class="soft" style="{_SMALL};font-size:12px">{small}</div>'


def _badges(card: render.Card) -> str:
    colour = _COLOURS[card.severity]
    pill = "display:inline-block;padding:2px 8px;border-radius:4px;font-size:12px;font-weight:600"
    filled = f'<span style="{pill};background:{colour};color:#fff">{card.severity}</span>'
    outlined = "".join(
        f' <span class="ink" style="{pill};border:1px solid #9aa0a6;color:#202124">'
        f"{escape(badge)}</span>"
        for badge in card.badges
    )
    if not card.kind:
        return filled + outlined
    style = f"{_SMALL};white-space:nowrap;padding-left:6px"
    return f'{filled}{outlined} <span class="soft" style="{style}">{escape(card.kind)}</span>'


def _headline(card: render.Card) -> str:
    style = "margin:0;font-size:20px;line-height:28px;font-weight:600;color:#202124"
    return f'<h1 class="ink" {_way(card.headline)}{style}">{escape(card.headline)}</h1>'


def _note(line: str) -> str:
    style = "padding:8px 12px;border-radius:4px;background:#fff4d6;color:#5c4400;font-size:14px"
    return f'<div class="note" {_way(line)}{style}">{escape(line)}</div>'


def _quote(card: render.Card) -> str:
    whole = "".join(run.text for run in card.quote)
    side = "right" if render.reads_right_to_left(whole) else "left"
    style = (
        f"margin:0;padding:12px 16px;background:#f8f9fa;border-{side}:3px solid "
        f"{_COLOURS[card.severity]};font-size:16px;line-height:26px;color:#202124"
    )
    mark = '<b class="hit" style="background:#ffe9a8;color:#202124">'
    words = "".join(
        f"{mark}{escape(run.text)}</b>" if run.bold else escape(run.text) for run in card.quote
    )
    return f'<blockquote class="quote" {_way(whole)}{style}">{words}</blockquote>'


def _facts(card: render.Card) -> str:
    rows = "".join(
        f'<tr><td class="soft" style="{_SMALL};padding:2px 16px 2px 0;white-space:nowrap;'
        f'vertical-align:top">{label}</td><td class="ink" dir="auto" '
        'style="font-size:14px;line-height:20px;padding:2px 0;color:#202124">'
        f"{escape(value)}</td></tr>"
        for label, value in card.facts
    )
    return f'<table role="presentation" cellspacing="0" cellpadding="0">{rows}</table>'


def _sources(card: render.Card) -> str:
    lines = [*map(_source, card.sources), *([f"and {card.more} more"] if card.more else [])]
    items = "".join(f'<div style="padding-top:4px">{line}</div>' for line in lines)
    return f'<div class="soft" style="{_SMALL}"><b>{escape(card.tally)}</b>{items}</div>'


def _source(source: render.Source) -> str:
    name = escape(source.name)
    if source.url:
        style = "color:#1a56b0;text-decoration:none;font-weight:600"
        name = f'<a class="link" href="{escape(source.url)}" style="{style}">{name}</a>'
    title = f'<bdi dir="auto">{escape(source.title)}</bdi>' if source.title else ""
    at = f'<span style="white-space:nowrap">{source.at}</span>' if source.at else ""
    return " &middot; ".join(filter(None, (name, title, at)))


def _way(text: str) -> str:
    """Open a style attribute that runs and aligns as the text reads."""
    if render.reads_right_to_left(text):
        return 'dir="rtl" style="text-align:right;'
    return 'dir="ltr" style="text-align:left;'
