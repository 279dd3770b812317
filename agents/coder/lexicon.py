"""What one language knows: words in sets, cues, places and the triggers of all kinds.

A language's folder (`english/`) gives the tables; `Builder` turns them into look-ups keyed by the
folded word or phrase. Each set is one bit, so that a token's tags are one integer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from agents.coder.grammar import Grammar

# The sets that the coder's own readings name: a language must fill them.
CORE: Final = tuple(
    """
    phrase possessed trigger cue place country demonym capital spot speech name break title of
    modal not be have do to stop hard sea rebut no hedge group clause adverb year told relative
    old number noun force det civilian after accord untruth unhurt slain referring pronoun prep
    onward official claimed media anonymous nameless analyst nominal measure into from for in on by
    against institution if hurt_after day dated countable collective armed act unit_troops
    unit_vehicles unit_ships unit_aircraft unit_missiles unit_drones unit_killed unit_wounded
    unit_captured person craft
    """.split()  # noqa: SIM905 - a list would be forty lines
)

# The sets that an unknown compound such as `ex-soldiers` takes from its last part.
INHERITED: Final = ("force", "armed", "craft", "weapon", "casualty", "civilian", "target")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes how real a trigger is: ConText's category, direction and reach."""

    category: str
    direction: str
    reach: int
    form: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A name that the gazetteer knows: its country's code and English name."""

    code: str
    country: str
    level: str


@dataclass(frozen=True, slots=True)
class Form:
    """A surface of a trigger: which kind and trigger it belongs to, and in which form."""

    kind: int
    trigger: int
    form: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language names days: months from 1, weekdays from Monday 0, days back from today."""

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    days_back: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language spells numbers: below twenty, the tens, and what multiplies."""

    small: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    # Words between the parts of a number, and what may hang on one in digits (`1,500-strong`).
    plus: frozenset[str] = frozenset()
    suffix: str = "-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-ups by folded word or phrase; read only after it is built.

    `terms` are the few words that a reading compares with, `prepositions` those that a place hangs
    on, the best first, for each motion of a kind.
    """

    grammar: Grammar
    terms: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, tuple[str, ...]]
    bits: Mapping[str, int]
    tags: Mapping[str, int]
    phrases: Mapping[str, Mapping[str, Sequence[list[str]]]]
    cues: Mapping[str, tuple[Cue, ...]]
    nuances: Mapping[str, tuple[Cue, ...]]
    places: Mapping[str, Place]
    triggers: Mapping[str, tuple[Form, ...]]
    inherited: int
    shouted: Mapping[str, int]
    calendar: Calendar
    numerals: Numerals

    def mask(self, names: str) -> int:
        """Give the bits of sets named like `force|armed`; KeyError on an unknown one."""
        total = 0
        for name in names.split("|"):
            total |= self.bits[name]
        return total


@dataclass(slots=True)
class Builder:
    """Collects a language's tables and makes a Lexicon of them."""

    grammar: Grammar
    terms: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, tuple[str, ...]]
    bits: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    cues: dict[str, list[Cue]] = field(default_factory=dict)
    nuances: dict[str, list[Cue]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    triggers: dict[str, list[Form]] = field(default_factory=dict)
    shouted: dict[str, int] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    numerals: Numerals = field(default_factory=Numerals)

    def __post_init__(self) -> None:
        for name in CORE:
            self.bit(name)

    def bit(self, name: str) -> int:
        """Give a set's bit, making it if it is new."""
        return self.bits.setdefault(name, 1 << len(self.bits))

    def mask(self, *names: str) -> int:
        """Give the bits of some sets."""
        total = 0
        for name in names:
            total |= self.bit(name)
        return total

    def put(self, words: Iterable[str], *sets: str) -> None:
        """Put words or phrases into sets."""
        total = self.mask(*sets)
        for word in words:
            key = self.join(word)
            self.tags[key] = self.tags.get(key, 0) | total

    def cue(self, word: str, cue: Cue) -> None:
        """Add a cue for modality."""
        self.put((word,), "cue")
        self.cues.setdefault(self.join(word), []).append(cue)

    def nuance(self, word: str, cue: Cue) -> None:
        """Add a cue for nuance."""
        self.put((word,), "cue")
        self.nuances.setdefault(self.join(word), []).append(cue)

    def place(self, name: str, place: Place) -> None:
        """Add a place; the first entry of a name wins."""
        key = self.join(name)
        if key not in self.places:
            self.places[key] = place
            self.put((name,), place.level, *(() if place.level == "demonym" else ("place",)))

    def trigger(self, word: str, form: Form) -> None:
        """Add a surface of a trigger."""
        self.put((word,), "trigger")
        self.triggers.setdefault(self.join(word), []).append(form)

    def join(self, words: str) -> str:
        """Give the key of a word or phrase: its folded tokens, one space between."""
        return " ".join(self.grammar.split(words))

    def inherited(self) -> int:
        """Give the sets that a compound takes from its head."""
        return sum(self.bits.get(name, 0) for name in INHERITED)

    def build(self) -> Lexicon:
        """Freeze what was collected; one kind's trigger is no fixed phrase of another."""
        for key in self.triggers:
            self.tags[key] &= ~self.bits["phrase"]
        return Lexicon(
            grammar=self.grammar,
            terms=self.terms,
            prepositions=self.prepositions,
            bits=self.bits,
            tags=self.tags,
            phrases=_continuations(self.tags),
            cues={k: tuple(v) for k, v in self.cues.items()},
            nuances={k: tuple(v) for k, v in self.nuances.items()},
            places=self.places,
            triggers={k: tuple(v) for k, v in self.triggers.items()},
            inherited=self.inherited(),
            shouted=self.shouted,
            calendar=self.calendar,
            numerals=self.numerals,
        )


def _continuations(keys: Iterable[str]) -> dict[str, dict[str, list[list[str]]]]:
    """Give each phrase's continuation by its first and second word, the longest first."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for key in keys:
        first, *rest = key.split(" ")
        if rest:
            found.setdefault(first, {}).setdefault(rest[0], []).append(rest)
    return {
        first: {k: sorted(v, key=len, reverse=True) for k, v in seconds.items()}
        for first, seconds in found.items()
    }
