"""`watchfloor explain`: what became of an article under a rule, and why."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click

from agents.commands import output, store
from agents.commands.configuration import broker_option, config_option, load
from agents.commands.output import as_json
from agents.parts import open_coder, open_rules
from alerts.query import explain as explain_query
from streams import topics
from streams.errors import InputError
from streams.messages import Article, Decision
from streams.port import Port
from streams.settings import Settings


@click.command("explain")
@click.argument("article")
@click.argument("rule", required=False)
@config_option
@broker_option
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    rule: str | None,
    config: Path | None,
    broker: str | None,
    *,
    as_json: bool,
) -> None:
    """Say what became of ARTICLE, and for RULE which clauses held or failed.

    ARTICLE is its id, its address or its identity, as logs and alerts show them. Without RULE all
    decisions on the article are shown. Works beside a running service. Exits with 1 where the rule
    was not told.
    """
    settings = load(config, broker)
    rules = open_rules(settings)
    ready = rules.get(rule) if rule else None
    found, decisions = asyncio.run(_look(settings, article, rule))
    coded = open_coder(settings).code(found)
    why = None
    if ready is not None:
        why = explain_query(ready.query, found, coded.events, lang=coded.lang)
    if as_json:
        output.line(_record(found, rule, decisions, why))
    else:
        _show(found, decisions, why)
    if rule is not None:
        ctx.exit(output.OK if any(d.rule == rule for d in decisions) else output.FAILED)


async def _look(
    settings: Settings, article: str, rule: str | None
) -> tuple[Article, list[Decision]]:
    async with store.opened(settings) as port:
        found = await _article(port, article)
        return found, await _decisions(port, found, rule)


async def _article(port: Port, name: str) -> Article:
    """Give the newest version of an article by any of its names."""
    found: Article | None = None
    async for message in store.messages(port, topics.ARTICLES, name):
        if isinstance(message, Article) and name in {message.id, message.url, message.identity}:
            found = message
    if found is None:
        raise InputError(
            f"{name}: no such article in the log (kept for {topics.ARTICLES.retention}); "
            "give the id, the address or the identity that a log line or an alert shows"
        )
    return found


async def _decisions(port: Port, article: Article, rule: str | None) -> list[Decision]:
    """Give the decisions on an article, oldest first, newest of each; other rules' left out."""
    newest: dict[str, Decision] = {}
    async for message in store.messages(port, topics.DECISIONS, article.identity):
        if isinstance(message, Decision) and message.rule in {None, rule or message.rule}:
            newest.pop(message.key, None)
            newest[message.key] = message
    return sorted(newest.values(), key=lambda decision: decision.at)


def _record(
    article: Article,
    rule: str | None,
    decisions: list[Decision],
    why: Any,  # noqa: ANN401
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": article.id,
        "article": article.identity,
        "decisions": [d.model_dump(mode="json", exclude_none=True) for d in decisions],
    }
    if why is not None:
        record |= {"rule": rule, "matched": why.matched, "why": str(why).splitlines()}
    return record


def _show(article: Article, decisions: list[Decision], why: object) -> None:
    click.secho(output.clean(article.title or article.id), bold=True)
    click.echo(
        f"identity {article.identity}, first seen {article.first_seen_at:%Y-%m-%d %H:%M:%S}\n"
    )
    output.rows(
        [
            {
                "at": f"{d.at:%Y-%m-%d %H:%M:%S}",
                "stage": d.stage,
                "reason": d.reason.value,
                "rule": d.rule,
                "channel": d.channel,
                "story": d.story,
                "detail": d.detail,
            }
            for d in decisions
        ],
        as_json=False,
        empty="no decision yet",
    )
    if why is not None:
        click.echo()
        click.echo("\n".join(output.clean(line) for line in str(why).splitlines()))
