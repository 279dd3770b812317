"""The commit point of a partition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from streams.offsets import Partition, Progress, Verdict

P = Partition("articles", 0)


def begun(at: int = 0) -> Progress:
    """Begin the partition at an offset."""
    progress = Progress()
    progress.begin(P, at)
    return progress


def read(progress: Progress, offset: int) -> bool:
    """Deliver a record, going back once before a hole; say whether it goes to work."""
    verdict = progress.deliver(P, offset)
    return (progress.deliver(P, offset) if verdict is Verdict.HOLE else verdict) is Verdict.WORK


def test_nothing_is_committed_before_anything_is_finished() -> None:
    """A delivered record alone moves nothing."""
    progress = begun()
    progress.deliver(P, 0)
    assert progress.point(P) == 0
    assert progress.unfinished() == 1


def test_the_slow_record_at_the_head_holds_the_commit() -> None:
    """Later records that are done first do not carry the commit past it."""
    progress = begun()
    for offset in range(10):
        progress.deliver(P, offset)
    for offset in range(1, 10):
        progress.finish(P, offset)
    assert progress.point(P) == 0
    progress.finish(P, 0)
    assert progress.point(P) == 10


def test_a_one_message_gap_is_not_stepped_over() -> None:
    """Record 1 is at work while 0 and 2 are done: the next to read is still 1."""
    progress = begun()
    for offset in range(3):
        progress.deliver(P, offset)
    progress.finish(P, 0)
    progress.finish(P, 2)
    assert progress.point(P) == 1


def test_holes_in_the_log_do_not_hold_the_commit() -> None:
    """Offsets that compaction took away are nobody's work."""
    progress = begun()
    for offset in (3, 7, 40):
        assert read(progress, offset)
        progress.finish(P, offset)
    assert progress.point(P) == 41


def test_a_record_is_delivered_once() -> None:
    """A fetch that went back gives neither what is at work nor what is done again."""
    progress = begun(5)
    assert progress.deliver(P, 5) is Verdict.WORK
    assert progress.deliver(P, 5) is Verdict.DROP
    progress.finish(P, 5)
    assert progress.deliver(P, 5) is Verdict.DROP
    assert progress.deliver(P, 6) is Verdict.WORK


def test_a_hole_is_believed_on_second_sight_only() -> None:
    """First it is gone back for; what comes in between is taken, what is still missing is not there."""
    progress = begun()
    assert progress.deliver(P, 0) is Verdict.WORK
    assert progress.deliver(P, 2) is Verdict.HOLE
    assert progress.next(P) == 1
    assert progress.deliver(P, 1) is Verdict.WORK
    assert progress.deliver(P, 2) is Verdict.WORK
    assert progress.deliver(P, 9) is Verdict.HOLE
    assert progress.deliver(P, 9) is Verdict.WORK
    assert progress.deliver(P, 12) is Verdict.HOLE


def test_a_partition_that_was_not_begun_gives_no_work() -> None:
    """Until the committed offset is known, nothing of it is taken."""
    assert Progress().deliver(P, 0) is Verdict.DROP


def test_an_assignment_starts_at_the_committed_offset() -> None:
    """What begins at 7 may commit 7 and delivers nothing before it."""
    progress = begun(7)
    assert progress.points() == {P: 7}
    assert progress.deliver(P, 6) is Verdict.DROP
    assert progress.deliver(P, 7) is Verdict.WORK


def test_after_a_new_assignment_everything_is_read_again() -> None:
    """Forgetting drops deliveries; a late finish of an old one is ignored."""
    progress = begun()
    progress.deliver(P, 0)
    progress.forget()
    progress.finish(P, 0)
    assert progress.point(P) is None
    progress.begin(P, 0)
    assert progress.deliver(P, 0) is Verdict.WORK


@given(st.sets(st.integers(0, 60), min_size=1), st.randoms(use_true_random=False))
def test_the_point_is_the_first_unfinished_delivery(offsets: set[int], random: object) -> None:
    """Whatever the order of finishing, the commit equals the naive definition."""
    progress = begun()
    order = sorted(offsets)
    for offset in order:
        assert read(progress, offset)
    shuffled = list(order)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    finished: set[int] = set()
    for offset in shuffled:
        progress.finish(P, offset)
        finished.add(offset)
        head = [o for o in order if all(e in finished for e in order if e <= o)]
        assert progress.point(P) == (head[-1] + 1 if head else 0)
    assert progress.unfinished() == 0
