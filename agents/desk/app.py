"""The desk put together: the page, its live stream, the stories, acks, and vital signs.

In the loop that serves the pages, after `check_bind(host, token)`:
`app = create(View(), ...)`, `desk = await serve(app, host, port)`, `view.apply(message)` for each
message of the topics that `view` names, and at the end `await desk.stop()`.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import SecretStr
from starlette.exceptions import HTTPException

from agents.desk import pages, stories, vitals
from agents.desk.answers import Health, Problem
from agents.desk.guard import Guard, is_loopback
from agents.desk.live import Live
from agents.desk.session import Session
from agents.desk.view import View
from streams.errors import ConfigError
from streams.messages import Action

__all__ = ["Health", "Tuning", "check_bind", "create"]

REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "The desk has a token and the request does not."},
    403: {"model": Problem, "description": "The request comes from another site's page."},
    421: {"model": Problem, "description": "The Host header names somebody else."},
}


@dataclass(frozen=True)
class Tuning:
    """What rarely needs another value.

    `hosts`: the names under which the desk may be asked for, without port; empty lets loopback
    names in, and every name when there is a token, which a rebound name cannot know.
    `keepalive_s`: how often a silent stream gives a sign of life. `backlog`: how many changed
    stories may wait for a slow page; `patience_s`: how long it may take nothing at all.
    """

    hosts: frozenset[str] = frozenset()
    keepalive_s: float = 15.0
    backlog: int = 1000
    patience_s: float = 20.0


def create(  # noqa: PLR0913 - the composition root's one call, by keyword
    view: View,
    *,
    act: Callable[[Action], Awaitable[None]],
    metrics: Callable[[], bytes],
    health: Callable[[], Health],
    now: Callable[[], datetime],
    token: SecretStr | None,
    tuning: Tuning = Tuning(),
) -> FastAPI:
    """Make the app; `act` returns when the log has taken an action, and raises when it has not."""
    session = Session(token)
    live = Live(
        view,
        now,
        epoch=secrets.token_hex(6),
        keepalive=tuning.keepalive_s,
        backlog=tuning.backlog,
    )
    app = _app("Every story's newest state, live, with who was told and who took note.")
    app.include_router(pages.router(session))
    app.include_router(stories.router(view, act, now))
    app.include_router(vitals.following(live, patience=tuning.patience_s))
    app.include_router(vitals.router(metrics, health))
    app.add_middleware(Guard, session=session, hosts=_hosts(tuning, session))
    app.state.live = live
    return app


def create_vitals(
    *,
    metrics: Callable[[], bytes],
    health: Callable[[], Health],
    token: SecretStr | None,
    tuning: Tuning = Tuning(),
) -> FastAPI:
    """Make the app of a process without a desk: metrics, health and readiness."""
    session = Session(token)
    app = _app("How a process without a desk is.")
    app.include_router(vitals.router(metrics, health))
    app.add_middleware(Guard, session=session, hosts=_hosts(tuning, session))
    app.state.live = None
    return app


def _app(summary: str) -> FastAPI:
    return FastAPI(
        title="Watchfloor desk",
        summary=summary,
        version="1",
        docs_url=None,
        redoc_url=None,
        responses=REFUSALS,
        exception_handlers={
            HTTPException: _refused,
            RequestValidationError: _misread,
            Exception: _failed,
        },
    )


def check_bind(host: str, token: SecretStr | None, table: str = "desk") -> None:
    """Refuse to show anything to a network without a token; raises ConfigError."""
    if not is_loopback(host) and not (token and token.get_secret_value()):
        raise ConfigError(
            f"{table}: {host} can be reached by others and the {table} has no token: "
            f"set {table}.token_file, or {table}.host to 127.0.0.1"
        )


def _hosts(tuning: Tuning, session: Session) -> frozenset[str] | None:
    return tuning.hosts or (frozenset({"*"}) if session.needed else None)


async def _refused(_: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    detail = str(getattr(error, "detail", error))
    return JSONResponse({"error": detail}, status, getattr(error, "headers", None))


async def _misread(_: Request, error: Exception) -> Response:
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    where = ".".join(str(step) for step in first.get("loc", ())[1:]) or "the body"
    return JSONResponse({"error": f"{where}: {first.get('msg', 'not understood')}"}, 422)


async def _failed(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "the desk failed; the service's log says why"}, 500)
