"""What Slack's answers mean, its own words for no among them."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from alerts import post
from streams.errors import Ambiguous, Refused, Transient, WatchfloorError

# Slack dislikes the form: the same alert goes out once more as plain text.
DISLIKED = frozenset(
    {
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_payload",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
    }
)
_NOT_NOW = frozenset(
    {
        "message_limit_exceeded",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
_UNCLEAR = frozenset({"fatal_error", "internal_error"})  # "some aspect may have succeeded"
_WORD = re.compile("[a-z_]{3,60}")

Attempt = Callable[[], Awaitable[tuple[int, Mapping[str, str], object]]]


class Said(Refused):
    """Slack's own word for no."""

    def __init__(self, word: str, where: str) -> None:
        super().__init__(f"{where} said {word}")
        self.word = word


async def settled(attempt: Attempt, url: str, *, words: bool = False) -> tuple[int, object]:
    """Make one request; raises what its status or its failure means.

    Nothing is raised where it is caught: the exceptions of slack_sdk and aiohttp know the URL.
    """
    failure: WatchfloorError | None
    try:
        status, headers, data = await attempt()
        failure = post.of_status(status, headers, post.origin(url))
    except Exception as error:  # noqa: BLE001 - a broken answer may follow an accepted message
        status, data, failure = 0, None, post.of_failure(error, post.origin(url))
    if isinstance(failure, Refused) and words and _WORD.fullmatch(str(data)):
        failure = Said(str(data), f"{failure}:")
    if failure:
        raise failure
    return status, data


def verdict(status: int, data: object, where: str) -> dict[str, Any]:
    """Read what the Web API answered to a request that came through."""
    if status != 200 or not isinstance(data, dict) or not isinstance(data.get("ok"), bool):  # noqa: PLR2004
        raise Ambiguous(f"{where} answered {status}, but not as Slack does")
    if data["ok"]:
        return data
    word = str(data.get("error"))
    word = word if _WORD.fullmatch(word) else "an unreadable error"
    if word in _NOT_NOW:
        raise Transient(f"{where} said {word}")
    if word in _UNCLEAR:
        raise Ambiguous(f"{where} said {word}")
    raise Said(word, where)


def silent() -> logging.Logger:
    """Give slack_sdk a logger that says nothing: at DEBUG it logs whole URLs and messages."""
    return logging.Logger("slack_sdk", logging.CRITICAL)  # noqa: LOG001 - not for the registry
