"""The receiver answers: seen, taken on, not fitting, or something for a colleague."""

from datetime import date
from uuid import UUID

from django.db.models import Model

from kring.circle import actions as circle
from kring.circle.models import Category
from kring.core import moments
from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.directory.models import Position, Ring
from kring.plans import actions as plans

from .. import queries, rules
from ..models import Handover, Text
from ..models.choices import Fact, Kind, Outcome, Side, State, Urgency
from .known import join_known
from .moving import (
    Tells,
    change,
    clock_of,
    intent,
    lock_as,
    lock_for,
    noted,
    started,
    texts,
    ticking,
    until_outcome,
    write,
)

REASSIGNABLE = frozenset(
    {State.SENT, State.RECEIVED, State.ACCEPTED, State.UNDER_WAY, State.PAUSED}
)


@intent
def receive(handover_id: UUID, *, by: Me) -> Handover:
    """Open it and take it up (gezien): the rest opens for who does. Raises Refused.

    Addressed to a team it becomes that of who takes it up; a stand-in acts for who was named.
    """
    handover = lock_for("receive", handover_id, by=by)
    handover.receiver_id = _taker(handover, by)
    clock = started(handover, "receive", State.RECEIVED, by=by)
    return change(
        handover, "received", by=by, received_at=by.at, receiver_id=handover.receiver_id, **clock
    )


@intent
def accept(
    handover_id: UUID,
    *,
    first_step: str,
    on: date,
    bridge: str = "",
    known: UUID | None = None,
    by: Me,
) -> Handover:
    """Take it on (aangenomen) with a first step on a day. Raises Refused.

    A referral accepted in the core ring opens the household when nobody coordinates it yet: plan,
    coordinator, access and the first step as first action. Another party joins the circle, when
    asked temporarily until that day. A stand-in does so for whom the handover was sent to: what is
    waarnemed does not move. `bridge` (who keeps contact, how often, what if it gets
    worse) is needed when the first step comes after the term for contact. `known`: it is somebody
    that this position coordinates for already; see known.join_known.
    """
    handover = lock_for("accept", handover_id, by=by)
    clock = clock_of(handover, "contact", at=by.at)
    due = clock.due(by.at)
    refuse(
        rules.why_not_accept(
            first_step,
            on=on,
            bridge=bridge,
            today=moments.local(by.at).date(),
            contact_by=moments.local(due).date(),
        )
    )
    facts = ticking(due, clock.source, start=by.at, hours=clock.hours)
    steps = _first_step(handover, first_step, bridge, by=by)
    change(
        handover,
        "accepted",
        *steps,
        Tells("accepted", Side.SENDER),
        by=by,
        accepted_at=by.at,
        first_step_on=on,
        **facts,
    )
    if known is None:
        _join_circle(handover, first_step, on=on, by=by)
    else:
        join_known(handover, known, by=by)
    return handover


@intent
def decline(
    handover_id: UUID, *, reason: str, outcome: Outcome, advice: str = "", by: Me
) -> Handover:
    """Say that it does not fit (niet passend), why, and who would; the sender chooses what next.

    Raises Refused.
    """
    handover = lock_for("decline", handover_id, by=by)
    refuse(rules.why_not_end(reason, outcome=outcome))
    taker = _taker(handover, by)
    clock = started(handover, "decline", State.DECLINED, by=by)
    write(handover, Text.Part.REASON, reason, by=by)
    write(handover, Text.Part.ANSWER, advice, by=by)
    return change(
        handover,
        "declined",
        Tells("declined", Side.SENDER, urgent=handover.urgency == Urgency.TODAY),
        by=by,
        declined_at=by.at,
        outcome=outcome,
        receiver_id=taker,
        question_at=None,
        **clock,
    )


