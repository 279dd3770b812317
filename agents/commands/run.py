"""`watchfloor run`: the service, until it is told to stop."""

from __future__ import annotations

import asyncio
import traceback
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import click
import structlog

from agents import watchdog
from agents.commands import output, signals
from agents.commands.configuration import broker_option, config_option, load
from agents.parts import Parts, open_parts
from agents.worker import ROLES, Service, serving
from streams import telemetry
from streams.errors import ConfigError, InputError, LogInUse
from streams.settings import Settings

log = structlog.get_logger(__name__)

STOPPING: Final = "watchfloor: stopping; what is unfinished goes on at the next start"


@click.command("run")
@config_option
@broker_option
@click.option(
    "--only",
    multiple=True,
    metavar="ROLE",
    help=f"Do this of the work only: {', '.join(ROLES)}; may be given again.",
)
@click.pass_context
def command(
    ctx: click.Context, config: Path | None, broker: str | None, only: tuple[str, ...]
) -> None:
    """Run the service: sources, agents, alerts and the desk.

    Without a configuration it reads a bundled sample feed, keeps its log in watchfloor.db, shows
    the desk on 127.0.0.1 and tells alerts on the console. Ctrl-C ends it in order; a second one at
    once, which loses nothing either.

    On Kafka any number of these share the work, each all of it or the roles of --only. Sources are
    read, and outcomes audited, by one process at a time, whichever has those roles.
    """
    loaded = load(config, broker)
    roles = _roles(only)
    telemetry.set_up_logs(loaded.log.level, loaded.log.format)
    ctx.exit(asyncio.run(_run(loaded, open_parts(loaded), roles)))


def _roles(only: tuple[str, ...]) -> tuple[str, ...]:
    asked = tuple(name.strip() for group in only for name in group.split(","))
    if unknown := [name for name in asked if name not in ROLES]:
        raise click.BadParameter(f"no role {unknown[0]!r}; known: {', '.join(ROLES)}")
    return asked or ROLES


async def _run(loaded: Settings, parts: Parts, roles: tuple[str, ...]) -> int:
    """Serve until Ctrl-C, SIGTERM or a failure, from the first moment on; gives the exit code."""
    asked = asyncio.ensure_future(signals.asked_to_stop())
    work = asyncio.ensure_future(_serve(loaded, parts, roles))
    await asyncio.wait({asked, work}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if work.done():
        return work.result()
    click.echo(STOPPING, err=True)
    with watchdog.deadline(loaded.watchdog.stop_seconds):
        work.cancel()
        await asyncio.wait({work})
    return output.OK


async def _serve(loaded: Settings, parts: Parts, roles: tuple[str, ...]) -> int:
    async with AsyncExitStack() as late, serving(loaded, parts, roles=roles) as service:
        service.spawn(service.watchdog.watch())
        if loaded.desk.enabled and "desk" in roles:
            url = await service.open_desk()
            click.echo(f"watchfloor: the desk is on {url}", err=True)
        if loaded.metrics.port is not None:
            url = await service.open_vitals()
            click.echo(f"watchfloor: metrics on {url}/metrics", err=True)
        if "sources" in roles:
            service.spawn(service.watch_sources())
        await asyncio.wait({service.broker.stopped})
        late.enter_context(watchdog.deadline(loaded.watchdog.stop_seconds))
        return _failed(service.broker.stopped.exception())


async def until_stopped(service: Service) -> int:
    """Wait for Ctrl-C, SIGTERM or a failure; gives the exit code."""
    stopped = asyncio.ensure_future(signals.asked_to_stop())
    failed = service.broker.stopped
    await asyncio.wait({stopped, failed}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not failed.done():
        click.echo(STOPPING, err=True)
        return output.OK
    return _failed(failed.exception())


def _failed(error: BaseException | None) -> int:
    if isinstance(error, (ConfigError, InputError, LogInUse)):
        output.complain(f"watchfloor: {error}")
        return output.BAD_INPUT
    log.critical("stopped", cause=repr(error))
    if isinstance(error, watchdog.StoodStill):
        watchdog.traces()
    elif error is not None:
        traceback.print_exception(error)
    return output.BROKEN
