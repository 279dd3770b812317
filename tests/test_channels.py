"""The contract of every channel: each answer has its meaning, and no secret ever shows."""

from __future__ import annotations

import importlib
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from deliveries import denial
from pydantic import BaseModel, SecretStr, ValidationError

from alerts import sinks
from alerts.channels import Channel, Settings
from streams import plugins
from streams.errors import Ambiguous, Refused, Transient
from streams.messages import Delivery

TOKEN = "xoxb-7731-TopSecretToken"
PATH = "T00SECRET/B00SECRET/pathsecret"
KEY = "hmac-key-that-nobody-may-see"
PASSWORD = "smtp-password-TopSecret"
SECRETS = (TOKEN, PATH, KEY, PASSWORD, "pathsecret", "querysecret")


@dataclass(frozen=True)
class Rig:
    """One way to configure a channel: its type, its settings for a sink, what a 200 means."""

    type: str
    options: Callable[[str], dict[str, Any]]
    name: str
    http: bool = True
    wants_body: bool = False


def _bot(url: str) -> dict[str, Any]:
    return {
        "token": TOKEN,
        "channel": "C0123456789",
        "api_url": f"{url}/api/",
        "allow_private": True,
    }


def _hook(url: str) -> dict[str, Any]:
    return {"webhook_url": f"{url}/services/{PATH}", "allow_private": True}


def _webhook(url: str) -> dict[str, Any]:
    address = f"{url}/{PATH}?key=querysecret"
    return {"url": address, "secret": KEY, "allow_private": True}


def _email(url: str) -> dict[str, Any]:
    return {
        "host": "127.0.0.1",
        "port": int(url.rpartition(":")[2]),
        "tls": "none",
        "from": "alerts@example.org",
        "to": ["desk@example.org"],
        "username": "alerts",
        "password": PASSWORD,
    }


RIGS = [
    Rig("slack", _bot, "slack-bot", wants_body=True),
    Rig("slack", _hook, "slack-hook", wants_body=True),
    Rig("webhook", _webhook, "webhook"),
    Rig("email", _email, "email", http=False),
    Rig("console", lambda _url: {}, "console", http=False),
]
HTTP = pytest.mark.parametrize("rig", [rig for rig in RIGS if rig.http], ids=lambda rig: rig.name)
ALL = pytest.mark.parametrize("rig", RIGS, ids=lambda rig: rig.name)


@asynccontextmanager
async def opened(rig: Rig, url: str, **more: Any) -> AsyncIterator[Channel]:
    """Open a channel against a sink, by its type, as the program does."""
    module = plugins.load("alerts.channels", rig.type)
    channel = module.open(module.Config.model_validate({**rig.options(url), **more}))
    yield channel
    await channel.close()


async def outcome(channel: Channel, delivery: Delivery | None = None) -> BaseException | None:
    """Send once and give the error, None for accepted."""
    try:
        await channel.send(delivery or denial(), None)
    except (Refused, Transient) as error:
        return error
    return None


def expected(status: int, rig: Rig) -> type[Exception] | None:
    """Say what an HTTP status without a fitting body has to mean."""
    if 200 <= status < 300:
        return Ambiguous if rig.wants_body else None
    if status in (408, 425, 429):
        return Transient
    return Ambiguous if status >= 500 else Refused


def meaning(error: BaseException | None) -> type[BaseException] | None:
    """Give which of the three an error is."""
    return next(
        (kind for kind in (Ambiguous, Refused, Transient) if isinstance(error, kind)), None
    )


def test_every_channel_is_held_to_the_contract() -> None:
    """A channel that is found in the folder has a rig here."""
    assert {rig.type for rig in RIGS} == set(plugins.names("alerts.channels"))


@pytest.mark.parametrize("name", plugins.names("alerts.channels"))
def test_every_channel_has_a_manual_and_a_strict_configuration(name: str) -> None:
    """The docstring shows how to configure it; unknown settings are refused; nothing is mutable."""
    module = plugins.load("alerts.channels", name)
    head, rest = plugins.manual(module)
    assert head.startswith(f"{name}: ")
    assert f'type = "{name}"' in rest
    assert issubclass(module.Config, Settings)
    assert module.Config.model_config["frozen"]
    with pytest.raises(ValidationError, match="no_such_setting"):
        module.Config.model_validate({"no_such_setting": 1})


