"""The example configuration and rules are ones that a service starts with."""

from __future__ import annotations

import shutil
from pathlib import Path

from agents.parts import open_parts, open_plugin
from streams import settings
from streams.settings import Settings

DEPLOY = Path(__file__).parents[1] / "deploy"


def test_the_example_opens_as_it_stands(tmp_path: Path) -> None:
    """With the secrets in their files, every channel, source and rule of it opens."""
    shutil.copytree(DEPLOY, tmp_path, dirs_exist_ok=True)
    for name in ("slack.token", "smtp.password", "pager.key"):
        (tmp_path / name).write_text("a secret of some length\n".replace(" ", "-"))
    (tmp_path / "pager.url").write_text("https://pager.example.org/in/abc\n")
    found = settings.load(tmp_path / "watchfloor.toml", {})
    parts = open_parts(found)
    assert {"desk-slack", "duty-mail", "pager", "console"} == set(parts.channels)
    assert len(parts.rules) == 3
    for name, plugin in found.sources.items():
        open_plugin("streams.sources", name, plugin, name, None)


def test_the_example_shows_every_setting_with_its_default() -> None:
    """What an operator can set stands in it, and with the value that holds without it."""
    text = (DEPLOY / "watchfloor.toml").read_text()
    default = Settings()
    for table in (
        "kafka",
        "desk",
        "metrics",
        "audit",
        "watchdog",
        "log",
        "classify",
        "stories",
        "delivery",
    ):
        for name, value in getattr(default, table).model_dump().items():
            if name not in {"enabled", "key_file", "password_env"}:
                assert f"{name} = " in text, f"{table}.{name}"
            if isinstance(value, str):
                assert f'{name} = "{value}"' in text, f"{table}.{name}"
