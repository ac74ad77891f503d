"""Who may sign in: invite a colleague, or stop their access."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.directory import actions, queries
from kring.directory.forms import places as forms

from .doors import Managing, for_admins
from .people import found
from .writing import Page, typed, write


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def invite(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    person = there.professional
    address = (person.email or "") if queries.access(there).has_account else ""
    page = Page(
        title=_("%(name)s uitnodigen") % {"name": person.name},
        lead=_("Uw collega krijgt een mail om een wachtwoord en een tweede stap te kiezen."),
        button=_("Uitnodiging sturen"),
        done=_("De uitnodiging is onderweg. De link werkt zeven dagen."),
        back=reverse("directory:position", args=[pk]),
        back_label=person.name,
    )
    return write(
        request,
        forms.Invitation(
            typed(request), address=address, initial={"email": person.email or there.email}
        ),
        page,
        lambda data: actions.invite(pk, email=data.get("email", address), by=request.me),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def stop(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    page = Page(
        title=_("Toegang van %(name)s stoppen") % {"name": there.professional.name},
        lead=_(
            "Uw collega wordt meteen uitgelogd en kan niet meer inloggen. Het werk van deze collega"
            " blijft staan, tot u het aan iemand anders geeft. Nodigt u opnieuw uit, dan kiest uw"
            " collega een nieuw wachtwoord en een nieuwe tweede stap."
        ),
        button=_("Toegang stoppen"),
        done=_("De toegang is gestopt."),
        back=reverse("directory:position", args=[pk]),
        back_label=there.professional.name,
    )
    return write(
        request,
        forms.StopAccess(typed(request)),
        page,
        lambda data: actions.stop_access(pk, by=request.me),
    )
