"""Telling somebody afterwards what was shared about them, or saying why that still waits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn, opens_for
from kring.core import htmx, keeping, moments
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.core.jinja import url
from kring.handovers.forms import telling as forms
from kring.handovers.models import Signal
from kring.sharing import actions, queries
from kring.sharing.models import Telling

from .around import PARTIES, page


@opens_for(*PARTIES)
def tell(request: SignedIn, pk: UUID) -> HttpResponse:
    """`pk`: of the signal or handover that it was shared in."""
    found = queries.telling(pk)
    if found is None or not found.mine or found.told_on is not None:
        raise Http404
    signal = Signal.objects.filter(pk=pk).first()
    back = url(f"handovers:{'signal_detail' if signal else 'detail'}", pk)
    form = forms.Tell(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.tell(pk, _look(form.cleaned_data), by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            keeping.forget(request, by=request.me)
            htmx.say(request, _("Genoteerd wat deze persoon weet."))
            return redirect(back)
    context = {
        "form": form,
        "here": request.path,
        "back": back,
        "about": signal.about_name if signal else "",
        "because": found.because,
        "saved": keeping.fill(form, request.path, by=request.me),
    }
    return page(request, "handovers/tell.html", context, status=422 if form.errors else 200)


def _look(given: Mapping[str, Any]) -> actions.Look:
    if given["told"] == forms.YES:
        return actions.Look(told_on=given["on"], how=given["how"])
    return actions.Look(not_because=given["because"], review_on=given["review_on"])


def said(about: UUID, me: Me) -> dict[str, Any] | None:
    """What the page of a signal or handover says of it to whoever gave it; None: nothing waited."""
    found = queries.telling(about)
    if found is None or not found.mine:
        return None
    today = moments.local(me.at).date()
    if found.told_on is None:
        waits = _("Deze persoon weet het nog niet, omdat: %(why)s. U kijkt opnieuw: %(day)s.")
        day = moments.day(found.review_on, today)
        return {
            "words": moments.said(waits, why=found.because.rstrip("."), day=day),
            "tone": "wait",
            "tell": url("handovers:tell", about),
        }
    told = _("Verteld op %(day)s, %(how)s, door %(who)s.")
    day, how = moments.day(found.told_on, today), str(Telling.How(found.how).label)
    words = moments.said(told, day=day, how=how, who=found.by)
    return {"words": words, "tone": "yes", "tell": ""}
