"""Kafka as Watchfloor writes, follows and looks at it: addresses, credentials, topics, commands."""

from __future__ import annotations

import asyncio
import json
import os
import re
import ssl
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import kafka_cluster
import pytest
from aiokafka import TopicPartition
from aiokafka.admin import NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.conn import collect_hosts
from deliveries import make_certificate
from fakes import ONE_NODE, Recorder, fresh, make_article
from kafka_cluster import Cluster as Nodes
from kafka_cluster import Missing
from world import SEED, Finished, World, make_world

from streams import cluster as module
from streams import connection, settings, topics
from streams.broker import Broker, open_port
from streams.cluster import LARGEST, Cluster
from streams.connection import addresses, client_of
from streams.errors import ConfigError, Poison, Unavailable, WatchfloorError
from streams.guard import Outcome
from streams.messages import Article, Classified, DeadLetter, Reason
from streams.offsets import Partition
from streams.port import NewRecord, Placed
from streams.settings import Kafka

P = Partition("articles", 0)
PATIENCE = 30.0
SECRET = "the password of the tests"
NOBODY = "kafka://127.0.0.1:9"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("kafka://broker", [("broker", 9092)]),
        ("kafka://broker:19092", [("broker", 19092)]),
        ("kafka://one:1,two:2,three", [("one", 1), ("two", 2), ("three", 9092)]),
        ("kafka://broker:1/", [("broker", 1)]),
        ("kafka://[::1]:9093", [("::1", 9093)]),
        ("kafka://[::1],[fe80::1]:2", [("::1", 9092), ("fe80::1", 2)]),
        ("kafka://one:1, two:2", [("one", 1), ("two", 2)]),
    ],
)
def test_a_url_names_brokers(url: str, found: list[tuple[str, int]]) -> None:
    """One or several, by name or address, each with its port or the usual one."""
    assert addresses(url) == found
    told = collect_hosts(client_of(url, ONE_NODE)["bootstrap_servers"])
    assert sorted((host, port) for host, port, _ in told) == sorted(found)


@pytest.mark.parametrize(
    "url",
    [
        "kafka://",
        "kafka://:9092",
        "kafka://one:1,,two:2",
        "kafka://broker:seven",
        "kafka://broker:99999",
        "kafka://broker:1/topic",
        "kafka://broker:1?acks=0",
    ],
)
def test_a_url_that_names_no_broker_is_refused(url: str) -> None:
    """The error says what to write."""
    with pytest.raises(ConfigError, match="write kafka://host:port,host:port"):
        addresses(url)


