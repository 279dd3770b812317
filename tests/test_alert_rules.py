"""The alert rules: promtool's own checks and unit tests, and that they name what the program has."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import prometheus
import pytest
import yaml

DEPLOY = Path(__file__).parents[1] / "deploy" / "prometheus"
FIRING = re.compile(r'ALERTS\{.*?alertname="(\w+)"')


def rules() -> list[dict[str, Any]]:
    """Give the alert rules."""
    groups = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def unit_tests() -> list[list[set[str]]]:
    """Give, for each unit test and moment in it, which alerts fire."""
    tests = yaml.safe_load((DEPLOY / "alerts_test.yml").read_text())["tests"]
    return [
        [
            {FIRING.findall(sample["labels"])[0] for sample in moment["exp_samples"]}
            for moment in test["promql_expr_test"]
        ]
        for test in tests
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the configuration whose token is there."""
    made = tmp_path / "prometheus"
    shutil.copytree(DEPLOY, made)
    (tmp_path / "token").write_text("a token")
    config = made / "prometheus.yml"
    text = config.read_text()
    assert "/run/watchfloor/metrics/token" in text
    config.write_text(text.replace("/run/watchfloor/metrics/token", str(tmp_path / "token")))
    return made


@pytest.mark.parametrize(
    "command",
    ["check rules alerts.yml", "check config prometheus.yml", "test rules alerts_test.yml"],
)
async def test_promtool_is_content(folder: Path, command: str) -> None:
    """The rules and the configuration are valid, and the rules' unit tests pass."""
    process = await asyncio.create_subprocess_exec(
        prometheus.required().promtool,
        *command.split(),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    assert b"SUCCESS" in out


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_a_rule_names_only_what_the_program_has(rule: dict[str, Any]) -> None:
    """Metrics, labels, and the values of labels that come from closed lists."""
    assert prometheus.unknown(rule["expr"]) == set()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_a_rule_says_how_urgent_it_is_and_what_to_do(rule: dict[str, Any]) -> None:
    """A severity, a summary of one line that names only labels that the rule gives, a remedy."""
    assert rule["labels"]["severity"] in {"critical", "warning"}
    summary, description = (rule["annotations"][name] for name in ("summary", "description"))
    assert "\n" not in summary
    assert len(description) > len(summary)
    given = set(re.findall(r"by \(([\w, ]+)\)", rule["expr"])) or {"instance"}
    assert set(re.findall(r"\$labels\.(\w+)", summary)) <= set(", ".join(given).split(", "))


@pytest.mark.parametrize("name", [rule["alert"] for rule in rules()])
def test_a_rule_has_a_unit_test_in_which_it_fires_and_does_not(name: str) -> None:
    """One and the same test shows both."""
    assert any({True, False} <= {name in firing for firing in moments} for moments in unit_tests())


def test_a_machine_without_prometheus_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it can neither be found nor brought the tests are skipped, and in CI they fail."""
    for name in ("PATH", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="put `prometheus` and `promtool` on the path"):
        prometheus.required()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(prometheus.Missing, match="no apt-get"):
        prometheus.required()
