"""The embedded log: topics, partitions and committed offsets in one SQLite file.

A record's place is one integer: the partition's number in the high bits, the offset in the low
ones. So a partition is a contiguous range of one b-tree: appending and reading cost the same
whatever the length of the log. All methods are synchronous and may be called from any thread, one
at a time for each `Log`; several processes may append to one file, one at a time may hold `lock`.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from streams.errors import ConfigError, LogInUse, Unavailable
from streams.offsets import Partition
from streams.port import Headers, NewRecord, StoredRecord

FORMAT: Final = 1
APPLICATION_ID: Final = 0x57464C52  # "WFLR"
OFFSET_BITS: Final = 40
BUSY_SECONDS: Final = 10.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS partitions (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, number INTEGER NOT NULL,
    next INTEGER NOT NULL DEFAULT 0, clean INTEGER NOT NULL DEFAULT 0, UNIQUE (topic, number));
CREATE TABLE IF NOT EXISTS records (
    position INTEGER PRIMARY KEY, timestamp REAL NOT NULL, key BLOB, value BLOB, headers BLOB);
CREATE TABLE IF NOT EXISTS offsets (
    consumer_group TEXT NOT NULL, topic TEXT NOT NULL, number INTEGER NOT NULL,
    offset INTEGER NOT NULL, PRIMARY KEY (consumer_group, topic, number)) WITHOUT ROWID;
"""


def pack(headers: Headers) -> bytes | None:
    """Pack headers into bytes: names and values, each after its length."""
    parts = (part for name, value in headers for part in (name.encode(), value))
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts) or None


def unpack(packed: bytes | None) -> Headers:
    """Unpack what `pack` packed."""
    parts: list[bytes] = []
    place = 0
    while packed and place < len(packed):
        size = int.from_bytes(packed[place : place + 4], "big")
        parts.append(packed[place + 4 : place + 4 + size])
        place += 4 + size
    return tuple((n.decode(), v) for n, v in zip(parts[::2], parts[1::2], strict=True))


