"""The bot: posts a card, edits it, replies in its thread, and looks for what may be lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from alerts import post, render
from alerts.channels.slack import answers, cards
from streams.errors import Ambiguous, Refused, Transient
from streams.messages import Change, Delivery, Modality, Receipt, Severity

EVENT_TYPE = "watchfloor_alert"
_PAGES = 5
_ID = re.compile("[CDG][A-Z0-9]{6,}")
_GONE = frozenset({"message_not_found", "thread_not_found"})


class Bot:
    """Tells one channel of a workspace with a bot token."""

    def __init__(self, poster: post.Poster, api_url: str, token: SecretStr, channel: str) -> None:
        self._poster, self._api_url = poster, api_url
        self._token, self._channel = token, channel

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Post the card, or edit it and reply; a repeat that is found is not posted again."""
        root = self._root(previous)
        if delivery.repeat and (found := await self._find(delivery, root)):
            return _reference(delivery, root, found) | {"reconciled": "yes"}
        where: dict[str, Any] = {"channel": self._channel}
        if root and previous and not await self._edit(delivery, previous):
            root = None
        if root:
            where = {"channel": root["channel"], "thread_ts": root["ts"]}
            where["reply_broadcast"] = _is_loud(delivery, root)
        where["metadata"] = {
            "event_type": EVENT_TYPE,
            "event_payload": {"delivery_key": delivery.delivery_key},
        }
        card = render.card(delivery, previous)
        return _reference(delivery, root, await self._show("chat.postMessage", card, where))

    def _root(self, previous: Receipt | None) -> Mapping[str, str] | None:
        """Give where the story's card stands, unless the operator has since chosen elsewhere."""
        reference = previous.reference if previous else {}
        if not {"channel", "ts"} <= reference.keys():
            return None
        moved = _ID.fullmatch(self._channel) and self._channel != reference["channel"]
        return None if moved else reference

    async def _edit(self, delivery: Delivery, previous: Receipt) -> bool:
        """Bring the card up to date; False when it is gone and a new one is needed.

        To edit twice does no harm and notifies nobody, so no failure here is ambiguous.
        """
        if previous.revision > delivery.alert.story.revision:
            return True
        where = {key: previous.reference[key] for key in ("channel", "ts")}
        card = render.card(delivery.model_copy(update={"repeat": False}), previous)
        try:
            await self._show("chat.update", card, where)
        except answers.Said as said:
            return said.word not in _GONE
        except Ambiguous as error:
            raise Transient(f"edit: {error}", retry_after=error.retry_after) from error
        return True

    async def _show(
        self, method: str, card: render.Card, where: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Send a card; where Slack dislikes its blocks, once more as plain text."""
        try:
            return await self._call(method, {**where, **cards.message(card)})
        except answers.Said as said:
            if said.word not in answers.DISLIKED:
                raise
            kept = {k: v for k, v in where.items() if k != "metadata" or k not in said.word}
        return await self._call(method, {**kept, **cards.message(card, plain=True)})

    async def _find(
        self, delivery: Delivery, root: Mapping[str, str] | None
    ) -> dict[str, Any] | None:
        """Look for a message with this delivery's key; None when absent or not allowed to look."""
        method = "conversations.replies" if root else "conversations.history"
        query = {
            "channel": root["channel"] if root else self._channel,
            "ts": root["ts"] if root else None,
            "oldest": f"{delivery.alert.decided_at.timestamp() - 60:.0f}",
            "limit": 100,
            "include_all_metadata": True,
        }
        for _ in range(_PAGES):
            try:
                page = await self._call(method, query, http_verb="GET")
            except Ambiguous as error:
                raise Transient(f"looking: {error}", retry_after=error.retry_after) from error
            except Refused:
                return None
            if found := _with_key(page, delivery.delivery_key):
                return {"channel": query["channel"], "ts": found}
            if (cursor := _cursor(page)) is None:
                break
            query["cursor"] = cursor
        return None

    async def _call(
        self, method: str, values: Mapping[str, Any], http_verb: str = "POST"
    ) -> dict[str, Any]:
        client = AsyncWebClient(
            token=self._token.get_secret_value(),
            base_url=self._api_url,
            session=self._poster.session(),
            logger=answers.silent(),
            retry_handlers=[],
        )
        client.proxy = None  # slack_sdk takes one from the environment
        sent = {"params" if http_verb == "GET" else "json": dict(values)}

        async def attempt() -> tuple[int, Mapping[str, str], object]:
            try:
                answer: Any = await client.api_call(method, http_verb=http_verb, **sent)
            except SlackApiError as error:
                answer = error.response
            # Where the answer was no JSON, slack_sdk hands out aiohttp's response instead.
            status = getattr(answer, "status_code", None) or answer.status
            return status, answer.headers, getattr(answer, "data", None)

        status, data = await answers.settled(attempt, self._api_url)
        return answers.verdict(status, data, post.origin(self._api_url))

    async def close(self) -> None:
        """Close the session."""
        await self._poster.close()


def _with_key(page: Mapping[str, Any], key: str) -> str | None:
    messages = page.get("messages")
    for told in messages if isinstance(messages, list) else ():
        metadata = told.get("metadata") if isinstance(told, dict) else None
        if isinstance(metadata, dict) and metadata.get("event_payload") == {"delivery_key": key}:
            return str(told.get("ts"))
    return None


def _cursor(page: Mapping[str, Any]) -> str | None:
    following = page.get("response_metadata")
    return (following.get("next_cursor") or None) if isinstance(following, dict) else None


def _reference(
    delivery: Delivery, root: Mapping[str, str] | None, told: Mapping[str, Any]
) -> dict[str, str]:
    channel, ts = str(told.get("channel") or ""), str(told.get("ts") or "")
    if not channel or not ts:
        raise Ambiguous("slack answered ok without saying where the message is")
    severity = str(delivery.alert.severity)
    if root is None:
        return {"channel": channel, "ts": ts, "severity": severity}
    return {"channel": root["channel"], "ts": root["ts"], "reply": ts, "severity": severity}


def _is_loud(delivery: Delivery, root: Mapping[str, str]) -> bool:
    """Say whether an update is for the whole channel: a denial, or a higher severity."""
    ranks, alert = [str(severity) for severity in Severity], delivery.alert
    before = root.get("severity", "")
    rose = before in ranks and ranks.index(alert.severity) > ranks.index(before)
    event, change = alert.story.event, alert.story.change
    denied = event is not None and event.modality is Modality.DENIED
    return rose or (denied and change is Change.MODALITY)
