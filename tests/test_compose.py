"""docker-compose.yml: valid, careful, and working as far as that can be seen without its images.

The last test starts the very same commands, environments and configuration files as processes of
this machine; `Native.differs` is all that differs. What only a container engine could show is not
shown here: the images, the build, Grafana, the mail catcher, and the health checks that call what
is in other people's images.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import aiohttp
import kafka_cluster
import prometheus
import pytest
import yaml

from alerts.sinks import Smtp
from streams.settings import WatchdogSettings

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker-compose.yml"
FILE = yaml.safe_load(COMPOSE.read_text())
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()
CONFIG = tomllib.loads((ROOT / "deploy" / "compose" / "watchfloor.toml").read_text())
PROMETHEUS = yaml.safe_load((ROOT / "deploy" / "prometheus" / "prometheus.yml").read_text())
OWN = {name for name, service in SERVICES.items() if service["image"].startswith("watchfloor:")}
RUNNING = OWN - {"init"}
SECRET = re.compile(r"(pass(word|wd)?|secret|token|credentials?|key)$", re.IGNORECASE)
HEALTHY, DONE = "service_healthy", "service_completed_successfully"

each_service = pytest.mark.parametrize("name", SERVICES)


def instruction(name: str) -> list[str]:
    """Give the words of an instruction of the Dockerfile that is written as a JSON array."""
    (found,) = re.findall(rf"^{name}\b(?:[^\[\n]|\\\n)*(\[.*\])$", DOCKERFILE, re.MULTILINE)
    return list(json.loads(found))


def mounts(name: str) -> dict[str, tuple[str, str]]:
    """Give what a service mounts: by its place inside, the source and `ro` or `rw`."""
    parts = [volume.split(":") for volume in SERVICES[name].get("volumes", [])]
    return {inside: (source, *(more or ["rw"])) for source, inside, *more in parts}


def test_it_is_valid() -> None:
    """The compose specification's schema accepts it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, COMPOSE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@each_service
def test_nothing_listens_beyond_this_machine(name: str) -> None:
    """Every published port is bound to loopback."""
    service = SERVICES[name]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert "network_mode" not in service
    assert "privileged" not in service


@each_service
def test_an_image_is_pinned(name: str) -> None:
    """Its tag is a version."""
    assert re.fullmatch(r"[\w/-]+:v?\d+\.\d+[\w.-]*", SERVICES[name]["image"])


def test_the_versions_are_those_of_the_tests_and_of_the_program() -> None:
    """Kafka is the one that the tests run, and our own image carries the program's version."""
    assert SERVICES["kafka"]["image"] == f"apache/kafka:{kafka_cluster.VERSION}"
    program = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert {SERVICES[name]["image"] for name in OWN} == {f"watchfloor:{program}"}


@each_service
def test_a_service_says_how_it_is_and_comes_back(name: str) -> None:
    """A health check and a restart policy, of all but what runs once."""
    service = SERVICES[name]
    if name == "init":
        assert service["restart"] == "no"
        return
    assert service["restart"] == "unless-stopped"
    assert name in RUNNING or service["healthcheck"]["test"]


def test_one_service_waits_for_another_until_that_is_useful() -> None:
    """Kafka is healthy before it is used, and topics and tokens are made before they are."""
    wanted = {
        name: {on: how["condition"] for on, how in service.get("depends_on", {}).items()}
        for name, service in SERVICES.items()
    }
    assert wanted == {
        "kafka": {},
        "mailpit": {},
        "init": {"kafka": HEALTHY},
        **{name: {"kafka": HEALTHY, "init": DONE} for name in RUNNING},
        "prometheus": {"init": DONE},
        "grafana": {"prometheus": HEALTHY},
    }


