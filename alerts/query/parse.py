"""Read a query: a small descent over the tokens, NOT before AND before OR.

or    = and { "OR" and }
and   = not { ["AND"] not }
not   = "NOT" not | near
near  = prim [ "NEAR/" n prim ]
prim  = [ field ":" ] ( word | word* | "phrase" | ="exact" | @alias | "(" or ")" )
      | number ( ">=" | "<=" | ">" | "<" | "=" ) value
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from alerts.query import fields, lint
from alerts.query.clauses import Aliases, Clauses
from alerts.query.errors import Place
from alerts.query.lex import Kind, Token, lex
from alerts.query.tree import And, Near, Node, Not, Or, Query, Term, terms

MAX_DEPTH = 50
MAX_NEARS = 50
MAX_DISTANCE = 10

_VALUES = (Kind.WORD, Kind.PHRASE, Kind.EXACT, Kind.ALIAS)
_STARTS = (*_VALUES, Kind.FIELD, Kind.COMPARE, Kind.OPEN, Kind.NOT)


def parse(
    query: str,
    *,
    aliases: Aliases | None = None,
    kinds: Collection[str] | None = None,
    off: Collection[str] = (),
) -> Query:
    """Read a query, or raise QueryError with the place and the remedy.

    `aliases` gives the spellings behind each @name; `kinds` the known event kinds, None for any;
    `off` are those that are switched off, which is worth a warning.
    """
    folded = {name.casefold(): spellings for name, spellings in (aliases or {}).items()}
    parser = _Parser(tuple(lex(query)), Clauses(query, folded, kinds))
    root = parser.whole()
    lint.refuse_unanchored(query, root)
    lint.refuse_contradictions(query, root)
    return Query(root, query, lint.warn(parser.tokens, root, off))


class _Parser:
    """Walks over the tokens of one query."""

    def __init__(self, tokens: tuple[Token, ...], clauses: Clauses) -> None:
        self.tokens = tokens
        self.clauses = clauses
        self.refuse = clauses.refuse
        self.at = 0
        self.depth = 0
        self.nears = 0

    @property
    def token(self) -> Token:
        """Give the token that is next."""
        return self.tokens[self.at]

    def next_is(self, *kinds: Kind) -> bool:
        """Say whether the next token is of one of these kinds."""
        return self.tokens[self.at].kind in kinds

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def since(self, start: Token) -> Place:
        return Place(start.place.start, self.tokens[self.at - 1].place.end)

    def whole(self) -> Node:
        if self.next_is(Kind.END):
            remedy = "write what to look for, for example: withdrawal AND country:IQ"
            if "#" in self.clauses.query:
                remedy += '; # starts a comment, so quote a hashtag: "#iraq"'
            self.refuse("the query is empty", self.token.place, remedy)
        root = self.either("")
        if not self.next_is(Kind.END):
            self.refuse("this ) closes nothing", self.token.place, "take it away, or open a (")
        return root

    def either(self, field: str) -> Node:
        start = self.token
        branches = [self.every(field)]
        while self.next_is(Kind.OR):
            self.take()
            branches.append(self.every(field))
        return _flat(Or, branches, self.since(start))

    def every(self, field: str) -> Node:
        start = self.token
        clauses = [self.negated(field)]
        while self.next_is(Kind.AND, *_STARTS):
            if self.next_is(Kind.AND):
                self.take()
            clauses.append(self.negated(field))
        return _flat(And, clauses, self.since(start))

    def negated(self, field: str) -> Node:
        start, negative = self.token, False
        while self.next_is(Kind.NOT):
            self.take()
            negative = not negative
        child = self.near(field)
        if not negative:
            return child
        return child.child if isinstance(child, Not) else Not(child, self.since(start))

    def near(self, field: str) -> Node:
        start = self.token
        left = self.primary(field)
        if not self.next_is(Kind.NEAR):
            return left
        sign = self.take()
        distance = self.distance(sign)
        right = self.primary(field)
        if self.next_is(Kind.NEAR):
            remedy = "write (a NEAR/5 b) AND (b NEAR/5 c)"
            self.refuse("NEAR takes two sides, not three", self.token.place, remedy)
        near = Near(self.side(left, sign), self.side(right, sign), distance, self.since(start))
        if len({term.field for side in (near.left, near.right) for term in terms(side)}) > 1:
            remedy = "name the field once: title:(a NEAR/5 b)"
            self.refuse("the sides of NEAR stand in different fields", near.place, remedy)
        return near

    def distance(self, sign: Token) -> int:
        self.nears += 1
        if self.nears > MAX_NEARS:
            self.refuse(f"more than {MAX_NEARS} times NEAR", sign.place, "split the rule")
        if not (sign.text.isascii() and sign.text.isdigit()):
            self.refuse("NEAR needs a number of words", sign.place, "write for example NEAR/5")
        if len(sign.text) > len(str(MAX_DISTANCE)) or int(sign.text) > MAX_DISTANCE:
            remedy = f"write NEAR/{MAX_DISTANCE} or less; AND is for words further apart"
            self.refuse("NEAR reaches too far", sign.place, remedy)
        return int(sign.text)

    def side(self, node: Node, sign: Token) -> Term | Or:
        members = node.children if isinstance(node, Or) else (node,)
        texts = [m for m in members if isinstance(m, Term) and m.field in ("", *fields.TEXT)]
        if len(texts) < len(members):
            remedy = "each side is a word, a phrase, an @alias or an OR of them in brackets"
            self.refuse("NEAR cannot join these", sign.place, remedy)
        return Or(tuple(texts), node.place) if isinstance(node, Or) else texts[0]

    def primary(self, field: str) -> Node:
        token = self.take()
        if token.kind is Kind.FIELD:
            return self.fielded(token, field)
        if token.kind is Kind.COMPARE:
            if field:
                self.refuse(f"{field}: cannot hold a comparison", token.place, "put it outside")
            return self.clauses.number(token)
        if token.kind is Kind.OPEN:
            return self.group(token, field)
        if token.kind in _VALUES:
            return self.clauses.make(token, field)
        return self.missing(token)

    def fielded(self, token: Token, outer: str) -> Node:
        field = token.text.casefold()
        if field in fields.NUMBERS:
            self.refuse(f"{field} is a number", token.place, f"write {field}>=10, without a colon")
        if field not in (*fields.WORDED, *fields.CODES):
            problem = f"unknown field {token.text!r}"
            self.refuse(problem, token.place, fields.unknown_field(token.text))
        if outer:
            self.refuse(f"{field}: inside {outer}:", token.place, "a field holds words only")
        if self.next_is(Kind.OPEN):
            return self.group(self.take(), field)
        if not self.next_is(*_VALUES):
            self.refuse(f"{field}: names no value", token.place, f"write for example {field}:word")
        return self.clauses.make(self.take(), field)

    def group(self, opening: Token, field: str) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            remedy = f"{MAX_DEPTH} levels are the limit; most brackets can go"
            self.refuse("the brackets are nested too deeply", opening.place, remedy)
        if self.next_is(Kind.CLOSE):
            self.refuse("empty brackets", self.since(opening), "put a word in, or take them away")
        node = self.either(field)
        if not self.next_is(Kind.CLOSE):
            self.refuse("this ( is never closed", opening.place, "close it with a )")
        self.take()
        self.depth -= 1
        return node

    def missing(self, token: Token) -> Node:
        if token.kind is Kind.CLOSE:
            self.refuse("a word is missing before this )", token.place, "write a word before it")
        if token.kind is Kind.END:
            last = self.tokens[self.at - 2]
            remedy = f"write what follows {self.clauses.query[last.place.start : last.place.end]}"
            self.refuse("the query ends where a word was expected", token.place, remedy)
        name = self.clauses.query[token.place.start : token.place.end]
        remedy = f'write a word before {name}; to look for the word itself, quote it: "{name}"'
        return self.refuse(f"{name} stands where a word was expected", token.place, remedy)


def _flat(kind: type[And | Or], nodes: Iterable[Node], place: Place) -> Node:
    """Join nodes, with those of the same kind taken apart; a single one stays itself."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.children if isinstance(node, kind) else (node,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat), place)
