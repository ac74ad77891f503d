"""The whole of Kring on this machine, with one command."""

import multiprocessing
import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkProcess
from types import FrameType
from urllib.error import HTTPError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.template import engines
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from kring.config import embedded

ADDRESS = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TO_TRY = 50
THREADS = 2  # per core: one waits for the database while the other works
START_SECONDS = 60
STOP_SECONDS = 20
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Serve Kring here: its pages, its jobs and, when it has none, its database."
    requires_system_checks = ()  # the web server refuses what is dangerous

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("KRING_PORT") or 0))

    def handle(self, *, port: int, **_: object) -> None:
        with own_port(port) as own, stopping_on_signals(), database():
            if "KRING_BASE_URL" not in os.environ:
                settings.BASE_URL = f"http://localhost:{own}"  # known only now
            gate = Gate()
            with programs(own, gate) as running:
                self.prepare()
                gate.open()
                wait_for_first_page(own, running)
                self.stdout.write(f"\n  Kring: {settings.BASE_URL}\n  Ctrl-C stops it.\n")
                self.stdout.flush()
                wait_for_end(running)

    def prepare(self) -> None:
        """Bring the database up to date; fill it when it is for show."""
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
        connections.close_all()  # the programs open their own


class Stopped(Exception):
    """Someone asked us to stop."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Ctrl-C, the end of the terminal and a request to stop all end what is inside, in order."""
    for number in SIGNALS:
        signal.signal(number, _stop)
    with suppress(Stopped):
        yield


def _stop(number: int, frame: FrameType | None) -> None:
    for wish in SIGNALS:
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
        embedded.leave()


@contextmanager
def own_port(wanted: int) -> Iterator[int]:
    """The port asked for, or else the first free one from 8000 up; ours until the end.

    Web servers share a port without a word. Who starts while we prepare must not take the same.
    """
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        with socket.socket() as held:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                held.bind((ADDRESS, port))
            except OSError:
                continue
            # From now on only the web server, that asks to share, gets in beside this.
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            yield port
            return
    raise CommandError(f"Port {wanted or FIRST_PORT} is taken. Choose another with KRING_PORT.")


class Gate:
    """Where the programs wait until the database is ready; it shuts when we are no more."""

    def __init__(self) -> None:
        self._out, self._in = os.pipe()

    def open(self) -> None:
        os.write(self._in, b"both")

    def behind(self) -> None:
        """This is one of the programs: only who opens the gate may hold it."""
        os.close(self._in)

    def wait(self) -> None:
        if not os.read(self._out, 1):
            sys.exit("Who started this is gone.")


@contextmanager
def programs(port: int, gate: Gate) -> Iterator[list[ForkProcess]]:
    """The web server and the job worker, behind the gate; both are gone afterwards.

    Forks, because what is loaded is not loaded again, and at once, because the web server can
    get ready while the database does: together half the time to the first page.
    """
    fork = multiprocessing.get_context("fork")
    running = [
        fork.Process(name="web server", target=_run, args=(gate, web_server, port, gate.wait)),
        fork.Process(name="job worker", target=_run, args=(gate, job_worker, gate.wait)),
    ]
    try:
        for program in running:
            program.start()
        yield running
    finally:
        for program in running:
            _end(program)


def _run(gate: Gate, program: Callable[..., None], *arguments: object) -> None:
    """In a group of its own, so that Ctrl-C reaches it by way of us, in order."""
    os.setsid()
    gate.behind()
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    program(*arguments)


def _at_once() -> None:
    """Nothing to wait for."""


def web_server(port: int, until_ready: Callable[[], None] = _at_once) -> None:
    """A process per core, each with the application that is already loaded."""
    from kring.config import wsgi  # noqa: F401  # now, so that the processes share it

    get_resolver().url_patterns  # noqa: B018  # all doors
    engines["jinja2"].get_template("plain.html")  # all components
    until_ready()
    Granian(
        "kring.config.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=os.cpu_count() or 1,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def job_worker(until_ready: Callable[[], None]) -> None:
    until_ready()
    # Two at a time: a long list holds up no mail.
    timeout = STOP_SECONDS / 2
    call_command("procrastinate", "worker", concurrency=2, shutdown_graceful_timeout=timeout)


def _end(program: ForkProcess) -> None:
    """Ask first, then take whatever it left: its processes are one group."""
    if program.pid is None:
        return
    program.terminate()
    program.join(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.join()


def wait_for_first_page(port: int, running: list[ForkProcess]) -> None:
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


def wait_for_end(running: list[ForkProcess]) -> None:
    while True:
        refuse_dead(running)
        time.sleep(0.5)


def refuse_dead(running: list[ForkProcess]) -> None:
    for program in running:
        if not program.is_alive():
            raise CommandError(f"The {program.name} stopped by itself.")
