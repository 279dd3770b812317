"""The configuration: one TOML file, read once, frozen; the defaults run without any file.

```toml
broker = "sqlite:///watchfloor.db"    # relative to this file
rules = ["rules.yaml"]                # relative to this file

[desk]
host = "127.0.0.1"
port = 8080
token_file = "desk.token"             # needed to listen on anything but loopback

[kafka]                               # read where the broker is kafka://host:port,host:port
replication = 3                       # used by `topics create`

[metrics]
port = 9108                           # for a process without a desk; the desk serves /metrics too

[classify]
processes = 1                         # each takes a core
kinds = ["attack", "protest"]         # what to look for; ["all"] is everything

[delivery]
fallback = "console"                  # told of what another channel refused for good

[sources.wire]
type = "jsonl"                        # a file of streams/sources; the rest is that source's own
path = "articles.jsonl"

[channels.desk-slack]
type = "slack"                        # a file of alerts/channels; the rest is that channel's own
token_file = "slack.token"
channel = "C012345"
```

Keep secrets elsewhere: `X_file` names a file that holds one, `X_env` a variable. The
channel `console` is always there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from streams.errors import ConfigError

DEFAULT_FILE: Final = Path("watchfloor.toml")
WITH_FILES: Final = ("kafka", "desk", "metrics")
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,62}")


class Frozen(BaseModel):
    """A table of the file: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Plugin(BaseModel):
    """A source or a channel: its type is a file's name, the rest is read by that file."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str

    @property
    def options(self) -> dict[str, Any]:
        """Give what the plug-in itself reads."""
        return dict(self.model_extra or {})


class Desk(Frozen):
    """The page, its API, the health checks and the metrics."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    token_file: Path | None = None
    stories: int = Field(default=2000, ge=1, le=100_000)


class Kafka(Frozen):
    """How to speak to Kafka, and how `topics create` makes topics there.

    `tls` encrypts; `cert_file` and `key_file` also say who we are. `sasl` names a mechanism, and
    the password stands in a file or in an environment variable.
    """

    tls: bool = False
    ca_file: Path | None = None
    cert_file: Path | None = None
    key_file: Path | None = None
    sasl: Literal["plain", "scram-sha-256", "scram-sha-512"] | None = None
    username: str | None = None
    password_file: Path | None = None
    password_env: str | None = None
    replication: int = Field(default=3, ge=1, le=15)
    min_insync: int = Field(default=2, ge=1, le=15)

    @model_validator(mode="after")
    def _whole(self) -> Kafka:
        if (self.sasl is None) != (self.username is None):
            raise ValueError("sasl and username belong together")
        ways = [way for way in (self.password_file, self.password_env) if way is not None]
        if len(ways) != (self.sasl is not None):
            raise ValueError("sasl needs one of password_file and password_env")
        if (self.cert_file is None) != (self.key_file is None):
            raise ValueError("cert_file and key_file belong together")
        if not self.tls and (self.ca_file or self.cert_file):
            raise ValueError("ca_file and cert_file are of use with tls = true only")
        if self.min_insync > self.replication:
            raise ValueError("min_insync cannot be more than replication")
        return self


class MetricsSettings(Frozen):
    """Where a process without a desk shows its metrics, health and readiness; None: nowhere."""

    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=0, le=65535)
    token_file: Path | None = None


class AuditSettings(Frozen):
    """After how long an article or a delivery without an outcome is missed."""

    after_seconds: float = Field(default=120.0, gt=0)


class WatchdogSettings(Frozen):
    """When a process that stands still ends itself, so that its supervisor starts it anew."""

    stuck_seconds: float = Field(default=60.0, gt=0)
    blocked_seconds: float = Field(default=10.0, gt=0)
    stop_seconds: float = Field(default=30.0, gt=0)


class DeliverySettings(Frozen):
    """How long to go on trying, and who hears of what was refused."""

    fallback: str = "console"
    give_up_hours: float = Field(default=96.0, gt=0)
    ambiguous_attempts: int = Field(default=5, ge=1)


class ClassifySettings(Frozen):
    """How many processes classify, each on a core with the coder and the rules, and what kinds.

    `kinds` names the files of agents/kinds that are on, None those that are on by default.
    """

    processes: int = Field(default=1, ge=1, le=64)
    kinds: tuple[str, ...] | None = Field(default=None, min_length=1)


