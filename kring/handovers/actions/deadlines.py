"""What time itself does: one reminder before, and on the deadline silence moves the turn.

Only jobs act here. Each handover is taken under its own lock and looked at again, so that two
sweeps at once do nothing twice.
"""

from uuid import UUID

from django.db import connection

from kring.core import moments, working_days
from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.directory.models import Position
from kring.notices import actions as notices

from .. import queries, rules
from ..models import Handover, ResidentQuestion
from ..models.choices import Fact, Side, State
from ..rules.silence import Silence
from .moving import intent, note, path, said, until_outcome


@intent
def look_again(handover_id: UUID, *, by: Me) -> bool:
    """Remind, or move the turn one step; False when there was nothing to do (any more)."""
    handover = (
        Handover.objects.select_for_update(skip_locked=True)
        .filter(pk=handover_id, is_live=True, sweep_at__lte=by.at)
        .first()
    )
    if handover is None or handover.due_at is None or by.kind != Actor.JOB:
        return False
    if by.at < handover.due_at:
        _remind(handover, by=by)
    else:
        _move_on(handover, by=by)
    return True


@intent
def begin_clock(handover_id: UUID, *, by: Me) -> bool:
    """Give what is under way without a clock the long one, in which it ends; False when it has one.

    Told back before there was such a clock, it would never have come up again.
    """
    handover = (
        Handover.objects.select_for_update(skip_locked=True)
        .filter(pk=handover_id, state=State.UNDER_WAY, due_at=None)
        .first()
    )
    if handover is None or by.kind != Actor.JOB:
        return False
    _write(handover, **until_outcome(handover, by=by))
    return True


@intent
def ask_further(question_id: UUID, *, by: Me) -> bool:
    """A question of a resident that nobody answered goes to who is next; False when none is due."""
    question = ResidentQuestion.objects.filter(
        pk=question_id, answered_at=None, due_at__lte=by.at
    ).first()
    if question is None or by.kind != Actor.JOB:
        return False
    person = Position.objects.filter(pk=question.whom).exists()
    there = queries.ladder(
        question.whom if person else None,
        team=None if person else question.whom,
        on=moments.local(by.at).date(),
    )
    step = rules.next_silence(
        question.silence,
        stand_in=there.stand_in is not None,
        escalation=there.escalation is not None,
        holder=False,
    )
    to = {Silence.STAND_IN: there.stand_in, Silence.ESCALATION: there.escalation}
    whom = to[step] if step else None
    then = working_days.add_working_days(by.at, rules.STEP_DAYS) if step else question.due_at
    with connection.cursor() as cursor:
        cursor.execute(
            "select kring.ask_further(%s, %s, %s, %s)",
            [question.pk, step or Silence.ESCALATION, whom or question.silent_to_id, then],
        )
    owed = notices.Owed(
        about=question.handover_id,
        step=f"resident {question.what} {then:%Y-%m-%d}",
        whom=whom or question.whom,
        path=f"/overdracht/{question.handover_id}/",
        urgent=True,
        due_at=then,
    )
    notices.owe([owed], at=by.at)
    return True


def _remind(handover: Handover, *, by: Me) -> None:
    """One reminder before the deadline, to whose turn it is."""
    _write(handover, reminded_at=by.at, sweep_at=handover.due_at)
    _tell(handover, "reminder", _whose(handover, handover.turn), by=by)


def _move_on(handover: Handover, *, by: Me) -> None:
    """The deadline passed in silence: the turn goes to the next one there is."""
    side = _silent_side(handover)
    next_, whom = _next(handover, side, by)
    if handover.silence == Silence.NONE:
        note(handover, Fact.OVERDUE, by=by, how=side.value)
    if next_ is None:
        _write(handover, sweep_at=None, silence=handover.silence)
        _tell(handover, "overdue", _whose(handover, handover.turn), by=by)
        return
    note(handover, Fact.ESCALATED, by=by, how=next_.name.lower())
    then = working_days.add_working_days(by.at, rules.STEP_DAYS)
    last = next_ == Silence.HOLDER
    _write(handover, silence=next_, silent_to_id=whom, sweep_at=None if last else then)
    said(handover, "escalated", by=by)
    _tell(handover, next_.name.lower(), whom or _whose(handover, handover.turn), by=by, urgent=True)


def _next(handover: Handover, side: Side, by: Me) -> tuple[Silence | None, UUID | None]:
    """The next step, and whom it goes to when that is neither sender nor receiver."""
    position, team = _party(handover, side)
    there = queries.ladder(position, team=team, on=moments.local(by.at).date())
    step = rules.next_silence(
        handover.silence,
        stand_in=there.stand_in is not None,
        escalation=there.escalation is not None,
        holder=rules.waits_for_holder(
            side, baton=handover.baton, has_sender=handover.sender_id is not None
        ),
    )
    to = {Silence.STAND_IN: there.stand_in, Silence.ESCALATION: there.escalation}
    if step == Silence.HOLDER:
        return step, _instead_of_holder(handover, side, by)
    return step, to.get(step) if step else None


def _instead_of_holder(handover: Handover, silent: Side, by: Me) -> UUID | None:
    """A baton holder who has left: the organisation's escalation target holds on."""
    holder = handover.sender if silent == Side.RECEIVER else handover.receiver
    today = moments.local(by.at).date()
    if holder is None or holder.until_on is None or holder.until_on >= today:
        return None
    there = queries.ladder(holder.pk, team=None, on=today)
    return there.stand_in or there.escalation


def _silent_side(handover: Handover) -> Side:
    return rules.silent_side(
        state=State(handover.state),
        has_question=handover.question_at is not None,
        paused_turn=handover.paused_turn,
        has_sender=handover.sender_id is not None,
    )


def _party(handover: Handover, side: Side) -> tuple[UUID | None, UUID | None]:
    if side == Side.SENDER:
        return handover.sender_id, None
    return handover.receiver_id, handover.receiver_team_id


def _whose(handover: Handover, turn: str | None) -> UUID:
    """Who reads the notice: whom silence moved it to, the position, else the team's intake."""
    if handover.silent_to_id is not None:
        return handover.silent_to_id
    position, team = _party(handover, Side.SENDER if turn == Side.SENDER else Side.RECEIVER)
    whom = position or team
    assert whom is not None  # each side is a position or a team
    return whom


def _write(handover: Handover, **facts: object) -> None:
    for name, value in facts.items():
        setattr(handover, name, value)
    handover.save(update_fields=list(facts))


def _tell(handover: Handover, step: str, whom: UUID, *, by: Me, urgent: bool = False) -> None:
    """Owed once per clock: its key is the deadline, not the moment of the sweep."""
    notices.owe(
        [
            notices.Owed(
                about=handover.pk,
                step=f"{step} {handover.due_at:%Y-%m-%dT%H:%M}",
                whom=whom,
                path=path(handover),
                urgent=urgent,
                due_at=handover.due_at,
            )
        ],
        at=by.at,
    )
