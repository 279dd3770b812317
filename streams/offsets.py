"""How far a consumer may commit: up to the first record that was delivered and is not finished.

Faust acknowledges a record whatever became of it: when its agent raised, when it was cancelled,
when a later one was done first. So its acknowledgements decide nothing here. A record is finished
when its work is durable, and the commit follows the order of delivery, gaps in the log included.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple


class Partition(NamedTuple):
    """A partition of a topic; equal to Faust's TP."""

    topic: str
    partition: int


@dataclass(slots=True)
class _Track:
    delivered: deque[int] = field(default_factory=deque)
    finished: set[int] = field(default_factory=set)
    point: int | None = None


class Progress:
    """The delivered and the finished records of each partition that this process reads."""

    def __init__(self) -> None:
        self._tracks: dict[tuple[str, int], _Track] = {}

    def begin(self, partition: tuple[str, int], offset: int) -> None:
        """Start a partition at its committed offset."""
        self._tracks[partition] = _Track(point=offset)

    def deliver(self, partition: tuple[str, int], offset: int) -> bool:
        """Note that a record goes to work; False if it already is (a fetch that went back)."""
        track = self._tracks.setdefault(partition, _Track())
        if track.point is not None and offset < track.point:
            return False
        if track.delivered and offset <= track.delivered[-1]:
            return False
        track.delivered.append(offset)
        return True

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
        """Give the offset to commit: the next one to read after a restart. None: nothing yet."""
        track = self._tracks.get(partition)
        return track.point if track else None

    def points(self) -> dict[tuple[str, int], int]:
        """Give the offset to commit of every partition that has one."""
        known = ((partition, track.point) for partition, track in self._tracks.items())
        return {partition: point for partition, point in known if point is not None}

    def unfinished(self) -> int:
        """Count the records at work."""
        return sum(len(track.delivered) for track in self._tracks.values())

    def forget(self) -> None:
        """Drop everything: after an assignment all is read again from what was committed."""
        self._tracks.clear()
