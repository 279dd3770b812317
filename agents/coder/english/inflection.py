"""How English words change: the plurals of nouns and the five forms of verbs.

Everything is generated once at load, so that the tables hold lemmas only.
"""

from __future__ import annotations

from typing import Final

IRREGULAR: Final = {
    "beat": ("beat", "beaten"),
    "begin": ("began", "begun"),
    "blow": ("blew", "blown"),
    "bid": ("bid", "bid"),
    "break": ("broke", "broken"),
    "bring": ("brought", "brought"),
    "burst": ("burst", "burst"),
    "come": ("came", "come"),
    "cut": ("cut", "cut"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "drop": ("dropped", "dropped"),
    "fall": ("fell", "fallen"),
    "fight": ("fought", "fought"),
    "flee": ("fled", "fled"),
    "fling": ("flung", "flung"),
    "fly": ("flew", "flown"),
    "freeze": ("froze", "frozen"),
    "forbid": ("forbade", "forbidden"),
    "get": ("got", "got"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "hit": ("hit", "hit"),
    "hold": ("held", "held"),
    "hurt": ("hurt", "hurt"),
    "keep": ("kept", "kept"),
    "lead": ("led", "led"),
    "lay": ("laid", "laid"),
    "leave": ("left", "left"),
    "let": ("let", "let"),
    "lose": ("lost", "lost"),
    "make": ("made", "made"),
    "mean": ("meant", "meant"),
    "overrun": ("overran", "overrun"),
    "overthrow": ("overthrew", "overthrown"),
    "pay": ("paid", "paid"),
    "pull": ("pulled", "pulled"),
    "put": ("put", "put"),
    "quit": ("quit", "quit"),
    "read": ("read", "read"),
    "retake": ("retook", "retaken"),
    "ride": ("rode", "ridden"),
    "rise": ("rose", "risen"),
    "run": ("ran", "run"),
    "say": ("said", "said"),
    "see": ("saw", "seen"),
    "seek": ("sought", "sought"),
    "sell": ("sold", "sold"),
    "send": ("sent", "sent"),
    "set": ("set", "set"),
    "ship": ("shipped", "shipped"),
    "shut": ("shut", "shut"),
    "shed": ("shed", "shed"),
    "shoot": ("shot", "shot"),
    "slay": ("slew", "slain"),
    "sink": ("sank", "sunk"),
    "slip": ("slipped", "slipped"),
    "speak": ("spoke", "spoken"),
    "stand": ("stood", "stood"),
    "strike": ("struck", "struck"),
    "sweep": ("swept", "swept"),
    "swear": ("swore", "sworn"),
    "spring": ("sprang", "sprung"),
    "take": ("took", "taken"),
    "tell": ("told", "told"),
    "think": ("thought", "thought"),
    "unfreeze": ("unfroze", "unfrozen"),
    "throw": ("threw", "thrown"),
    "understand": ("understood", "understood"),
    "withdraw": ("withdrew", "withdrawn"),
    "write": ("wrote", "written"),
}
# Verbs that double their last letter.
DOUBLED: Final = frozenset(
    """
    plan stop repel admit gun rebuff rip step ram permit submit refer deter strip occur transfer
    pin bar nab grab drop ship hit cut get put run overrun set begin quit let bid
    beg swap kidnap drag shut snap forbid
    """.split()  # noqa: SIM905
)
PLURALS: Final = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "mercenary": "mercenaries",
    "aircraft": "aircraft",
    "wife": "wives",
}
VOWELS: Final = "aeiou"


def plural(noun: str) -> str:
    """Give the plural of a noun, changing only its last word."""
    for singular, many in PLURALS.items():
        if noun.endswith(singular) and not noun.endswith("human"):
            return noun[: -len(singular)] + many
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def conjugate(lemma: str) -> dict[str, str]:
    """Give the forms of a verb: base, s, past, done, ing; a particle behind it stays."""
    verb, space, rest = lemma.partition(" ")
    prefix, dash, stem = verb.rpartition("-")
    past, done = IRREGULAR.get(stem, (_ed(stem), _ed(stem)))
    forms = {"base": stem, "s": _s(stem), "past": past, "done": done, "ing": _ing(stem)}
    return {form: f"{prefix}{dash}{word}{space}{rest}" for form, word in forms.items()}


def _s(verb: str) -> str:
    if verb.endswith("o"):
        return verb + "es"
    return plural(verb)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    if verb in DOUBLED:
        return verb + verb[-1] + "ed"
    return verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if verb in DOUBLED:
        return verb + verb[-1] + "ing"
    return verb + "ing"
