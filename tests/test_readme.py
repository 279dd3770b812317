"""What the README shows is what a reader gets."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from world import COMMAND

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
