"""One act on a handover: a small page with its form; the action decides."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn, opens_for
from kring.circle import queries as circle
from kring.core import forms, htmx, keeping, moments
from kring.core.errors import Refused
from kring.directory.models import Ring
from kring.handovers import rules
from kring.handovers.forms.acts import AcceptKnown, Reassign, Report, ToldBack, Wait
from kring.handovers.forms.nameless import Nameless
from kring.handovers.models import Draft
from kring.handovers.models.choices import Kind
from kring.handovers.queries import coordinated_by, tracking

from . import doing, table, words
from .around import PARTIES, page


@opens_for(*PARTIES)
def act(request: SignedIn, pk: UUID, name: str) -> HttpResponse:
    handover = tracking.glance(pk) if request.method == "POST" else tracking.envelope(pk)
    if handover is None:
        raise Http404
    what = table.act_on(handover, name)
    form = _form(request, what, handover)
    if request.method != "POST":
        return _show(request, what, handover, form)
    if not form.is_valid():
        return _show(request, what, handover, form, status=422)
    try:
        done = what.do(handover, form.cleaned_data, request.me)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, what, handover, form, status=422)
    keeping.forget(request, by=request.me)
    if isinstance(done, Draft):
        return redirect("handovers:step", done.pk, "aan-wie")
    htmx.say(request, str(what.said))
    return _afterwards(handover)


def _afterwards(handover: tracking.Glance) -> HttpResponse:
    """Back to the handover, or to the list when it went back to who was silent or has no side."""
    if (handover.silent_to_me or not handover.sides) and tracking.glance(handover.id) is None:
        return redirect("handovers:list")
    return redirect("handovers:detail", handover.id)


def _form(request: SignedIn, what: doing.Act, handover: tracking.Glance) -> forms.Form:
    more = _of_sender(what, handover)
    if what.name == "accept" and (known := _known(request, handover)):
        return AcceptKnown(request.POST if request.method == "POST" else None, coordinators=known)
    if what.form is Reassign:
        more["people"] = tracking.colleagues(handover.team_id, request.me.at)
    if issubclass(what.form, Nameless):
        more["anonymous"] = handover.kind == Kind.CONSULT
    if what.form is Report:
        more["initial"] = _reported(handover)
    return what.form(request.POST if request.method == "POST" else None, **more)


def _of_sender(what: doing.Act, handover: tracking.Glance) -> dict[str, Any]:
    """What a form leaves out because of the sender: who may hear it already, or is not there."""
    nobody = handover.sender_id is None
    if issubclass(what.form, ToldBack):
        return {"hears": nobody or rules.hears_how(handover.hears, kind=handover.kind)}
    return {"asks": not nobody} if what.form is Wait else {}


def _known(request: SignedIn, handover: tracking.Glance) -> list[tuple[str, str]]:
    """Who may already coordinate for whom it is about; asked of who took it up."""
    if not handover.is_receiver or not handover.household:
        return []
    return [
        (str(each.position), _("u") if each.position == request.me.position else each.line)
        for each in coordinated_by(handover.id)
        if each.joins
    ]


def _reported(handover: tracking.Glance) -> dict[str, Any]:
    laws = {"wmo": handover.is_wmo, "youth": handover.is_youth}
    return {
        "laws": [law for law, is_it in laws.items() if is_it],
        "on": handover.reported_on or moments.local(handover.sent_at).date(),
    }


def _show(
    request: SignedIn,
    what: doing.Act,
    seen: tracking.Glance,
    form: forms.Form,
    *,
    status: int = 200,
) -> HttpResponse:
    handover = seen if isinstance(seen, tracking.Tracked) else tracking.envelope(seen.id)
    if handover is None:
        raise Http404
    context = {
        "act": what,
        "handover": handover,
        "form": form,
        "about": handover.about or _about(handover),
        "load": _load(request, handover) if what.name == "accept" else "",
        "saved": keeping.fill(form, request.path, by=request.me),
        "why_not": "" if what.may(handover) else _why_not(handover),
    }
    return page(request, "handovers/act.html", context, status=status)


def _load(request: SignedIn, handover: tracking.Tracked) -> str:
    """What who takes it on carries already: where one coordinates, one sees that first."""
    me = request.me
    if me.ring != Ring.CORE or me.position is None:
        return ""
    mine = handover.receiver_id in (None, me.position)
    loads = circle.caseload([handover.receiver_id or me.position])
    words = _("U hebt nu: %(load)s.") if mine else _("%(who)s heeft nu: %(load)s.")
    return words % {"who": handover.receiver.name, "load": loads[0].words} if loads else ""


def _about(handover: tracking.Tracked) -> str:
    return _("deze vraag") if doing.consult(handover) else _("deze overdracht")


def _why_not(handover: tracking.Tracked) -> str:
    """What the reader is told about an act that cannot be done now."""
    said = _("Dit kan nu niet: de overdracht is ‘%(state)s’.")
    if doing.consult(handover):
        said = _("Dit kan nu niet: de vraag is ‘%(state)s’.")
    return said % {"state": words.state(handover)}