@pytest.mark.parametrize("name", sorted(OWN))
def test_our_own_containers_may_do_little(name: str) -> None:
    """No root, no capabilities, nothing to write on but /tmp, and time to stop in order."""
    service = SERVICES[name]
    assert service["read_only"]
    assert service["init"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r"^USER watchfloor$", DOCKERFILE, re.MULTILINE)
    if name in RUNNING:
        patience = int(service["stop_grace_period"].removesuffix("s"))
        assert patience >= WatchdogSettings().stop_seconds + 10


@each_service
def test_no_secret_stands_in_the_file(name: str) -> None:
    """Neither in an environment nor in a command; the configuration names files."""
    assert not [key for key in SERVICES[name].get("environment", {}) if SECRET.search(key)]
    assert not [word for word in SERVICES[name].get("command", []) if SECRET.search(word)]
    tables = [CONFIG, *(t for t in CONFIG.values() if isinstance(t, dict))]
    tables += [*CONFIG["channels"].values(), *CONFIG["sources"].values()]
    assert not [key for table in tables for key in table if SECRET.search(key)]


def test_a_token_is_seen_by_those_who_need_it() -> None:
    """`init` writes it, the desk reads both, and whoever shows or scrapes metrics theirs."""
    seen = {
        token: {
            name: how
            for name in SERVICES
            for source, how in mounts(name).values()
            if source == token
        }
        for token in ("desk-token", "metrics-token")
    }
    assert seen["desk-token"] == {"init": "rw", "desk": "ro"}
    readers = dict.fromkeys([*RUNNING, "prometheus"], "ro")
    assert seen["metrics-token"] == {"init": "rw", **readers}


def test_every_file_that_it_names_is_there() -> None:
    """Files and folders that are mounted, the build's, and no volume that nobody declares."""
    sources = {source for name in SERVICES for source, _ in mounts(name).values()}
    files = {source for source in sources if source.startswith(".")}
    assert sources - files == set(FILE["volumes"])
    build = SERVICES["init"]["build"]
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    needed = {line.removeprefix("!") for line in ignore if line.startswith("!")}
    for path in (*files, build["dockerfile"], *needed):
        assert (ROOT / path).exists(), path


