"""The part of `make bench` on a real Kafka: throughput with one and two workers, and latency.

Broker, workers and load share the machine. The limit is a bare loop in the same run: consume from
`articles`, produce to `classified`, wait for the acknowledgement, commit, and nothing else.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from fakes import ONE_NODE, fresh
from kafka_cluster import shared_cluster
from world import COMMAND

from agents.parts import clock
from alerts import sinks
from streams import articles, topics
from streams.cluster import Cluster
from streams.messages import Article
from streams.offsets import Partition
from streams.port import NewRecord

BACKLOG: Final = int(os.environ.get("KAFKA_ARTICLES", "20000"))
RATE: Final = 50
SECONDS: Final = int(os.environ.get("KAFKA_SECONDS", "40"))
LOUD_EACH: Final = 8
WARM: Final = 30_000
"""Articles from here on are told before the measuring begins."""
TOWNS: Final = ("Kalmar", "Torvik", "Besna", "Orlin", "Dagara", "Mirsa", "Velun", "Hattar")
CONFIG: Final = """
broker = "{url}"
rules = ["rules.yaml"]
[kafka]
replication = 1
min_insync = 1
[log]
level = "error"
[desk]
enabled = false
[sources]
[channels.pager]
type = "webhook"
url = "{hook}/alerts"
secret = "the webhook's key, sixteen long"
allow_private = true
"""
RULES: Final = "rules:\n  - {id: attacks, query: 'kind:attack', notify: [pager]}\n"
Add = Callable[[str, float, str, str, float | None], None]


async def measure(add: Add, backlog: Callable[[int], Iterator[Article]]) -> None:
    """Measure all of it on one cluster, each part on topics of its own."""
    with shared_cluster() as bootstrap:
        url = f"kafka://{bootstrap}"
        async with loaded(url, backlog) as cluster:
            limit = await bare(bootstrap, cluster)
        add("kafka: bare consume-produce loop", limit, "articles/s", "", None)
        for count in (1, 2):
            async with loaded(url, backlog) as cluster:
                rate = await workers(url, cluster, count)
            name = f"kafka: whole path, {count} worker{'s' * (count > 1)}"
            add(name, rate, "articles/s", "the bare loop", limit)
        async with connected(url) as cluster:
            await fresh(cluster)
            delays = sorted(await latency(url, cluster))
        for name, at, goal in (("p50", 0.5, 0.5), ("p99", 0.99, 2.0)):
            said = f"goal {goal} s; {len(delays)} alerts, {RATE} articles/s"
            found = delays[int(at * (len(delays) - 1))]
            add(f"kafka: article to channel, {name}", found * 1000, "ms", said, goal * 1000)
        add("kafka: article to channel, mean", statistics.mean(delays) * 1000, "ms", "", None)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Cluster]:
    """Give the cluster."""
    cluster = Cluster(url, ONE_NODE)
    await cluster.connect()
    try:
        yield cluster
    finally:
        await cluster.close()


@asynccontextmanager
async def loaded(url: str, backlog: Callable[[int], Iterator[Article]]) -> AsyncIterator[Cluster]:
    """Give the cluster with a backlog on `articles` and nothing else."""
    async with connected(url) as cluster:
        await fresh(cluster)
        given = [record(cluster, article) for article in backlog(BACKLOG)]
        for start in range(0, BACKLOG, 500):
            await cluster.write(given[start : start + 500])
        yield cluster


def record(cluster: Cluster, article: Article) -> NewRecord:
    """Give an article as a record of its topic."""
    key = article.key.encode()
    place = Partition("articles", cluster.choose("articles", key))
    return NewRecord(place, time.time(), key, article.encode())


async def bare(bootstrap: str, cluster: Cluster) -> float:
    """Give the articles a second of a loop that only passes them on."""
    consumer = AIOKafkaConsumer(
        "articles",
        bootstrap_servers=bootstrap,
        group_id="bench-bare",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
    await consumer.start()
    await producer.start()
    done, began = 0, 0.0
    while done < BACKLOG:
        batches = await consumer.getmany(timeout_ms=1000, max_records=500)
        began = began or time.perf_counter()
        found = [each for batch in batches.values() for each in batch]
        sent = [await producer.send("classified", each.value, key=each.key) for each in found]
        await asyncio.gather(*sent)
        await consumer.commit()
        done += len(found)
    taken = time.perf_counter() - began
    await consumer.stop()
    await producer.stop()
    ends = await cluster.ends()
    if sum(ends[place] for place in places("classified")) != BACKLOG:
        raise RuntimeError("the bare loop passed on more or fewer than there were")
    return BACKLOG / taken


def places(topic: str) -> list[Partition]:
    """Give a topic's partitions."""
    return [Partition(topic, n) for n in range(topics.BY_NAME[topic].partitions)]


