"""How the service is, over HTTP: alive, ready, in numbers, and live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Response
from prometheus_client import CONTENT_TYPE_LATEST

from agents.desk.answers import WRONG, Alive, Health, Readiness, Responses
from agents.desk.live import Live
from agents.desk.stream import Stream

log = structlog.get_logger(__name__)

EVENTS = (
    "Server-sent events. `hello` (`whole`: forget what you held; `limit`: hold no more), `cards` "
    "(an array of cards, each its story's newest state), `ready` (you hold everything), `pulse` "
    "(nothing happened). Come back with `Last-Event-ID` and get what changed since."
)
STREAMED: Responses = {
    200: {"description": EVENTS, "content": {"text/event-stream": {"schema": {"type": "string"}}}}
}
COUNTED: Responses = {
    200: {
        "description": "The Prometheus text format.",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
}
UNREADY: Responses = {503: {"model": Readiness, "description": "Not ready; the reasons say why."}}
LastSeen = Annotated[str | None, Header(alias="Last-Event-ID", description="The last event seen.")]


def following(live: Live, *, patience: float) -> APIRouter:
    """Give the route that tells what changes."""
    routes = APIRouter(tags=["vitals"])

    @routes.get(
        "/live", response_class=Response, responses=STREAMED | WRONG, summary="Follow the stories"
    )
    async def follow(last_event_id: LastSeen = None) -> Response:
        return Stream(live.frames(last_event_id), patience=patience)

    return routes


def router(metrics: Callable[[], bytes], health: Callable[[], Health]) -> APIRouter:
    """Give the routes that tell how things are."""
    routes = APIRouter(tags=["vitals"])

    @routes.get("/metrics", response_class=Response, responses=COUNTED, summary="Give the metrics")
    async def numbers() -> Response:
        return Response(metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    @routes.get("/health", summary="Say that the process lives")
    async def alive() -> Alive:
        return Alive(ready=_asked(health).ready)

    @routes.get("/ready", responses=UNREADY, summary="Say whether it is ready, and why not")
    async def ready(response: Response) -> Readiness:
        found = _asked(health)
        response.status_code = 200 if found.ready else 503
        return Readiness(ready=found.ready, reasons=found.reasons, facts=found.facts)

    return routes


def _asked(health: Callable[[], Health]) -> Health:
    """Ask for the health; a check that fails is a reason, not an error of the desk."""
    try:
        return health()
    except Exception as error:
        log.exception("desk_health_check_failed")
        return Health(reasons=(f"the health check itself failed: {type(error).__name__}",))
