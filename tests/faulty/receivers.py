"""Faults of those who are told: Slack says no in every way it knows, a mail server too."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session
from faulty.checker import newest
from faulty.scene import DESKS, WEBHOOK, Lab, Receiver, Report, Scene, Truth, spread

from alerts import sinks
from alerts.sinks import Fault, MailFault
from streams.messages import DeadLetter, Delivery

TIMEOUT = 3.0
SLACK = """
[channels.{name}]
type = "slack"
token = "xoxb-demo"
channel = "C0{place}"
api_url = "{url}"
allow_private = true
timeout = 3
"""
EMAIL = """
[channels.{name}]
type = "email"
host = "127.0.0.1"
port = {port}
tls = "none"
timeout = 3
from = "Watchfloor <alerts@watchfloor.example>"
to = ["desk@{name}.example", "duty@{name}.example", "gone@{name}.example"]
"""
HUGE = "1000000000"
SHORTEST, LONGEST = 1.0, 3600.0
"""What a Retry-After is clamped to, in seconds."""
EARLY_SECONDS = 0.2


class Workspace(sinks.Slack):
    """A workspace in which channels may be dead; `early` counts calls before a Retry-After."""

    def __init__(self, truth: Truth) -> None:
        super().__init__(on_message=truth.slack)
        self.dead: set[str] = set()
        self.down = False
        self.early = 0
        self._closed: dict[str, float] = {}

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.read()
        given = json.loads(body) if body else request.query
        channel = str(given.get("channel"))
        now = time.monotonic()
        self.early += now < self._closed.get(channel, 0.0) - EARLY_SECONDS
        if channel in self.dead:
            await asyncio.sleep(2 * TIMEOUT)
        if self.down or channel in self.dead:
            return web.Response(status=503)
        fault = self._faults[0] if self._faults else None
        if fault is not None:
            self._closed[channel] = now + asked_to_wait(fault.headers.get("Retry-After"))
        return await super()._handle(request)


def asked_to_wait(header: str | None) -> float:
    """Give the seconds that a Retry-After asks for, as far as they are honoured."""
    if header is None or not header.isdecimal():
        return 0.0
    return min(max(float(header), SHORTEST), LONGEST)


def said(word: str, *, accept: bool = False) -> Fault:
    """Let Slack answer ok:false."""
    return Fault(status=200, body=json.dumps({"ok": False, "error": word}), accept=accept)


def slack_troubles() -> list[Fault]:
    """List all ways in which Slack goes wrong; each that is not clear once accepted, once not."""
    waits = ("2", "0", "soon", "Fri, 31 Dec 1999 23:59:59 GMT", "")
    late = [Fault(status=429, headers={"Retry-After": wait} if wait else {}) for wait in waits]
    unclear = [
        fault
        for accept in (True, False)
        for fault in (
            *(Fault(status=status, accept=accept) for status in (500, 502, 503)),
            Fault(status=200, wait=TIMEOUT + 1, accept=accept),
            Fault(status=200, body="<html>sorry</html>", content_type="text/html", accept=accept),
            Fault(status=200, body='{"ok": "perhaps"}', accept=accept),
            Fault(status=200, body='{"ok": tr', accept=accept),
            Fault(cut="before", accept=accept),
            Fault(cut="midway", accept=accept),
            said("fatal_error", accept=accept),
            said("internal_error", accept=accept),
        )
    ]
    not_now = [said(w) for w in ("ratelimited", "service_unavailable", "request_timeout")]
    disliked = [said(w) for w in ("invalid_blocks", "msg_too_long", "msg_blocks_too_long")]
    refused = [said(w) for w in ("channel_not_found", "is_archived", "invalid_auth")]
    refused += [said("account_inactive"), said("no_permission"), Fault(status=404)]
    return [*late, *unclear, *not_now, *disliked, *refused]


def mixed(troubles: Sequence[Any], dice: random.Random, rounds: int) -> list[Any]:
    """Shuffle what goes wrong among twice as much that goes well."""
    script = [*troubles, *[None] * (2 * len(troubles))] * rounds
    dice.shuffle(script)
    return script


async def slack(lab: Lab) -> Report:
    """Slack answers 429, 5xx, nothing, nonsense and ok:false, before and after it accepted."""
    fault = "slack"
    async with AsyncExitStack() as stack:
        scene, workspace = await slack_scene(lab, stack, fault, spread(8))
        rounds = max(1, round(lab.pace))
        workspace.fail(*mixed(slack_troubles(), scene.dice, rounds))
        # A lane that is told to wait for ever is opened by a restart.
        workspace.fail(Fault(status=429, headers={"Retry-After": HUGE}))
        crew = await scene.crew.start(2)
        async with scene.feed(16):
            await asyncio.sleep(40 * rounds)
        scene.facts = {"early_calls": workspace.early, "script_left": len(workspace._faults)}
        if workspace.early:
            scene.problems.append(f"{workspace.early} calls before the Retry-After was over")
        await restart(scene, len(crew))
        return await scene.settle(fault)


async def restart(scene: Scene, count: int) -> None:
    """End all workers in order and start as many."""
    await asyncio.gather(*(scene.crew.dismiss(life) for life in scene.crew.standing))
    await scene.crew.start(count)


async def slack_scene(
    lab: Lab, stack: AsyncExitStack, fault: str, names: Sequence[str]
) -> tuple[Scene, Workspace]:
    """Set a scene with a workspace and a channel in it for each name."""
    truth = Truth()
    workspace = await stack.enter_async_context(Workspace(truth))
    cluster = await stack.enter_async_context(lab.kafka(fault))
    channels = "".join(slack_channel(name, workspace) for name in names)
    scene = lab.scene(fault, cluster, names, channels, truth)
    return await stack.enter_async_context(scene), workspace


async def outage(lab: Lab) -> Report:
    """Slack and the receiver of a webhook answer 503 to everything for half a minute."""
    fault = "receiver-outage"
    async with AsyncExitStack() as stack:
        truth, names = Truth(), spread(4)
        workspace = await stack.enter_async_context(Workspace(truth))
        hook = await stack.enter_async_context(Receiver(truth, (0.0,), lab.dice(fault)))
        cluster = await stack.enter_async_context(lab.kafka(fault))
        told = [slack_channel(name, workspace) for name in names[:2]]
        told += [WEBHOOK.format(name=name, url=hook.url) for name in names[2:]]
        scene = lab.scene(fault, cluster, names, "".join(told), truth)
        scene = await stack.enter_async_context(scene)
        await scene.crew.start(2)
        async with scene.feed(12):
            await asyncio.sleep(5)
            workspace.down = hook.down = True
            await asyncio.sleep(30)
            workspace.down = hook.down = False
        report = await scene.settle(fault)
        dead = await scene.witness.messages(DeadLetter)
        scene.facts["dead_by_channel"] = dict(Counter(e.error.partition(":")[0] for e in dead))
        return report


def slack_channel(name: str, workspace: Workspace) -> str:
    """Configure a channel of a workspace."""
    return SLACK.format(name=name, place=place_of(name), url=workspace.api_url)


def place_of(name: str) -> str:
    """Give the end of a channel's id in Slack."""
    return name.upper() + "CHANNEL"


