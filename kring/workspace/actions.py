"""What somebody who leaves leaves behind is given again, over the rooms it lies in."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.circle import actions as circle
from kring.circle.models import StandIn
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import or_refuse
from kring.notices import actions as notices
from kring.workspace import rules


@dataclass(frozen=True, kw_only=True)
class Left:
    """One thing that is left: what kind, and which."""

    kind: str
    id: UUID


@transaction.atomic
def divide(position: UUID, division: Mapping[Left, UUID], *, by: Me) -> None:
    """Give on what a colleague leaves: each thing to whom was chosen, all or nothing.

    A household by a proposal to coordinate it, being stood in for by a new stand-in, an action
    counts when it is accepted. By who arranges who stands in. Raises Refused.
    """
    for left, to in division.items():
        if left.kind == "household":
            circle.propose(left.id, to=to, by=by)
        elif left.kind == "stand_in":
            _stand_in(left.id, to=to, by=by)
        else:
            _hand_on(left, position, to=to, by=by)
    _tell(position, {to for left, to in division.items() if left.kind in GIVEN}, by=by)


GIVEN = ("action", "handover", "question", "follow_up")


def _stand_in(stand_in_id: UUID, *, to: UUID, by: Me) -> None:
    """The rest of the days by someone else."""
    there = StandIn.objects.get(pk=stand_in_id)
    circle.end_stand_in(stand_in_id, by=by)
    today = moments.local(by.at).date()
    circle.stand_in(
        there.position_id,
        by_whom=to,
        from_on=max(there.from_on, today),
        until_on=there.until_on,
        by=by,
    )


def _hand_on(left: Left, position: UUID, *, to: UUID, by: Me) -> None:
    with or_refuse(rules.WhyNot.NOT_LEFT), connection.cursor() as cursor:
        cursor.execute("select kring.hand_on(%s, %s, %s, %s)", [left.kind, left.id, position, to])
    audit.record("work.given", by=by, about=left.id, kind=left.kind, to=to)


def _tell(position: UUID, whom: set[UUID], *, by: Me) -> None:
    step = f"work.given {by.at:%Y-%m-%dT%H:%M}"
    notices.owe(
        [
            notices.Owed(about=position, step=step, whom=each, path="/mijn-werk/")
            for each in whom
            if each != by.position
        ],
        at=by.at,
    )


@transaction.atomic
def see_to_what_is_left(*, by: Me) -> int:
    """Never to nobody: where nobody can act any more, somebody stands in by rule, and is told.

    By a job; how many there were. See kring.stand_in_by_rule.
    """
    with connection.cursor() as cursor:
        cursor.execute("select id, position, stand_in from kring.stand_in_by_rule()")
        made = cursor.fetchall()
    notices.owe(
        [
            notices.Owed(
                about=pk,
                step="work.left",
                whom=stand_in,
                path=f"/mijn-werk/team/{position}/verdelen/",
                at_once=True,
            )
            for pk, position, stand_in in made
        ],
        at=by.at,
    )
    return len(made)
