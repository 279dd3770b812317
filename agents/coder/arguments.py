"""Who did it to whom: actors and target, in the words of the text.

A country stands for its capital and its people only where nothing fuller is named: `Washington`
and `American` become `United States`, `American soldiers` stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from agents.coder.relations import Spot
from agents.coder.tokens import Sentence
from agents.coder.triggers import Hit

WIDEST: Final = 6


def actors(hit: Hit) -> tuple[tuple[str, int], ...]:
    """Give who does it, each with its token; a denied or vague doer gives none."""
    spot = _stage(hit)
    roles = hit.rules.kind.roles
    mask = spot.sentence.lexicon.mask("|".join(roles.actors))
    pair = _between(spot.sentence, spot.index)
    if pair and roles.motion == "from":
        return tuple(_named(spot.sentence, at) for at in pair)
    found = spot.sentence.lexicon.grammar.doer(spot, mask, roles.motion)
    if found < 0:
        return ()
    name, at = _named(spot.sentence, found)
    if not name:
        further = _source(spot.sentence, at, mask)
        return (_named(spot.sentence, further),) if further >= 0 else ()
    both = _and(spot.sentence, found, mask)
    return ((name, at), *(_named(spot.sentence, k) for k in both))


def _stage(hit: Hit) -> Spot:
    """Give the spot whose arguments count: `repel an attack by X` is about the attack."""
    sentence = hit.spot.sentence
    trigger = sentence.lexicon.bits["trigger"]
    if hit.rule.trigger.nuance and hit.companions and sentence.tags[hit.companions[0]] & trigger:
        return Spot(hit.spot.sentence, hit.companions[0])
    return hit.spot


def target(hit: Hit) -> tuple[str, int] | None:
    """Give what was hit, or the force that would leave, with its token."""
    spot, roles = _stage(hit), hit.rules.kind.roles
    if not roles.targets:
        return None
    sentence = spot.sentence
    mask = sentence.lexicon.mask("|".join(roles.targets))
    found = sentence.lexicon.grammar.aim(spot, mask)
    return None if found < 0 else (_phrase(sentence, found), found)


def _source(sentence: Sentence, at: int, mask: int) -> int:
    """Find whose `additional forces` they are: `from the international coalition`."""
    lexicon = sentence.lexicon
    for k in range(at + 1, min(at + 3, len(sentence.words))):
        if sentence.words[k] in lexicon.terms["whence"]:
            return lexicon.grammar.relations["right"](Spot(sentence, k), mask)
    return -1


def _between(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Read `between Iraq and the international coalition` as the two who negotiate."""
    words, plus = sentence.words, sentence.lexicon.terms["plus"]
    actor = sentence.lexicon.mask("country|force|group|capital|demonym")
    for at, word in enumerate(words):
        if word not in sentence.lexicon.terms["between"] or at > index + WIDEST * 2:
            continue
        ends = [k for k in range(at + 1, min(at + 12, len(words))) if sentence.tags[k] & actor]
        for left, right in pairwise(ends):
            if not plus.isdisjoint(words[left + 1 : right]):
                return left, right
    return None


def _and(sentence: Sentence, at: int, mask: int) -> Iterator[int]:
    """Give the second of `Iraq and the United States`, when both are countries."""
    words, tags, plus = sentence.words, sentence.tags, sentence.lexicon.terms["plus"]
    country = sentence.lexicon.bits["country"]
    for left, right in ((at - 2, at - 1), (at - 3, at - 2)):
        if left >= 0 and words[right] in plus and tags[left] & country and tags[at] & country:
            yield left
            return
    for k in (at + 2, at + 3):
        if (
            k < len(words)
            and words[at + 1] in plus
            and tags[k] & mask & country
            and tags[at] & country
        ):
            yield k
            return


def _named(sentence: Sentence, at: int) -> tuple[str, int]:
    """Give an actor's name: the country for its capital or people, else the words around it."""
    places, terms = sentence.lexicon.places, sentence.lexicon.terms
    at = _group(sentence, at)
    if sentence.tags[at] & sentence.lexicon.bits["group"]:
        return sentence.text(at, at), at
    word = sentence.words[at]
    first, last = sentence.lexicon.grammar.phrase(sentence, at)
    phrase = sentence.text(first, last)
    folded = sentence.lexicon.grammar.fold(phrase)
    if word in places and first == last:
        return places[word].country, at
    words = [w for w in folded.split() if w not in terms["leading"]]
    if words and all(w.strip('"') in terms["vague"] for w in words):
        return "", at
    return phrase, at


def _group(sentence: Sentence, at: int) -> int:
    """Move from `members of the terrorist organization X` to X, if X is a group we know."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    for k in range(at, min(at + WIDEST, len(tags))):
        if tags[k] & bits["group"]:
            return k
        if tags[k] & bits["stop"] and not tags[k] & bits["of"]:
            break
    return at


def _phrase(sentence: Sentence, at: int) -> str:
    """Give the noun group around a head, in the words of the text."""
    return sentence.text(*sentence.lexicon.grammar.phrase(sentence, at))
