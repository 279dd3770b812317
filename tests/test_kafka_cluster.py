"""The Kafka that tests run against: it keeps what it acknowledged, and ends with the tests."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import kafka_cluster
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import UnknownTopicOrPartitionError
from kafka_cluster import Cluster, Missing
from proxy import Proxy

SOON = 30.0
# Says its name and waits for its end, as a node does.
SLEEPER = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
STARTER = """
import sys, time
from pathlib import Path
from kafka_cluster import spawn
spawn([sys.executable, "-c", sys.argv[1]], Path(sys.argv[2]))
print("started", flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def needed() -> None:
    """Skip where Kafka cannot run; CI fails instead."""
    try:
        kafka_cluster.program("java")
        kafka_cluster.jars()
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def proxied() -> int:
    """Give the port of the proxy that the one node's clients are sent to."""
    return kafka_cluster.free_ports(1)[0]


@pytest.fixture(scope="module")
def one(
    needed: None,  # noqa: ARG001
    proxied: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cluster]:
    """Give a node of which a second listener is advertised at the proxy's port."""
    with Cluster(tmp_path_factory.mktemp("one"), advertised={1: proxied}) as cluster:
        yield cluster


async def create(bootstrap: str, topic: str, copies: int = 1) -> None:
    """Create a topic with one partition."""
    async with AsyncExitStack() as stack:
        admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
        stack.push_async_callback(admin.close)
        await admin.start()
        made = await admin.create_topics([NewTopic(topic, 1, copies)])
        assert [code for _, code, _ in made.topic_errors] == [0]


async def leader_of(bootstrap: str, topic: str) -> int:
    """Ask which node leads a topic's partition."""
    async with AsyncExitStack() as stack:
        admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
        stack.push_async_callback(admin.close)
        await admin.start()
        [told] = await admin.describe_topics([topic])
        leader: int = told["partitions"][0]["leader"]
        return leader


def producer_at(bootstrap: str, **options: Any) -> AIOKafkaProducer:
    """Make a producer whose records are taken once, by every replica in sync."""
    return AIOKafkaProducer(
        bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, **options
    )


async def produce(bootstrap: str, topic: str, *values: bytes, **options: Any) -> list[int]:
    """Append records; gives their offsets."""
    producer = producer_at(bootstrap, **options)
    async with asyncio.timeout(SOON), producer:
        return [(await producer.send_and_wait(topic, value)).offset for value in values]


async def consume(bootstrap: str, topic: str, count: int, **options: Any) -> list[bytes]:
    """Read so many records from the start."""
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest", **options
    )
    async with asyncio.timeout(SOON), consumer:
        return [(await consumer.getone()).value for _ in range(count)]


async def test_a_record_outlives_kill_9(one: Cluster) -> None:
    """What one node acknowledged is there after `kill -9` and a start, and nothing else is."""
    await create(one.bootstrap, "kept")
    assert await produce(one.bootstrap, "kept", b"first", b"second") == [0, 1]
    one.nodes[1].kill()
    assert not one.nodes[1].running
    one.nodes[1].start()
    await asyncio.to_thread(one.nodes[1].wait_ready)
    assert await produce(one.bootstrap, "kept", b"third") == [2]
    read = await consume(one.bootstrap, "kept", 3, group_id="readers")
    assert read == [b"first", b"second", b"third"]


async def test_topics_are_not_made_by_mistake(one: Cluster) -> None:
    """A record for a topic that nobody created is refused."""
    with pytest.raises(UnknownTopicOrPartitionError):
        await produce(one.bootstrap, "no-such-topic", b"lost", request_timeout_ms=300)


async def test_clients_stay_behind_the_proxy(one: Cluster, proxied: int) -> None:
    """Who bootstraps at the proxy speaks through it alone: cut off there, nothing gets through."""
    await create(one.bootstrap, "proxied")
    async with Proxy(kafka_cluster.HOST, one.external[0], port=proxied) as proxy:
        producer = producer_at(f"{kafka_cluster.HOST}:{proxied}")
        async with asyncio.timeout(SOON), producer:
            await producer.send_and_wait("proxied", b"x" * 10_000)
            assert proxy.up > 10_000
            proxy.blackhole()
            waiting = await producer.send("proxied", b"late")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.shield(waiting), 0.5)
            proxy.pass_through()
            assert (await waiting).offset == 1
    assert await consume(one.bootstrap, "proxied", 2) == [b"x" * 10_000, b"late"]


async def test_a_paused_node_answers_again(one: Cluster) -> None:
    """A paused node is running and silent, and goes on where it was halted."""
    node = one.nodes[1]
    node.pause()
    try:
        assert node.running
        assert await kafka_cluster.brokers_at(node.address) == set()
    finally:
        node.resume()
    await asyncio.to_thread(node.wait_ready)


