"""Ctrl-C in the first start of the demonstration, wherever it is, spoils nothing."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings

from kring.config import embedded
from kring.config.demo.stories import STORIES
from tests import serving

pytestmark = pytest.mark.faults

CTRL_C, POWER = signal.SIGINT, signal.SIGKILL
MIGRATING = "select count(*) between 5 and 40 from django_migrations"
FILLING = """
select count(*) > 0 from pg_locks
 where relation = 'handovers_handover'::regclass and mode = 'RowExclusiveLock' and granted
"""


class Start:
    """`make demo` in a terminal of its own: Ctrl-C reaches all that was started in it."""

    def __init__(self, house):
        self.data = Path(house["KRING_VAR"], "postgres")
        command = [sys.executable, str(settings.ROOT / "manage.py"), "serve"]
        self.program = subprocess.Popen(
            command, env=house, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def ask(self, question):
        socket = str(embedded.socket_folder(self.data))
        with psycopg.connect(host=socket, user="postgres", dbname="kring") as connection:
            return connection.execute(question).fetchone()[0]

    def comes_to(self, moment):
        with suppress(psycopg.Error):
            return moment(self)
        return False

    def until(self, moment):
        deadline = time.monotonic() + serving.PATIENCE
        while not self.comes_to(moment):
            assert self.program.poll() is None, "it ended before"
            assert time.monotonic() < deadline, "it takes too long"
            time.sleep(0.01)

    def programs(self):
        """What it started itself, and would outlive it."""
        found = subprocess.run(["pgrep", "-P", str(self.program.pid)], stdout=subprocess.PIPE)
        children = [Path("/proc", pid) for pid in found.stdout.decode().split()]
        return [child for child in children if b"serve" in (child / "cmdline").read_bytes()]

    def end(self, how):
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, how)
        return self.program.wait(serving.PATIENCE)


def all_end(programs):
    deadline = time.monotonic() + serving.PATIENCE
    while any(program.exists() for program in programs) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(program.exists() for program in programs)


def making_data(start):
    return (start.data.with_name("postgres.part") / "PG_VERSION").exists()


def starting_the_server(start):
    return (start.data / "postmaster.pid").exists()


def migrating(start):
    return start.ask(MIGRATING)


def filling(start):
    return start.ask(FILLING)


@pytest.fixture
def house():
    with serving.house() as environment:
        yield environment | {"KRING_DEMO": "1"}


def test_the_demonstration_is_whole_however_often_its_first_start_was_cut_off(house):
    for moment, how in [
        (making_data, CTRL_C),
        (starting_the_server, CTRL_C),
        (migrating, CTRL_C),
        (filling, POWER),
        (filling, CTRL_C),
    ]:
        start = Start(house)
        start.until(moment)
        programs = start.programs()
        code = start.end(how)
        assert code == (0 if how == CTRL_C else -POWER), moment
        assert how == POWER or not starting_the_server(start), "the database is left on"
        assert all_end(programs), "a program waits for a start that is over"

    start = Start(house)
    try:
        address = serving.address_of(start.program)
        assert start.ask("select count(*) from directory_region") == 1
        assert start.ask("select count(*) from handovers_handover") == len(STORIES) + 1
        assert "Samira" in urlopen(f"{address}/demo/", timeout=30).read().decode()
    finally:
        assert start.end(CTRL_C) == 0
