"""What must stand around a trigger: the strings of a kind, read once into tests.

`"object:force !to:target article:war"` holds if every test holds; `!` turns a test round. `is:`
asks for a feature of the verb, `article:` for two different words of a set in the whole article.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agents.coder.lexicon import Lexicon
from agents.coder.relations import Spot
from agents.coder.verbs import Group
from streams.errors import ConfigError

ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a condition; `text` is how the kind's file wrote it."""

    text: str
    wanted: bool
    relation: Callable[[Spot, int], int] | None = None
    mask: int = 0
    feature: Callable[[Group], bool] | None = None
    theme: str = ""

    def found(self, spot: Spot, themes: Mapping[str, int]) -> int:
        """Give the trigger's own index where the verb or the article is as asked, or -1."""
        if self.feature is not None:
            return spot.index if spot.group is not None and self.feature(spot.group) else -1
        return spot.index if themes.get(self.theme, 0) >= ENOUGH else -1


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests that must all hold, with what a sentence must hold for them to be worth trying."""

    text: str
    tests: tuple[Test, ...]
    required: tuple[int, ...]


def parse(text: str, lexicon: Lexicon, file: str) -> Condition:
    """Read a condition; raises ConfigError naming the file and the unknown word."""
    tests = tuple(_test(part, lexicon, file) for part in text.split())
    required = tuple(test.mask for test in tests if test.wanted and test.mask)
    # The cheap tests first.
    return Condition(
        text, tuple(sorted(tests, key=lambda test: test.relation is not None)), required
    )


def _test(part: str, lexicon: Lexicon, file: str) -> Test:
    wanted = not part.startswith("!")
    name, colon, value = part.lstrip("!").partition(":")
    if not (colon and value):
        raise ConfigError(f"{file}: {part!r} is no test; write relation:set")
    features, relations = lexicon.grammar.features, lexicon.grammar.relations
    if name == "is":
        if value not in features:
            raise ConfigError(f"{file}: unknown feature {value!r}; known: {', '.join(features)}")
        return Test(part, wanted, feature=features[value])
    for one in value.split("|"):
        if one not in lexicon.bits:
            raise ConfigError(f"{file}: unknown set {one!r} in {part!r}")
    if name == "article":
        return Test(part, wanted, theme=value)
    if name not in relations:
        raise ConfigError(f"{file}: unknown relation {name!r}; known: {', '.join(relations)}")
    return Test(part, wanted, relation=relations[name], mask=lexicon.mask(value))


def first_met(
    conditions: Sequence[Condition], spot: Spot, themes: Mapping[str, int]
) -> tuple[str, list[int]] | None:
    """Give the first condition that holds, as its text and its companions' indices."""
    present = spot.sentence.union
    for condition in conditions:
        for mask in condition.required:
            if not present & mask:
                break
        else:
            companions = _met(condition, spot, themes)
            if companions is not None:
                return condition.text, companions
    return None


def _met(condition: Condition, spot: Spot, themes: Mapping[str, int]) -> list[int] | None:
    """Give the companions of a condition that holds, None otherwise."""
    companions: list[int] = []
    present = spot.sentence.union
    for test in condition.tests:
        if test.relation is None:
            found = test.found(spot, themes)
        elif present & test.mask:
            found = test.relation(spot, test.mask)
        else:
            found = -1
        if (found >= 0) is not test.wanted:
            return None
        if found >= 0 and found != spot.index:
            companions.append(found)
    return companions
