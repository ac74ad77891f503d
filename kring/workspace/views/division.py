"""Dividing the households of who leaves or is away long: a proposal that the lead may change."""

from typing import Any
from uuid import UUID

from django import forms as django
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.circle import queries as circle
from kring.circle.actions import transferring
from kring.circle.queries import LeftBehind
from kring.core import forms, htmx, moments
from kring.core.errors import Refused
from kring.workspace.queries import team
from kring.workspace.views.plan import writes


@writes
def divide(request: SignedIn, pk: UUID) -> HttpResponse:
    people = {each.id: each for each in team.colleagues(request.me)}
    if not request.me.is_lead or pk not in people:
        raise Http404
    left = circle.left_behind(request.me, pk)
    there = [each for each in people.values() if each.id != pk and not each.absence]
    form = division_form(request, pk, left, [each.id for each in there if not each.until_on])
    if form.is_bound and form.is_valid():
        chosen = {UUID(name): UUID(to) for name, to in form.cleaned_data.items() if to}
        try:
            transferring.propose_all(chosen, by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            htmx.say(request, _("Uw collega’s krijgen de vraag. Elke inwoner hoort het eerst."))
            return redirect("workspace:team")
    context = {
        "form": form,
        "name": people[pk].name,
        "away": away(people[pk], request),
        "asked": [(each.code, people[each.asked].name) for each in left if each.asked in people],
    }
    status = 422 if form.is_bound else 200
    return htmx.render(request, "workspace/divide.html", context, status=status)


def away(colleague: team.Colleague, request: SignedIn) -> str:
    """Since when others act for whoever is away, in words."""
    if colleague.away_since is None:
        return ""
    today = moments.local(request.me.at).date()
    words = _(
        "Anderen nemen waar sinds %(day)s. "
        "Zonder gesprek met de inwoner verandert de coördinatie niet."
    )
    return words % {"day": moments.day(colleague.away_since, today)}


def division_form(
    request: SignedIn, pk: UUID, left: list[LeftBehind], colleagues: list[UUID]
) -> forms.Form:
    """One choice per household, by its code: the lead divides without reading names."""
    loads = {each.position: each for each in circle.caseload(colleagues)}
    offered: list[tuple[str, Any]] = [("", _("Nu niet"))]
    offered += [(str(key), f"{each.name} ({each.words})") for key, each in loads.items()]
    advised = circle.division(request.me, pk, among=list(loads)) if left and loads else {}
    form = forms.Form(request.POST if request.method == "POST" else None)
    for each in left:
        if each.asked:
            continue
        form.fields[str(each.household)] = forms.ChoiceField(
            label=" · ".join(filter(None, [each.code, each.neighbourhood])),
            choices=offered,
            required=False,
            initial=str(advised.get(each.household, "")),
            widget=django.Select,
        )
    return form