@pytest.mark.parametrize(
    "url",
    [
        f"kafka://user:{SECRET}@broker:1",
        f"kafka://one:1,user:{SECRET}@two:2",
        f"KAFKA://user:{SECRET}@broker:1",
        f"kafka+ssl://user:{SECRET}@broker:1",
    ],
)
def test_credentials_in_a_url_are_refused_without_showing_them(url: str) -> None:
    """They would stand in logs and in the list of processes."""
    with pytest.raises(ConfigError) as caught:
        open_port(url, ONE_NODE)
    assert SECRET not in str(caught.value)
    assert "broker" in str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a certificate, its key and a password."""
    make_certificate(tmp_path)
    (tmp_path / "password").write_text(SECRET + "\n", encoding="utf-8")
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    (tmp_path / "latin").write_bytes(b"\xff\xfe")
    (tmp_path / "no.pem").write_text("not a certificate", encoding="utf-8")
    return tmp_path


def load(folder: Path, table: str) -> Kafka:
    """Read the table [kafka] of a configuration."""
    path = folder / "watchfloor.toml"
    path.write_text(f"[kafka]\n{table}\n", encoding="utf-8")
    return settings.load(path, {}).kafka


PLAIN = "sasl = 'plain'\nusername = 'watchfloor'\n"


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("", {"security_protocol": "PLAINTEXT"}),
        ("tls = true", {"security_protocol": "SSL"}),
        ("tls = true\nca_file = 'both.pem'", {"security_protocol": "SSL"}),
        (
            PLAIN + "password_file = 'password'",
            {
                "security_protocol": "SASL_PLAINTEXT",
                "sasl_mechanism": "PLAIN",
                "sasl_plain_username": "watchfloor",
                "sasl_plain_password": SECRET,
            },
        ),
        (
            "tls = true\n"
            + PLAIN.replace("plain", "scram-sha-512")
            + "password_env = 'KAFKA_WORD'",
            {
                "security_protocol": "SASL_SSL",
                "sasl_mechanism": "SCRAM-SHA-512",
                "sasl_plain_password": "from the environment",
            },
        ),
    ],
)
def test_the_table_says_how_clients_are_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, table: str, found: dict[str, str]
) -> None:
    """Encryption, mechanism and credentials; files are looked for beside the configuration."""
    monkeypatch.setenv("KAFKA_WORD", "from the environment")
    client = client_of("kafka://broker", load(folder, table))
    assert {name: client[name] for name in found} == found
    assert ("ssl_context" in client) is ("SSL" in client["security_protocol"])


def test_a_certificate_of_our_own_is_shown(folder: Path) -> None:
    """And the broker's is still checked, with its name."""
    table = "tls = true\ncert_file = 'both.pem'\nkey_file = 'key.pem'"
    context = client_of("kafka://broker", load(folder, table))["ssl_context"]
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("sasl = 'plain'", "sasl and username"),
        ("username = 'watchfloor'", "sasl and username"),
        (PLAIN, "password_file and password_env"),
        (PLAIN + "password_file = 'password'\npassword_env = 'X'", "password_file"),
        ("password_file = 'password'", "password_file"),
        (PLAIN + f"password = '{SECRET}'", "kafka.password: unknown setting"),
        ("sasl = 'gssapi'\nusername = 'x'", "kafka.sasl"),
        ("tls = true\ncert_file = 'both.pem'", "key_file"),
        ("tls = true\nkey_file = 'key.pem'", "cert_file"),
        ("ca_file = 'both.pem'", "tls = true"),
        ("cert_file = 'both.pem'\nkey_file = 'key.pem'", "tls = true"),
        ("replication = 1\nmin_insync = 2", "min_insync"),
        ("replication = 0", "kafka.replication"),
        ("tls = true\nca_file = 'missing.pem'", "missing.pem"),
        ("tls = true\nca_file = 'no.pem'", "ca_file"),
        ("tls = true\ncert_file = 'no.pem'\nkey_file = 'key.pem'", "cert_file"),
        (PLAIN + "password_file = 'missing'", "kafka.password_file"),
        (PLAIN + "password_file = 'empty'", "kafka.password_file"),
        (PLAIN + "password_file = 'latin'", "kafka.password_file"),
        (PLAIN + "password_env = 'NOT_THERE'", "kafka.password_env"),
    ],
)
def test_a_wrong_combination_is_named(folder: Path, table: str, said: str) -> None:
    """The field stands in the error, and no secret does."""
    with pytest.raises(ConfigError) as caught:
        client_of("kafka://broker", load(folder, table))
    assert "kafka" in str(caught.value)
    assert said in str(caught.value)
    assert SECRET not in str(caught.value)


@asynccontextmanager
async def connected(url: str, wanted: Kafka = ONE_NODE) -> AsyncIterator[Cluster]:
    """Connect to Kafka."""
    cluster = Cluster(url, wanted)
    try:
        await cluster.connect(PATIENCE)
        yield cluster
    finally:
        await cluster.close()


async def clear(url: str) -> None:
    """Delete all topics."""
    async with connected(url) as cluster:
        await cluster._admin.delete_topics(list(cluster.counts))
        async with asyncio.timeout(PATIENCE):
            while set(topics.BY_NAME) & set(await cluster._admin.list_topics()):
                await asyncio.sleep(0.05)


async def names(url: str) -> set[str]:
    """Give the topics that are there."""
    async with connected(url) as cluster:
        return set(await cluster._admin.list_topics()) & set(topics.BY_NAME)


@pytest.fixture
async def bare(bootstrap: str) -> str:
    """Give the URL of a Kafka without any topic of ours."""
    await clear(f"kafka://{bootstrap}")
    return f"kafka://{bootstrap}"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Give the stand-ins and a folder."""
    async with make_world(tmp_path) as made:
        yield made


async def described(url: str) -> dict[str, tuple[int, dict[str, str]]]:
    """Read back each topic's partitions and settings."""
    async with connected(url) as cluster:
        resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in topics.BY_NAME]
        answers = await cluster._admin.describe_configs(resources)
        told = {
            name: {row[0]: row[1] for row in rows}
            for answer in answers
            for _, _, _, name, rows in answer.resources
        }
        return {name: (cluster.counts[name], told[name]) for name in told}


