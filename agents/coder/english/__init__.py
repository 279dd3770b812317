"""English: its tables, and how they become a lexicon.

Another language is a folder beside this one with the same `lexicon` function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from agents.coder import tables
from agents.coder.english import (
    counting,
    grammar,
    nouns,
    numbers,
    order,
    sources,
    terms,
    times,
    verbs,
)
from agents.coder.english.inflection import conjugate, plural
from agents.coder.english.spelling import cut, locate, names
from agents.coder.folding import fold, split
from agents.coder.gate import Gate
from agents.coder.grammar import Grammar
from agents.coder.lexicon import Builder, Calendar, Form, Lexicon, Numerals
from agents.coder.relations import FEATURES
from agents.coder.tokens import Sentence
from agents.kinds import Kind

CODE: Final = "en"
# Marks that part clauses; a dash only parts words.
MARKS: Final = ",;:().!?[]-"
# Sets whose words end a noun group, and those that end a search behind a preposition.
STOP: Final = (
    "prep",
    "be",
    "have",
    "modal",
    "do",
    "relative",
    "pronoun",
    "to",
    "of",
    "break",
    "after",
)
HARD: Final = ("be", "have", "modal", "do", "relative", "break")
CREDIT: Final = re.compile(
    r"(?:by|photos?|image|picture|caption|tags|related|read more|read also|source|video|"
    r"watch|share|copyright|follow us|advertisement|reporting by|editing by|also read|see also)\b",
    re.IGNORECASE,
)


def _spell(key: str) -> str:
    return key.replace(" 's", "'s")


def _continues(sentence: Sentence) -> bool:
    return bool(sentence.words) and sentence.words[0] in sentence.lexicon.terms["pronouns"]


GRAMMAR: Final = Grammar(
    fold=fold,
    split=split,
    cut=cut,
    locate=locate,
    names=names,
    gate=partial(Gate, spell=_spell),
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
    continues=_continues,
)


def lexicon(kinds: Sequence[Kind]) -> Lexicon:
    """Build the English look-ups with the triggers of these kinds."""
    builder = Builder(GRAMMAR, terms.TERMS, terms.PREPOSITIONS)
    for sets in (grammar.SETS, nouns.SETS, sources.SETS):
        for name, listed in sets.items():
            builder.put(words(listed), name)
    for name in STOP:
        builder.put(words(grammar.SETS[name]), "stop")
    for name in HARD:
        builder.put(words(grammar.SETS[name]), "hard")
    for name in ("article", "number", "hedge"):
        builder.put(words(grammar.SETS[name]), "counting")
    builder.put(MARKS, "clause", "stop")
    builder.put(MARKS.rstrip("-"), "hard")
    builder.put(("'s",), "possessed")
    builder.put(words(times.OLD), "old")
    builder.put((*times.MONTHS, *times.WEEKDAYS, *times.DAYS_BACK), "dated")
    builder.put(map(str, times.YEARS), "year")
    builder.calendar = Calendar(times.MONTHS, times.WEEKDAYS, times.DAYS_BACK)
    builder.numerals = Numerals(
        numbers.SMALL, numbers.TENS, numbers.SCALES, frozenset(("and",)), "-strong"
    )
    builder.shouted["us"] = builder.mask("pronoun", "stop", "hard")
    _speech(builder)
    _acts(builder)
    counted = [name for name in builder.bits if name.startswith(("unit_", "unhurt", "person"))]
    everything = builder.mask(*counted)
    builder.put([word for word, tags in builder.tags.items() if tags & everything], "countable")
    for name in ("det", "prep", "of", "possessed", "possessive", "weapon"):
        builder.put([w for w, t in list(builder.tags.items()) if t & builder.bit(name)], "nominal")
    tables.cues(builder, __package__, lambda listed: _surfaces(words(listed)))
    tables.places(builder, __package__, words)
    for number, kind in enumerate(kinds):
        _kind(builder, number, kind)
    _heads(builder)
    return builder.build()


def _heads(builder: Builder) -> None:
    """Let `agreed to` open an infinitive, and a phrase belong to the sets of its last word."""
    inherited = builder.inherited()
    for key, tags in builder.tags.items():
        if key.endswith(" to") and tags & builder.bit("cue") and not tags & builder.bit("prep"):
            builder.tags[key] = tags | builder.bit("to")
    for key, tags in builder.tags.items():
        if " " in key and tags & ~builder.bits["phrase"]:
            last = builder.tags.get(key.rpartition(" ")[2], 0)
            builder.tags[key] = tags | last & inherited


def words(listed: str) -> Iterator[str]:
    """Read a table's words: between commas, `+` adds the plural."""
    for item in listed.split(","):
        word = " ".join(item.split())
        if not word:
            continue
        yield word.rstrip("+")
        if word.endswith("+"):
            yield plural(word[:-1])


def _speech(builder: Builder) -> None:
    for lemma in (*words(sources.SPEECH), *words(sources.ACTS)):
        forms = conjugate(lemma)
        builder.put(forms.values(), "speech")
        builder.put((forms["base"], forms["s"]), "noun")


def _acts(builder: Builder) -> None:
    for lemma in words(sources.ACTS):
        builder.put(conjugate(lemma).values(), "act")


def _surfaces(listed: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in listed:
        if word.startswith("/"):
            merged: dict[str, str] = {}
            for form, surface in conjugate(word.strip("/")).items():
                merged[surface] = f"{merged.get(surface, '')} {form}".strip()
            yield from merged.items()
        else:
            yield word, ""


def _kind(builder: Builder, number: int, kind: Kind) -> None:
    pack = kind.packs[CODE]
    for name, listed in pack.sets.items():
        builder.put(words(listed), name)
    builder.put(words(pack.exclusions), "phrase")
    tables.further_cues(builder, pack.cues, lambda listed: _surfaces(words(listed)))
    for index, trigger in enumerate(pack.triggers):
        for lemma in words(trigger.words):
            for surface, form in _forms(lemma, trigger.part).items():
                builder.trigger(surface, Form(number, index, form))


def _forms(lemma: str, part: str) -> dict[str, str]:
    """Give each surface of a trigger with its form; one surface may be several forms."""
    if part == "noun":
        return {lemma: "one"} | ({} if lemma.endswith("s") else {plural(lemma): "many"})
    if part == "phrase":
        return {lemma: "phrase"}
    merged: dict[str, str] = {}
    for form, surface in conjugate(lemma).items():
        merged[surface] = f"{merged.get(surface, '')} {form}".strip()
    return merged
