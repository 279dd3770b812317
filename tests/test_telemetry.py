"""What the program says about itself."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from fakes import NOW

from streams import telemetry
from streams.errors import Unavailable
from streams.messages import Decision, Reason
from streams.telemetry import CALM_SECONDS, OTHER, SOURCES, Calm, Metrics


def test_decisions_and_deliveries_are_counted_by_reason() -> None:
    """A delivery's decision also counts for its channel."""
    metrics = Metrics()
    metrics.decided(Decision(stage="deliver", reason=Reason.SENT, channel="slack", at=NOW))
    page = metrics.text().decode()
    assert 'watchfloor_decisions_total{reason="sent",stage="deliver"} 1.0' in page
    assert 'watchfloor_deliveries_total{channel="slack",reason="sent"} 1.0' in page


def test_the_labels_of_sources_are_bounded() -> None:
    """A feed that invents a source for each article cannot fill the memory of Prometheus."""
    metrics = Metrics()
    for number in range(5 * SOURCES):
        metrics.article(f"source {number}", Reason.CLASSIFIED)
    lines = [line for line in metrics.text().decode().splitlines() if "articles_total{" in line]
    assert len(lines) == SOURCES + 1
    assert f'watchfloor_articles_total{{outcome="classified",source="{OTHER}"}} 400.0' in lines


def test_retries_and_dead_letters_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Both also leave a log line with the cause."""
    telemetry.set_up_logs("info", "json")
    metrics = Metrics()
    metrics.retried("deliver", Unavailable("the disk is full"))
    metrics.dead("classify", ValueError("no"))
    page = metrics.text().decode()
    assert 'watchfloor_retries_total{cause="Unavailable",stage="deliver"} 1.0' in page
    assert 'watchfloor_dead_letters_total{stage="classify"} 1.0' in page
    retried, dead = map(json.loads, capsys.readouterr().err.splitlines())
    assert (retried["event"], retried["cause"]) == ("tried again", "the disk is full")
    assert dead["level"] == "error"


def test_logs_are_json_lines_in_a_pipe_with_what_they_are_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Article and story stand on every line that is said while working on them."""
    telemetry.set_up_logs("info", "auto")
    with structlog.contextvars.bound_contextvars(article="a1", story="s1"):
        structlog.get_logger().info("told", channel="slack")
    line = json.loads(capsys.readouterr().err)
    assert line["article"] == "a1"
    assert line["story"] == "s1"
    assert line["event"] == "told"
    assert line["timestamp"].endswith("Z")


def test_what_was_told_is_logged_with_all_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A delivery's line names article, story, rule and channel; other decisions are for debug."""
    telemetry.set_up_logs("info", "json")
    metrics = Metrics()
    told = {"article": "a1", "story": "s1", "rule": "r1", "channel": "slack"}
    metrics.decided(Decision(stage="deliver", reason=Reason.SENT, at=NOW, **told))
    metrics.decided(Decision(stage="classify", reason=Reason.NO_EVENT, at=NOW))
    (line,) = capsys.readouterr().err.splitlines()
    assert told.items() <= json.loads(line).items()
    assert json.loads(line)["event"] == "sent"


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """What is below it is not said."""
    telemetry.set_up_logs("error", "text")
    structlog.get_logger().info("quiet")
    assert capsys.readouterr().err == ""


def test_what_will_be_counted_begins_at_nought() -> None:
    """The first of it is an increase, which a series that begins with 1 would not show."""
    metrics = Metrics()
    metrics.expect(["deliver"], ["pager"], ["articles"])
    page = metrics.text().decode()
    assert 'watchfloor_dead_letters_total{stage="deliver"} 0.0' in page
    assert 'watchfloor_deliveries_total{channel="pager",reason="refused"} 0.0' in page
    assert 'watchfloor_audit_gaps_total{topic="articles"} 0.0' in page


def test_a_library_says_the_same_thing_once_in_a_while() -> None:
    """A client of a dead broker says by the hundred that it is dead; how often is said later."""
    now = 0.0
    calm = Calm(lambda: now)
    said: list[str] = []

    def say(text: str, *given: object) -> None:
        record = logging.LogRecord("aiokafka", logging.ERROR, "", 0, text, given, None)
        if calm.filter(record):
            said.append(record.getMessage())

    for node in range(40):
        say("no connection to node %s", node)
        say("another matter")
    now = CALM_SECONDS
    say("no connection to node %s", 7)
    assert said == [
        "no connection to node 0",
        "another matter",
        "no connection to node 7 (and 39 times before)",
    ]
