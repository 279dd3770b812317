"""The tables that stand as text beside a language: its cues, its nuances, its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from typing import Final

from agents.coder.lexicon import Builder, Cue, Place

LEVELS: Final = ("country", "demonym", "capital", "spot")


def lines(package: str, name: str) -> Iterator[str]:
    """Read the lines of a table of a language's folder, without its comments."""
    text = resources.files(package).joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def cues(
    builder: Builder, package: str, surfaces: Callable[[str], Iterable[tuple[str, str]]]
) -> None:
    """Put a language's cues and nuances; `surfaces` gives a line's words with their forms."""
    for name, add in (("cues.txt", builder.cue), ("nuances.txt", builder.nuance)):
        for line in lines(package, name):
            _cue(line, add, surfaces)


def further_cues(
    builder: Builder, text: str, surfaces: Callable[[str], Iterable[tuple[str, str]]]
) -> None:
    """Put the cues that a kind brings along, lines like those of a language's table."""
    for line in filter(None, map(str.strip, text.splitlines())):
        _cue(line, builder.cue, surfaces)


def _cue(
    line: str,
    add: Callable[[str, Cue], None],
    surfaces: Callable[[str], Iterable[tuple[str, str]]],
) -> None:
    head, _, listed = line.partition("|")
    category, direction, reach = head.split()
    for surface, form in surfaces(listed):
        add(surface, Cue(category, direction, int(reach), form))


def places(builder: Builder, package: str, words: Callable[[str], Iterable[str]]) -> None:
    """Put a language's places, each country with its people, seats of power and places."""
    for line in lines(package, "places.tsv"):
        code, *levels = line.split("|")
        country = levels[0].split(",")[0].strip()
        for level, listed in zip(LEVELS, levels, strict=True):
            for name in words(listed):
                builder.place(name, Place(code, country, level))
