"""What the HTTP API takes and answers, besides cards."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.desk.cards import Card

Responses = dict[int | str, dict[str, Any]]
Fact = str | int | float | bool | None


class Answer(BaseModel):
    """A frozen answer."""

    model_config = ConfigDict(frozen=True)


class Health(Answer):
    """How the process is: ready unless there is a reason why not."""

    reasons: tuple[str, ...] = Field(
        default=(), description="Why it is not ready, in plain words; empty when it is."
    )
    facts: dict[str, Fact] = Field(
        default_factory=dict, description="What an operator may want to see: broker, version..."
    )

    @property
    def ready(self) -> bool:
        """Say whether work may be sent here."""
        return not self.reasons


class Alive(Answer):
    """The process lives; whether it is ready is another question."""

    status: Literal["alive"] = Field(default="alive", description="Always `alive`.")
    ready: bool = Field(description="What `/ready` would say.")


class Readiness(Answer):
    """Whether work may be sent here, and why not."""

    ready: bool = Field(description="True when there is no reason why not.")
    reasons: tuple[str, ...] = Field(description="Why not, in plain words.")
    facts: dict[str, Fact] = Field(description="What an operator may want to see.")


class Stories(Answer):
    """Cards, newest first."""

    total: int = Field(description="How many stories satisfy the filters.")
    stories: tuple[Card, ...] = Field(description="The newest of them, at most `limit`.")


class By(Answer):
    """Who does it."""

    by: str | None = Field(
        default=None, max_length=80, description="A name for colleagues to read; default `desk`."
    )


class Acted(Answer):
    """An ack or its withdrawal, as it now stands in the log."""

    story: str = Field(description="The story's id.")
    kind: Literal["ack", "unack"] = Field(description="What was done.")
    by: str = Field(description="Who did it.")
    at: datetime = Field(description="When (UTC).")


class Problem(Answer):
    """Why a request was not served."""

    error: str = Field(description="One plain sentence.")


WRONG: Responses = {
    422: {"model": Problem, "description": "A parameter is wrong; the sentence names it."}
}
