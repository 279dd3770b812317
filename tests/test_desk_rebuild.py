"""The read model can be deleted and rebuilt: order and repetition make no difference."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from test_desk_samples import (
    NOW,
    ack,
    delivery,
    foiled_attack,
    minutes,
    planned_talks,
    receipt,
    story,
)
from test_desk_view import shown

from agents.desk.newest import Newest
from streams.messages import Change as Material
from streams.messages import Message, ReceiptStatus, Severity


def rich_history() -> list[Message]:
    """Give messages of all kinds about a few stories, with updates and repeats."""
    talks, claim = planned_talks(), foiled_attack()
    denial = claim.model_copy(
        update={"revision": 2, "change": Material.MODALITY, "updated_at": minutes(2)}
    )
    moved = denial.model_copy(
        update={"revision": 3, "change": Material.NUMBER, "updated_at": minutes(1)}
    )
    first = delivery(claim, "slack", Severity.LOW)
    second = delivery(denial, "slack", Severity.HIGH)
    return [
        *(talks, claim, denial, moved, first, second),
        second.model_copy(update={"repeat": True}),
        receipt(first, ReceiptStatus.INTENT),
        receipt(first, ReceiptStatus.SENT),
        receipt(second, ReceiptStatus.FAILED, attempt=2),
        ack("foiled", ago=3),
        ack("talks", ago=4),
        ack("talks", ago=3, kind="unack"),
        *(story(f"s{n}", "more", updated_at=minutes(n)) for n in range(6)),
    ]


@given(st.permutations(rich_history() * 2), st.sampled_from([3, 2000]))
def test_any_order_and_any_repetition_give_the_same_cards(
    messages: list[Message], limit: int
) -> None:
    """The desk can be deleted and rebuilt: only what was said counts, not when it was read."""
    assert shown(*messages, limit=limit) == shown(*rich_history(), limit=limit)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50))), st.integers(1, 5))
def test_newest_keeps_the_latest_of_each_key(puts: list[tuple[int, int]], limit: int) -> None:
    """Over any puts: of each key the highest, and of all keys the latest, as a full sort says."""

    def at(value: int) -> datetime:
        return NOW + timedelta(seconds=value)

    held = Newest[int](limit, version=lambda value: value, at=at)
    best: dict[str, int] = {}
    for key, value in puts:
        held.put(str(key), value)
        best[str(key)] = max(value, best.get(str(key), value))
    latest = sorted(best, key=lambda key: (best[key], key))[-limit:]
    assert {key: held.get(key) for key in held} == {key: best[key] for key in latest}
