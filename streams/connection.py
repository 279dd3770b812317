"""How Kafka is reached: addresses from the URL, TLS and credentials from the table [kafka]."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any, Final

from yarl import URL

from streams.errors import ConfigError
from streams.settings import Kafka

REQUEST_SECONDS: Final = 30.0


def client_of(url: str, settings: Kafka) -> dict[str, Any]:
    """Give what every client is made with; raises ConfigError naming the setting."""
    client: dict[str, Any] = {
        "bootstrap_servers": [address(*each) for each in addresses(url)],
        "client_id": "watchfloor",
        "request_timeout_ms": int(REQUEST_SECONDS * 1000),
        "metadata_max_age_ms": 60_000,
        "security_protocol": ("SASL_" if settings.sasl else "")
        + ("SSL" if settings.tls else "PLAINTEXT"),
    }
    if settings.tls:
        client["ssl_context"] = _context(settings)
    if settings.sasl:
        client |= {
            "sasl_mechanism": settings.sasl.upper(),
            "sasl_plain_username": settings.username,
            "sasl_plain_password": _password(settings),
        }
    return client


def addresses(url: str) -> list[tuple[str, int]]:
    """Read `kafka://host:port,host:port`; raises ConfigError."""
    found = []
    for part in url.removeprefix("kafka://").rstrip("/").split(","):
        try:
            address = URL(f"kafka://{part.strip()}")
            host = (address.host or "") if address.path_qs in {"", "/"} else ""
            found.append((host, address.port or 9092))
        except ValueError:
            found.append(("", 0))
    if any(not host for host, _ in found) or "@" in url:
        raise ConfigError(
            "broker: write kafka://host:port,host:port; credentials belong in the table [kafka]"
        )
    return found


def address(host: str, port: int) -> str:
    """Write an address as Kafka's clients want it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _context(settings: Kafka) -> ssl.SSLContext:
    named = (settings.ca_file, settings.cert_file, settings.key_file)
    if missing := [str(path) for path in named if path is not None and not path.is_file()]:
        raise ConfigError(f"kafka: {missing[0]}: there is no such file")
    try:
        context = ssl.create_default_context(cafile=settings.ca_file)
        if settings.cert_file is not None:
            context.load_cert_chain(settings.cert_file, settings.key_file)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(
            f"kafka: the files of ca_file, cert_file and key_file cannot be used: {error}"
        ) from None
    return context


def _password(settings: Kafka) -> str:
    if settings.password_env is not None:
        found = os.environ.get(settings.password_env, "")
        if not found:
            raise ConfigError(
                f"kafka.password_env: the environment has no variable {settings.password_env}"
            )
        return found
    try:
        found = Path(settings.password_file or os.devnull).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(
            f"kafka.password_file: {settings.password_file} cannot be read: {why}"
        ) from None
    if not found:
        raise ConfigError(f"kafka.password_file: {settings.password_file} is empty")
    return found
