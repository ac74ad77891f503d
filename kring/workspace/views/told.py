"""What someone was told: read, and out of the way."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, moments
from kring.notices import actions as notices
from kring.notices import queries as mailing
from kring.workspace.queries import notices as queries
from kring.workspace.queries import overview
from kring.workspace.queries.notices import Told
from kring.workspace.queries.work import Aside
from kring.workspace.views.opening import spoken

# A step may carry a moment behind it, so the longer of two that begin alike comes first.
WORDS = {
    "accepted": gettext_noop("De overdracht is aangenomen"),
    "access.emergency": gettext_noop("Iemand gebruikte noodtoegang"),
    "action.accepted": gettext_noop("De actie is aangenomen"),
    "action.declined": gettext_noop("De actie is niet aangenomen"),
    "answer": gettext_noop("Er is antwoord voor u"),
    "bridged": gettext_noop("De verzender houdt zelf contact tot u kunt beginnen"),
    "completed": gettext_noop("De overdracht is afgerond"),
    "contact": gettext_noop("Er is contact met de inwoner"),
    "contradicted": gettext_noop("De inwoner zegt: er was geen contact"),
    "coordination.moved": gettext_noop("Er is een nieuwe coördinator"),
    "corrected": gettext_noop("De verzender vulde de overdracht aan"),
    "feedback": gettext_noop("U kreeg terugkoppeling"),
    "involvement.still": gettext_noop("Bent u hier nog bij betrokken?"),
    "involvement.stopped": gettext_noop("Iemand is niet meer betrokken"),
    "no show": gettext_noop("De inwoner kwam niet op de afspraak"),
    "objection": gettext_noop("Er is bezwaar tegen de nieuwe coördinator"),
    "paused": gettext_noop("De overdracht wacht"),
    "plan.closed": gettext_noop("Het plan is afgesloten, en u bent niet meer betrokken"),
    "role.ending": gettext_noop("Een wettelijke rol stopt binnenkort. Wie coördineert straks?"),
    "signal answered": gettext_noop("Er is antwoord op uw signaal"),
    "standin.began": gettext_noop("Er is een waarneming geregeld"),
    "standin.unled": gettext_noop(
        "Een collega is al lang afwezig, en dat team heeft geen teamleider"
    ),
    "standin.ended": gettext_noop("Een waarneming is gestopt"),
    "transfer.declined": gettext_noop("Het voorstel voor een coördinator is niet aangenomen"),
    "transfer.objection": gettext_noop("Na een bezwaar blijft de coördinator dezelfde"),
    "transfer.resident": gettext_noop("De inwoner wil geen andere coördinator"),
    "transfer.timed_out": gettext_noop("Er kwam geen antwoord over een nieuwe coördinator"),
    "transfer.told": gettext_noop("Er komt een nieuwe coördinator"),
    "transfer.withdrawn": gettext_noop("Het voorstel voor een coördinator is ingetrokken"),
    "typed": gettext_noop("Iemand schreef namens u een overdracht op. Klopt het?"),
    "withdrawn": gettext_noop("De overdracht is ingetrokken"),
    "withdraw": gettext_noop("Er is gevraagd om deze overdracht te stoppen"),
}


def words(step: str) -> str:
    """What was told, as one sentence without a full stop; empty for what asks for an act."""
    found = next((said for begins, said in WORDS.items() if step.startswith(begins)), None)
    return _(found) if found else ""


def line(aside: Aside, now: datetime) -> dict[str, object]:
    """An unread notice as the list of news shows it: what, about whom, by whom, when."""
    return {
        "id": aside.id,
        "words": words(aside.words) or _("Er is nieuws voor u"),
        "from": " · ".join(filter(None, [aside.about, aside.person])),
        "when": moments.moment(aside.at, now),
        "iso": moments.local(aside.at).isoformat(),
    }


@require_safe
def notice(request: SignedIn, pk: UUID) -> HttpResponse:
    """Where a notice leads whoever may not open what it is about, or not any more."""
    found = queries.told(pk)
    if found is None:
        raise Http404
    context = {
        "told": found,
        "words": words(found.step) or _("Er is nieuws voor u"),
        "when": moments.moment(found.at, request.me.at),
        "code": spoken(found.code),
        "leads_to": "" if _is_own_page(found) else found.path,
    }
    return htmx.render(request, "workspace/notice.html", context)


@require_POST
def open_notice(request: SignedIn, pk: UUID) -> HttpResponse:
    """Read: it is no longer new, and one goes to where it leads."""
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
    """What no mail brought to the team that I lead: what, to whom, since when."""
    me = request.me
    if me.team is None or not me.is_lead:
        return []
    return [
        {
            "id": each.id,
            "words": words(each.step) or _("Er wacht werk"),
            "urgent": each.urgent,
            "person": each.person or me.team_name,
            "phone": each.phone,
            "when": moments.moment(each.at, me.at),
            "iso": moments.local(each.at).isoformat(),
        }
        for each in mailing.undelivered(me.team)
    ]


@require_POST
def told_in_person(request: SignedIn, pk: UUID) -> HttpResponse:
    """The lead told it, where no mail arrived."""
    if not notices.told_in_person(pk, by=request.me):
        raise Http404
    htmx.say(request, _("Genoteerd dat u het zelf hebt verteld."))
    return redirect("workspace:team")


def _is_own_page(told: Told) -> bool:
    return told.path == f"/bericht/{told.id}/"