def test_the_build_leaves_nothing_out(tmp_path: Path) -> None:
    """Of what .dockerignore lets in, the Dockerfile's pip makes a package with all our files."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    for line in lines:
        if line.startswith("!"):
            source, copied = ROOT / line[1:], tmp_path / "build" / line[1:]
            copied.parent.mkdir(exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copied)
    command = [sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "."]
    done = subprocess.run(
        [*command, "--wheel-dir", tmp_path],
        cwd=tmp_path / "build",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    listed = subprocess.run(
        ["git", "ls-files", "agents", "alerts", "streams"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(listed.stdout.split()) <= set(ZipFile(wheel).namelist())


def test_prometheus_scrapes_every_process_of_ours() -> None:
    """Its targets are the services that show metrics, at the port of the configuration."""
    (job,) = PROMETHEUS["scrape_configs"]
    (targets,) = (group["targets"] for group in job["static_configs"])
    assert set(targets) == {f"{name}:{CONFIG['metrics']['port']}" for name in RUNNING}
    assert job["authorization"]["credentials_file"] == CONFIG["metrics"]["token_file"]


class Native:
    """The services as processes of this machine, each in a folder of its own."""

    def __init__(self, folder: Path, smtp: int) -> None:
        self.folder = folder
        numbers = iter(kafka_cluster.free_ports(5 + len(RUNNING)))
        self.broker, self.controller, self.desk, self.scraper = (next(numbers) for _ in range(4))
        self.vitals = {name: next(numbers) for name in sorted(RUNNING)}
        self.smtp = smtp
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def differs(self, name: str) -> dict[str, str]:
        """Give what is not as in the service's container: hosts, ports and paths; nothing else."""
        here = kafka_cluster.HOST
        return {
            "//:9092": f"//{here}:{self.broker}",
            "//:9093": f"//{here}:{self.controller}",
            "kafka:9092": f"{here}:{self.broker}",
            "kafka:9093": f"{here}:{self.controller}",
            'host = "mailpit"': f'host = "{here}"',
            "port = 1025": f"port = {self.smtp}",
            'host = "0.0.0.0"': f'host = "{here}"',
            "port = 8080": f"port = {self.desk}",
            "port = 9108": f"port = {self.vitals.get(name, 0)}",
            "127.0.0.1:9108": f"{here}:{self.vitals.get(name, 0)}",
            **{f"{each}:9108": f"{here}:{port}" for each, port in self.vitals.items()},
            "address=:9090": f"address={here}:{self.scraper}",
            "127.0.0.1:9090": f"{here}:{self.scraper}",
            "/run/watchfloor": str(self.folder / "run"),
            "/etc/watchfloor": str(self.folder / name / "etc"),
            "/etc/prometheus": str(self.folder / name / "etc"),
            "=/prometheus": f"={self.folder / name / 'data'}",
            "/var/lib/kafka": str(self.folder / name),
        }

    def here(self, name: str, text: str) -> str:
        """Say on this machine what a text of a service says in its container."""
        table = self.differs(name)
        return re.sub("|".join(map(re.escape, table)), lambda found: table[found[0]], text)

    def lay_out(self, name: str) -> Path:
        """Make a service's folder, with what it mounts of ours in `etc`; gives where it works."""
        work = self.folder / name / "work"
        work.mkdir(parents=True, exist_ok=True)
        for source, _ in mounts(name).values():
            for path in (ROOT / source).iterdir() if source.startswith(".") else ():
                copied = self.folder / name / "etc" / path.name
                copied.parent.mkdir(exist_ok=True)
                copied.write_text(self.here(name, path.read_text()))
        return work

    def command(self, name: str) -> list[str]:
        """Give a service's command."""
        service = SERVICES[name]
        entry = service.get("entrypoint", instruction("ENTRYPOINT") if name in OWN else [])
        return [self.here(name, word) for word in (*entry, *service.get("command", []))]

    @contextmanager
    def kafka(self) -> Iterator[None]:
        """Run Kafka on what its image makes of the environment; the image's own program does it."""
        work = self.lay_out("kafka")
        for folder in ("default", "mounted", "final"):
            (work / folder).mkdir()
        for empty in ("server.properties", "log4j2.yaml", "tools-log4j2.yaml"):
            (work / "default" / empty).write_text("{}")
        environment = {
            key: self.here("kafka", str(value))
            for key, value in SERVICES["kafka"]["environment"].items()
        }
        folders = [
            f"--{name}-configs-dir={work / name}" for name in ("default", "mounted", "final")
        ]
        setup = ["kafka.docker.KafkaDockerWrapper", "setup", *folders]
        subprocess.run(
            kafka_cluster.java(work, "256m", *setup),
            env=os.environ | environment,
            check=True,
            capture_output=True,
        )
        server = ["kafka.Kafka", str(work / "final" / "server.properties")]
        process = kafka_cluster.spawn(
            kafka_cluster.java(work, "512m", *server), work / "output.log"
        )
        try:
            kafka_cluster.wait(self._kafka_answers, 60, "Kafka")
            yield
        finally:
            process.kill()
            process.wait()
            kafka_cluster.dismiss(process)

    async def _kafka_answers(self) -> bool:
        return await kafka_cluster.brokers_at(f"{kafka_cluster.HOST}:{self.broker}") == {1}

    def init(self) -> str:
        """Do what `init` does, to its end; gives what it says."""
        for token in ("desk", "metrics"):
            (self.folder / "run" / token).mkdir(parents=True, exist_ok=True)
        work = self.lay_out("init")
        done = subprocess.run(
            self.command("init"), cwd=work, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, name: str) -> None:
        """Start one of our services."""
        work = self.lay_out(name)
        self.processes[name] = kafka_cluster.spawn(self.command(name), work / "output.log")

    async def healthy(self, name: str) -> None:
        """Wait until a service's health check is content."""
        test = (
            SERVICES[name].get("healthcheck", {}).get("test", ["CMD", *instruction("HEALTHCHECK")])
        )
        command = [self.here(name, word) for word in test[1:]]
        async with asyncio.timeout(60):
            while True:
                check = await asyncio.create_subprocess_exec(
                    *command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                if await check.wait() == 0:
                    return
                await asyncio.sleep(0.5)

    async def stop(self) -> dict[str, int]:
        """Stop our services as an engine does; gives their exit codes."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        codes = {}
        for name, process in self.processes.items():
            codes[name] = await asyncio.to_thread(process.wait, 40)
            kafka_cluster.dismiss(process)
        return codes

    def kill(self) -> None:
        """End what still runs."""
        for process in self.processes.values():
            process.kill()
            process.wait()
            kafka_cluster.dismiss(process)

    def token(self, name: str) -> str:
        """Give a token that `init` has made."""
        return (self.folder / "run" / name / "token").read_text().strip()

    async def ask_desk(self, path: str, token: str) -> Any:
        """Fetch from the desk's API; gives the status where that is not 200."""
        headers = {"Authorization": f"Bearer {token}"}
        url = f"http://{kafka_cluster.HOST}:{self.desk}{path}"
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
            return await answer.json() if answer.ok else answer.status


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the program, Python and Prometheus's programs on the path, as the images do."""
    try:
        kafka_cluster.program("java")
        kafka_cluster.jars()
    except kafka_cluster.Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    found = Path(prometheus.required().promtool).parent
    own = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{own}:{found}:{os.environ['PATH']}")


@asynccontextmanager
async def composed(folder: Path, smtp: int) -> AsyncIterator[Native]:
    """Bring up Kafka, the topics, the workers and the desk, in the order that the file gives."""
    native = Native(folder, smtp)
    with native.kafka():
        assert " made" in native.init()
        try:
            for name in sorted(RUNNING):
                native.start(name)
            for name in sorted(RUNNING):
                await native.healthy(name)
            yield native
        finally:
            native.kill()


async def until(seconds: float, holds: Any) -> None:
    """Ask again and again until a condition holds."""
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.5)


