"""A real Apache Kafka for the tests: its jars from Maven, its nodes as processes on loopback.

    with Cluster(tmp_path, nodes=3) as cluster:
        cluster.bootstrap          # 127.0.0.1:23114,127.0.0.1:30761,127.0.0.1:20418
        cluster.nodes[2].kill()    # like `kill -9`; start() goes on in the same folder

Run as a program by `make kafka`: start, stop and status of a cluster that outlives the command.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError

VERSION = "4.2.2"  # docker-compose.yml names the same one
LOG4J = "2.25.5"  # the one that this Kafka brings, without its bridge from slf4j
HOST = "127.0.0.1"
# Sixteen bytes in base64, as Kafka wants it: "watchfloor-tests".
CLUSTER_ID = "d2F0Y2hmbG9vci10ZXN0cw"
BUILD = Path(__file__).parents[1] / "build" / "kafka"
FIRST_PORT = 19092
START_SECONDS = 60.0
STOP_SECONDS = 15.0

POM = f"""\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>watchfloor</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>{VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-slf4j-impl</artifactId>
      <version>{LOG4J}</version>
    </dependency>
  </dependencies>
</project>
"""
LOGGING = """\
appender.file.type = File
appender.file.name = file
appender.file.fileName = {path}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c{{1}}: %m%n
rootLogger.level = WARN
rootLogger.appenderRef.file.ref = file
"""
JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.awt.headless=true")
# The shell becomes the command. What it leaves behind reads from us: a line is a farewell, the
# end of the pipe means that we died. A signal at our death (PR_SET_PDEATHSIG) would also come at
# the end of the thread that started the process.
GUARDED = 'exec 3<&0; (read -r _ || kill -9 $$) <&3 >/dev/null 2>&1 & exec "$@" 3<&- </dev/null'
DETACHED = '"$@" >>output.log 2>&1 & echo $!'


class Missing(Exception):
    """What a Kafka needs is not on this machine; the text says so to whoever reads a test's skip."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"the Kafka tests did not run: {what} (they need Java 17 or newer, and Maven once)"
        )


def program(name: str) -> str:
    """Give the path of a program, or say that it is missing."""
    if path := shutil.which(name):
        return path
    raise Missing(f"there is no {name} on this machine")


def jars() -> Path:
    """Give the folder of Kafka's jars; Maven brings them the first time."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(cache) / "watchfloor" / f"kafka-{VERSION}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="part-") as part:
            fetch(Path(part))
            try:
                (Path(part) / "jars").rename(folder)
            except OSError:
                # Somebody else may have been faster, with the same jars.
                if not folder.is_dir():
                    raise
    return folder


def fetch(part: Path) -> None:
    """Let Maven copy the jars into `jars` of a folder."""
    (part / "pom.xml").write_text(POM)
    goal = ("dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=jars")
    done = subprocess.run(
        [program("mvn"), "-q", "-B", *goal], cwd=part, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or [f"code {done.returncode}"]
        raise Missing(f"Maven could not bring Kafka {VERSION}: {said[0]}")


def java(folder: Path, heap: str, *arguments: str) -> list[str]:
    """Give the command that runs a main class of Kafka, with its log and scratch in a folder."""
    logging = folder / "log4j2.properties"
    logging.write_text(LOGGING.format(path=folder / "server.log"))
    return [
        program("java"),
        f"-Xmx{heap}",
        *JVM,
        f"-Djava.io.tmpdir={folder}",
        f"-Dlog4j2.configurationFile={logging}",
        "-cp",
        f"{jars()}/*",
        *arguments,
    ]


def spawn(command: Sequence[str], output: Path) -> subprocess.Popen[bytes]:
    """Start a process that dies with this one, even if this one is killed."""
    with output.open("ab") as sink:
        return subprocess.Popen(
            ["/bin/sh", "-c", GUARDED, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=sink,
            cwd=output.parent,
            start_new_session=True,
        )


def free_ports(count: int, avoid: Collection[int] = ()) -> list[int]:
    """Find free ports that nobody else was promised.

    None is of those that the system gives to outgoing connections: one of these could take the
    port of a node that is down, and a client that knocks there might even meet itself.
    """
    found: list[int] = []
    with ExitStack() as held:
        while len(found) < count:
            probe = held.enter_context(socket.socket())
            port = random.SystemRandom().randrange(20_000, 32_000)
            with suppress(OSError):
                probe.bind((HOST, port))
                if port not in avoid:
                    found.append(port)
    return found


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a node listens: to its peers and direct clients, to the quorum, to a proxy."""

    direct: int
    controller: int
    external: int


