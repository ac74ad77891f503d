"""Reaching the resident: attempts, the first real contact, waiting."""

from datetime import date, datetime
from uuid import UUID

from kring.core import moments, working_days
from kring.core.actor import Me
from kring.core.errors import refuse

from .. import rules
from ..models import Handover
from ..models.choices import Fact, Kind, Side, State
from .moving import (
    Tells,
    after_contact,
    change,
    clock_of,
    intent,
    lock,
    lock_as,
    lock_for,
    note,
    noted,
    said,
    started,
    tell,
    ticking,
)

_REACHING = frozenset({State.ACCEPTED, State.UNDER_WAY, State.PAUSED})
WAITS = "wacht, zoals afgesproken"


@intent
def attempt_contact(handover_id: UUID, *, how: str, result: str, by: Me) -> Handover:
    """Note a try to reach the resident: how (phone, visit, letter …) and what came of it, codes.

    Raises Refused.
    """
    handover = lock_as(Side.RECEIVER, handover_id, by=by, states=_REACHING)
    note(handover, Fact.CONTACT_ATTEMPTED, by=by, how=f"{how} {result}")
    return said(handover, "attempted", by=by)


@intent
def plan_appointment(handover_id: UUID, *, on: datetime, by: Me) -> Handover:
    """Note when receiver and resident meet. Raises Refused."""
    handover = lock_as(Side.RECEIVER, handover_id, by=by, states=_REACHING)
    refuse(rules.why_not_plan(on, now=by.at))
    note(handover, Fact.APPOINTMENT_PLANNED, by=by, on=on)
    return said(handover, "planned", by=by)


@intent
def no_show(handover_id: UUID, *, by: Me) -> Handover:
    """Note that the resident did not come; the sender hears it when they may. Raises Refused."""
    handover = lock_as(Side.RECEIVER, handover_id, by=by, states=_REACHING)
    note(handover, Fact.NO_SHOW, by=by)
    said(handover, "no_show", by=by)
    if rules.hears_how(handover.hears, kind=handover.kind):
        tell(handover, "no show", side=Side.SENDER, at=by.at)
    return handover


@intent
def make_contact(handover_id: UUID, *, how: str, by: Me) -> Handover:
    """Note the first real contact (contact gelegd): the baton passes to the receiver.

    After the resident contradicted it a new contact clears that. Raises Refused.
    """
    handover, sides = lock(handover_id, by=by)
    again = handover.state == State.UNDER_WAY and handover.contradicted_at is not None
    if not (again and Side.RECEIVER in sides):
        refuse(
            rules.why_not_move(
                "make_contact",
                kind=Kind(handover.kind),
                state=State(handover.state),
                sides=sides,
            )
        )
    clock = after_contact(handover, "make_contact", met_at=by.at, by=by)
    return change(
        handover,
        "contact_made",
        noted(handover, Fact.CONTACT_MADE, by=by, how=how),
        Tells("contact", Side.SENDER),
        by=by,
        contact_at=by.at,
        contradicted_at=None,
        confirmed_at=None,
        question_at=None,
        **clock,
    )


@intent
def pause(handover_id: UUID, *, for_: str, until: date, turn: Side, by: Me) -> Handover:
    """Wait (wacht) for something until a day, also before contact; `turn`: who must act.

    It is due when that day closes for who must act, or the next working day. Raises Refused.
    """
    handover = lock_for("pause", handover_id, by=by)
    refuse(rules.why_not_pause(for_, until=until, today=moments.local(by.at).date()))
    hours = clock_of(handover, "contact", at=by.at, whose=turn).hours
    return change(
        handover,
        "paused",
        Tells("paused", Side.SENDER),
        by=by,
        paused_at=by.at,
        paused_for=for_.strip()[:80],
        paused_until=until,
        paused_turn=turn.value,
        question_at=None,
        **ticking(working_days.closing(until, hours), WAITS, start=by.at, hours=hours),
    )


@intent
def resume(handover_id: UUID, *, by: Me) -> Handover:
    """Go on after waiting, back to where it came from; the clock starts afresh.

    By the receiver, or by the sender when it waits for them. Raises Refused.
    """
    handover, sides = lock(handover_id, by=by)
    refuse(
        rules.why_not_move(
            "resume", kind=Kind(handover.kind), state=State(handover.state), sides=sides
        )
        or rules.why_not_resume(sides, waits_for=handover.paused_turn)
    )
    met_at = handover.contact_at
    if met_at is None or handover.contradicted_at is not None:
        clock = started(handover, "resume", State.ACCEPTED, by=by)
    else:
        clock = after_contact(handover, "resume", met_at=met_at, by=by)
    change(
        handover,
        "resumed",
        by=by,
        paused_at=None,
        paused_for="",
        paused_until=None,
        paused_turn="",
        **clock,
    )
    if Side.RECEIVER not in sides:
        tell(handover, "resumed", side=Side.RECEIVER, at=by.at)
    return handover