@intent
def reassign(handover_id: UUID, *, to: UUID, by: Me) -> Handover:
    """Give it to another position of the receiving team, or take over what silence brought you.

    Raises Refused when `to` does not work in the team that it was sent to.
    """
    handover = lock_as(Side.EITHER, handover_id, by=by, states=REASSIGNABLE)
    if not _fits(handover, to, by):
        raise Refused(rules.WhyNot.NOT_SENT_TO_TEAM)
    handover.receiver_id = to
    return change(
        handover,
        "reassigned",
        noted(handover, Fact.REASSIGNED, by=by),
        Tells("reassigned", Side.RECEIVER),
        by=by,
        receiver_id=to,
        **_renewed(handover, by=by),
    )


_CLOCKS = {
    State.SENT: "acknowledge",
    State.RECEIVED: "accept",
    State.ACCEPTED: "contact",
    State.UNDER_WAY: "feedback",
    State.PAUSED: "accept",
}


def _renewed(handover: Handover, *, by: Me) -> dict[str, object]:
    """The same deadline while there is time; else who gets it now has the whole term."""
    if handover.due_at is not None and handover.due_at > by.at:
        return {"silence": 0, "silent_to_id": None}
    if handover.state == State.UNDER_WAY and handover.fed_back_at is not None:
        return until_outcome(handover, by=by)
    clock = clock_of(handover, _CLOCKS[State(handover.state)], at=by.at)
    return ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours)


def _taker(handover: Handover, by: Me) -> UUID | None:
    """Whose it becomes: who was named (a stand-in acts for them), else who takes it up.

    Whom it was escalated to takes it over.
    """
    escalated = handover.silence >= rules.Silence.ESCALATION
    if handover.receiver_id is None or (escalated and handover.silent_to_id == by.position):
        return by.position
    return handover.receiver_id


def _fits(handover: Handover, to: UUID, by: Me) -> bool:
    if to == by.position == handover.silent_to_id:
        return True
    place = "team_id" if handover.receiver_team_id else "organisation_id"
    asked = {each for each in (to, handover.receiver_id) if each is not None}
    found = dict(Position.objects.filter(pk__in=asked).values_list("pk", place))
    here = handover.receiver_team_id
    if here is None and handover.receiver_id is not None:
        here = found.get(handover.receiver_id)
    return found.get(to) is not None and found[to] == here


def _first_step(handover: Handover, first_step: str, bridge: str, *, by: Me) -> list[Model]:
    written = {
        Text.Part.FIRST_STEP: (first_step, Category.SITUATION),
        Text.Part.BRIDGE: (bridge, Category.SITUATION),
    }
    bridged = [noted(handover, Fact.BRIDGED, by=by)] if bridge.strip() else []
    return [*texts(written, handover, by=by), *bridged]


def _join_circle(handover: Handover, first_step: str, *, on: date, by: Me) -> None:
    """Coordinate, or join; a guest sees what the act needs and joins nothing."""
    household = handover.household_id
    if by.kind != Actor.PROFESSIONAL or household is None:
        return
    seat = circle.seat(handover.receiver_id, by=by)
    there = queries.place_in_circle(
        household, position=seat.position, handover=handover.pk, theme=handover.theme_id
    )
    if _coordinates(handover, seat) and not there.coordinated:
        plans.open_household(
            household,
            by=by,
            first_action=first_step,
            due_on=on,
            theme=handover.theme_id,
            concerns=handover.resident_id,
            source=handover.pk,
            at=seat,
        )
    elif not there.involved:
        circle.involve(
            household,
            party=circle.Party(position=seat.position),
            role=seat.function,
            purpose=there.theme,
            ground=there.ground,
            categories=handover.categories,
            ends_on=handover.ends_on,
            source=handover.pk,
            by=by,
        )


def _coordinates(handover: Handover, seat: circle.Seat) -> bool:
    """Whether who accepts this from there coordinates, when nobody does yet."""
    return handover.kind == Kind.REFER and seat.ring == Ring.CORE and seat.team is not None
