"""Who says so: the speaker of a sentence and the class that speaker belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from agents.coder.tokens import Sentence
from streams.messages import Attribution

REACH: Final = 24
NAME_REACH: Final = 8
# How much farther the original speaker reaches behind `quoted the agency from`.
CARRIED: Final = 4
# Which classes win over an official or a medium that stands nearer.
OVERRULING: Final = ("anonymous", "analyst", "claimed")
CLOSING: Final = 7
OPENING: Final = 10


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Speaker:
    """Who vouches for a sentence, with the tokens that show it."""

    attribution: Attribution
    name: str | None
    cues: tuple[int, ...]


NOBODY: Final = Speaker(Attribution.NONE, None, ())


def speaker(
    sentence: Sentence,
    known: Iterable[str] = (),
    acts: Iterable[int] | None = (),
    rebutted: int = -1,
) -> Speaker:
    """Find who says a sentence.

    `known` are folded names of officials met earlier; `acts` are the tokens that decided the
    event's modality (who agrees or demands vouches for the plan, not for the rest), None takes
    all. `rebutted` is where another voice denies what this one says.
    """
    names = frozenset(known)
    doing = None if acts is None else frozenset(acts)
    bits = sentence.lexicon.bits
    found: list[Speaker] = []
    for at in sentence.where(bits["accord"] | bits["speech"]):
        tag = sentence.tags[at]
        if at == rebutted:
            break
        if tag & bits["accord"]:
            high = min(at + REACH, len(sentence.tags))
            found.append(_classify(sentence, at, at + 1, high, names))
        elif (not tag & bits["act"] or doing is None or at in doing) and _spoken(sentence, at):
            found.append(_said(sentence, at, names))
    found.append(_opening(sentence, names))
    given = [one for one in found if one is not NOBODY]
    hidden = next(iter(sentence.where(bits["nameless"])), -1)
    if hidden >= 0:
        return Speaker(Attribution.ANONYMOUS, given[0].name if given else None, (hidden,))
    if not given:
        return NOBODY
    last = given[-1]
    if rebutted < 0 and _closes(sentence, last):
        return last
    return min(given, key=lambda one: _order(sentence, one))


def _opening(sentence: Sentence, names: frozenset[str]) -> Speaker:
    """Find the speaker of `the chief of staff: we stay`."""
    colons = sentence.lexicon.terms["colon"]
    start = range(1, min(OPENING, len(sentence.words)))
    at = next((k for k in start if sentence.words[k] in colons), 0)
    return _classify(sentence, at, 0, at, names) if at else NOBODY


def _spoken(sentence: Sentence, at: int) -> bool:
    """Tell whether a word such as `report` is the verb here."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    return not (at and tags[at] & bits["noun"] and tags[at - 1] & bits["nominal"])


def _closes(sentence: Sentence, one: Speaker) -> bool:
    """Tell whether a speaker closes the sentence, as in `..., the minister warned`."""
    verb = one.cues[-1]
    commas = [k for k, word in enumerate(sentence.words[:verb]) if word in {",", '"'}]
    speech = sentence.lexicon.bits["speech"]
    return (
        bool(commas)
        and len(sentence.words) - verb <= CLOSING
        and one.cues[0] > commas[-1]
        and bool(sentence.tags[verb] & speech)
    )


def closest(sentence: Sentence, verb: int, known: Iterable[str] = ()) -> Speaker:
    """Find the subject of one verb of saying."""
    return _said(sentence, verb, frozenset(known))


def _order(sentence: Sentence, one: Speaker) -> int:
    """Rank speakers: the original one wins over the carrier, unless it is only `officials`."""
    unnamed = (
        one.attribution is Attribution.OFFICIAL
        and sentence.words[one.cues[0]] in sentence.lexicon.terms["unnamed"]
    )
    order = (
        Attribution.ANONYMOUS,
        Attribution.OFFICIAL,
        Attribution.CLAIMED,
        Attribution.MEDIA,
        Attribution.NONE,
    )
    return len(order) - 1 if unnamed else order.index(one.attribution)


def _said(sentence: Sentence, at: int, names: frozenset[str]) -> Speaker:
    """Look for the subject of a verb of saying on the side where the language has it first."""
    if not sentence.lexicon.grammar.verb_first:
        left = _left(sentence, at, names)
        inverted = at == 0 or sentence.words[at - 1] in {",", '"'}
        return _right(sentence, at, names) if left is NOBODY and inverted else left
    right = _right(sentence, at, names)
    return _left(sentence, at, names) if right is NOBODY else right


