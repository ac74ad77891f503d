"""Kring as `make demo` serves it, in an installation of its own."""

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE = 120


@contextmanager
def house() -> Iterator[dict[str, str]]:
    """The environment of an installation whose database does not run yet."""
    with tempfile.TemporaryDirectory(dir=settings.VAR, prefix="house-") as var:
        Path(var, "static").symlink_to(settings.STATIC_ROOT)
        yield {**os.environ, "KRING_VAR": var, "KRING_DEVELOPMENT": "1"}


@contextmanager
def running(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The house as it is served; never longer than the test."""
    command = [sys.executable, str(settings.ROOT / "manage.py"), "serve"]
    program = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    too_long = threading.Timer(PATIENCE, program.terminate)
    too_long.start()
    try:
        yield program
    finally:
        too_long.cancel()
        program.terminate()
        program.wait(PATIENCE)


def address_of(program: subprocess.Popen[str]) -> str:
    """Where it serves, once it does."""
    assert program.stdout
    for line in program.stdout:
        if found := re.search(r"http://\S+", line):
            return found[0]
    pytest.fail("It stopped before it told its address.")
