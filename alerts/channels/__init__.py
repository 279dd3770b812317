"""The ways to tell people: one module is one channel.

A channel is a file in this folder with three things: a docstring, which is its manual and which
`watchfloor channels` prints; `Config`, a model built on `Settings`; and `open(config)`, which
gives a `Channel`. Nothing connects before the first `send`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, get_args

from pydantic import BaseModel, ConfigDict, SecretStr, model_validator

from streams.messages import Delivery, Receipt


class Channel(Protocol):
    """Where a delivery goes."""

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Tell, and give the reference for the receipt: what a later revision edits or threads.

        `previous` is the newest sent receipt of the same thread. Raises `Refused` for a no that
        stays, `Ambiguous` when the message may have been accepted, else `Transient`. No error
        holds a secret, neither in its words nor in its chain.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Settings(BaseModel):
    """What a channel's `Config` builds on: frozen, strict about names, secrets from elsewhere.

    Each secret field `x` can also be given as `x_file`, a path, or as `x_env`, the name of an
    environment variable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _fetch_secrets(cls, given: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
        if not isinstance(given, Mapping):
            return given
        values = dict(given)
        for name, field in cls.model_fields.items():
            if _is_secret(field.annotation):
                _fetch(values, name)
        return values


def _is_secret(annotation: object) -> bool:
    return SecretStr in (annotation, *get_args(annotation))


def _fetch(values: dict[str, Any], name: str) -> None:
    ways = [way for way in (name, f"{name}_file", f"{name}_env") if values.get(way) is not None]
    if len(ways) > 1:
        raise ValueError(f"give only one of {' and '.join(ways)}")
    path, variable = values.pop(f"{name}_file", None), values.pop(f"{name}_env", None)
    if path is not None:
        values[name] = _stripped(name, _read(f"{name}_file", path))
    elif variable is not None:
        if variable not in os.environ:
            raise ValueError(f"{name}_env: the environment has no variable {variable}")
        values[name] = _stripped(name, os.environ[variable])


def _read(field: str, path: str) -> str:
    try:
        return Path(path).read_bytes().decode(errors="replace")
    except OSError as error:
        raise ValueError(f"{field}: cannot read {path}: {error.strerror}") from None


def _stripped(name: str, secret: str) -> str:
    if not secret.strip():
        raise ValueError(f"{name} is empty where it should be found")
    return secret.strip()