async def test_the_same_processes_and_configuration_work_without_images(
    tmp_path: Path, programs: None
) -> None:
    """Samples reach mail and desk, the workers share the work, Prometheus sees all, all end in order."""
    del programs
    async with Smtp() as smtp, composed(tmp_path, smtp.port) as native:
        desk, metrics = native.token("desk"), native.token("metrics")
        assert len(desk) > 40 < len(metrics)
        assert " made" not in native.init()
        assert (native.token("desk"), native.token("metrics")) == (desk, metrics)
        assert await native.ask_desk("/api/stories", metrics) == 401
        native.lay_out("prometheus")
        async with prometheus.serving(
            tmp_path / "prometheus", native.command("prometheus"), native.scraper
        ) as found:
            await native.healthy("prometheus")

            async def told() -> bool:
                return (
                    bool(smtp.mails) and (await native.ask_desk("/api/stories", desk))["total"] > 2
                )

            async def seen() -> bool:
                return list((await found.up()).values()) == [True] * len(RUNNING)

            async def shared() -> bool:
                read = await found.query('watchfloor_lag_messages{topic="articles"}')
                return len({each["metric"]["instance"] for each in read}) == 2

            await until(90, told)
            await until(30, seen)
            await until(30, shared)
            assert await found.query('ALERTS{alertstate="firing"}') == []
        assert await native.stop() == dict.fromkeys(RUNNING, 0)
    kept = [path for name in RUNNING for path in (tmp_path / name / "work").rglob("*")]
    assert {path.name for path in kept if path.is_file()} == {"output.log"}
