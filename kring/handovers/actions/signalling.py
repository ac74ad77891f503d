"""Signals: a worry told to a team, taken up and answered; forgotten when nothing came of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from kring.agreements import queries as agreements
from kring.audit import actions as audit
from kring.circle.models import Category
from kring.core import moments
from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.notices import actions as notices
from kring.sharing import actions as sharing
from kring.sharing import queries as shared

from .. import queries, rules
from ..models import Draft, Signal
from ..models.choices import Kind
from . import drafting
from .moving import intent
from .namens import who_sends


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whom a signal is about, when that is told: the giver's keys, and whether they know of it."""

    name: str
    ground: str
    secrecy: str = ""
    route: str = ""
    how: str = ""
    knows: str = ""
    not_told_because: str = ""
    review_on: date | None = None


NOBODY = Named(name="", ground="")


@intent
def give_signal(
    team: UUID,
    *,
    text: str,
    theme: str,
    by: Me,
    neighbourhood: UUID | None = None,
    named: Named | None = None,
    giver: UUID | None = None,
) -> Signal:
    """Tell a team that one is worried; without a name unless `named`. Raises Refused.

    `giver`: the caller, when someone types it for them (rules.why_not_namens). A name is an act of
    sharing, with its keys, and starts the duty to tell the resident.
    """
    who = named or NOBODY
    found = who_sends(by, on_behalf=giver, theme=theme)
    refuse(
        rules.why_not_signal(
            text,
            has_theme=found.theme is not None,
            about_name=who.name,
            ground=who.ground,
            knows=who.knows,
        )
    )
    responsible = found.sender
    assert responsible is not None  # a signal is a professional's; a resident asks for help
    assert found.theme is not None  # the rule asked
    clock = agreements.clock("signal", at=by.at, sender=responsible, team=team)
    signal = Signal(
        giver_id=responsible,
        receiver_team_id=team,
        theme_id=found.theme,
        neighbourhood_id=neighbourhood,
        text=text.strip(),
        sent_at=by.at,
        due_at=clock.due(by.at),
        due_source=clock.source,
        **_typed(responsible, by),
    )
    _name(signal, who)
    signal.save(force_insert=True)
    if signal.about_name:
        _disclose(signal, who, by=by)
    audit.record("signal.given", by=by, about=signal.pk)
    _tell(signal.pk, "given", team, by=by)
    return signal


@intent
def take_up_signal(signal_id: UUID, *, by: Me) -> Signal:
    """Someone of the team opened it. Raises Refused."""
    signal = _lock(signal_id)
    _take_up(signal, by=by)
    return signal


def _take_up(signal: Signal, *, by: Me) -> None:
    if signal.received_at is None:
        signal.received_at, signal.received_by_id = by.at, by.position
        signal.save(update_fields=["received_at", "received_by_id"])
        audit.record("signal.received", by=by, about=signal.pk)


@intent
def answer_signal(
    signal_id: UUID,
    answer: Signal.Answer,
    *,
    by: Me,
    reply: str = "",
    became: UUID | None = None,
) -> Signal:
    """Answer it: it became a handover, no action, or the wrong desk; the giver hears it.

    After "geen actie" name and text go when their time is over; theme and area stay. Raises
    Refused.
    """
    signal = _lock(signal_id)
    refuse(
        rules.why_not_answer_signal(
            answer, answered=signal.answered_at is not None, became=became is not None
        )
    )
    signal.received_at = signal.received_at or by.at
    signal.received_by_id = signal.received_by_id or by.position
    signal.answered_at, signal.answered_by_id = by.at, by.position
    signal.answer, signal.reply, signal.became_id = answer, reply.strip(), became
    if answer != Signal.Answer.HANDOVER:
        signal.erase_at = by.at + timedelta(days=settings.SIGNAL_KEPT_DAYS)
    signal.save()
    audit.record("signal.answered", by=by, about=signal.pk, answer=answer)
    _tell(signal.pk, "answered", signal.giver_id, by=by)
    return signal


def became(signal_id: UUID, handover_id: UUID, *, by: Me) -> None:
    """The handover that this signal led to was sent: that is its answer, unless it had one."""
    if Signal.objects.filter(pk=signal_id, answered_at=None).exists():
        answer_signal(signal_id, Signal.Answer.HANDOVER, by=by, became=handover_id)


