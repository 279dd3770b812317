"""Which words a query cannot do without: an article that lacks one of them need not be judged."""

from __future__ import annotations

from alerts.query.fields import TEXT
from alerts.query.shape import Choice, shape
from alerts.query.tree import And, Code, Near, Node, Or, Term, terms

Keys = frozenset[str]


def required(node: Node) -> tuple[Keys, ...]:
    """Give sets of keys (see `Text.keys`): every matching article has at least one key of each.

    The set that fewest articles satisfy comes first, by the length of its words. There is none for
    what needs no certain word: a prefix, a source, a number, a NOT.
    """
    return tuple(sorted(set(_required(node)), key=_commonness))


def _required(node: Node) -> tuple[Keys, ...]:
    if isinstance(node, Term):
        return _of_term(node)
    if isinstance(node, Code) and node.field == "kind":
        return (frozenset((f"kind:{node.value}",)),)
    if isinstance(node, And):
        return tuple(keys for child in node.children for keys in _required(child))
    if isinstance(node, Near):
        return _any_of(terms(node.left)) + _any_of(terms(node.right))
    return _any_of(node.children) if isinstance(node, Or) else ()


def _of_term(term: Term) -> tuple[Keys, ...]:
    if term.field not in ("", *TEXT):
        return ()
    return tuple(
        frozenset[str]().union(*(sequence[0].forms for sequence in choice))
        for choice in shape(term)
        if not _open(choice)
    )


def _open(choice: Choice) -> bool:
    return any(sequence[0].prefix for sequence in choice)


def _any_of(nodes: tuple[Node, ...]) -> tuple[Keys, ...]:
    """Join the rarest set of each alternative."""
    found = [min(_required(node), key=_commonness, default=None) for node in nodes]
    known = [keys for keys in found if keys is not None]
    return (frozenset[str]().union(*known),) if len(known) == len(found) else ()


def _commonness(keys: Keys) -> tuple[float, list[str]]:
    """Order sets by how common their words may be: long words are rare, many are common."""
    return len(keys) ** 1.5 / sum(map(len, keys)), sorted(keys)
