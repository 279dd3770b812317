"""Which words of a sentence name an event: triggers whose companions stand around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agents.coder.conditions import Condition, first_met, parse
from agents.coder.gate import arms_mask
from agents.coder.lexicon import Form, Lexicon
from agents.coder.relations import Spot
from agents.coder.tokens import Sentence
from agents.coder.verbs import Group
from agents.kinds import Kind, Mood, Trigger

NOISE: Final = ("sport", "business", "cyber", "culture", "politics")
# No sentence that a person wrote holds more.
MOST_TRIGGERS: Final = 24
NO_COMPANION: Final = "no companion"
OPEN: Final = "only the words around it could tell"
NOISE_LEAST: Final = 3
NOISE_LEAD: Final = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A trigger of a kind with its conditions read; `unless` holds its own and its kind's."""

    trigger: Trigger
    needs: tuple[Condition, ...]
    unless: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """A kind in one language, ready to run; `bit` stands for it among all kinds."""

    kind: Kind
    bit: int
    rules: tuple[Rule, ...]
    background: tuple[tuple[str, Condition], ...]
    moods: tuple[tuple[Mood, Condition], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a trigger's word: as a form of one trigger of one kind."""

    rules: Rules
    rule: Rule
    form: str
    part: str


Readings = Mapping[str, tuple[Reading, ...]]


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Hit:
    """A trigger with the tokens that prove it, or with why its rule doubts that it names an event.

    `likely` is the verifier's opinion, from 0 to 1, where there is one.
    """

    spot: Spot
    rules: Rules
    rule: Rule
    companions: tuple[int, ...] = ()
    moods: tuple[Mood, ...] = ()
    doubt: str = ""
    likely: float | None = None


def compile_kind(kind: Kind, bit: int, language: str, lexicon: Lexicon) -> Rules:
    """Read all conditions of a kind; raises ConfigError naming the file and the unknown word."""
    pack, file = kind.packs[language], f"agents/kinds/{kind.name}.py"

    def read(texts: Sequence[str]) -> tuple[Condition, ...]:
        return tuple(parse(text, lexicon, file) for text in texts)

    common = read(pack.unless)
    return Rules(
        kind=kind,
        bit=bit,
        rules=tuple(Rule(t, read(t.needs), (*read(t.unless), *common)) for t in pack.triggers),
        background=tuple((b.reason, parse(b.when, lexicon, file)) for b in pack.background),
        moods=tuple((m, parse(m.when, lexicon, file)) for m in pack.moods),
    )


def readings(kinds: Sequence[Rules], lexicon: Lexicon) -> Readings:
    """Give for each trigger's word every way to read it."""

    def read(form: Form) -> Reading:
        rules = kinds[form.kind]
        rule = rules.rules[form.trigger]
        return Reading(rules, rule, form.form, rule.trigger.part)

    return {word: tuple(map(read, forms)) for word, forms in lexicon.triggers.items()}


def bound(known: Readings, lexicon: Lexicon) -> frozenset[str]:
    """Give the triggers' words that every reading of wants a word of arms beside."""
    arms = arms_mask(lexicon)
    return frozenset(
        word for word, ways in known.items() if all(_bound(way.rule, arms) for way in ways)
    )


def _bound(rule: Rule, arms: int) -> bool:
    return rule.trigger.open or (
        bool(rule.needs)
        and all(any(not mask & ~arms for mask in need.required) for need in rule.needs)
    )


def find(sentence: Sentence, known: Readings, themes: Mapping[str, int]) -> Iterator[Hit]:
    """Give every trigger of a sentence, once for each kind that it may name."""
    phrase = sentence.lexicon.bits["phrase"]
    for index in sentence.where(sentence.lexicon.bits["trigger"])[:MOST_TRIGGERS]:
        if not sentence.tags[index] & phrase:
            yield from _judge(sentence, index, known, themes)


def fixed(sentence: Sentence) -> Iterator[int]:
    """Give the fixed phrases, which hold a trigger's word and mean something else."""
    yield from sentence.where(sentence.lexicon.bits["phrase"])


def foreign(themes: Mapping[str, int]) -> str:
    """Name the subject that an article is about instead of war, or give ''."""
    war = themes.get("war", 0) + themes.get("subject", 0)
    for name in NOISE:
        count = themes.get(name, 0)
        if count >= NOISE_LEAST and count > war * 2 + NOISE_LEAD:
            return name
    return ""


def _judge(
    sentence: Sentence, index: int, known: Readings, themes: Mapping[str, int]
) -> Iterable[Hit]:
    """Try the ways to read a word; for each kind the first that fits, else the first at all."""
    hits: dict[int, Hit] = {}
    groups: dict[str, Group] = {}
    for reading in known[sentence.words[index]]:
        before = hits.get(reading.rules.bit)
        if before is None or before.doubt:
            found = _read(sentence, index, reading, groups, themes)
            if found is not None and (before is None or not found.doubt):
                hits[reading.rules.bit] = found
    return hits.values()


def _read(
    sentence: Sentence,
    index: int,
    reading: Reading,
    groups: dict[str, Group],
    themes: Mapping[str, int],
) -> Hit | None:
    """Try one way to read a word; None where the word cannot be that."""
    rule, form = reading.rule, reading.form
    grammar = sentence.lexicon.grammar
    if not grammar.plausible(sentence, index, form, reading.part):
        return None
    verb = None
    if reading.part == "verb":
        verb = groups.get(form)
        if verb is None:
            verb = groups[form] = grammar.group(sentence, index, form)
    spot = Spot(sentence, index, verb)
    if rule.trigger.open:
        return Hit(spot, reading.rules, rule, doubt=OPEN)
    return _try(spot, reading.rules, rule, themes)


def _try(spot: Spot, rules: Rules, rule: Rule, themes: Mapping[str, int]) -> Hit:
    """Hold one trigger against its conditions."""
    companions: list[int] = []
    if rule.needs:
        found = first_met(rule.needs, spot, themes)
        if found is None:
            return Hit(spot, rules, rule, doubt=NO_COMPANION)
        companions = found[1]
    excluded = first_met(rule.unless, spot, themes)
    if excluded is not None:
        return Hit(spot, rules, rule, doubt=f"excluded by {excluded[0]}")
    for reason, condition in rules.background:
        if first_met((condition,), spot, themes) is not None:
            return Hit(spot, rules, rule, doubt=reason)
    moods = (mood for mood, when in rules.moods if first_met((when,), spot, themes) is not None)
    return Hit(spot, rules, rule, tuple(companions), tuple(moods))
