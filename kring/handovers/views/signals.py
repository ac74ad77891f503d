"""Giving a signal, and following it: without a name unless one may give it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn, opens_for
from kring.core import forms as core
from kring.core import htmx, keeping, moments
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.core.jinja import url
from kring.handovers.actions import signalling
from kring.handovers.forms import signals as forms
from kring.handovers.models import Handover, Signal
from kring.handovers.queries import lists, receivers, writing
from kring.sharing import queries as sharing

from . import pages, telling
from .around import PARTIES, page
from .lists import tabs
from .writer import Writing


@opens_for(*PARTIES)
def signal(request: SignedIn) -> HttpResponse:
    form = forms.GiveSignal(request.POST or None, rows=_rows(request.me))
    if request.method == "POST" and form.is_valid():
        if not keeping.is_first(request, by=request.me):
            return redirect("handovers:list")  # pressed twice: it was sent the first time
        try:
            given = _give(request.me, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            keeping.clear(request, by=request.me)
            htmx.say(request, _("Uw signaal is verstuurd."))
            return redirect("handovers:signal_detail", given.pk)
    context = {"form": form, "saved": keeping.fill(form, request.path, by=request.me)}
    status = 422 if form.errors else 200
    return page(request, "handovers/signal.html", context, sends=True, status=status)


@opens_for(*PARTIES)
def signal_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    found = _found(pk)
    may_answer = _may_answer(found, request.me)
    form = forms.AnswerSignal(request.POST or None, handovers=_mine(request.me, may=may_answer))
    if request.method == "POST" and may_answer and form.is_valid():
        return _answer(request, found, form)
    return _shown(request, found, form, may_answer=may_answer)


def _answer(request: SignedIn, found: Signal, form: forms.AnswerSignal) -> HttpResponse:
    given = form.cleaned_data
    try:
        signalling.answer_signal(
            found.pk,
            Signal.Answer(given["answer"]),
            by=request.me,
            reply=given["reply"],
            became=UUID(given["became"]) if given["became"] else None,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, found, form, may_answer=True)
    keeping.forget(request, by=request.me)
    htmx.say(request, _("De melder hoort uw antwoord."))
    return redirect("handovers:signal_detail", found.pk)


def _shown(request: SignedIn, found: Signal, form: core.Form, *, may_answer: bool) -> HttpResponse:
    if may_answer and found.received_at is None and not form.is_bound:
        found = signalling.take_up_signal(found.pk, by=request.me)
    now = request.me.at
    context = {
        "form": form,
        "found": found,
        "saved": keeping.fill(form, request.path, by=request.me) if may_answer else "",
        "may_answer": may_answer,
        "sent": moments.moment(found.sent_at, now),
        "deadline": None if found.answered_at else moments.deadline(found.due_at, now),
        "became": _became(found),
        "told": telling.said(found.pk, request.me) if found.about_name else None,
        "answer": str(Signal.Answer(found.answer).label) if found.answer else "",
    }
    status = 422 if form.errors else 200
    return page(request, "handovers/signal_detail.html", context, status=status)


def _became(found: Signal) -> UUID | None:
    """The handover that it became, for who may read that."""
    there = found.became_id and Handover.objects.filter(pk=found.became_id).exists()
    return found.became_id if there else None


def _found(pk: UUID) -> Signal:
    """The signal with what a page shows of it; what I may not see does not exist for me."""
    giver = ("giver__professional", "giver__organisation")
    found = (
        Signal.objects.select_related("theme", "neighbourhood", "receiver_team", *giver)
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _may_answer(found: Signal, me: Me) -> bool:
    """Whoever is on intake, and the lead of the team, who is there when intake is not."""
    of_team = me.team == found.receiver_team_id and (me.on_intake or me.is_lead)
    return found.answered_at is None and of_team


@require_POST
@opens_for(*PARTIES)
def signal_handover(request: SignedIn, pk: UUID) -> HttpResponse:
    """Make a handover of it: what it says stands there already."""
    if not _may_answer(_found(pk), request.me):
        raise Http404
    try:
        draft = signalling.hand_over_signal(pk, by=request.me)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("handovers:signal_detail", pk)
    return redirect(pages.address(draft.pk, pages.first_open(Writing(request.me, draft))))


@opens_for(*PARTIES)
def signals(request: SignedIn) -> HttpResponse:
    """What I gave, and what came of it; without a name, and never a list of someone."""
    given = lists.signals(request.me)
    rows = [_row(each, request.me.at) for each in given]
    context = {"rows": rows, "tabs_items": tabs("signals")}
    return page(request, "handovers/signals.html", context)


def _row(each: lists.Given, now: datetime) -> dict[str, Any]:
    answered = each.answered_at is not None
    waits = _("gezien") if each.received_at else _("verstuurd")
    return {
        "title": f"{each.theme} – {each.area}" if each.area else each.theme,
        "url": url("handovers:signal_detail", each.id),
        "team": each.team,
        "sent": _("verstuurd %(when)s") % {"when": moments.moment(each.sent_at, now)},
        "deadline": None if answered else moments.deadline(each.due_at, now),
        "state": ANSWERS[Signal.Answer(each.answer)] if answered else waits,
        "tone": "done" if answered else "calm",
    }


ANSWERS = {
    Signal.Answer.HANDOVER: gettext_lazy("werd een overdracht"),
    Signal.Answer.NO_ACTION: gettext_lazy("geen actie"),
    Signal.Answer.WRONG_DESK: gettext_lazy("verkeerd adres"),
}


def _mine(me: Me, *, may: bool) -> list[tuple[str, str]]:
    if not may:
        return []
    return [(str(each.id), f"{each.about or each.theme}, {each.other}") for each in lists.sent(me)]


def _rows(me: Me) -> Mapping[str, list[tuple[str, str]]]:
    """The answers to choose from; of each key the rows in force that fit who gives it."""
    giver = writing.responsible(me) or me.position
    keys = ["ground", "route"]
    if giver is not None and sharing.giver_of(giver).secrecy:
        keys.append("secrecy")
    today = moments.local(me.at).date()
    rows = {
        key: [("", _("Ik noem geen naam"))]
        + [(row.code, row.name) for row in sharing.bases(key, me=me, on=today, giver=giver)]
        for key in keys
    }
    return rows | {
        "theme": writing.themes(me),
        "team": [(str(each.id), each.name) for each in receivers.usual(me)],
        "neighbourhood": [("", _("Weet ik niet")), *writing.neighbourhoods(me)],
    }


def _give(me: Me, given: Mapping[str, Any]) -> Signal:
    return signalling.give_signal(
        UUID(given["team"]),
        text=given["text"],
        theme=given["theme"],
        neighbourhood=UUID(given["neighbourhood"]) if given["neighbourhood"] else None,
        named=_named(given) if given["about_name"] else None,
        by=me,
        giver=writing.responsible(me),
    )


def _named(given: Mapping[str, Any]) -> signalling.Named:
    """With a yes all keys are that yes."""
    agreed = given["ground"] == forms.YES
    return signalling.Named(
        name=given["about_name"],
        ground=given["ground"],
        secrecy=forms.YES if agreed else given.get("secrecy", ""),
        route="yes_once" if agreed else given["route"],
        how="spoken" if agreed else "",
        knows=given["knows"],
        not_told_because=given["not_told_because"],
        review_on=given["review_on"],
    )