async def test_topics_are_made_as_the_table_says(bare: str, world: World) -> None:
    """Partitions, cleaning, retention, replicas and sizes, read back from the broker."""
    world.configure(broker=bare)
    done = await world.run("topics", "create", "--json")
    assert done.code == 0, done.err
    assert {row["topic"]: row["state"] for row in done.lines} == dict.fromkeys(
        topics.BY_NAME, "made"
    )
    found = await described(bare)
    for name, topic in topics.BY_NAME.items():
        partitions, config = found[name]
        assert partitions == topic.partitions, name
        policies = set(config["cleanup.policy"].split(","))
        assert ("compact" in policies) is topic.compacted, name
        assert ("delete" in policies) is (topic.retention is not None), name
        kept = topic.retention.total_seconds() * 1000 if topic.retention else -1
        assert float(config["retention.ms"]) == kept, name
        assert config["min.insync.replicas"] == "1", name
        assert int(config["max.message.bytes"]) > LARGEST, name
        lag = 3_600_000 if topic.message is None else 0
        assert int(config["min.compaction.lag.ms"]) == lag, name


async def test_topics_that_are_there_are_left_as_they_are(kafka: str, world: World) -> None:
    """Made again they are there, the exit code is 0, and what stands on them stays."""
    world.configure(broker=kafka)
    async with connected(kafka) as cluster:
        await cluster.write([NewRecord(P, time.time(), b"k", b"v")])
    done = await world.run("topics", "create", "--json")
    assert done.code == 0
    assert {row["state"] for row in done.lines} == {"there"}
    async with connected(kafka) as cluster:
        assert (await cluster.ends())[P] == 1


async def test_a_topic_that_differs_is_told_and_not_changed(bare: str, world: World) -> None:
    """What differs stands beside it, the others are made, and the exit code is 1."""
    async with connected(bare) as cluster:
        odd = {"retention.ms": "60000", "cleanup.policy": "compact"}
        await cluster._admin.create_topics([NewTopic("articles", 2, 1, topic_configs=odd)])
    world.configure(broker=bare)
    done = await world.run("topics", "create", "--json")
    assert done.code == 1
    states = {row["topic"]: row["state"] for row in done.lines}
    said = states.pop("articles")
    for part in ("2 partitions", "retention.ms is 60000", "cleanup.policy is compact"):
        assert part in said
    assert set(states.values()) == {"made"}
    partitions, config = (await described(bare))["articles"]
    assert (partitions, config["retention.ms"]) == (2, "60000")


async def test_more_replicas_than_brokers_is_one_clear_error(bare: str, world: World) -> None:
    """The setting is named, the exit code is 2, and no topic is made."""
    path = world.configure(broker=bare)
    path.write_text(path.read_text().replace("replication = 1\nmin_insync = 1", "replication = 3"))
    done = await world.run("topics", "create")
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert "kafka.replication" in line
    assert await names(bare) == set()


async def test_a_service_makes_no_topics(bare: str, world: World) -> None:
    """Without them it says what does, in one line, with exit code 2."""
    world.configure(broker=bare)
    done = await world.run("run")
    assert done.code == 2
    (line,) = done.err.splitlines()
    assert "`watchfloor topics create`" in line
    assert "articles" in line
    assert await names(bare) == set()


PATIENT = """
from agents import cli
from streams import cluster
cluster.CONNECT_SECONDS = 3
cli.main()
"""


