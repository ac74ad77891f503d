"""A new handover begins with which kind it is."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from kring.accounts.http import SignedIn, opens_for
from kring.core.actor import Me
from kring.directory.models import Ring
from kring.handovers.actions import drafting
from kring.handovers.forms import start as forms
from kring.handovers.models.choices import Kind
from kring.handovers.queries import writing

from . import pages
from .around import PARTIES, page
from .writer import Writing

COORDINATOR = "/huishouden/{}/coordinator/"  # a page of a higher room
HOUSEHOLDS = "/huishoudens/"


@opens_for(*PARTIES)
def new(request: SignedIn) -> HttpResponse:
    household = _household(request.GET.get("huishouden", ""))
    form = forms.Start(request.POST or None, for_callers=request.me.ring == Ring.CORE)
    if request.method == "POST" and form.is_valid():
        return _begin(request.me, form.cleaned_data, household)
    context = {
        "form": form,
        "household_query": f"?huishouden={household}" if household else "",
        "coordination_url": COORDINATOR.format(household) if household else HOUSEHOLDS,
    }
    status = 422 if form.errors else 200
    return page(request, "handovers/new.html", context, sends=True, status=status)


@opens_for(*PARTIES)
def anonymous(request: SignedIn) -> HttpResponse:
    if request.method == "POST":
        return _begin(request.me, {"kind": Kind.CONSULT}, "")
    return page(request, "handovers/anonymous.html", {}, sends=True)


def _begin(me: Me, given: dict[str, Any], household: str) -> HttpResponse:
    data: dict[str, Any] = {}
    if given.get("caller"):
        data["on_behalf"] = {"by_phone": True}
    elif responsible := writing.responsible(me):
        data["on_behalf"] = {"sender": str(responsible)}
    if household:
        data["who"] = {"household": household}
    draft = drafting.start(Kind(given["kind"]), by=me, data=data)
    return redirect(pages.address(draft.pk, pages.first_open(Writing(me, draft))))


def _household(given: str) -> str:
    """The household one came from, when one may see who belongs to it."""
    try:
        household = str(UUID(given))
    except ValueError:
        return ""
    return household if writing.residents(household) else ""
