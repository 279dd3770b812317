"""`watchfloor demo`: the whole service on the bundled articles, with stand-ins for the world."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import click

from agents.commands import inputs, output
from agents.commands.output import as_json
from agents.commands.run import until_stopped
from agents.parts import Parts, clock, open_parts
from agents.worker import Service, serving
from alerts import sinks
from alerts.rules import RuleSet
from streams import telemetry
from streams.settings import LogSettings, Plugin, Settings
from streams.sources import Item

SECRET = "a demo key, not a secret"  # noqa: S105
CHANNELS = ("slack", "mail", "webhook")


@click.command("demo")
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option(
    "--rules",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Rules that tell on slack, mail and webhook; else the bundled ones, on all three.",
)
@click.option("--interval", default=0.3, show_default=True, help="Seconds between two articles.")
@click.option("--port", default=8080, show_default=True, help="The desk's port; 0 takes any.")
@click.option("--once", is_flag=True, help="End when all is told, without a desk.")
@as_json
@click.pass_context
def command(  # noqa: PLR0913  # a click command takes its options
    ctx: click.Context,
    files: tuple[str, ...],
    rules: Path | None,
    interval: float,
    port: int,
    *,
    once: bool,
    as_json: bool,
) -> None:
    """Run on bundled articles and show what would be sent to Slack, by mail and to a webhook.

    With FILEs (JSON Lines of articles or plain text; - reads standard input) it runs on those. The
    stand-ins are real servers on this machine; nothing leaves it. The log is thrown away at the
    end.
    """
    telemetry.set_up_logs("warning", "auto")
    play = _Play(files, rules, interval, port, once)
    ctx.exit(asyncio.run(_demo(play, _Show(as_json=as_json))))


@dataclasses.dataclass(frozen=True)
class _Play:
    """What to run on, and for how long."""

    files: tuple[str, ...]
    rules: Path | None
    interval: float
    port: int
    once: bool


async def _demo(play: _Play, show: _Show) -> int:
    with tempfile.TemporaryDirectory(prefix="watchfloor-demo-") as folder:
        async with (
            sinks.Slack(on_message=show.slack) as slack,
            sinks.Smtp(on_message=show.mail) as smtp,
            sinks.HttpSink(on_message=show.webhook) as hook,
        ):
            settings = _settings(Path(folder), play, _channels(slack, smtp, hook))
            parts = open_parts(settings)
            async with serving(settings, parts if play.rules else _told_everywhere(parts)) as up:
                return await _play(up, play)


async def _play(service: Service, play: _Play) -> int:
    if not play.once:
        url = await service.open_desk()
        click.echo(f"watchfloor: the desk is on {url}; Ctrl-C ends the demo", err=True)
    sources = await service.open_sources()
    if play.files:
        sources = [service.spawn(service.take_in(_items(play.files), "demo", output.complain_of))]
    if not play.once:
        return await until_stopped(service)
    await asyncio.gather(*sources)
    await service.idle()
    return output.OK


async def _items(files: tuple[str, ...]) -> AsyncIterator[Item]:
    for _, message in inputs.read(files, clock):
        yield Item(message, {})


def _settings(folder: Path, play: _Play, channels: dict[str, Plugin]) -> Settings:
    sample = Plugin.model_validate({"type": "sample", "interval": play.interval})
    return Settings.model_validate(
        {
            "broker": f"sqlite:///{folder / 'demo.db'}",
            "rules": (play.rules,) if play.rules else (),
            "sources": {} if play.files else {"sample": sample},
            "channels": {"console": Plugin(type="console"), **channels},
            "desk": {"port": play.port},
            "log": LogSettings(level="warning"),
        }
    )


def _channels(slack: sinks.Slack, smtp: sinks.Smtp, hook: sinks.HttpSink) -> dict[str, Plugin]:
    made: dict[str, dict[str, Any]] = {
        "slack": {
            "type": "slack",
            "token": slack.token,
            "channel": "C0DESK",
            "api_url": slack.api_url,
            "allow_private": True,
        },
        "mail": {
            "type": "email",
            "host": "127.0.0.1",
            "port": smtp.port,
            "tls": "none",
            "from": "Watchfloor <alerts@watchfloor.example>",
            "to": ["desk@watchfloor.example"],
        },
        "webhook": {
            "type": "webhook",
            "url": f"{hook.url}/alerts",
            "secret": SECRET,
            "allow_private": True,
        },
    }
    return {name: Plugin.model_validate(plugin) for name, plugin in made.items()}


def _told_everywhere(parts: Parts) -> Parts:
    """Let the bundled rules tell on all stand-ins instead of the console."""
    ready = tuple(
        dataclasses.replace(each, rule=each.rule.model_copy(update={"notify": CHANNELS}))
        for each in parts.rules.ready
    )
    return dataclasses.replace(parts, rules=RuleSet(ready))


class _Show:
    """Prints what the stand-ins were sent."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def slack(self, message: dict[str, Any]) -> None:
        """Show a Slack message: the text that a reader without blocks would see."""
        self._print("slack", message.get("text", ""), message)

    def mail(self, mail: sinks.Mail) -> None:
        """Show a mail: the start of its text, whose first line is its subject."""
        text = mail.message.get_body(("plain",))
        body = text.get_content() if text else ""
        told = {"subject": str(mail.message["Subject"]), "to": mail.recipient, "text": body}
        self._print("mail", body, told)

    def webhook(self, received: sinks.Received) -> None:
        """Show a webhook's body in short."""
        told = json.loads(received.body)
        self._print("webhook", f"{told['title']} (signed, {len(received.body)} bytes)", told)

    def _print(self, channel: str, text: str, told: dict[str, Any]) -> None:
        if self._as_json:
            output.line({"channel": channel, "sent": told})
            return
        click.secho(f"{channel:>8} ", fg="cyan", bold=True, nl=False)
        click.echo("\n         ".join(_lines(text)))


def _lines(text: str) -> Iterator[str]:
    """Give the first lines of a text, without blank ones."""
    said = [output.clean(line) for line in text.splitlines() if line.strip()]
    yield from said[:8]
    if len(said) > 8:  # noqa: PLR2004
        yield "…"
