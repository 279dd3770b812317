"""Arabic: its tables, and how they become a lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from agents.coder import tables
from agents.coder.arabic import (
    counting,
    grammar,
    inflection,
    nouns,
    numbers,
    order,
    sources,
    terms,
    times,
    verbs,
)
from agents.coder.arabic.gate import Gate
from agents.coder.arabic.spelling import Cutter, fold
from agents.coder.grammar import Grammar
from agents.coder.lexicon import Builder, Calendar, Form, Lexicon, Numerals
from agents.coder.relations import FEATURES
from agents.kinds import Kind, Pack

CODE: Final = "ar"
MARKS: Final = ",;:().!?[]"
# Sets whose words end a noun group, and those that end a search behind a preposition.
STOP: Final = (
    "prep",
    "be",
    "modal",
    "relative",
    "to",
    "of",
    "break",
    "after",
    "and",
    "that",
    "for",
)
HARD: Final = ("be", "modal", "relative", "break", "that")
# Sets that only Arabic readings name.
OWN: Final = (
    "suffix", "dual", "adjective", "time_prep", "month", "name_part", "that", "and",
    "place_noun", "direction", "target",
)  # fmt: skip
CREDIT: Final = re.compile(
    r"(?:تحرير|إعداد|المصدر|اقرأ أيض|اقرأ المزيد|شاهد|تصوير|ترجمة|للمزيد|صورة)"
)


def lexicon(kinds: Sequence[Kind]) -> Lexicon:
    """Build the Arabic look-ups with the triggers of these kinds."""
    known: dict[str, int] = {}
    places = ",".join(tables.lines(__package__, "places.tsv")).replace("|", ",")
    cutter = Cutter(known, (word for word in _items(places) if word.startswith("ال")))
    builder = Builder(_grammar(cutter), terms.TERMS, terms.PREPOSITIONS, tags=known)
    for name in OWN:
        builder.bit(name)
    spoken = [(number, kind.packs[CODE]) for number, kind in enumerate(kinds)]
    # Single words first: a phrase is cut by what the tables know.
    for phrases in (False, True):
        _Filler(builder, phrases=phrases).fill(spoken)
    builder.calendar = Calendar(
        _keys(builder, times.MONTHS),
        _keys(builder, times.WEEKDAYS),
        _keys(builder, times.DAYS_BACK),
    )
    builder.numerals = Numerals(numbers.SMALL, numbers.TENS, numbers.SCALES, frozenset(("و",)))
    cutter.parts.cache_clear()
    cutter.words.cache_clear()
    return builder.build()


def _grammar(cutter: Cutter) -> Grammar:
    return Grammar(
        fold=fold,
        split=cutter.split,
        cut=cutter.cut,
        locate=cutter.locate,
        names=order.names,
        gate=partial(Gate, cutter),
        credit=CREDIT,
        group=verbs.group,
        plausible=verbs.plausible,
        relations=order.RELATIONS,
        features=FEATURES,
        doer=order.doer,
        aim=order.aim,
        phrase=order.phrase,
        preposition=order.preposition,
        place=order.place,
        spelled=counting.spelled,
        hurt=counting.hurt,
        single=counting.single,
        continues=order.continues,
        verb_first=True,
    )


def _keys(builder: Builder, table: dict[str, int]) -> dict[str, int]:
    return {builder.join(word): value for word, value in table.items()}


class _Filler:
    """Puts all single words of the tables, or all phrases, into a builder."""

    def __init__(self, builder: Builder, *, phrases: bool) -> None:
        self._builder = builder
        self._phrases = phrases

    def fill(self, packs: Sequence[tuple[int, Pack]]) -> None:
        """Put every table."""
        builder = self._builder
        for sets in (grammar.SETS, nouns.SETS, sources.SETS, *(pack.sets for _, pack in packs)):
            self._sets(sets)
        for listed, names in ((sources.SPEECH, ("speech",)), (sources.ACTS, ("speech", "act"))):
            self._put(listed, *names)
        self._put(times.OLD, "old")
        self._put(",".join((*times.MONTHS, *times.WEEKDAYS, *times.DAYS_BACK)), "dated")
        self._put(",".join(times.MONTHS), "month")
        if not self._phrases:
            builder.put(MARKS, "clause", "stop", "hard")
            builder.put(map(str, times.YEARS), "year")
            builder.put((*numbers.SMALL, *numbers.TENS, *numbers.SCALES), "number")
        tables.cues(builder, __package__, self._wanted)
        tables.places(builder, __package__, self._plain)
        for number, pack in packs:
            self._pack(number, pack)

    def _sets(self, sets: Mapping[str, str]) -> None:
        for name, listed in sets.items():
            more = [of for of, names in (("stop", STOP), ("hard", HARD)) if name in names]
            if name == "person" or name.startswith(("unit_", "unhurt")):
                more.append("countable")
            self._put(listed, name, *more)

    def _put(self, listed: str, *sets: str) -> None:
        for surface, form in self._wanted(listed, part="noun"):
            self._builder.put((surface,), *sets, *(("dual",) if form == "two" else ()))

    def _pack(self, number: int, pack: Pack) -> None:
        self._put(pack.exclusions, "phrase")
        tables.further_cues(self._builder, pack.cues, self._wanted)
        for index, trigger in enumerate(pack.triggers):
            for surface, form in self._wanted(trigger.words, part=trigger.part):
                self._builder.trigger(surface, Form(number, index, form))

    def _wanted(self, listed: str, part: str = "") -> Iterator[tuple[str, str]]:
        return (pair for pair in inflected(listed, part) if (" " in pair[0]) is self._phrases)

    def _plain(self, listed: str) -> Iterator[str]:
        return (item for item in _items(listed) if (" " in item) is self._phrases)


def _items(listed: str) -> Iterator[str]:
    return filter(None, (" ".join(item.split()) for item in listed.split(",")))


def _noun(item: str) -> dict[str, str]:
    """Inflect a noun; in a phrase the first word changes."""
    first, space, rest = item.partition(" ")
    if not space:
        return inflection.noun(item)
    return {f"{form} {rest}": number for form, number in inflection.noun(first).items()}


def inflected(listed: str, part: str = "") -> Iterator[tuple[str, str]]:
    """Read a table's words with their forms; what is no verb has the form '' or its number."""
    for item in _items(listed):
        first, space, rest = item.partition(" ")
        if "/" in first:
            for form, tense in inflection.verb(first).items():
                yield f"{form}{space}{rest}", tense
        else:
            for surface, number in _noun(item).items():
                yield surface, number if part else ""
