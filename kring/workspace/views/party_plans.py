"""Other parties' own plans, beside the plan: that they are there, where, and until when."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import htmx
from kring.plans import actions
from kring.plans import queries as plans
from kring.plans.actions import OwnPlan
from kring.workspace.forms import plan as forms
from kring.workspace.queries import circle as circle_queries
from kring.workspace.queries import household as queries
from kring.workspace.queries.household import Household
from kring.workspace.views import options
from kring.workspace.views.plan import on_plan, writes
from kring.workspace.views.writing import Page, typed, write


@writes
def new(request: SignedIn, pk: UUID) -> HttpResponse:
    found = on_plan(request, pk)
    around = _organisations(request, found)
    form = forms.PartyPlan(typed(request), choices=_choices(request, found, around))
    if len(around) == 1:  # nothing to choose
        del form.fields["organisation"]
    page = Page(
        title=_("Plan van een ander noemen"),
        button=_("Plan noemen"),
        done=_("Het plan is genoemd."),
        lead=_("Noem alleen dat het er is en waar het staat."),
    )
    return write(request, found, form, page, partial(_name, request, pk, around[0][0]))


def _organisations(request: SignedIn, found: Household) -> list[tuple[UUID, str]]:
    """The coordinator names plans of all around the household, others that of their own."""
    assert request.me.organisation is not None  # a professional has one
    own = [(request.me.organisation, request.me.organisation_name)]
    return circle_queries.organisations(found.id) or own if found.is_mine else own


def _choices(request: SignedIn, found: Household, around: list[tuple[UUID, str]]) -> dict[str, Any]:
    members = queries.members(request.me, found.id)
    return {"organisation": around, "concerns": options.residents(members)}


def _said(data: dict[str, Any]) -> OwnPlan:
    return OwnPlan(
        name=data["name"],
        reference=data["reference"],
        concerns=options.key(data.get("concerns")),
        review_on=data["review_on"],
    )


def _name(request: SignedIn, pk: UUID, only: UUID, data: dict[str, Any]) -> None:
    organisation = options.key(data.get("organisation")) or only
    actions.name_party_plan(pk, _said(data), organisation=organisation, by=request.me)


@writes
def change(request: SignedIn, pk: UUID, party_plan_id: UUID) -> HttpResponse:
    found, there = on_plan(request, pk), _of(request, pk, party_plan_id)
    initial = {
        "name": there.name,
        "reference": there.reference,
        "concerns": there.concerns or "",
        "review_on": there.review_on,
        "version": there.version,
    }
    choices = _choices(request, found, [])  # of another organisation it is another plan
    form = forms.PartyPlan(typed(request), choices=choices, initial=initial)
    page = Page(
        title=_("Plan van %(who)s") % {"who": there.organisation},
        button=_("Wijziging bewaren"),
        done=_("De wijziging is bewaard."),
        theirs=lambda: _now(_of(request, pk, party_plan_id)),
        template="workspace/household/party_plan.html",
        more={"party_plan": there},
    )
    return write(request, found, form, page, partial(_change, request, party_plan_id))


def _of(request: SignedIn, pk: UUID, party_plan_id: UUID) -> plans.PartyPlan:
    """A plan of this household that I may change. Raises Http404."""
    for each in plans.plan(request.me, pk).party_plans:
        if each.id == party_plan_id and each.mine:
            return each
    raise Http404


def _now(there: plans.PartyPlan) -> tuple[int, str]:
    return there.version, "\n".join(filter(None, [there.name, there.reference]))


def _change(request: SignedIn, party_plan_id: UUID, data: dict[str, Any]) -> None:
    version = data["version"] or 0
    actions.change_party_plan(party_plan_id, _said(data), version=version, by=request.me)


@require_POST
def end(request: SignedIn, pk: UUID, party_plan_id: UUID) -> HttpResponse:
    """It is over; what was named stays, and can be taken up again."""
    on_plan(request, pk)
    _of(request, pk, party_plan_id)
    actions.end_party_plan(party_plan_id, by=request.me)
    undo = reverse("workspace:resume_party_plan", args=[pk, party_plan_id])
    htmx.say(request, _("Het plan staat niet meer bij dit huishouden."), undo=undo)
    return redirect("workspace:plan", pk)


@require_POST
def resume(request: SignedIn, pk: UUID, party_plan_id: UUID) -> HttpResponse:
    on_plan(request, pk)
    with htmx.saying(request, _("Het plan staat er weer.")):
        actions.resume_party_plan(party_plan_id, by=request.me)
    return redirect("workspace:plan", pk)