class Log:
    """One SQLite file, opened by one process.

    `synchronous` is SQLite's: `normal` survives the death of the process at any moment, `full`
    also a power cut, for a disk flush with every batch.
    """

    def __init__(self, path: Path, *, synchronous: str = "normal") -> None:
        self.path = path
        self._lock_file: int | None = None
        self._ids: dict[Partition, int] = {}
        try:
            self._db = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
            )
            self._prepare(synchronous)
        except sqlite3.Error as error:
            raise ConfigError(
                f"broker: cannot open the log {path}: {error}; "
                "name a file in a folder that can be written, or another file"
            ) from error

    def _prepare(self, synchronous: str) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and (application != APPLICATION_ID or version != FORMAT):
            raise ConfigError(
                f"broker: {self.path} is not a Watchfloor log of format {FORMAT}; "
                "name another file, or move this one away"
            )
        if not tables:
            self._db.execute("PRAGMA auto_vacuum=INCREMENTAL")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(f"PRAGMA synchronous={synchronous}")
        self._db.execute("PRAGMA journal_size_limit=67108864")
        if not tables:
            self._db.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA application_id={APPLICATION_ID};"
                f"PRAGMA user_version={FORMAT}; COMMIT;"
            )

    def close(self) -> None:
        """Close the file and give up the lock."""
        self._db.close()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    def lock(self) -> None:
        """Become the one process that runs the agents; raises LogInUse where another does."""
        path = self.path.with_name(self.path.name + ".lock")
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise LogInUse(
                f"{self.path} is in use by another watchfloor (process {holder}); "
                "stop that one, or give this one another file: --broker sqlite:///other.db"
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._lock_file = handle

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._rollback()
            raise Unavailable(f"the log {self.path} did not take a write: {error}") from error
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def create(self, topic: str, partitions: int) -> None:
        """Make a topic's partitions where they are missing."""
        with self._transaction() as db:
            db.executemany(
                "INSERT OR IGNORE INTO partitions (topic, number) VALUES (?, ?)",
                [(topic, number) for number in range(partitions)],
            )

    def partitions(self) -> dict[str, int]:
        """Give the number of partitions of each topic."""
        query = "SELECT topic, count(*) FROM partitions GROUP BY topic"
        return dict(self._db.execute(query).fetchall())

    def ends(self) -> dict[Partition, int]:
        """Give the offset that each partition's next record will have."""
        rows = self._db.execute("SELECT topic, number, next FROM partitions")
        return {Partition(topic, number): end for topic, number, end in rows}

    def starts(self) -> dict[Partition, int]:
        """Give the offset of each partition's oldest record, or its end where it is empty."""
        return {partition: self._start(partition, end) for partition, end in self.ends().items()}

    def _start(self, partition: Partition, end: int) -> int:
        low, high = self._range(partition)
        query = "SELECT min(position) FROM records WHERE position >= ? AND position < ?"
        (position,) = self._db.execute(query, (low, high)).fetchone()
        return end if position is None else position - low

    def _range(self, partition: Partition) -> tuple[int, int]:
        if (number := self._ids.get(partition)) is None:
            query = "SELECT id FROM partitions WHERE topic = ? AND number = ?"
            row = self._db.execute(query, partition).fetchone()
            if row is None:
                raise KeyError(partition)
            number = self._ids[partition] = int(row[0])
        return number << OFFSET_BITS, (number + 1) << OFFSET_BITS

    def append(self, records: Sequence[NewRecord]) -> list[int]:
        """Add records in one transaction; gives their offsets. Raises Unavailable, adds none."""
        offsets: list[int] = []
        rows: list[tuple[int, float, bytes | None, bytes | None, bytes | None]] = []
        with self._transaction() as db:
            nexts: dict[Partition, int] = {}
            for record in records:
                partition = record.partition
                offset = nexts.get(partition)
                if offset is None:
                    query = "SELECT next FROM partitions WHERE topic = ? AND number = ?"
                    (offset,) = db.execute(query, partition).fetchone()
                low, _ = self._range(partition)
                packed = pack(record.headers)
                rows.append((low + offset, record.timestamp, record.key, record.value, packed))
                offsets.append(offset)
                nexts[partition] = offset + 1
            db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?)", rows)
            db.executemany(
                "UPDATE partitions SET next = ? WHERE topic = ? AND number = ?",
                [(end, *partition) for partition, end in nexts.items()],
            )
        return offsets

    def read(self, partition: Partition, offset: int, limit: int = 500) -> list[StoredRecord]:
        """Give up to `limit` records from an offset on, in order."""
        low, high = self._range(partition)
        rows = self._db.execute(
            "SELECT position, timestamp, key, value, headers FROM records "
            "WHERE position >= ? AND position < ? ORDER BY position LIMIT ?",
            (low + offset, high, limit),
        ).fetchall()
        return [_stored(low, row) for row in rows]

    def commit(self, group: str, offsets: Mapping[Partition, int]) -> None:
        """Store how far a consumer group got: the next offset to read in each partition."""
        with self._transaction() as db:
            db.executemany(
                "INSERT OR REPLACE INTO offsets VALUES (?, ?, ?, ?)",
                [(group, *partition, offset) for partition, offset in offsets.items()],
            )

    def committed(self, group: str) -> dict[Partition, int]:
        """Give how far a consumer group got; a partition it never committed is absent."""
        query = "SELECT topic, number, offset FROM offsets WHERE consumer_group = ?"
        rows = self._db.execute(query, (group,))
        return {Partition(topic, number): offset for topic, number, offset in rows}

    def expire(self, partition: Partition, before: float, below: int) -> int:
        """Delete the records older than `before` (epoch seconds) and under the offset `below`.

        Stops at the first record that is young enough, so it never leaves a hole. Gives how many
        were deleted; at most 10,000 in one call, so that appends wait little.
        """
        low, high = self._range(partition)
        query = (
            "SELECT position, timestamp FROM records WHERE position >= ? AND position < ? "
            "ORDER BY position LIMIT 10000"
        )
        last = None
        for position, timestamp in self._db.execute(query, (low, min(high, low + below))):
            if timestamp >= before:
                break
            last = position
        return 0 if last is None else self._delete(low, last)

    def _delete(self, low: int, last: int) -> int:
        with self._transaction() as db:
            query = "DELETE FROM records WHERE position >= ? AND position <= ?"
            deleted = db.execute(query, (low, last)).rowcount
        self._db.execute("PRAGMA incremental_vacuum(1000)")
        return deleted

    def compact(self, partition: Partition, *, dirty: int = 1000) -> int:
        """Keep the newest record of each key, once `dirty` records came since the last time.

        A tombstone (a key without a value) goes with what it deletes, but the partition's last
        record always stays, so that a reader can tell that it has reached the end.
        """
        low, high = self._range(partition)
        query = "SELECT next, clean FROM partitions WHERE topic = ? AND number = ?"
        end, clean = self._db.execute(query, partition).fetchone()
        if end - clean < dirty:
            return 0
        with self._transaction() as db:
            deleted = db.execute(
                "DELETE FROM records WHERE position >= ?1 AND position < ?2 - 1 AND "
                "(value IS NULL OR position NOT IN (SELECT max(position) FROM records "
                "WHERE position >= ?1 AND position < ?2 GROUP BY key))",
                (low, min(high, low + end)),
            ).rowcount
            mark = "UPDATE partitions SET clean = ? WHERE topic = ? AND number = ?"
            db.execute(mark, (end, *partition))
        self._db.execute("PRAGMA incremental_vacuum(1000)")
        return deleted

    def scan(self, topic: str) -> Iterator[tuple[Partition, StoredRecord]]:
        """Give all records of a topic, partition by partition, as they stand now."""
        for number in range(self.partitions().get(topic, 0)):
            partition, offset = Partition(topic, number), 0
            while batch := self.read(partition, offset):
                yield from ((partition, record) for record in batch)
                offset = batch[-1].offset + 1

    def find(self, topic: str, needle: bytes) -> Iterator[tuple[Partition, StoredRecord]]:
        """Give the records of a topic whose key or value holds some bytes, oldest first."""
        for number in range(self.partitions().get(topic, 0)):
            low, high = self._range(Partition(topic, number))
            rows = self._db.execute(
                "SELECT position, timestamp, key, value, headers FROM records "
                "WHERE position >= ? AND position < ? AND (instr(value, ?3) OR instr(key, ?3)) "
                "ORDER BY position",
                (low, high, needle),
            )
            place = Partition(topic, number)
            yield from ((place, _stored(low, row)) for row in rows)


def _stored(low: int, row: tuple[Any, ...]) -> StoredRecord:
    position, timestamp, key, value, packed = row
    return StoredRecord(position - low, timestamp, key, value, unpack(packed))
