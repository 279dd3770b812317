"""`watchfloor classify`: what articles say happened, without any service."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from agents import coder
from agents.commands import inputs, output
from agents.commands.configuration import config_option, load
from agents.commands.output import as_json
from agents.parts import clock, open_coder
from streams.messages import Article, Cue, Event, Rejected


@click.command("classify")
@inputs.files
@click.option(
    "--explain", is_flag=True, help="Also show the triggers that made no event, and why."
)
@click.option(
    "--kind",
    "more",
    multiple=True,
    metavar="NAME",
    help="Also look for this kind, though it is off; `all` for every one. May be repeated.",
)
@config_option
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    more: tuple[str, ...],
    config: Path | None,
    *,
    explain: bool,
    as_json: bool,
) -> None:
    """Say what articles report: one line for each article with its events.

    FILE is JSON Lines of articles or plain text, gzipped or not; - reads standard input. Prints
    {"id", "lang", "events"} for each, in a pipe always as JSON Lines. The kinds are those of the
    configuration; `watchfloor kinds` lists them.
    """
    reader = open_coder(load(config, None), more)
    bad = False
    for place, found in inputs.read(files, clock):
        if isinstance(found, Rejected):
            bad = True
            output.complain(f"{place}: {found.error}")
        elif as_json or not sys.stdout.isatty():
            output.line(_record(reader, found, explain=explain))
        else:
            _show(reader, found, explain=explain)
    ctx.exit(output.BAD_INPUT if bad else output.OK)


def _record(reader: coder.Coder, article: Article, *, explain: bool) -> dict[str, Any]:
    if explain:
        explained = reader.explain(article)
        events = [event.model_dump(mode="json") for event in explained.events]
        silent = [dataclasses.asdict(rejection) for rejection in explained.rejections]
        return {"id": article.id, "lang": explained.lang, "events": events, "silent": silent}
    coded = reader.code(article)
    events = [event.model_dump(mode="json") for event in coded.events]
    found: dict[str, Any] = {"id": article.id, "lang": coded.lang, "events": events}
    if not coded.supported:
        found["supported"] = False
    return found


def _show(reader: coder.Coder, article: Article, *, explain: bool) -> None:
    console = output.console()
    explained = reader.explain(article)
    title = article.title or article.id
    console.print(Text(output.clean(title), style="bold"), f"({explained.lang})")
    if not explained.supported:
        console.print("  unsupported language: rules on its text still match", style="yellow")
    elif not explained.events:
        console.print("  no event", style="dim")
    for event in explained.events:
        _show_event(event)
    if explain:
        for left in explained.rejections:
            text = (
                f"  silent: {left.text!r} at {left.field}:{left.start}, {left.kind}: {left.reason}"
            )
            console.print(Text(output.clean(text), style="dim"))
    console.print()


def _show_event(event: Event) -> None:
    console = output.console()
    badge = " ".join((event.modality.upper(), *event.nuance))
    who = event.attributed_to or event.attribution.value
    console.print(Text(f"  {event.kind}  {badge}", style="bold cyan"), f"({who})")
    facts = {
        "actors": ", ".join(event.actors),
        "target": event.target,
        "place": " ".join(filter(None, (event.place, event.country))),
        "numbers": ", ".join(f"{q.value} {q.unit}" for q in event.quantities),
        "when": event.when,
    }
    for name, value in facts.items():
        if value:
            console.print(Text(output.clean(f"    {name:8} {value}")))
    console.print(Text("    "), marked(event.evidence.text, event.evidence.start, event.cues))


def marked(text: str, start: int, cues: tuple[Cue, ...]) -> Text:
    """Give a sentence with its cues underlined; `start` is where it stands in its field."""
    shown = Text(output.clean(text), style="italic")
    for cue in cues:
        shown.stylize("bold underline", max(0, cue.start - start), max(0, cue.end - start))
    return shown
