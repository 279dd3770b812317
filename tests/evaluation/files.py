"""How a file of a data folder becomes rows, whatever it is called: JSON Lines, JSON, XML, gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from evaluation.labels import Row

GZIP: Final = b"\x1f\x8b"
SUFFIXES: Final = frozenset({".gz", ".jsonl", ".json", ".txt", ".xml"})


def listed(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give a folder's files with their names, sorted; hidden ones are not looked at."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in place.parts):
            yield name(place), path


def name(path: Path) -> str:
    """Give a file's name without what says how it is written."""
    while path.suffix in SUFFIXES:
        path = path.with_suffix("")
    return path.as_posix()


def read(path: Path) -> list[Row]:
    """Read a file's rows; one that is written in no known way has none."""
    data = path.read_bytes()
    try:
        text = (gzip.decompress(data) if data.startswith(GZIP) else data).decode()
        rows = list(_rows(text.strip()))
    except (ValueError, OSError, EOFError, zlib.error, ET.ParseError):
        return []
    return rows if all(isinstance(row, dict) for row in rows) else []


def _rows(text: str) -> Sequence[Any]:
    if text.startswith("<"):
        return _sentences(text)
    if text.startswith("["):
        return [row for row in json.loads(text) if "text" in row]
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _sentences(text: str) -> list[Row]:
    """Take the sentences of a coder's unit tests with the codes that they expect."""
    tree = ET.fromstring(text)  # noqa: S314 -- a folder that the user named
    return [
        {
            "id": sentence.get("id") or "",
            "text": " ".join((sentence.findtext("Text") or "").split()),
            "codes": [
                code for one in sentence.iter("EventCoding") if (code := one.get("eventcode"))
            ],
        }
        for sentence in tree.iter("Sentence")
    ]
