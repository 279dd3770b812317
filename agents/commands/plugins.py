"""`watchfloor kinds`, `channels` and `sources`: what there is, from the modules' own manuals."""

from __future__ import annotations

from pathlib import Path

import click

import agents.kinds
from agents.commands import output
from agents.commands.configuration import config_option, load
from agents.commands.output import as_json
from agents.parts import open_kinds
from streams import plugins


def _manual(package: str, name: str) -> None:
    head, rest = plugins.manual(plugins.load(package, name))
    click.echo(f"{head}\n\n{rest}" if rest else head)


def _lister(name: str, package: str, what: str) -> click.Command:
    @click.command(name, help=f"List {what}, or print the manual of one.")
    @click.argument("one", required=False, metavar="[NAME]")
    @as_json
    def command(one: str | None, *, as_json: bool) -> None:
        if one is not None:
            _manual(package, one)
            return
        found = ((found, plugins.load(package, found)) for found in plugins.names(package))
        heads = [{"name": each, "about": plugins.manual(module)[0]} for each, module in found]
        output.rows(heads, as_json=as_json)

    return command


@click.command("kinds", help="List the kinds of event, or print the manual of one.")
@click.argument("one", required=False, metavar="[NAME]")
@config_option
@as_json
def kinds(one: str | None, config: Path | None, *, as_json: bool) -> None:
    """List the kinds with whether they are on in the configuration, or print a manual."""
    if one is not None:
        _manual("agents.kinds", one)
        return
    on = {kind.name for kind in open_kinds(load(config, None))}
    rows = [
        {
            "name": kind.name,
            "on": kind.name in on,
            "refines": kind.refines,
            "about": plugins.manual(plugins.load("agents.kinds", kind.name))[0],
        }
        for kind in agents.kinds.discover()
    ]
    if not as_json:
        rows = [row | {"on": "on" if row["on"] else "off"} for row in rows]
    output.rows(rows, as_json=as_json)


channels = _lister("channels", "alerts.channels", "the channels that alerts can be told on")
sources = _lister("sources", "streams.sources", "the sources that articles can come from")
