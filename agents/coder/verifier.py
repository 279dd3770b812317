"""A second opinion on triggers and on how real they are: linear models over the words around them.

The rules propose: no trigger, no event. The verifier weighs what they propose, takes a trigger
that the rules doubted where the words around it speak clearly, and settles which of the cues
counts. Its weights are data, fitted by `make train` on text written for this project and nothing
else; a language or a kind without weights goes by its rules alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import exp
from typing import Any, Final

from agents.coder.cues import Reached
from agents.coder.lexicon import Lexicon
from agents.coder.modality import Verdict
from agents.coder.triggers import Hit
from streams.messages import Modality

NEAR: Final = 4
STEM: Final = 5
KEPT_WORDS: Final = 8_000
# Zones around a trigger: far and near on the left, near and far on the right, anywhere.
ZONES: Final = "LlrR"
ANYWHERE: Final = "b"
# Sets that say how the coder works, nothing about a text.
SILENT: Final = frozenset(
    (
        "trigger",
        "stop",
        "hard",
        "name",
        "nominal",
        "countable",
        "counting",
        "clause",
        "noun",
        "cue",
    )
)
MOST: Final = 4


def zone(off: int) -> int:
    """Give the place in `ZONES` of a word so many tokens behind a trigger, or before it."""
    if off < 0:
        return 1 if off >= -NEAR else 0
    return 2 if off <= NEAR else 3


class Zone(dict[str, float]):
    """What each word weighs in one zone, worked out when it is first met."""

    def __init__(self, zone: str, weights: Mapping[str, float], words: Words) -> None:
        super().__init__()
        self._zone, self._weights, self._words = zone, weights, words

    def __missing__(self, word: str) -> float:
        """Add up what the word, its stem and its sets weigh here and anywhere."""
        if len(self) > KEPT_WORDS:
            self.clear()
        look = self._weights.get
        total = 0.0
        for atom in self._words.atoms(word):
            total += look(self._zone + atom, 0.0) + look(ANYWHERE + atom, 0.0)
        self[word] = total
        return total


class Words:
    """What stands for a word in the models: itself, its stem, its sets."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._tags = lexicon.tags
        self._names = {bit: name for name, bit in lexicon.bits.items() if name not in SILENT}

    def atoms(self, word: str) -> list[str]:
        """Give a word's atoms."""
        found = ["=" + word]
        if len(word) > STEM:
            found.append("~" + word[:STEM])
        tag = self._tags.get(word, 0)
        while tag:
            bit = tag & -tag
            tag ^= bit
            if bit in self._names:
                found.append(":" + self._names[bit])
        return found


class Linear:
    """One linear model: a bias and weights by feature."""

    def __init__(self, weights: Mapping[str, float], words: Words) -> None:
        self._weights = weights
        self._bias = weights.get("", 0.0)
        self._zones = tuple(Zone(zone, weights, words) for zone in ZONES)

    def score(self, hit: Hit, marks: Iterable[str]) -> float:
        """Give the sum of the weights of a trigger's marks and of the words around it."""
        words, at = hit.spot.sentence.words, hit.spot.index
        far_left, left, right, far_right = self._zones
        near = max(at - NEAR, 0)
        look = self._weights.get
        total = self._bias
        for mark in marks:
            total += look(mark, 0.0)
        total += sum(map(left.__getitem__, words[near:at]))
        total += sum(map(right.__getitem__, words[at + 1 : at + 1 + NEAR]))
        total += sum(map(far_left.__getitem__, words[:near]))
        total += sum(map(far_right.__getitem__, words[at + 1 + NEAR :]))
        return total

    def loudest(self, hit: Hit) -> int:
        """Give the word that speaks most for this model, or -1."""
        words, at = hit.spot.sentence.words, hit.spot.index
        best, found = 0.0, -1
        for index, word in enumerate(words):
            weight = self._zones[zone(index - at)][word] if index != at else 0.0
            if weight > best:
                best, found = weight, index
        return found


@dataclass(frozen=True, slots=True)
class Limits:
    """How likely a trigger must be that the rules agree to, and one that they doubt."""

    fits: float
    doubted: float


