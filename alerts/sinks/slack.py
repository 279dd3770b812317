"""Enough of Slack on loopback: its Web API for a bot, and its incoming webhooks."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from alerts.sinks.http import HttpSink, Received

Told = dict[str, Any]


class Slack(HttpSink):
    """Enough of Slack: one workspace, a bot token, incoming webhooks under /services/."""

    def __init__(
        self,
        token: str = "xoxb-demo",  # noqa: S107 - a token for a workspace that is not there
        on_message: Callable[[Any], None] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(on_message, clock)
        self.token = token
        self.messages: list[Told] = []
        self.calls: list[tuple[str, Told]] = []
        self._serial = itertools.count(1)
        self._methods: dict[str, Callable[[Told], Told]] = {
            "auth.test": lambda _given: {"ok": True, "team": "demo", "user": "watchfloor"},
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        }

    @property
    def api_url(self) -> str:
        """Give what a channel's `api_url` is set to."""
        return self.url + "/api/"

    def _answer(self, request: web.BaseRequest, received: Received) -> web.StreamResponse:
        if request.path.startswith("/services/"):
            return self._hook(received)
        method = request.path.rpartition("/")[2]
        given = json.loads(received.body) if received.body else dict(request.query)
        self.calls.append((method, given))
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return web.json_response(self._methods.get(method, _unknown)(given))

    def _hook(self, received: Received) -> web.Response:
        given = json.loads(received.body)
        if wrong := _disliked(given):
            return web.Response(status=400, text=wrong)
        self._keep("webhook", given)
        return web.Response(text="ok")

    def _post(self, given: Told) -> Told:
        if wrong := _disliked(given):
            return {"ok": False, "error": wrong}
        told = self._keep(given["channel"], given)
        return {"ok": True, "channel": told["channel"], "ts": told["ts"], "message": told}

    def _keep(self, channel: str, given: Told) -> Told:
        now = self._clock()
        told = {**given, "channel": channel, "ts": f"{int(now)}.{next(self._serial):06d}"}
        told["at"] = now
        self.messages.append(told)
        self._on_message(told)
        return told

    def _update(self, given: Told) -> Told:
        found = [told for told in self.messages if _place(told) == _place(given)]
        if wrong := _disliked(given) or ("" if found else "message_not_found"):
            return {"ok": False, "error": wrong}
        found[0].update({**given, "edited": {"ts": f"{self._clock():.6f}"}})
        self._on_message(found[0])
        return {"ok": True, "channel": given["channel"], "ts": given["ts"], "text": given["text"]}

    def _history(self, given: Told) -> Told:
        return self._page(given, [told for told in self.messages if not told.get("thread_ts")])

    def _replies(self, given: Told) -> Told:
        thread = given["ts"]
        return self._page(
            given,
            [told for told in self.messages if thread in (told["ts"], told.get("thread_ts"))],
        )

    def _page(self, given: Told, candidates: list[Told]) -> Told:
        if not any(told["channel"] == given["channel"] for told in self.messages):
            return {"ok": True, "messages": [], "has_more": False}
        oldest, hidden = float(given.get("oldest") or 0), {"channel", "at"}
        if given.get("include_all_metadata") not in ("1", "true", True):
            hidden.add("metadata")
        shown = [
            {name: value for name, value in told.items() if name not in hidden}
            for told in reversed(candidates)
            if told["channel"] == given["channel"] and float(told["ts"]) >= oldest
        ]
        return {"ok": True, "messages": shown, "has_more": False}


def _unknown(_given: Told) -> Told:
    return {"ok": False, "error": "unknown_method"}


def _place(told: Told) -> tuple[str, str]:
    return told["channel"], told["ts"]


def _disliked(given: Told) -> str:
    """Say what Slack dislikes in a message, in its word; the limits are the documented ones."""
    blocks = given.get("blocks") or []
    texts = [block["text"]["text"] for block in blocks if isinstance(block.get("text"), dict)]
    if len(given.get("text") or "") > 40_000:  # noqa: PLR2004
        return "msg_too_long"
    if len(blocks) > 50 or any(len(text) > 3000 for text in texts):  # noqa: PLR2004
        return "invalid_blocks"
    headers = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    if any(len(text) > 150 for text in headers):  # noqa: PLR2004
        return "invalid_blocks"
    return "" if given.get("text") or blocks else "no_text"
