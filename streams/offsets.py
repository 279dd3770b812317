"""How far a consumer may commit: up to the first record that was delivered and is not finished.

Faust acknowledges a record whatever became of it: when its agent raised, when it was cancelled,
when a later one was done first. So its acknowledgements decide nothing here. A record is finished
when its work is durable, and the commit follows the order of the log.

Nor is a record taken whose predecessor never came. In a rebalance a client can lose records that
it had fetched, and go on behind them. So a hole is believed only on second sight: the consumer
goes back to where it begins, and what is not there then (expired, compacted) is not there.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Partition(NamedTuple):
    """A partition of a topic; equal to Faust's TP."""

    topic: str
    partition: int


class Verdict(Enum):
    """What to do with a record that was read: work on it, drop it, or go back before it."""

    WORK = "work"
    DROP = "drop"
    HOLE = "hole"


@dataclass(slots=True)
class _Track:
    point: int
    next: int
    delivered: deque[int] = field(default_factory=deque)
    finished: set[int] = field(default_factory=set)
    doubted: int | None = None


class Progress:
    """The delivered and the finished records of each partition that this process reads."""

    def __init__(self) -> None:
        self._tracks: dict[tuple[str, int], _Track] = {}

    def begin(self, partition: tuple[str, int], offset: int) -> None:
        """Start a partition at its committed offset."""
        self._tracks[partition] = _Track(point=offset, next=offset)

    def deliver(self, partition: tuple[str, int], offset: int) -> Verdict:
        """Say what to do with a record that was read; WORK notes that it goes to work.

        DROP is for a record of a partition that was not begun and for one that already is at
        work; HOLE for the first sight of a record whose predecessor was not read.
        """
        track = self._tracks.get(partition)
        if track is None or offset < track.next:
            return Verdict.DROP
        if offset > track.next and track.doubted != track.next:
            track.doubted = track.next
            return Verdict.HOLE
        track.doubted = None
        track.next = offset + 1
        track.delivered.append(offset)
        return Verdict.WORK

    def next(self, partition: tuple[str, int]) -> int:
        """Give the offset of the record that is to be read next."""
        return self._tracks[partition].next

    def finish(self, partition: tuple[str, int], offset: int) -> None:
        """Note that the work on a record is durable; of an unknown record nothing is noted."""
        track = self._tracks.get(partition)
        if track is None or not track.delivered or offset < track.delivered[0]:
            return
        track.finished.add(offset)
        while track.delivered and track.delivered[0] in track.finished:
            done = track.delivered.popleft()
            track.finished.discard(done)
            track.point = done + 1

    def point(self, partition: tuple[str, int]) -> int | None:
        """Give the offset to commit: the next one to read after a restart. None: not begun."""
        track = self._tracks.get(partition)
        return track.point if track else None

    def points(self) -> dict[tuple[str, int], int]:
        """Give the offset to commit of every partition that was begun."""
        return {partition: track.point for partition, track in self._tracks.items()}

    def unfinished(self) -> int:
        """Count the records at work."""
        return sum(len(track.delivered) for track in self._tracks.values())

    def forget(self) -> None:
        """Drop everything: after an assignment all is read again from what was committed."""
        self._tracks.clear()
