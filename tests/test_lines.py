"""Lines come out whole however their bytes came in."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import lines
from streams.lines import CAP, Line, Lines

CASES = [
    (b"", []),
    (b"a", [(1, b"a")]),
    (b"a\n", [(1, b"a")]),
    (b"a\nb", [(1, b"a"), (2, b"b")]),
    (b"a\r\nb\r\n", [(1, b"a"), (2, b"b")]),
    (b"\n \t\na\n\r\n", [(3, b"a")]),
    (b"\xef\xbb\xbfa\nb", [(1, b"a"), (2, b"b")]),
    (b"a\n\xef\xbb\xbfb", [(1, b"a"), (2, b"\xef\xbb\xbfb")]),
    (b"a\rb\x0bc\x85\n", [(1, b"a\rb\x0bc\x85")]),
]


@pytest.mark.parametrize(("data", "expected"), CASES)
def test_a_file_is_read_line_by_line(data: bytes, expected: list[tuple[int, bytes]]) -> None:
    """Only LF ends a line; CR before it, BOM and blank lines vanish; numbers count all lines."""
    assert list(lines.read(io.BytesIO(data))) == expected


def test_a_line_over_the_cap_is_cut_and_the_next_is_whole() -> None:
    """Memory stays bounded, and a line that is too long says so by being too long."""
    found = list(lines.read(io.BytesIO(b"x" * (3 * CAP) + b"\nnext\n")))
    assert [(number, len(data)) for number, data in found] == [(1, CAP + 1), (2, 4)]


def test_a_pipe_is_read_as_it_comes() -> None:
    """A line is given before the writer has closed the pipe."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb", buffering=0) as writer:
        writer.write(b"one\ntw")
        found = lines.read(stream)
        assert next(found) == (1, b"one")
        writer.write(b"o\n")
        assert next(found) == (2, b"two")


def cut(pieces: list[bytes], *, offset: int = 0, number: int = 0) -> list[Line]:
    """Feed pieces to the end."""
    cutter = Lines(offset=offset, number=number)
    found = [line for piece in pieces for line in cutter.feed(piece)]
    return [*found, *cutter.end()]


@given(st.lists(st.binary(max_size=6) | st.sampled_from([b"\n", b"\r\n", b"\xef\xbb\xbf"])))
def test_the_pieces_do_not_matter(pieces: list[bytes]) -> None:
    """However a file is cut into pieces, its lines and their offsets are the same."""
    assert cut(pieces) == cut([b"".join(pieces)])


@given(st.binary(max_size=60).map(lambda data: data.replace(b"\x00", b"\n")))
def test_reading_goes_on_behind_any_line(data: bytes) -> None:
    """From the offset and number of each line the rest comes out as it did before."""
    whole = cut([data])
    for index, line in enumerate(whole):
        rest = cut([data[line.end :]], offset=line.end, number=line.number)
        assert rest == whole[index + 1 :]
