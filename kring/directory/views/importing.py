"""A network list on its way in: upload, columns, dry run, take over, undo; and out again."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.contrib.django import app

from kring.core import htmx
from kring.core.errors import Refused
from kring.directory import actions, queries, rules
from kring.directory.forms.importing import Columns, Functions, Upload
from kring.directory.models import Import, ImportRow
from kring.directory.queries import lists, places

from .doors import Managing, for_region

STILL = timedelta(minutes=1)  # this long without a row more: the job may have stopped
STANDS = {
    "uploaded": gettext_lazy("nog niet gecontroleerd"),
    "checked": gettext_lazy("gecontroleerd"),
    "busy": gettext_lazy("wordt overgenomen"),
    "done": gettext_lazy("overgenomen"),
    "undone": gettext_lazy("teruggedraaid"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def imports(request: Managing) -> HttpResponse:
    posted = request.method == "POST"
    form = Upload(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        name = "".join(sign for sign in file.name if sign.isprintable())
        try:
            made = actions.upload(name, file.read(), by=request.me)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("directory:columns", made.id)
    context = {"form": form, "lines": queries.imports(request.me), "stands": STANDS}
    status = 422 if form.errors else 200
    return htmx.render(request, "directory/import/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def columns(request: Managing, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    if found.started_at is not None:
        return redirect("directory:import", pk)
    form = Columns(
        request.POST if request.method == "POST" else None,
        columns=found.columns,
        examples=lists.examples(found),
        initial={f"column_{number}": field for number, field in enumerate(found.mapping)},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.choose_columns(pk, form.mapping, by=request.me)
            actions.check(pk, by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            found.refresh_from_db()
            unknown = queries.unknown_functions(found)
            return redirect("directory:import_functions" if unknown else "directory:import", pk)
    context = {"form": form, "found": found}
    status = 422 if form.errors else 200
    return htmx.render(request, "directory/import/columns.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def functions(request: Managing, pk: UUID) -> HttpResponse:
    """Words for functions that nobody knows: say once what each means, and it is remembered."""
    found = _found(request, pk)
    unknown = queries.unknown_functions(found)
    if not unknown or found.started_at is not None:
        return redirect("directory:import", pk)
    choices = places.functions(request.admin)
    form = Functions(
        request.POST if request.method == "POST" else None,
        unknown=unknown,
        choices=choices,
        near=queries.probably_meant(found.region_id, [each.key for each in unknown]),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.say_functions(pk, form.meant, by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("directory:import", pk)
    context = {"form": form, "found": found}
    status = 422 if form.errors else 200
    return htmx.render(request, "directory/import/functions.html", context, status=status)


@require_safe
@for_region
def one(request: Managing, pk: UUID) -> HttpResponse:
    """The dry run, how far it is, or what came of it: whatever it is time for."""
    found = _found(request, pk)
    if found.checked_at is None:
        return redirect("directory:columns", pk)
    if found.started_at is not None and found.done_at is None:
        return _progress(request, found)
    verdict = request.GET.get("alleen", "")
    verdict = verdict if verdict in ImportRow.Verdict.values else ""
    rows = lists.rows_of(found, verdict=verdict, after=_number(request.GET.get("na", "")))
    context = {
        "found": found,
        "result": lists.result(found),
        "rows": rows[: lists.PAGE],
        "next": rows[lists.PAGE - 1].number if len(rows) > lists.PAGE else 0,
        "verdict": verdict,
        "unknown": [] if found.started_at else queries.unknown_functions(found),
        "words": dict(ImportRow.Verdict.choices),
    }
    if htmx.wants_part(request) and found.done_at is not None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return htmx.render(request, "directory/import/rows.html", context)


def _progress(request: Managing, found: Import) -> HttpResponse:
    context = {
        "found": found,
        "total": lists.result(found).total,
        "still": request.me.at - found.updated_at > STILL,
    }
    return htmx.render(request, "directory/import/progress.html", context, part="progress")


@require_POST
@for_region
def take_over(request: Managing, pk: UUID) -> HttpResponse:
    """Begin, or go on with what stopped halfway: a job does each row once."""
    found = _found(request, pk)
    try:
        if found.started_at is None or found.done_at is not None:
            actions.begin(pk, by=request.me)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        task = app.configure_task("kring.directory.tasks.take_over", lock=f"import:{pk}")
        task.defer(import_id=str(pk), position_id=str(request.me.position))
    return redirect("directory:import", pk)


@require_POST
@for_region
def undo(request: Managing, pk: UUID) -> HttpResponse:
    _found(request, pk)
    try:
        kept = actions.undo(pk, by=request.me)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        htmx.say(request, _undone(kept))
    return redirect("directory:import", pk)


def _undone(kept: int) -> str:
    if not kept:
        return _("De lijst is teruggedraaid. Alles staat weer zoals het was.")
    left = _("Regels die zo bleven: %(kept)s. Iemand had ze intussen gewijzigd.")
    return _("De lijst is teruggedraaid.") + " " + left % {"kept": kept}


@require_safe
@for_region
def refused(request: Managing, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    content = rules.write_csv([*found.columns, _("Reden")], lists.refused(found))
    return _file(content, "niet-overgenomen.csv", "text/csv; charset=utf-8")


@require_safe
@for_region
def export(request: Managing, kind: str) -> HttpResponse:
    names, rows = queries.network_list(request.me)
    if kind == "xlsx":
        return _file(rules.write_xlsx(names, rows), "netwerk.xlsx", XLSX)
    return _file(rules.write_csv(names, rows), "netwerk.csv", "text/csv; charset=utf-8")


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)


def _found(request: Managing, pk: UUID) -> Import:
    found = queries.import_of(request.me, pk)
    if found is None:
        raise Http404
    return found


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0
