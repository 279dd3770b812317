"""The inflected forms of an English word, by rule: attack, attacks, attacked, attacking.

`forms` works both ways: it goes back to every base that could have made the word, and from there
to all that the base makes. A base that does not exist ("bombe" from bombed) makes forms that no
text contains, so it does no harm; the words where it would are listed in `_FIXED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_VERBS = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beaten|become became|begin began begun
behold beheld|bend bent|bet|bid|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|breed bred|bring brought|broadcast|build built|burn burnt|burst|buy bought
cast|catch caught|choose chose chosen|cling clung|come came|cost|creep crept|cut|deal dealt
dig dug|do does did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown
forbid forbade forbidden|forecast|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go goes went gone
grind ground|grow grew grown|hang hung hanged|hear heard|hide hid hidden|hit|hold held|hurt
keep kept|kneel knelt|know knew known|lay laid|lead led|leave left|lend lent|let|lie lay lain
lose lost|make made|mean meant|meet met|mislead misled|overcome overcame|overrun overran
oversee oversaw overseen|overthrow overthrew overthrown|overtake overtook overtaken|pay paid
prove proven proved|put|quit|read|rebuild rebuilt|resell resold|retake retook retaken
ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought
sell sold|send sent|set|sew sewn sewed|shake shook shaken|shed|shoot shot|show shown showed
shrink shrank shrunk|shut|sing sang sung|sink sank sunk|sit sat|slay slew slain|sleep slept
slide slid|speak spoke spoken|spend spent|spill spilt spilled|split|spread|spring sprang sprung
stand stood|steal stole stolen|stick stuck|sting stung|strike struck stricken
strive strove striven|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken
teach taught|tear tore torn|tell told|think thought|throw threw thrown
undergo undergoes underwent undergone|understand understood|undertake undertook undertaken
uphold upheld|upset|wake woke woken|wear wore worn|weep wept|win won|withdraw withdrew withdrawn
withhold withheld|withstand withstood|wring wrung|write wrote written
"""
_NOUNS = """
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|ox oxen
crisis crises|analysis analyses|basis bases|thesis theses|hypothesis hypotheses|oasis oases
emphasis emphases|axis axes|diagnosis diagnoses|nemesis nemeses|synthesis syntheses|wife wives
knife knives|life lives|leaf leaves|half halves|thief thieves|wolf wolves|shelf shelves
loaf loaves|self selves|calf calves|phenomenon phenomena|criterion criteria|medium media
"""
_FIXED_WORDS = """
abbas adams always another any based because beijing being charles christmas during economics
evening everything gaza hama hamas has his hundred its james jones mars mathematics naples news
nothing ours paris perhaps politics something species texas this thus united us wales was
whereas yes yours
"""
_DOUBLING_WORDS = """
abet abhor admit allot befit commit compel concur confer control defer deter equip excel expel
forbid forget format handicap incur infer kidnap occur omit outbid overrun patrol permit
prefer program propel rebel recur refer regret remit repel submit transfer transmit upset
begin worship
"""
_FIXED = frozenset(_FIXED_WORDS.split())
_DOUBLING = frozenset(_DOUBLING_WORDS.split())
_SHORT = re.compile(r"(?:[^aeiou]|qu)*[aeiou][bcdfghjklmnpqrstvz]")
_SIBILANT = ("s", "x", "z", "ch", "sh")
_PAIR = 2
_MAN = 6


def _lines(text: str) -> list[list[str]]:
    return [group.split() for group in text.strip().replace("\n", "|").split("|")]


_PASTS = {base: tuple(others) for base, *others in _lines(_VERBS)}
_PLURALS = {one: tuple(others) for one, *others in _lines(_NOUNS)}
_ORIGINS: dict[str, frozenset[str]] = {}
for _base, _others in [*_PASTS.items(), *_PLURALS.items()]:
    for _other in _others:
        _ORIGINS[_other] = _ORIGINS.get(_other, frozenset()) | {_base}
_RESERVED = _FIXED | _PASTS.keys() | _PLURALS.keys()


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> frozenset[str]:
    """Give the inflected forms of a folded word, itself included; other scripts give just it."""
    if word in _FIXED or len(word) < _PAIR or not (word.isascii() and word.isalpha()):
        return frozenset((word,))
    regular, irregular = _bases(word), _ORIGINS.get(word, frozenset())
    found = {word, word + "s"} if word.endswith("ing") else {word}
    for base in regular | irregular if regular else irregular | {word}:
        found |= _made(base)
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _bases(word: str) -> frozenset[str]:
    """Give the words that rules make this one of; a known verb or noun is made of none."""
    if word in _RESERVED:
        return frozenset()
    return frozenset(
        base for base in _candidates(word) if base not in _FIXED and word in _made(base)
    )


def _candidates(word: str) -> Iterator[str]:
    """Take endings off; what remains is only a guess."""
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("men", "man")):
        if word.endswith(ending) and len(word) > _PAIR:
            yield word.removesuffix(ending) + instead
    for ending, changed, before in (("ed", "i", "y"), ("ing", "y", "ie")):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            yield from _stems(stem, changed, before)


def _stems(stem: str, changed: str, before: str) -> Iterator[str]:
    """Undo what -ed and -ing do to the end of a word: denied, dying, stopped, panicked, hoped."""
    if stem.endswith(changed):
        yield stem[:-1] + before
    if not stem.endswith("i"):
        yield stem
    if not stem.endswith("i") or len(stem) <= _PAIR:
        yield stem + "e"
    if stem.endswith("ck") or stem[-1:] == stem[-2:-1]:
        yield stem[:-1]


@lru_cache(maxsize=1 << 16)
def _made(base: str) -> frozenset[str]:
    """Give all that a base makes, itself included."""
    if not base:
        return frozenset()
    found = {base, _with_s(base), *_PLURALS.get(base, ())}
    if base.endswith("o"):
        found.add(base + "s")
    if base.endswith("man") and len(base) >= _MAN:
        found.add(base[:-2] + "en")
    if base in _PASTS:
        found.update(_PASTS[base], _endings(base, "ing"))
    elif len(base) > _PAIR:
        found.update(_endings(base, "ed"), _endings(base, "ing"))
    return frozenset(found - (_RESERVED - {base}))


def _with_s(base: str) -> str:
    """Give the plural of a noun, which is the third person of a verb."""
    if len(base) <= _PAIR:
        return base + "s"
    if base.endswith((*_SIBILANT, "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _endings(base: str, ending: str) -> set[str]:
    """Add -ed or -ing, in every spelling that papers use."""
    doubled = base + base[-1] + ending
    if base.endswith("e"):
        made = {_after_e(base, ending)}
    elif base.endswith("y") and ending == "ed" and base[-2] not in "aeiou":
        made = {base[:-1] + "ied"}
    elif base.endswith("c"):
        made = {base + ending, base + "k" + ending}
    elif base in _DOUBLING or (_SHORT.fullmatch(base) and not base.endswith("s")):
        made = {doubled}
    elif base.endswith(("el", "al", "il", "ol")) or _SHORT.fullmatch(base):
        made = {base + ending, doubled}
    else:
        made = {base + ending}
    return made


def _after_e(base: str, ending: str) -> str:
    """Add an ending to a silent or a sounded e: hoping, fleeing, dying."""
    if ending == "ing" and base.endswith("ie"):
        return base[:-2] + "ying"
    kept = ending == "ing" and base.endswith(("ee", "oe", "ye"))
    return base + ending if kept else base[:-1] + ending
