"""The desk page in a real browser: live, marked, acked, and harmless whatever an article says."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import browser
import pytest
from playwright.async_api import Page, async_playwright, expect
from test_desk_samples import (
    delivery,
    denied_deployment,
    foiled_attack,
    hostile,
    minutes,
    planned_talks,
    receipt,
    story,
)
from test_desk_serve import Desk

from streams.errors import Unavailable
from streams.messages import ReceiptStatus, Severity

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


async def chromium() -> str:
    """Find the browser; without one the test fails in CI and is skipped elsewhere."""
    found = await asyncio.to_thread(browser.find)
    if found is None:
        missing = "no Chromium here: the desk page was not driven"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return str(found)


class Window:
    """A page, and all that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text))
        page.on("dialog", self._dismiss)

    async def _dismiss(self, dialog: object) -> None:
        self.dialogs.append(str(dialog))

    async def count(self, selector: str, n: int) -> None:
        """Wait for so many of something."""
        await expect(self.page.locator(selector)).to_have_count(n)

    async def text(self, selector: str, text: str) -> None:
        """Wait for a text somewhere."""
        await expect(self.page.locator(selector)).to_contain_text(text)


@asynccontextmanager
async def browsing() -> AsyncIterator[Window]:
    """Open an empty window."""
    path = await chromium()
    async with async_playwright() as driver:
        program = await driver.chromium.launch(executable_path=path, args=QUIET)
        yield Window(await program.new_page())
        await program.close()


@asynccontextmanager
async def opened(desk: Desk) -> AsyncIterator[Window]:
    """Serve a desk and open its page."""
    async with await desk.start() as server, browsing() as window:
        await window.page.goto(server.url)
        await window.page.locator("body[data-line=live]").wait_for()
        yield window


async def test_a_story_is_shown_live_and_its_ack_sticks() -> None:
    """The way of a card: empty page, card by SSE, marked cue, ack by click, kept over a reload."""
    desk = Desk()
    async with opened(desk) as window:
        await window.text("#empty", "Nothing to watch yet")
        told = foiled_attack()
        assert told.event
        sent = delivery(told, "desk-slack", Severity.HIGH)
        for message in (told, sent, receipt(sent, ReceiptStatus.SENT)):
            desk.view.apply(message)
        await window.text(".card h2", told.headline)
        await window.text(".severity", "high")
        await window.text(".badge.nuance", "foiled")
        await window.text("mark.nuance", "repelled")
        await window.text(".told", "desk-slack sent")
        assert await window.page.locator("blockquote").inner_text() == told.event.evidence.text
        await window.page.get_by_role("button", name="Ack").click()
        await window.count(".card.acked", 1)
        assert [(act.story, act.kind, act.by) for act in desk.acts] == [("foiled", "ack", "desk")]
        await window.page.reload()
        await window.count(".card.acked", 1)
        await window.text(".ack", "Acked by desk")
        assert window.errors == []


async def test_hostile_stories_stay_text() -> None:
    """Markup in any field is shown as it was written; no script runs and no dialog opens."""
    desk = Desk()
    async with opened(desk) as window:
        desk.view.apply(hostile())
        await window.text(".card h2", "<img src=x onerror=alert(1)>")
        await window.page.locator("summary").click()
        await window.text(".articles li", "<script>alert(2)</script>")
        for element in ("img", "script", "svg", "a"):
            await window.count(f"main {element}", 0)
        assert (window.dialogs, window.errors) == ([], [])


async def test_arabic_is_set_from_right_to_left() -> None:
    """Headline and sentence of an Arabic story run right to left, with the right cue marked."""
    desk = Desk()
    desk.view.apply(planned_talks())
    async with opened(desk) as window:
        for part in (".card h2", ".card blockquote"):
            await expect(window.page.locator(part)).to_have_attribute("dir", "rtl")
            await expect(window.page.locator(part)).to_have_css("direction", "rtl")
        await window.text("mark.trigger", "لانسحاب")
        await window.page.locator("#text").fill("لجنه")
        await window.count(".card", 1)


async def test_an_ack_that_was_not_stored_is_said() -> None:
    """When the log refuses, the page says so and the card stays open."""
    desk = Desk(failure=Unavailable("the log is full"))
    desk.view.apply(foiled_attack())
    async with opened(desk) as window:
        await window.count(".card", 1)
        await window.page.keyboard.press("j")
        await window.page.keyboard.press("a")
        await window.text("#problem", "The ack was not taken: not stored: the log is full.")
        await window.count(".card.acked", 0)


async def test_the_keyboard_is_enough() -> None:
    """Move, ack, filter, ask for help: no mouse needed; the focus stays with the reader."""
    desk = Desk()
    for message in (foiled_attack(), denied_deployment(), planned_talks()):
        desk.view.apply(message)
    async with opened(desk) as window:
        press = window.page.keyboard.press
        await window.count(".card", 3)
        for key in ("j", "j", "k", "a"):
            await press(key)
        await window.count("#story-denied.acked", 1)
        await expect(window.page.locator("#story-denied")).to_be_focused()
        await press("u")
        await window.count(".card.acked", 0)
        await press("/")
        await window.page.keyboard.type("ramadi foiled")
        await window.count(".card", 1)
        await press("Escape")
        await window.count(".card", 3)
        await press("?")
        await expect(window.page.locator("#keys")).to_be_visible()
        await window.page.locator("#name").fill("Amal")
        await press("Escape")
        await expect(window.page.locator("#keys")).to_be_hidden()
        await press("j")
        await press("a")
        await window.text("#story-denied .ack", "Acked by Amal")


async def test_acked_stories_can_be_hidden() -> None:
    """With only unacked stories shown, an acked card leaves and the next one has the focus."""
    desk = Desk()
    for message in (foiled_attack(), denied_deployment()):
        desk.view.apply(message)
    async with opened(desk) as window:
        await window.page.get_by_label("Unacked only").check()
        await window.page.keyboard.press("j")
        await window.page.keyboard.press("a")
        await window.count(".card", 1)
        await expect(window.page.locator("#story-foiled")).to_be_focused()
        await window.text("#count", "2 stories, 1 unacked")


async def test_new_stories_wait_while_somebody_reads_further_down() -> None:
    """Scrolled down, the page stays where it is and offers the new stories in a pill."""
    desk = Desk()
    for n in range(30):
        desk.view.apply(
            story(f"s{n}", f"Story {n}", foiled_attack().event, updated_at=minutes(n + 1))
        )
    async with opened(desk) as window:
        await window.count(".card", 30)
        await window.page.mouse.wheel(0, 2000)
        await expect(window.page.locator("#story-s0")).not_to_be_in_viewport()
        reading = window.page.locator("#story-s12")
        before = await reading.bounding_box()
        desk.view.apply(story("new", "Fresh", updated_at=minutes(0)))
        await window.text("#new", "1 new")
        assert await reading.bounding_box() == before
        await window.count("#story-new", 0)
        await window.page.locator("#new").click()
        await expect(window.page.locator("#story-new")).to_be_in_viewport()


async def test_a_full_desk_shows_two_hundred_and_more_on_demand() -> None:
    """Two thousand stories are held, two hundred are drawn, and more come when asked for."""
    desk = Desk()
    for n in range(2000):
        desk.view.apply(story(f"s{n}", f"Story {n}", foiled_attack().event, updated_at=minutes(n)))
    async with opened(desk) as window:
        await window.text("#count", "2,000 stories")
        await window.count(".card", 200)
        await window.page.locator("#more").click()
        await window.count(".card", 400)
        await window.page.locator("#text").fill("story 1999")
        await window.count(".card", 1)
