"""Who has accepted a mail so far, so that a retry for the others does not reach them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from streams.errors import Ambiguous, Refused, WatchfloorError

REMEMBERED = 10_000


@dataclass(slots=True)
class Progress:
    """What became of one mail: the last outcome by recipient, None where it was accepted.

    `maybe` are those who may have it already: the answer was lost, or an attempt was made
    before this process began.
    """

    outcomes: dict[str, WatchfloorError | None] = field(default_factory=dict)
    maybe: set[str] = field(default_factory=set)

    def open(self, recipients: Iterable[str], *, repeat: bool) -> list[str]:
        """List who is still to be tried."""
        wanted = list(recipients)
        if repeat:
            self.maybe.update(who for who in wanted if who not in self.outcomes)
        return [who for who in wanted if not self._is_settled(who)]

    def _is_settled(self, who: str) -> bool:
        return who in self.outcomes and isinstance(self.outcomes[who], Refused | None)

    def note(self, who: str, failure: WatchfloorError | None) -> None:
        """Write down one outcome."""
        self.outcomes[who] = failure
        if isinstance(failure, Ambiguous):
            self.maybe.add(who)


class Diary:
    """The progress of the mails that are not settled, the newest ten thousand."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Progress] = OrderedDict()

    def of(self, key: str) -> Progress:
        """Give the page of a delivery."""
        page = self._pages.setdefault(key, Progress())
        self._pages.move_to_end(key)
        if len(self._pages) > REMEMBERED:
            self._pages.popitem(last=False)
        return page

    def forget(self, key: str) -> None:
        """Drop the page of a delivery that is settled."""
        self._pages.pop(key, None)
