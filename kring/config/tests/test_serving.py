import os
import signal
import socket
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.management.base import CommandError

from kring.config.management.commands import serve
from tests import serving


def test_a_port_that_is_taken_is_refused_when_asked_for():
    with (
        socket.create_server((serve.ADDRESS, 0)) as taken,
        pytest.raises(CommandError, match="is taken"),
        serve.own_port(taken.getsockname()[1]),
    ):
        pass


def test_a_port_that_is_taken_is_passed_over_otherwise(monkeypatch):
    with socket.create_server((serve.ADDRESS, 0)) as taken:
        monkeypatch.setattr(serve, "FIRST_PORT", taken.getsockname()[1])

        with serve.own_port(0) as port:
            assert port > taken.getsockname()[1]


def test_a_port_stays_ours_while_we_prepare(monkeypatch):
    with socket.create_server((serve.ADDRESS, 0)) as free:
        monkeypatch.setattr(serve, "FIRST_PORT", free.getsockname()[1])

    with serve.own_port(0) as first, serve.own_port(0) as second:
        assert first != second
        with socket.create_server((serve.ADDRESS, first), reuse_port=True):  # as the web server
            socket.create_connection((serve.ADDRESS, first)).close()


@pytest.fixture(scope="module")
def house():
    with serving.house() as environment:
        yield environment


@pytest.fixture
def running(house):
    with serving.running(house) as program:
        yield program


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
    address = serving.address_of(running)

    assert status_of(address) < 500
    assert processes_of(house)

    running.send_signal(wish)

    assert running.wait(serving.PATIENCE) == 0
    assert processes_of(house) == []
    with pytest.raises(OSError, match="refused"):
        urlopen(address, timeout=5)


SHOWN = """
import sys
if sys.argv[1] == "pages":
    from kring.config.wsgi import application
else:
    import django
    django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("show statement_timeout")
    print(*cursor.fetchone())
"""


@pytest.mark.parametrize(("who", "wait"), [("pages", "15s"), ("jobs", "0")])
def test_a_page_waits_fifteen_seconds_for_an_answer_and_a_job_longer(template, who, wait):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "kring.config.settings"}

    said = subprocess.check_output([sys.executable, "-c", SHOWN, who], env=environment, text=True)

    assert said.strip() == wait


@pytest.mark.faults
def test_a_web_server_that_dies_takes_the_rest_along(house, running):
    serving.address_of(running)
    children = subprocess.check_output(["pgrep", "-P", str(running.pid)], text=True).split()

    os.kill(int(children[0]), signal.SIGKILL)

    assert running.wait(serving.PATIENCE) == 1
    assert processes_of(house) == []
