import os
import re
import signal
import socket
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management.base import CommandError

from kring.config.management.commands import serve


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
def house(tmp_path_factory):
    """An installation of its own, with a database that does not run yet."""
    var = tmp_path_factory.mktemp("house")
    (var / "static").symlink_to(settings.STATIC_ROOT)
    return {**os.environ, "KRING_VAR": str(var), "KRING_DEVELOPMENT": "1"}


def start(house):
    command = [sys.executable, settings.ROOT / "manage.py", "serve"]
    return subprocess.Popen(command, env=house, stdout=subprocess.PIPE, text=True)


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
def test_serving_answers_and_leaves_nothing_behind(house, wish):
    running = start(house)
    address = address_of(running)

    assert status_of(address) < 500
    assert processes_of(house)

    running.send_signal(wish)

    assert running.wait(30) == 0
    assert processes_of(house) == []
    with pytest.raises(OSError, match="refused"):
        urlopen(address, timeout=5)


@pytest.mark.faults
def test_a_web_server_that_dies_takes_the_rest_along(house):
    running = start(house)
    address_of(running)
    children = subprocess.check_output(["pgrep", "-P", str(running.pid)], text=True).split()

    os.kill(int(children[0]), signal.SIGKILL)

    assert running.wait(60) == 1
    assert processes_of(house) == []
