"""Who works where: their place, reachable hours, and the end of it."""

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
from kring.directory.models import Position
from kring.directory.queries import access
from kring.directory.queries import places as queries

from .doors import Managing, for_admins
from .organisations import found as organisation_of
from .writing import Page, chosen, typed, write

PLAIN = (
    "phone", "email", "remark", "weekly_hours", "on_intake", "is_lead", "is_admin",
    "is_privacy_officer",
)  # fmt: skip
CHOSEN = ("team_id", "acts_for_id")


def found(request: Managing, pk: UUID) -> Position:
    """A position that I look after. Raises Http404."""
    there = queries.position(request.me, request.admin, pk)
    if there is None:
        raise Http404
    return there


def _choices(request: Managing, organisation: UUID) -> dict[str, list[tuple[str, str]]]:
    return {
        "function_id": queries.functions(request.admin),
        "team_id": [("", _("Geen team")), *queries.teams_to_choose(organisation)],
        "acts_for_id": [("", _("Zichzelf")), *queries.colleagues(request.me, organisation)],
    }


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    fields = {name: data[name] for name in (*PLAIN, "function_id")}
    return fields | {name: chosen(data[name]) for name in CHOSEN}


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def new(request: Managing, pk: UUID) -> HttpResponse:
    organisation = organisation_of(request, pk)
    form = forms.NewPosition(
        typed(request),
        choices=_choices(request, pk),
        initial={"from_on": local(request.me.at).date()},
    )
    page = Page(
        title=_("Medewerker toevoegen"),
        button=_("Medewerker toevoegen"),
        done=_("De medewerker is toegevoegd."),
        back=reverse("directory:organisation", args=[pk]),
        back_label=organisation.name,
    )
    return write(request, form, page, lambda data: _add(request, pk, data))


def _add(request: Managing, organisation: UUID, data: dict[str, Any]) -> None:
    names = {name: data[name] for name in ("given_name", "name_prefix", "family_name", "email")}
    fields = _fields(data) | {"from_on": data["from_on"]}
    add = actions.add_and_invite if data["invited"] else actions.add_position
    add(organisation, actions.Person(**names), fields, hours=data["hours"], by=request.me)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def change(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    choices = _choices(request, there.organisation_id)
    mine = (str(there.function_id), there.function.name)
    if mine not in choices["function_id"]:
        choices["function_id"].append(mine)
    initial = {name: getattr(there, name) for name in (*PLAIN, "version")}
    initial |= {name: str(getattr(there, name) or "") for name in (*CHOSEN, "function_id")}
    initial["hours"] = queries.hours(position=pk)
    page = Page(
        title=there.professional.name,
        button=_("Gegevens bewaren"),
        done=_("De gegevens zijn bewaard."),
        back=reverse("directory:organisation", args=[there.organisation_id]),
        back_label=there.organisation.name,
        now=lambda: found(request, pk).version,
        template="directory/position.html",
        more={"position": there, "access": access(there)},
    )
    return write(
        request,
        forms.Position(typed(request), choices=choices, initial=initial),
        page,
        lambda data: actions.change_position(
            pk, _fields(data), hours=data["hours"], version=data["version"] or 0, by=request.me
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def end(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    today = local(request.me.at).date()
    page = Page(
        title=_("%(name)s stopt hier") % {"name": there.professional.name},
        button=_("Laatste dag bewaren"),
        done=_("De laatste dag is bewaard."),
        lead=_("Na deze dag kan niemand meer iets naar deze collega sturen."),
        back=reverse("directory:organisation", args=[there.organisation_id]),
        back_label=there.organisation.name,
        undo=reverse("directory:resume_position", args=[pk]),
    )
    return write(
        request,
        forms.End(typed(request), initial={"on": there.until_on or today}),
        page,
        lambda data: actions.end_position(pk, on=data["on"], by=request.me),
    )


@require_POST
@for_admins
def resume(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    actions.end_position(pk, on=None, by=request.me)
    htmx.say(request, _("Deze collega werkt hier weer."))
    return redirect("directory:organisation", there.organisation_id)
