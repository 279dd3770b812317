"""The few English words that the core's readings compare with, and the prepositions of places."""

from __future__ import annotations

from typing import Final

TERMS: Final[dict[str, frozenset[str]]] = {
    name: frozenset(listed.split())
    for name, listed in {
        # Words in front of a name that do not belong to it.
        "leading": "the a an some its their his her our about this",
        "leading_name": "the a an this that its his her their",
        # Words that alone name nobody.
        "vague": """
            forces force reinforcements troops additional foreign unit units convoy personnel
            fighters more coalition new extra
        """,
        "between": "between",
        "plus": "and",
        "whence": "from of",
        "whose": "the its their some about",
        "away": "from of between",
        # A bare speaker; the name of an office that only stands for `somebody official`.
        "pronouns": 'he she they it "',
        "that": "",
        "colon": "",
        "carries": "",
        "origin": "",
        # Stems of a denial, looked for in a whole sentence.
        "rebuts": "den dismiss reject refut fabricat baseless untrue false inven",
        "will": "will 'll shall won't",
        "would": "would 'd wouldn't",
        "must": "must",
        "no_if": "should",
        # Around dates.
        "next": "next",
        "next_after": "",
        "last": "last",
        "last_after": "",
        "the": "the",
        "in": "in",
        "in_month": "in last",
        "exempt": "since until after than before by through",
        "parting": "since after",
        "when": "when where",
        "during": "in during",
    }.items()
}
TERMS["unnamed"] = frozenset(
    ("officials", "senior officials", "us officials", "american officials", "military officials",
     "government officials", "unnamed officials")
)  # fmt: skip
PREPOSITIONS: Final[dict[str, tuple[str, ...]]] = {
    motion: tuple(map(str.strip, listed.split(",")))
    for motion, listed in {
        "to": "to, into, in, toward, towards, at, onto, near, across, along, off, for, on",
        "from": "from, out of, of, off, in",
        "at": "in, at, near, on, inside, outside, of, against, around, over, across, off",
    }.items()
}
