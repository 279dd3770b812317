"""The jsonl source reads a file that is whole, grows, rotates or breaks, and standard input."""

from __future__ import annotations

import asyncio
import json
import os
import random
from collections.abc import Callable, Iterator
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from readings import Reading, ids, line, rotate, write

from streams.errors import InputError
from streams.lines import CAP
from streams.messages import Article, Rejected
from streams.sources import Item, Position, jsonl

Clock = Callable[[], datetime]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a file that is not there yet."""
    return tmp_path / "wires.jsonl"


@pytest.fixture
def read(path: Path, now: Clock) -> Callable[[Position | None], Reading]:
    """Give a way to read the file once."""
    source = jsonl.open(jsonl.Config(path=str(path)), "wires", now)
    return lambda position: Reading(source, position)


@pytest.fixture
def follow(path: Path, now: Clock) -> Callable[[Position | None], Reading]:
    """Give a way to follow the file."""
    config = jsonl.Config(path=str(path), follow=True, poll=0.01)
    return lambda position: Reading(jsonl.open(config, "wires", now), position)


async def test_a_file_is_read_to_its_end(
    path: Path, read: Callable[[Position | None], Reading], now: Clock
) -> None:
    """Without `follow` the last line needs no line end, and the source ends."""
    write(path, line("a") + "\n" + line("b").strip())
    items = await read(None).rest()
    assert ids(items) == ["a", "b"]
    article = items[0].message
    assert isinstance(article, Article)
    assert (article.source, article.first_seen_at) == ("wires", now())


async def test_a_bad_line_is_rejected_with_its_number_and_the_rest_flows(
    path: Path, read: Callable[[Position | None], Reading]
) -> None:
    """Broken, binary and oversized lines are accounted for one by one."""
    lines = [line("a").encode(), b"{broken\n", b"\xff\xfe\n", b"x" * (2 * CAP) + b"\n"]
    write(path, b"".join(lines) + line("b").encode())
    items = await read(None).rest()
    assert ids(items) == ["a", "bad 2", "bad 3", "bad 4", "b"]
    rejected = items[1].message
    assert isinstance(rejected, Rejected)
    assert rejected.source == "wires"
    assert rejected.value_base64 == "e2Jyb2tlbg=="
    assert "not JSON" in rejected.error


async def test_reading_goes_on_behind_every_position(
    path: Path, read: Callable[[Position | None], Reading]
) -> None:
    """From each position, as JSON, the rest comes with the same numbers and identities."""
    write(path, b"\xef\xbb\xbf" + (line("a") + "{bad\r\n\n" + line("b")).encode() * 3)
    whole = await read(None).rest()
    assert len(whole) == 9
    for index, item in enumerate(whole):
        position = json.loads(json.dumps(item.position))
        assert await read(position).rest() == whole[index + 1 :]


@pytest.mark.parametrize("place", ["nowhere/wires.jsonl", ""])
async def test_what_cannot_be_read_is_an_input_error(
    tmp_path: Path, place: str, now: Clock
) -> None:
    """A missing file and a folder are named, with the remedy."""
    source = jsonl.open(jsonl.Config(path=str(tmp_path / place)), "wires", now)
    with pytest.raises(InputError, match=r"give a file that can be read"):
        await Reading(source).rest()


async def test_a_growing_file_is_followed(
    path: Path, follow: Callable[[Position | None], Reading]
) -> None:
    """Lines come as they are written, and a partial line waits for its end."""
    reading = follow(None)
    write(path, line("a") + line("b")[:10])
    assert ids(await reading.take(1)) == ["a"]
    with path.open("a") as file:
        file.write(line("b")[10:] + line("c"))
    assert ids(await reading.take(2)) == ["b", "c"]
    await reading.silent()


async def test_a_file_that_is_not_there_yet_is_waited_for(
    path: Path, follow: Callable[[Position | None], Reading]
) -> None:
    """A feed may be configured before it first writes."""
    reading = follow(None)
    waiting = asyncio.ensure_future(reading.take(1))
    await asyncio.sleep(0.05)
    write(path, line("a"))
    assert ids(await waiting) == ["a"]
    await reading.silent()


async def test_a_rotated_file_is_read_to_its_end_before_the_new_one(
    path: Path, follow: Callable[[Position | None], Reading]
) -> None:
    """Neither what was written last to the old file is lost, nor its line without an end."""
    write(path, line("a"))
    reading = follow(None)
    assert ids(await reading.take(1)) == ["a"]
    with path.open("a") as file:
        rotate(path)
        file.write(line("b") + line("c").strip())
    write(path, line("d"))
    assert ids(await reading.take(3)) == ["b", "c", "d"]
    await reading.silent()


async def test_a_truncated_file_is_read_anew(
    path: Path, follow: Callable[[Position | None], Reading]
) -> None:
    """Log rotation by copy and truncate is noticed by the length; numbers begin again."""
    write(path, line("a") + line("b"))
    reading = follow(None)
    assert ids(await reading.take(2)) == ["a", "b"]
    write(path, line("c"))
    (item,) = await reading.take(1)
    assert (ids([item]), item.position["line"]) == (["c"], 1)
    await reading.silent()


async def test_a_file_renamed_meanwhile_is_finished_after_a_restart(
    path: Path, follow: Callable[[Position | None], Reading]
) -> None:
    """The old file is found by its inode in the same folder; then comes the new one."""
    write(path, line("a") + line("b"))
    first = follow(None)
    (item,) = await first.take(1)
    rotate(path)
    write(path, line("c"))
    reading = follow(item.position)
    assert ids(await reading.take(2)) == ["b", "c"]
    await reading.silent()


@pytest.mark.parametrize("text", [line("long-c"), line("longer-than-both-before" * 9)])
async def test_a_file_replaced_meanwhile_is_read_from_its_start(
    path: Path, follow: Callable[[Position | None], Reading], text: str
) -> None:
    """A position that is no line's end any more is no position."""
    write(path, line("a") + line("b"))
    first = follow(None)
    *_, item = await first.take(2)
    write(path, text)
    reading = follow(item.position)
    (again,) = await reading.take(1)
    assert again.position["line"] == 1
    await reading.silent()