@intent
def hand_over_signal(signal_id: UUID, *, by: Me) -> Draft:
    """Begin a handover with what the signal says; sending it answers the signal. Raises Refused."""
    signal = _lock(signal_id)
    _take_up(signal, by=by)
    who = {"family_name": signal.about_name, "neighbourhood": signal.neighbourhood_id}
    data = {
        "what": {"situation": signal.text, "theme": signal.theme.code},
        "who": {part: str(value) for part, value in who.items() if value},
    }
    return drafting.start(Kind.REFER, by=by, data=data, answers=signal.pk)


def erase_signals(*, by: Me) -> int:
    """Forget name and text of signals whose time is over; theme and area stay. How many."""
    return Signal.objects.filter(erase_at__lte=by.at, erased_at__isnull=True).update(
        text="", about_name="", reply="", erased_at=by.at
    )


@intent
def remind_signal(signal_id: UUID, *, by: Me) -> bool:
    """Tell a team's escalation target once of a signal that nobody answered in time.

    False when there was nothing to do (any more).
    """
    signal = (
        Signal.objects.select_for_update(skip_locked=True)
        .filter(pk=signal_id, due_at__lte=by.at, answered_at=None, overdue_at=None)
        .first()
    )
    if signal is None:
        return False
    there = queries.ladder(None, team=signal.receiver_team_id, on=moments.local(by.at).date())
    _tell(signal.pk, "overdue", there.escalation or signal.receiver_team_id, by=by)
    Signal.objects.filter(pk=signal.pk).update(overdue_at=by.at)
    return True


def _lock(signal_id: UUID) -> Signal:
    """A signal that is still open, under its lock; only its team takes it up."""
    signal = Signal.objects.select_for_update().filter(pk=signal_id).first()
    if signal is None or signal.answered_at is not None:
        raise Refused(rules.WhyNot.NO_SIGNAL)
    return signal


def _typed(responsible: UUID, by: Me) -> dict[str, UUID | None]:
    """Who typed it when that is someone else, or by which link it came."""
    if by.kind != Actor.PROFESSIONAL:
        return {"link": by.id}
    return {"typed_by_id": None if by.position == responsible else by.position}


def _name(signal: Signal, who: Named) -> None:
    if who.name.strip():
        signal.about_name, signal.ground, signal.knows = who.name.strip(), who.ground, who.knows


def _disclose(signal: Signal, who: Named, *, by: Me) -> None:
    act = sharing.Act(
        about=signal.pk,
        receiver=sharing.Receiver(team=signal.receiver_team_id),
        purpose="signaal",
        categories=[Category.SITUATION],
        keys=sharing.Keys(
            ground=who.ground,
            secrecy=who.secrecy,
            route=who.route,
            how=who.how,
            heard_by=signal.giver_id if who.how else None,
            told=who.knows == Signal.Knows.YES,
            not_told_because=who.not_told_because,
            review_on=who.review_on,
        ),
        giver=signal.giver_id,
    )
    sharing.disclose(act, by=by)


def _tell(signal: UUID, step: str, whom: UUID, *, by: Me) -> None:
    owed = notices.Owed(
        about=signal, step=f"signal {step}", whom=whom, path=f"/overdracht/signaal/{signal}/"
    )
    notices.owe([owed], at=by.at)


def remind_to_tell(*, by: Me) -> None:
    """Tell who shared something, on its day, to look again whether the resident may know; once.

    A day that was missed is made good within the week.
    """
    due = shared.due_to_tell(on=moments.local(by.at).date())
    given = Signal.objects.filter(pk__in=[each.about for each in due])
    erased = dict(given.values_list("pk", "erased_at"))
    owed = [
        notices.Owed(
            about=each.about,
            step=f"tell.resident {each.review_on:%Y-%m-%d}",
            whom=each.giver,
            path=f"/overdracht/{'signaal/' if each.about in erased else ''}{each.about}/",
        )
        for each in due
        if not erased.get(each.about)  # whom it was about is forgotten
    ]
    notices.owe(owed, at=by.at)
