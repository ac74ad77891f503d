"""What someone was told: read, and out of the way."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, moments
from kring.notices import actions as notices
from kring.notices import queries as mailing
from kring.notices.rules import said
from kring.workspace.queries import notices as queries
from kring.workspace.queries import overview
from kring.workspace.queries.notices import Told
from kring.workspace.queries.work import Aside
from kring.workspace.views.opening import spoken


def line(aside: Aside, now: datetime) -> dict[str, object]:
    """An unread notice as the list of news shows it: what, about whom, by whom, when."""
    return {
        "id": aside.id,
        "words": said(aside.words),
        "from": " · ".join(filter(None, [aside.about, aside.person])),
        "when": moments.moment(aside.at, now),
    }


@require_safe
def notice(request: SignedIn, pk: UUID) -> HttpResponse:
    """Where a notice leads whoever may not open what it is about, or not any more."""
    found = queries.told(pk)
    if found is None:
        raise Http404
    context = {
        "told": found,
        "words": said(found.step),
        "when": moments.moment(found.at, request.me.at),
        "code": spoken(found.code),
        "leads_to": "" if _is_own_page(found) else found.path,
    }
    return htmx.render(request, "workspace/notice.html", context)


@require_POST
def open_notice(request: SignedIn, pk: UUID) -> HttpResponse:
    """Read: it is no longer new, and one goes to where it leads."""
    return _read(request, pk)


@require_safe
def read_notice(request: SignedIn, pk: UUID) -> HttpResponse:
    """The same, from a mail."""
    return _read(request, pk)


def _read(request: SignedIn, pk: UUID) -> HttpResponse:
    leads_to = notices.seen([pk], whom=overview.holders(), at=request.me.at)
    if not leads_to:
        raise Http404
    return redirect(leads_to[0])


@require_POST
def all_seen(request: SignedIn) -> HttpResponse:
    """What was on the page is no longer new; what came in meanwhile still is."""
    try:
        these = [UUID(each) for each in request.POST.getlist("bericht")]
    except ValueError:
        raise Http404 from None
    notices.seen(these, whom=overview.holders(), at=request.me.at)
    htmx.say(request, _("Deze berichten zijn gelezen."))
    return redirect("workspace:work")


def undelivered(request: SignedIn) -> list[dict[str, object]]:
    """What no mail brought and I tell in person: what, to whom, since when."""
    me = request.me
    return [
        {
            "id": each.id,
            "words": said(each.step, else_=_("Er wacht werk")),
            "urgent": each.urgent,
            "person": each.person,
            "phone": each.phone,
            "when": moments.moment(each.at, me.at),
        }
        for each in mailing.undelivered(me)
    ]


@require_safe
def mail(request: SignedIn) -> HttpResponse:
    """For who leads no team, and yet tells what did not arrive."""
    context = {"undelivered": undelivered(request)}
    return htmx.render(request, "workspace/mail.html", context)


@require_POST
def told_in_person(request: SignedIn, pk: UUID) -> HttpResponse:
    """It was told, where no mail arrived."""
    if not notices.told_in_person(pk, by=request.me):
        raise Http404
    htmx.say(request, _("Genoteerd dat u het zelf hebt verteld."))
    leads = request.me.team is not None and request.me.is_lead
    return redirect("workspace:team" if leads else "workspace:mail")


def _is_own_page(told: Told) -> bool:
    return told.path == f"/bericht/{told.id}/"
