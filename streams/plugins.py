"""Extensions found by file: one module in a folder is one source, kind or channel."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from streams.errors import ConfigError


def names(package: str) -> list[str]:
    """List the modules of a package such as `alerts.channels`, sorted."""
    found = importlib.import_module(package)
    return sorted(module.name for module in pkgutil.iter_modules(found.__path__))


def load(package: str, name: str) -> ModuleType:
    """Import one of them; raises ConfigError with the known names on any other."""
    known = names(package)
    if name not in known:
        folder = package.rpartition(".")[2]
        raise ConfigError(f"unknown name {name!r} among the {folder}; known: {', '.join(known)}")
    return importlib.import_module(f"{package}.{name}")


def manual(module: ModuleType) -> tuple[str, str]:
    """Give a plug-in's manual: the first line of its docstring, and the rest."""
    head, _, rest = (module.__doc__ or "").strip().partition("\n")
    return head, rest.strip("\n")
