"""Is this still right: someone looks at the own entry in the directory."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.accounts.http import SignedIn
from kring.directory import actions
from kring.directory.forms import places as forms
from kring.directory.models import Position
from kring.directory.queries import places as queries

from .writing import Page, typed, write

FIELDS = ("phone", "remark")
PROFILE = "/profiel/"


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: SignedIn) -> HttpResponse:
    assert request.me.position is not None  # a professional acts from one
    there = Position.objects.get(pk=request.me.position)
    initial = {name: getattr(there, name) for name in (*FIELDS, "version")}
    initial["hours"] = queries.hours(position=there.pk)
    page = Page(
        title=_("Klopt dit nog?"),
        lead=_("Zo vinden en bereiken anderen u als %(function)s.")
        % {"function": request.me.function},
        button=_("Dit klopt"),
        done=_("Dank u. Anderen zien dat dit vandaag klopt."),
        back=PROFILE,
        back_label=_("Mijn gegevens"),
        now=lambda: Position.objects.get(pk=there.pk).version,
        template="directory/own.html",
        more={"position": there},
    )
    return write(request, forms.Own(typed(request), initial=initial), page, _assure(request))


def _assure(request: SignedIn) -> Any:
    def save(data: dict[str, Any]) -> None:
        said = {name: data[name] for name in FIELDS}
        actions.assure(said, hours=data["hours"], version=data["version"] or 0, by=request.me)

    return save
