"""`watchfloor topics`: what stands on each topic and how far it was worked off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from agents.commands import output, store
from agents.commands.configuration import config_option, load
from agents.commands.output import as_json
from streams import topics
from streams.broker import GROUP
from streams.log import Log
from streams.offsets import Partition
from streams.store import path_of
from streams.topics import Topic


@click.group("topics", invoke_without_command=True)
@config_option
@as_json
@click.pass_context
def command(ctx: click.Context, config: Path | None, *, as_json: bool) -> None:
    """Show the topics: records, lag, retention. `topics create` makes those that are missing."""
    ctx.obj = load(config, None)
    if ctx.invoked_subcommand is None:
        with store.opened(ctx.obj) as log:
            output.rows([_row(log, topic) for topic in topics.TOPICS], as_json=as_json)


@command.command("create")
@click.pass_context
def create(ctx: click.Context) -> None:
    """Make the topics that are missing."""
    log = Log(*path_of(ctx.obj.broker)[:1])
    for topic in topics.TOPICS:
        log.create(topic.name, topic.partitions)
    log.close()
    click.echo(f"{len(topics.TOPICS)} topics are there")


def _row(log: Log, topic: Topic) -> dict[str, Any]:
    places = [Partition(topic.name, number) for number in range(topic.partitions)]
    ends, starts, committed = log.ends(), log.starts(), log.committed(GROUP)
    read = topic.name in {stage.reads.name for stage in topics.STAGES}
    lag = sum(ends.get(place, 0) - committed.get(place, 0) for place in places)
    return {
        "topic": topic.name,
        "message": topic.message.__name__,
        "partitions": topic.partitions,
        "records": sum(ends.get(place, 0) - starts.get(place, 0) for place in places),
        "written": sum(ends.get(place, 0) for place in places),
        "lag": lag if read else None,
        "retention_days": topic.retention.days if topic.retention else None,
        "compacted": topic.compacted,
    }
