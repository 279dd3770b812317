"""`watchfloor topics`: what stands on each topic and how far it was worked off."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click

from agents.commands import output, store
from agents.commands.configuration import broker_option, config_option, load, refined
from agents.commands.output import as_json
from streams import topics
from streams.offsets import Partition
from streams.port import Made
from streams.settings import Settings
from streams.topics import Topic


@click.group("topics", invoke_without_command=True)
@config_option
@broker_option
@as_json
@click.pass_context
def command(ctx: click.Context, config: Path | None, broker: str | None, *, as_json: bool) -> None:
    """Show the topics: records, lag, retention. `topics create` makes those that are missing."""
    ctx.obj = load(config, broker)
    if ctx.invoked_subcommand is None:
        output.rows(asyncio.run(_rows(ctx.obj)), as_json=as_json)


@command.command("create")
@config_option
@broker_option
@as_json
@click.pass_context
def create(ctx: click.Context, config: Path | None, broker: str | None, *, as_json: bool) -> None:
    """Make the topics that are missing, and say how those that are there differ.

    On Kafka with the replication and min_insync of the table [kafka]; nothing else makes topics
    there, and nothing changes one that is there. Exits with 1 where one differs.
    """
    made = asyncio.run(_create(refined(ctx, config, broker)))
    output.rows([{"topic": each.topic, "state": each.state} for each in made], as_json=as_json)
    differ = any(each.state not in {"made", "there"} for each in made)
    ctx.exit(output.FAILED if differ else output.OK)


async def _create(settings: Settings) -> list[Made]:
    async with store.connected(settings) as port:
        return await port.create(topics.TOPICS)


async def _rows(settings: Settings) -> list[dict[str, Any]]:
    async with store.opened(settings) as port:
        ends, starts = await port.ends(), await port.starts()
        committed: dict[Partition, int] = {}
        for stage in topics.STAGES:
            committed |= await port.committed(stage.group)
    return [_row(topic, ends, starts, committed) for topic in topics.TOPICS]


def _row(
    topic: Topic,
    ends: dict[Partition, int],
    starts: dict[Partition, int],
    committed: dict[Partition, int],
) -> dict[str, Any]:
    places = [place for place in ends if place.topic == topic.name]
    read = topic.name in {stage.reads.name for stage in topics.STAGES}
    lag = sum(ends[place] - committed.get(place, starts.get(place, 0)) for place in places)
    return {
        "topic": topic.name,
        "message": topic.message.__name__ if topic.message else None,
        "partitions": len(places),
        "records": sum(ends[place] - starts.get(place, 0) for place in places),
        "written": sum(ends[place] for place in places),
        "lag": lag if read else None,
        "retention_days": topic.retention.days if topic.retention else None,
        "compacted": topic.compacted,
    }
