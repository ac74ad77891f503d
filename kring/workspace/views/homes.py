"""A child of two homes: joined by a code over the phone, and which plan goes first."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import htmx
from kring.residents import actions
from kring.workspace.forms.belonging import OtherHome
from kring.workspace.queries import household as households
from kring.workspace.views.circle import mine
from kring.workspace.views.opening import spoken
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write

SIDES = {"hier": True, "daar": False}


@writes
def other_home(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, pk)


def _page(request: SignedIn, pk: UUID, *, code: str = "") -> HttpResponse:
    found, members = mine(request, pk), households.members(request.me, pk)
    page = Page(
        title=_("Woont een kind ook ergens anders?"),
        button=_("Kind koppelen"),
        done=_("Het kind hoort nu ook bij het andere huishouden. Spreek af welk plan voorgaat."),
        back="circle",
        template="workspace/household/other_home.html",
        lead=_("Bel de andere coördinator. Een van u geeft een code, de ander vult die hier in."),
        more={"code": code},
    )
    whom = [(each.id, each.name) for each in members if each.deceased_on is None]
    form = OtherHome(None if code else typed(request), choices={"resident": whom})
    return write(request, found, form, page, partial(_join, request))


def _join(request: SignedIn, data: dict[str, Any]) -> None:
    actions.join_by_code(
        UUID(data["resident"]), code=data["code"], role=data["role"], by=request.me
    )


@require_POST
def give_code(request: SignedIn, pk: UUID) -> HttpResponse:
    """The code stands in this answer only: not in an address, and not kept by us."""
    mine(request, pk)
    return _page(request, pk, code=spoken(actions.give_home_code(pk, by=request.me)))


@require_POST
def leading(request: SignedIn, pk: UUID, resident_id: UUID, side: str) -> HttpResponse:
    mine(request, pk)
    if side not in SIDES:
        raise Http404
    with htmx.saying(request, _("Dit is bewaard. De andere coördinator krijgt bericht.")):
        actions.say_leading(pk, resident=resident_id, here=SIDES[side], by=request.me)
    return redirect("workspace:circle", pk)
