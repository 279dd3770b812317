"""The house: imports, names, documents and locks."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from streams import topics

ROOT = Path(__file__).parents[1]
SOURCES = [p for name in ("streams", "agents", "alerts") for p in (ROOT / name).rglob("*.py")]


def test_imports_run_one_way() -> None:
    """Every contract of import-linter is kept."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_map_names_every_topic() -> None:
    """ARCHITECTURE.md lists each topic with its message, and is no longer than a map may be."""
    text = (ROOT / "ARCHITECTURE.md").read_text()
    for topic in topics.TOPICS:
        message = topic.message.__name__ if topic.message else "rows"
        assert f"| {topic.name} | {message} |" in text
    assert len(text.splitlines()) <= 150


def test_every_stage_is_wired_to_topics_of_the_table() -> None:
    """What a stage reads and writes is declared, and every topic but intake's has a writer."""
    written = {topic.name for stage in topics.STAGES for topic in stage.writes}
    written |= {stage.state.name for stage in topics.STAGES if stage.state}
    read = {stage.reads.name for stage in topics.STAGES}
    assert read | written <= set(topics.BY_NAME)
    intake = {"articles", "rejected", "positions", "actions"}
    assert set(topics.BY_NAME) - written == intake


@pytest.mark.parametrize("path", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_in_the_documents_exists(path: str) -> None:
    """A document that names a file names one that is there."""
    text = (ROOT / path).read_text()
    for found in re.findall(r"`((?:streams|agents|alerts|tests|deploy)/[\w./]+)`", text):
        if "NAME" not in found:
            assert (ROOT / found).exists(), found


def test_the_locks_pin_everything_with_hashes() -> None:
    """Every requirement has a version and a hash, and no host is named."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[\w.\-\[\]]+==", block), block[:80]
            assert "--hash=sha256:" in block, block[:80]


def test_the_locks_satisfy_the_project() -> None:
    """What pyproject.toml asks for is locked, and what is fragile is pinned in both."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    locked = (ROOT / "requirements.lock").read_text()
    for wanted in project["project"]["dependencies"]:
        name = re.split(r"[<>=\[; ]", wanted)[0]
        assert f"\n{name}==" in f"\n{locked}", name
    for pin in ("faust-streaming==0.15.3", "mode-streaming==0.7.1", "aiokafka==0.14.0"):
        assert pin in project["project"]["dependencies"]
        assert pin in locked


def test_every_module_says_what_it_is_for() -> None:
    """The first line of each module's docstring stands on its own."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert text.startswith('"""'), path
        first = text.split("\n", 1)[0].strip('"')
        assert len(first) > 15, path


def test_no_module_is_a_drawer() -> None:
    """Names say what is inside."""
    drawers = {"utils", "util", "helpers", "manager", "base", "common", "misc", "core"}
    assert not [path for path in SOURCES if path.stem in drawers]
