"""Who belongs to a household: someone more, put right, no longer, and what it is called."""

from dataclasses import asdict, fields
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import htmx, moments
from kring.directory.queries import places
from kring.residents import actions
from kring.residents.actions import Person
from kring.workspace.forms import belonging as forms
from kring.workspace.queries.household import Household
from kring.workspace.queries.resident import Resident
from kring.workspace.views import options
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.resident import there
from kring.workspace.views.writing import Page, typed, write


def composed(request: SignedIn, pk: UUID) -> Household:
    """A household of which I may say who belongs to it. Raises Http404."""
    found = opened(request, pk, "circle", action="change" if request.method == "POST" else "read")
    if not found.composes:
        raise Http404
    return found


def member(request: SignedIn, pk: UUID, resident_id: UUID) -> tuple[Household, Resident]:
    """The same with someone who belongs to it. Raises Http404."""
    found, who = there(request, pk, resident_id)
    if not found.composes:
        raise Http404
    return found, who


def person(data: dict[str, Any]) -> Person:
    """What was typed, as who someone is."""
    return Person(**{each.name: data[each.name] for each in fields(Person)})


@writes
def new_resident(request: SignedIn, pk: UUID) -> HttpResponse:
    page = Page(
        title=_("Bewoner toevoegen"),
        button=_("Bewoner toevoegen"),
        done=_("De bewoner staat in het huishouden. Vul nu aan hoe u deze persoon veilig bereikt."),
        back="circle",
        lead=_("Alleen een achternaam is nodig. De bewoner valt onder dit plan."),
    )
    save = partial(_join, request, pk)
    return write(request, composed(request, pk), forms.Who(typed(request)), page, save)


def _join(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    actions.join(pk, person=person(data), role=data["role"], by=request.me)


@writes
def correct(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = member(request, pk, resident_id)
    form = forms.Correct(typed(request), initial=asdict(who) | {"version": who.person_version})
    page = Page(
        title=_("Gegevens van %(who)s verbeteren") % {"who": who.name},
        button=_("Gegevens bewaren"),
        done=_("De gegevens zijn verbeterd."),
        back="circle",
        theirs=lambda: _now(member(request, pk, resident_id)[1]),
    )
    return write(request, found, form, page, partial(_correct, request, pk, resident_id))


def _correct(request: SignedIn, pk: UUID, resident_id: UUID, data: dict[str, Any]) -> None:
    actions.change_person(
        pk,
        resident=resident_id,
        person=person(data),
        role=data["role"],
        version=data["version"],
        by=request.me,
    )


def _now(who: Resident) -> tuple[int, str]:
    """What stands there now, in lines."""
    born_on = moments.full_day(who.born_on) if who.born_on else "–"
    return who.person_version, "\n".join([who.name, born_on, who.role or "–"])


@writes
def rename(request: SignedIn, pk: UUID) -> HttpResponse:
    found = composed(request, pk)
    choices = [("", _("Weet ik niet")), *places.neighbourhoods(request.me)]
    form = forms.Rename(
        typed(request), choices={"neighbourhood_id": choices}, initial=asdict(found)
    )
    page = Page(
        title=_("Naam van het huishouden wijzigen"),
        button=_("Naam bewaren"),
        done=_("De naam is gewijzigd."),
        back="circle",
        theirs=lambda: _name(composed(request, pk)),
    )
    return write(request, found, form, page, partial(_rename, request, pk))


def _rename(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    neighbourhood = options.key(data["neighbourhood_id"])
    actions.rename(
        pk, data["name"], neighbourhood=neighbourhood, version=data["version"], by=request.me
    )


def _name(found: Household) -> tuple[int, str]:
    return found.version, "\n".join([found.name, found.neighbourhood or "–"])


@writes
def leave(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = member(request, pk, resident_id)
    today = moments.local(request.me.at).date()
    page = Page(
        title=_("%(who)s hoort niet meer bij dit huishouden") % {"who": who.name},
        button=_("Einddatum bewaren"),
        done=_("De einddatum is bewaard. U kunt dit terugdraaien bij Bewoners."),
        back="circle",
        lead=_("Wat er is opgeschreven, blijft staan. Acties en doelen wijzigt u in het plan."),
    )
    form = forms.Leave(typed(request), initial={"on": today})
    return write(request, found, form, page, partial(_leave, request, pk, resident_id))


def _leave(request: SignedIn, pk: UUID, resident_id: UUID, data: dict[str, Any]) -> None:
    actions.end_membership(pk, resident=resident_id, on=data["on"], by=request.me)


@require_POST
def rejoin(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    composed(request, pk)
    with htmx.saying(request, _("De inwoner hoort er weer bij.")):
        actions.restore_membership(pk, resident=resident_id, by=request.me)
    return redirect("workspace:circle", pk)
