"""What is opened from the settings before anything runs: the coder, the rules, the plug-ins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agents import coder
from alerts import rules
from alerts.channels import Channel
from alerts.rules import RuleSet
from streams import plugins
from streams.errors import ConfigError
from streams.settings import Plugin, Settings, explain


def clock() -> datetime:
    """Tell the time, in UTC; everything below the composition root is given it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the stages work with."""

    coder: coder.Coder
    rules: RuleSet
    channels: Mapping[str, Channel]


def open_parts(settings: Settings) -> Parts:
    """Load the kinds, the rules and the channels; raises ConfigError naming what is wrong."""
    channels = {
        name: open_plugin("alerts.channels", name, plugin)
        for name, plugin in settings.channels.items()
    }
    return Parts(coder=coder.load(), rules=open_rules(settings), channels=channels)


def open_rules(settings: Settings) -> RuleSet:
    """Read the rule files of the settings, or the bundled ones where they name none."""
    files = settings.rules or (Path(str(resources.files("alerts"))) / "sample_rules.yaml",)
    return rules.load(
        files, kinds=plugins.names("agents.kinds"), channels=sorted(settings.channels)
    )


def open_plugin(package: str, name: str, plugin: Plugin, *more: Any) -> Any:  # noqa: ANN401
    """Open a source or a channel of the configuration by its type."""
    module = plugins.load(package, plugin.type)
    where = f"{package.rpartition('.')[2]}.{name}"
    try:
        config = module.Config.model_validate(plugin.options)
    except ValidationError as error:
        raise ConfigError("\n".join(explain(error, where))) from None
    return module.open(config, *more)
