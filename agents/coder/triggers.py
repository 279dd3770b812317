"""Which words of a sentence name an event: triggers whose companions stand around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agents.coder.conditions import Condition, first_met, parse
from agents.coder.gate import arms_mask
from agents.coder.lexicon import Lexicon
from agents.coder.relations import Spot
from agents.coder.tokens import Sentence
from agents.coder.verbs import Group, group
from agents.kinds import Kind, Trigger

NOISE: Final = ("sport", "business", "cyber", "culture", "politics")
# No sentence that a person wrote holds more.
MOST_TRIGGERS: Final = 24
NO_COMPANION: Final = "no companion"
NOISE_LEAST: Final = 3
NOISE_LEAD: Final = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A trigger of a kind with its conditions read."""

    trigger: Trigger
    needs: tuple[Condition, ...]
    unless: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """A kind in one language, ready to run."""

    kind: Kind
    rules: tuple[Rule, ...]
    unless: tuple[Condition, ...]
    background: tuple[tuple[str, Condition], ...]


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Hit:
    """A trigger that names an event, with the tokens that prove it."""

    spot: Spot
    rules: Rules
    rule: Rule
    companions: tuple[int, ...]


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Miss:
    """A trigger that names no event, and why."""

    spot: Spot
    kind: str
    reason: str


def compile_kind(kind: Kind, language: str, lexicon: Lexicon) -> Rules:
    """Read all conditions of a kind; raises ConfigError naming the file and the unknown word."""
    pack, file = kind.packs[language], f"agents/kinds/{kind.name}.py"

    def read(texts: Sequence[str]) -> tuple[Condition, ...]:
        return tuple(parse(text, lexicon, file) for text in texts)

    return Rules(
        kind=kind,
        rules=tuple(Rule(t, read(t.needs), read(t.unless)) for t in pack.triggers),
        unless=read(pack.unless),
        background=tuple((b.reason, parse(b.when, lexicon, file)) for b in pack.background),
    )


def bound(kinds: Sequence[Rules], lexicon: Lexicon) -> frozenset[str]:
    """Give the triggers' words that every reading of wants a word of arms beside."""
    arms = arms_mask(lexicon)
    return frozenset(
        word
        for word, forms in lexicon.triggers.items()
        if all(_bound(kinds[form.kind].rules[form.trigger], arms) for form in forms)
    )


def _bound(rule: Rule, arms: int) -> bool:
    return bool(rule.needs) and all(
        any(not mask & ~arms for mask in need.required) for need in rule.needs
    )


def find(
    sentence: Sentence, kinds: Sequence[Rules], themes: Mapping[str, int]
) -> Iterator[Hit | Miss]:
    """Give every trigger of a sentence, as the hit or the miss that it is."""
    phrase = sentence.lexicon.bits["phrase"]
    hot = sentence.lexicon.bits["trigger"] | phrase
    strange = foreign(themes)
    for index in sentence.where(hot)[:MOST_TRIGGERS]:
        if sentence.tags[index] & phrase:
            yield Miss(Spot(sentence, index), "", f"a fixed phrase: {sentence.words[index]!r}")
        else:
            yield from _judge(sentence, index, kinds, themes, strange)


def foreign(themes: Mapping[str, int]) -> str:
    """Name the subject that an article is about instead of war, or give ''."""
    war = themes.get("war", 0)
    for name in NOISE:
        count = themes.get(name, 0)
        if count >= NOISE_LEAST and count > war * 2 + NOISE_LEAD:
            return name
    return ""


def _judge(
    sentence: Sentence,
    index: int,
    kinds: Sequence[Rules],
    themes: Mapping[str, int],
    strange: str,
) -> Iterator[Hit | Miss]:
    """Try the triggers that share a word; the first that holds wins for its kind."""
    done: dict[int, Hit | Miss] = {}
    groups: dict[str, Group] = {}
    present = sentence.union
    for form in sentence.lexicon.triggers[sentence.words[index]]:
        if isinstance(done.get(form.kind), Hit):
            continue
        rules = kinds[form.kind]
        rule = rules.rules[form.trigger]
        verb: Group | None = None
        if strange:
            found: Hit | Miss = _miss(sentence, index, rules, f"the article is about {strange}")
        elif rule.needs and not any(need.possible(present) for need in rule.needs):
            found = _miss(sentence, index, rules, NO_COMPANION)
        elif not plausible(sentence, index, form.form, rule.trigger.part):
            continue
        else:
            if rule.trigger.part == "verb":
                verb = groups.get(form.form) or group(sentence, index, form.form)
                groups[form.form] = verb
            found = _try(Spot(sentence, index, verb), rules, rule, themes)
        done[form.kind] = found
    yield from done.values()


def _miss(sentence: Sentence, index: int, rules: Rules, reason: str) -> Miss:
    return Miss(Spot(sentence, index), rules.kind.name, reason)


def plausible(sentence: Sentence, index: int, form: str, part: str) -> bool:
    """Tell by the word before whether `strikes` may be the verb, or the noun, it is tried as."""
    if not index or part == "phrase":
        return True
    bits = sentence.lexicon.bits
    before = sentence.tags[index - 1]
    after = sentence.tags[index + 1] if index + 1 < len(sentence.tags) else 0
    if part == "noun" and sentence.words[index].endswith("ing") and after & bits["counting"]:
        return False
    if part == "noun":
        verbal = before & (bits["modal"] | bits["pronoun"])
        return not verbal and sentence.words[index - 1] != "to"
    if "past" in form or "done" in form:
        return not before & (bits["det"] | bits["possessive"] | bits["plain_prep"])
    if "ing" in form:
        return not before & (bits["article"] | bits["possessed"])
    nominal = bits["det"] | bits["possessed"] | bits["weapon"] | bits["of"] | bits["possessive"]
    return not before & nominal


def _try(spot: Spot, rules: Rules, rule: Rule, themes: Mapping[str, int]) -> Hit | Miss:
    """Hold one trigger against its conditions."""
    name = rules.kind.name
    companions: list[int] = []
    if rule.needs:
        found = first_met(rule.needs, spot, themes)
        if found is None:
            return Miss(spot, name, NO_COMPANION)
        companions = found[1]
    excluded = first_met((*rule.unless, *rules.unless), spot, themes)
    if excluded:
        return Miss(spot, name, f"excluded by {excluded[0]}")
    for reason, condition in rules.background:
        if first_met((condition,), spot, themes):
            return Miss(spot, name, reason)
    return Hit(spot, rules, rule, tuple(companions))
