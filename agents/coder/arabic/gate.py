"""The first look at an Arabic article: its written words, with the clitics taken off."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from agents.coder.arabic.spelling import MEMORY, TOKEN, Cutter
from agents.coder.gate import THEMES, arms_mask
from agents.coder.grammar import Sight
from agents.coder.lexicon import Lexicon

Seen = tuple[bool, bool, bool, tuple[tuple[str, str], ...]]


class Gate:
    """Finds triggers and subject words behind any proclitic.

    A phrase is looked for by its longest word: the sentence that holds it decides the rest.
    """

    def __init__(self, cutter: Cutter, lexicon: Lexicon, bound: Container[str]) -> None:
        self._cutter = cutter
        self._triggers: dict[str, bool] = {}
        self._arms: set[str] = set()
        self._themes: dict[str, tuple[str, ...]] = {}
        trigger, arms = lexicon.bits["trigger"], arms_mask(lexicon)
        masks = [(name, lexicon.bits[name]) for name in THEMES if name in lexicon.bits]
        for key, tags in lexicon.tags.items():
            longest = max(key.split(" "), key=len)
            if tags & trigger:
                free = key not in bound
                self._triggers[longest] = self._triggers.get(longest, False) or free
            if tags & arms:
                self._arms.add(longest)
            if key == longest:
                self._themes[key] = tuple(name for name, mask in masks if tags & mask)
        self._see = lru_cache(MEMORY)(self._seen)

    def look(self, folded: str) -> Sight:
        """Look through a folded field."""
        sight = Sight([], [], [], {})
        themes: set[tuple[str, str]] = set()
        for found in TOKEN.finditer(folded):
            seen = self._see(found.group())
            if seen is None:
                continue
            trigger, free, arms, named = seen
            if trigger:
                sight.triggers.append(found.start())
                if free:
                    sight.free.append(found.start())
            if arms:
                sight.arms.append(found.start())
            themes.update(named)
        for name, _ in themes:
            sight.themes[name] = sight.themes.get(name, 0) + 1
        return sight

    def _seen(self, raw: str) -> Seen | None:
        """Say what a written word tells the gate, or None for nothing."""
        words = self._cutter.words(raw)
        trigger = any(word in self._triggers for word in words)
        free = any(self._triggers.get(word, False) for word in words)
        arms = any(word in self._arms for word in words)
        named = tuple((name, word) for word in words for name in self._themes.get(word, ()))
        return (trigger, free, arms, named) if trigger or arms or named else None