def _left(sentence: Sentence, at: int, names: frozenset[str]) -> Speaker:
    low = at
    while low > 0 and at - low < REACH and not _edge(sentence, low - 1):
        low -= 1
    return _nearest(sentence, at, low, names)


def _right(sentence: Sentence, at: int, names: frozenset[str]) -> Speaker:
    ends = sentence.lexicon.terms["that"]
    high = at + 1
    while (
        high < len(sentence.tags)
        and high - at < NAME_REACH
        and sentence.words[high] not in ',;:."'
        and sentence.words[high] not in ends
    ):
        high += 1
    low = at + 1
    if sentence.words[at] in sentence.lexicon.terms["carries"]:
        origin = sentence.lexicon.terms["origin"]
        low = next((k + 1 for k in range(low, high) if sentence.words[k] in origin), low)
        high = min(high + CARRIED, len(sentence.tags)) if low > at + 1 else high
    return _classify(sentence, at, low, high, names)


def _nearest(sentence: Sentence, at: int, low: int, names: frozenset[str]) -> Speaker:
    """Classify the part between commas that stands nearest to a verb of saying."""
    commas = [k for k in range(low, at) if sentence.words[k] == ","]
    bounds = [low, *(k + 1 for k in commas), at]
    for first, last in reversed(list(pairwise(bounds))):
        found = _classify(sentence, at, first, last, names)
        if found is not NOBODY:
            return found
    return NOBODY


def _edge(sentence: Sentence, at: int) -> bool:
    """Tell whether a token parts a speaker from what stands before it."""
    bits = sentence.lexicon.bits
    tag = sentence.tags[at]
    return (
        bool(tag & bits["break"])
        or sentence.words[at] in ';:"'
        or bool(tag & bits["speech"] and not tag & bits["noun"])
    )


def _classify(sentence: Sentence, cue: int, low: int, high: int, names: frozenset[str]) -> Speaker:
    """Give the class of the words between two tokens, the nearest to the cue first."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    where = range(high - 1, low - 1, -1) if cue >= high else range(low, high)
    for name in OVERRULING:
        mask = bits[name] | (bits["armed"] | bits["group"] if name == "claimed" else 0)
        for at in where:
            if tags[at] & mask:
                kind = Attribution.NONE if name == "analyst" else Attribution(name)
                return Speaker(kind, _name(sentence, at, low, high), (at, cue))
    for at in where:
        if tags[at] & bits["official"]:
            return Speaker(Attribution.OFFICIAL, _name(sentence, at, low, high), (at, cue))
        if tags[at] & bits["media"]:
            return Speaker(Attribution.MEDIA, _name(sentence, at, low, high), (at, cue))
    for at in where:
        if tags[at] & (bits["country"] | bits["capital"]) or sentence.words[at] in names:
            return Speaker(Attribution.OFFICIAL, sentence.text(at, at), (at, cue))
    return NOBODY


def _name(sentence: Sentence, at: int, low: int, high: int) -> str:
    """Give the speaker's words around a token: a title with its name, or the body's name."""
    bits = sentence.lexicon.bits
    title = next(
        (
            k
            for k in range(low, high)
            if sentence.tags[k] & bits["title"] and k + 1 < high and _named(sentence, k + 1)
        ),
        -1,
    )
    first = last = title if title >= 0 else at
    while last + 1 < high and _named(sentence, last + 1):
        last += 1
    if title < 0:
        while first > low and (
            _named(sentence, first - 1) or sentence.tags[first - 1] & bits["demonym"]
        ):
            first -= 1
    while first < last and sentence.words[first] in sentence.lexicon.terms["leading_name"]:
        first += 1
    return sentence.text(first, last)


def _named(sentence: Sentence, at: int) -> bool:
    return sentence.capital(at) or bool(sentence.tags[at] & sentence.lexicon.bits["title"])


def officials(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Collect the last names that follow a title, so that a bare name is known later."""
    found: set[str] = set()
    for sentence in sentences:
        for at in sentence.where(sentence.lexicon.bits["title"]):
            last = at
            while (
                last + 1 < len(sentence.tags)
                and last - at < NAME_REACH
                and _named(sentence, last + 1)
            ):
                last += 1
            if last > at:
                found.add(sentence.words[last])
    return frozenset(found)
