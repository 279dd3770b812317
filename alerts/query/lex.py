"""The words and signs of a query, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NoReturn

from alerts.query.errors import Place, QueryError
from alerts.query.fields import NUMBERS

MAX_LENGTH = 20_000
_SMART = {
    **dict.fromkeys("“”„‟″«»＂", '"'), **dict.fromkeys("‘’‚‛′", '"'),
    "（": "(", "）": ")", "：": ":", "＝": "=", "＊": "*", "＠": "@", "＞": ">", "＜": "<",
}  # fmt: skip
_APOSTROPHES = "’‘′"
_COMPARE = re.compile(r"([^\s():\"<>=]+)(\s*)(>=|<=|=>|=<|==|≥|≤|>|<|=)(?!\s*\")\s*([^\s()\"]*)")
_FIELD = re.compile(r"([^\s():\"]+):")
_RUN = re.compile(r"[^\s()\"]+")
_SPELLED = {"=>": ">=", "=<": "<=", "==": "=", "≥": ">=", "≤": "<="}
_FOREIGN = {
    "&&": "write AND, or just a space", "||": "write OR", "|": "write OR", "!": "write NOT",
    "-": "write NOT instead of a minus", "+": "leave it out: a space already means AND",
    "'": 'phrases stand in double quotes: "..."', "/": "there are no patterns; use term*",
}  # fmt: skip


class Kind(Enum):
    """What a token is."""

    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    OPEN = auto()
    CLOSE = auto()
    FIELD = auto()
    COMPARE = auto()
    WORD = auto()
    PHRASE = auto()
    EXACT = auto()
    ALIAS = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    """One word or sign: `text` is what it holds, without quotes or signs."""

    kind: Kind
    text: str
    place: Place
    operator: str = ""


def lex(query: str) -> Iterator[Token]:
    """Cut a query into tokens; the last one is END. Raises QueryError."""
    if len(query) > MAX_LENGTH:
        problem = f"the query has {len(query):,} characters, the limit is {MAX_LENGTH:,}"
        raise QueryError(problem, query, Place(MAX_LENGTH, MAX_LENGTH + 1), "split the rule")
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
        elif query[at] == "#":
            end = query.find("\n", at)
            at = len(query) if end < 0 else end
        else:
            token = _token(query, at)
            yield token
            at = token.place.end
    yield Token(Kind.END, "", Place(len(query), len(query) + 1))


def _token(query: str, at: int) -> Token:
    sign = query[at]
    if sign in "()":
        return Token(Kind.OPEN if sign == "(" else Kind.CLOSE, sign, Place(at, at + 1))
    if sign == '"':
        return _quoted(query, at, at, Kind.PHRASE)
    if sign == "=":
        return _exact(query, at)
    if sign in _SMART:
        _refuse_smart(query, at)
    found = _COMPARE.match(query, at)
    if found and (not found[2] or found[1].casefold() in NUMBERS):
        operator = _SPELLED.get(found[3], found[3])
        text = f"{found[1]} {found[4]}"
        return Token(Kind.COMPARE, text, Place(at, found.end()), operator)
    if found := _FIELD.match(query, at):
        return Token(Kind.FIELD, found[1], Place(at, found.end()))
    return _word(query, at)


def _quoted(query: str, at: int, opening: int, kind: Kind) -> Token:
    end = query.find('"', opening + 1)
    if end < 0:
        remedy = 'close it with a second "'
        raise QueryError("a quote is never closed", query, Place(opening, opening + 1), remedy)
    return Token(kind, query[opening + 1 : end], Place(at, end + 1))


def _exact(query: str, at: int) -> Token:
    if query.startswith('"', at + 1):
        return _quoted(query, at, at + 1, Kind.EXACT)
    run = _RUN.match(query, at + 1)
    if not run:
        remedy = 'write ="term" for an exact form'
        raise QueryError("= stands before no word", query, Place(at, at + 1), remedy)
    word = _word(query, at + 1)
    return Token(Kind.EXACT, word.text, Place(at, word.place.end))


def _word(query: str, at: int) -> Token:
    run = _RUN.match(query, at)
    text = run.group() if run else query[at]
    place = Place(at, at + len(text))
    for offset, sign in enumerate(text):
        if sign in _SMART and sign not in _APOSTROPHES:
            _refuse_smart(query, at + offset)
    if text in {"AND", "OR", "NOT"}:
        return Token(Kind[text], text, place)
    if text == "NEAR" or text.startswith("NEAR/"):
        return Token(Kind.NEAR, text.removeprefix("NEAR").removeprefix("/"), place)
    if text.startswith("@"):
        return Token(Kind.ALIAS, text[1:], place)
    for foreign, remedy in _FOREIGN.items():
        if text.startswith(foreign) and query[at - 1 : at] != ":":
            raise QueryError(f"{foreign} is no operator here", query, place, remedy)
    return Token(Kind.WORD, text, place)


def _refuse_smart(query: str, at: int) -> NoReturn:
    plain = _SMART[query[at]]
    what = "smart quote" if plain == '"' else "full-width sign"
    remedy = f"write a plain {plain} instead of {query[at]}"
    raise QueryError(f"{query[at]} is a {what}", query, Place(at, at + 1), remedy)
