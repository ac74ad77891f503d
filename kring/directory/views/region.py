"""The region itself: its name, what it calls its teams, its colour."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.directory import actions
from kring.directory.forms import regional as forms
from kring.directory.models import Region

from .doors import Managing, for_region
from .writing import Page, typed, write

FIELDS = ("name", "team_word", "brand")


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def region(request: Managing) -> HttpResponse:
    there = Region.objects.get(pk=request.admin.region)
    page = Page(
        title=_("De regio"),
        button=_("Regio bewaren"),
        done=_("De regio is bewaard."),
        lead=_("Zo heet de regio, en zo zien en lezen uw inwoners en collega's het."),
        back=reverse("directory:home"),
        back_label=_("Beheer"),
        now=lambda: Region.objects.get(pk=there.pk).version,
    )
    return write(
        request,
        forms.Region(
            typed(request), initial={name: getattr(there, name) for name in (*FIELDS, "version")}
        ),
        page,
        lambda data: actions.change_region(
            {name: data[name] for name in FIELDS}, version=data["version"] or 0, by=request.me
        ),
    )
