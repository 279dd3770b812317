"""What the suite publishes: quiet articles, and attacks, each in a town of its own.

An attack is for one channel, by the name of a desk in its text. Some attacks have a later article
with another number of dead, so that their threads have several revisions.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime

from streams import articles
from streams.messages import Article

TOWNS = (
    "Kalmar",
    "Torvik",
    "Besna",
    "Orlin",
    "Dagara",
    "Mirsa",
    "Velun",
    "Hattar",
    "Ciro",
    "Wenda",
)
LATER_EACH, LATER_BY, LATER_DEAD = 3, 10, 100


def rules(channels: Sequence[str]) -> str:
    """Give a rule for each channel: attacks that its desk hears of."""
    each = (
        f"  - id: for-{name}\n    query: 'kind:attack AND \"{name} desk\"'\n    notify: [{name}]\n"
        for name in channels
    )
    return "rules:\n" + "".join(each)


class Press:
    """Writes articles; `loud` are the ids of those that must be told, each with its channel."""

    def __init__(self, channels: Sequence[str], loud_each: int = 4) -> None:
        self.loud: dict[str, str] = {}
        self._channels, self._loud_each = channels, loud_each
        self._number = 0
        self._later: deque[tuple[int, int, str]] = deque()

    def write(self) -> Article:
        """Write the next article."""
        if self._later and self._later[0][0] <= self._number:
            _, number, channel = self._later.popleft()
            return self._attack(f"n{number}-later", number, channel, LATER_DEAD)
        number = self._number
        self._number += 1
        if number % self._loud_each:
            body = f"The council of {town(number)} discussed the new bus line for an hour. It will cost more."
            return article(f"n{number}", body)
        turn = number // self._loud_each
        channel = self._channels[turn % len(self._channels)]
        if turn % LATER_EACH == 0:
            self._later.append((number + LATER_BY * self._loud_each, number, channel))
        return self._attack(f"n{number}", number, channel, 0)

    def _attack(self, name: str, number: int, channel: str, more: int) -> Article:
        self.loud[name] = channel
        place, dead = town(number), number % 50 + 2 + more
        body = (
            f"Gunmen from the {place} Front attacked an army checkpoint in {place} yesterday, "
            f"killing {dead} soldiers, the defence ministry said. "
            f"The report reached the {channel} desk."
        )
        return article(name, body)


def town(number: int) -> str:
    """Give the name of a town that no other number has."""
    return "".join(TOWNS[int(digit)] for digit in f"{number:04}").capitalize()


def article(name: str, body: str) -> Article:
    """Make an article as a source would."""
    line = json.dumps({"id": name, "source": "wire", "body": body})
    return articles.parse(line, source="wire", now=datetime.now(UTC))
