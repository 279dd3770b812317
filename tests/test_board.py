"""The board: laid out without gaps in its words, and every query of it gives data from a real run."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import kafka_cluster
import prometheus
import pytest
import yaml
from test_service import add_article, running
from world import World, make_world

from alerts.sinks import Fault

DEPLOY = Path(__file__).parents[1] / "deploy"
GRAFANA = DEPLOY / "grafana"
BOARD = json.loads((GRAFANA / "dashboards" / "watchfloor.json").read_text())
PANELS = [panel for panel in BOARD["panels"] if panel["type"] != "row"]
QUERIES = [(panel["title"], target) for panel in PANELS for target in panel["targets"]]
# Okabe and Ito's colours, which the colour-blind can tell apart, and a grey.
PALETTE = {
    "#56B4E9",
    "#E69F00",
    "#D55E00",
    "#009E73",
    "#0072B2",
    "#CC79A7",
    "#F0E442",
    "#999999",
}
SOURCE = """
[sources.wire]
type = "jsonl"
path = "articles.jsonl"
follow = true
poll = 0.1
"""
AUDIT = """
[audit]
after_seconds = 2
"""
SCRAPES = """
global:
  scrape_interval: 500ms
  scrape_timeout: 500ms
  evaluation_interval: 500ms
rule_files: [{rules}]
scrape_configs:
  - job_name: watchfloor
    static_configs:
      - targets: ["{target}"]
"""
VARIABLES = {"$__rate_interval": "10s"}
ZERO = {
    "Processes down": "the one that there is runs",
    "Put back in 15 minutes": "it finds nothing where nothing is broken",
    "Passed over in 15 minutes": "only a Kafka client passes records over",
}
"""Panels that rightly show 0 in this run; every other query must give more."""
ARTICLES = [
    "Gunmen attacked an army checkpoint near town {0} in Iraq, killing {0} soldiers, it said.",
    "The ministry denied the entry of {0} additional foreign soldiers into the city of Basra.",
    "Iraq and the coalition will discuss the withdrawal of {0} soldiers from Iraq by May.",
    "Northgate beat Port Ellery by {0} goals on Saturday.",
]


def values(part: Any, name: str) -> Iterable[Any]:
    """Give every value that stands under a name, however deep."""
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == name)
        for value in part.values():
            yield from values(value, name)
    if isinstance(part, list):
        for value in part:
            yield from values(value, name)


def cells(panel: dict[str, Any]) -> set[tuple[int, int]]:
    """Give the cells of the grid that a panel covers."""
    grid = panel["gridPos"]
    columns = range(grid["x"], grid["x"] + grid["w"])
    return {(x, y) for x in columns for y in range(grid["y"], grid["y"] + grid["h"])}


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_says_what_it_shows(panel: dict[str, Any]) -> None:
    """A title, a description, a unit, a query, and a legend for each line of several."""
    assert len(panel["description"]) > len(panel["title"])
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert panel["targets"]
    for target in panel["targets"]:
        assert prometheus.unknown(target["expr"]) == set()
        named = set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]))
        assert named <= set(re.findall(r"\w+", target["expr"]))
        assert target["legendFormat"] or panel["type"] == "table"


def test_the_panels_fill_the_grid() -> None:
    """Each has an id of its own, no two cover the same cell, and no row has a gap."""
    ids = [panel["id"] for panel in BOARD["panels"]]
    assert len(ids) == len(set(ids))
    covered = [cell for panel in BOARD["panels"] for cell in cells(panel)]
    assert len(covered) == len(set(covered))
    height = 1 + max(y for _, y in covered)
    assert set(covered) == {(x, y) for x in range(24) for y in range(height)}


def test_whether_it_is_well_stands_on_top() -> None:
    """The first row is what decides whether to read on: in words and numbers, without scrolling."""
    top = {panel["title"] for panel in PANELS if panel["gridPos"]["y"] == 0}
    asked = ["watchfloor_lag_messages", "oldest_unfinished", "end_to_end", "deliveries", "dead"]
    first = [
        target["expr"] for panel in PANELS if panel["title"] in top for target in panel["targets"]
    ]
    assert all(any(name in expression for expression in first) for name in asked)


def test_the_colour_blind_can_read_it() -> None:
    """Every colour is of a palette that all can tell apart, and none is Grafana's own choice."""
    used = {step["color"] for steps in values(BOARD["panels"], "steps") for step in steps}
    assert used | set(values(BOARD["panels"], "fixedColor")) <= PALETTE
    assert {color["mode"] for color in values(BOARD["panels"], "color") if "mode" in color} <= {
        "fixed",
        "shades",
        "thresholds",
    }


