"""jsonl: articles from a JSON Lines file, or from standard input.

    [sources.wires]
    type = "jsonl"
    path = "wires.jsonl"   # relative to the configuration; "-" is standard input
    follow = true          # go on as the file grows; default false
    poll = 0.5             # seconds between looks for growth

One line is one article; its fields are those of `streams.articles`, and a line that names no
source gets the table's name, here "wires". A bad line becomes a rejected input with its number;
the rest flows on. With `follow`, a last line without a line end waits for the rest of it, a file
that is not there yet is waited for, and one that was renamed, replaced or truncated is read to
its end before the new one is begun. After a restart reading goes on behind the last acknowledged
line, also in a file that was renamed within its folder meanwhile. Standard input cannot be read
again. Not noticed: a file that is truncated and grows past its old length between two looks.
"""

from __future__ import annotations

import asyncio
import os
import select
from collections.abc import AsyncIterator
from enum import Enum, auto
from io import FileIO
from pathlib import Path
from typing import NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field

from streams import articles
from streams.errors import InputError
from streams.lines import Line, Lines
from streams.sources import Clock, Item, Position, Source

_PIECE = 64 * 1024
_STDIN = 0


class Config(BaseModel):
    """The table of a jsonl source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    follow: bool = False
    poll: float = Field(default=0.5, gt=0)


def open(config: Config, name: str, now: Clock) -> Source:  # noqa: A001 - the port's word
    """Give the source; the file itself is opened when it is read."""
    return _Jsonl(config, name, now)


class _Next(Enum):
    """What to do after a step."""

    READ = auto()
    WAIT = auto()
    STOP = auto()


class _Step(NamedTuple):
    """What one look at the input gave."""

    lines: list[Line]
    then: _Next


class _Input(Protocol):
    """What lines come from. Every method may block: call it in a thread."""

    inode: int

    def step(self) -> _Step: ...

    def close(self) -> None: ...


class _Jsonl:
    """The source: turns lines into articles, off the event loop as far as they are read."""

    def __init__(self, config: Config, name: str, now: Clock) -> None:
        self._config = config
        self._name = name
        self._now = now

    async def articles(self, position: Position | None) -> AsyncIterator[Item]:
        """Give the articles and the rejected lines behind the position."""
        source = self._input(position)
        then = _Next.READ
        try:
            while then is not _Next.STOP:
                lines, then = await asyncio.to_thread(source.step)
                for line in lines:
                    yield self._item(line, source.inode)
                if then is _Next.WAIT:
                    await asyncio.sleep(self._config.poll)
        finally:
            source.close()

    def _input(self, position: Position | None) -> _Input:
        if self._config.path == "-":
            return _Pipe(_STDIN, self._config.poll)
        return _File(Path(self._config.path), position, follow=self._config.follow)

    def _item(self, line: Line, inode: int) -> Item:
        message = articles.admit(line.data, source=self._name, now=self._now(), line=line.number)
        return Item(message, {"inode": inode, "offset": line.end, "line": line.number})


class _Pipe:
    """Standard input; a look ends after `poll` seconds, so that the service can stop."""

    inode = 0

    def __init__(self, descriptor: int, poll: float) -> None:
        self._descriptor = descriptor
        self._poll = poll
        self._lines = Lines()

    def step(self) -> _Step:
        if not select.select([self._descriptor], [], [], self._poll)[0]:
            return _Step([], _Next.READ)
        if piece := os.read(self._descriptor, _PIECE):
            return _Step(list(self._lines.feed(piece)), _Next.READ)
        return _Step(list(self._lines.end()), _Next.STOP)

    def close(self) -> None:
        """Leave it open: it is the process's own."""


class _File:
    """A file, and whatever takes its place under the same path."""

    def __init__(self, path: Path, position: Position | None, *, follow: bool) -> None:
        self._path = path
        self._position = position
        self._follow = follow
        self._file: FileIO | None = None
        self._lines = Lines()
        self.inode = 0

    def step(self) -> _Step:
        try:
            return self._read(self._file or self._open())
        except OSError as error:
            if self._follow and isinstance(error, FileNotFoundError):
                return _Step([], _Next.WAIT)
            reason = error.strerror or str(error)
            raise InputError(f"{self._path}: {reason}; give a file that can be read") from error

    def close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None

    def _read(self, file: FileIO) -> _Step:
        # Asked before the read: what was written up to the replacement is then still read.
        replaced = self._follow and self._replaced(file)
        if piece := file.read(_PIECE):
            return _Step(list(self._lines.feed(piece)), _Next.READ)
        if not self._follow:
            return _Step(list(self._lines.end()), _Next.STOP)
        if not replaced:
            return _Step([], _Next.WAIT)
        self.close()
        return _Step(list(self._lines.end()), _Next.READ)

    def _replaced(self, file: FileIO) -> bool:
        here = os.fstat(file.fileno())
        try:
            there = self._path.stat()
        except FileNotFoundError:  # renamed, and the next one is not there yet
            return False
        return not os.path.samestat(here, there) or here.st_size < file.tell()

    def _open(self) -> FileIO:
        position = self._position or {}
        path = self._renamed(position.get("inode")) if self._follow else self._path
        self._file = file = FileIO(path)
        self.inode = os.fstat(file.fileno()).st_ino
        self._lines = Lines()
        if position.get("inode") == self.inode and _whole(file, position["offset"]):
            self._lines = Lines(offset=position["offset"], number=position["line"])
        self._position = None
        return file

    def _renamed(self, inode: int | None) -> Path:
        """Give the file that was read last, wherever in its folder it is now; else the path."""
        with os.scandir(self._path.parent) as entries:
            paths = (Path(entry) for entry in entries if entry.inode() == inode)
            return next(paths, self._path)


def _whole(file: FileIO, offset: int) -> bool:
    """Go to the offset if it is still the end of a line there; else stay at the start."""
    size = os.fstat(file.fileno()).st_size
    file.seek(max(0, offset - 1))
    if offset == size or (offset < size and file.read(1) == b"\n"):
        file.seek(offset)
        return True
    file.seek(0)
    return False
