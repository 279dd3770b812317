"""The topology, in one table: every topic, every stage, and what flows between them.

The broker, `topics create`, the documentation and the tests read it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from streams import messages
from streams.messages import Message

GROUP = "watchfloor"
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Topic:
    """A named log of one kind of message.

    `retention` is how long a record stays; None keeps it. A compacted topic keeps only the newest
    record of each key. One without a message holds the rows of a stage's state.
    """

    name: str
    message: type[Message] | None
    partitions: int
    retention: timedelta | None
    compacted: bool = False


ARTICLES = Topic("articles", messages.Article, 4, WEEK)
REJECTED = Topic("rejected", messages.Rejected, 1, MONTH)
CLASSIFIED = Topic("classified", messages.Classified, 1, WEEK)
STORIES = Topic("stories", messages.Story, 1, WEEK)
OUTBOX = Topic("outbox", messages.Delivery, 4, WEEK)
CORRELATE_STATE = Topic("correlate-state", None, 1, None, compacted=True)
DECIDE_STATE = Topic("decide-state", None, 1, None, compacted=True)
RECEIPTS = Topic("receipts", messages.Receipt, 4, MONTH, compacted=True)
ACTIONS = Topic("actions", messages.Action, 1, None, compacted=True)
POSITIONS = Topic("positions", messages.Position, 1, None, compacted=True)
DECISIONS = Topic("decisions", messages.Decision, 4, MONTH)
DEADLETTERS = Topic("deadletters", messages.DeadLetter, 1, MONTH)

TOPICS = (
    ARTICLES,
    REJECTED,
    CLASSIFIED,
    STORIES,
    OUTBOX,
    CORRELATE_STATE,
    DECIDE_STATE,
    RECEIPTS,
    ACTIONS,
    POSITIONS,
    DECISIONS,
    DEADLETTERS,
)
BY_MESSAGE = {topic.message: topic for topic in TOPICS if topic.message is not None}
BY_NAME = {topic.name: topic for topic in TOPICS}


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the flow: what it reads, what it writes, and whether it keeps state.

    `lanes` says what may be worked on side by side: nothing (`none`, one message after another in
    the order of the log), messages with different keys (`key`). `limit` is how many may be under
    way; the rest waits in the log. Of a lane's messages only `hand` are held: of those behind
    them the place is kept, and they are read again when it is their turn. `state` is the compacted
    topic that holds what the stage keeps.
    """

    name: str
    reads: Topic
    writes: tuple[Topic, ...]
    lanes: Literal["none", "key"] = "none"
    state: Topic | None = None
    limit: int = 256
    hand: int = 256

    @property
    def group(self) -> str:
        """Name the consumer group that shares the stage's work."""
        return f"{GROUP}-{self.name}"


CLASSIFY = Stage("classify", ARTICLES, (CLASSIFIED, DECISIONS), lanes="key")
CORRELATE = Stage("correlate", CLASSIFIED, (STORIES, DECISIONS), state=CORRELATE_STATE)
DECIDE = Stage("decide", STORIES, (OUTBOX, DECISIONS), state=DECIDE_STATE)
# A dead channel's backlog costs some 130 bytes a delivery, and never holds up the others.
DELIVER = Stage(
    "deliver",
    OUTBOX,
    (RECEIPTS, DECISIONS, DEADLETTERS),
    lanes="key",
    limit=1_000_000,
    hand=100,
)

STAGES = (CLASSIFY, CORRELATE, DECIDE, DELIVER)
