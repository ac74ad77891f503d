"""Teams: their front desk, hours and area."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kring.core import htmx
from kring.core.moments import local
from kring.directory import actions
from kring.directory.forms import places as forms
from kring.directory.models import Team
from kring.directory.queries import places as queries

from .doors import Managing, for_admins
from .organisations import found as organisation_of
from .writing import Page, chosen, typed, write

FIELDS = ("name", "phone", "email", "address", "area", "is_core")


def found(request: Managing, pk: UUID) -> Team:
    """A team that I look after. Raises Http404."""
    there = queries.team(request.me, request.admin, pk)
    if there is None:
        raise Http404
    return there


def _form(request: Managing, organisation: UUID, initial: dict[str, Any]) -> forms.Team:
    colleagues = queries.colleagues(request.me, organisation)
    choices = {
        "area": queries.neighbourhoods(request.me),
        "escalation_id": [("", _("Niemand")), *colleagues],
    }
    form = forms.Team(typed(request), choices=choices, initial=initial)
    form.fields["is_core"].label = _("Dit is een %(team)s") % {"team": request.chrome.team}
    if not request.admin.of_region:
        form.fields["is_core"].widget = form.fields["is_core"].hidden_widget()
    return form


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    fields = {name: data[name] for name in FIELDS}
    return fields | {"escalation_id": chosen(data["escalation_id"])}


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def new(request: Managing, pk: UUID) -> HttpResponse:
    organisation = organisation_of(request, pk)
    page = Page(
        title=_("Team toevoegen"),
        button=_("Team toevoegen"),
        done=_("Het team is toegevoegd."),
        back=reverse("directory:organisation", args=[pk]),
        back_label=organisation.name,
    )
    return write(
        request,
        _form(request, pk, {}),
        page,
        lambda data: actions.add_team(pk, _fields(data), hours=data["hours"], by=request.me),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def change(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    initial = {name: getattr(there, name) for name in ("name", "phone", "email", "address")} | {
        "is_core": there.is_core,
        "version": there.version,
        "escalation_id": str(there.escalation_id or ""),
        "area": [str(area) for area in there.area.values_list("pk", flat=True)],
        "hours": queries.hours(team=pk),
    }
    page = Page(
        title=_("Team wijzigen"),
        button=_("Team bewaren"),
        done=_("Het team is bewaard."),
        back=reverse("directory:organisation", args=[there.organisation_id]),
        back_label=there.organisation.name,
        now=lambda: found(request, pk).version,
        template="directory/team.html",
        more={"team": there},
    )
    return write(
        request,
        _form(request, there.organisation_id, initial),
        page,
        lambda data: actions.change_team(
            pk, _fields(data), hours=data["hours"], version=data["version"] or 0, by=request.me
        ),
    )


@require_POST
@for_admins
def end(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    on = None if there.ended_on else local(request.me.at).date()
    said = _("Het team is beëindigd.") if on else _("Het team doet weer mee.")
    undo = reverse("directory:end_team", args=[pk]) if on else ""
    with htmx.saying(request, said, undo=undo):
        actions.close_team(pk, on=on, by=request.me)
    return redirect("directory:organisation", there.organisation_id)
