"""What the program says about itself: Prometheus metrics and structured logs.

Every metric is made here, in one registry that is not the process-wide one. Labels come from
closed lists, except `source` and `channel`: names of the configuration, and of sources seen in
articles the first 100.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from streams.errors import Transient
from streams.messages import Decision, Reason

SOURCES: Final = 100
OTHER: Final = "other"
DELIVERED: Final = (
    Reason.SENT,
    Reason.SENT_MAYBE_TWICE,
    Reason.ALREADY_SENT,
    Reason.REFUSED,
    Reason.DEAD_LETTERED,
)
CALM_SECONDS: Final = 10.0
MOST_SAYINGS: Final = 1000
STAGE_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 30)
LATENCY_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200)


class Metrics:
    """The registry and everything in it; one for each service."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._sources: set[str] = set()
        make: dict[str, Any] = {"namespace": "watchfloor", "registry": self.registry}
        self._articles = Counter(
            "articles", "Articles by source and outcome.", ("source", "outcome"), **make
        )
        self._stage = Histogram(
            "stage_seconds",
            "Time from taking a message up to all its results being durable.",
            ("stage",),
            buckets=STAGE_BUCKETS,
            **make,
        )
        self._latency = Histogram(
            "end_to_end_seconds",
            "Time from first seeing an article to a channel accepting its alert.",
            ("channel",),
            buckets=LATENCY_BUCKETS,
            **make,
        )
        self._decisions = Counter(
            "decisions", "Outcomes by stage and reason.", ("stage", "reason"), **make
        )
        self._deliveries = Counter(
            "deliveries", "Deliveries by channel and reason.", ("channel", "reason"), **make
        )
        self._dead = Counter("dead_letters", "Dead letters by stage.", ("stage",), **make)
        self._retries = Counter(
            "retries",
            "Attempts that are made again, by stage and cause.",
            ("stage", "cause"),
            **make,
        )
        self._lag = Gauge(
            "lag_messages", "Messages of a topic not yet worked off.", ("topic",), **make
        )
        self._oldest = Gauge(
            "oldest_unfinished_seconds",
            "Age of the oldest unfinished message.",
            ("topic",),
            **make,
        )

        self._waiting = Gauge(
            "waiting_deliveries", "Deliveries that wait for their channel.", ("channel",), **make
        )
        self._holes = Counter(
            "passed_over",
            "Times that a client had passed over records, which were gone back for.",
            **make,
        )
        self._seen_at = Gauge(
            "last_article_timestamp_seconds",
            "When a source last gave an article, or was opened, in seconds since the epoch.",
            ("source",),
            **make,
        )
        self._gaps = Counter(
            "audit_gaps",
            "Records whose offset was committed without an outcome, put back by the auditor.",
            ("topic",),
            **make,
        )
        self._overdue = Gauge(
            "audit_overdue_records",
            "Records without an outcome past the auditor's limit, not yet committed.",
            ("topic",),
            **make,
        )
        self._alive: dict[str, float] = {}

    def vitals(
        self, lag: Mapping[str, tuple[int, float]], waiting: Mapping[str, int], holes: int
    ) -> None:
        """Take in how far the stages of this process are."""
        for gauge in (self._lag, self._oldest, self._waiting):
            gauge.clear()
        for topic, (count, age) in lag.items():
            self._lag.labels(topic).set(count)
            self._oldest.labels(topic).set(age)
        for channel, count in waiting.items():
            self._waiting.labels(channel).set(count)
        self._holes.inc(holes - self._holes._value.get())  # noqa: SLF001  # no public reader

    def expect(
        self, stages: Iterable[str], channels: Iterable[str], audited: Iterable[str]
    ) -> None:
        """Begin at 0 what will be counted, so that the first of it is seen as an increase."""
        for stage in stages:
            self._dead.labels(stage)
        for channel in channels:
            for reason in DELIVERED:
                self._deliveries.labels(channel, reason.value)
        for topic in audited:
            self._gaps.labels(topic)

    def seen(self, source: str, at: float) -> None:
        """Note that a source gave an article, or was opened."""
        self._seen_at.labels(self.source(source)).set(at)

    def gap(self, topic: str) -> None:
        """Count a record that the auditor put back."""
        self._gaps.labels(topic).inc()

    def overdue(self, topic: str, count: int) -> None:
        """Note how many records wait past the auditor's limit."""
        self._overdue.labels(topic).set(count)

    def alive(self, stage: str) -> float:
        """Give when a stage last moved, by the monotonic clock; 0 before it did."""
        return self._alive.get(stage, 0.0)

    def began(self, stage: str) -> None:
        """Note that a message is taken up."""
        self._alive[stage] = time.monotonic()

    def source(self, name: str) -> str:
        """Give the label for a source: its name, or `other` past the first hundred."""
        if name not in self._sources:
            if len(self._sources) >= SOURCES:
                return OTHER
            self._sources.add(name)
        return name or "unknown"

    def decided(self, decision: Decision) -> None:
        """Count an outcome, and log it: what was told at level info, the rest at debug."""
        said = decision.model_dump(mode="json", exclude_none=True, exclude={"reason", "at"})
        log = structlog.get_logger()
        (log.info if decision.channel else log.debug)(decision.reason.value, **said)
        self._decisions.labels(decision.stage, decision.reason.value).inc()
        if decision.channel is not None:
            self._deliveries.labels(decision.channel, decision.reason.value).inc()

    def article(self, source: str, outcome: Reason) -> None:
        """Count an article that was classified, rejected or dead-lettered."""
        self._articles.labels(self.source(source), outcome.value).inc()

    def accepted(self, channel: str, seconds: float) -> None:
        """Note how long an article took to reach a channel."""
        self._latency.labels(channel).observe(max(0.0, seconds))

    def retried(self, stage: str, error: BaseException) -> None:
        """Count an attempt that is made again."""
        self.began(stage)
        cause = type(error).__name__ if isinstance(error, Transient) else "unknown"
        self._retries.labels(stage, cause).inc()
        structlog.get_logger().warning("tried again", stage=stage, cause=str(error))

    def dead(self, stage: str, error: BaseException) -> None:
        """Count a dead letter."""
        self._dead.labels(stage).inc()
        structlog.get_logger().error("dead letter", stage=stage, cause=str(error))

    def done(self, stage: str, seconds: float) -> None:
        """Note how long a message took in a stage."""
        self.began(stage)
        self._stage.labels(stage).observe(seconds)

    def text(self) -> bytes:
        """Give the page for Prometheus."""
        return generate_latest(self.registry)


class Calm(logging.Filter):
    """Lets a library say the same thing once in a while only.

    Clients of a dead broker say it by the hundred. The same is a logger with the same format; how
    often it was held back is said the next time.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, object], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a record is let through."""
        now, what = self._clock(), (record.name, record.msg)
        at, held = self._said.get(what, (now - CALM_SECONDS, 0))
        if now - at < CALM_SECONDS:
            self._said[what] = (at, held + 1)
            return False
        if len(self._said) > MOST_SAYINGS:
            self._said.clear()
        self._said[what] = (now, 0)
        if held:
            record.msg, record.args = f"{record.getMessage()} (and {held} times before)", ()
        return True


def set_up_logs(level: str, form: str) -> None:
    """Send all logs to stderr: readable on a terminal, one JSON object a line elsewhere.

    The level `auto` is warning on a terminal, where alerts are told beside it, and info elsewhere.
    """
    if level == "auto":
        level = "warning" if sys.stderr.isatty() else "info"
    text = form == "text" or (form == "auto" and sys.stderr.isatty())
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if text
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    if not text:
        before.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*before, last],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Calm(time.monotonic))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()]))
