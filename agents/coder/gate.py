"""The first look at an article: one automaton over all triggers and subject words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

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
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the first look saw: where triggers stand, and how many words of each subject."""

    triggers: list[int]
    themes: dict[str, int]


class Gate:
    """Finds triggers and subject words; built once for each language."""

    def __init__(self, lexicon: Lexicon, themes: Iterable[str] = THEMES) -> None:
        names = tuple(themes)
        masks = [(name, lexicon.bits[name]) for name in names if name in lexicon.bits]
        trigger = lexicon.bits["trigger"]
        wanted = trigger
        for _, mask in masks:
            wanted |= mask
        keys = sorted(key for key, tags in lexicon.tags.items() if tags & wanted)
        self._triggers = [bool(lexicon.tags[key] & trigger) for key in keys]
        self._themes = [tuple(n for n, mask in masks if lexicon.tags[key] & mask) for key in keys]
        self._automaton = AhoCorasick(
            [key.replace(" 's", "'s") for key in keys],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def look(self, folded: str) -> Sight:
        """Look through a folded field."""
        triggers: list[int] = []
        themes: dict[str, int] = {}
        seen: set[int] = set()
        last = len(folded)
        is_trigger, names = self._triggers, self._themes
        for key, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (start and folded[start - 1].isalnum()) or (end < last and folded[end].isalnum()):
                continue
            if is_trigger[key]:
                triggers.append(start)
            if key not in seen:
                seen.add(key)
                for name in names[key]:
                    themes[name] = themes.get(name, 0) + 1
        return Sight(triggers, themes)
