"""What a term looks for: for each of its words, the forms that a text may have instead.

Both the evaluator and the linter ask here, and so will any faster engine: a rule's words become
forms, and an article is only ever asked for forms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from alerts.inflect import forms
from alerts.query.fields import TEXT
from alerts.query.tree import Term
from streams.clitics import without_article


class Atom(NamedTuple):
    """One word of a text: any of `forms`, or one that starts with one of them if `prefix`.

    An exact atom looks at the words as they were printed, without variants.
    """

    forms: frozenset[str]
    exact: bool = False
    prefix: bool = False


Choice = tuple[tuple[Atom, ...], ...]


@lru_cache(maxsize=1 << 16)
def shape(term: Term) -> tuple[Choice, ...]:
    """Give the term's words in order, each as a choice between sequences of atoms."""
    last = len(term.words) - 1
    exact = term.exact or (term.field == "source" and not term.prefix)  # Time is not The Times
    return tuple(
        _choice(word, exact=exact, prefix=term.prefix and at == last)
        for at, word in enumerate(term.words)
    )


def _choice(word: str, *, exact: bool, prefix: bool) -> Choice:
    """Give the ways to write one word: in parts, or together if it has a hyphen."""
    parts = word.split("-")
    apart = tuple(
        _atom(part, exact=exact, prefix=prefix and at == len(parts) - 1)
        for at, part in enumerate(parts)
    )
    if len(parts) == 1 or exact:
        return (apart,)
    return (apart, (_atom("".join(parts), exact=exact, prefix=prefix),))


def _atom(word: str, *, exact: bool, prefix: bool) -> Atom:
    if exact:
        return Atom(frozenset((word,)), exact=True)
    bare = frozenset((word, without_article(word)))
    if prefix:
        return Atom(bare, prefix=True)
    return Atom(forms(word) | bare)


def implies(one: Term, other: Term) -> bool:
    """Say whether a text in which `one` holds is sure to satisfy `other`."""
    if other.field != one.field and (other.field or one.field not in TEXT):
        return False
    wanted, given = shape(other), shape(one)
    return any(
        all(map(_covers, wanted, given[at : at + len(wanted)]))
        for at in range(len(given) - len(wanted) + 1)
    )


def _covers(wanted: Choice, given: Choice) -> bool:
    """Say whether whatever is given is among what is wanted; only single words are compared."""
    if len(wanted) > 1 or len(given) > 1 or len(wanted[0]) > 1 or len(given[0]) > 1:
        return wanted == given
    (want,), (have,) = wanted[0], given[0]
    if want.exact and not have.exact:
        return False
    if want.prefix:
        return all(form.startswith(tuple(want.forms)) for form in have.forms)
    return not have.prefix and have.forms <= want.forms
