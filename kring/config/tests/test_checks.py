import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kring.config import checks
from kring.config import settings as settings_file

ROOT = Path(__file__).parents[3]


@pytest.fixture
def production(settings, monkeypatch):
    """As an operator sets it up, with nothing wrong."""
    settings.DEVELOPMENT = settings.DEMO = settings.DEBUG = settings.EMBEDDED = False
    settings.SECRET_KEY = "k" * 64
    settings.SECRET_KEY_FALLBACKS = []
    settings.FIELD_KEYS = ["f" * 44]
    settings.BASE_URL = "https://kring.example.nl"
    settings.ALLOWED_HOSTS = ["kring.example.nl"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    monkeypatch.setattr(checks.settings, "DATABASES", dict(settings.DATABASES))
    return settings


@pytest.fixture
def by_address(monkeypatch):
    """What the settings make of the address of a database."""

    def read(address):
        monkeypatch.setenv("DATABASE_URL", address)
        monkeypatch.setattr(settings_file, "EMBEDDED", False)
        return settings_file._database("DATABASE_URL", "kring_app")

    return read


def found():
    return {error.id for error in checks.dangerous_settings()}


def test_a_sound_installation_has_no_danger(production):
    assert found() == set()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("DEBUG", True, "kring.E001"),
        ("SECRET_KEY", "only-for-this-machine" * 3, "kring.E002"),
        ("SECRET_KEY_FALLBACKS", ["only-for-this-machine"], "kring.E002"),
        ("FIELD_KEYS", ["only-for-this-machine-only-for-this-machine="], "kring.E002"),
        ("DEMO", True, "kring.E003"),
        ("SECRET_KEY", "short", "kring.E004"),
        ("FIELD_KEYS", [], "kring.E005"),
        ("EMBEDDED", True, "kring.E006"),
        ("BASE_URL", "http://kring.example.nl", "kring.E007"),
        ("SESSION_COOKIE_SECURE", False, "kring.E008"),
        ("CSRF_COOKIE_SECURE", False, "kring.E008"),
        ("ALLOWED_HOSTS", ["*"], "kring.E009"),
    ],
)
def test_each_danger_is_refused(production, name, value, error):
    setattr(production, name, value)

    assert found() == {error}


def test_the_demo_may_run_on_this_machine(settings):
    settings.DEVELOPMENT = settings.DEMO = True
    settings.BASE_URL = "http://localhost:8001"
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]

    assert found() == set()


def test_the_demo_may_not_answer_to_another_name(settings):
    settings.DEVELOPMENT = settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "kring.example.nl"]

    assert found() == {"kring.E002", "kring.E003"}


@pytest.mark.parametrize(
    ("address", "dangerous"),
    [
        ("postgres://kring_app@db.example.nl/kring", True),
        ("postgres://kring_app@localhost,db.example.nl/kring?sslmode=prefer", True),
        ("postgres://kring_app@db.example.nl/kring?sslmode=verify-full", False),
        ("postgres://kring_app@localhost/kring", False),
        ("postgres:///kring", False),
    ],
)
def test_a_database_elsewhere_is_spoken_to_in_secret(production, by_address, address, dangerous):
    production.DATABASES["owner"] = by_address(address)

    assert found() == ({"kring.E011"} if dangerous else set())


def test_what_the_address_of_the_database_asks_is_done(by_address):
    address = "postgres://kring_app@one,two/kring?sslmode=verify-full&target_session_attrs=any"

    options = by_address(address)["OPTIONS"]

    assert options["sslmode"] == "verify-full"
    assert options["target_session_attrs"] == "any"
    assert options["connect_timeout"] == settings_file.DATABASE_SECONDS


@pytest.mark.database
@pytest.mark.django_db
def test_the_role_of_the_application_has_no_powers():
    assert checks.powerful_role(databases=["default"]) == []


@pytest.mark.database
@pytest.mark.django_db(databases=["owner"])
def test_a_role_that_owns_tables_is_found():
    assert "owns tables" in checks.powers("owner")


@pytest.mark.django_db
def test_the_web_server_does_not_start_in_danger(production):
    production.DEBUG = True

    with pytest.raises(ImproperlyConfigured, match=r"kring\.E001"):
        checks.refuse_danger()


def test_the_command_that_checks_tells_of_danger():
    environment = os.environ | {"KRING_DEVELOPMENT": "1", "KRING_HOSTS": "kring.example.nl"}

    said = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment,
        text=True, stderr=subprocess.PIPE,
    )  # fmt: skip

    assert said.returncode == 1
    assert "kring.E002" in said.stderr