@HTTP
async def test_every_http_status_has_its_meaning(rig: Rig) -> None:
    """From 200 to 599: accepted, refused, not now, or ambiguous, and never anything else."""
    async with sinks.HttpSink() as sink, opened(rig, sink.url) as channel:
        wrong = {}
        for status in range(200, 600):
            sink.fail(sinks.Fault(status=status))
            got = meaning(await outcome(channel))
            if got is not expected(status, rig):
                wrong[status] = got
    assert not wrong


@HTTP
async def test_what_is_well_answered_is_accepted(rig: Rig) -> None:
    """Against a sink that answers as the real one does, the reference comes back as text."""
    async with sinks.Slack(TOKEN) as slack, opened(rig, slack.url) as channel:
        if rig.type == "webhook":
            slack.fail(sinks.Fault(status=202, accept=False))
        reference = await channel.send(denial(), None)
    assert reference
    assert all(isinstance(value, str) for value in reference.values())
    assert not any(secret in str(reference) for secret in SECRETS)


@HTTP
@pytest.mark.parametrize("accept", [True, False], ids=["after", "before"])
async def test_a_silent_server_is_ambiguous(rig: Rig, *, accept: bool) -> None:
    """A time-out after the request went out may mean that it was accepted."""
    async with sinks.Slack(TOKEN) as sink, opened(rig, sink.url, timeout=1.0) as channel:
        sink.fail(sinks.Fault(status=200, wait=1.5, accept=accept and rig.type == "slack"))
        assert meaning(await outcome(channel)) is Ambiguous


