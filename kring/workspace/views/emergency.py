"""Emergency access: the reason first; afterwards who oversees it and what the resident heard."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.accounts.http import SignedIn
from kring.audit import actions as audit
from kring.circle import queries as circle
from kring.circle.actions import emergency as actions
from kring.core import htmx, keeping, moments
from kring.core.errors import Refused
from kring.workspace.forms import circle as forms
from kring.workspace.queries import emergency as queries
from kring.workspace.views import lines
from kring.workspace.views.circle import mine
from kring.workspace.views.opening import spoken
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write


@writes
def by_code(request: SignedIn) -> HttpResponse:
    """For a household that I cannot find; a privacy officer sees what there is to oversee."""
    if queries.oversees(request.me):
        return _list(request)
    form = forms.EmergencyByCode(typed(request))
    return _ask(request, form, lambda data: circle.household_by_code(data["code"]) or uuid4())


@writes
def break_glass(request: SignedIn, pk: UUID) -> HttpResponse:
    return _ask(request, forms.Emergency(typed(request)), lambda _data: pk)


def _ask(request: SignedIn, form: Any, which: Any) -> HttpResponse:
    """Not logged as seen before it is opened: this page shows nothing of the household.

    The answer is the same for a code that is wrong, unknown or of another region.
    """
    if form.is_bound and form.is_valid():
        household = which(form.cleaned_data)
        try:
            until = actions.break_glass(
                household, reason=form.cleaned_data["reason"], by=request.me
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            keeping.forget(request, by=request.me)
            said = _("U ziet dit huishouden tot %(clock)s uur. Elke blik staat in het logboek.")
            messages.warning(request, said % {"clock": moments.clock(until)})
            return redirect("workspace:household", household)
    status = 422 if form.is_bound else 200
    context = {"form": form, "saved": keeping.fill(form, request.path, by=request.me)}
    return htmx.render(request, "workspace/emergency.html", context, status=status)


def _list(request: SignedIn) -> HttpResponse:
    found = [lines.emergency(each, request.me.at) for each in queries.overseen()]
    return htmx.render(request, "workspace/emergencies.html", {"emergencies": found})


@require_safe
def overseen(request: SignedIn, event_id: UUID) -> HttpResponse:
    """Log and grounds for the privacy officer; nothing of the household but its code."""
    found = queries.overseen(event_id)
    if not found:
        raise Http404
    one, now = found[0], request.me.at
    audit.looked("access_log", by=request.me, household=one.household, because="oversight")
    context = {
        "emergency": lines.emergency(one, now),
        "overseen": one,
        "code": spoken(one.code),
        "looks": [lines.look(each, now) for each in queries.looked_at(event_id)],
    }
    return htmx.render(request, "workspace/emergency_log.html", context)


@writes
def tell(request: SignedIn, pk: UUID, event_id: UUID) -> HttpResponse:
    found = mine(request, pk)
    there = [each for each in queries.of_household(pk) if each.id == event_id]
    if not found.coordinates or not there or there[0].told_at:
        raise Http404
    page = Page(
        title=_("Noodtoegang vertellen"),
        button=_("Bewaren"),
        done=_("Genoteerd wat de inwoner weet van de noodtoegang."),
        back="looks",
        lead=_("%(who)s keek met noodtoegang. De inwoner hoort dat van u.")
        % {"who": there[0].name},
    )
    form = forms.Told(typed(request), initial={"on": request.me.at})
    return write(request, found, form, page, partial(_tell, request, event_id))


def _tell(request: SignedIn, event_id: UUID, data: dict[str, Any]) -> None:
    told = data["told"] == "ja"
    actions.tell_of_emergency(
        event_id,
        on=data["on"] if told else None,
        not_because="" if told else data["because"],
        by=request.me,
    )
