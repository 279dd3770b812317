"""What is wrong with a query that can be read: it can never match, or it matches everything.

`refuse_unanchored` and `refuse_contradictions` raise QueryError; `warn` gives what is legal but
probably not meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from alerts.query.errors import QueryError
from alerts.query.fields import STORY
from alerts.query.lex import Kind, Token
from alerts.query.shape import implies
from alerts.query.tree import And, Code, Leaf, Node, Not, Number, Or, Term, Warned, leaves

_MAX_FACTS = 64  # compared with each clause: bounds the work on a huge query
Fact = tuple[Leaf, bool]


def refuse_unanchored(query: str, root: Node) -> None:
    """Refuse a query, or a branch of it, that says only what must not be there."""
    found = _unanchored(root, negative=False)
    if found is not None:
        problem = "only NOT: this would match almost everything"
        remedy = "add what must be there: withdrawal NOT treaty"
        raise QueryError(problem, query, found.place, remedy)


def _unanchored(node: Node, *, negative: bool) -> Node | None:
    """Give the part that holds without anything being there, if the node has one."""
    if isinstance(node, Not):
        found = _unanchored(node.child, negative=not negative)
        return node if found is not None and not negative else found
    if isinstance(node, And | Or):
        parts = [_unanchored(child, negative=negative) for child in node.children]
        if isinstance(node, Or) is negative:  # all must hold: one anchor is enough
            return parts[0] if all(part is not None for part in parts) else None
        return next((part for part in parts if part is not None), None)
    return node if negative else None


def refuse_contradictions(query: str, root: Node) -> None:
    """Refuse a query with a branch that can never match."""
    for node, why in _clashes(root, (), negative=False):
        remedy = f"{why}; take one of the two out, or join them with OR"
        raise QueryError("this branch can never match", query, node.place, remedy)


def _clashes(node: Node, known: tuple[Fact, ...], *, negative: bool) -> Iterator[tuple[Node, str]]:
    """Give the parts that contradict themselves or what must hold around them."""
    if isinstance(node, Not):
        yield from _clashes(node.child, known, negative=not negative)
    elif isinstance(node, And | Or) and isinstance(node, Or) is negative:
        yield from _clashes_together(node, known, negative=negative)
    elif isinstance(node, And | Or):
        branches = [list(_clashes(c, known, negative=negative)) for c in node.children]
        if not negative or all(branches):
            yield from (clash for branch in branches for clash in branch)
    elif known and (why := _against((node, not negative), known)):
        yield node, why


def _clashes_together(
    node: And | Or, known: tuple[Fact, ...], *, negative: bool
) -> Iterator[tuple[Node, str]]:
    """Give the clashes among parts that must all hold."""
    facts = list(known)
    for fact in _facts(node, negative=negative):
        if why := _against(fact, facts):
            yield fact[0], why
            return
        if len(facts) < _MAX_FACTS:
            facts.append(fact)
    for child in node.children:
        if isinstance(child, And | Or | Not):
            yield from _clashes(child, tuple(facts), negative=negative)


def _facts(node: And | Or, *, negative: bool) -> Iterator[Fact]:
    """Give the clauses that must hold, or must fail, for the node to hold."""
    for child in node.children:
        if isinstance(child, Not) and not isinstance(child.child, And | Or | Not):
            yield child.child, negative
        elif not isinstance(child, And | Or | Not):
            yield child, not negative


def _against(fact: Fact, known: Iterable[Fact]) -> str | None:
    """Say why a fact cannot stand beside the known ones, if it cannot."""
    leaf, holds = fact
    for other, other_holds in known:
        if holds and other_holds:
            if _differ(leaf, other):
                return f"{other} and {leaf} exclude each other"
        elif holds and _follows(leaf, other):
            return f"{leaf} is asked for and NOT {other} forbids it"
        elif other_holds and _follows(other, leaf):
            return f"{other} is asked for and NOT {leaf} forbids it"
    return None


def _differ(one: Leaf, other: Leaf) -> bool:
    """Say whether two codes name different values of one thing; en and en-gb may both hold."""
    if not (isinstance(one, Code) and isinstance(other, Code) and one.field == other.field):
        return False
    values = sorted((one.value, other.value))
    return values[0] != values[1] and not values[1].startswith(values[0] + "-")


def _follows(given: Leaf, wanted: Leaf) -> bool:
    """Say whether `wanted` holds wherever `given` does."""
    if isinstance(given, Term) and isinstance(wanted, Term):
        return implies(given, wanted)
    return given == wanted


def warn(tokens: Iterable[Token], root: Node, off: Collection[str] = ()) -> tuple[Warned, ...]:
    """Give what a subscriber probably did not mean; `off` are kinds that no event has here."""
    found = [warned for token in tokens for warned in _warn_token(token)]
    for leaf in leaves(root):
        if isinstance(leaf, Code) and leaf.field == "kind" and leaf.value in off:
            problem = f"the kind {leaf.value!r} is off: no event has it"
            remedy = "switch it on with kinds, under [classify] in the configuration"
            found.append(Warned(problem, leaf.place, remedy))
        if isinstance(leaf, Number) and leaf.field in STORY:
            problem = f"{leaf.field} is a story's, an article has none: it never holds yet"
            found.append(Warned(problem, leaf.place, "leave it out until stories are matched"))
    if all(isinstance(leaf, Code) and leaf.field == "lang" for leaf in leaves(root)):
        remedy = "add what to look for"
        found.append(Warned("a language alone matches all its articles", root.place, remedy))
    return tuple(found)


def _warn_token(token: Token) -> Iterator[Warned]:
    if token.kind is Kind.WORD and token.text in {"and", "or", "not"}:
        remedy = f"write {token.text.upper()} for the operator"
        yield Warned(f"{token.text!r} in lower case is a word", token.place, remedy)
    elif token.kind is Kind.WORD and token.text.startswith("near/"):
        yield Warned("near in lower case is a word", token.place, f"write {token.text.upper()}")
    elif token.kind in {Kind.PHRASE, Kind.EXACT} and "*" in token.text:
        problem = "a * inside quotes is punctuation"
        yield Warned(problem, token.place, "write the word without quotes")
