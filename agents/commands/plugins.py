"""`watchfloor kinds`, `channels` and `sources`: what there is, from the modules' own manuals."""

from __future__ import annotations

import click

from agents.commands import output
from agents.commands.output import as_json
from streams import plugins


def _lister(name: str, package: str, what: str) -> click.Command:
    @click.command(name, help=f"List {what}, or print the manual of one.")
    @click.argument("one", required=False, metavar="[NAME]")
    @as_json
    def command(one: str | None, *, as_json: bool) -> None:
        if one is not None:
            head, rest = plugins.manual(plugins.load(package, one))
            click.echo(f"{head}\n\n{rest}" if rest else head)
            return
        found = ((found, plugins.load(package, found)) for found in plugins.names(package))
        heads = [{"name": each, "about": plugins.manual(module)[0]} for each, module in found]
        output.rows(heads, as_json=as_json)

    return command


kinds = _lister("kinds", "agents.kinds", "the kinds of event that are recognised")
channels = _lister("channels", "alerts.channels", "the channels that alerts can be told on")
sources = _lister("sources", "streams.sources", "the sources that articles can come from")
