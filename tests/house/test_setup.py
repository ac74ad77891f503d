"""Setting up does again only what has to be done again."""

import os
import subprocess
import sys

import pytest

from tools import setup


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "lock.txt"
    path.write_text("first")
    return path


@pytest.fixture
def made(tmp_path, source):
    times = []

    def once():
        setup.once(tmp_path / "made", [source], lambda: times.append(1))
        return len(times)

    return once


def test_what_was_made_is_not_made_again(made):
    assert [made(), made()] == [1, 1]


def test_another_source_makes_it_again(made, source):
    made()
    source.write_text("second")

    assert made() == 2


def test_what_failed_is_tried_again(tmp_path, source):
    def fail():
        raise SystemExit

    with pytest.raises(SystemExit):
        setup.once(tmp_path / "made", [source], fail)

    assert not (tmp_path / "made").exists()


def test_what_was_thrown_away_is_made_again(made, tmp_path):
    made()
    (tmp_path / "made" / ".made-from").unlink()

    assert made() == 2


def test_what_is_up_to_date_here_starts_no_program(monkeypatch):
    monkeypatch.setenv("PATH", os.environ["PATH"])  # it changes that
    monkeypatch.chdir(setup.ROOT)
    for starts in ("run", "succeeds"):
        monkeypatch.setattr(setup, starts, lambda *command, **_: pytest.fail(f"started {command}"))

    setup.main(["python", "assets", "translations"])


def test_what_python_compiled_is_kept_also_where_the_machine_says_no():
    asked = ["make", "--no-print-directory", "--eval", "asked: ; @env", "asked"]

    told = subprocess.check_output(
        asked, cwd=setup.ROOT, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}, text=True
    )

    assert "PYTHONDONTWRITEBYTECODE" not in told
    assert "PYTHONPYCACHEPREFIX=/" in told


LOADED = """
import django, sys
django.setup()
import kring.config.urls
print(*{"numpy", "openpyxl", "pypdf", "shapely"} & sys.modules.keys())
"""


def test_what_is_slow_to_load_and_seldom_used_waits_until_it_is_used():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "kring.config.settings"}

    loaded = subprocess.check_output([sys.executable, "-c", LOADED], env=environment, text=True)

    assert loaded.split() == []
