"""What `deploy/` and docs/operations.md tell an operator to run exists."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def command_of(unit):
    """What a unit starts, in this tree."""
    [line] = re.findall(r"(?m)^ExecStart=(.*)$", unit.read_text())
    return [part.replace("/srv/kring", str(ROOT)) for part in shlex.split(line)]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_program_that_exists_with_options_that_it_has(unit):
    program, *arguments = command_of(unit)
    options = [each for each in arguments if each.startswith("--")]
    manage = arguments[:3] if arguments[0] == "manage.py" else []

    told = subprocess.check_output(
        [program, *manage, "--help"], cwd=ROOT, env=os.environ | {"COLUMNS": "200"}, text=True
    )

    assert options
    assert [each for each in options if each not in told] == []


def test_the_unit_of_the_pages_serves_the_application():
    module, name = command_of(ROOT / "deploy" / "kring-web.service")[-1].split(":")

    assert f"{module}.{name}" == settings.WSGI_APPLICATION


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_can_read_a_unit(unit, tmp_path):
    here = tmp_path / unit.name
    text = unit.read_text().replace("User=kring\n", "User=root\n")
    here.write_text(text.replace("/srv/kring", str(ROOT)))

    done = subprocess.run(
        ["systemd-analyze", "verify", here], stderr=subprocess.PIPE, text=True, check=False
    )

    assert [line for line in done.stderr.splitlines() if unit.name in line] == []


def test_the_settings_to_fill_in_are_told_of():
    example = (ROOT / "deploy" / "kring.env.example").read_text()
    names = re.findall(r"(?m)^([A-Z_]+)=", example)

    assert len(names) > 5
    assert [name for name in names if f"`{name}`" not in OPERATIONS] == []


def test_a_shell_reads_the_settings_as_well():
    read = ["sh", "-euc", "set -a; . deploy/kring.env.example; env"]

    told = subprocess.check_output(read, cwd=ROOT, text=True)

    assert "KRING_MAIL_FROM=Kring <kring@example.nl>" in told.splitlines()


def test_every_command_that_operators_are_told_to_run_exists():
    named = {*re.findall(r"manage\.py (?:check --deploy|([a-z_]+))", OPERATIONS)} - {""}

    assert len(named) > 5
    assert named <= {*get_commands()}
