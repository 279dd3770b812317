"""One happening told by a kind and by its special case is told once, as the special case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agents.coder.merge import Draft


def refined(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Leave out the general reading of a telling, and let what only refers to it join.

    `Warplanes bombed a market. The attack killed five.` is one airstrike with five killed.
    """
    special = [draft for draft in drafts if draft.refines]
    if not special:
        return drafts
    return [made for draft in drafts for made in _read(draft, special)]


def _read(draft: Draft, special: Iterable[Draft]) -> Iterable[Draft]:
    for one in special:
        if (one.refines, one.modality) != (draft.kind, draft.modality):
            continue
        if one.sentence is draft.sentence:
            return ()
        if _refers(draft, one):
            return (replace(draft, kind=one.kind, refines=one.refines),)
    return (draft,)


def _refers(draft: Draft, one: Draft) -> bool:
    """Tell whether a telling names no place and nobody but those of the special one."""
    return draft.place in {None, one.place} and set(draft.actors) <= set(one.actors)
