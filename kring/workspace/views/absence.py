"""Being away: who acts meanwhile. What is waarnemed does not move."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.circle.actions import standing_in
from kring.core import htmx
from kring.core.errors import Refused
from kring.workspace.forms.circle import Absence
from kring.workspace.queries import team as queries
from kring.workspace.views.plan import writes


@writes
def absence(request: SignedIn) -> HttpResponse:
    if request.me.team is None:
        raise Http404
    form = Absence(request.POST if request.method == "POST" else None, choices=choices(request))
    if form.is_bound and form.is_valid():
        try:
            _stand_in(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            htmx.say(request, _("De waarneming is geregeld. Beiden krijgen bericht."))
            return redirect("workspace:team")
    status = 422 if form.is_bound else 200
    return htmx.render(request, "workspace/absence.html", {"form": form}, status=status)


def choices(request: SignedIn) -> dict[str, Any]:
    """The lead arranges it for everybody, others for themselves."""
    me = request.me
    everybody = [(each.id, each.name) for each in queries.colleagues(me)]
    away = everybody if me.is_lead else [each for each in everybody if each[0] == me.position]
    return {"position": away, "by_whom": everybody}


def _stand_in(request: SignedIn, data: dict[str, Any]) -> None:
    standing_in.stand_in(
        UUID(data["position"]),
        by_whom=UUID(data["by_whom"]),
        from_on=data["from_on"],
        until_on=data["until_on"],
        by=request.me,
    )