@asynccontextmanager
async def running(url: str, count: int) -> AsyncIterator[sinks.HttpSink]:
    """Run some workers that tell a webhook."""
    with tempfile.TemporaryDirectory() as folder:
        async with sinks.HttpSink() as hook:
            (Path(folder) / "rules.yaml").write_text(RULES)  # small
            path = Path(folder) / "watchfloor.toml"
            path.write_text(CONFIG.format(url=url, hook=hook.url))
            command = [*COMMAND, "run", "--config", str(path)]
            started = [
                await asyncio.create_subprocess_exec(*command, cwd=folder) for _ in range(count)
            ]
            try:
                yield hook
            finally:
                for process in started:
                    process.terminate()
                await asyncio.gather(*(process.wait() for process in started))


async def finished(cluster: Cluster) -> int:
    """Give how many articles are committed; all of them only once every stage is through."""
    committed: dict[Partition, int] = {}
    for stage in topics.STAGES:
        committed |= await cluster.committed(stage.group)
    ends = await cluster.ends()
    done = sum(committed.get(place, 0) for place in places("articles"))
    behind = any(
        committed.get(place, 0) < ends[place]
        for stage in topics.STAGES
        for place in places(stage.reads.name)
    )
    return min(done, BACKLOG - 1) if behind else done


async def workers(url: str, cluster: Cluster, count: int) -> float:
    """Give the articles a second from the first tenth to the last alert told."""
    async with running(url, count):
        first = began = 0.0
        async with asyncio.timeout(300):
            while (done := await finished(cluster)) < BACKLOG:
                if not began and done >= BACKLOG / 10:
                    first, began = done, time.perf_counter()
                await asyncio.sleep(0.1)
        return (BACKLOG - first) / (time.perf_counter() - began)


async def latency(url: str, cluster: Cluster) -> list[float]:
    """Give the seconds from acknowledged article to accepted alert, at a steady rate."""
    sent: dict[str, float] = {}
    async with running(url, 1) as hook:
        await publish(cluster, range(WARM, WARM + 4 * LOUD_EACH), {})
        async with asyncio.timeout(60):
            while len(hook.received) < 4:
                await asyncio.sleep(0.1)
        warm = len(hook.received)
        await publish(cluster, range(RATE * SECONDS), sent)
        async with asyncio.timeout(60):
            while len(hook.received) - warm < len(sent):
                await asyncio.sleep(0.1)
        told = [(json.loads(each.body), each.at) for each in hook.received[warm:]]
    return [at - sent[newest(body)] for body, at in told if newest(body) in sent]


def newest(body: dict[str, Any]) -> str:
    """Give the id of the article that an alert tells of."""
    return str(body["alert"]["story"]["tellers"][-1]["id"])


async def publish(cluster: Cluster, numbers: range, sent: dict[str, float]) -> None:
    """Publish articles at the rate, one in some of them an attack; notes when each was taken."""
    started = time.perf_counter()
    for turn, number in enumerate(numbers):
        loud = number % LOUD_EACH == 0
        town = "".join(TOWNS[int(digit)] for digit in f"{number:05o}").capitalize()
        body = (
            f"Gunmen from the {town} Front attacked an army checkpoint in {town} yesterday, killing "
            f"{number % 50 + 2} soldiers, the defence ministry said."
            if loud
            else f"The council of {town} discussed the new bus line for an hour. It costs more."
        )
        line = json.dumps({"id": f"n{number}", "source": "wire", "body": body})
        article = articles.parse(line, source="wire", now=clock())
        await cluster.write([record(cluster, article)])
        if loud:
            sent[article.id] = time.time()
        await asyncio.sleep(max(0.0, started + (turn + 1) / RATE - time.perf_counter()))
