"""A rule file as plain data, with the line of every value.

YAML is read as JSON would be: mappings, lists and text. A plain scalar is text whatever it looks
like (a country `NO` stays "NO"), only an empty one or `null` is nothing. Duplicate keys, anchors,
tags and a second document are refused, so a file says what it seems to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from alerts.query.fields import nearest
from streams.errors import ConfigError

MAX_BYTES = 256 * 1024 * 1024
_MAX_DEPTH = 8
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))

Key = str | int
Keys = tuple[Key, ...]
Events = Iterator[yaml.Event]
Plain = dict[str, "Plain"] | list["Plain"] | str | None


@dataclass
class RuleFile:
    """The content of a file, and where each of its values stands."""

    path: Path
    content: Plain = None
    lines: dict[Keys, int] = field(default_factory=dict)

    def where(self, *keys: Key) -> str:
        """Give `file:line` of a value, or of the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return f"{self.path}:{self.lines.get(keys, 1)}"

    def text(self, *keys: Key) -> str | None:
        """Give the text that stands somewhere, None if no text does."""
        value = self.content
        for key in keys:
            if isinstance(value, dict) and isinstance(key, str):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key]
            else:
                return None
        return value if isinstance(value, str) else None

    def error(self, line: int, problem: str) -> ConfigError:
        """Make the error for a line of this file."""
        return ConfigError(f"{self.path}:{line}: {problem}")


def read(path: Path) -> RuleFile:
    """Read a file; raises ConfigError with file, line and remedy."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"{path}: larger than {MAX_BYTES:,} bytes; split the file")
    return parse(path, raw)


def parse(path: Path, raw: bytes) -> RuleFile:
    """Read the bytes of a file; raises ConfigError with file, line and remedy."""
    file = RuleFile(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise file.error(line, "not UTF-8; save the file as UTF-8") from error
    try:
        events = _events(file, text)
        file.content = _value(file, next(events, None), events, ())
        if next(events, None) is not None:
            raise ConfigError(f"{path}: a second document (---); make it a file of its own")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        remedy = "put a value with quotes, @, # or : in single quotes"
        raise file.error(mark.line + 1 if mark else 1, f"not YAML: {problem}; {remedy}") from error
    return file


def _events(file: RuleFile, text: str) -> Iterator[yaml.Event]:
    """Give the events that make values; refuse what hides a file's meaning."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise file.error(_line(event), "anchors and references are not read; repeat the text")
        if tag := getattr(event, "tag", None):
            raise file.error(_line(event), f"the tag {tag} is not read; take it out")
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _value(file: RuleFile, event: yaml.Event | None, events: Events, keys: Keys) -> Plain:
    """Make the value that starts with an event."""
    if event is None:
        return None
    file.lines.setdefault(keys, _line(event))
    if isinstance(event, yaml.ScalarEvent):
        plain: str = event.value
        return None if not event.style and plain in _NOTHING else plain
    if len(keys) > _MAX_DEPTH:
        problem = f"nested more than {_MAX_DEPTH} deep; no rule file needs that"
        raise file.error(_line(event), problem)
    if isinstance(event, yaml.SequenceStartEvent):
        items = enumerate(_until_end(events))
        return [_value(file, item, events, (*keys, at)) for at, item in items]
    return _mapping(file, events, keys)


def _until_end(events: Events) -> Events:
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield event


def _mapping(file: RuleFile, events: Events, keys: Keys) -> dict[str, Plain]:
    made: dict[str, Plain] = {}
    for event in _until_end(events):
        if not isinstance(event, yaml.ScalarEvent):
            raise file.error(_line(event), "a key must be a word; quote it if it holds brackets")
        key: str = event.value
        if key in made:
            first = file.lines[*keys, key]
            problem = f"{key!r} stands already at line {first}; keep one of the two"
            raise file.error(_line(event), problem)
        file.lines[*keys, key] = _line(event)
        made[key] = _value(file, next(events), events, (*keys, key))
    return made


def problems(file: RuleFile, error: ValidationError, known: Collection[str]) -> Iterator[str]:
    """Word what is wrong with the fields of a file, with the rule and the line of each."""
    for found in error.errors(include_url=False):
        keys = tuple(key for key in found["loc"] if key not in ("str", "Sample"))
        rule = ""
        if keys[:1] == ("rules",) and len(keys) > 1 and isinstance(keys[1], int):
            name = file.text("rules", keys[1], "id")
            rule = f"rule {name!r}: " if name else f"rule {keys[1] + 1}: "
        field = ".".join(str(key) for key in (keys[2:] if rule else keys)) or "the file"
        yield f"{file.where(*keys)}: {rule}{field}: {_remedy(found, known)}"


def _remedy(found: ErrorDetails, known: Collection[str]) -> str:
    """Say what is wrong with a value and what to write instead."""
    last = str(found["loc"][-1]) if found["loc"] else ""
    if found["type"] == "extra_forbidden":
        meant = nearest(last, known)
        return f"unknown field; {f'did you mean {meant}?' if meant else 'take it out'}"
    words = {
        "missing": "is missing; add it",
        "too_short": "is empty; name at least one",
        "tuple_type": "write a list: [one, two]",
        "string_type": "write text here",
        "string_too_short": "is empty; write something, or take the field out",
        "string_pattern_mismatch": "write small letters, digits, - _ . only",
    }
    message = found["msg"]
    return words.get(found["type"], f"{message[:1].lower()}{message[1:]}")
