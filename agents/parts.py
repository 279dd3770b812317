"""What is opened from the settings before anything runs: the coder, the rules, the plug-ins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agents import coder, kinds
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
    return Parts(coder=open_coder(settings), rules=open_rules(settings), channels=channels)


def open_coder(settings: Settings, more: Iterable[str] = ()) -> coder.Coder:
    """Load the coder of the kinds that are on, and of those that a command wants besides."""
    return coder.load(tuple(kind.name for kind in open_kinds(settings, more)))


def open_kinds(settings: Settings, more: Iterable[str] = ()) -> tuple[kinds.Kind, ...]:
    """Give the kinds that are on; raises ConfigError naming the one that is none."""
    try:
        on = kinds.chosen(settings.classify.kinds)
    except ConfigError as error:
        raise ConfigError(f"classify.kinds: {error}") from None
    return kinds.chosen([*(kind.name for kind in on), *more])


def open_rules(settings: Settings) -> RuleSet:
    """Read the rule files of the settings, or the bundled ones where they name none."""
    files = settings.rules or (Path(str(resources.files("alerts"))) / "sample_rules.yaml",)
    on = {name for kind in open_kinds(settings) for name in (kind.name, kind.refines)}
    known = plugins.names("agents.kinds")
    return rules.load(
        files, kinds=known, channels=sorted(settings.channels), off=sorted(set(known) - on)
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
