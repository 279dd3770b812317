"""`watchfloor demo`: the whole service on the bundled articles, with stand-ins for the world."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from agents.commands import output
from agents.commands.output import as_json
from agents.commands.run import until_stopped
from agents.parts import Parts, open_parts
from agents.worker import Service, serving
from alerts import sinks
from alerts.rules import RuleSet
from streams import telemetry
from streams.settings import LogSettings, Plugin, Settings

SECRET = "a demo key, not a secret"  # noqa: S105
CHANNELS = ("slack", "mail", "webhook")


@click.command("demo")
@click.option("--interval", default=0.3, show_default=True, help="Seconds between two articles.")
@click.option("--port", default=8080, show_default=True, help="The desk's port; 0 takes any.")
@click.option("--once", is_flag=True, help="End when all is told, without a desk.")
@as_json
@click.pass_context
def command(ctx: click.Context, interval: float, port: int, *, once: bool, as_json: bool) -> None:
    """Run on bundled articles and show what would be sent to Slack, by mail and to a webhook.

    The stand-ins are real servers on this machine; nothing leaves it. The log is thrown away at
    the end.
    """
    telemetry.set_up_logs("warning", "auto")
    ctx.exit(asyncio.run(_demo(interval, port, once=once, show=_Show(as_json=as_json))))


async def _demo(interval: float, port: int, *, once: bool, show: _Show) -> int:
    with tempfile.TemporaryDirectory(prefix="watchfloor-demo-") as folder:
        async with (
            sinks.Slack(on_message=show.slack) as slack,
            sinks.Smtp(on_message=show.mail) as smtp,
            sinks.HttpSink(on_message=show.webhook) as hook,
        ):
            settings = _settings(Path(folder), interval, port, _channels(slack, smtp, hook))
            async with serving(settings, _told_everywhere(open_parts(settings))) as service:
                return await _play(service, once=once)


async def _play(service: Service, *, once: bool) -> int:
    if not once:
        url = await service.open_desk()
        click.echo(f"watchfloor: the desk is on {url}; Ctrl-C ends the demo", err=True)
    sources = await service.open_sources()
    if not once:
        return await until_stopped(service)
    await asyncio.gather(*sources)
    await service.idle()
    return output.OK


def _settings(folder: Path, interval: float, port: int, channels: dict[str, Plugin]) -> Settings:
    sample = Plugin.model_validate({"type": "sample", "interval": interval})
    return Settings.model_validate(
        {
            "broker": f"sqlite:///{folder / 'demo.db'}",
            "sources": {"sample": sample},
            "channels": {"console": Plugin(type="console"), **channels},
            "desk": {"port": port},
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
        """Show a mail: its subject and the start of its text."""
        text = mail.message.get_body(("plain",))
        body = text.get_content() if text else ""
        told = {"subject": str(mail.message["Subject"]), "to": mail.recipient, "text": body}
        self._print("mail", f"{told['subject']}\n{body}", told)

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
