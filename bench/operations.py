"""What is measured: each operation with who does it, and how to know that it was done."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from kring.accounts.http import POSITION
from kring.accounts.models import Professional
from kring.core import working_days
from kring.handovers.models import Draft

from .client import Request
from .country import POSITIONS_PER_TEAM, Country, key
from .stream import Case, case

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
    seen = next(found for found in cases(country) if found.stage == 2)
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
        page(
            "tracking page",
            seen.receiver or 0,
            f"/overdracht/{key('handover', seen.number)}/",
            "aangenomen",
        ),
        Operation(
            "search",
            lambda count: _same(
                Request("/zoeken/", cookie(coordinator), "Organisatie", body="q=Organisatie+1")
            ),
        ),
        Operation("send", lambda count: sending(country, count)),
        Operation("accept", lambda count: answering(country, 1, "aannemen", ACCEPT, count), 600),
        Operation(
            "contact made", lambda count: answering(country, 2, "contact-gelegd", MET, count), 600
        ),
    ]


TOMORROW = working_days.next_working_day(timezone.localdate())
ACCEPT = f"first_step=Bellen&on={TOMORROW}"
MET = "how=phone"
DONE = 302
_used: dict[int, Iterator[Case]] = {}


def cases(country: Country) -> Iterator[Case]:
    """The open handovers of this country."""
    return (
        found for n in range(country.handovers) if (found := case(country, n)).due_at is not None
    )


def answering(
    country: Country, stage: int, act: str, body: str, count: int
) -> Callable[[int], Request]:
    """One act on `count` handovers that are so far, each by its receiver, none twice."""
    waiting = _used.setdefault(stage, (found for found in cases(country) if found.stage == stage))
    chosen = list(itertools.islice(waiting, count))
    cookies = {each: cookie(each) for each in {found.receiver or 0 for found in chosen}}
    return lambda number: Request(
        f"/overdracht/{key('handover', chosen[number].number)}/{act}/",
        cookies[chosen[number].receiver or 0],
        "",
        body=body,
        status=DONE,
    )


def sending(country: Country, count: int) -> Callable[[int], Request]:
    """The last step of `count` drafts about someone new, by a GP."""
    sender = country.core_teams * POSITIONS_PER_TEAM
    team = key("team", 3)
    drafts = Draft.objects.using("owner").bulk_create(
        Draft(
            position_id=key("position", sender), made_at=timezone.now(), saved_at=timezone.now(),
            keep_until=timezone.now() + timedelta(days=7), data=_typed(team, number),
        )
        for number in range(count)
    )  # fmt: skip
    signed_in = cookie(sender)
    return lambda number: Request(
        f"/overdracht/{drafts[number].pk}/controleer/", signed_in, "", body="", status=DONE
    )


def _typed(team: str, number: int) -> dict[str, dict[str, object]]:
    return {
        "to": {"team": team},
        "knows": {
            "answer": "yes", "ground": "yes", "secrecy": "yes", "route": "yes_once",
            "how": "spoken", "hears": "outcome", "told": True,
        },
        "who": {"family_name": f"Proef {number}", "given_name": "Anna", "phone": "+31612345678"},
        "what": {"situation": "Opent de post niet meer.", "theme": "geld", "urgency": "week",
                 "warm": "introduced"},
    }  # fmt: skip