async def impatient(world: World, *arguments: str) -> Finished:
    """Run a command that waits for a broker for seconds instead of a minute."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PATIENT,
        *arguments,
        cwd=world.folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return Finished(process.returncode or 0, out.decode(), err.decode())


@pytest.mark.parametrize("command", [["run"], ["topics"], ["topics", "create"], ["deadletters"]])
async def test_no_broker_at_all_is_a_clear_error(world: World, command: list[str]) -> None:
    """Within bounded time it says where it looked, without a traceback."""
    world.configure(broker=NOBODY)
    started = time.monotonic()
    done = await impatient(world, *command)
    assert time.monotonic() - started < 30
    assert done.code == 70
    assert NOBODY in done.err.splitlines()[-1]
    assert "Traceback" not in done.err


async def test_what_is_waited_for_is_not_told_on_standard_output(world: World) -> None:
    """There only the answer stands, for whoever reads it as JSON."""
    world.configure(broker=NOBODY)
    done = await impatient(world, "topics", "--json")
    assert done.out == ""


async def test_what_is_left_out_is_not_told_on_standard_output(kafka: str, world: World) -> None:
    """A record that cannot be read is a warning beside the answer, not in it."""
    world.configure(broker=kafka)
    async with connected(kafka) as cluster:
        await cluster.write(
            [NewRecord(Partition("rejected", 0), time.time(), b"k", b"not a message")]
        )
    done = await world.run("deadletters", "--json")
    assert (done.code, done.out) == (0, "")


async def test_a_broker_that_comes_late_is_waited_for(
    bootstrap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service may be started before its broker."""
    cluster = Cluster(NOBODY, ONE_NODE)
    connecting = asyncio.create_task(cluster.connect(20))
    await asyncio.sleep(1)
    assert not connecting.done()
    monkeypatch.setitem(cluster.client, "bootstrap_servers", [bootstrap])
    await asyncio.wait_for(connecting, 20)
    await cluster.close()


def value(number: int, place: Partition = P) -> NewRecord:
    """Make a record that says its number."""
    return NewRecord(place, time.time(), b"k", str(number).encode())


async def take(following: AsyncIterator[Placed | None], count: int) -> list[str | None]:
    """Give what a follower gives next: what records say, and None for the end."""
    found: list[str | None] = []
    async with asyncio.timeout(PATIENCE):
        while len(found) < count:
            placed = await anext(following)
            found.append(placed and (placed[1].value or b"").decode())
    return found


async def test_a_follower_gets_the_past_the_end_and_what_comes(kafka: str) -> None:
    """In order, with None each time the end is reached anew."""
    async with connected(kafka) as cluster:
        await cluster.write([value(0)])
        await cluster.write([value(1)])
        async with aclosing(cluster.follow("articles")) as following:
            assert await take(following, 3) == ["0", "1", None]
            await cluster.write([value(2)])
            assert await take(following, 2) == ["2", None]


async def test_a_follower_of_nothing_reaches_the_end_at_once(kafka: str) -> None:
    """An empty topic ends before its first record."""
    async with (
        connected(kafka) as cluster,
        aclosing(cluster.follow("articles")) as following,
    ):
        assert await take(following, 1) == [None]


async def test_a_follower_begins_where_it_is_told_to(kafka: str) -> None:
    """At the last records of each partition, or at given offsets, and at the start elsewhere."""
    second = Partition("articles", 1)
    async with connected(kafka) as cluster:
        await cluster.write([value(number) for number in range(5)])
        await cluster.write([value(number, second) for number in range(5, 7)])
        async with aclosing(cluster.follow("articles", last=3)) as following:
            assert sorted(map(str, await take(following, 6))) == ["2", "3", "4", "5", "6", "None"]
        async with aclosing(cluster.follow("articles", start={P: 4})) as following:
            assert sorted(map(str, await take(following, 4))) == ["4", "5", "6", "None"]
        async with aclosing(cluster.follow("articles", start={P: 99}, last=0)) as following:
            assert await take(following, 1) == [None]


async def expire(cluster: Cluster, below: int) -> None:
    """Delete the oldest records of the partition, as retention does."""
    await cluster._admin.delete_records({TopicPartition(*P): RecordsToDelete(below)})


async def test_what_expired_or_never_was_is_read_as_none(kafka: str) -> None:
    """Before the start, at the end and behind it there is no record."""
    async with connected(kafka) as cluster:
        await cluster.write([value(number) for number in range(4)])
        await expire(cluster, 2)
        found = [await cluster.read(P, offset) for offset in range(6)]
        assert [record and record.value for record in found] == [
            None,
            None,
            b"2",
            b"3",
            None,
            None,
        ]
        assert await cluster.read(Partition("articles", 1), 0) is None
        assert (await cluster.starts())[P] == 2
        assert (await cluster.starts())[Partition("articles", 1)] == 0


