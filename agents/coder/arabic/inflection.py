"""How Arabic words change: the plurals and duals of nouns, the persons of verbs.

Everything is generated once at load from what a table writes:

    غارة+       feminine in ة: غارات, غارتان, غارتين
    مسلح+       people: مسلحون, مسلحين, مسلحو, مسلحان
    اشتباك*     things: اشتباكات, اشتباكان, اشتباكين
    جندي^       a broken plural is written beside it; the dual is made
    انسحب/ينسحب a verb: past and present of `he`, persons and jussives are made
"""

from __future__ import annotations

from typing import Final

from agents.coder.arabic.spelling import fold

WEAK: Final = "اويى"
LONG: Final = 4
SHORTEST: Final = 3


def noun(written: str) -> dict[str, str]:
    """Give a noun's surfaces with their number: one, two or many."""
    word, mark = (written[:-1], written[-1]) if written[-1] in "+*^" else (written, "")
    word = fold(word)
    forms = {word: "one"}
    if not mark:
        return forms
    stem = word
    if word.endswith("ه"):
        stem = f"{word[:-1]}ت"
        if mark != "^":
            forms[f"{word[:-1]}ات"] = "many"
    elif mark == "+":
        forms.update({f"{word}{end}": "many" for end in ("ون", "ين", "و")})
        forms[f"{word}ان"] = "two"
        return forms
    elif mark == "*":
        forms[f"{word}ات"] = "many"
    forms.update({f"{stem}{end}": "two" for end in ("ان", "ين")})
    return forms


def verb(written: str) -> dict[str, str]:
    """Give a verb's surfaces with their tense, from `past/present`."""
    past, _, present = written.partition("/")
    forms = {}
    if present:
        forms.update(dict.fromkeys(_present(fold(present), weak=_weak(present)), "present"))
    if past:
        forms.update(dict.fromkeys(_past(fold(past), weak=_weak(past)), "past"))
    return {form: tense for form, tense in forms.items() if len(form) >= SHORTEST}


def _weak(written: str) -> bool:
    """Tell whether a verb ends in a vowel that its endings swallow; a hamza is none."""
    return written[-1] in WEAK


def _past(he: str, *, weak: bool) -> list[str]:
    stem = he[:-1] if weak else he
    return [he, f"{stem}ت", f"{stem}وا", f"{stem}تا", f"{stem}و", f"{he}ا" if not weak else he]


def _present(he: str, *, weak: bool) -> list[str]:
    """Give the persons of the present, with and without ن, and the short forms behind لم."""
    rest = he[1:]
    stem = rest[:-1] if weak else rest
    ends = [rest, f"{stem}ون", f"{stem}وا", f"{rest}ان", f"{stem}ن"]
    if weak:
        if len(stem) >= LONG - 1:
            ends.append(stem)
    elif len(rest) >= LONG - 1 and rest[-2] in WEAK:
        ends.append(rest[:-2] + rest[-1])
    return [person + end for end in ends for person in "يتن"]
