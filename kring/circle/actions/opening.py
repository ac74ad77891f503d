"""A household opens when a position accepts coordination."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Category, Involvement, Plan
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse, whole
from kring.core.writing import together
from kring.directory.models import Position

from .involving import Party, began, involvement


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The position that someone acts from: the own one, or that of whom one stands in for."""

    position: UUID
    team: UUID | None
    ring: str
    function: str


def seat(position: UUID | None, *, by: Me) -> Seat:
    """Where the actor sits when acting for this position; None: for the own one.

    One statement for who stands in, none for oneself.
    """
    own = by.position
    assert own is not None  # who acts from a seat is a professional
    if position in (None, own):
        return Seat(position=own, team=by.team, ring=by.ring, function=by.function)
    team, ring, function = Position.objects.values_list(
        "team_id", "function__ring", "function__name"
    ).get(pk=position)
    return Seat(position=position, team=team, ring=ring, function=function)


@whole()
def open_plan(
    household: UUID,
    *,
    by: Me,
    ground: str = "public_task",
    purpose: str = "coördineert het plan",
    weight: Plan.Weight = Plan.Weight.ORDINARY,
    source: UUID | None = None,
    at: Seat | None = None,
) -> Plan:
    """Accept coordination: the household is open, with this position as its coordinator.

    Plan, the coordinator's access and involvement in one transaction; the plan may be empty.
    plans.actions.open_household does this with a first action. `at`: the seat of whom `by` stands
    in for; that one coordinates, and who stood in is kept as who opened it. Raises Refused when
    that position is not in the core ring or the household has a coordinator already: also when
    someone was faster.
    """
    coordinator = at or seat(None, by=by)
    refuse(rules.why_not_coordinate(ring=coordinator.ring, in_team=coordinator.team is not None))
    plan = _plan(household, coordinator, weight=weight, by=by)
    joining = involvement(
        household,
        party=Party(position=coordinator.position),
        role="coördinator",
        purpose=purpose,
        ground=ground,
        categories=[*Category.values],
        source=source or plan.id,
        by=by,
    )
    with or_refuse(rules.WhyNot.HAS_COORDINATOR):
        _write(plan, joining, by=by)
    return plan


def _plan(household: UUID, coordinator: Seat, *, weight: Plan.Weight, by: Me) -> Plan:
    assert coordinator.team is not None  # in a team, and somebody: the rule asked
    assert by.position is not None
    return Plan(
        household_id=household,
        coordinator_id=coordinator.position,
        team_id=coordinator.team,
        weight=weight,
        opened_at=by.at,
        opened_by_id=by.position,
        last_active_at=by.at,
    )


def _write(plan: Plan, joining: Involvement, *, by: Me) -> None:
    """Access first: the row of the plan must be visible to whoever writes it.

    The coordinator looks because of coordinating, so that this ends when coordination moves.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select kring.open_plan(%s, %s, %s)",
            [plan.household_id, plan.id, plan.coordinator_id],
        )
    opened = audit.event("plan.opened", by=by, about=plan.id, household=plan.household_id)
    together(plan, joining, opened, began(joining, by=by))
