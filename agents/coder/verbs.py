"""What stands before a verb: auxiliaries, modals, negation, and whether it is passive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from agents.coder.tokens import Sentence

LONGEST: Final = 8
PROGRESS: Final = frozenset(
    ("begun", "began", "started", "starting", "beginning", "begin", "start", "help")
)


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Group:
    """A verb with its auxiliaries: `first` is the leftmost token that belongs to it."""

    first: int
    index: int
    form: str
    be: bool = False
    have: bool = False
    to: bool = False
    bare: bool = False
    negated: bool = False
    modal: str = ""

    @property
    def passive(self) -> bool:
        """Tell whether the subject suffers what the verb says."""
        return self.be and "done" in self.form

    @property
    def finite(self) -> bool:
        """Tell whether it states a fact of the past or the present."""
        return not (self.modal or self.to or self.bare) and (
            self.be or self.have or "past" in self.form or "s" in self.form.split()
        )


def group(sentence: Sentence, index: int, form: str) -> Group:
    """Read the auxiliaries on the left of a verb."""
    bits, tags, words = sentence.lexicon.bits, sentence.tags, sentence.words
    be_, have_, to_, not_, modal_ = (
        bits["be"],
        bits["have"],
        bits["to"],
        bits["not"],
        bits["modal"],
    )
    skip = bits["adverb"] | bits["do"]
    be = bare = have = to = negated = False
    modal = ""
    first = at = index
    while at > 0 and index - at < LONGEST:
        at -= 1
        tag = tags[at]
        if tag & not_:
            negated = True
        if tag & modal_:
            modal, first = words[at], at
            break
        if tag & be_:
            be, first = True, at
            bare = words[at] == "be"
        elif tag & have_:
            have, first = True, at
        elif tag & to_ and not tag & skip:
            to, first = True, at
            if at and words[at - 1] in PROGRESS:
                at -= 1
                first, to = at, False
                continue
            break
        elif tag & (skip | not_):
            first = at if tag & (bits["do"] | not_) else first
        else:
            break
    if have and words[first] == "had" and not be and to:
        have = False
    return Group(first, index, form, be, have, to, bare, negated, modal)
