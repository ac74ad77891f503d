"""A network list on its way in: upload, columns, dry run, take over, undo; and out again."""

from collections.abc import Iterable
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
from kring.core.moments import full_day
from kring.directory import actions, queries, rules
from kring.directory.forms.importing import ChooseSheet, Columns, Functions, Upload
from kring.directory.models import Import, ImportRow
from kring.directory.queries import lists, places

from .doors import Managing, for_region

STILL = timedelta(minutes=1)  # this long without a row more: the job may have stopped
STANDS = {
    "unreadable": gettext_lazy("niet te lezen"),
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
        try:
            made = actions.upload(file.name, file.read(), by=request.me)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _work_on(request, made)
    context = {
        "form": form,
        "lines": queries.imports(request.me),
        "stands": STANDS,
        "days": rules.KEPT.days,
    }
    status = 422 if form.errors else 200
    return htmx.render(request, "directory/import/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def columns(request: Managing, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    if found.started_at is not None or rules.step_of(found):
        return redirect("directory:import", pk)
    if "sheet" in request.POST:
        return _other_sheet(request, found)
    form = Columns(
        request.POST if request.method == "POST" else None,
        columns=found.columns,
        examples=lists.examples(found),
        initial={f"column_{number}": field for number, field in enumerate(found.mapping)},
    )
    if form.is_bound and form.is_valid():
        try:
            found = actions.choose_columns(pk, form.mapping, by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _work_on(request, found)
    sheets = ChooseSheet(sheets=found.sheets, initial={"sheet": found.sheet})
    context = {"form": form, "found": found, "sheets": sheets}
    status = 422 if form.errors else 200
    return htmx.render(request, "directory/import/columns.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def functions(request: Managing, pk: UUID) -> HttpResponse:
    """Words for functions that nobody knows: say once what each means, and it is remembered."""
    found = _found(request, pk)
    unknown = queries.unknown_functions(found)
    if not unknown or found.started_at is not None or rules.step_of(found):
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
            found = actions.say_functions(pk, form.meant, by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _work_on(request, found, then="directory:import")
    context = {"form": form, "found": found}
    status = 422 if form.errors else 200
    return htmx.render(request, "directory/import/functions.html", context, status=status)


@require_safe
@for_region
def one(request: Managing, pk: UUID) -> HttpResponse:
    """The dry run, how far it is, or what came of it: whatever it is time for."""
    found = _found(request, pk)
    if step := rules.step_of(found):
        return _progress(request, found, step)
    if htmx.wants_part(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.unreadable:
        return htmx.render(request, "directory/import/unreadable.html", {"found": found})
    if found.checked_at is None:
        return redirect("directory:columns", pk)
    verdict = request.GET.get("alleen", "")
    verdict = verdict if verdict in (*ImportRow.Verdict.values, lists.REMARK) else ""
    rows = lists.rows_of(found, verdict=verdict, after=_number(request.GET.get("na", "")))
    context = {
        "found": found,
        "result": lists.result(found),
        "rows": rows[: lists.PAGE],
        "next": rows[lists.PAGE - 1].number if len(rows) > lists.PAGE else 0,
        "verdict": verdict,
        "unknown": [] if found.started_at else queries.unknown_functions(found),
        "words": dict(ImportRow.Verdict.choices),
        "until": full_day(rules.kept_until(found)),
    }
    return htmx.render(request, "directory/import/rows.html", context)


def _progress(request: Managing, found: Import, step: rules.Step) -> HttpResponse:
    context = {
        "found": found,
        "step": _(step),
        "total": lists.total(found, step),
        "still": request.me.at - found.updated_at > STILL,
    }
    return htmx.render(request, "directory/import/progress.html", context, part="progress")


@require_POST
@for_region
def take_over(request: Managing, pk: UUID) -> HttpResponse:
    """Begin, or go on with what stopped halfway: a job does each row once."""
    found = _found(request, pk)
    try:
        if not rules.step_of(found):
            found = actions.begin(pk, by=request.me)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:import", pk)
    return _work_on(request, found)


@require_POST
@for_region
def undo(request: Managing, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    try:
        found = actions.undo(pk, by=request.me)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:import", pk)
    return _work_on(request, found)


def _other_sheet(request: Managing, found: Import) -> HttpResponse:
    form = ChooseSheet(request.POST, sheets=found.sheets)
    if form.is_valid():
        found = actions.choose_sheet(found.pk, int(form.cleaned_data["sheet"]), by=request.me)
    return _work_on(request, found, then="directory:columns")


def _work_on(request: Managing, found: Import, *, then: str = "") -> HttpResponse:
    """Do what was asked, at once when it is short; else a job does, and its page says how far."""
    if rules.step_of(found) and found.read_at and found.rows <= actions.PIECE:
        actions.finish(found.pk, by=request.me)
        found.refresh_from_db()
    if rules.step_of(found):
        task = app.configure_task("kring.directory.tasks.work_on", lock=f"import:{found.pk}")
        task.defer(import_id=str(found.pk), position_id=str(request.me.position))
        return redirect("directory:import", found.pk)
    return redirect(then or _next(found), found.pk)


def _next(found: Import) -> str:
    """The page for what it is time for."""
    if found.checked_at is None:
        return "directory:columns"
    unknown = found.started_at is None and queries.unknown_functions(found)
    return "directory:import_functions" if unknown else "directory:import"


@require_safe
@for_region
def refused(request: Managing, pk: UUID, kind: str) -> HttpResponse:
    found = _found(request, pk)
    return _list([*found.columns, _("Reden")], lists.refused(found), "niet-overgenomen", kind)


@require_safe
@for_region
def export(request: Managing, kind: str) -> HttpResponse:
    names, rows = queries.network_list(request.me)
    return _list(names, rows, "netwerk", kind)


def _list(names: list[str], rows: Iterable[list[str]], name: str, kind: str) -> HttpResponse:
    if kind == "xlsx":
        return _file(rules.write_xlsx(names, rows), f"{name}.xlsx", XLSX)
    return _file(rules.write_csv(names, rows), f"{name}.csv", "text/csv; charset=utf-8")


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