@HTTP
async def test_a_refused_connection_is_a_definite_no(rig: Rig) -> None:
    """Where nobody listens nothing was sent."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    async with opened(rig, url) as channel:
        assert meaning(await outcome(channel)) is Transient


@HTTP
async def test_a_reset_before_the_answer_is_ambiguous(rig: Rig) -> None:
    """The request was read, the answer was not."""
    async with sinks.HttpSink() as sink, opened(rig, sink.url) as channel:
        sink.fail(sinks.Fault(cut="before"))
        assert meaning(await outcome(channel)) is Ambiguous


@HTTP
async def test_a_reset_within_the_answer_is_ambiguous_where_the_body_is_the_answer(
    rig: Rig,
) -> None:
    """Slack answers in the body; for a webhook the status has said it all."""
    async with sinks.HttpSink() as sink, opened(rig, sink.url) as channel:
        sink.fail(sinks.Fault(status=200, cut="midway"))
        assert meaning(await outcome(channel)) is (Ambiguous if rig.wants_body else None)


@HTTP
async def test_a_redirect_is_refused_and_its_target_never_asked(rig: Rig) -> None:
    """Nothing is sent on to where a server points, and the remedy is named."""
    async with (
        sinks.HttpSink() as sink,
        sinks.HttpSink() as target,
        opened(rig, sink.url) as channel,
    ):
        for status in (301, 302, 303, 307, 308):
            sink.fail(sinks.Fault(status=status, headers={"Location": target.url}))
            error = await outcome(channel)
            assert isinstance(error, Refused)
            assert "final address" in str(error)
    assert target.seen == 0


GARBAGE: list[str | bytes] = [
    "",
    b"\xff\xfe{",
    "null",
    "[]",
    "{",
    "{}",
    '"ok"',
    '{"ok": "yes"}',
    "<html>ok</html>",
    "[" * 5000,
]


@HTTP
@pytest.mark.parametrize(
    "kind", ["application/json", "text/html", "text/plain", "application/gzip", "image/png"]
)
async def test_garbage_after_200_is_ambiguous_where_the_body_is_the_answer(
    rig: Rig, kind: str
) -> None:
    """An answer that cannot be read is no proof that the message was not taken."""
    async with sinks.HttpSink() as sink, opened(rig, sink.url) as channel:
        for body in GARBAGE:
            sink.fail(sinks.Fault(status=200, body=body, content_type=kind))
            got = meaning(await outcome(channel))
            assert got is (Ambiguous if rig.wants_body else None), body


@HTTP
@pytest.mark.parametrize(
    ("header", "wait"), [("7", 7.0), ("0", 1.0), ("999999", 3600.0), ("soon", None), (None, None)]
)
async def test_a_429_says_when_to_come_back(
    rig: Rig, header: str | None, wait: float | None
) -> None:
    """Retry-After is passed on, within reason."""
    headers = {"Retry-After": header} if header else {}
    async with sinks.HttpSink() as sink, opened(rig, sink.url) as channel:
        sink.fail(
            sinks.Fault(status=429, headers=headers, body='{"ok":false,"error":"ratelimited"}')
        )
        error = await outcome(channel)
    assert isinstance(error, Transient)
    assert error.retry_after == wait


@HTTP
async def test_nothing_is_sent_twice_within_one_attempt(rig: Rig) -> None:
    """No retry hides inside a client: one attempt is one request."""
    async with sinks.HttpSink() as sink, opened(rig, sink.url) as channel:
        for fault in (sinks.Fault(status=500), sinks.Fault(cut="before"), sinks.Fault(status=429)):
            before = sink.seen
            sink.fail(fault)
            await outcome(channel)
            assert sink.seen == before + 1


@HTTP
async def test_a_repeat_says_so(rig: Rig) -> None:
    """A delivery that may have arrived before carries the words."""
    async with sinks.Slack(TOKEN) as slack, sinks.HttpSink() as plain:
        sink = slack if rig.type == "slack" else plain
        async with opened(rig, sink.url) as channel:
            await channel.send(denial(repeat=True), None)
    told = sink.received[-1].body.decode()
    assert "possible repeat" in told or '"possible_repeat": true' in told


FAULTS = [
    *(
        sinks.Fault(status=status, body=f"no {TOKEN} {KEY}")
        for status in (200, 302, 400, 403, 500)
    ),
    sinks.Fault(status=200, body='{"ok": false, "error": "invalid_auth"}'),
    sinks.Fault(status=200, body=f'{{"ok": false, "error": "{TOKEN}"}}'),
    sinks.Fault(status=200, body="{"),
    sinks.Fault(cut="before"),
    sinks.Fault(status=200, cut="midway"),
    sinks.Fault(status=200, wait=1.5),
]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Walk everything that hangs on an error, also what a traceback would not print."""
    while error is not None:
        yield error
        yield from chain(error.__cause__)
        error = error.__context__


def shown(error: BaseException) -> str:
    """Write an error in every way in which it could be logged, attributes of attributes too."""
    words = [f"{part!s} {part!r} {inside(part)}" for part in chain(error)]
    return "\n".join([*words, *traceback.format_exception(error)])


def inside(thing: object, depth: int = 4) -> str:
    """Dump what an object holds."""
    held = [*getattr(thing, "__dict__", {}).values(), *getattr(thing, "args", ())]
    held += [*thing.values()] if isinstance(thing, Mapping) else []
    deeper = (inside(part, depth - 1) for part in held) if depth else ()
    return " ".join([repr(thing), *deeper])