def test_grafana_finds_the_board_and_its_data() -> None:
    """The provisioned datasource is the one that the panels name, paced as Prometheus scrapes."""
    (source,) = yaml.safe_load(
        (GRAFANA / "provisioning" / "datasources" / "prometheus.yml").read_text()
    )["datasources"]
    named = {"type": source["type"], "uid": source["uid"]}
    assert all(found == named for found in values(BOARD["panels"], "datasource"))
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
    assert source["jsonData"]["timeInterval"] == scraped["global"]["scrape_interval"]
    assert BOARD["uid"] == "watchfloor"


@asynccontextmanager
async def feeding(folder: Path) -> AsyncIterator[None]:
    """Let the source grow for the length of a block: by articles, and by lines that are none."""

    async def feed() -> None:
        for number in count(1):
            for text in ARTICLES:
                body = text.format(number)
                add_article(folder, body, body)
            with (folder / "articles.jsonl").open("a") as lines:
                lines.write("not an article\n" * 9)
            await asyncio.sleep(0.4)

    task = asyncio.create_task(feed())
    try:
        yield
    finally:
        task.cancel()


@asynccontextmanager
async def watched(world: World) -> AsyncIterator[prometheus.Prometheus]:
    """Run the service, and a Prometheus that scrapes it and knows the alert rules."""
    config = world.configure(sources=SOURCE)
    config.write_text(config.read_text() + AUDIT)
    rules = shutil.copy(DEPLOY / "prometheus" / "alerts.yml", world.folder)
    scrapes = world.folder / "prometheus.yml"
    port = kafka_cluster.free_ports(1)[0]
    arguments = [
        f"--config.file={scrapes}",
        f"--storage.tsdb.path={world.folder / 'prometheus'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    async with running(world) as (_, url):
        scrapes.write_text(SCRAPES.format(rules=rules, target=url.removeprefix("http://")))
        async with (
            feeding(world.folder),
            prometheus.serving(world.folder, arguments, port) as found,
        ):
            yield found


def substituted(expression: str) -> str:
    """Put in what Grafana puts in."""
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    assert "$" not in expression
    return expression


async def answered(found: prometheus.Prometheus, title: str, target: dict[str, Any]) -> bool:
    """Say whether a query gives a series with all labels of its legend, and a number to show."""
    expression = substituted(target["expr"])
    now = await found.query(expression)
    if title in ZERO:
        return [float(each["value"][1]) for each in now] == [0.0]
    if not target["instant"]:
        now = await found.query_range(expression, 20)
    legend = set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]))
    return any(
        float(number) > 0
        for each in now
        if legend <= set(each["metric"])
        for _, number in each.get("values", [each.get("value")])
    )


async def test_every_query_of_the_board_gives_data(tmp_path: Path) -> None:
    """A refusal, a repeat, a slow answer and some articles later, each panel has what it shows."""
    prometheus.required()
    async with make_world(tmp_path) as world:
        slow = Fault(status=429, headers={"Retry-After": "0"}, wait=6)
        world.hook.fail(Fault(status=400), slow, Fault(accept=True, cut="before"))
        async with watched(world) as found:
            missing = QUERIES
            for _ in range(30):
                await asyncio.sleep(2)
                missing = [each for each in missing if not await answered(found, *each)]
                if not missing:
                    break
            assert missing == []
            alerts = (await found.get("alerts"))["alerts"]
    firing = {each["labels"]["alertname"] for each in alerts if each["state"] == "firing"}
    assert {"DeliveriesRefused", "DeadLetters", "SourceUnreadable"} <= firing
    assert not [text for text in values(alerts, "summary") if "<" in text]
