"""The HTTP API: read stories, ack them, and ask how the service is."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from test_desk_samples import (
    NOW,
    ack,
    delivery,
    denied_deployment,
    foiled_attack,
    minutes,
    planned_talks,
    story,
)
from test_desk_serve import Desk, running

from agents.desk.app import Health
from streams.errors import Unavailable
from streams.messages import Action, Severity


async def get(client: aiohttp.ClientSession, path: str) -> tuple[int, Any]:
    """Ask for JSON."""
    async with client.get(path) as answer:
        return answer.status, await answer.json()


async def post(client: aiohttp.ClientSession, path: str, body: object = None) -> tuple[int, Any]:
    """Post JSON."""
    async with client.post(path, json=body or {}) as answer:
        return answer.status, await answer.json()


def filled() -> Desk:
    """Give a desk with three stories, one of them acked."""
    desk = Desk()
    for message in (planned_talks(), foiled_attack(), denied_deployment(), ack("talks")):
        desk.view.apply(message)
    return desk


async def test_stories_come_newest_first() -> None:
    """The list is what the page shows, in its order, with the total beside it."""
    async with running(filled()) as client:
        status, answer = await get(client, "/api/stories?limit=2")
    assert (status, answer["total"]) == (200, 3)
    assert [card["id"] for card in answer["stories"]] == ["denied", "talks"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("acked=true", {"talks"}),
        ("acked=false", {"denied", "foiled"}),
        ("since=2026-03-14T03:17:00Z", {"denied"}),
        ("since=2026-03-14T03:17:00", {"denied"}),
        ("since=2026-03-14T06:17:00%2B03:00", {"denied"}),
    ],
)
async def test_stories_can_be_sifted(query: str, ids: set[str]) -> None:
    """The filters pick by ack and by time, whatever zone the time is given in."""
    async with running(filled()) as client:
        _, answer = await get(client, f"/api/stories?{query}")
    assert {card["id"] for card in answer["stories"]} == ids


async def test_a_story_changed_since_its_ack_counts_as_not_acked() -> None:
    """Who asks for what needs eyes is given the card whose claim was denied after the ack."""
    desk = filled()
    desk.view.apply(ack("denied", ago=4))
    async with running(desk) as client:
        _, answer = await get(client, "/api/stories?acked=false")
    assert "denied" in {card["id"] for card in answer["stories"]}


async def test_one_story_is_given_whole() -> None:
    """A card carries the public event, the sentence in runs, and who was told."""
    desk = filled()
    desk.view.apply(delivery(foiled_attack(), "slack", Severity.HIGH))
    async with running(desk) as client:
        status, card = await get(client, "/api/stories/foiled")
    assert (status, card["severity"], card["event"]["nuance"]) == (200, "high", ["foiled"])
    assert card["told"][0]["state"] == "queued"
    assert {"text": "repelled", "role": "nuance"} in card["sentence"]


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/api/stories/none", 404, "the desk does not hold this story"),
        ("/api/stories?limit=0", 422, "limit: Input should be greater than or equal to 1"),
        ("/api/stories?since=yesterday", 422, "since: "),
        ("/nowhere", 404, "Not Found"),
    ],
)
async def test_problems_are_one_plain_sentence(path: str, status: int, error: str) -> None:
    """Whatever is wrong, the answer is one sentence in the same shape."""
    async with running(Desk()) as client:
        answered, problem = await get(client, path)
    assert answered == status
    assert problem["error"].startswith(error)
    assert list(problem) == ["error"]


async def test_an_ack_is_published_and_shown() -> None:
    """An ack reaches the log with name and time, and the card shows it at once."""
    desk = filled()
    async with running(desk) as client:
        answer = await post(client, "/api/stories/foiled/ack", {"by": " Amal\u202e\n"})
        _, card = await get(client, "/api/stories/foiled")
    assert answer == (
        200,
        {"story": "foiled", "kind": "ack", "by": "Amal", "at": "2026-03-14T03:20:00Z"},
    )
    assert desk.acts == [Action(story="foiled", kind="ack", by="Amal", at=NOW)]
    assert card["ack"] == {"by": "Amal", "at": "2026-03-14T03:20:00Z", "outdated": False}


async def test_an_ack_can_be_taken_back() -> None:
    """Unack publishes too, and the card is open again; without a name the desk signs."""
    desk = filled()
    async with running(desk) as client:
        await post(client, "/api/stories/talks/unack")
        _, card = await get(client, "/api/stories/talks")
    assert [(act.kind, act.by) for act in desk.acts] == [("unack", "desk")]
    assert card["ack"] is None


async def test_the_last_click_wins_although_the_clock_stepped_back() -> None:
    """An unack after an ack from the future is not lost to it."""
    desk = filled()
    desk.view.apply(ack("foiled", ago=-5))
    async with running(desk) as client:
        _, acted = await post(client, "/api/stories/foiled/unack")
        _, card = await get(client, "/api/stories/foiled")
    assert acted["at"] == "2026-03-14T03:25:00.000001Z"
    assert card["ack"] is None


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (Unavailable("the log is full"), "not stored: the log is full"),
        (RuntimeError("secret inside"), "not stored: the service's log says why"),
        (TimeoutError(), "not confirmed within 10 s: look again before you trust it"),
    ],
)
async def test_an_ack_that_was_not_stored_is_never_ok(failure: Exception, error: str) -> None:
    """When the log does not take an ack, the answer is a 503 and the card stays open."""
    desk = filled()
    desk.failure = failure
    async with running(desk) as client:
        answer = await post(client, "/api/stories/foiled/ack")
        _, card = await get(client, "/api/stories/foiled")
    assert answer == (503, {"error": error})
    assert card["ack"] is None


async def test_an_ack_on_an_unknown_story_is_not_published() -> None:
    """A story that the desk does not hold cannot be acked."""
    desk = filled()
    async with running(desk) as client:
        status, _ = await post(client, "/api/stories/none/ack")
    assert (status, desk.acts) == (404, [])


async def test_vital_signs() -> None:
    """Health is 200 while the process lives; ready says why not; metrics are Prometheus text."""
    desk = Desk(health=Health(reasons=("the log is locked",), facts={"broker": "sqlite"}))
    async with running(desk) as client:
        assert await get(client, "/health") == (200, {"status": "alive", "ready": False})
        status, body = await get(client, "/ready")
        assert (status, body["reasons"]) == (503, ["the log is locked"])
        desk.health = Health()
        assert (await get(client, "/ready"))[0] == 200
        async with client.get("/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=")
            assert await answer.read() == b"articles_total 3\n"


async def test_a_failing_health_check_is_a_reason() -> None:
    """When the check itself fails, the process still lives and is not ready."""
    desk = Desk()
    del desk.health  # asking for it now raises
    async with running(desk) as client:
        assert await get(client, "/health") == (200, {"status": "alive", "ready": False})
        status, body = await get(client, "/ready")
    assert (status, body["reasons"]) == (503, ["the health check itself failed: AttributeError"])


async def test_the_openapi_describes_every_answer() -> None:
    """Each operation has a summary, and each JSON answer a model whose fields are described."""
    async with running(Desk()) as client:
        _, spec = await get(client, "/openapi.json")
    operations = [one for path in spec["paths"].values() for one in path.values()]
    assert len(operations) == 8
    for operation in operations:
        assert operation["summary"]
        for answer in operation["responses"].values():
            assert answer["description"] != "Validation Error"
            assert all(kind["schema"] for kind in answer["content"].values())
    models = spec["components"]["schemas"]
    assert not {"HTTPValidationError", "ValidationError"} & set(models)
    for name in ("Card", "Told", "Ack", "Source", "Run", "Stories", "Acted", "Readiness"):
        assert all(field.get("description") for field in models[name]["properties"].values()), name


async def test_two_thousand_stories_are_listed_quickly_enough_to_watch() -> None:
    """A full desk answers whole: 2,000 cards in one answer, none lost."""
    desk = Desk()
    for n in range(2000):
        desk.view.apply(story(f"s{n}", "x", foiled_attack().event, updated_at=minutes(n)))
    async with running(desk) as client:
        _, answer = await get(client, "/api/stories?limit=2000")
    assert len(answer["stories"]) == 2000
