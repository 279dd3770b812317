"""Classification in processes of its own, so that it neither blocks the event loop nor shares it.

A child opens the coder and the rules by itself, from the same settings. It ignores Ctrl-C, which
its parent answers, and ends when its parent does, however that ends.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Final

from agents import coder
from agents.classify import classify
from agents.parts import clock, open_coder, open_rules
from alerts.rules import RuleSet
from streams.errors import WatchfloorError
from streams.guard import Outcome
from streams.messages import Article
from streams.settings import Settings

BATCH: Final = 32
_opened: Final[dict[str, tuple[coder.Coder, RuleSet]]] = {}
"""What this child has opened; empty in the parent."""


class ClassifierDied(WatchfloorError):
    """A classifying process ended by itself: out of memory, or a crash of a compiled part."""


class Pool:
    """Some processes that classify, fed in batches: what waits for a process goes to it together.

    One hand-over costs about as much as one article, so a batch makes it cheap under load and
    adds no wait without.
    """

    def __init__(self, settings: Settings) -> None:
        self._executor = ProcessPoolExecutor(
            settings.classify.processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_open,
            initargs=(settings,),
        )
        self._idle = settings.classify.processes
        self._waiting: deque[tuple[Article, asyncio.Future[Outcome]]] = deque()

    def start(self) -> None:
        """Let the processes start, which takes a second; nothing waits for it."""
        for _ in range(self._idle):
            self._executor.submit(os.getpid)

    async def classify(self, article: Article) -> Outcome:
        """Classify an article; raises what the coder raised, or ClassifierDied."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((article, future))
        if len(self._waiting) == 1:
            loop.call_soon(self._feed)
        return await future

    def _feed(self) -> None:
        """Give each idle process a share of what waits."""
        while self._waiting and self._idle:
            share = -(-len(self._waiting) // self._idle)
            taken = [self._waiting.popleft() for _ in range(min(share, BATCH))]
            self._idle -= 1
            work = self._executor.submit(_classify_all, [article for article, _ in taken])
            asyncio.wrap_future(work).add_done_callback(partial(self._done, taken))

    def _done(
        self,
        taken: list[tuple[Article, asyncio.Future[Outcome]]],
        work: asyncio.Future[list[Outcome | Exception]],
    ) -> None:
        self._idle += 1
        if work.cancelled():
            return
        error = work.exception()
        for place, (_, future) in enumerate(taken):
            if future.done():
                continue
            result = error or work.result()[place]
            if isinstance(result, BrokenProcessPool):
                future.set_exception(ClassifierDied(f"a classifying process died: {result}"))
            elif isinstance(result, BaseException):
                future.set_exception(result)
            else:
                future.set_result(result)
        self._feed()

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(cancel_futures=True)


def _open(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _opened["parts"] = open_coder(settings), open_rules(settings)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _classify_all(articles: list[Article]) -> list[Outcome | Exception]:
    return [_classify(article) for article in articles]


def _classify(article: Article) -> Outcome | Exception:
    reader, rules = _opened["parts"]
    try:
        return classify(article, reader, rules, clock)
    except Exception as error:  # noqa: BLE001  # one article's error is not its neighbours'
        return error
