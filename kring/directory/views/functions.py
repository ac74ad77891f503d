"""What people do here: functions of all regions and of this one, and what lists call them."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.core import htmx
from kring.directory import actions, queries
from kring.directory.forms import regional as forms
from kring.directory.models import Function, FunctionWord

from .doors import Managing, for_region
from .writing import Page, typed, write

FIELDS = ("name", "ring", "secrecy", "feedback")


@require_safe
@for_region
def functions(request: Managing) -> HttpResponse:
    rows = queries.functions_of(request.me.region).prefetch_related(_words(request))
    return htmx.render(request, "directory/functions.html", {"functions": list(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def function(request: Managing, pk: UUID | None = None) -> HttpResponse:
    there = _found(request, pk) if pk is not None else None
    shared = there is not None and there.region_id is None
    page = Page(
        title=there.name if there else _("Functie toevoegen"),
        button=_("Functie bewaren"),
        done=_("De functie is bewaard."),
        lead=_("Deze functie is van alle regio's. De woorden zijn van uw regio.") if shared else "",
        back=reverse("directory:functions"),
        back_label=_("Functies"),
        now=lambda: _found(request, there.pk).version if there else 0,
    )
    initial = _now(there) if there else {}
    form = forms.Function(typed(request), team=request.chrome.team, shared=shared, initial=initial)
    return write(request, form, page, lambda data: _save(request, pk, form, data))


def _save(request: Managing, pk: UUID | None, form: forms.Function, data: dict[str, Any]) -> None:
    fields = {name: data[name] for name in FIELDS if name in data}
    version = data["version"] or 0
    actions.save_function(pk, fields, words=form.said, version=version, by=request.me)


def _found(request: Managing, pk: UUID) -> Function:
    here = queries.functions_of(request.me.region).prefetch_related(_words(request))
    there = here.filter(pk=pk).first()
    if there is None:
        raise Http404
    return there


def _now(there: Function) -> dict[str, Any]:
    words = "\n".join(each.word for each in there.words.all())
    return {name: getattr(there, name) for name in (*FIELDS, "version")} | {"words": words}


def _words(request: Managing) -> "Prefetch[Any]":
    """Those of my region; what another writes in its lists is its own."""
    here = FunctionWord.objects.filter(region=request.me.region).order_by("word")
    return Prefetch("words", queryset=here)
