"""`watchfloor run`: the service, until it is told to stop."""

from __future__ import annotations

import asyncio
import traceback
from pathlib import Path

import click
import structlog

from agents.commands import output, signals
from agents.commands.configuration import broker_option, config_option, load
from agents.parts import Parts, open_parts
from agents.worker import Service, serving
from streams import telemetry
from streams.errors import ConfigError, InputError, LogInUse
from streams.settings import Settings

log = structlog.get_logger(__name__)


@click.command("run")
@config_option
@broker_option
@click.pass_context
def command(ctx: click.Context, config: Path | None, broker: str | None) -> None:
    """Run the service: sources, agents, alerts and the desk.

    Without a configuration it reads a bundled sample feed, keeps its log in watchfloor.db, shows
    the desk on 127.0.0.1 and tells alerts on the console. Ctrl-C ends it in order; a second one at
    once, which loses nothing either.
    """
    loaded = load(config, broker)
    telemetry.set_up_logs(loaded.log.level, loaded.log.format)
    ctx.exit(asyncio.run(_run(loaded, open_parts(loaded))))


async def _run(loaded: Settings, parts: Parts) -> int:
    async with serving(loaded, parts) as service:
        if loaded.desk.enabled:
            url = await service.open_desk()
            click.echo(f"watchfloor: the desk is on {url}", err=True)
        await service.open_sources()
        return await until_stopped(service)


async def until_stopped(service: Service) -> int:
    """Wait for Ctrl-C, SIGTERM or a failure; gives the exit code."""
    stopped = asyncio.ensure_future(signals.asked_to_stop())
    failed = service.broker.stopped
    await asyncio.wait({stopped, failed}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not failed.done():
        click.echo("watchfloor: stopping; what is unfinished goes on at the next start", err=True)
        return output.OK
    return _failed(failed.exception())


def _failed(error: BaseException | None) -> int:
    if isinstance(error, (ConfigError, InputError, LogInUse)):
        output.complain(f"watchfloor: {error}")
        return output.BAD_INPUT
    log.critical("stopped", cause=repr(error))
    if error is not None:
        traceback.print_exception(error)
    return output.BROKEN