@dataclass(frozen=True, slots=True)
class Latency:
    """How long alerts took from the article to the channel, in seconds."""

    median: float
    worst: float
    count: int


async def slack_dead(lab: Lab) -> Report:
    """One of twenty channels is dead, and the others are as fast as without it."""
    fault = "slack-dead-channel"
    async with AsyncExitStack() as stack:
        scene, workspace = await slack_scene(lab, stack, fault, DESKS)
        dead = DESKS[0]
        await scene.crew.start(2)
        async with scene.feed(20):
            await asyncio.sleep(10)
        before = await measured(scene, lab.pace)
        workspace.dead.add(f"C0{place_of(dead)}")
        after = await measured(scene, lab.pace, without=dead)
        scene.facts = {
            "alive_p50_s": round(before.median, 3),
            "alive_p99_s": round(before.worst, 3),
            "beside_dead_p50_s": round(after.median, 3),
            "beside_dead_p99_s": round(after.worst, 3),
            "measured": before.count + after.count,
        }
        if after.worst > 2 * before.worst + 0.5:
            scene.problems.append("the other channels were delayed")
        workspace.dead.clear()
        return await scene.settle(fault)


async def measured(scene: Scene, pace: float, without: str = "") -> Latency:
    """Publish for a while and give the latencies of the first revisions meanwhile."""
    known = set(scene.truth.at)
    async with scene.feed(20):
        await asyncio.sleep(20 * pace)
    await asyncio.sleep(5)
    outbox = await scene.witness.messages(Delivery)
    return latency(
        [d for d in outbox if d.channel != without and d.delivery_key not in known],
        scene.truth.at,
    )


