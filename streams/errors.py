"""Every error that Watchfloor raises on purpose.

WatchfloorError
├── ConfigError            the operator must change a file or an environment variable; exit code 2
├── InputError             a file or an argument given to a command is unusable; exit code 2
├── LogInUse               another process runs the agents on the same log
├── Poison                 this message can never be processed: dead letter, the rest flows on
├── Refused                a channel said no for good: dead letter, the owner is told elsewhere
└── Transient              not now: the same work is tried again
    ├── Unavailable        the log or the broker did not take a write
    └── Ambiguous          a channel may have accepted it: the next attempt is marked as a repeat
"""

from __future__ import annotations


class WatchfloorError(Exception):
    """The root: catch it to catch all of them."""


class ConfigError(WatchfloorError):
    """A setting is wrong; the message names the file, the field and the remedy."""


class InputError(WatchfloorError):
    """An input is wrong; the message names the file, the line, the field and the remedy."""


class LogInUse(WatchfloorError):
    """Another process runs the agents on the same embedded log."""


class Poison(WatchfloorError):
    """A message that no retry can mend."""


class Refused(WatchfloorError):
    """A channel said no for good; the message names the channel's own word for it."""


class Transient(WatchfloorError):
    """A failure that time may mend; `retry_after` is in seconds, None leaves it to the caller."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(Transient):
    """The log or the broker did not take a write."""


class Ambiguous(Transient):
    """A channel may have accepted the message: a time-out after sending, a reset, a 5xx."""
