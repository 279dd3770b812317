"""The configuration file."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.parts import open_kinds, open_parts
from streams import plugins, settings
from streams.errors import ConfigError


def load(folder: Path, text: str, **environment: str) -> settings.Settings:
    """Write a file and read it."""
    path = folder / "watchfloor.toml"
    path.write_text(text)
    return settings.load(path, environment)


def test_the_defaults_need_no_file() -> None:
    """The sample feed, the embedded log, the console, the desk on loopback."""
    found = settings.Settings()
    assert found.broker == "sqlite:///watchfloor.db"
    assert list(found.sources) == ["sample"]
    assert list(found.channels) == ["console"]
    assert found.desk.host == "127.0.0.1"


def test_a_file_in_the_working_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --config, watchfloor.toml is read where it exists."""
    monkeypatch.chdir(tmp_path)
    assert settings.load(None, {}) == settings.Settings()
    (tmp_path / "watchfloor.toml").write_text("[desk]\nport = 9\n")
    assert settings.load(None, {}).desk.port == 9


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """Rules, secrets, sources and the log lie beside the configuration, wherever it is run from."""
    found = load(
        tmp_path,
        'broker = "sqlite:///log.db"\nrules = ["r.yaml"]\n[desk]\ntoken_file = "t"\n'
        '[sources.a]\ntype = "jsonl"\npath = "in.jsonl"\n[sources.b]\ntype = "jsonl"\npath = "-"\n'
        '[channels.c]\ntype = "slack"\ntoken_file = "/abs/token"\nchannel = "C1"\n',
    )
    assert found.broker == f"sqlite:///{tmp_path}/log.db"
    assert found.rules == (tmp_path / "r.yaml",)
    assert found.desk.token_file == tmp_path / "t"
    assert found.sources["a"].options == {"path": f"{tmp_path}/in.jsonl"}
    assert found.sources["b"].options == {"path": "-"}
    assert found.channels["c"].options["token_file"] == "/abs/token"


def test_the_console_is_always_there(tmp_path: Path) -> None:
    """Rules and the fallback can name it whatever the file says."""
    found = load(tmp_path, '[channels.c]\ntype = "webhook"\n')
    assert sorted(found.channels) == ["c", "console"]


def test_the_environment_overrides_the_broker(tmp_path: Path) -> None:
    """One image runs anywhere."""
    found = load(tmp_path, "", WATCHFLOOR_BROKER="sqlite:////data/x.db")
    assert found.broker == "sqlite:////data/x.db"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("brokers = 1", "brokers: unknown setting"),
        ("[desk]\nport = 70000", "desk.port"),
        ("[log]\nlevel = 'loud'", "log.level"),
        ("[sources.'Bad Name']\ntype = 'jsonl'", "a name is small letters"),
        ("[channels.x]\nurl = 'y'", "channels.x.type"),
        ("[delivery]\ngive_up_hours = 0", "delivery.give_up_hours"),
        ("[classify]\nkinds = []", "classify.kinds"),
        ("[classify]\nkinds = 'attack'", "classify.kinds"),
        ("x = ", "not TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    """The file and the field stand in the message."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)
    assert "watchfloor.toml" in str(caught.value)


def test_kinds_are_those_of_the_configuration(tmp_path: Path) -> None:
    """Exactly those that it names, the default ones where it names none, and `all` is every one."""
    core = ["attack", "troop_deployment", "withdrawal_talks"]
    for text, wanted in (
        ("", core),
        ('[classify]\nkinds = ["protest", "attack"]', ["attack", "protest"]),
        ('[classify]\nkinds = ["all"]', plugins.names("agents.kinds")),
    ):
        found = open_kinds(load(tmp_path, text))
        assert [kind.name for kind in found] == wanted


def test_an_unknown_kind_is_one_clear_error(tmp_path: Path) -> None:
    """It names the setting, the name that is wrong and the known ones."""
    loaded = load(tmp_path, '[classify]\nkinds = ["attack", "protets"]')
    with pytest.raises(
        ConfigError, match=r"^classify.kinds: unknown kind 'protets'; known: airst"
    ):
        open_parts(loaded)


def test_an_error_never_shows_a_value(tmp_path: Path) -> None:
    """A secret that was put in the wrong place stays out of the terminal."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, '[desk]\nport = "xoxb-secret"\n')
    assert "xoxb-secret" not in str(caught.value)
    assert caught.value.__cause__ is None
