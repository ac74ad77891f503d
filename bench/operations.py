"""What is measured: each operation with who does it, and how to know that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from kring.accounts.http import POSITION
from kring.accounts.models import Professional

from .client import Request
from .country import POSITIONS_PER_TEAM, Country, key

CSRF = "benchbenchbenchbenchbenchbenchbe"  # 32 characters, as a browser's cookie has


@dataclass(frozen=True)
class Operation:
    """`prepare(count)` gives a function from a number to its request; `at_most`: how many exist."""

    name: str
    prepare: Callable[[int], Callable[[int], Request]]
    at_most: int = 1_000_000


def cookie(position: int) -> str:
    """The cookies of the nth position's professional, signed in."""
    person = Professional.objects.get(pk=key("professional", position))
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[POSITION] = key("position", position)
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={CSRF}"


def page(name: str, position: int, path: str, means: str) -> Operation:
    """A page that the same person opens again and again."""
    return Operation(name, lambda count: _same(Request(path, cookie(position), means)))


def _same(request: Request) -> Callable[[int], Request]:
    return lambda number: request


def operations(scale: float) -> list[Operation]:
    """All of them, the floor first."""
    country = Country(scale)
    intake = 3 * POSITIONS_PER_TEAM  # on intake in an ordinary team
    household = 12
    coordinator = country.coordinator_of(household)
    return [
        page("floor page", intake, "/floor/page/", "</table>"),
        Operation(
            "floor write",
            lambda count: _same(Request("/floor/write/", cookie(intake), "done", body="")),
        ),
        page("Mijn werk", intake, "/mijn-werk/", "Wacht op u"),
        page("team view", intake + 1, "/mijn-werk/team/", "Team"),
        page("household page", coordinator, f"/huishouden/{key('household', household)}/", "Gezin"),
        page("handover list", intake, "/overdracht/", "Overdracht"),
    ]


def subject(kind: str, number: int) -> UUID:
    """The id of the nth thing of a kind."""
    return UUID(key(kind, number))
