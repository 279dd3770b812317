"""The whole path, from the outside: articles into a process, alerts out of real channels."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from world import KEY, SEED, World, end, make_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder."""
    async with make_world(tmp_path) as made:
        yield made


async def test_the_seed_gives_four_events_and_three_alerts_on_three_channels(world: World) -> None:
    """The article in; Slack, mail and webhook each told once, with the sentence that proves it."""
    world.configure()
    done = await world.run("replay", SEED, "--json")
    assert (done.code, done.err) == (0, "")
    (summary,) = done.lines
    assert summary["articles"] == 1
    assert summary["stories"] == {"new_story": 4}
    assert summary["decided"] == {"alerted": 3}
    assert summary["delivered"] == {"sent": 3}

    (post,) = world.slack.messages
    said = json.dumps(post["blocks"], ensure_ascii=False)
    assert "joint committee" in said
    assert "iraq-coalition-withdrawal" in said

    (mail,) = world.smtp.mails
    text = mail.message.get_body(("plain",)).get_content()
    assert "DENIED" in mail.message["Subject"].upper()
    assert "additional" in text

    (received,) = world.hook.received
    stamp = received.headers["Watchfloor-Timestamp"].encode()
    wanted = hmac.new(KEY.encode(), stamp + b"." + received.body, hashlib.sha256).hexdigest()
    assert received.headers["Watchfloor-Signature"] == f"v1={wanted}"
    event = json.loads(received.body)["alert"]["story"]["event"]
    assert event["kind"] == "attack"
    seed = SEED.read_text(encoding="utf-8")
    evidence = event["evidence"]
    assert evidence["text"] == seed[evidence["start"] : evidence["end"]]


async def test_a_second_replay_tells_nothing_again(world: World) -> None:
    """The same article on the same log is a duplicate, and says so."""
    world.configure()
    await world.run("replay", SEED)
    done = await world.run("replay", SEED, "--json")
    assert done.lines[0]["stories"] == {"duplicate": 1}
    assert done.lines[0]["delivered"] == {}
    assert (len(world.slack.messages), len(world.smtp.mails), len(world.hook.received)) == (
        1,
        1,
        1,
    )


async def test_bad_lines_are_named_and_the_rest_flows_on(world: World) -> None:
    """One clear error a line, exit code 2, the good article told, the bad ones kept whole."""
    world.configure()
    body = json.dumps({"id": "a1", "body": SEED.read_text(encoding="utf-8")})
    lines = f'{body}\n{{"id": "a2"}}\nnot json\n{{"id": "a3", "body": 5}}\n'
    done = await world.run("replay", "-", "--json", stdin=lines.encode())
    assert done.code == 2
    errors = done.err.splitlines()
    assert [error.split(":")[1] for error in errors] == ["2", "3", "4"]
    assert "body" in errors[0]
    assert done.lines[0]["rejected"] == 3
    assert done.lines[0]["delivered"] == {"sent": 3}
    listed = await world.run("deadletters", "--json")
    assert len(listed.lines) == 3


async def test_explain_says_why_and_why_not(world: World) -> None:
    """The decisions of an article, and the clauses of a rule that fired and of one that did not."""
    world.configure()
    await world.run("replay", SEED)
    fired = await world.run("explain", SEED.name, "attacks-in-iraq", "--json")
    assert fired.code == 0
    (record,) = fired.lines
    assert record["matched"]
    reasons = [decision["reason"] for decision in record["decisions"]]
    assert reasons[0] == "classified"
    assert {"new_story", "alerted", "sent"} <= set(reasons)
    rules = (world.folder / "rules.yaml").read_text()
    (world.folder / "rules.yaml").write_text(rules.replace("(checkpoint OR convoy)", "convoy"))
    silent = await world.run("explain", SEED.name, "attacks-in-iraq")
    assert "convoy" in silent.out
    assert "did not match" in silent.out
    unknown = await world.run("explain", "nothing", "attacks-in-iraq")
    assert unknown.code == 2
    assert "no such article" in unknown.err


