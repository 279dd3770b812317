"""slack: posts a card, edits it as the story moves, and says each change in its thread.

With a bot token (the better way):

    [channels.desk-slack]
    type = "slack"
    token_file = "/run/secrets/slack-token"   # xoxb-..., or token, or token_env
    channel = "C0123456789"                   # the id, not the name: looking back needs it

The app needs the scope `chat:write`; with `channels:history` (private channels: `groups:history`)
it looks for a lost post by its metadata before it posts again.

- The first revision is a card. A later one edits the card, then tells the change in its thread:
  the reply is what notifies, so it is the reply's fate that counts. A denial, and a severity
  higher than last time, is also broadcast to the channel.
- A repeat is first looked for in the channel. What is found is not posted again.

With an incoming webhook (weaker: no edit, no thread, no looking back; a lost answer always leads
to a second post, marked):

    [channels.desk-slack]
    type = "slack"
    webhook_url_file = "/run/secrets/slack-webhook"

Both take `timeout` (seconds, 30), `api_url` and `allow_private` (for a stand-in on your machine).
"""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, SecretStr, model_validator

from alerts import post
from alerts.channels import Channel, Settings
from alerts.channels.slack.bot import Bot
from alerts.channels.slack.hook import Hook


class Config(Settings):
    """A bot token with a channel, or an incoming webhook."""

    token: SecretStr | None = None
    channel: str | None = None
    webhook_url: SecretStr | None = None
    api_url: str = "https://slack.com/api/"
    allow_private: bool = False
    timeout: float = Field(default=30.0, gt=0, le=300)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if bool(self.token) == bool(self.webhook_url):
            raise ValueError("give either token and channel, or webhook_url")
        if self.token and not self.channel:
            raise ValueError("token needs channel, the id of a Slack channel such as C0123456789")
        if self.token and not re.fullmatch("[!-~]+", self.token.get_secret_value()):
            raise ValueError("token: a Slack token is one word of ASCII, such as xoxb-...")
        url = self.webhook_url.get_secret_value() if self.webhook_url else self.api_url
        post.checked_url(url, allow_private=self.allow_private)
        return self


def open(config: Config) -> Channel:  # noqa: A001 - what every channel's entrance is called
    """Give the channel for a configuration."""
    poster = post.Poster(allow_private=config.allow_private, timeout=config.timeout)
    if config.token and config.channel:
        return Bot(poster, config.api_url, config.token, config.channel)
    if config.webhook_url:
        return Hook(poster, config.webhook_url)
    raise AssertionError("Config lets one of the two through")