class Verifier:
    """The models of one language."""

    def __init__(self, weights: Mapping[str, Any], lexicon: Lexicon) -> None:
        words = Words(lexicon)
        self._kinds = {name: Linear(table, words) for name, table in weights["kinds"].items()}
        self._real = {
            Modality(name): Linear(table, words) for name, table in weights["modality"].items()
        }
        self._limits = Limits(**weights["limits"])

    def likely(self, hit: Hit, themes: Mapping[str, int]) -> float | None:
        """Give how likely a trigger names an event; None for a kind without weights."""
        model = self._kinds.get(hit.rules.kind.name)
        if model is None:
            return None
        return 1 / (1 + exp(-max(-30.0, min(30.0, model.score(hit, marks(hit, themes))))))

    def accepts(self, hit: Hit, likely: float) -> bool:
        """Say whether a trigger that is so likely is taken."""
        return likely >= (self._limits.doubted if hit.doubt else self._limits.fits)

    def shades(self, hit: Hit, verdict: Verdict, *, old: bool) -> dict[Modality, float]:
        """Give how much the cues and the words around a trigger speak for each modality."""
        found = tuple(shades(hit, verdict, old=old))
        return {one: model.score(hit, found) for one, model in self._real.items()}

    def loudest(self, hit: Hit, modality: Modality) -> int:
        """Give the word that speaks most for a modality, or -1."""
        return self._real[modality].loudest(hit)


def marks(hit: Hit, themes: Mapping[str, int]) -> Iterator[str]:
    """Give what a trigger is by itself: word, rule, auxiliaries, and what its article is about."""
    sentence, rule = hit.spot.sentence, hit.rule
    yield from _common(hit)
    yield "t~" + sentence.words[hit.spot.index][:STEM]
    yield f"doubt={hit.doubt.split(' ')[0]}" if hit.doubt else f"weight={rule.trigger.weight:.1f}"
    yield "part=" + rule.trigger.part
    yield f"length={min(len(sentence.words) // 10, 5)}"
    for theme in themes.items():
        yield _theme(theme)


@cache
def _theme(theme: tuple[str, int]) -> str:
    name, count = theme
    return f"theme={name}{min(count, MOST)}"


def _common(hit: Hit) -> Iterator[str]:
    """Give what both questions look at: word, neighbours, auxiliaries, kind of sentence."""
    sentence = hit.spot.sentence
    yield "t=" + sentence.words[hit.spot.index]
    yield from _auxiliaries(hit)
    yield from _pairs(hit)
    if sentence.field == "title":
        yield "title"
    if sentence.words[-1] == "?":
        yield "question"


def _pairs(hit: Hit) -> Iterator[str]:
    """Give the pairs of words about a trigger: `into force`, `ring of`."""
    words, at = hit.spot.sentence.words, hit.spot.index
    near = words[max(at - 2, 0) : at + 3]
    return (f"2={first} {second}" for first, second in pairwise(near))


def _auxiliaries(hit: Hit) -> Iterator[str]:
    verb = hit.spot.group
    if verb is None:
        return
    yield "form=" + verb.form
    if verb.modal:
        yield "modal=" + verb.modal
    for name in ("passive", "negated", "to", "have", "be", "finite"):
        if getattr(verb, name):
            yield "verb=" + name


def shades(hit: Hit, verdict: Verdict, *, old: bool) -> Iterator[str]:
    """Give what the rules found about how real a trigger's event is."""
    yield from _common(hit)
    yield "verdict=" + verdict.modality
    yield f"rule={hit.rule.trigger.modality}"
    yield "kind=" + hit.rules.kind.name
    if verdict.purpose:
        yield "purpose"
    if old:
        yield "old"
    if verdict.rebutted >= 0:
        yield "rebutted"
    for nuance in verdict.nuances:
        yield "nuance=" + nuance
    for cue in verdict.found:
        yield from _cue(hit, cue)


def _cue(hit: Hit, cue: Reached) -> Iterator[str]:
    side = "l" if cue.index < hit.spot.index else "r"
    yield f"cue={cue.category}{side}{'near' if cue.distance <= NEAR else 'far'}"
    yield "cue=" + hit.spot.sentence.words[cue.index]


def load(package: str, lexicon: Lexicon) -> Verifier | None:
    """Read a language's weights, which stand beside its tables; None where there are none."""
    file = resources.files(package).joinpath("weights.json")
    if not file.is_file():
        return None
    return Verifier(json.loads(file.read_text("utf-8")), lexicon)
