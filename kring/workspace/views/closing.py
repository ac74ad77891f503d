"""Closing a plan is a conversation; what was said goes on the resident's own sheet."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.circle import queries as circle
from kring.circle.actions.closing import Conversation
from kring.plans import actions
from kring.workspace.forms.closing import Close
from kring.workspace.queries import team
from kring.workspace.views import options
from kring.workspace.views.circle import mine
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write

KEYS = ("aftercare_by", "ask_again_by")


@writes
def close(request: SignedIn, pk: UUID) -> HttpResponse:
    found = mine(request, pk)
    loads = circle.caseload(team.candidates(request.me))
    people: list[tuple[UUID | str, Any]] = [
        ("", _("Niemand")),
        *((each.position, each.name) for each in loads),
    ]
    form = Close(
        typed(request),
        choices={"aftercare_by": people, "ask_again_by": people},
        initial={"aftercare_by": found.coordinator},
    )
    page = Page(
        title=_("Plan afsluiten"),
        button=_("Plan afsluiten"),
        done=_("Het plan is afgesloten. Iedereen die betrokken was, krijgt bericht."),
        back="household",
        lead=_("Doe dit samen met de inwoner, in een gesprek."),
    )
    return write(request, found, form, page, partial(_close, request, pk))


def _close(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    people: dict[str, Any] = {name: options.key(data.get(name)) for name in KEYS}
    said = {name: value for name, value in data.items() if name not in KEYS}
    if said["aftercare_on"] is None:
        people["aftercare_by"] = None
    actions.close_household(pk, Conversation(**said, **people), by=request.me)
