"""Organisations: the list, one with its teams and people, changing and ending it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.core import htmx
from kring.core.moments import local
from kring.directory import actions
from kring.directory.forms import places as forms
from kring.directory.models import Organisation
from kring.directory.queries import places as queries

from .doors import Managing, for_admins, for_region
from .writing import Page, chosen, typed, write

LONGEST = 100
FIELDS = ("name", "kind", "phone", "email", "address", "kvk", "agb", "oin")


def words_of(typed: str) -> str:
    """Words to search for, as they were typed."""
    return "".join(sign for sign in typed if sign.isprintable()).strip()[:LONGEST]


def after_of(request: Managing) -> UUID | None:
    """The row after which the list goes on."""
    try:
        return UUID(request.GET.get("na", ""))
    except ValueError:
        return None


@require_safe
@for_admins
def organisations(request: Managing) -> HttpResponse:
    words = words_of(request.GET.get("q", ""))
    lines = queries.organisations(request.me, request.admin, words=words, after=after_of(request))
    context = {
        "words": words,
        "lines": lines[: queries.PAGE],
        "next": lines[queries.PAGE - 1].id if len(lines) > queries.PAGE else "",
        "of_region": request.admin.of_region,
    }
    return htmx.render(request, "directory/organisations.html", context)


def found(request: Managing, pk: UUID) -> Organisation:
    """An organisation that I look after. Raises Http404."""
    there = queries.organisation(request.me, request.admin, pk)
    if there is None:
        raise Http404
    return there


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def organisation(request: Managing, pk: UUID) -> HttpResponse:
    """One organisation; a POST looks for people in it, since names never stand in an address."""
    there = found(request, pk)
    words = words_of(request.POST.get("q", ""))
    people = queries.people(pk, words=words, after=None if words else after_of(request))
    context = {
        "organisation": there,
        "teams": queries.teams(pk),
        "escalation": queries.who_hears(request.me, there),
        "people": people[: queries.PAGE],
        "next": people[queries.PAGE - 1].id if len(people) > queries.PAGE and not words else "",
        "more_found": len(people) > queries.PAGE and bool(words),
        "words": words,
    }
    return htmx.render(request, "directory/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_region
def new(request: Managing) -> HttpResponse:
    page = Page(
        title=_("Organisatie toevoegen"),
        button=_("Organisatie toevoegen"),
        done=_("De organisatie is toegevoegd."),
        back=reverse("directory:organisations"),
        back_label=_("Organisaties"),
        lands="directory:organisation",
    )
    return write(
        request,
        _form(request, None, {}),
        page,
        lambda data: actions.add_organisation(_fields(data), by=request.me),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def change(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    initial = {name: getattr(there, name) for name in (*FIELDS, "version")}
    initial["escalation_id"] = str(there.escalation_id or "")
    page = Page(
        title=_("Organisatie wijzigen"),
        button=_("Organisatie bewaren"),
        done=_("De organisatie is bewaard."),
        back=reverse("directory:organisation", args=[pk]),
        back_label=there.name,
        now=lambda: found(request, pk).version,
    )
    return write(
        request,
        _form(request, pk, initial),
        page,
        lambda data: actions.change_organisation(
            pk, _fields(data), version=data["version"] or 0, by=request.me
        ),
    )


def _form(
    request: Managing, organisation: UUID | None, initial: dict[str, object]
) -> forms.Organisation:
    """Who hears that nobody answers works there: of what is new that can be nobody yet."""
    there = queries.colleagues(request.me, organisation) if organisation else []
    choices = {"escalation_id": [("", _("Niemand")), *there]}
    form = forms.Organisation(typed(request), choices=choices, initial=initial)
    if organisation is None:
        del form.fields["escalation_id"]
    return form


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    fields = {name: data[name] for name in FIELDS}
    return fields | {"escalation_id": chosen(data.get("escalation_id", ""))}


@require_POST
@for_region
def end(request: Managing, pk: UUID) -> HttpResponse:
    there = found(request, pk)
    on = None if there.ended_on else local(request.me.at).date()
    said = _("De organisatie is beëindigd.") if on else _("De organisatie doet weer mee.")
    undo = reverse("directory:end_organisation", args=[pk]) if on else ""
    with htmx.saying(request, said, undo=undo):
        actions.close_organisation(pk, on=on, by=request.me)
    return redirect("directory:organisation", pk)