class StorySettings(Frozen):
    """How far apart two articles on one happening may be."""

    window_days: float = Field(default=3.0, gt=0, le=30)


class LogSettings(Frozen):
    """What the program says about itself; `auto` is info, and on a terminal warning."""

    level: str = Field(default="auto", pattern="^(auto|debug|info|warning|error)$")
    format: str = Field(default="auto", pattern="^(auto|text|json)$")


class Settings(Frozen):
    """All of it."""

    broker: str = "sqlite:///watchfloor.db"
    rules: tuple[Path, ...] = ()
    kafka: Kafka = Kafka()
    desk: Desk = Desk()
    metrics: MetricsSettings = MetricsSettings()
    audit: AuditSettings = AuditSettings()
    watchdog: WatchdogSettings = WatchdogSettings()
    delivery: DeliverySettings = DeliverySettings()
    classify: ClassifySettings = ClassifySettings()
    stories: StorySettings = StorySettings()
    log: LogSettings = LogSettings()
    sources: dict[str, Plugin] = Field(default_factory=lambda: {"sample": Plugin(type="sample")})
    channels: dict[str, Plugin] = Field(
        default_factory=lambda: {"console": Plugin(type="console")}
    )

    @model_validator(mode="after")
    def _names(self) -> Settings:
        for table, names in (("sources", self.sources), ("channels", self.channels)):
            for name in names:
                if not NAME.fullmatch(name):
                    raise ValueError(
                        f"{table}.{name}: a name is small letters, digits, '-', '_' and '.'"
                    )
        return self


def load(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Read the configuration; raises ConfigError naming the file, the field and the remedy.

    Without a path `watchfloor.toml` is read where it exists. `WATCHFLOOR_BROKER` overrides the
    broker's URL.
    """
    if path is None and DEFAULT_FILE.exists():
        path = DEFAULT_FILE
    table = _read(path) if path else {}
    if isinstance(channels := table.get("channels"), dict):
        channels.setdefault("console", {"type": "console"})
    if broker := environment.get("WATCHFLOOR_BROKER"):
        table["broker"] = broker
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise ConfigError("\n".join(explain(error, str(path or "environment")))) from None
    return _resolve(settings, path.parent) if path else settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); give another --config"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None


def explain(error: ValidationError, where: str) -> list[str]:
    """Put pydantic's errors in plain words, one line each, without the offending value.

    The value stays out because it may be a secret.
    """
    lines = []
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        field = ".".join(str(part) for part in item["loc"]) or "the file"
        said = item["msg"].removeprefix("Value error, ")
        if item["type"] == "extra_forbidden":
            said = "unknown setting; take it out or mend its name"
        lines.append(f"{where}: {field}: {said[0].lower()}{said[1:]}")
    return lines


def _resolve(settings: Settings, folder: Path) -> Settings:
    """Make the paths of a file relative to its folder."""
    update: dict[str, Any] = {
        **{table: _beside(getattr(settings, table), folder) for table in WITH_FILES},
        "rules": tuple(folder / rule for rule in settings.rules),
    }
    for table in ("sources", "channels"):
        plugins: dict[str, Plugin] = getattr(settings, table)
        update[table] = {name: _relative(plugin, folder) for name, plugin in plugins.items()}
    prefix = "sqlite:///"
    if settings.broker.startswith(prefix) and not settings.broker.startswith("sqlite:////"):
        update["broker"] = prefix + str(folder / settings.broker.removeprefix(prefix))
    return settings.model_copy(update=update)


def _beside(table: Frozen, folder: Path) -> Frozen:
    files = {name: value for name, value in table if isinstance(value, Path)}
    return table.model_copy(update={name: folder / path for name, path in files.items()})


def _relative(plugin: Plugin, folder: Path) -> Plugin:
    options = {
        key: str(folder / value) if _names_a_file(key, value) else value
        for key, value in plugin.options.items()
    }
    return Plugin.model_validate({"type": plugin.type, **options})


def _names_a_file(key: str, value: object) -> bool:
    return isinstance(value, str) and value != "-" and (key == "path" or key.endswith("_file"))