@asynccontextmanager
async def deaf() -> AsyncIterator[str]:
    """Listen without ever taking a connection; gives the URL."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)  # noqa: FBT003 - the name of the method says it
            caller.connect_ex(full.getsockname())
        yield f"http://127.0.0.1:{full.getsockname()[1]}"


@HTTP
async def test_a_connection_that_is_never_taken_is_a_definite_no(rig: Rig) -> None:
    """A time-out while connecting happens before anything is sent."""
    async with deaf() as url, opened(rig, url, timeout=0.6) as channel:
        assert meaning(await outcome(channel)) is Transient


@ALL
async def test_no_secret_shows_in_errors_logs_or_settings(
    rig: Rig, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """With everything going wrong and every logger at DEBUG, no token, path, key or password."""
    caplog.set_level(logging.WARNING, logger="mail.log")  # the sink's own, not ours
    caplog.set_level(logging.DEBUG)
    for name in ("slack_sdk", "aiosmtplib", "aiohttp", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    module = plugins.load("alerts.channels", rig.type)
    written = [str(module.Config.model_validate(rig.options("http://127.0.0.1:1")))]
    with structlog.testing.capture_logs() as logs:
        written += [shown(error) for error in await _failures(rig)]
    assert rig.type == "console" or len(written) > 1
    written += [str(logs), caplog.text, *(str(vars(record)) for record in caplog.records)]
    written += capfd.readouterr()
    leaks = {secret for secret in SECRETS for text in written if secret in text}
    assert not leaks


async def _failures(rig: Rig) -> list[BaseException]:
    errors: list[BaseException | None] = []
    if rig.type == "email":
        for password in ("another password", PASSWORD):
            async with (
                sinks.Smtp(login=("alerts", password)) as smtp,
                opened(rig, f"smtp://127.0.0.1:{smtp.port}") as channel,
            ):
                smtp.refuse["desk@example.org"] = f"550 5.1.1 no {PASSWORD} here"
                errors.append(await outcome(channel))
    brief = {} if rig.type == "console" else {"timeout": 1.0}
    async with sinks.HttpSink() as sink, opened(rig, sink.url, **brief) as channel:
        for fault in FAULTS if rig.http else FAULTS[:1]:
            sink.fail(fault)
            errors.append(await outcome(channel))
    async with deaf() as url, opened(rig, url, **brief) as channel:
        errors.append(await outcome(channel))
    async with opened(rig, "http://127.0.0.1:1") as channel:
        errors.append(await outcome(channel))
    return [error for error in errors if error]


def test_a_wrong_setting_does_not_show_the_secrets_beside_it() -> None:
    """A typing error in a configuration is reported without the values."""
    for rig in RIGS:
        module = plugins.load("alerts.channels", rig.type)
        with pytest.raises(ValidationError) as caught:
            module.Config.model_validate({**rig.options("http://127.0.0.1:1"), "oops": TOKEN})
        assert not any(secret in str(caught.value) for secret in SECRETS)


class Sample(Settings):
    """Settings with a secret that is needed and one that is not."""

    secret: SecretStr
    other: SecretStr | None = None


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    """The file's text is the secret, without the blanks around it."""
    file = tmp_path / "secret"
    file.write_text("  s3cret\n", "utf-8")
    config = Sample.model_validate({"secret_file": str(file)})
    assert config.secret.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(config)


def test_a_secret_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting names the variable."""
    monkeypatch.setenv("WATCHFLOOR_TEST_SECRET", "s3cret")
    config = Sample.model_validate({"secret": "x", "other_env": "WATCHFLOOR_TEST_SECRET"})
    assert config.other
    assert config.other.get_secret_value() == "s3cret"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"secret": "x", "secret_file": "y"}, "only one of secret and secret_file"),
        ({"secret_file": "/nowhere/at/all"}, "cannot read /nowhere/at/all: No such file"),
        ({"secret_env": "NO_SUCH_VARIABLE_HERE"}, "no variable NO_SUCH_VARIABLE_HERE"),
        ({"secret_file": "/dev/null"}, "empty"),
        ({}, "secret"),
        ("not a table", "valid dictionary"),
    ],
)
def test_a_secret_that_is_not_to_be_had_is_named(given: object, words: str) -> None:
    """Two ways at once, a missing file, a missing variable, an empty one: each is said."""
    with pytest.raises(ValidationError, match=words):
        Sample.model_validate(given)


def test_channels_connect_to_nothing_before_the_first_send() -> None:
    """Opening needs no loop and no server."""
    for rig in RIGS:
        module = importlib.import_module(f"alerts.channels.{rig.type}")
        config: BaseModel = module.Config.model_validate(rig.options("http://127.0.0.1:1"))
        assert module.open(config)