async def test_a_refusing_channel_is_a_dead_letter_told_elsewhere(world: World) -> None:
    """Slack says the channel is gone: the alert appears on the console with the reason."""
    path = world.configure()
    path.write_text(path.read_text().replace("xoxb-demo", "xoxb-wrong-token-1234"))
    done = await world.run("replay", SEED)
    assert "could not be told on desk-slack" in done.out
    assert "invalid_auth" in done.out
    assert "xoxb-wrong-token-1234" not in done.out + done.err
    listed = await world.run("deadletters", "--json")
    (letter,) = listed.lines
    assert letter["stage"] == "deliver"
    path.write_text(path.read_text().replace("xoxb-wrong-token-1234", "xoxb-demo"))
    again = await world.run("deadletters", "replay", letter["key"])
    assert again.code == 0, again.err
    await world.run("replay", "-", stdin=b'{"body": "Nothing happened here today at all."}\n')
    assert len(world.slack.messages) == 1
    assert (await world.run("deadletters", "--json")).lines == []


async def test_a_replay_that_is_cut_short_goes_on_where_it_was(world: World) -> None:
    """Ctrl-C in the middle: exit code 130, one line; the second run takes in only the rest."""
    world.configure()
    lines = (f'{{"id": "n{n}", "body": "Nothing happened in town {n}."}}' for n in range(20_000))
    (world.folder / "many.jsonl").write_text("\n".join(lines))
    process = await world.start("replay", "many.jsonl", "--json")
    log = world.folder / "log.db-wal"
    async with asyncio.timeout(30):
        while not log.exists() or log.stat().st_size < 500_000:
            await asyncio.sleep(0.05)
    done = await end(process, signal.SIGINT)
    assert (done.code, done.out) == (130, "")
    assert done.err == "watchfloor: stopped; the same replay goes on where it was\n"
    rest = await world.run("replay", "many.jsonl", "--json")
    assert 0 < rest.lines[0]["articles"] < 20_000
    rows = {row["topic"]: row for row in (await world.run("topics", "--json")).lines}
    assert rows["articles"]["written"] == 20_000
    assert rows["articles"]["lag"] == 0


async def test_a_dead_channel_delays_no_other(world: World) -> None:
    """Slack is away for good while 300 alerts wait for it: the webhook gets all of its own."""
    path = world.configure(
        "rules:\n  - {id: both, query: 'body:council', notify: [desk-slack, pager]}\n"
    )
    path.write_text(path.read_text().replace(world.slack.api_url, "http://127.0.0.1:9/api/"))
    rows = [{"id": f"n{n}", "body": f"The council of town {n} met."} for n in range(300)]
    (world.folder / "many.jsonl").write_text("\n".join(map(json.dumps, rows)))
    process = await world.start("replay", "many.jsonl")
    async with asyncio.timeout(60):
        while len(world.hook.received) < 300:
            await asyncio.sleep(0.1)
    async with asyncio.timeout(10):  # what only waits for its next attempt is not waited for
        done = await end(process, signal.SIGINT)
    assert done.code == 130
    assert len({post["delivery_key"] for post in world.posts()}) == 300
    lag = {row["topic"]: row["lag"] for row in (await world.run("topics", "--json")).lines}
    assert lag["outbox"] >= 300


async def test_a_replay_of_a_missing_file_is_an_error(world: World) -> None:
    """One clear line, exit code 2, and no summary that looks like success."""
    world.configure()
    done = await world.run("replay", "nowhere.jsonl", "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("watchfloor: nowhere.jsonl: cannot be opened")


async def test_standard_input_is_never_skipped(world: World) -> None:
    """A replay from a pipe that was cut short says nothing about the next pipe's articles."""
    world.configure()
    process = await world.start("replay", "-", "--json")
    assert process.stdin is not None
    process.stdin.write(b'{"body": "Nothing happened in the first town."}\n' * 450)
    await process.stdin.drain()
    written = 0
    async with asyncio.timeout(40):
        while written < 200:
            found = await world.run("topics", "--json")
            rows = {row["topic"]: row for row in (found.lines if found.code == 0 else [])}
            written = rows["articles"]["written"] if rows else 0
    process.kill()
    await process.wait()
    done = await world.run("replay", "-", "--json", stdin=b'{"body": "Quite another one."}\n')
    assert done.lines[0]["articles"] == 1
