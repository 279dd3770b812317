"""What the README shows is what a reader gets."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from fakes import NOW
from world import COMMAND, SEED

from agents import coder
from streams import articles
from streams.messages import Event

ROOT = Path(__file__).parents[1]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_the_transcript_is_what_the_command_prints() -> None:
    """The command under the transcript's marker prints what stands there, but for the time."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.split("<!-- transcript")[1].split("```console\n")[1].split("```")[0]
    line, _, shown = block.partition("\n")
    command = line.removeprefix("$ watchfloor ").split()
    done = subprocess.run(
        [*COMMAND, *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    by_channel = re.compile(r"^ *(?=slack|mail|webhook)", re.MULTILINE)

    def parts(said: str) -> list[str]:
        """Cut into what each channel was sent, in any order, with the time blanked."""
        found = by_channel.split(MOMENT.sub("TIME", said))
        return sorted(part.rstrip() for part in found if part.strip())

    assert parts(done.stdout) == parts(shown)


def row(event: Event) -> str:
    """Give an event as the README's table shows it."""
    status = ", ".join((event.modality, *event.nuance))
    numbers = ", ".join(f"{quantity.value} {quantity.unit}" for quantity in event.quantities)
    facts = (", ".join(event.actors), event.target, event.place, event.country, numbers)
    what = "; ".join(fact for fact in facts if fact)
    return f"| `{event.kind}` | {status} | {event.attributed_to} ({event.attribution}) | {what} |"


def test_the_table_is_what_the_coder_finds() -> None:
    """The four events, in the order of the text, and no other."""
    article = articles.from_text(SEED.read_bytes(), name="seed", source="seed", now=NOW)
    rows = [row(event) for event in coder.load().code(article).events]
    assert len(rows) == 4
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("|---|---|---|---|\n")[1]
    assert table.startswith("\n".join(rows) + "\n\n")
