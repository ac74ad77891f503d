"""What all steps share: lock the handover, ask the table, write the facts, log and tell."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, wraps
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Model

from kring.agreements import queries as agreements
from kring.audit import actions as audit
from kring.audit.models import Event
from kring.circle.models import Category
from kring.core import working_days
from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.core.reading import as_model, columns
from kring.core.writing import Changed, together
from kring.notices import actions as notices
from kring.notices.models import Notice

from .. import policies, rules
from ..models import Handover, Progress, Text
from ..models.choices import Fact, Kind, Side, State
from ..models.hearing import HIDDEN

_TABLE = "handovers_handover"
_MINE = {
    Side.SENDER: policies.acts_as_sender(_TABLE),
    Side.RECEIVER: policies.acts_as_receiver(_TABLE),
    Side.EITHER: policies.may_reassign(_TABLE),
}


def intent[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """One intent: all of it or nothing; what the database refuses because of a race is Refused."""

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with or_refuse(rules.WhyNot.NO_MOVE):
            return action(*args, **kwargs)

    return run


def lock(handover_id: UUID, *, by: Me) -> tuple[Handover, frozenset[Side]]:
    """The handover under its lock, and which sides the actor may act for. Raises Refused.

    EITHER among the sides says: on the receiving side at all, also when a colleague took it up.
    """
    with connection.cursor() as cursor:
        cursor.execute(_lock_one(), [handover_id])
        row = cursor.fetchone()
    if row is None:
        raise Refused(rules.WhyNot.NO_MOVE)
    found = as_model(Handover, row, but=HIDDEN)
    sides = {side for side, mine in zip(_MINE, row[-len(_MINE) :], strict=True) if mine}
    return found, frozenset(sides | _by_link(found, by))


@cache
def _lock_one() -> str:
    asked = [*columns(Handover, but=HIDDEN), *(f"({sql})" for sql in _MINE.values())]
    return f"select {', '.join(asked)} from {_TABLE} where id = %s for update"  # noqa: S608  # our own text


def _by_link(handover: Handover, by: Me) -> set[Side]:
    """A link about this handover lets whom it was given to take that side's steps.

    A resident sees only the chain that the code is of, and follows it to its last handover.
    """
    if by.kind == Actor.RESIDENT:
        return {Side.SENDER}
    if by.subject != handover.pk:
        return set()
    if by.position in (handover.sender_id, handover.typed_by_id):
        return {Side.SENDER}
    return {Side.RECEIVER} if by.position == handover.receiver_id else set()


def lock_for(verb: str, handover_id: UUID, *, by: Me, agreed: bool = False) -> Handover:
    """The handover under its lock, when the actor may make this move now. Raises Refused."""
    handover, sides = lock(handover_id, by=by)
    refuse(
        rules.why_not_move(
            verb,
            kind=Kind(handover.kind),
            state=State(handover.state),
            sides=sides,
            agreed=agreed,
        )
    )
    return handover


def lock_as(side: Side, handover_id: UUID, *, by: Me, states: frozenset[State]) -> Handover:
    """The handover under its lock, for something that is no move: by one side, in some states."""
    handover, sides = lock(handover_id, by=by)
    if handover.state not in states:
        raise Refused(rules.WhyNot.NO_MOVE)
    if side not in sides and not (side == Side.EITHER and sides):
        raise Refused(rules.WhyNot.NOT_SENDER if side == Side.SENDER else rules.WhyNot.NOT_RECEIVER)
    return handover


class Tells(NamedTuple):
    """A notice that comes with a step, and for which side."""

    step: str
    side: Side
    urgent: bool = False


def change(
    handover: Handover,
    what: str,
    *also: Model | Tells,
    by: Me,
    **facts: object,
) -> Handover:
    """Write the event that says what happened, what comes with it, and the step's facts.

    In one statement: after the facts the actor may no longer be a party. When nobody is silent any
    more the database itself lets go of whom silence asked.
    """
    for name, value in facts.items():
        setattr(handover, name, value)
    together(
        *(each for each in also if not isinstance(each, Tells)),
        _happened(handover, what, by=by),
        once=[
            told(handover, each.step, side=each.side, at=by.at, urgent=each.urgent)
            for each in also
            if isinstance(each, Tells)
        ],
        changed=Changed(handover, [name for name in facts if name != "silent_to_id"]),
    )
    return handover


def said(handover: Handover, what: str, *rows: Model, by: Me) -> Handover:
    """Write the event down, and the rows that come with it."""
    together(*rows, _happened(handover, what, by=by))
    return handover


def _happened(handover: Handover, what: str, *, by: Me) -> Event:
    return audit.event(
        f"handover.{what}", by=by, about=handover.pk, household=handover.household_id
    )


def clock_of(
    handover: Handover, kind: str, *, at: datetime, whose: Side = Side.RECEIVER
) -> agreements.Clock:
    """The term in force for this step of this handover, in the hours of who is to act."""
    if whose == Side.SENDER and handover.sender_id:
        return agreements.clock(kind, at=at, receiver=handover.sender_id)
    return agreements.clock(
        kind,
        at=at,
        sender=handover.sender_id,
        receiver=handover.receiver_id,
        team=handover.receiver_team_id,
    )


def ticking(
    due_at: datetime | None,
    source: str = "",
    *,
    start: datetime | None = None,
    hours: working_days.Hours = working_days.OFFICE,
) -> dict[str, object]:
    """The facts of a clock that starts afresh: nobody is late yet.

    From `start` on there is a reminder before it, in the hours of who must act; without a start
    the sweep comes when it is due.
    """
    remind_at = due_at
    if start is not None and due_at is not None:
        early = working_days.before_open_time(due_at, rules.REMIND_BEFORE, hours)
        remind_at = max(start, early)
    return {
        "sweep_at": remind_at,
        "due_at": due_at,
        "due_source": source,
        "clock_left": None,
        "reminded_at": None,
        "silence": 0,
        "silent_to_id": None,
    }


def started(handover: Handover, verb: str, after: State, *, by: Me) -> dict[str, object]:
    """The facts of the clock that starts when this move leads there."""
    kind = rules.clock(verb, kind=Kind(handover.kind), after=after)
    if not kind:
        return ticking(None)
    whose = Side.SENDER if after in (State.DECLINED, State.FAILED) else Side.RECEIVER
    clock = clock_of(handover, kind, at=by.at, whose=whose)
    return ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours)


def after_contact(handover: Handover, verb: str, *, met_at: datetime, by: Me) -> dict[str, object]:
    """The facts of the clock once there is contact: feedback is owed, and after it the outcome.

    Nobody waits for feedback when a resident asked.
    """
    told = handover.fed_back_at is not None and handover.fed_back_at >= met_at
    if told or handover.sender_id is None:
        return until_outcome(handover, by=by)
    return started(handover, verb, State.UNDER_WAY, by=by)


def until_outcome(handover: Handover, *, by: Me) -> dict[str, object]:
    """The facts of the long clock in which it ends: what is under way is not forgotten."""
    clock = clock_of(handover, "outcome", at=by.at)
    return ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours)


def path(handover: Handover) -> str:
    """Where a notice leads; holds nothing but the id."""
    return f"/overdracht/{handover.pk}/"


def note(
    handover: Handover, fact: Fact, *, by: Me, how: str = "", on: datetime | None = None
) -> None:
    """Add a fact to the log of progress."""
    together(noted(handover, fact, by=by, how=how, on=on))


def noted(
    handover: Handover, fact: Fact, *, by: Me, how: str = "", on: datetime | None = None
) -> Progress:
    """A fact for the log of progress, to be written."""
    return Progress(
        handover=handover,
        what=fact,
        how=how[:40],
        on=on,
        at=by.at,
        by_id=by.position,
        by_kind=by.kind,
    )


def write(
    handover: Handover,
    part: Text.Part,
    body: str,
    *,
    by: Me,
    category: Category = Category.SITUATION,
    for_sender: bool = True,
    for_receiver: bool = True,
    on: UUID | None = None,
) -> None:
    """Keep what was written, for whom it is meant; nothing when nothing was written.

    `on`: the act of sharing by which the sender reads what is above their level.
    """
    for text in texts({part: (body, category)}, handover, by=by):
        text.for_sender, text.for_receiver = for_sender, for_receiver
        text.disclosure_id = on
        together(text)


def texts(
    bodies: Mapping[Text.Part, tuple[str, Category]], handover: Handover, *, by: Me
) -> list[Text]:
    """What was written, to be kept: a category each, for both sides; what is blank is nothing."""
    return [
        Text(
            handover=handover,
            household_id=handover.household_id,
            part=part,
            category=category,
            body=body.strip(),
            written_by_id=by.position,
            at=by.at,
        )
        for part, (body, category) in bodies.items()
        if body.strip()
    ]


def tell(handover: Handover, step: str, *, side: Side, at: datetime, urgent: bool = False) -> None:
    """Owe one side a notice about this step; a team when nobody took it up yet."""
    together(once=[told(handover, step, side=side, at=at, urgent=urgent)])


def told(
    handover: Handover, step: str, *, side: Side, at: datetime, urgent: bool = False
) -> Notice:
    """A notice for one side about this step, to be owed.

    The moment makes each time its own, and the same step twice at once is owed once.
    """
    whom = handover.sender_id
    if side == Side.RECEIVER or whom is None:
        whom = handover.receiver_id or handover.receiver_team_id
    assert whom is not None  # every handover has a receiver
    return notices.notice(
        notices.Owed(
            about=handover.pk,
            step=f"{step} {at:%Y-%m-%dT%H:%M:%S}",
            whom=whom,
            path=path(handover),
            urgent=urgent,
            due_at=handover.due_at,
        ),
        at=at,
    )
