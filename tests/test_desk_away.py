"""The page in a real browser when the desk does not let it in, or goes away."""

from __future__ import annotations

from playwright.async_api import expect
from pydantic import SecretStr
from test_desk_browser import browsing
from test_desk_samples import foiled_attack, planned_talks
from test_desk_serve import Desk

from agents.desk.app import Tuning


async def test_people_log_in_through_the_form() -> None:
    """A wrong token is refused in words, the right one leads to the live page, acks included."""
    desk = Desk(token=SecretStr("right"))
    desk.view.apply(foiled_attack())
    async with await desk.start() as server, browsing() as window:
        await window.page.goto(server.url)
        for token in ("wrong", "right"):
            await window.page.get_by_label("The desk’s token").fill(token)
            await window.page.get_by_role("button", name="Enter").click()
            if token == "wrong":
                await window.text("[role=alert]", "That is not the token.")
        await window.page.get_by_role("button", name="Ack").click()
        await window.count(".card.acked", 1)


async def test_the_page_says_when_the_line_is_dead_and_recovers() -> None:
    """When the desk goes away the page says since when; when it is back, so are the stories."""
    desk = Desk(tuning=Tuning(keepalive_s=0.2))
    desk.view.apply(foiled_attack())
    first = await desk.start()
    async with browsing() as window:
        await window.page.goto(first.url)
        await window.count(".card", 1)
        await first.stop()
        await window.text("#line", "reconnecting since")
        await window.text("#stale", "No word from the desk since")
        desk.view.apply(planned_talks())
        async with await desk.start(first.port):
            await window.count(".card", 2)
            await window.text("#line", "live")
            await expect(window.page.locator("#stale")).to_be_hidden()
