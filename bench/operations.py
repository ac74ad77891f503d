"""What is measured: each operation with who does it, and how to know that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from kring.accounts.http import POSITION
from kring.accounts.models import Professional
from kring.core import working_days
from kring.directory.models import Position
from kring.handovers.models import Draft, Handover
from kring.handovers.models.choices import State

from .client import Request
from .country import POSITIONS_PER_TEAM, Country, key

CSRF = "benchbenchbenchbenchbenchbenchbe"  # 32 characters, as a browser's cookie has


@dataclass(frozen=True)
class Operation:
    """`prepare(count)` gives a function from a number to its request."""

    name: str
    prepare: Callable[[int], Callable[[int], Request]]


def cookie(position: int) -> str:
    """The cookies of the nth position's professional, signed in."""
    return signed_in(key("position", position))


def signed_in(position: str) -> str:
    """The cookies of whoever holds this position."""
    person = Professional.objects.get(
        pk=Position.objects.values_list("professional").get(pk=position)[0]
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[POSITION] = position
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
    followed, receiver = so_far(State.UNDER_WAY, 1)[0]
    pages = [
        page("Mijn werk", intake, "/mijn-werk/", "Wacht op u"),
        page("team view", intake + 1, "/mijn-werk/team/", "Team"),
        page("household page", coordinator, f"/huishouden/{key('household', household)}/", "Gezin"),
        page("handover list", intake, "/overdracht/", "Overdracht"),
        Operation(
            "tracking page",
            lambda count: _same(
                Request(f"/overdracht/{followed}/", signed_in(receiver), "contact gelegd")
            ),
        ),
        Operation(
            "search",
            lambda count: _same(
                Request("/zoeken/", cookie(coordinator), "Organisatie", body="q=Organisatie+1")
            ),
        ),
    ]
    return [
        page("floor page", intake, "/floor/page/", "</table>"),
        Operation(
            "floor write",
            lambda count: _same(Request("/floor/write/", cookie(intake), "done", body="")),
        ),
        *pages,
        Operation("mixed work", lambda count: taking_turns(pages, count)),
        Operation("send", lambda count: sending(country, count)),
        Operation("accept", lambda count: answering(State.RECEIVED, "accept", ACCEPT, count)),
        Operation("contact made", lambda count: answering(State.ACCEPTED, "contact", MET, count)),
    ]


TOMORROW = working_days.next_working_day(timezone.localdate())
ACCEPT = f"first_step=Bellen&on={TOMORROW}"
MET = "how=phone"
DONE = 302


def taking_turns(pages: list[Operation], count: int) -> Callable[[int], Request]:
    """What people do through each other: each page as often as the next."""
    made = [each.prepare(count) for each in pages]
    return lambda number: made[number % len(made)](number)


def so_far(state: State, count: int) -> list[tuple[str, str]]:
    """So many handovers that are so far, each with its receiver."""
    found = (
        Handover.objects.using("owner")
        .filter(state=state, receiver__isnull=False, due_at__isnull=False)
        .order_by("id")
        .values_list("id", "receiver_id")[:count]
    )
    if len(found) < count:
        raise SystemExit(f"Only {len(found)} handovers are {state} here: load the country anew.")
    return [(str(handover), str(receiver)) for handover, receiver in found]


def answering(state: State, act: str, body: str, count: int) -> Callable[[int], Request]:
    """One act on `count` handovers that are so far, each by its receiver, none twice."""
    chosen = so_far(state, count)
    cookies = {receiver: signed_in(receiver) for receiver in {each for _, each in chosen}}
    return lambda number: Request(
        reverse(f"handovers:{act}", args=[chosen[number][0]]),
        cookies[chosen[number][1]],
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
    cookies = cookie(sender)
    return lambda number: Request(
        reverse("handovers:check", args=[drafts[number].pk]), cookies, "", body="", status=DONE
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
