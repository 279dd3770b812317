"""The articles in the files given to a command: JSON Lines or plain text, gzipped or not."""

from __future__ import annotations

import base64
import gzip
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

import click

from streams import articles, lines
from streams.errors import InputError, Poison
from streams.messages import Article, Rejected

STDIN: Final = "-"
LINES: Final = (".jsonl", ".ndjson", ".json")
TEXT_LIMIT: Final = 4 * 1024 * 1024

files = click.argument("files", nargs=-1, required=True, metavar="FILE...")


def read(
    names: tuple[str, ...], now: Callable[[], datetime]
) -> Iterator[tuple[str, Article | Rejected]]:
    """Give each article with where it stands (`file:line`), or what could not be read and why.

    Raises InputError where a file cannot be opened. A file is JSON Lines by its ending or by its
    first character, a brace; else it is one article of plain text, named after the file.
    """
    for name in names:
        with closing(_open(name)) as stream:
            yield from _articles(name, stream, now)


def _articles(
    name: str, stream: io.BufferedReader, now: Callable[[], datetime]
) -> Iterator[tuple[str, Article | Rejected]]:
    source = "stdin" if name == STDIN else Path(name).name
    try:
        if _is_lines(name, stream):
            for number, data in lines.read(stream):
                found = articles.admit(data, source=source, now=now(), line=number)
                yield f"{name}:{number}", found
        else:
            yield name, _text(name, stream, source, now())
    except (OSError, EOFError) as error:
        raise InputError(f"{name}: cannot be read: {error}; give another file") from None


def _is_lines(name: str, stream: io.BufferedReader) -> bool:
    if name.removesuffix(".gz").endswith(LINES):
        return True
    return stream.peek(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def _text(name: str, stream: BinaryIO, source: str, now: datetime) -> Article | Rejected:
    data = stream.read(TEXT_LIMIT)
    native = "" if name == STDIN else Path(name).name
    try:
        return articles.from_text(data, name=native, source=source, now=now)
    except Poison as error:
        whole = base64.b64encode(data).decode()
        return Rejected(source=source, error=str(error), value_base64=whole, at=now)


def _open(name: str) -> io.BufferedReader:
    if name == STDIN:
        return cast("io.BufferedReader", sys.stdin.buffer)
    try:
        plain = Path(name).open("rb")  # noqa: SIM115  # the caller closes it
        if plain.peek(2)[:2] == b"\x1f\x8b":
            return io.BufferedReader(gzip.GzipFile(fileobj=plain))
    except OSError as error:
        raise InputError(
            f"{name}: cannot be opened ({error.strerror}); give a file of articles, or - for stdin"
        ) from None
    return plain
