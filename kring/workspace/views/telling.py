"""What people tell: the resident's own words, and notes on the timeline."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.core import moments
from kring.plans import actions
from kring.plans import queries as plans
from kring.plans.actions import Story
from kring.workspace.forms import plan as forms
from kring.workspace.queries import household as queries
from kring.workspace.queries.timeline import Written, note_of, readers
from kring.workspace.views import options
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import on_plan, writes
from kring.workspace.views.writing import Page, typed, write


@writes
def words(request: SignedIn, pk: UUID) -> HttpResponse:
    found, members = on_plan(request, pk), queries.members(request.me, pk)
    said = [(each.id, each.name) for each in members]
    form = forms.Words(
        typed(request),
        choices={"resident": said},
        initial={"said_on": moments.local(request.me.at).date()},
    )
    page = Page(
        title=_("In eigen woorden"), button=_("Woorden bewaren"), done=_("De woorden zijn bewaard.")
    )
    return write(request, found, form, page, partial(_write_words, request, pk))


def _write_words(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    resident = options.key(data.get("resident"))
    actions.write_words(pk, data["text"], said_on=data["said_on"], resident=resident, by=request.me)


@writes
def change_words(request: SignedIn, pk: UUID, words_id: UUID) -> HttpResponse:
    found, there = on_plan(request, pk), _words_of(request, pk, words_id)
    form = forms.Text(typed(request), initial={"text": there.text, "version": there.version})
    page = Page(
        title=_("Eigen woorden verbeteren"),
        button=_("Woorden bewaren"),
        done=_("De woorden zijn bewaard."),
        theirs=lambda: _text_now(_words_of(request, pk, words_id)),
    )
    return write(
        request, found, form, page, partial(_change, actions.change_words, words_id, request)
    )


def _words_of(request: SignedIn, pk: UUID, words_id: UUID) -> plans.Words:
    for each in plans.plan(request.me, pk).words:
        if each.id == words_id and each.mine:
            return each
    raise Http404


@writes
def new_note(request: SignedIn, pk: UUID) -> HttpResponse:
    found = opened(request, pk, "timeline", action="change" if request.method == "POST" else "read")
    offered = options.categories(found)
    if not offered:
        raise Http404
    members = queries.members(request.me, pk)
    form = forms.Story(
        typed(request),
        choices={"concerns": options.residents(members), "category": offered},
        initial={
            "kind": "note",
            "at": request.me.at,
            "category": offered[-1 if len(offered) == 1 else 1][0],
        },
    )
    page = Page(
        title=_("Notitie toevoegen"),
        button=_("Notitie bewaren"),
        done=_("De notitie staat op de tijdlijn."),
        back="timeline",
    )
    return write(request, found, form, page, partial(_write_note, request, pk))


def _write_note(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    story = Story(
        text=data["text"],
        at=data["at"],
        kind=data["kind"],
        category=data["category"],
        concerns=options.key(data.get("concerns")),
        only_me=data["only_me"],
    )
    actions.write_note(pk, story, by=request.me)


@writes
def note(request: SignedIn, pk: UUID, note_id: UUID) -> HttpResponse:
    found = opened(request, pk, "timeline", action="change" if request.method == "POST" else "read")
    there = _note_of(pk, note_id)
    form = forms.Text(typed(request), initial={"text": there.text, "version": there.version})
    page = Page(
        title=_("Notitie wijzigen"),
        button=_("Notitie bewaren"),
        done=_("De notitie is bewaard."),
        back="timeline",
        theirs=lambda: _text_now(_note_of(pk, note_id)),
        template="workspace/household/note.html",
        more={"note": there, "readers": readers(note_id) if there.own else []},
    )
    return write(
        request, found, form, page, partial(_change, actions.change_note, note_id, request)
    )


def _note_of(pk: UUID, note_id: UUID) -> Written:
    """A note that is mine to change. Raises Http404."""
    there = note_of(pk, note_id)
    if there is None:
        raise Http404
    return there


def _text_now(there: Any) -> tuple[int, str]:
    return there.version, there.text


def _change(change: Any, pk: UUID, request: SignedIn, data: dict[str, Any]) -> None:
    change(pk, data["text"], version=data["version"], by=request.me)