def latency(outbox: Iterable[Delivery], at: Mapping[str, float]) -> Latency:
    """Give the latencies of first revisions; what was not accepted counts as for ever."""
    first = {newest(d.alert.story): d for d in outbox if d.alert.story.revision == 1}
    took = sorted(
        at.get(d.delivery_key, float("inf")) - d.alert.story.first_seen_at.timestamp()
        for d in first.values()
    )
    return Latency(took[len(took) // 2], took[int(len(took) * 0.99)], len(took))


class Office(sinks.Smtp):
    """A mail server that also has answers ready for RCPT."""

    def __init__(self, truth: Truth) -> None:
        super().__init__(on_message=truth.mail)
        self.answers: deque[str | None] = deque()

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd looks for
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Give the next answer that is ready, else take the recipient."""
        answer = self.answers.popleft() if self.answers else None
        return answer or await super().handle_RCPT(server, session, envelope, address, options)


def mail_troubles() -> list[MailFault]:
    """List what goes wrong after DATA."""
    return [
        *(MailFault(status) for status in ("451 4.7.1 greylisted", "452 4.3.1 full")),
        *(MailFault(status) for status in ("421 4.3.2 closing", "554 5.7.1 no")),
        MailFault(accept=True),
        MailFault(accept=False),
        MailFault(wait=TIMEOUT + 1, accept=True),
        MailFault(wait=TIMEOUT + 1, accept=False),
    ]


async def smtp(lab: Lab) -> Report:
    """A mail server greylists, closes, refuses, hangs up after DATA, and knows not everybody."""
    fault = "smtp"
    async with AsyncExitStack() as stack:
        truth = Truth()
        office = await stack.enter_async_context(Office(truth))
        cluster = await stack.enter_async_context(lab.kafka(fault))
        names = spread(4)
        office.refuse = {f"gone@{name}.example": "550 5.1.1 no such user" for name in names}
        channels = "".join(EMAIL.format(name=name, port=office.port) for name in names)
        scene = await stack.enter_async_context(lab.scene(fault, cluster, names, channels, truth))
        rounds = max(1, round(lab.pace))
        office.fail(*mixed(mail_troubles(), scene.dice, 3 * rounds))
        rcpt = ["451 4.7.1 greylisted, try again", "421 4.3.2 closing", "450 4.2.1 busy"]
        office.answers.extend(mixed([*rcpt, "550 5.7.1 not you"], scene.dice, 4 * rounds))
        await scene.crew.start(2)
        async with scene.feed(12):
            await asyncio.sleep(40 * rounds)
        scene.facts = {"mails": len(office.mails), "script_left": len(office._faults)}
        wrong = {m.message["Message-ID"] for m in office.mails}
        keys = {m.message["Watchfloor-Delivery"].strip() for m in office.mails}
        if len(wrong) != len(keys):
            scene.problems.append("a mail that came again had another Message-ID")
        return await scene.settle(fault)
