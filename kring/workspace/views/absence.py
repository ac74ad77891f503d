"""Being away: who acts meanwhile. What is waarnemed does not move."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.circle import queries as circle
from kring.circle.actions import standing_in
from kring.circle.queries import Absence
from kring.core import htmx, moments
from kring.core.errors import Refused
from kring.workspace.forms import circle as forms
from kring.workspace.queries import team as queries
from kring.workspace.views.plan import writes


@writes
def absence(request: SignedIn) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    offered = choices(request)
    only = offered["position"][0][0] if len(offered["position"]) == 1 else None
    form = forms.Absence(typed, choices=offered, initial={"position": only and str(only)})
    if form.is_bound and offered["by_whom"] and form.is_valid():
        try:
            _stand_in(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            htmx.say(request, _("De waarneming is geregeld. Beiden krijgen bericht."))
            return _back(request)
    there = [_line(each, request) for each in circle.absences(request.me)]
    context = {"form": form, "absences": there, "alone": not offered["by_whom"]}
    status = 422 if form.is_bound else 200
    return htmx.render(request, "workspace/absence.html", context, status=status)


@require_POST
def end(request: SignedIn, pk: UUID) -> HttpResponse:
    """Back earlier, or not away after all: from now on everybody does their own work again."""
    with htmx.saying(request, _("De waarneming is gestopt. Beiden krijgen bericht.")):
        standing_in.end_stand_in(pk, by=request.me)
    return _back(request)


def choices(request: SignedIn) -> dict[str, Any]:
    """The lead arranges it for everybody, others for themselves; for whoever has no team also
    whom the organisation escalates to.
    """
    me, people = request.me, queries.near(request.me)
    away = [(each.id, each.name) for each in people if _arranges(request, each)]
    only = away[0][0] if len(away) == 1 else None
    acts = [(each.id, each.name) for each in people if each.id != only]
    return {"position": sorted(away, key=lambda each: each[0] != me.position), "by_whom": acts}


def _arranges(request: SignedIn, each: queries.Near) -> bool:
    me = request.me
    return each.mine or each.id == me.position or me.is_lead


def _line(each: Absence, request: SignedIn) -> dict[str, object]:
    today = moments.local(request.me.at).date()
    return {
        "id": each.id,
        "name": each.name,
        "now": each.now,
        "words": _("%(from)s tot en met %(until)s: %(who)s neemt waar.")
        % {
            "from": moments.day(each.from_on, today),
            "until": moments.day(each.until_on, today),
            "who": each.stand_in_name,
        },
    }


def _back(request: SignedIn) -> HttpResponse:
    return redirect("workspace:team" if request.me.team else "workspace:absence")


def _stand_in(request: SignedIn, data: dict[str, Any]) -> None:
    standing_in.stand_in(
        UUID(data["position"]),
        by_whom=UUID(data["by_whom"]),
        from_on=data["from_on"],
        until_on=data["until_on"],
        by=request.me,
    )
