"""Run the sections of `make test` one after another; tell what each one took.

A section that fails does not stop the next: one run shows everything that is wrong.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PYTEST = [sys.executable, "-m", "pytest", "--durations=10", "--durations-min=0.5"]
CORES = str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
SECTIONS = {
    "checks": ["make", "--no-print-directory", "check"],
    "database and pages": [
        *PYTEST,
        *["-n", CORES, "-m", "not browser and not faults"],
        "--ignore=tests/house",  # the checks ran them
    ],
    "browser": [*PYTEST, "-n", CORES, "-m", "browser"],
    "faults": [*PYTEST, "-m", "faults"],
}
OLDEST_POSTGRES = 16


def main():
    results = [run(name, command, {}) for name, command in SECTIONS.items()]
    leave({})
    if binaries := standalone_postgres():
        command, environment = on_standalone(binaries)
        results.append(run("stand-alone PostgreSQL", command, environment))
        leave(environment)
    print("\nTime per section")
    for name, code, seconds in results:
        print(f"  {name:<24}{seconds:6.0f} s  {'passed' if code == 0 else 'FAILED'}")
    print(f"  {'together':<24}{sum(seconds for *_, seconds in results):6.0f} s", flush=True)
    return 1 if any(code for _, code, _ in results) else 0


def run(name, command, environment):
    print(f"\n=== {name} ===", flush=True)
    begin = time.monotonic()
    code = subprocess.run(command, env={**os.environ, **environment}).returncode
    return name, code, time.monotonic() - begin


def leave(environment):
    """Turn off the database that the tests started, unless it is an operator's."""
    if not os.environ.get("DATABASE_URL"):
        command = [sys.executable, "manage.py", "embedded", "leave"]
        subprocess.run(command, env={**os.environ, **environment})


def standalone_postgres():
    """The newest PostgreSQL server of this machine that is new enough, if it has one."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if program := shutil.which("initdb"):
        found.append(Path(program))
    able = {version(program): program.parent for program in found}
    return able[max(able)] if able and max(able) >= OLDEST_POSTGRES else None


def version(initdb):
    said = subprocess.check_output([initdb, "--version"], text=True)  # initdb (PostgreSQL) 18.1
    return int(said.split()[2].split(".")[0])


def on_standalone(binaries):
    """The tests that lean on PostgreSQL, against that server in a folder of its own."""
    var = Path("var", f"standalone-{version(binaries / 'initdb')}").resolve()
    var.mkdir(parents=True, exist_ok=True)
    if not (var / "static").exists():
        (var / "static").symlink_to(Path("var/static").resolve())
    environment = {"KRING_VAR": str(var), "KRING_POSTGRES_BIN": str(binaries)}
    return [*PYTEST, "-n", CORES, "-m", "database and not browser and not faults"], environment


if __name__ == "__main__":
    sys.exit(main())
