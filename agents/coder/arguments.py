"""Who did it to whom: actors and target, in the words of the text.

A country stands for its capital and its people only where nothing fuller is named: `Washington`
and `American` become `United States`, `American soldiers` stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from agents.coder.heads import left_head, right_head
from agents.coder.relations import Spot, by, of, on, owner
from agents.coder.tokens import Sentence
from agents.coder.triggers import Hit

WIDEST: Final = 6
LEADING: Final = frozenset(
    ("the", "a", "an", "some", "its", "their", "his", "her", "our", "about", "this")
)
VAGUE: Final = frozenset(
    [
        "forces",
        "force",
        "reinforcements",
        "troops",
        "additional",
        "foreign",
        "unit",
        "units",
        "convoy",
        "personnel",
        "fighters",
        "more",
        "coalition",
        "forces",
        "new",
        "extra",
    ]
)


def actors(hit: Hit) -> tuple[tuple[str, int], ...]:
    """Give who does it, each with its token; a denied or vague doer gives none."""
    spot = _stage(hit)
    roles = hit.rules.kind.roles
    mask = spot.sentence.lexicon.mask("|".join(roles.actors))
    pair = _between(spot.sentence, spot.index)
    if pair and roles.motion == "from":
        return tuple(_named(spot.sentence, at) for at in pair)
    found = _first_actor(spot, mask, roles.motion)
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


def _first_actor(spot: Spot, mask: int, motion: str) -> int:
    """Look where a doer stands: behind `by`, before the verb, before or behind the noun."""
    verb = spot.group
    if verb is not None:
        if verb.passive:
            found = by(spot, mask)
            if found < 0 and motion != "at":
                found = left_head(spot.sentence, verb.first - 1, mask)
            return found
        return left_head(spot.sentence, verb.first - 1, mask, through=True)
    for relation in (by, of if motion != "at" else owner, owner, of):
        found = relation(spot, mask)
        if found >= 0:
            return found
    return left_head(spot.sentence, spot.index - 1, mask, through=True)


def target(hit: Hit) -> tuple[str, int] | None:
    """Give what was hit, or the force that would leave, with its token."""
    spot, roles = _stage(hit), hit.rules.kind.roles
    if not roles.targets:
        return None
    sentence = spot.sentence
    mask = sentence.lexicon.mask("|".join(roles.targets))
    found = _hit_by(spot, mask)
    return None if found < 0 else (_phrase(sentence, found), found)


def _hit_by(spot: Spot, mask: int) -> int:
    verb = spot.group
    if verb is not None:
        if verb.passive:
            return left_head(spot.sentence, verb.first - 1, mask)
        return _ahead(spot.sentence, spot.index + 1, mask)
    return on(spot, mask)


def _ahead(sentence: Sentence, start: int, mask: int) -> int:
    stop = sentence.lexicon.bits["clause"] | sentence.lexicon.bits["break"]
    for at in range(start, min(start + WIDEST + 2, len(sentence.tags))):
        if sentence.tags[at] & mask:
            return at
        if sentence.tags[at] & stop:
            return -1
    return -1


def _source(sentence: Sentence, at: int, mask: int) -> int:
    """Find whose `additional forces` they are: `from the international coalition`."""
    for k in range(at + 1, min(at + 3, len(sentence.words))):
        if sentence.words[k] in {"from", "of"}:
            return right_head(sentence, k + 1, mask)
    return -1


def _between(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Read `between Iraq and the international coalition` as the two who negotiate."""
    words = sentence.words
    actor = sentence.lexicon.mask("country|force|group|capital|demonym")
    for at, word in enumerate(words):
        if word != "between" or at > index + WIDEST * 2:
            continue
        ends = [k for k in range(at + 1, min(at + 12, len(words))) if sentence.tags[k] & actor]
        for left, right in pairwise(ends):
            if "and" in words[left + 1 : right]:
                return left, right
    return None


def _and(sentence: Sentence, at: int, mask: int) -> Iterator[int]:
    """Give the second of `Iraq and the United States`, when both are countries."""
    words, tags = sentence.words, sentence.tags
    country = sentence.lexicon.bits["country"]
    for left, right in ((at - 2, at - 1), (at - 3, at - 2)):
        if left >= 0 and words[right] == "and" and tags[left] & country and tags[at] & country:
            yield left
            return
    for k in (at + 2, at + 3):
        if (
            k < len(words)
            and words[at + 1] == "and"
            and tags[k] & mask & country
            and tags[at] & country
        ):
            yield k
            return


def _named(sentence: Sentence, at: int) -> tuple[str, int]:
    """Give an actor's name: the country for its capital or people, else the words around it."""
    places = sentence.lexicon.places
    at = _group(sentence, at)
    if sentence.tags[at] & sentence.lexicon.bits["group"]:
        return sentence.text(at, at), at
    word = sentence.words[at]
    phrase = _phrase(sentence, at)
    if word in places and phrase.lower().removeprefix("the ") == word:
        return places[word].country, at
    words = [w for w in phrase.lower().split() if w not in LEADING]
    if words and all(w.strip('"“”') in VAGUE for w in words):
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
    """Give the noun group around a head, without its article."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    stop = (
        bits["stop"]
        | bits["speech"]
        | bits["clause"]
        | bits["cue"]
        | bits["and"]
        | bits["adverb"]
        | bits["possessed"]
        | bits["hedge"]
    )
    first = last = at
    while (
        first > 0
        and at - first < WIDEST
        and not tags[first - 1] & stop
        and not _counted(sentence, first - 1)
        and not tags[first - 1] & bits["trigger"]
    ):
        first -= 1
    while first < at and sentence.words[first] in LEADING:
        first += 1
    if sentence.capital(last):
        while last + 1 < len(tags) and sentence.capital(last + 1) and not tags[last + 1] & stop:
            last += 1
    return sentence.text(first, last)


def _counted(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return (
        word[0].isdigit()
        or bool(sentence.tags[at] & sentence.lexicon.bits["number"])
        or word in {'"', "additional", "more"}
    )
