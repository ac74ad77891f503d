"""The test database: a template built once by the owner, cloned per worker and committing test."""

import fcntl
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import village as village_
from tests.environment import SOAK

ROOT = Path(__file__).parent
ALIASES = ("default", "owner")

hypothesis_settings.register_profile(
    "ci", max_examples=20, deadline=None, suppress_health_check=list(HealthCheck)
)
hypothesis_settings.register_profile(
    "soak", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck)
)


hypothesis_settings.load_profile("soak" if SOAK else "ci")


def pytest_configure() -> None:
    """What no test is about costs nothing: names of files by their content, slow passwords."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _fingerprint() -> str:
    """Changes when what the template is made of changes."""
    made_of = sorted(
        [
            *ROOT.glob("kring/*/migrations/*.py"),
            *ROOT.glob("kring/*/policies.py"),
            *ROOT.glob("kring/*/policies/*.py"),
            *ROOT.glob("kring/handovers/rules/*.py"),
            *ROOT.glob("kring/handovers/models/*.py"),
            *ROOT.glob("kring/*/data/*.csv"),
            ROOT / "kring/core/guard.py",
            ROOT / "tests/village.py",
        ]
    )
    digest = hashlib.sha256()
    for path in made_of:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _use(name: str) -> None:
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _admin(statement: str) -> None:
    """Run a statement that cannot be in a transaction, as owner, outside all test databases."""
    connection = connections["owner"].copy()
    connection.settings_dict["NAME"] = _original["owner"]
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


_original: dict[str, str] = {}


def _drop(name: str) -> None:
    """Drop a database; the server's own vacuum may be in it for a moment, then try again."""
    for attempt in range(40):
        try:
            _admin(f'drop database if exists "{name}" with (force)')
        except ProgrammingError:
            if attempt == 39:
                raise
            time.sleep(0.25)
        else:
            return


def _clone(name: str, template: str) -> None:
    _drop(name)
    _admin(f'create database "{name}" template "{template}"')


def _template() -> str:
    """The template's name; built by the first worker that needs it."""
    name = f"kring_template_{_fingerprint()}"
    settings.VAR.mkdir(exist_ok=True)
    with (settings.VAR / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection = connections["owner"].copy()
        with connection.cursor() as cursor:
            cursor.execute("select datname from pg_database where datname like 'kring_template_%%'")
            known = {row[0] for row in cursor.fetchall()}
        connection.close()
        if name not in known:
            for old in known:
                _drop(old)
            _build(f"{name}_new", empty=f"{name}_empty")
            _admin(f'alter database "{name}_new" rename to "{name}"')
    return name


def _build(name: str, *, empty: str) -> None:
    """The village in one database, and another in which nobody lives yet."""
    _clone(name, "template0")
    _use(name)
    call_command("migrate", database="owner", verbosity=0, skip_checks=True)
    _use(_original["owner"])
    _clone(empty, name)
    _use(name)
    village_.build()
    _use(_original["owner"])


@pytest.fixture(scope="session")
def template(django_db_blocker: pytest.FixtureRequest) -> str:
    from kring.config import embedded

    if settings.EMBEDDED:
        embedded.start()
    with django_db_blocker.unblock():
        for alias in ALIASES:
            _original[alias] = str(connections[alias].settings_dict["NAME"])
        return _template()


@pytest.fixture(scope="session")
def django_db_setup(
    template: str, worker_id: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    name = f"kring_test_{worker_id}"
    with django_db_blocker.unblock():
        _clone(name, template)
        _use(name)
        yield
        _use(_original["owner"])
        _drop(name)


@pytest.fixture
def village(db: None) -> Iterator[village_.Village]:
    """The people of the village on a Monday morning that never ends; all is rolled back."""
    with time_machine.travel(village_.NOW, tick=False):
        yield village_.Village()


@pytest.fixture
def sign_in(village: village_.Village) -> Callable[[str], Client]:
    """`sign_in("samira")`: a browser in which someone of the village works in their position."""

    def as_(name: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(pk=village.professional(name)))
        session = client.session
        session["position"] = str(getattr(village, name))
        session.save()
        return client

    return as_


@contextmanager
def _fresh(template: str, worker_id: str) -> Iterator[None]:
    name, back = f"kring_fresh_{worker_id}", str(connections["default"].settings_dict["NAME"])
    _clone(name, template)
    _use(name)
    try:
        yield
    finally:
        _use(back)
        _drop(name)


@pytest.fixture
def committing(
    django_db_setup: None, template: str, worker_id: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[village_.Village]:
    """The village in a database of its own, for tests that commit, use threads or a server."""
    with django_db_blocker.unblock(), _fresh(template, worker_id):
        yield village_.Village()


@pytest.fixture
def migrated(
    django_db_setup: None, template: str, worker_id: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """A database of its own in which nobody lives yet: what `migrate` leaves behind."""
    with django_db_blocker.unblock(), _fresh(f"{template}_empty", worker_id):
        yield
