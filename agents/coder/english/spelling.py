"""How English is cut into tokens, where they stand, and which are names by their letters."""

from __future__ import annotations

from agents.coder.folding import ASCII, TOKEN
from agents.coder.tokens import Sentence


def cut(folded: str, start: int, end: int) -> list[str]:
    """Give the tokens of a stretch of folded text."""
    pattern = ASCII if folded.isascii() else TOKEN
    return pattern.findall(folded, start, end)


def locate(folded: str, start: int, words: list[str]) -> tuple[list[int], list[int]]:
    """Give where each of these tokens starts and ends, the first not before `start`."""
    at, starts, ends = start, [], []
    for word in words:
        at = folded.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    return starts, ends


def names(sentence: Sentence) -> list[bool]:
    """Tell which tokens are names by their letters: `Niger`, also `northern Norway`."""
    raw = sentence.raw
    caps = [raw[start].isupper() for start in sentence.starts]
    for at, word in enumerate(sentence.words):
        if " " in word and not caps[at]:
            caps[at] = not sentence.text(at, at).islower()
    return caps
