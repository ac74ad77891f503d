"""A household opens when a position accepts coordination."""

from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Category, Plan
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse

from .involving import Party, involve


@transaction.atomic
def open_plan(
    household: UUID,
    *,
    by: Me,
    ground: str = "public_task",
    purpose: str = "coördineert het plan",
    weight: int = 2,
    source: UUID | None = None,
) -> Plan:
    """Accept coordination: the household is open, with this position as its coordinator.

    Plan, the coordinator's access and involvement in one transaction; the plan may be empty.
    plans.actions.open_household does this with a first action. Raises Refused when `by` is not
    in the core ring or the household has a coordinator already: also when someone was faster.
    """
    refuse(rules.why_not_coordinate(ring=by.ring, in_team=by.team is not None))
    with or_refuse(rules.WhyNot.HAS_COORDINATOR):
        plan = _write(household, weight=weight, by=by)
    involve(
        household,
        party=Party(position=by.position),
        role="coördinator",
        purpose=purpose,
        ground=ground,
        categories=[*Category.values],
        source=source or plan.id,
        by=by,
    )
    audit.record("plan.opened", by=by, about=plan.id, household=household)
    return plan


def _write(household: UUID, *, weight: int, by: Me) -> Plan:
    """Access first: the row of the plan must be visible to whoever writes it."""
    assert by.position is not None  # a position of the core ring: the rule asked
    assert by.team is not None
    plan = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("select kring.open_plan(%s, %s, %s)", [household, plan, by.position])
    return Plan.objects.create(
        id=plan,
        household_id=household,
        coordinator_id=by.position,
        team_id=by.team,
        weight=weight,
        opened_at=by.at,
        opened_by_id=by.position,
        last_active_at=by.at,
    )
