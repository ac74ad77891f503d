"""The page on which sender and receiver follow one handover; also what one sees after sending."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn, opens_for
from kring.audit import actions as audit
from kring.core import moments
from kring.handovers import rules
from kring.handovers.models import Text
from kring.handovers.models.choices import Kind, State, Urgency
from kring.handovers.queries import (
    Coordinates,
    coordinated_by,
    reach,
    record,
    tracking,
    voice,
    writing,
)
from kring.handovers.rules.records import fares
from kring.residents.rules import Reachable

from . import doing, mailing, table, telling, turning, words
from .around import PARTIES, page


@opens_for(*PARTIES)
def detail(request: SignedIn, pk: UUID) -> HttpResponse:
    handover = tracking.envelope(pk)
    if handover is None:
        if writing.draft(pk) is None:
            raise Http404
        return redirect("handovers:check", pk)
    audit.looked("handover", by=request.me, household=handover.household, object_id=pk)
    possible = table.possible(handover)
    near = [act for act in possible if not act.first(handover) and not act.quiet][:NEAR]
    context = _context(request, handover) | {
        "first": [act for act in possible if act.first(handover)][:1],
        "near": near,
        "far": [
            act
            for act in possible
            if act not in near and not act.first(handover) and act.name != "apart"
        ],  # two after all: that stands where it is said that they are one
        "copied": words.copied(handover, request.me.at),
        "coordinated": _coordinated(handover),
        "legal": _legal(handover),
        "asked": [words.asked(each, request.me.at) for each in voice.asked(pk)]
        if handover.contact_at
        else [],
        "support": rules.SUPPORT,
    }
    if any(act.name == "attempt" for act in possible):
        context["tries"] = _tries(context["reach"])
    return page(request, "handovers/detail.html", context, sends=handover.is_sender)


@opens_for(*PARTIES)
def letter(request: SignedIn, pk: UUID) -> HttpResponse:
    handover = tracking.envelope(pk)
    if handover is None:
        raise Http404
    audit.looked(
        "handover", by=request.me, household=handover.household, object_id=pk, action="print"
    )
    return page(request, "handovers/letter.html", _context(request, handover))


def _context(request: SignedIn, handover: tracking.Tracked) -> dict[str, Any]:
    now = request.me.at
    texts = tracking.texts(handover.id, request.me)
    may_call = handover.is_receiver or handover.asked_me
    return {
        "handover": handover,
        "state": words.state(handover),
        "tone": words.tone(handover.state),
        "just_sent": handover.is_sender and handover.state == State.SENT,
        "deadline": words.deadline(handover, now),
        "age": words.age(handover, now),
        "turn": turning.whose(handover),
        "waits": words.waits(handover, now),
        "if_nothing": turning.if_nothing_happens(handover, now),
        "lead": words.now_what(handover),
        "path": words.path(handover),
        "voice": words.voice(handover),
        "asks_resident": words.asks_resident(handover),
        "gives_sheet": words.gives_sheet(handover),
        "outcome": words.outcome(handover),
        "code": mailing.code(handover.id),
        "mail_sender": "" if handover.is_sender else mailing.mail_to(handover.sender, handover),
        "tries": [],
        "mail_receiver": "" if handover.is_receiver else mailing.mail_to(handover.has, handover),
        "reach": reach(handover.id) if may_call and handover.about else None,
        "texts": [_text(each, request) for each in texts],
        "events": words.timeline(tracking.progress(handover.id), now),
        "facts": _facts(handover, request),
        "kind": Kind(handover.kind).label,
        "fares": fares(record(handover.team_id)) if _waits_for_contact(handover) else "",
        "told": telling.said(handover.id, request.me) if handover.untold else None,
        "stuck": doing.stuck(handover),
        "stop": words.asked_to_stop(handover),
        "today": moments.full_day(now),
    }


def _waits_for_contact(handover: tracking.Tracked) -> bool:
    return (
        handover.is_sender
        and handover.kind != Kind.CONSULT
        and handover.state in (State.SENT, State.RECEIVED, State.ACCEPTED)
    )


NEAR = 3  # so many acts stand beside the first one; the others are folded


def _tries(found: Reachable | None) -> list[tuple[str, str]]:
    """What came of a call, in one tap: words, and the code of forms.acts.RESULTS."""
    if found is None or not found.number:
        return []
    tries = [(_("Niet opgenomen"), "no_answer"), (_("Bericht ingesproken"), "message")]
    return tries if found.may_leave_message else tries[:1]


def _coordinated(handover: tracking.Tracked) -> list[Coordinates]:
    """Who already coordinates; only whoever took it up is told. One statement."""
    if not handover.is_receiver or handover.received_at is None or not handover.about:
        return []
    return coordinated_by(handover.id)


def _legal(handover: tracking.Tracked) -> list[tuple[str, str, str]]:
    """What the law wants of the receiver, by which day, and where it says so."""
    if not handover.is_receiver:
        return []
    reported_on = handover.reported_on or moments.local(handover.sent_at).date()
    dates = rules.legal_dates(reported_on, is_wmo=handover.is_wmo, is_youth=handover.is_youth)
    return [(_(each.what), moments.full_day(each.on), each.source) for each in dates]


def _text(written: tracking.Written, request: SignedIn) -> dict[str, Any]:
    label = words.PARTS.get(written.part) or str(Text.Part(written.part).label).capitalize()
    return {
        "label": label,
        "body": written.body,
        "who": written.who,
        "when": moments.moment(written.at, request.me.at),
        "quoted": written.part in (Text.Part.WISH, Text.Part.REPLY),
    }


def _facts(handover: tracking.Tracked, request: SignedIn) -> list[tuple[str, str]]:
    now = request.me.at
    today = moments.local(now).date()
    return [
        (_("Onderwerp"), handover.theme),
        (_("Buurt"), handover.neighbourhood),
        (_("Hoe snel"), str(Urgency(handover.urgency).label)),
        (_("Samen"), words.brought(handover, now)),
        (
            _("Eerste stap op"),
            moments.day(handover.first_step_on, today) if handover.first_step_on else "",
        ),
        (_("Tijdelijk tot"), moments.day(handover.ends_on, today) if handover.ends_on else ""),
        (_("Geboren"), f"{handover.born_on:%d-%m-%Y}" if handover.born_on else ""),
        (_("Opgeschreven door"), handover.typed_by.name),
    ]