async def test_a_follower_goes_on_behind_what_expired(kafka: str) -> None:
    """Offsets that are gone are passed over, wherever it was to begin."""
    async with connected(kafka) as cluster:
        await cluster.write([value(number) for number in range(4)])
        await expire(cluster, 2)
        async with aclosing(cluster.follow("articles", start={P: 0})) as following:
            assert await take(following, 3) == ["2", "3", None]


async def test_a_scan_gives_what_stands_there_and_ends(kafka: str) -> None:
    """All of it, or what holds some bytes in its key or value."""
    async with connected(kafka) as cluster:
        await cluster.write([value(number) for number in range(12)])
        found = [record.value async for _, record in cluster.scan("articles")]
        assert found == [str(number).encode() for number in range(12)]
        found = [record.value async for _, record in cluster.scan("articles", b"1")]
        assert found == [b"1", b"10", b"11"]
        assert [r async for _, r in cluster.scan("articles", b"nothing")] == []


async def test_a_record_that_is_too_large_is_poison(kafka: str) -> None:
    """It is refused for good, and the next one is taken."""
    async with connected(kafka) as cluster:
        with pytest.raises(Poison, match="too large"):
            await cluster.write([NewRecord(P, time.time(), b"k", b"v" * (LARGEST + (1 << 20)))])
        await cluster.write([NewRecord(P, time.time(), b"k", b"v" * (LARGEST - 1000))])
        assert (await cluster.ends())[P] == 1
        found = await cluster.read(P, 0)
        assert found is not None
        assert len(found.value or b"") == LARGEST - 1000


async def test_a_broker_that_takes_less_than_we_send_makes_poison(bare: str) -> None:
    """A topic with a smaller limit of its own refuses for good as well."""
    async with connected(bare) as cluster:
        small = {"max.message.bytes": "1000"}
        await cluster._admin.create_topics([NewTopic("articles", 4, 1, topic_configs=small)])
    async with connected(bare) as cluster:
        with pytest.raises(Poison, match="too large"):
            await cluster.write([NewRecord(P, time.time(), b"k", b"v" * 5000)])
        await cluster.write([NewRecord(P, time.time(), b"k", b"v")])


def opened(url: str, recorder: Recorder, wanted: Kafka = ONE_NODE) -> Broker:
    """Make a broker that commits soon."""
    return Broker(
        url,
        now=lambda: datetime.now(UTC),
        observer=recorder,
        kafka=wanted,
        commit_seconds=0.05,
    )


async def until(holds: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.05)


async def test_an_outcome_that_is_too_large_is_a_dead_letter(kafka: str) -> None:
    """Its message is kept whole, and the next one flows on."""
    done: list[str] = []

    async def handle(article: Article) -> Outcome:
        done.append(article.id)
        if article.id != "large":
            return Outcome()
        huge = article.model_copy(update={"body": "x" * (LARGEST + (1 << 20))})
        return Outcome(publish=(Classified(article=huge, lang="en"),))

    recorder = Recorder()
    broker = opened(kafka, recorder)
    broker.stage(topics.CLASSIFY, handle)
    try:
        await broker.open()
        await broker.start()
        await broker.publish([make_article("large"), make_article("small")])
        await until(lambda: len(recorder.stages) == 2)
        letters = [
            DeadLetter.decode(record.value or b"")
            async for _, record in broker.port.scan("deadletters")
        ]
        ends = await broker.port.ends()
    finally:
        await broker.stop()
    assert sorted(done) == ["large", "small"]
    assert [(letter.stage, "too large" in letter.error) for letter in letters] == [
        ("classify", True)
    ]
    assert ends[Partition("classified", 0)] == 0
    assert [d.reason for d in recorder.decisions] == [Reason.DEAD_LETTERED]


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the broker's certificate and passwords, and with another certificate."""
    folder = tmp_path_factory.mktemp("secrets")
    make_certificate(folder)
    (folder / "other").mkdir()
    make_certificate(folder / "other")
    store = ["-in", "both.pem", "-out", "store.p12", "-passout", "pass:keystore"]
    subprocess.run(
        ["openssl", "pkcs12", "-export", *store],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
    )
    (folder / "right").write_text(SECRET + "\n", encoding="utf-8")
    (folder / "wrong").write_text(SECRET[::-1] + "\n", encoding="utf-8")
    return folder


