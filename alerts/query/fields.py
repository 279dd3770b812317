"""The fields of a query: what each looks at, and which values it can take.

    title: body:                 words of one part of the article; without a field, of either
    source: actor: place:        words of the source's name or host, of an actor, of the place
    lang: kind: modality: attribution: country:    one code
    troops killed wounded captured vehicles ships aircraft missiles drones     a number, killed>=10
    severity origins             of a story; an article has none, so they hold for no article yet

`actor`, `place`, `kind`, `modality`, `attribution`, `country` and the units belong to an event.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import get_args

import pycountry

from streams.messages import Attribution, Modality, Severity, Unit

TEXT = ("title", "body")
NAMES = ("source", "actor", "place")
CODES = ("lang", "kind", "modality", "attribution", "country")
UNITS: tuple[str, ...] = get_args(Unit)
STORY = ("severity", "origins")
WORDED = (*TEXT, *NAMES)
NUMBERS = (*UNITS, *STORY)
EVENT = frozenset(("actor", "place", "kind", "modality", "attribution", "country", *UNITS))
SEVERITIES: tuple[str, ...] = tuple(Severity)


def nearest(name: str, known: Collection[str]) -> str | None:
    """Give the known name that was probably meant, if any is close."""
    close = get_close_matches(name.casefold(), sorted(known), n=1, cutoff=0.65)
    return close[0] if close else None


def unknown_field(name: str) -> str:
    """Say what to write instead of a field that does not exist."""
    if not name.isalpha() or name.startswith("http"):
        return f'quote it if it is no field: "{name}..."'
    meant = nearest(name, (*WORDED, *CODES, *NUMBERS))
    if meant:
        return f"did you mean {meant}{'>=' if meant in NUMBERS else ':'}?"
    named = " ".join(f"{field}:" for field in (*WORDED, *CODES))
    return f"the fields are {named} and the numbers {' '.join(NUMBERS)} (killed>=10)"


def code(field: str, value: str, kinds: Collection[str] | None) -> tuple[str, str | None]:
    """Read the value of a code field: its canonical form, and the remedy if it is not one."""
    if field == "country":
        return _country(value)
    if field == "lang":
        return _language(value)
    known = {"kind": kinds, "modality": tuple(Modality), "attribution": tuple(Attribution)}[field]
    folded = value.casefold().replace("-", "_")
    if known is None:
        return folded, None if folded.isidentifier() else f"write one name: {field}:attack"
    if folded in known:
        return folded, None
    meant = nearest(folded, known)
    hint = f"did you mean {field}:{meant}? " if meant else ""
    return folded, f"{hint}the known ones are {', '.join(sorted(known))}"


def _country(value: str) -> tuple[str, str | None]:
    upper = value.upper()
    if pycountry.countries.get(alpha_2=upper):
        return upper, None
    meant = {"UK": "GB", "EL": "GR"}.get(upper)
    if meant is None:
        try:
            meant = pycountry.countries.lookup(value).alpha_2
        except LookupError:
            return upper, "write an ISO 3166 code of two letters, such as country:IQ"
    return upper, f"write country:{meant}"


def _language(value: str) -> tuple[str, str | None]:
    folded = value.casefold().replace("_", "-")
    primary = folded.partition("-")[0]
    if pycountry.languages.get(alpha_2=primary) or pycountry.languages.get(alpha_3=primary):
        return folded, None
    try:
        meant = pycountry.languages.lookup(value)
    except LookupError:
        return folded, "write an ISO 639 code, such as lang:ar"
    return folded, f"write lang:{getattr(meant, 'alpha_2', meant.alpha_3)}"
