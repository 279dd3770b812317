"""The commands as a user types them."""

from __future__ import annotations

import gzip
import importlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from world import RULES, SEED, World, make_world

from agents import cli
from agents.commands import output


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give a folder to run in."""
    async with make_world(tmp_path) as made:
        yield made


def test_help_teaches_every_command() -> None:
    """The list names each with one line, and each has help of its own."""
    said = CliRunner().invoke(cli.root, ["--help"]).output
    for name, (place, about) in cli.COMMANDS.items():
        assert about.split(".")[0].split(",")[0] in " ".join(said.split())
        module, _, attribute = place.partition(":")
        command = getattr(importlib.import_module(f"agents.commands.{module}"), attribute)
        assert command.name == name
        assert len(command.help or "") > 20


def test_an_unknown_command_is_a_usage_error() -> None:
    """Exit code 2 and the name."""
    done = CliRunner().invoke(cli.root, ["clasify"])
    assert done.exit_code == 2
    assert "clasify" in done.output


async def test_classify_reads_text_json_lines_gzip_and_stdin(world: World) -> None:
    """The same article in four forms gives the same four events."""
    text = SEED.read_text(encoding="utf-8")
    line = json.dumps({"id": "seed", "body": text}) + "\n"
    (world.folder / "a.jsonl").write_text(line)
    (world.folder / "b.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (world.folder / "c.txt").write_text(text)
    done = await world.run("classify", "a.jsonl", "b.jsonl.gz", "c.txt", "-", stdin=line.encode())
    assert done.code == 0, done.err
    assert [found["id"] for found in done.lines] == ["seed", "seed", "c.txt", "seed"]
    kinds = [[(e["kind"], e["modality"]) for e in found["events"]] for found in done.lines]
    assert kinds[0] == kinds[1] == kinds[2] == kinds[3]
    assert len(kinds[0]) == 4


async def test_classify_goes_on_behind_a_bad_line(world: World) -> None:
    """One error a bad line with file, line, field; the good ones are printed; exit code 2."""
    bad = b'{"id": 1, "body": "All quiet."}\n{"body": ""}\n\xff\xfe\n{"title": "All quiet."}\n'
    done = await world.run("classify", "-", stdin=bad)
    assert done.code == 2
    assert len(done.lines) == 2
    first, second = done.err.splitlines()
    assert first.startswith("-:2: body:")
    assert second.startswith("-:3: ")


async def test_a_missing_file_is_one_clear_error(world: World) -> None:
    """No traceback, exit code 2, the name and the remedy."""
    done = await world.run("classify", "nowhere.jsonl")
    assert done.code == 2
    assert done.err == (
        "watchfloor: nowhere.jsonl: cannot be opened (No such file or directory); "
        "give a file of articles, or - for stdin\n"
    )


async def test_commands_that_look_at_the_log_say_when_there_is_none(world: World) -> None:
    """And they do not make one."""
    for command in (["topics"], ["deadletters"], ["explain", "a"]):
        done = await world.run(*command)
        assert done.code == 2
        assert "there is no log yet" in done.err
    assert not (world.folder / "watchfloor.db").exists()


async def test_plugins_are_listed_with_their_manuals(world: World) -> None:
    """Names and first lines; one by name prints its docstring."""
    for command, known in (("kinds", "attack"), ("channels", "slack"), ("sources", "jsonl")):
        listed = await world.run(command, "--json")
        assert known in {row["name"] for row in listed.lines}
        assert all(row["about"] for row in listed.lines)
        manual = await world.run(command, known)
        assert len(manual.out.splitlines()) >= 1
        unknown = await world.run(command, "nothing")
        assert unknown.code == 2
        assert known in unknown.err


MARCH = b'{"body": "Thousands marched through Tbilisi on Sunday against the new media law."}\n'


async def test_a_kind_that_is_off_is_switched_on_for_one_call(world: World) -> None:
    """Off by default; `--kind` adds one or all; an unknown name is one clear error."""
    found = {}
    for kinds in ((), ("protest",), ("sanctions", "protest"), ("all",), ("sanctions",)):
        options = [word for kind in kinds for word in ("--kind", kind)]
        done = await world.run("classify", "-", *options, stdin=MARCH)
        found[kinds] = "protest" in {event["kind"] for event in done.lines[0]["events"]}
    assert not found.pop(())
    assert not found.pop(("sanctions",))
    assert all(found.values())
    wrong = await world.run("classify", "-", "--kind", "protets", stdin=MARCH)
    assert wrong.code == 2
    assert "unknown kind 'protets'; known: airstrike, attack" in wrong.err


async def test_configured_kinds(world: World) -> None:
    """The configuration says what classify looks for, kinds lists and doctor proves."""
    path = world.configure()
    path.write_text(path.read_text() + '\n[classify]\nkinds = ["attack", "protest"]\n')
    listed = await world.run("kinds", "--json")
    on = {row["name"] for row in listed.lines if row["on"]}
    assert on == {"attack", "protest"}
    assert {row["name"]: row["refines"] for row in listed.lines}["airstrike"] == "attack"
    shown = await world.run("kinds")
    assert [line.split()[1] for line in shown.out.splitlines() if "protest " in line] == ["on"]
    done = await world.run("classify", "-", stdin=MARCH)
    assert "protest" in {event["kind"] for event in done.lines[0]["events"]}
    checked = {row["check"]: row["about"] for row in (await world.run("doctor", "--json")).lines}
    assert checked["event kinds"].startswith("attack, protest:")


async def test_doctor_warns_of_a_rule_on_a_kind_that_is_off(world: World) -> None:
    """It names the rule and the kind, and says how to switch it on."""
    world.configure(RULES.replace("kind:attack", "kind:protest"))
    (row,) = (r for r in (await world.run("doctor", "--json")).lines if r["check"] == "rules")
    assert row["result"] == "warn"
    assert "the kind 'protest' is off" in row["about"]
    assert "[classify]" in row["about"]


async def test_doctor_finds_nothing_wrong_with_the_defaults(world: World) -> None:
    """Every check has a row, and none fails."""
    done = await world.run("doctor", "--json")
    assert done.code == 0, done.out
    results = {row["check"]: row["result"] for row in done.lines}
    assert "FAIL" not in results.values()
    assert {"event kinds", "rules", "channels", "log", "disk"} <= set(results)
    assert not (world.folder / "watchfloor.db").exists()


async def test_doctor_names_what_would_stop_a_start(world: World) -> None:
    """A rule for a channel that is not there: FAIL, exit code 2."""
    path = world.configure()
    path.write_text(path.read_text().replace("[channels.amal]", "[channels.amel]"))
    done = await world.run("doctor", "--json")
    assert done.code == 2
    (failed,) = (row for row in done.lines if row["result"] == "FAIL")
    assert failed["check"] == "rules"
    assert "amal" in failed["about"]


async def test_topics_lists_the_table(world: World) -> None:
    """Every topic with its records and lag."""
    world.configure()
    await world.run("replay", SEED)
    rows = {row["topic"]: row for row in (await world.run("topics", "--json")).lines}
    assert rows["articles"]["written"] == 1
    assert rows["stories"]["written"] == 4
    assert rows["outbox"] | {"lag": 0, "records": 3} == rows["outbox"]
    assert "retention days" in (await world.run("topics")).out


def test_foreign_text_cannot_drive_the_terminal() -> None:
    """Escape sequences and carriage returns of an article are made visible."""
    assert (
        output.clean("\x1b]0;owned\x07 \r\n\u202eabc\u2066")
        == "\ufffd]0;owned\ufffd \ufffd\ufffd\ufffdabc\ufffd"
    )
    assert output.clean("الجيش العراقي – naïve\t✓") == "الجيش العراقي – naïve\t✓"
