"""A burgerservicenummer: kept when the law lets one, shown when asked for, never in an address."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import htmx
from kring.core.errors import Refused
from kring.residents import actions
from kring.workspace.forms.resident import Number
from kring.workspace.views.plan import writes
from kring.workspace.views.resident import there
from kring.workspace.views.writing import typed


@writes
def number(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    """What is typed here is kept nowhere until it is sent."""
    there(request, pk, resident_id)
    form = Number(typed(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, pk, resident_id, form, status=422 if form.is_bound else 200)
    try:
        actions.keep_number(resident_id, form.cleaned_data["number"], by=request.me)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, pk, resident_id, form, status=422)
    htmx.say(request, _("Het nummer is versleuteld bewaard."))
    return redirect("workspace:number", pk, resident_id)


@require_POST
def show(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    """The number itself, once: looking is a line in the log."""
    there(request, pk, resident_id)
    try:
        found = actions.read_number(resident_id, household=pk, by=request.me)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workspace:number", pk, resident_id)
    return _page(request, pk, resident_id, Number(), shown=found or "")


@require_POST
def remove(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    there(request, pk, resident_id)
    with htmx.saying(request, _("Het nummer is verwijderd. U kunt het hier weer invullen.")):
        actions.remove_number(resident_id, by=request.me)
    return redirect("workspace:number", pk, resident_id)


def _page(
    request: SignedIn,
    pk: UUID,
    resident_id: UUID,
    form: Number,
    *,
    shown: str = "",
    status: int = 200,
) -> HttpResponse:
    household, who = there(request, pk, resident_id)
    why_not = actions.why_not_use_numbers(request.me)
    context = {
        "household": household,
        "who": who,
        "form": form,
        "shown": f"{shown[:3]} {shown[3:6]} {shown[6:]}".strip(),
        "why_not": _(why_not) if why_not else "",
    }
    return htmx.render(request, "workspace/household/number.html", context, status=status)
