"""`make faults`: real workers, a real Kafka and sinks that keep the truth, while all of it breaks.

Prints a table and writes build/faults.jsonl, a line a fault; ends with 1 where anything was lost,
told twice without the mark, or never came to its end. `--only NAME` runs one of them, `--soak
MINUTES` (or SOAK=) takes so long instead of a quarter of an hour. Two faults run side by side, but
those that measure run alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from faulty import brokers, load, receivers, wire, workers
from faulty.scene import Lab, Report

ROOT: Final = Path(__file__).parents[1]
MINUTES: Final = 15.0
LIMIT_SECONDS: Final = 600.0
FAULTS: Final[dict[str, Callable[[Lab], Awaitable[Report]]]] = {
    "kill-9": workers.kill_9,
    "named-points": workers.named_points,
    "zombies": workers.zombies,
    "rebalance-storm": workers.rebalance_storm,
    "takeover": workers.takeover,
    "broker-kill": brokers.broker_kill,
    "brokers-down": brokers.brokers_down,
    "disk-full": brokers.disk_full,
    "wire": wire.wire,
    "slack": receivers.slack,
    "receiver-outage": receivers.outage,
    "slack-dead-channel": receivers.slack_dead,
    "smtp": receivers.smtp,
    "burst": load.burst,
}
ALONE: Final = frozenset({"slack-dead-channel", "burst"})
"""What measures latency or memory under load."""
COLUMNS: Final = (
    *("articles", "kills", "lost", "unmarked", "marked", "recovery_s"),
    *("reordered", "holes", "gaps", "dead", "fallen"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the faults; gives the exit code."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--only", choices=FAULTS, action="append")
    parser.add_argument("--soak", type=float, default=float(os.environ.get("SOAK", MINUTES)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="faults that run side by side")
    parser.add_argument("--down", type=float, default=120.0, help="seconds without any broker")
    parser.add_argument("--keep", action="store_true", help="keep the logs of what passed, too")
    asked = parser.parse_args(arguments)
    # Told to end, we end what we started, and leave no small disk behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = Path(tempfile.mkdtemp(prefix="watchfloor-faults-"))
    # What our own clients say of brokers that are down is no news.
    logging.basicConfig(filename=folder / "suite.log", format="%(asctime)s %(message)s")
    lab = Lab(folder, asked.seed, asked.soak / MINUTES, asked.down)
    say(
        f"seed {asked.seed}\n{'fault':19}"
        + "".join(f"{name:>11}" for name in COLUMNS)
        + "    took"
    )
    passed = asyncio.run(run_all(lab, asked.only or list(FAULTS), asked.jobs))
    if passed and not asked.keep:
        shutil.rmtree(folder)
    else:
        say(f"the logs are in {folder}")
    return 0 if passed else 1


async def run_all(lab: Lab, faults: Sequence[str], jobs: int) -> bool:
    """Run faults side by side, then those that run alone; says whether all passed."""
    turn = asyncio.Semaphore(jobs)

    async def in_turn(fault: str) -> bool:
        async with turn:
            return await run(lab, fault)

    together = [fault for fault in faults if fault not in ALONE]
    passed = await asyncio.gather(*(in_turn(fault) for fault in together))
    passed += [await run(lab, fault) for fault in faults if fault in ALONE]
    return all(passed)


async def run(lab: Lab, fault: str) -> bool:
    """Run one fault, print its row and write its line; says whether it passed."""
    (lab.folder / fault).mkdir()
    started = time.monotonic()
    try:
        async with asyncio.timeout(LIMIT_SECONDS * max(1, lab.pace)):
            report = await FAULTS[fault](lab)
    except Exception:  # noqa: BLE001  # the other faults are run all the same
        say(f"{fault:19} broke\n{traceback.format_exc()}")
        return False
    line = report.line()
    shown = "".join(f"{'-' if line[name] is None else line[name]:>11}" for name in COLUMNS)
    notes = [f"{name}: {value}" for name, value in report.facts.items()]
    notes += [*report.fallen, *report.problems]
    say(f"{fault:19}{shown}{time.monotonic() - started:7.0f}s")
    for note in notes:
        say(f"{'':19}  {note}")
    write(line)
    return report.passed


def write(line: dict[str, object]) -> None:
    """Add a line to build/faults.jsonl."""
    path = ROOT / "build" / "faults.jsonl"
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")


def say(text: str) -> None:
    """Print a row at once."""
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