def guarded(ports: list[int], folder: Path) -> Mapping[str, str]:
    """Give the settings of a node with a second listener that wants TLS and a password."""
    direct, controller, secure = (f"://{kafka_cluster.HOST}:{port}" for port in ports)
    module_of = "org.apache.kafka.common.security.plain.PlainLoginModule"
    return {
        "listeners": f"DIRECT{direct},CONTROLLER{controller},SECURE{secure}",
        "advertised.listeners": f"DIRECT{direct},SECURE{secure}",
        "listener.security.protocol.map": "DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
        "sasl.enabled.mechanisms": "PLAIN",
        "listener.name.secure.plain.sasl.jaas.config": (
            f'{module_of} required user_watchfloor="{SECRET}";'
        ),
        "ssl.keystore.type": "PKCS12",
        "ssl.keystore.location": str(folder / "store.p12"),
        "ssl.keystore.password": "keystore",
        # A service must make no topic, also where asking for one would.
        "auto.create.topics.enable": "true",
    }


@pytest.fixture(scope="module")
def nodes(secrets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Give a node of our own, to be ended and started, with a listener that wants a password."""
    ports = kafka_cluster.free_ports(3)
    try:
        with Nodes(
            tmp_path_factory.mktemp("own"), ports=ports, extra=guarded(ports, secrets)
        ) as cluster:
            yield cluster
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture
async def own(nodes: Nodes) -> str:
    """Give the URL of the node of our own, with fresh topics."""
    url = f"kafka://{nodes.bootstrap}"
    async with connected(url) as cluster:
        await fresh(cluster)
    return url


def secure(nodes: Nodes) -> str:
    """Give the URL of the listener that wants TLS and a password."""
    return f"kafka://{kafka_cluster.HOST}:{nodes.nodes[1].ports.external}"


def with_password(folder: Path, file: str = "right", ca: str = "both.pem") -> Kafka:
    """Give the settings that such a listener wants, or wrong ones."""
    return Kafka(
        tls=True,
        ca_file=folder / ca,
        sasl="plain",
        username="watchfloor",
        password_file=folder / file,
        replication=1,
        min_insync=1,
    )


async def test_the_work_is_done_over_tls_with_a_password(
    own: str,  # noqa: ARG001  # its topics
    nodes: Nodes,
    secrets: Path,
) -> None:
    """What is published comes to the stage, its outcome stands on its topic, all is committed."""
    seen: list[str] = []

    async def handle(article: Article) -> Outcome:
        seen.append(article.id)
        return Outcome(publish=(Classified(article=article, lang="en"),))

    broker = opened(secure(nodes), Recorder(), with_password(secrets))
    broker.stage(topics.CLASSIFY, handle)
    try:
        await broker.open()
        await broker.start()
        await broker.publish([make_article(f"a{number}") for number in range(20)])
        await until(lambda: len(seen) == 20)
        await asyncio.sleep(1)
        committed = await broker.port.committed(topics.CLASSIFY.group)
        assert sum(committed.values()) == 20
        assert (await broker.port.ends())[Partition("classified", 0)] == 20
    finally:
        await broker.stop()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("wrong", "both.pem"), "(?i)authentication|password"),
        (("right", "other/both.pem"), "(?i)certificate"),
    ],
)
async def test_a_broker_that_refuses_us_is_a_clear_error(
    nodes: Nodes,
    secrets: Path,
    capfd: pytest.CaptureFixture[str],
    given: tuple[str, str],
    said: str,
) -> None:
    """It says whether the password or the certificate is wrong, and never the password."""
    file, ca = given
    cluster = Cluster(secure(nodes), with_password(secrets, file, ca))
    try:
        with pytest.raises(WatchfloorError) as caught:
            await asyncio.wait_for(cluster.connect(1), 20)
    finally:
        await cluster.close()
    heard = "".join(capfd.readouterr()) + str(caught.value)
    assert (secrets / file).read_text().strip() not in heard
    assert re.search(said, str(caught.value)), str(caught.value)


async def test_a_service_makes_no_topics_where_asking_would(nodes: Nodes, world: World) -> None:
    """Also on a broker that makes each topic that it is asked for."""
    url = f"kafka://{nodes.bootstrap}"
    await clear(url)
    world.configure(broker=url)
    done = await world.run("run")
    assert done.code == 2
    assert await names(url) == set()


async def restart(nodes: Nodes) -> None:
    """Start the node again and wait until it is ready."""
    nodes.nodes[1].start()
    await asyncio.to_thread(nodes.nodes[1].wait_ready)


async def test_a_follower_survives_the_end_of_its_broker(own: str, nodes: Nodes) -> None:
    """It goes on where it was: nothing twice, nothing left out."""
    async with (
        connected(own) as cluster,
        aclosing(cluster.follow("articles")) as following,
    ):
        await cluster.write([value(0)])
        assert await take(following, 2) == ["0", None]
        coming = asyncio.create_task(take_records(following, 2))
        nodes.nodes[1].kill()
        await asyncio.sleep(2)
        await restart(nodes)
        async with asyncio.timeout(60):
            for number in (1, 2):
                await written(cluster, value(number))
            assert await coming == ["1", "2"]


async def take_records(following: AsyncIterator[Placed | None], count: int) -> list[str]:
    """Give what the next records say, whatever ends are told in between."""
    found: list[str] = []
    while len(found) < count:
        placed = await anext(following)
        if placed is not None:
            found.append((placed[1].value or b"").decode())
    return found


async def written(cluster: Cluster, record: NewRecord) -> None:
    """Write a record once the broker takes it."""
    while True:
        try:
            await cluster.write([record])
        except Unavailable:
            await asyncio.sleep(0.5)
        else:
            return


async def scanned(cluster: Cluster) -> int:
    """Count what a scan gives."""
    return len([None async for _ in cluster.scan("articles")])


LOOKS: dict[str, Callable[[Cluster], Any]] = {
    "ends": lambda cluster: cluster.ends(),
    "starts": lambda cluster: cluster.starts(),
    "committed": lambda cluster: cluster.committed("watchfloor-classify"),
    "read": lambda cluster: cluster.read(P, 0),
    "scan": scanned,
}


async def test_without_its_broker_every_look_says_that_it_cannot_now(
    own: str, nodes: Nodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unavailable, which is tried again, within bounded time; afterwards all works again."""
    monkeypatch.setattr(module, "LOOK_SECONDS", 3.0)
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 3.0)
    raised: dict[str, str] = {}
    async with connected(own) as cluster:
        await cluster.write([value(0)])
        nodes.nodes[1].kill()
        for name, look in LOOKS.items():
            try:
                await asyncio.wait_for(look(cluster), 20)
            except Exception as error:  # noqa: BLE001  # which one is the question
                raised[name] = type(error).__name__
        await restart(nodes)
        async with asyncio.timeout(60):
            await written(cluster, value(2))
            assert await scanned(cluster) == 2
    assert raised == dict.fromkeys(LOOKS, "Unavailable")


