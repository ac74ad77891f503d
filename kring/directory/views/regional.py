"""What holds for the whole region: neighbourhoods on a map, themes, whom to call."""

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.core import htmx, pictures
from kring.directory import actions, queries
from kring.directory.forms import regional as forms
from kring.directory.models import EmergencyNumber, Neighbourhood, Theme, ThemeWord

from .doors import Managing, for_region
from .writing import Page, typed, write

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST = 500
SALT = "directory.number"


@require_safe
@for_region
def neighbourhoods(request: Managing) -> HttpResponse:
    rows = list(Neighbourhood.objects.filter(region=request.me.region).order_by("name")[:MOST])
    context = {"neighbourhoods": rows, "map": _map(rows)}
    return htmx.render(request, "directory/neighbourhoods.html", context)


def _map(rows: list[Neighbourhood]) -> SafeString | str:
    outlines = [
        pictures.Outline(
            name=row.name, geometry=row.outline, url=f"#buurt-{row.cbs_code}", words=row.cbs_code
        )
        for row in rows
        if row.outline
    ]
    return pictures.map_of(outlines, label=_("Kaart van de buurten")) if outlines else ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def areas(request: Managing) -> HttpResponse:
    files = request.FILES if request.method == "POST" else None
    page = Page(
        title=_("Buurten overnemen"),
        button=_("Buurten overnemen"),
        done=_("De buurten staan op de kaart."),
        lead=_("Een buurt met dezelfde CBS-code wordt bijgewerkt, niet dubbel gemaakt."),
        back=reverse("directory:neighbourhoods"),
        back_label=_("Buurten"),
        lands="directory:import",
        at="file",
    )
    form = forms.Areas(typed(request), files)
    return write(request, form, page, lambda data: _take_over_areas(request, data["file"]))


def _take_over_areas(request: Managing, file: "UploadedFile[Any]") -> UUID:
    return actions.take_over_areas(file.name or "", file.read(), by=request.me).pk


@require_safe
@for_region
def themes(request: Managing) -> HttpResponse:
    rows = list(queries.all_themes(request.me.region).prefetch_related("words")[:MOST])
    return htmx.render(request, "directory/themes.html", {"themes": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def theme(request: Managing, pk: UUID | None = None) -> HttpResponse:
    own = Theme.objects.filter(region=request.me.region)
    there = own.filter(pk=pk).first() if pk is not None else None
    if pk is not None and there is None:
        raise Http404
    page = Page(
        title=there.name if there else _("Thema toevoegen"),
        button=_("Thema bewaren"),
        done=_("Het thema is bewaard."),
        back=reverse("directory:themes"),
        back_label=_("Thema's"),
        now=lambda: Theme.objects.get(pk=there.pk).version if there else 0,
    )
    form = forms.Theme(typed(request), initial=_theme_now(there) if there else {})
    return write(request, form, page, lambda data: _save_theme(request, pk, form, data))


def _theme_now(there: Theme) -> dict[str, Any]:
    said: dict[str, list[str]] = {sector: [] for sector in ThemeWord.Sector.values}
    for each in there.words.order_by("word"):
        said[each.sector].append(each.word)
    fields = {name: getattr(there, name) for name in ("name", "code", "order", "version")}
    fields["ended"] = there.ended_on is not None
    return fields | {f"words_{sector}": "\n".join(words) for sector, words in said.items()}


def _save_theme(
    request: Managing, pk: UUID | None, form: forms.Theme, data: dict[str, Any]
) -> None:
    fields = {name: data[name] for name in ("name", "code", "order", "ended")}
    actions.save_theme(pk, fields, words=form.words, version=data["version"] or 0, by=request.me)


@require_safe
@for_region
def numbers(request: Managing) -> HttpResponse:
    rows = EmergencyNumber.objects.filter(region=request.me.region).order_by("order", "pk")
    return htmx.render(request, "directory/numbers.html", {"numbers": list(rows[:MOST])})


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def number(request: Managing, pk: int | None = None) -> HttpResponse:
    here = EmergencyNumber.objects.filter(region=request.me.region)
    there = here.filter(pk=pk).first() if pk else None
    if pk and there is None:
        raise Http404
    names = ("purpose", "phone", "opens_at", "closes_at", "weekend_only", "order")
    page = Page(
        title=there.purpose if there else _("Nummer toevoegen"),
        button=_("Nummer bewaren"),
        done=_("Het nummer is bewaard."),
        lead=_("Dit nummer staat bovenaan, naast 112 en de landelijke nummers."),
        back=reverse("directory:numbers"),
        back_label=_("Nummers bij gevaar"),
    )
    initial = {name: getattr(there, name) for name in names} if there else {}
    return write(
        request,
        forms.Number(typed(request), initial=initial),
        page,
        lambda data: actions.save_number(pk, data, by=request.me),
    )


@require_POST
@for_region
def remove_number(request: Managing, pk: int) -> HttpResponse:
    was = actions.remove_number(pk, by=request.me)
    if not was:
        raise Http404
    kept = signing.dumps(DjangoJSONEncoder().encode(was), salt=SALT)
    htmx.say(
        request,
        _("Het nummer is weggehaald."),
        undo=reverse("directory:restore_number", args=[kept]),
    )
    return redirect("directory:numbers")


@require_POST
@for_region
def restore_number(request: Managing, kept: str) -> HttpResponse:
    """Put back what was taken away; what it was came along, signed."""
    try:
        was = json.loads(signing.loads(kept, salt=SALT, max_age=24 * 3600))
    except signing.BadSignature:
        raise Http404 from None
    actions.save_number(None, was, by=request.me)
    htmx.say(request, _("Het nummer staat er weer."))
    return redirect("directory:numbers")
