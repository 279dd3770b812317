"""The command line: `watchfloor`, whose commands are imported when they are asked for."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import version
from typing import Final

import click
import structlog

from agents.commands import output
from streams.errors import ConfigError, InputError, LogInUse, WatchfloorError

COMMANDS: Final = {
    "demo": (
        "demo:command",
        "The whole service on bundled articles, with stand-ins for the world.",
    ),
    "run": ("run:command", "The service: sources, agents, alerts and the desk."),
    "replay": (
        "replay:command",
        "Push articles through the whole pipeline, then print a summary.",
    ),
    "classify": ("classify:command", "What articles say happened, without any service."),
    "explain": ("explain:command", "What became of an article under a rule, and why."),
    "topics": ("topics:command", "What stands on each topic and how far it was worked off."),
    "deadletters": ("deadletters:command", "What could not be processed, why, and another try."),
    "doctor": ("doctor:command", "Whether all that a service needs is in order."),
    "kinds": ("plugins:kinds", "The kinds of event that are recognised."),
    "channels": ("plugins:channels", "The channels that alerts can be told on."),
    "sources": ("plugins:sources", "The sources that articles can come from."),
}
"""Each command with its module and name in `agents.commands`, and what it is for."""


class Lazy(click.Group):
    """A group that imports a command when it is used, so that help and small commands are fast."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands, most used first."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        found: click.Command = getattr(
            importlib.import_module(f"agents.commands.{module}"), attribute
        )
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 99},
    epilog="Begin with `watchfloor demo`; `watchfloor COMMAND --help` teaches each command.",
)
@click.version_option(version("watchfloor"), message="%(version)s")
def root() -> None:
    """Watch the news for what matters: what happened, is it true, and who must know.

    Articles come in from sources, are coded into events (withdrawal talks, troop deployments,
    attacks), matched with subscribers' rules and followed as stories; whoever is concerned is told
    once, with the sentence that proves it.
    """


def main() -> None:
    """Run a command; an error that Watchfloor knows is one clear message.

    The exit code is 2 where the user can mend it, 70 where something broke.
    """
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        root(prog_name="watchfloor")
    except WatchfloorError as error:
        output.complain(f"watchfloor: {error}")
        mendable = isinstance(error, ConfigError | InputError | LogInUse)
        sys.exit(output.BAD_INPUT if mendable else output.BROKEN)


if __name__ == "__main__":
    main()