async def test_a_write_is_taken_once_whenever_the_broker_comes_back(
    own: str, nodes: Nodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was being written when it ended is there once, and before what was written later."""
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 3.0)
    async with connected(own) as cluster:
        await cluster.write([value(0)])
        nodes.nodes[1].kill()
        writing = asyncio.create_task(written(cluster, value(1)))
        await asyncio.sleep(6)
        assert not writing.done()
        await restart(nodes)
        async with asyncio.timeout(60):
            await writing
            await written(cluster, value(2))
        found = [record.value async for _, record in cluster.scan("articles")]
    assert found == [b"0", b"1", b"2"]


async def test_an_office_is_held_by_one_and_goes_to_the_other(kafka: str) -> None:
    """Of two that compete one holds it; when that one leaves, the other does."""
    async with connected(kafka) as cluster, asyncio.timeout(60):
        held = {"one": False, "two": False}

        async def compete(name: str) -> None:
            async with aclosing(cluster.lead("sources")) as leading:
                async for change in leading:
                    held[name] = change

        tasks = {name: asyncio.create_task(compete(name)) for name in held}
        while not any(held.values()):
            await asyncio.sleep(0.1)
        await asyncio.sleep(4)
        assert sorted(held.values()) == [False, True]
        (holder,) = [name for name in held if held[name]]
        tasks[holder].cancel()
        await asyncio.gather(tasks[holder], return_exceptions=True)
        (other,) = set(tasks) - {holder}
        while not held[other]:
            await asyncio.sleep(0.1)
        tasks[other].cancel()
        await asyncio.gather(tasks[other], return_exceptions=True)


@asynccontextmanager
async def running(world: World) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the service for the length of a block."""
    process = await world.start("run")
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.communicate(), 60)


