"""The stories over HTTP: read them, ack them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, HTTPException, Path, Query, Response

from agents.desk.answers import WRONG, Acted, By, Problem, Responses, Stories
from agents.desk.cards import Card
from agents.desk.newest import utc
from agents.desk.view import View
from streams.errors import WatchfloorError
from streams.messages import Action

log = structlog.get_logger(__name__)

NOBODY = "desk"
PATIENCE_S = 10.0

Id = Annotated[str, Path(max_length=200, description="The story's id.")]
Limit = Annotated[int, Query(ge=1, le=2000, description="How many cards at most.")]
Since = Annotated[
    datetime | None,
    Query(description="Only stories updated since (no zone: UTC)."),
]
Acked = Annotated[
    bool | None,
    Query(description="true: acked; false: still to be looked at, or changed since the ack."),
]
UNKNOWN: Responses = {404: {"model": Problem, "description": "The desk does not hold this story."}}
UNSTORED: Responses = {
    503: {"model": Problem, "description": "The log did not confirm it; the sentence says more."}
}
REFUSED = UNKNOWN | WRONG | UNSTORED


def router(
    view: View, act: Callable[[Action], Awaitable[None]], now: Callable[[], datetime]
) -> APIRouter:
    """Give the routes of the stories."""
    routes = APIRouter(prefix="/api/stories", tags=["stories"])
    desk = _Acts(view, act, now)

    @routes.get("", response_model=Stories, responses=WRONG, summary="List the newest stories")
    async def stories(limit: Limit = 50, since: Since = None, acked: Acked = None) -> Response:
        found = [card for card in view.cards() if _wanted(card, since, acked)]
        return _json(_listed(len(found), found[:limit]))

    @routes.get("/{story}", response_model=Card, responses=UNKNOWN | WRONG, summary="Give a story")
    async def story(story: Id) -> Response:
        return _json(_held(view, story).wire)

    @routes.post("/{story}/ack", responses=REFUSED, summary="Ack a story")
    async def ack(story: Id, by: By | None = None) -> Acted:
        return await desk.act(story, "ack", by)

    @routes.post("/{story}/unack", responses=REFUSED, summary="Take an ack back")
    async def unack(story: Id, by: By | None = None) -> Acted:
        return await desk.act(story, "unack", by)

    return routes


class _Acts:
    """Publishes what people do; says so only when the log has taken it."""

    def __init__(
        self, view: View, act: Callable[[Action], Awaitable[None]], now: Callable[[], datetime]
    ) -> None:
        self._view, self._act, self._now = view, act, now

    async def act(self, story: str, kind: Literal["ack", "unack"], by: By | None) -> Acted:
        """Publish an action and show it; 503 when it could not be stored."""
        _held(self._view, story)
        name = _printable(by.by if by and by.by else "") or NOBODY
        action = Action(story=story, kind=kind, by=name, at=self._after(story))
        await self._publish(action)
        # The topic will bring it too; the reader who clicked need not wait for that.
        self._view.apply(action)
        return Acted(story=story, kind=kind, by=name, at=action.at)

    def _after(self, story: str) -> datetime:
        """Give a time after the story's last action: the newest wins, also when a clock steps."""
        now, last = utc(self._now()), self._view.acted_at(story)
        return now if last is None or last < now else last + timedelta(microseconds=1)

    async def _publish(self, action: Action) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._act(action)
        except TimeoutError as error:
            raise HTTPException(
                503, f"not confirmed within {PATIENCE_S:.0f} s: look again before you trust it"
            ) from error
        except WatchfloorError as error:
            raise HTTPException(503, f"not stored: {error}") from error
        except Exception as error:
            log.exception("desk_action_not_stored", story=action.story, kind=action.kind)
            raise HTTPException(503, "not stored: the service's log says why") from error


def _wanted(card: Card, since: datetime | None, acked: bool | None) -> bool:  # noqa: FBT001
    new = since is None or card.updated_at > utc(since)
    return new and (acked is None or acked is not card.open)


def _held(view: View, story: str) -> Card:
    card = view.card(story)
    if card is None:
        raise HTTPException(404, "the desk does not hold this story")
    return card


def _listed(total: int, cards: list[Card]) -> bytes:
    return b'{"total":%d,"stories":[%s]}' % (total, b",".join(card.wire for card in cards))


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()
