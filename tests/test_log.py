"""The log in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.errors import ConfigError, LogInUse, Unavailable
from streams.log import Log, NewRecord
from streams.offsets import Partition

P0, P1 = Partition("articles", 0), Partition("articles", 1)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Give an empty log with a topic of two partitions."""
    made = Log(tmp_path / "log.db")
    made.create("articles", 2)
    return made


def record(
    partition: Partition, value: bytes | None, key: bytes = b"k", at: float = 1.0
) -> NewRecord:
    """Make a record."""
    return NewRecord(partition, at, key, value)


def values(log: Log, partition: Partition, offset: int = 0) -> list[bytes | None]:
    """Read a partition's values."""
    return [found.value for found in log.read(partition, offset)]


def test_records_come_back_in_order_with_dense_offsets(log: Log) -> None:
    """Each partition counts from 0 on its own."""
    assert log.append([record(P0, b"a"), record(P1, b"x"), record(P0, b"b")]) == [0, 0, 1]
    assert values(log, P0) == [b"a", b"b"]
    assert values(log, P0, 1) == [b"b"]
    assert log.ends() == {P0: 2, P1: 1}


def test_a_partition_never_reads_its_neighbour(log: Log) -> None:
    """Partitions lie side by side in one table and stay apart."""
    log.append([record(P0, b"a"), record(P1, b"x")])
    assert values(log, P0, 1) == []
    assert values(log, P1) == [b"x"]


def test_what_was_appended_is_there_after_reopening(tmp_path: Path) -> None:
    """A closed file gives the same records, ends and committed offsets."""
    log = Log(tmp_path / "log.db")
    log.create("articles", 1)
    log.append([record(P0, b"a")])
    log.commit("group", {P0: 1})
    log.close()
    again = Log(tmp_path / "log.db")
    assert values(again, P0) == [b"a"]
    assert again.committed("group") == {P0: 1}
    assert again.committed("other") == {}


def test_offsets_go_on_after_everything_expired(log: Log) -> None:
    """An offset is never given twice, even when the partition is empty."""
    log.append([record(P0, b"a"), record(P0, b"b")])
    assert log.expire(P0, before=2.0, below=2) == 2
    assert log.starts()[P0] == 2
    assert log.append([record(P0, b"c")]) == [2]


def test_retention_keeps_what_is_young_or_unread(log: Log) -> None:
    """Only records that are both past their time and under the committed offset go."""
    log.append(
        [record(P0, b"old", at=1.0), record(P0, b"old too", at=2.0), record(P0, b"new", at=9.0)]
    )
    assert log.expire(P0, before=5.0, below=1) == 1
    assert values(log, P0) == [b"old too", b"new"]
    assert log.expire(P0, before=5.0, below=3) == 1
    assert values(log, P0) == [b"new"]


def test_compaction_keeps_the_newest_of_each_key(log: Log) -> None:
    """Older values go, tombstones go with what they delete, the last record always stays."""
    log.append(
        [
            record(P0, b"1", b"a"),
            record(P0, b"1", b"b"),
            record(P0, b"2", b"a"),
            record(P0, None, b"b"),
        ]
    )
    assert log.compact(P0, dirty=1) == 2
    assert [(r.offset, r.key, r.value) for r in log.read(P0, 0)] == [
        (2, b"a", b"2"),
        (3, b"b", None),
    ]
    log.append([record(P0, b"3", b"c")])
    assert log.compact(P0, dirty=1) == 1
    assert [r.key for r in log.read(P0, 0)] == [b"a", b"c"]


def test_compaction_waits_until_it_is_worth_it(log: Log) -> None:
    """Few new records since the last time: nothing is done."""
    log.append([record(P0, b"1"), record(P0, b"2")])
    assert log.compact(P0, dirty=3) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([b"a", b"b", b"c"]), st.none() | st.binary(max_size=3))))
def test_a_compacted_partition_restores_the_same_table(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[bytes, bytes | None]]
) -> None:
    """Reading all or only what compaction left gives the same newest values."""
    log = Log(tmp_path_factory.mktemp("log") / "log.db")
    log.create("articles", 1)
    log.append([record(P0, value, key) for key, value in writes])

    def table() -> dict[bytes | None, bytes | None]:
        found: dict[bytes | None, bytes | None] = {}
        for stored in log.read(P0, 0):
            found[stored.key] = stored.value
            if stored.value is None:
                del found[stored.key]
        return found

    before = table()
    log.compact(P0, dirty=0)
    assert table() == before


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    """With retention, ten times the traffic takes no more room than the traffic kept."""
    log = Log(tmp_path / "log.db")
    log.create("articles", 1)
    sizes = []
    for turn in range(10):
        log.append([record(P0, os.urandom(2000), at=float(turn)) for _ in range(500)])
        while log.expire(P0, before=turn - 0.5, below=log.ends()[P0]):
            pass
        log._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sizes.append((tmp_path / "log.db").stat().st_size)
    assert sizes[-1] <= 1.5 * sizes[1]


def test_a_second_holder_is_told_who_holds_the_log(tmp_path: Path) -> None:
    """The error names the file, the process and the remedy."""
    first, second = Log(tmp_path / "log.db"), Log(tmp_path / "log.db")
    first.lock()
    with pytest.raises(LogInUse, match=rf"process {os.getpid()}.*--broker"):
        second.lock()
    first.close()
    second.lock()


def test_several_processes_append_to_one_file(tmp_path: Path) -> None:
    """Writers without the lock interleave and no offset is given twice."""
    log = Log(tmp_path / "log.db")
    log.create("articles", 1)
    code = (
        "import sys; from pathlib import Path; from streams.log import *\n"
        "log = Log(Path(sys.argv[1]))\n"
        "for i in range(200): log.append([NewRecord(Partition('articles', 0), 1.0, b'k', b'v')])"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "log.db")]
    writers = [subprocess.Popen(arguments) for _ in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert [found.offset for found in log.read(P0, 0, 1000)] == list(range(600))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """Neither another database nor a text is overwritten."""
    other = tmp_path / "other.db"
    database = sqlite3.connect(other)
    database.execute("CREATE TABLE mine (x)")
    database.commit()
    with pytest.raises(ConfigError, match="not a Watchfloor log"):
        Log(other)
    text = tmp_path / "notes.txt"
    text.write_text("not a database at all, and long enough to be looked at by SQLite\n" * 20)
    with pytest.raises(ConfigError, match="cannot open the log"):
        Log(text)
    assert text.read_text().startswith("not a database")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A missing folder is one clear error with the remedy."""
    with pytest.raises(ConfigError, match=r"nowhere/log.db.*name a file in a folder"):
        Log(tmp_path / "nowhere" / "log.db")


def test_a_full_disk_takes_nothing_and_says_so(log: Log) -> None:
    """A batch that does not fit leaves no part of itself behind; with room again it goes in."""
    log.append([record(P0, b"a")])
    (pages,) = log._db.execute("PRAGMA page_count").fetchone()
    log._db.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(Unavailable, match="full"):
        log.append([record(P0, os.urandom(4000)) for _ in range(50)])
    assert values(log, P0) == [b"a"]
    assert log.ends()[P0] == 1
    log._db.execute("PRAGMA max_page_count=1000000")
    assert log.append([record(P0, b"b")]) == [1]
