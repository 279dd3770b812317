"""The options that name a configuration, and how it is read."""

from __future__ import annotations

import os
from pathlib import Path

import click

from streams import settings
from streams.settings import Settings

config_option = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration; watchfloor.toml where it exists, else defaults that need no file.",
)
broker_option = click.option(
    "--broker", help="Overrides the broker's URL, such as sqlite:///watchfloor.db."
)


def load(config: Path | None, broker: str | None) -> Settings:
    """Read the configuration with what the command line overrides."""
    environment = dict(os.environ)
    if broker:
        environment["WATCHFLOOR_BROKER"] = broker
    return settings.load(config, environment)


def refined(ctx: click.Context, config: Path | None, broker: str | None) -> Settings:
    """Read the configuration for a subcommand, which may name one in place of its group's."""
    given: Settings = ctx.obj
    return load(config, broker) if config or broker else given
