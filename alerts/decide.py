"""Decide: whether a revision of a story is told, to whom, and why or why not. Pure.

What was told is kept for each story: the rules told of it and the revision each of them knows.
Everyone who was told a story is told its later revisions, whether or not the newer article
satisfies the rule: a denial seldom says the words that the report said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from pydantic import Field

from alerts.rules import Rule
from streams.guard import Outcome, Rows
from streams.messages import (
    Alert,
    Change,
    Decision,
    Delivery,
    Match,
    Message,
    Part,
    Reason,
    Story,
    digest,
)


class Told(Part):
    """The rules that were told of a story, each with the newest revision told.

    `articles` is how many the story had then: the same record again has as many.
    """

    revisions: dict[str, int] = Field(default_factory=dict)
    articles: dict[str, int] = Field(default_factory=dict)
    updated_at: datetime


class Decider:
    """What was told of every story, oldest first; forgotten after `memory`.

    `decide` gives an outcome, and `apply` takes its rows in once they are durable: those of a
    restart too, in the order in which they were written.
    """

    def __init__(self, memory: timedelta) -> None:
        self.memory = memory
        self.told: dict[str, Told] = {}

    def apply(self, rows: Rows) -> None:
        """Take in rows that are durable."""
        for name, value in rows:
            self.told.pop(name, None)
            if value is not None:
                self.told[name] = Told.model_validate_json(value)

    def decide(
        self, story: Story, rules: Mapping[str, Rule], now: Callable[[], datetime]
    ) -> Outcome:
        """Give the deliveries of a revision of a story, and a decision for each rule concerned."""
        at = now()
        publish: list[Message] = []
        told = self.told.get(story.id)
        before = told.revisions if told else {}
        after = dict(before)
        articles = dict(told.articles) if told else {}
        for name, match in _concerned(story, before).items():
            if articles.get(name, 0) >= story.articles:
                continue  # the same record again, or an older one: it is already durable
            reason = _reason(story, before.get(name), rules.get(name))
            publish.append(_decision(story, name, reason, at))
            if reason is Reason.ALERTED:
                publish += _deliveries(story, rules[name], match, at)
                after[name], articles[name] = story.revision, story.articles
        if after == before:
            return Outcome(publish=tuple(publish))
        row = Told(revisions=after, articles=articles, updated_at=story.updated_at)
        rows = ((story.id, row.model_dump_json().encode()), *self._expired(row.updated_at))
        return Outcome(publish=tuple(publish), rows=rows)

    def _expired(self, now: datetime) -> Iterator[tuple[str, None]]:
        for name, told in self.told.items():
            if told.updated_at >= now - self.memory:
                break
            yield name, None


def _concerned(story: Story, told: Mapping[str, int]) -> dict[str, Match]:
    """Give the rules that this article satisfies, and on a new revision all that were told."""
    concerned = {match.rule: match for match in story.matches}
    if story.change is not Change.NONE:
        for name in told:
            concerned.setdefault(name, Match(rule=name))
    return concerned


def _reason(story: Story, known: int | None, rule: Rule | None) -> Reason:
    if rule is None:
        return Reason.NO_RULE
    if known is not None and known >= story.revision:
        return Reason.ALREADY_TOLD
    return Reason.ALERTED


def _decision(story: Story, rule: str, reason: Reason, at: datetime) -> Decision:
    teller = story.tellers[-1]
    return Decision(
        stage="decide",
        reason=reason,
        detail=f"{story.change}, revision {story.revision}",
        article=teller.article,
        id=teller.id,
        story=story.id,
        revision=story.revision,
        rule=rule,
        at=at,
    )


def _deliveries(story: Story, rule: Rule, match: Match, at: datetime) -> Iterator[Delivery]:
    alert = Alert(
        id=digest("alert", rule.id, story.id, str(story.revision))[:16],
        rule=rule.id,
        severity=rule.severity,
        story=story,
        spans=match.spans,
        decided_at=at,
    )
    for channel in rule.notify:
        yield Delivery(
            delivery_key=digest("delivery", alert.id, channel),
            thread=digest("thread", rule.id, story.id, channel),
            channel=channel,
            alert=alert,
        )
