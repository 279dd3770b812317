"""Lines out of bytes that arrive in pieces: the one reader of JSON Lines, sans I/O."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CAP = 256 * 1024
"""The longest line taken, in bytes."""

_PIECE = 64 * 1024
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line without its end: its number from 1, its bytes, and the offset just behind it."""

    number: int
    data: bytes
    end: int


class Lines:
    """Cut pieces into lines; LF and CRLF end them, a BOM and blank lines are skipped.

    A line over CAP is cut one byte past it: memory stays bounded and `articles.parse` refuses it.
    `offset` and `number` say how far the file was read before the first piece.
    """

    def __init__(self, *, offset: int = 0, number: int = 0) -> None:
        self._offset = offset
        self._number = number
        self._begun = b""
        self._length = 0

    def feed(self, piece: bytes) -> Iterator[Line]:
        """Give the lines that end within the piece; the rest waits for the next."""
        *whole, rest = piece.split(b"\n")
        for part in whole:
            self._take(part)
            yield from self._close(1)
        self._take(rest)

    def end(self) -> Iterator[Line]:
        """Give the last line, which no line end closed."""
        if self._length:
            yield from self._close(0)

    def _take(self, part: bytes) -> None:
        self._length += len(part)
        if len(self._begun) <= CAP:
            self._begun = (self._begun + part)[: CAP + 1]

    def _close(self, ending: int) -> Iterator[Line]:
        data = self._begun.removesuffix(b"\r")
        if self._offset == 0:
            data = data.removeprefix(_BOM)
        self._offset += self._length + ending
        self._number += 1
        self._begun, self._length = b"", 0
        if data.strip():
            yield Line(self._number, data, self._offset)


def read(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give (line number, line) of a file or pipe as they come, blank ones left out."""
    lines = Lines()
    take = getattr(stream, "read1", stream.read)
    while piece := take(_PIECE):
        yield from ((line.number, line.data) for line in lines.feed(piece))
    yield from ((line.number, line.data) for line in lines.end())