@pytest.mark.usefixtures("needed")
async def test_a_topic_outlives_its_leader(tmp_path: Path) -> None:
    """With three replicas, what was acknowledged is read and more is taken after the leader's death."""
    with Cluster(tmp_path, nodes=3) as cluster:
        await create(cluster.bootstrap, "replicated", copies=3)
        await produce(cluster.bootstrap, "replicated", b"before")
        leader = await leader_of(cluster.bootstrap, "replicated")
        cluster.nodes[leader].kill()
        left = ",".join(node.address for node in cluster.nodes.values() if node.running)
        await produce(left, "replicated", b"after")
        assert await consume(left, "replicated", 2, group_id="readers") == [b"before", b"after"]
        assert await leader_of(left, "replicated") != leader
        cluster.nodes[leader].start()
        await asyncio.to_thread(cluster.wait_ready)


def test_a_node_that_fails_says_why(tmp_path: Path, needed: None) -> None:  # noqa: ARG001
    """A node that cannot start fails the wait at once, with what it wrote."""
    cluster = Cluster(tmp_path, log_dirs={1: Path("/dev/null")})
    with pytest.raises(RuntimeError, match="/dev/null"), cluster:
        pass


def test_processes_end_with_the_tests(tmp_path: Path) -> None:
    """What was started dies with the process that started it, even by `kill -9`."""
    output = tmp_path / "output"
    command = [sys.executable, "-c", STARTER, SLEEPER, str(output)]
    path = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(command, env=path, stdout=subprocess.PIPE) as starter:
        assert starter.stdout
        assert starter.stdout.readline() == b"started\n"
        pid = int(until(lambda: output.read_text().strip()))
        assert alive(pid)
        starter.kill()
    until(lambda: not alive(pid))


def until(condition: Any) -> Any:
    """Wait until a condition gives something, and give that."""
    deadline = time.monotonic() + SOON
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def alive(pid: int) -> bool:
    """Say whether a process is there; one that ended and waits to be counted is not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_detached_cluster(
    tmp_path: Path,
    needed: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command's cluster runs on until it is stopped, and a second start changes nothing."""
    monkeypatch.delenv("WATCHFLOOR_KAFKA", raising=False)
    first = kafka_cluster.free_ports(1)[0]

    def run(*arguments: str) -> str:
        kafka_cluster.main(arguments, folder=tmp_path, first=first)
        return capsys.readouterr().out

    assert run("status") == "no cluster runs\n"
    try:
        assert run("start") == f"kafka://127.0.0.1:{first}\n"
        [pid] = kafka_cluster.pids(tmp_path).values()
        assert run("start") == f"kafka://127.0.0.1:{first}\n"
        assert run("status").startswith(f"node-1 runs as process {pid}")
        with pytest.raises(SystemExit, match="another cluster"):
            run("start", "--nodes", "3")
    finally:
        run("stop")
    assert run("status") == "no cluster runs\n"
    until(lambda: not alive(pid))


def test_a_cluster_that_is_given_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With WATCHFLOOR_KAFKA nothing is started, by the command or for the tests."""
    monkeypatch.setenv("WATCHFLOOR_KAFKA", "kafka.example.org:9092")
    kafka_cluster.main(["start"], folder=tmp_path)
    assert capsys.readouterr().out == "kafka://kafka.example.org:9092\n"
    with kafka_cluster.shared_cluster() as bootstrap:
        assert bootstrap == kafka_cluster.given() == "kafka.example.org:9092"
    assert not list(tmp_path.iterdir())


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java or Maven the text says that the tests did not run, and why."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(Missing, match="did not run: there is no java on this machine"):
        kafka_cluster.program("java")
    with pytest.raises(Missing, match="did not run: there is no mvn on this machine"):
        kafka_cluster.jars()


def test_half_a_download_is_no_kafka(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jars of which Maven brought some before it failed are not kept."""
    maven = tmp_path / "mvn"
    maven.write_text("#!/bin/sh\nmkdir jars; echo half >jars/a.jar; echo 'no network'; exit 1\n")
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(Missing, match="no network"):
        kafka_cluster.jars()
    assert not list((tmp_path / "cache" / "watchfloor").iterdir())
    maven.write_text("#!/bin/sh\nmkdir jars; echo whole >jars/a.jar\n")
    assert (kafka_cluster.jars() / "a.jar").read_text() == "whole\n"
    maven.write_text("#!/bin/sh\nexit 1\n")
    assert (kafka_cluster.jars() / "a.jar").exists()
