"""A new handover begins with which kind it is."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from kring.accounts.http import SignedIn, opens_for
from kring.core.actor import Me
from kring.directory.models import Ring
from kring.handovers.actions import drafting
from kring.handovers.forms import start as forms
from kring.handovers.models.choices import Kind
from kring.handovers.queries import receivers, writing
from kring.handovers.queries.receivers import Receiver

from . import pages
from .around import PARTIES, page
from .writer import Writing

HOUSEHOLDS = "/huishoudens/"  # a page of a higher room


@opens_for(*PARTIES)
def new(request: SignedIn) -> HttpResponse:
    to = _receiver(request.me, request.GET.get("aan", ""))
    form = forms.Start(request.POST or None, for_callers=request.me.ring == Ring.CORE)
    if request.method == "POST" and form.is_valid():
        return _begin(request.me, form.cleaned_data, to=to)
    context = {"form": form, "to": to, "query": _query(to), "households_url": HOUSEHOLDS}
    status = 422 if form.errors else 200
    return page(request, "handovers/new.html", context, sends=True, status=status)


@opens_for(*PARTIES)
def anonymous(request: SignedIn) -> HttpResponse:
    to = _receiver(request.me, request.GET.get("aan", ""))
    if request.method == "POST":
        return _begin(request.me, {"kind": Kind.CONSULT}, to=to)
    context = {"to": to, "query": _query(to)}
    return page(request, "handovers/anonymous.html", context, sends=True)


def _begin(me: Me, given: dict[str, Any], *, to: Receiver | None = None) -> HttpResponse:
    data: dict[str, Any] = {}
    if to is not None:
        data["to"] = {to.kind: str(to.id), "kind_of_receiver": to.kind}
    if given.get("caller"):
        data["on_behalf"] = {"by_phone": True}
    elif responsible := writing.responsible(me):
        data["on_behalf"] = {"sender": str(responsible)}
    draft = drafting.start(Kind(given["kind"]), by=me, data=data)
    return redirect(pages.address(draft.pk, pages.first_open(Writing(me, draft))))


def _query(to: Receiver | None) -> str:
    """What the page must still know when its form is posted."""
    return f"?{urlencode({'aan': to.value}, safe=':')}" if to else ""


def _receiver(me: Me, given: str) -> Receiver | None:
    """To whom, when one came from the page of a team or colleague: "position:<id>"."""
    kind, _colon, key = given.partition(":")
    try:
        known = {kind: str(UUID(key))}
    except ValueError:
        return None
    return receivers.chosen(me, team=known.get("team"), position=known.get("position"))
