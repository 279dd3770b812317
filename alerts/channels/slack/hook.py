"""The incoming webhook: every revision is a post of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr
from slack_sdk.webhook.async_client import AsyncWebhookClient

from alerts import post, render
from alerts.channels.slack import answers, cards
from streams.errors import Ambiguous
from streams.messages import Delivery, Receipt


class Hook:
    """Tells through an incoming webhook: every revision is a post of its own."""

    def __init__(self, poster: post.Poster, url: SecretStr) -> None:
        self._poster, self._url = poster, url

    async def send(self, delivery: Delivery, previous: Receipt | None) -> Mapping[str, str]:
        """Post the card, or plain text where Slack dislikes the card."""
        card = render.card(delivery, previous)
        try:
            await self._post(cards.message(card))
        except answers.Said as said:
            if said.word not in answers.DISLIKED:
                raise
        else:
            return {"delivery": delivery.delivery_key}
        await self._post(cards.message(card, plain=True))
        return {"delivery": delivery.delivery_key, "plain": "yes"}

    async def _post(self, body: dict[str, Any]) -> None:
        url = self._url.get_secret_value()
        client = AsyncWebhookClient(
            url, session=self._poster.session(), logger=answers.silent(), retry_handlers=[]
        )
        client.proxy = None

        async def attempt() -> tuple[int, Mapping[str, str], object]:
            answer = await client.send_dict(body)
            return answer.status_code, answer.headers, answer.body

        status, said = await answers.settled(attempt, url, words=True)
        if said != "ok":
            raise Ambiguous(f"{post.origin(url)} answered {status}, but not ok")

    async def close(self) -> None:
        """Close the session."""
        await self._poster.close()
