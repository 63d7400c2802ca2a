"""Servers that belong to the rehearsal alone: they may be killed and emptied without asking anybody."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import psycopg2
import redis

from tests import services

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for a server to come up


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(answers, what: str) -> None:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if answers():
            return
        time.sleep(0.05)
    raise SystemExit(f"{what} did not answer within {PATIENCE} s.")


class Redis:
    """A Redis of our own that keeps nothing on disk: what is in it when it dies is lost."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.folder = tempfile.mkdtemp(prefix="kam-faults-redis-")
        self.start()

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([*command, "--dir", self.folder], stdout=subprocess.DEVNULL)
        wait_for(self._answers, "Redis")
        if self.client().info("server")["process_id"] != self.process.pid:
            raise SystemExit(f"The Redis on port {self.port} is not ours.")

    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, socket_timeout=5)

    def _answers(self) -> bool:
        try:
            return bool(self.client().ping())
        except redis.RedisError:
            return False

    def empty(self) -> None:
        self.client().flushall()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def restart(self, down: float) -> None:
        self.kill()
        time.sleep(down)
        self.start()

    def stop(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Postgres:
    """A cluster of our own, run by the user `postgres` where we are root."""

    words = "own cluster, restarted as a whole"

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="kam-faults-pg-"))
        self.as_user: list[str] = []
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.as_user = ["runuser", "-u", "postgres", "--"]
        self.data, self.port = self.folder / "data", free_port()
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self._control("start")
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *arguments: object) -> None:
        command = [*self.as_user, str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, check=False, cwd=self.folder, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise SystemExit(f"{program} failed: {done.stderr or done.stdout}")

    def _control(self, act: str, *more: str) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-o", options, "-w", *more, act)

    def restart(self, *, crash: bool) -> None:
        """Fast, as an administrator does it, or at once without a word to anybody."""
        self._control("restart", "-m", "immediate" if crash else "fast")

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


class Borrowed:
    """A database on a server of others, ours or lent: it is not restarted, but all its connections are cut."""

    words = "shared server, all connections cut"

    def __init__(self, url: str = "") -> None:
        self.is_lent = bool(url)  # it was there before, and stays
        self.name = url.rpartition("/")[2] or f"kam_faults_{secrets.token_hex(4)}"
        self.url = url or f"{services.POSTGRES_URL.rpartition('/')[0]}/{self.name}"
        if not url:
            self._do(f'CREATE DATABASE "{self.name}"')

    def _do(self, sql: str, *values: str) -> None:
        connection = psycopg2.connect(services.POSTGRES_URL)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        connection.close()

    def restart(self, *, crash: bool) -> None:
        """Twice in a row when it is to look like a crash: what came back at once is cut again."""
        for _ in range(2 if crash else 1):
            self._do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", self.name)
            time.sleep(0.3)

    def stop(self) -> None:
        if not self.is_lent:
            self._do(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def postgres(url: str = "") -> Postgres | Borrowed:
    """The database that is lent, else a cluster of our own where its programs are installed, else a database."""
    if url:
        return Borrowed(url)
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    users = {user.pw_name for user in pwd.getpwall()}
    may_start = os.geteuid() != 0 or (shutil.which("runuser") and "postgres" in users)
    return Postgres(found[-1].parent) if found and may_start else Borrowed()


class Process:
    """A worker or a beat in a session of its own."""

    def __init__(self, *arguments: str, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tests.faults.quick", *arguments, "--loglevel", "CRITICAL"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **quiet)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []

    def kill_everything(self) -> None:
        """The machine goes away; also children that outlived their parent."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.is_alive:
            self.process.wait(timeout=20)

    def kill_main(self) -> None:
        """The parent alone: a child that works goes on for a while as a ghost."""
        self.process.kill()
        self.process.wait(timeout=20)

    def kill_child(self, which: int) -> None:
        """One of those that work: the parent sends its message again."""
        if children := self.children():
            kill_quietly([children[which % len(children)]])
        else:
            self.kill_everything()


def kill_quietly(pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