@pytest.mark.parametrize("seed", range(5))
async def test_no_line_is_lost_over_growth_rotation_and_restarts(
    path: Path, follow: Callable[[Position | None], Reading], seed: int
) -> None:
    """Whatever happens to the file and to the reader, every line comes once and in order."""
    dice = random.Random(seed)  # noqa: S311 - a test's choices
    reading, seen = follow(None), list[Item]()
    for number in range(40):
        with path.open("a") as file:
            if dice.random() < 0.2:
                rotate(path)
                file = path.open("a")  # noqa: PLW2901 - the writer goes on in the new one
            file.write(line(str(number)))
            file.flush()
        if dice.random() < 0.3:
            reading = follow(seen[-1].position if seen else None)
        seen += await reading.take(1)
    assert ids(seen) == [str(number) for number in range(40)]


@pytest.fixture
def stdin() -> Iterator[int]:
    """Put a pipe in the place of standard input; gives its writing end."""
    saved = os.dup(0)
    reading, writing = os.pipe()
    os.dup2(reading, 0)
    os.close(reading)
    yield writing
    os.dup2(saved, 0)
    os.close(saved)


async def test_standard_input_is_read_as_it_comes(stdin: int, now: Clock) -> None:
    """A pipe gives lines before it is closed, and ends the source when it is."""
    reading = Reading(jsonl.open(jsonl.Config(path="-", poll=0.01), "pipe", now))
    os.write(stdin, line("a").encode())
    assert ids(await reading.take(1)) == ["a"]
    os.write(stdin, b"{bad")
    os.close(stdin)
    assert ids(await reading.rest()) == ["bad 2"]


async def test_a_silent_standard_input_does_not_hold_the_service(stdin: int, now: Clock) -> None:
    """Reading can be cancelled while nothing comes."""
    await Reading(jsonl.open(jsonl.Config(path="-", poll=0.01), "pipe", now)).silent()
    os.close(stdin)


async def test_a_source_can_be_closed_at_any_time(path: Path, now: Clock) -> None:
    """Closing the stream of articles closes the file."""
    write(path, line("a") + line("b"))
    source = jsonl.open(jsonl.Config(path=str(path), follow=True), "wires", now)
    async with aclosing(cast("Any", source.articles(None))) as items:
        await anext(items)
    assert not _open_files(path)


def _open_files(path: Path) -> list[str]:
    links = [entry for entry in Path("/proc/self/fd").iterdir() if entry.exists()]
    return [str(entry) for entry in links if entry.resolve() == path.resolve()]
