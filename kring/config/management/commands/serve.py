"""The whole of Kring on this machine, with one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from urllib.error import HTTPError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from kring.config import embedded

ADDRESS = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TO_TRY = 50
START_SECONDS = 60
STOP_SECONDS = 20


class Command(BaseCommand):
    help = "Serve Kring here: its pages, its jobs and, when it has none, its database."
    requires_system_checks = ()  # they ask the database, which may have to start first

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("KRING_PORT") or 0))

    def handle(self, *, port: int, **_: object) -> None:
        port = free_port(port)
        with stopping_on_signals(), database():
            self.prepare()
            with programs(port) as running:
                wait_for_first_page(port, running)
                self.stdout.write(f"\n  Kring: http://localhost:{port}\n  Ctrl-C stops it.\n")
                wait(running)

    def prepare(self) -> None:
        """Bring the database up to date; check that the application cannot do too much in it."""
        self.check(databases=["default"])
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
        connections.close_all()


class Stopped(Exception):
    """Someone asked us to stop."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Ctrl-C, the end of the terminal and a request to stop all end what is inside, in order."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    with suppress(Stopped):
        yield


def _stop(number: int, frame: FrameType | None) -> None:
    for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, signal.SIG_IGN)  # once is enough: let us tidy up
    raise Stopped


@contextmanager
def database() -> Iterator[None]:
    """The embedded database, while we need it; whoever leaves last turns it off."""
    if not settings.EMBEDDED:
        yield
        return
    try:
        embedded.start()
        yield
    finally:
        connections.close_all()
        if embedded.runs() and not embedded.in_use():
            embedded.stop()


def free_port(wanted: int) -> int:
    """The port asked for, or else the first free one from 8000 up."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise CommandError(f"Port {wanted or FIRST_PORT} is taken. Choose another with KRING_PORT.")


@contextmanager
def programs(port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The web server and the job worker; both are gone afterwards."""
    environment = {"KRING_BASE_URL": f"http://localhost:{port}"} | os.environ
    running = [
        subprocess.Popen([sys.executable, *command], env=environment, start_new_session=True)
        for command in (web_server(port), worker())
    ]
    try:
        yield running
    finally:
        for program in running:
            program.terminate()
        for program in running:
            _end(program)


def web_server(port: int) -> list[str]:
    cores = str(len(os.sched_getaffinity(0)))
    options = ["--interface", "wsgi", "--workers", cores, "--blocking-threads", "2"]
    where = ["--host", ADDRESS, "--port", str(port), "--log-level", "warning"]
    return ["-m", "granian", *options, *where, "kring.config.wsgi:application"]


def worker() -> list[str]:
    return [
        str(settings.ROOT / "manage.py"),
        "procrastinate",
        "worker",
        "--shutdown-graceful-timeout",
        "10",
    ]


def _end(program: subprocess.Popen[bytes]) -> None:
    try:
        program.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def wait_for_first_page(port: int, running: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        refuse_dead(running)
        try:
            urlopen(f"http://{ADDRESS}:{port}/", timeout=START_SECONDS).close()
        except HTTPError:
            return  # an answer all the same
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CommandError("The web server does not answer.")


def wait(running: list[subprocess.Popen[bytes]]) -> None:
    while True:
        refuse_dead(running)
        time.sleep(0.5)


def refuse_dead(running: list[subprocess.Popen[bytes]]) -> None:
    for program in running:
        if program.poll() is not None:
            raise CommandError(f"This program stopped by itself: {program.args!r}")