FOLLOWED = '[sources.wire]\ntype = "jsonl"\npath = "articles.jsonl"\nfollow = true\n'


async def test_the_commands_work_against_kafka(kafka: str, world: World) -> None:
    """Topics and lag, why an article was told, dead letters and their return, and the check-up."""
    world.configure(broker=kafka, sources=FOLLOWED)
    line = {"id": "seed", "source": "wire", "body": SEED.read_text(encoding="utf-8")}
    bad = '{"id": "no body"}'
    (world.folder / "articles.jsonl").write_text(f"{json.dumps(line)}\n{bad}\n", encoding="utf-8")
    async with connected(kafka) as cluster:
        await cluster.write([NewRecord(P, time.time(), b"key", b"\xff no article")])
    async with running(world):
        await until(lambda: world.slack.messages and world.smtp.mails and world.hook.received)
        async with asyncio.timeout(PATIENCE):
            while any(row["lag"] for row in await rows(world)):
                await asyncio.sleep(0.2)

        found = await world.run("explain", "seed", "attacks-in-iraq", "--json")
        assert found.code == 0, found.err
        reasons = [decision["reason"] for decision in found.lines[0]["decisions"]]
        assert {"classified", "new_story", "alerted", "sent"} <= set(reasons)
        unknown = await world.run("explain", "nothing")
        assert (unknown.code, "no such article" in unknown.err) == (2, True)

        listed = (await world.run("deadletters", "--json")).lines
        assert sorted(row["stage"] for row in listed) == ["classify", "intake"]
        (letter,) = [row for row in listed if row["stage"] == "classify"]
        process = await world.start("deadletters", "show", letter["key"])
        assert (await process.communicate())[0] == b"\xff no article"

        checked = await world.run("doctor", "--json")
        assert checked.code == 0, checked.out
        (log,) = [row for row in checked.lines if row["check"] == "log"]
        assert (log["result"], "1 dead letters" in log["about"]) == ("warn", True)
    again = await world.run("deadletters", "replay", letter["key"])
    assert (again.code, again.out) == (0, "1 put back\n")
    listed = (await world.run("deadletters", "--json")).lines
    assert [row["stage"] for row in listed] == ["intake"]
    assert {row["topic"]: row["lag"] for row in await rows(world) if row["lag"]} == {"articles": 1}
    gone = await world.run("deadletters", "replay", letter["key"])
    assert (gone.code, "no dead letter" in gone.err) == (2, True)


async def rows(world: World) -> list[dict[str, Any]]:
    """Give what `watchfloor topics` says."""
    return (await world.run("topics", "--json")).lines


@pytest.mark.parametrize(
    "command", [["deadletters"], ["deadletters", "replay", "--all"], ["explain", "seed"]]
)
async def test_commands_without_topics_are_a_clear_error(
    bare: str, world: World, command: list[str]
) -> None:
    """One line that names `watchfloor topics create`, exit code 2."""
    world.configure(broker=bare)
    done = await world.run(*command)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert "`watchfloor topics create`" in line


async def test_the_check_up_says_that_topics_are_missing(bare: str, world: World) -> None:
    """It fails where a service would not start, and names the remedy."""
    world.configure(broker=bare)
    done = await world.run("doctor", "--json")
    assert done.code == 2
    (log,) = [row for row in done.lines if row["check"] == "log"]
    assert log["result"] == "FAIL"
    assert "`watchfloor topics create`" in log["about"]


async def test_the_check_up_says_that_there_is_no_broker(world: World) -> None:
    """The address stands in its answer, and nothing else is said on standard output."""
    world.configure(broker=NOBODY)
    done = await world.run("doctor", "--json")
    assert done.code == 2
    (log,) = [row for row in done.lines if row["check"] == "log"]
    assert (log["result"], NOBODY in log["about"]) == ("FAIL", True)
