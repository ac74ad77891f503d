"""Dangerous combinations of settings, and a database role that may do too much.

`manage.py check` tells them all. The web server does not start with one of them: see `wsgi.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

DANGER = "kring.danger"
HERE = {"localhost", "127.0.0.1", "::1", "[::1]"}
SEALED_WIRE = {"require", "verify-ca", "verify-full"}
SHORTEST_KEY = 50
DEVELOPMENT_MARK = "only-for-this-machine"


def refuse_danger() -> None:
    """Raise ImproperlyConfigured when a check of this file finds an error. Costs one query."""
    found = run_checks(tags=[DANGER], databases=["default"])
    if wrong := [message for message in found if message.is_serious()]:
        raise ImproperlyConfigured("\n".join(f"{error.id}: {error.msg}" for error in wrong))


@register(DANGER)
def dangerous_settings(**_: Any) -> list[CheckMessage]:
    """Errors for each combination that is never meant."""
    return [
        Error(sentence, hint=hint, id=number)
        for number, (applies, sentence, hint) in DANGERS.items()
        if applies()
    ]


def _elsewhere() -> bool:
    """Whether others than this machine can get here."""
    names = {*settings.ALLOWED_HOSTS, urlsplit(settings.BASE_URL).hostname}
    return not names <= HERE


def _development_keys() -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS, *settings.FIELD_KEYS]
    return any(DEVELOPMENT_MARK in key for key in keys)


def _plain_cookies() -> bool:
    secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    return settings.BASE_URL.startswith("https://") and not secure


def _open_wire() -> bool:
    """Whether a database on another machine may be reached without encryption."""
    return any(
        not _is_here(database["HOST"]) and database["OPTIONS"].get("sslmode") not in SEALED_WIRE
        for database in settings.DATABASES.values()
    )


def _is_here(hosts: str) -> bool:
    """Whether these are of this machine: a socket, or one of its own names."""
    return all(not host or host.startswith("/") or host in HERE for host in hosts.split(","))


type Danger = tuple[Callable[[], bool], str, str]

DANGERS: dict[str, Danger] = {
    "kring.E001": (
        lambda: settings.DEBUG,
        "DEBUG shows settings and personal data on error pages.",
        "Leave it off; errors are in the log.",
    ),
    "kring.E002": (
        lambda: _elsewhere() and _development_keys(),
        "The keys in use are published with the source, and this is not your own machine.",
        "Set KRING_SECRET_KEY and KRING_FIELD_KEYS, and leave KRING_DEVELOPMENT out.",
    ),
    "kring.E003": (
        lambda: _elsewhere() and settings.DEMO,
        "With KRING_DEMO anyone may become anyone, and this is not your own machine.",
        "Leave KRING_DEMO out, or keep to localhost.",
    ),
    "kring.E004": (
        lambda: not settings.DEVELOPMENT and len(settings.SECRET_KEY) < SHORTEST_KEY,
        f"KRING_SECRET_KEY is shorter than {SHORTEST_KEY} characters.",
        "python -c 'import secrets; print(secrets.token_urlsafe(64))' makes a good one.",
    ),
    "kring.E005": (
        lambda: not settings.FIELD_KEYS,
        "There is no key to encrypt a BSN with.",
        "Set KRING_FIELD_KEYS; the first key writes, all of them read.",
    ),
    "kring.E006": (
        lambda: not settings.DEVELOPMENT and settings.EMBEDDED,
        "The embedded database trusts everyone on this machine.",
        "Set DATABASE_URL and OWNER_DATABASE_URL to a PostgreSQL of your own.",
    ),
    "kring.E007": (
        lambda: not settings.DEVELOPMENT and not settings.BASE_URL.startswith("https://"),
        "Without https passwords and personal data travel in plain sight.",
        "Set KRING_BASE_URL to the https address that people use.",
    ),
    "kring.E008": (
        _plain_cookies,
        "The address is https, but cookies would also travel over http.",
        "Leave the cookie settings as they are made from KRING_BASE_URL.",
    ),
    "kring.E009": (
        lambda: not settings.DEVELOPMENT and "*" in settings.ALLOWED_HOSTS,
        "KRING_HOSTS accepts any name.",
        "List the names that people use.",
    ),
    "kring.E011": (
        lambda: not settings.DEVELOPMENT and _open_wire(),
        "The database is on another machine, and what it says may travel in plain sight.",
        "Add ?sslmode=verify-full to DATABASE_URL and OWNER_DATABASE_URL.",
    ),
}


@register(DANGER, Tags.database)
def powerful_role(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """An error for each power over the database that the application must not have."""
    if "default" not in (databases or ()):
        return []
    return [
        Error(
            f"The application's database role {power}.",
            hint="Use kring_app, as docs/operations.md describes it.",
            id="kring.E010",
        )
        for power in powers("default")
    ]


def powers(alias: str) -> Iterator[str]:
    """What the role of this connection may do that the application must not. Costs one query."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_POWERS)
        found = cursor.fetchone()
    sentences = ("is superuser", "may bypass row-level security", "owns tables", "may become owner")
    yield from (sentence for sentence, has in zip(sentences, found, strict=True) if has)


_POWERS = """
select rolsuper,
       rolbypassrls,
       exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p', 'v', 'm')),
       exists (select from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')
               and (o.rolsuper or o.rolbypassrls
                    or exists (select from pg_class where relowner = o.oid
                               and relnamespace = 'public'::regnamespace)))
from pg_roles r where rolname = current_user
"""
