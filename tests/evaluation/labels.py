"""What an article adds to each measure by the labels that other people gave it.

The codes of other schemes stand for our kinds: PLOVER's fighting and assault for attack, its
military retreat for withdrawal, its mobilising of troops for deployment; CAMEO's 18 to 20, 087 and
15 likewise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from evaluation import scores
from evaluation.intervals import Tally, add
from evaluation.scores import CORE, add_decision

from streams.messages import Event

Row = dict[str, Any]
Events = Sequence[Event]

LETTERS: Final = {"A": "attack", "D": "troop_deployment", "W": "withdrawal_talks"}
OPTIONAL: Final = "x"
FOILED: Final = "f"
SUFFIXES: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset({"actual"}),
    "c": frozenset({"actual"}),
    "d": frozenset({"denied"}),
    "p": frozenset({"planned"}),
    "r": frozenset({"hypothetical"}),
    "t": frozenset({"planned"}),
    "y": frozenset({"hypothetical"}),
    "f": frozenset({"actual", "planned"}),  # a plot was foiled before it was carried out
    "h": frozenset({"historical"}),
}
"""The modalities that a letter code's suffix allows."""
CODE: Final = re.compile(r"[ADW][cdprtyfhx]?")
PLOVER: Final = {
    "FIGHT": "attack",
    "ASSAULT": "attack",
    "RETREAT (military)": "withdrawal_talks",
    "MOBILIZE (troops)": "troop_deployment",
}
CAMEO: Final = {
    "18x": "attack",
    "19x": "attack",
    "20x": "attack",
    "15x": "troop_deployment",
    "087": "withdrawal_talks",
}


def _kinds(events: Events) -> set[str]:
    return {event.kind for event in events}


def attack(row: Row, events: Events) -> Tally:
    """Hold attack against yes and no; grey counts neither way."""
    tally: Tally = {}
    if row["attack"] != "grey":
        add_decision(
            tally, "attack", gold=row["attack"] == "yes", coded="attack" in _kinds(events)
        )
    return tally


def assault(row: Row, events: Events) -> Tally:
    """Hold attack against a label; ambiguous counts neither way."""
    tally: Tally = {}
    if row["label"] != "ambiguous":
        add_decision(tally, "attack", gold=row["label"] == "yes", coded="attack" in _kinds(events))
    return tally


def letters(row: Row, events: Events) -> Tally:
    """Hold kinds and modalities against letter codes; a kind that is optional counts neither way."""
    tally = scores.blank("kind", *LETTERS.values())
    for letter, kind in LETTERS.items():
        suffixes = [label[1:] for label in row["labels"] if label[0] == letter]
        told = [event for event in events if event.kind == kind]
        if suffixes and set(suffixes) == {OPTIONAL}:
            continue
        for name in ("kind", kind):
            add_decision(tally, name, gold=bool(suffixes), coded=bool(told))
        for suffix in filter(SUFFIXES.__contains__, suffixes):
            _suffix(tally, suffix, told)
    return tally


def _suffix(tally: Tally, suffix: str, told: Events) -> None:
    """Hold the modality of a coded kind against its suffix."""
    right = any(event.modality.value in SUFFIXES[suffix] for event in told)
    if told:
        add(tally, "modality, coded kinds", right, 1)
    if suffix == "d":
        add(tally, "recall of denied", right, 1)
    if suffix == FOILED:
        add(tally, "recall of foiled", any("foiled" in event.nuance for event in told), 1)


def alarms(row: Row, events: Events) -> Tally:
    """Take every event of a quiet article for a false alarm."""
    tally: Tally = {}
    if not row["political"]:
        kinds = _kinds(events)
        add(tally, "false alarms", bool(kinds & CORE), 1)
        add(tally, "false alarms, other kinds", bool(kinds - CORE), 1)
    return tally


def _coded(names: Collection[str], table: Mapping[str, str], events: Events) -> Tally:
    """Hold kinds against the codes of another scheme: by code, and where no code has the kind."""
    kinds = _kinds(events)
    wanted = {table[name] for name in names}
    tally: Tally = {f"{kind}, coded {name}": (0.0, 0.0) for name, kind in table.items()}
    for name in names:
        add(tally, f"{table[name]}, coded {name}", table[name] in kinds, 1)
    for kind in sorted(set(table.values())):
        add(tally, f"{kind}, no such code", kind in kinds - wanted, kind not in wanted)
    return tally


def plover(row: Row, events: Events) -> Tally:
    """Hold kinds against a PLOVER event."""
    name = str(row["event"])
    if name == "RETREAT" and "military" in str(row.get("context")):
        name = "RETREAT (military)"
    if name == "MOBILIZE" and str(row.get("mode")) in {"troops", "police"}:
        name = "MOBILIZE (troops)"
    return _coded({name} & PLOVER.keys(), PLOVER, events)


def cameo(row: Row, events: Events) -> Tally:
    """Hold kinds against the CAMEO codes that a coder's own tests expect."""
    names = {name for name in CAMEO for code in row["codes"] if code.startswith(name.rstrip("x"))}
    tally = _coded(names, CAMEO, events)
    if not row["codes"]:
        add(tally, "any kind, no event expected", bool(_kinds(events) & CORE), 1)
    return tally


def news(_: Row, events: Events) -> Tally:
    """Count the events of an article without labels."""
    tally: Tally = {}
    add(tally, "events an article", len(events), 1)
    add(tally, "articles with an event", bool(events), 1)
    return tally
