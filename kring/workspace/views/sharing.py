"""Sharing a note of one's own with chosen parties around a household, and no longer."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import forms as core
from kring.core import htmx, moments
from kring.plans import actions
from kring.sharing import queries as sharing
from kring.sharing.actions import Keys
from kring.workspace.forms import sharing as forms
from kring.workspace.queries import circle as circle_queries
from kring.workspace.queries.timeline import note_of, readers
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write


@writes
def share(request: SignedIn, pk: UUID, note_id: UUID) -> HttpResponse:
    found = opened(request, pk, "timeline", action="change" if request.method == "POST" else "read")
    there = note_of(pk, note_id)
    if there is None or not there.own:
        raise Http404
    people = _people(request, pk, note_id)
    if not people:
        context = {"household": found, "note_id": note_id}
        return htmx.render(request, "workspace/household/nobody.html", context)
    form = forms.ShareNote(typed(request), people=people, bases=_bases(request))
    page = Page(
        title=_("Notitie delen"),
        button=_("Notitie delen"),
        done=_("De notitie is gedeeld. Zij krijgen bericht."),
        lead=_("U kiest wie dit leest. U kunt later stoppen met delen."),
        back="timeline",
    )
    return write(request, found, form, page, partial(_share, request, note_id))


def _people(request: SignedIn, pk: UUID, note_id: UUID) -> list[tuple[UUID, core.Option]]:
    """The professionals around the household who do not read it yet."""
    reads = {each.position for each in readers(note_id)} | {request.me.position}
    return [
        (each.party, core.Option(each.name, " · ".join(filter(None, [each.role, each.place]))))
        for each in circle_queries.involved(request.me, pk)
        if each.kind == "position" and each.party is not None and each.party not in reads
    ]


def _bases(request: SignedIn) -> list[sharing.Basis]:
    today = moments.local(request.me.at).date()
    found = [sharing.bases(key, me=request.me, on=today) for key in forms.KEYS]
    return [row for rows in found for row in rows if not row.needs_consent]


def _share(request: SignedIn, note_id: UUID, data: dict[str, Any]) -> None:
    if data["answer"] == forms.YES:
        keys = Keys(
            ground="yes", secrecy="yes", route="yes_once", how=data["how"],
            heard_by=request.me.position, told=True,
        )  # fmt: skip
    else:
        ground, secrecy, route = (data.get(name) or "" for name in forms.KEYS)
        keys = Keys(ground=ground, secrecy=secrecy, route=route, told=True)
    actions.share_note(
        note_id,
        to=[UUID(each) for each in data["to"]],
        purpose=data["purpose"],
        keys=keys,
        by=request.me,
    )


@require_POST
def withdraw(request: SignedIn, pk: UUID, note_id: UUID, reader_id: UUID) -> HttpResponse:
    """From now on; what was read is read."""
    opened(request, pk, "timeline", action="change")
    if reader_id not in {each.id for each in readers(note_id)}:
        raise Http404
    with htmx.saying(
        request, _("De notitie wordt niet meer gedeeld. Wat al gelezen is, is gelezen.")
    ):
        actions.withdraw_note(reader_id, by=request.me)
    return redirect("workspace:note", pk, note_id)
