"""The command line: `watchfloor`, put together from `agents.commands`."""

from __future__ import annotations

import sys
from importlib.metadata import version

import click

from agents.commands import (
    classify,
    deadletters,
    demo,
    doctor,
    explain,
    output,
    plugins,
    replay,
    run,
    topics,
)
from streams.errors import WatchfloorError

COMMANDS = (
    run.command,
    demo.command,
    replay.command,
    classify.command,
    explain.command,
    topics.command,
    deadletters.command,
    doctor.command,
    plugins.kinds,
    plugins.channels,
    plugins.sources,
)


@click.group(
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


for found in COMMANDS:
    root.add_command(found)


def main() -> None:
    """Run a command; errors that Watchfloor knows are one clear message and exit code 2."""
    try:
        root(prog_name="watchfloor")
    except WatchfloorError as error:
        output.complain(f"watchfloor: {error}")
        sys.exit(output.BAD_INPUT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(output.FAILED)


if __name__ == "__main__":
    main()
