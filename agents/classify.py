"""Classify: what an article says happened, and which rules it satisfies. Stateless and pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from agents.coder import Coded
from alerts.rules import RuleSet
from streams.guard import Outcome
from streams.messages import Article, Classified, Decision, Reason


class Coder(Protocol):
    """What recognises events in an article."""

    def code(self, article: Article) -> Coded:
        """Give the language and the events."""


def classify(
    article: Article, coder: Coder, rules: RuleSet, now: Callable[[], datetime]
) -> Outcome:
    """Give the decision on an article and, where it has an event or a match, what goes on."""
    coded = coder.code(article)
    matches = rules.match(article, coded.events, lang=coded.lang)
    decision = Decision(
        stage="classify",
        reason=_reason(coded),
        detail=_detail(coded),
        article=article.identity,
        id=article.id,
        at=now(),
    )
    if not coded.events and not matches:
        return Outcome(publish=(decision,))
    classified = Classified(article=article, lang=coded.lang, events=coded.events, matches=matches)
    return Outcome(publish=(classified, decision))


def _reason(coded: Coded) -> Reason:
    if not coded.supported:
        return Reason.UNSUPPORTED_LANGUAGE
    return Reason.CLASSIFIED if coded.events else Reason.NO_EVENT


def _detail(coded: Coded) -> str:
    if not coded.supported:
        return coded.lang
    return ", ".join(f"{event.kind}/{event.modality}" for event in coded.events)
