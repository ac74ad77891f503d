import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management.base import CommandError

from kring.config.management.commands import serve

PATIENCE = 120


def test_a_port_that_is_taken_is_refused_when_asked_for():
    with (
        socket.create_server((serve.ADDRESS, 0)) as taken,
        pytest.raises(CommandError, match="is taken"),
    ):
        serve.free_port(taken.getsockname()[1])


def test_a_port_that_is_taken_is_passed_over_otherwise(monkeypatch):
    with socket.create_server((serve.ADDRESS, 0)) as taken:
        monkeypatch.setattr(serve, "FIRST_PORT", taken.getsockname()[1])

        assert serve.free_port(0) > taken.getsockname()[1]


@pytest.fixture(scope="module")
def house():
    """An installation of its own, with a database that does not run yet."""
    with tempfile.TemporaryDirectory(dir=settings.VAR, prefix="house-") as var:
        Path(var, "static").symlink_to(settings.STATIC_ROOT)
        yield {**os.environ, "KRING_VAR": var, "KRING_DEVELOPMENT": "1"}


@pytest.fixture
def running(house):
    """The house as `make demo` serves it; never longer than the test."""
    command = [sys.executable, settings.ROOT / "manage.py", "serve"]
    program = subprocess.Popen(command, env=house, stdout=subprocess.PIPE, text=True)
    too_long = threading.Timer(PATIENCE, program.terminate)
    too_long.start()
    yield program
    too_long.cancel()
    program.terminate()
    program.wait(PATIENCE)


def address_of(running):
    for line in running.stdout:
        if found := re.search(r"http://\S+", line):
            return found[0]
    pytest.fail("It stopped before it told its address.")


def status_of(address):
    try:
        return urlopen(address, timeout=30).status
    except HTTPError as error:
        return error.code


def processes_of(house):
    listed = subprocess.check_output(["ps", "-ewwo", "args"], text=True).splitlines()
    return [line for line in listed if house["KRING_VAR"] in line]


@pytest.mark.faults
@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_serving_answers_and_leaves_nothing_behind(house, running, wish):
    address = address_of(running)

    assert status_of(address) < 500
    assert processes_of(house)

    running.send_signal(wish)

    assert running.wait(PATIENCE) == 0
    assert processes_of(house) == []
    with pytest.raises(OSError, match="refused"):
        urlopen(address, timeout=5)


@pytest.mark.faults
def test_a_web_server_that_dies_takes_the_rest_along(house, running):
    address_of(running)
    children = subprocess.check_output(["pgrep", "-P", str(running.pid)], text=True).split()

    os.kill(int(children[0]), signal.SIGKILL)

    assert running.wait(PATIENCE) == 1
    assert processes_of(house) == []
