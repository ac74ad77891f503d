"""Only where everything is made up: be whoever you like."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kring.accounts import queries
from kring.accounts.http import SignedIn, public
from kring.accounts.models import Professional
from kring.accounts.views.signing_in import start
from kring.core.htmx import render

MOST = 80


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: SignedIn) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    people = queries.people(at=timezone.now(), most=MOST)
    chosen = request.POST.get("position", "")
    for place in people:
        if str(place.position) == chosen:
            return _become(request, place)
    return render(request, "accounts/demo.html", {"groups": _groups(people)})


def _become(request: SignedIn, place: queries.Place) -> HttpResponse:
    request.session.flush()
    login(request, Professional.objects.get(pk=place.professional))
    return start(request, place)


def _groups(people: list[queries.Place]) -> list[tuple[str, list[tuple[queries.Place, str]]]]:
    return [
        (where, [(place, _try(place)) for place in there])
        for where, there in groupby(people, key=lambda place: place.where)
    ]


def _try(place: queries.Place) -> str:
    """What one can try as this person; the first duty that has something to show."""
    duties = {
        _("Nodig een collega uit en houd de gegevens bij."): place.is_admin,
        _("Verdeel het werk van het team."): place.is_lead,
        _("Bekijk wat nieuw is voor het team en neem het aan."): place.on_intake,
        _("Coördineer een huishouden en werk aan het plan."): place.ring == "core",
        _("Draag iemand over en volg hoe het gaat."): True,
    }
    return next(sentence for sentence, has in duties.items() if has)
