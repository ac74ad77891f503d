"""Everything we build on may be passed on under the EUPL-1.2."""

import json
import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKING_TOOLS_TOO = r"GPL-3.0-or-later|Artistic"  # stay on a developer's machine
MAY_SHIP = (
    r"MIT(-0)?|0BSD|ISC|Zlib|CC0-1.0|PSF-2.0|CNRI-Python|Apache-2.0|BSD(-\d-Clause)?"
    r"|MPL-2.0|LGPL(-[23](\.\d)?-(only|or-later))?|EUPL-1.2|OFL-1.1"
)
CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL",
    "Python Software Foundation License": "PSF-2.0",
    "Artistic License": "Artistic",
}


def allows(expression, allowed):
    """Whether one of the alternatives of an SPDX expression is allowed in all its parts."""
    return any(
        all(re.fullmatch(allowed, part.strip(" ()")) for part in alternative.split(" AND "))
        for alternative in expression.split(" OR ")
    )


def licence_of(package):
    about = distribution(package).metadata
    if expression := about.get("License-Expression"):
        return expression
    named = [line.rsplit(" :: ", 1)[-1] for line in about.get_all("Classifier", [])]
    known = [CLASSIFIERS[name] for name in named if name in CLASSIFIERS]
    return " OR ".join(known) or about.get("License") or "unknown"


def locked(name):
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    for line in lines:
        found = re.match(r"([\w.-]+)==[^;]*(;.*)?$", line.rstrip("\\ "))
        if found and "win" not in (found[2] or "").lower():
            yield found[1]


@pytest.mark.parametrize(("name", "allowed"), [
    ("run", MAY_SHIP),
    ("dev", f"{MAY_SHIP}|{WORKING_TOOLS_TOO}"),
])  # fmt: skip
def test_python_packages_may_be_passed_on(name, allowed):
    licences = {package: licence_of(package) for package in locked(name)}

    assert {p: found for p, found in licences.items() if not allows(found, allowed)} == {}


def test_node_packages_may_be_passed_on():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    licences = {path: about.get("license", "unknown") for path, about in packages.items()}

    assert {p: found for p, found in licences.items() if not allows(found, MAY_SHIP)} == {}


@pytest.mark.parametrize("wrong", ["GPL-3.0-or-later", "MIT AND AGPL-3.0-only", "unknown", "SSPL"])
def test_a_licence_that_binds_more_is_refused(wrong):
    assert not allows(wrong, MAY_SHIP)


def test_lock_files_do_not_say_where_packages_came_from():
    locks = [ROOT / "package-lock.json", *(ROOT / "requirements").glob("*.txt")]

    assert [lock.name for lock in locks if re.search(r"https?://", _sources_of(lock))] == []


def _sources_of(lock):
    if lock.suffix != ".json":
        return lock.read_text()
    packages = json.loads(lock.read_text())["packages"]
    return " ".join(str(about.get("resolved", "")) for about in packages.values())