class Node:
    """A broker and controller in a folder of its own; started again it is the same node."""

    def __init__(
        self, number: int, folder: Path, ports: Ports, settings: Mapping[str, object], heap: str
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.id, self.folder, self.ports, self.heap = number, folder, ports, heap
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Give host and port of the direct listener."""
        return f"{HOST}:{self.ports.direct}"

    @property
    def running(self) -> bool:
        """Say whether the process is there, paused or not."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Give the number of the process."""
        return self._live().pid

    def server(self) -> list[str]:
        """Write the configuration and give the command of the node."""
        return java(self.folder, self.heap, "kafka.Kafka", self._configure())

    def format(self) -> subprocess.Popen[bytes]:
        """Start the formatting of the storage; one that is formatted stays as it is."""
        tool = ("kafka.tools.StorageTool", "format", "--ignore-formatted", "-t", CLUSTER_ID, "-c")
        command = java(self.folder, self.heap, *tool, self._configure())
        return spawn(command, self.folder / "format.log")

    def start(self) -> None:
        """Start the process; it is not ready yet."""
        if not self.running:
            dismiss(self._process)
            self._process = spawn(self.server(), self.folder / "output.log")

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until the node answers and counts itself among the brokers that are up."""

        async def ready() -> bool:
            self._live()
            return self.id in await brokers_at(self.address)

        wait(ready, seconds, f"node {self.id}")

    def kill(self) -> None:
        """End the process at once, as `kill -9` does."""
        self._end(signal.SIGKILL, STOP_SECONDS)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Let the process end in order; one that takes longer is killed."""
        self.resume()
        self._end(signal.SIGTERM, seconds)

    def pause(self) -> None:
        """Halt the process: its connections stay open, and nothing is answered."""
        self._live().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a paused process go on."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)

    def _configure(self) -> str:
        path = self.folder / "server.properties"
        path.write_text("".join(f"{name}={value}\n" for name, value in self._settings.items()))
        return str(path)

    def _live(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            raise RuntimeError(f"node {self.id} is not running: {last_words(self.folder)}")
        return self._process

    def _end(self, how: signal.Signals, seconds: float) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        dismiss(self._process)


def dismiss(process: subprocess.Popen[bytes] | None) -> None:
    """Tell the guard of a process that has ended that there is nothing left to kill."""
    if process and process.stdin and not process.stdin.closed:
        with suppress(BrokenPipeError), process.stdin as guard:
            guard.write(b"\n")


def last_words(folder: Path) -> str:
    """Give the last lines that a node wrote."""
    paths = (folder / name for name in ("format.log", "output.log", "server.log"))
    lines = [line for path in paths if path.exists() for line in path.read_text().splitlines()]
    return "\n".join(lines[-20:]) or "it said nothing"


async def brokers_at(address: str) -> set[int]:
    """Ask one node which brokers of the cluster are up; none while it does not answer."""
    host, _, port = address.rpartition(":")
    client = AIOKafkaClient(bootstrap_servers=address, request_timeout_ms=2000)
    try:
        # The client logs an error where nobody listens.
        (await asyncio.open_connection(host, int(port)))[1].close()
        await client.bootstrap()
        return {broker.nodeId for broker in client.cluster.brokers()}
    except (KafkaError, OSError):
        return set()
    finally:
        await client.close()


def wait(condition: Callable[[], Awaitable[bool]], seconds: float, who: str) -> None:
    """Wait in a thread until a condition holds, so that it may be done inside a test's loop."""

    async def poll() -> None:
        deadline = time.monotonic() + seconds
        while not await condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{who} was not ready in {seconds:g} seconds")
            await asyncio.sleep(0.1)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(poll())).result()


class Cluster:
    """Nodes 1 to n that form one quorum; its ports are chosen when it is made.

    `advertised` names, for a node, the port of a TCP proxy: a client that bootstraps there is
    sent there again, and the proxy forwards to the node's port in `external`. `log_dirs` puts a
    node's data somewhere else than into its folder. `ports` are three for each node. `extra` are
    settings of Kafka's own, for every node.
    """

    def __init__(  # noqa: PLR0913 - each by its keyword
        self,
        folder: Path,
        nodes: int = 1,
        heap: str = "512m",
        advertised: Mapping[int, int] | None = None,
        log_dirs: Mapping[int, Path] | None = None,
        ports: Sequence[int] | None = None,
        *,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        numbers = range(1, nodes + 1)
        self._advertised = advertised or {}
        each = iter(ports or free_ports(3 * nodes, self._advertised.values()))
        places = {n: Ports(next(each), next(each), next(each)) for n in numbers}
        self.nodes: dict[int, Node] = {}
        for number in numbers:
            home = folder.absolute() / f"node-{number}"
            data = (log_dirs or {}).get(number, home / "data").absolute()
            told = _settings(number, places, data, self._advertised.get(number))
            told |= extra or {}
            self.nodes[number] = Node(number, home, places[number], told, heap)

    @property
    def bootstrap(self) -> str:
        """Give host and port of every direct listener."""
        return ",".join(node.address for node in self.nodes.values())

    @property
    def external(self) -> list[int]:
        """Give the ports that proxies forward to, of the nodes that are advertised elsewhere."""
        return [node.ports.external for n, node in self.nodes.items() if n in self._advertised]

    def format(self) -> None:
        """Format the storage of all nodes, side by side."""
        for node, process in [(node, node.format()) for node in self.nodes.values()]:
            code = process.wait(START_SECONDS)
            dismiss(process)
            if code:
                raise RuntimeError(f"node {node.id} was not formatted: {last_words(node.folder)}")

    def start(self) -> None:
        """Start all nodes, side by side, and wait until each sees all."""
        self.format()
        for node in self.nodes.values():
            node.start()
        self.wait_ready()

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until every node answers and sees all of them."""
        for node in self.nodes.values():
            node.wait_ready(seconds)
        wait(self.complete, seconds, "the cluster")

    async def complete(self) -> bool:
        """Say whether every node answers and sees all of them."""
        seen = [await brokers_at(node.address) for node in self.nodes.values()]
        return all(brokers >= self.nodes.keys() for brokers in seen)

    def kill(self) -> None:
        """End all nodes at once."""
        for node in self.nodes.values():
            node.kill()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        # The last nodes of a quorum wait for a leader that is gone, and nobody needs the data.
        self.kill()


def _settings(
    number: int, places: Mapping[int, Ports], data: Path, advertised: int | None
) -> dict[str, object]:
    """Give the configuration of one node."""
    ports = places[number]
    copies = min(3, len(places))
    direct, external = f"DIRECT://{HOST}:{ports.direct}", f"EXTERNAL://{HOST}:"
    listeners = [direct, f"CONTROLLER://{HOST}:{ports.controller}"]
    told = [direct]
    if advertised is not None:
        listeners.append(f"{external}{ports.external}")
        told.append(f"{external}{advertised}")
    voters = (f"{n}@{HOST}:{place.controller}" for n, place in places.items())
    return {
        "process.roles": "broker,controller",
        "node.id": number,
        "controller.quorum.voters": ",".join(voters),
        "listeners": ",".join(listeners),
        "advertised.listeners": ",".join(told),
        "listener.security.protocol.map": ",".join(
            f"{name}:PLAINTEXT" for name in ("DIRECT", "CONTROLLER", "EXTERNAL")
        ),
        "inter.broker.listener.name": "DIRECT",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": data,
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": 0,
        "default.replication.factor": copies,
        "min.insync.replicas": max(1, copies - 1),
        "offsets.topic.replication.factor": copies,
        "transaction.state.log.replication.factor": copies,
        "transaction.state.log.min.isr": max(1, copies - 1),
        "share.coordinator.state.topic.replication.factor": copies,
        "share.coordinator.state.topic.min.isr": max(1, copies - 1),
        # A dead broker is noticed sooner, and a node is lighter, than with the defaults. A broker
        # that starts again after a kill waits until the session of its former life has ended.
        "broker.session.timeout.ms": 3000,
        "broker.heartbeat.interval.ms": 500,
        "offsets.topic.num.partitions": 4,
        "transaction.state.log.num.partitions": 4,
        "share.coordinator.state.topic.num.partitions": 4,
        "log.cleaner.dedupe.buffer.size": 8 * 2**20,
    }


def given() -> str | None:
    """Give the bootstrap of a cluster that is there already, by WATCHFLOOR_KAFKA."""
    return os.environ.get("WATCHFLOOR_KAFKA", "").removeprefix("kafka://") or None


@contextmanager
def shared_cluster() -> Iterator[str]:
    """Give the bootstrap of WATCHFLOOR_KAFKA, or of one node that ends with the block."""
    if bootstrap := given():
        yield bootstrap
        return
    with (
        tempfile.TemporaryDirectory(prefix="watchfloor-kafka-") as folder,
        Cluster(Path(folder)) as cluster,
    ):
        yield cluster.bootstrap


def detach(node: Node) -> None:
    """Start a node that outlives us; it inherits the lock on its pid file and never lets go."""
    with (node.folder / "pid").open("w") as pid:
        fcntl.flock(pid, fcntl.LOCK_EX)
        subprocess.run(
            ["/bin/sh", "-c", DETACHED, "sh", *node.server()],
            stdin=subprocess.DEVNULL,
            stdout=pid,
            cwd=node.folder,
            pass_fds=[pid.fileno()],
            start_new_session=True,
            check=True,
        )


def pids(folder: Path) -> dict[Path, int]:
    """Give the detached nodes that run, by their folders."""
    found: dict[Path, int] = {}
    for path in sorted(folder.glob("*/node-*/pid")):
        with path.open() as pid:
            try:
                fcntl.flock(pid, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                if number := pid.read().strip():
                    found[path.parent] = int(number)
    return found


def start(folder: Path, nodes: int, first: int) -> str:
    """Start a detached cluster, unless it runs, and give its URL when it is ready."""
    if bootstrap := given():
        return f"kafka://{bootstrap}"
    ports = [first + kind * nodes + n for n in range(nodes) for kind in range(3)]
    cluster = Cluster(folder / f"nodes-{nodes}", nodes, ports=ports)
    with (folder / "starting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        running = pids(folder)
        if others := running.keys() - {node.folder for node in cluster.nodes.values()}:
            raise RuntimeError(f"another cluster runs in {min(others).parent}: stop it first")
        idle = [node for node in cluster.nodes.values() if node.folder not in running]
        if idle:
            cluster.format()
        for node in idle:
            detach(node)
        wait(lambda: _attended(cluster, folder), START_SECONDS, "the cluster")
    return f"kafka://{cluster.nodes[1].address}"


async def _attended(cluster: Cluster, folder: Path) -> bool:
    """Say whether a detached cluster is complete; a node that died will never be."""
    alive = pids(folder)
    for node in cluster.nodes.values():
        if node.folder not in alive:
            raise RuntimeError(f"node {node.id} ended: {last_words(node.folder)}")
    return await cluster.complete()


def stop(folder: Path, seconds: float = STOP_SECONDS) -> None:
    """Stop the detached cluster, in order where that does not take too long."""
    for how, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, STOP_SECONDS)):
        _signal(pids(folder).values(), how)
        deadline = time.monotonic() + patience
        while pids(folder) and time.monotonic() < deadline:
            time.sleep(0.1)


def _signal(found: Iterable[int], how: signal.Signals) -> None:
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, how)


def status(folder: Path) -> str:
    """Say which nodes of the detached cluster run."""
    if bootstrap := given():
        return f"WATCHFLOOR_KAFKA gives kafka://{bootstrap}"
    running = pids(folder)
    lines = [f"{home.name} runs as process {pid}, in {home}" for home, pid in running.items()]
    return "\n".join(lines) or "no cluster runs"


def main(
    arguments: Sequence[str] | None = None, folder: Path = BUILD, first: int = FIRST_PORT
) -> None:
    """Start, stop or look at the detached cluster."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("action", choices=["start", "stop", "status"])
    parser.add_argument("--nodes", type=int, choices=[1, 3], default=1)
    asked = parser.parse_args(arguments)
    try:
        if asked.action == "start":
            sys.stdout.write(start(folder, asked.nodes, first) + "\n")
        elif asked.action == "stop":
            stop(folder)
        else:
            sys.stdout.write(status(folder) + "\n")
    except (Missing, RuntimeError, TimeoutError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
