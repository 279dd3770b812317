"""How a command hears that it is to stop: Ctrl-C and SIGTERM in order, a second one at once."""

from __future__ import annotations

import asyncio
import os
import signal

from agents.commands import output


async def asked_to_stop() -> None:
    """Wait for Ctrl-C or SIGTERM; the next one ends the process there and then."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()

    def ask() -> None:
        if asked.is_set():
            os._exit(output.INTERRUPTED)
        asked.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ask)
    await asked.wait()
