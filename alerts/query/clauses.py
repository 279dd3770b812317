"""Make the clauses of a query from its tokens: words, codes, numbers and alias groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from alerts.query import fields
from alerts.query.errors import Place, QueryError
from alerts.query.lex import Kind, Token
from alerts.query.tree import Code, Number, Or, Term
from streams.text import cut

MAX_TERMS = 2_500
MAX_PHRASE = 50
MAX_WILDCARDS = 50
MIN_PREFIX = 2
MAX_NUMBER = 10**12

Aliases = Mapping[str, Collection[str]]


def spelling(text: str) -> tuple[str, ...]:
    """Cut a literal into the words of a Term: folded, hyphenated words held together."""
    found: list[str] = []
    for stretch in cut(text):
        held = 0
        for word in stretch:
            if held:
                held -= 1
                found[-1] += "-" + word.text
                continue
            found.append(word.text)
            held = max((width for _, width in word.variants), default=1) - 1
    return tuple(found)


@dataclass
class Clauses:
    """Makes the clauses of one query and counts what they cost."""

    query: str
    aliases: Aliases
    kinds: Collection[str] | None
    terms: int = field(default=0, init=False)
    wildcards: int = field(default=0, init=False)

    def refuse(self, problem: str, place: Place, remedy: str) -> NoReturn:
        """Raise QueryError for a place of this query."""
        raise QueryError(problem, self.query, place, remedy)

    def make(self, token: Token, named: str) -> Term | Code | Or:
        """Make what a word, a phrase or an alias means in a field."""
        if token.kind is Kind.ALIAS:
            return self._alias(token, named)
        if named in fields.CODES:
            return self._code(token, named)
        if token.kind is Kind.WORD and ("*" in token.text or "?" in token.text):
            return self._prefix(token, named)
        return self._term(named, token.text, token.place, exact=token.kind is Kind.EXACT)

    def _term(
        self, named: str, text: str, place: Place, *, exact: bool = False, prefix: bool = False
    ) -> Term:
        spelt = spelling(text)
        if not spelt:
            quoted = '"' in self.query[place.start : place.end]
            problem = "an empty phrase" if quoted else "no word to look for"
            self.refuse(problem, place, "write at least one letter or digit")
        if len(spelt) > MAX_PHRASE:
            remedy = f"{MAX_PHRASE} words are the limit; join shorter phrases with AND"
            self.refuse(f"a phrase of {len(spelt)} words", place, remedy)
        self.terms += 1
        if self.terms > MAX_TERMS:
            self.refuse(f"more than {MAX_TERMS:,} terms", place, "split the rule")
        return Term(named, spelt, exact, prefix, place)

    def _prefix(self, token: Token, named: str) -> Term:
        stem = token.text.removesuffix("*")
        spelt = spelling(stem)
        if "*" in stem or "?" in stem:
            remedy = "only one * is read, at the end of a word: attack*"
            self.refuse("a wildcard inside a word", token.place, remedy)
        if not spelt:
            self.refuse("a lone wildcard", token.place, "write letters before the *: attack*")
        if len(spelt) == 1 and spelt[0].isascii() and len(spelt[0]) < MIN_PREFIX:
            remedy = f"write at least {MIN_PREFIX} letters before the *"
            self.refuse("a wildcard after one letter", token.place, remedy)
        self.wildcards += 1
        if self.wildcards > MAX_WILDCARDS:
            self.refuse(f"more than {MAX_WILDCARDS} wildcards", token.place, "split the rule")
        return self._term(named, stem, token.place, prefix=True)

    def _code(self, token: Token, named: str) -> Code:
        value, remedy = fields.code(named, token.text, self.kinds)
        if remedy:
            self.refuse(f"unknown {named} {token.text!r}", token.place, remedy)
        return Code(named, value, token.place)

    def _alias(self, token: Token, named: str) -> Term | Code | Or:
        spellings = self.aliases.get(token.text.casefold())
        if not spellings:
            meant = fields.nearest(token.text, self.aliases) if self.aliases else None
            known = ", ".join(f"@{name}" for name in sorted(self.aliases)[:20]) or "none"
            hint = f"did you mean @{meant}?" if meant else f"the known ones are: {known}"
            self.refuse(f"unknown alias group @{token.text}", token.place, hint)
        tokens = [_spelled(text, token.place) for text in spellings]
        made = tuple(dict.fromkeys(self.make(spelled, named) for spelled in tokens))
        return made[0] if len(made) == 1 else Or(made, token.place)

    def number(self, token: Token) -> Number:
        """Make a comparison from its token."""
        name, _, value = token.text.partition(" ")
        named = name.casefold()
        if named not in fields.NUMBERS:
            self._no_number(name, value, token)
        if named == "severity":
            return Number(named, token.operator, self._severity(value, token), token.place)
        digits = value.replace(",", "").replace("_", "")
        if not (digits.isascii() and digits.isdigit()):
            remedy = f"write a whole number: {named}>=10"
            self.refuse(f"{named} is compared with no number", token.place, remedy)
        if len(digits) > len(str(MAX_NUMBER)) or int(digits) > MAX_NUMBER:
            self.refuse("the number is too large", token.place, f"{MAX_NUMBER:,} is the limit")
        return Number(named, token.operator, int(digits), token.place)

    def _severity(self, value: str, token: Token) -> str:
        if value.casefold() not in fields.SEVERITIES:
            remedy = f"write one of {', '.join(fields.SEVERITIES)}: severity>=high"
            self.refuse(f"unknown severity {value!r}", token.place, remedy)
        return value.casefold()

    def _no_number(self, name: str, value: str, token: Token) -> NoReturn:
        if name.casefold() in (*fields.WORDED, *fields.CODES):
            remedy = f"write {name.casefold()}:{value or '...'}"
            self.refuse(f"{name} is no number", token.place, remedy)
        self.refuse(f"unknown field {name!r}", token.place, fields.unknown_field(name))


def _spelled(text: str, place: Place) -> Token:
    """Read a spelling of an alias group: literal words, with a * at the end if it is open."""
    open_ended = text.rstrip().endswith("*") and len(spelling(text)) == 1
    return Token(Kind.WORD if open_ended else Kind.PHRASE, text.strip(), place)
