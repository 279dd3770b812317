"""How a language writes and orders its words: what the core asks instead of knowing English.

A language's folder makes one `Grammar` and hangs it on its lexicon. What is a word stands in the
lexicon's sets and terms; what is spelling, inflection or word order stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from agents.coder.verbs import Group
from streams.messages import Quantity, Unit

# Readings of a sentence or of a trigger in it stand below a lexicon, so that their arguments
# cannot be named here: `(spot, mask) -> token or -1`.
Relation = Callable[..., int]
Feature = Callable[[Group], bool]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the first look saw: where triggers stand, and how many words of each subject.

    `free` are triggers that need no word of arms beside them, `arms` where such words stand.
    """

    triggers: list[int]
    free: list[int]
    arms: list[int]
    themes: dict[str, int]


class Gate(Protocol):
    """The first look at a folded field."""

    def look(self, folded: str) -> Sight:
        """Find the triggers and the subject words of a field."""
        ...


@dataclass(frozen=True, slots=True)
class Grammar:
    """The readings that differ from language to language."""

    # Spelling: folding that keeps every offset, tokens, and which of them may be names.
    fold: Callable[[str], str]
    split: Callable[[str], list[str]]
    cut: Callable[[str, int, int], list[str]]
    locate: Callable[[str, int, list[str]], tuple[list[int], list[int]]]
    names: Callable[..., list[bool]]  # (sentence)
    gate: Callable[..., Gate]  # (lexicon, bound)
    # Lines that credit somebody and are no evidence.
    credit: re.Pattern[str]
    # Verbs: what stands before them, and whether a word can be the form it is tried as.
    group: Callable[..., Group]  # (sentence, index, form)
    plausible: Callable[..., bool]  # (sentence, index, form, part)
    # Word order: the relations and features that conditions may name.
    relations: Mapping[str, Relation]
    features: Mapping[str, Feature]
    doer: Callable[..., int]  # (spot, mask, motion)
    aim: Relation
    phrase: Callable[..., Span]  # (sentence, index)
    preposition: Callable[..., str]  # (sentence, index)
    place: Callable[..., bool]  # (sentence, index, motion)
    # Numbers: in words, beside killed and wounded, and where a word alone means one or two.
    spelled: Callable[..., tuple[int, int] | None]  # (words, index, numerals)
    hurt: Callable[..., tuple[Unit, int] | None]  # (sentence, first, last)
    single: Callable[..., Iterator[tuple[Quantity, int, int]]]  # (sentence)
    # Whether a sentence goes on with the speaker of the one before.
    continues: Callable[..., bool]  # (sentence)
    # Whether the subject follows its verb of saying.
    verb_first: bool = False
