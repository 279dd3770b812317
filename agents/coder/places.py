"""Where it happened: the place in the words of the text, and the country that it lies in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agents.coder.relations import Spot
from agents.coder.tokens import Sentence

REACH: Final = 22
# A place this close behind a verb is its object: `entered the old town of X`.
OBJECT: Final = 3
# What the gazetteer gives for a region of many countries.
NOWHERE: Final = "-"
# A country named so few tokens behind a place is the place's.
BEHIND: Final = 10
NAME: Final = 5
WEIGHT: Final = {"spot": 3, "capital": 2, "country": 1, "": 4}


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Where:
    """A place as the text names it, its country, and its tokens."""

    name: str
    code: str | None
    first: int
    last: int


def where(spot: Spot, motion: str, main: str | None) -> Where | None:
    """Give the most specific place of an event; `main` is the article's country."""
    named = list(_named(spot.sentence, motion))
    if not named:
        return None
    scored = [(_score(spot, motion, one), -abs(one.first - spot.index), one) for one in named]
    best = max(scored, key=lambda item: item[:2])
    if best[0] <= 0:
        return None
    return _settled(spot.sentence, best[2], named, main)


def _score(spot: Spot, motion: str, place: Where) -> int:
    """Say how well a place fits: its preposition, its side of the trigger, its grain."""
    sentence = spot.sentence
    level = _level(sentence, place.first)
    before = sentence.lexicon.grammar.preposition(sentence, place.first)
    wanted = sentence.lexicon.prepositions
    behind = place.first > spot.index
    score = WEIGHT[level]
    if before in wanted[motion]:
        score += 6 + (len(wanted[motion]) - wanted[motion].index(before)) // 4
    elif before:
        score += 2
    elif 0 < place.first - spot.index <= OBJECT:
        score += 6
    else:
        score -= 2
    if motion != "at" and before in wanted["from" if motion == "to" else "to"][:2]:
        score -= 5
    score += 3 if behind else 0
    if not behind and before in sentence.lexicon.terms["away"]:
        score -= 5
    if abs(place.first - spot.index) > REACH:
        score -= 4
    if _speaks(sentence, place.first):
        score -= 8
    return score


def _speaks(sentence: Sentence, at: int) -> bool:
    """Tell whether a place is only its government's name: `Moscow said`, `minister in Baghdad`."""
    speech, tags = sentence.lexicon.bits["speech"], sentence.tags
    verb = at - 1 if sentence.lexicon.grammar.verb_first else at + 1
    return 0 <= verb < len(tags) and bool(tags[verb] & speech)


def _level(sentence: Sentence, at: int) -> str:
    found = sentence.lexicon.places.get(sentence.words[at])
    return found.level if found else ""


def _named(sentence: Sentence, motion: str) -> Iterable[Where]:
    """Give the places a sentence names: the gazetteer's, and names behind `in` or `village of`."""
    bits, tags, caps = sentence.lexicon.bits, sentence.tags, sentence.caps
    person = bits["title"] | bits["day"]
    free = 0
    for at in [at for at, name in enumerate(caps) if name]:
        if at < free:
            continue
        tag, last = tags[at], at
        if tag & bits["place"]:
            if _person(sentence, at):
                continue
            last = _joined(sentence, at)
        elif tag & bits["demonym"] or not (
            tag & bits["sea"] or sentence.lexicon.grammar.place(sentence, at, motion)
        ):
            continue
        elif not tag & bits["sea"]:
            while last + 1 < len(caps) and last - at < NAME and caps[last + 1]:
                if tags[last + 1] & person:
                    break
                last += 1
        yield Where(sentence.text(at, last), None, at, last)
        free = last + 1


def _joined(sentence: Sentence, at: int) -> int:
    """Take `Iraq and Syria` as one place."""
    words, tags, country = sentence.words, sentence.tags, sentence.lexicon.bits["country"]
    if (
        at + 2 < len(words)
        and words[at + 1] in sentence.lexicon.terms["plus"]
        and tags[at] & country
        and tags[at + 2] & country
    ):
        return at + 2
    return at


def _person(sentence: Sentence, at: int) -> bool:
    """Tell whether a name such as Sidon or Chad belongs to somebody with a title."""
    bits, tags = sentence.lexicon.bits, sentence.tags
    return bool(at and tags[at - 1] & bits["title"] and not tags[at] & bits["country"])


def _settled(sentence: Sentence, place: Where, named: list[Where], main: str | None) -> Where:
    """Find a place's country: its own, the next one named behind it, else the article's."""
    look = sentence.lexicon.places.get
    words = sentence.words
    if sentence.tags[place.first] & sentence.lexicon.bits["sea"]:
        return place
    among = [look(words[k]) for k in range(place.first, place.last + 1)]
    if len({one.code for one in among if one is not None}) > 1:
        return place
    own = look(words[place.first])
    if own is not None:
        return Where(
            place.name, own.code if own.code != NOWHERE else None, place.first, place.last
        )
    for other in named:
        known = look(words[other.first])
        if other.first > place.last and known is not None and other.first - place.last < BEHIND:
            return Where(place.name, known.code, place.first, place.last)
    for at in range(place.first - 1, max(place.first - 8, -1), -1):
        known = look(words[at])
        if known is not None:
            return Where(place.name, known.code, place.first, place.last)
    return Where(place.name, main, place.first, place.last)


def _vote(sentence: Sentence, at: int, level: str) -> int:
    """Weigh a name's vote for the article's country: a place named as a place counts most."""
    if level == "spot":
        return 3
    if level == "country" and sentence.tags[at - 1] & sentence.lexicon.bits["in"] and at:
        return 2
    return 0 if level == "capital" and _speaks(sentence, at) else 1


def main_country(sentences: Iterable[Sentence]) -> str | None:
    """Give the country that an article names most, by names, people, capitals and places."""
    votes: Counter[str] = Counter()
    for sentence in sentences:
        bits = sentence.lexicon.bits
        mask = bits["place"] | bits["demonym"]
        for at in sentence.where(mask):
            if sentence.capital(at):
                found = sentence.lexicon.places[sentence.words[at]]
                votes[found.code] += _vote(sentence, at, found.level)
    votes.pop(NOWHERE, None)
    best = votes.most_common(1)
    return best[0][0] if best else None
