"""The first look at an article: one automaton over all triggers and subject words."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from agents.coder.grammar import Sight
from agents.coder.lexicon import Lexicon

THEMES: Final = (
    "war",
    "sport",
    "business",
    "cyber",
    "culture",
    "politics",
    "drill",
    "trial",
    "memory",
    "subject",
)


# Sets of which a sentence must hold one, unless its trigger can do without.
ARMS: Final = (
    "force|armed|group|craft|weapon|casualty|mission_noun|base_noun|foreign_men|violence|raging|"
    "police_men|plot_noun|violent|airspace|leave_date|reinforcing|troop_word|military_word|"
    "presence_noun|number_noun|mission_word"
)


class Gate:
    """Finds triggers and subject words; built once for each language.

    `bound` are the triggers that name an event only beside a word of arms; `spell` gives a key as
    a text writes it.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        bound: Container[str],
        spell: Callable[[str], str] = str,
        themes: Iterable[str] = THEMES,
    ) -> None:
        names = tuple(themes)
        masks = [(name, lexicon.bits[name]) for name in names if name in lexicon.bits]
        trigger, arms = lexicon.bits["trigger"], arms_mask(lexicon)
        wanted = trigger | arms
        for _, mask in masks:
            wanted |= mask
        keys = sorted(key for key, tags in lexicon.tags.items() if tags & wanted)
        self._kinds = [
            (
                bool(lexicon.tags[key] & trigger),
                bool(lexicon.tags[key] & trigger) and key not in bound,
                bool(lexicon.tags[key] & arms),
            )
            for key in keys
        ]
        self._themes = [tuple(n for n, mask in masks if lexicon.tags[key] & mask) for key in keys]
        self._automaton = AhoCorasick(
            [spell(key) for key in keys],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def look(self, folded: str) -> Sight:
        """Look through a folded field."""
        sight = Sight([], [], [], {})
        seen: set[int] = set()
        kinds, last = self._kinds, len(folded)
        for key, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (start and folded[start - 1].isalnum()) or (end < last and folded[end].isalnum()):
                continue
            seen.add(key)
            trigger, free, arms = kinds[key]
            if trigger:
                sight.triggers.append(start)
                if free:
                    sight.free.append(start)
            if arms:
                sight.arms.append(start)
        for key in seen:
            for name in self._themes[key]:
                sight.themes[name] = sight.themes.get(name, 0) + 1
        return sight


def arms_mask(lexicon: Lexicon) -> int:
    """Give the sets of arms that the lexicon has."""
    return lexicon.mask("|".join(name for name in ARMS.split("|") if name in lexicon.bits))
