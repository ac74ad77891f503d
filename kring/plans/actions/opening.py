"""A household opens with a first action."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import actions as circle
from kring.circle.models import Plan
from kring.core.actor import Me
from kring.plans.models import Action


@transaction.atomic
def open_household(
    household: UUID,
    *,
    by: Me,
    first_action: str = "",
    due_on: date | None = None,
    theme: UUID | None = None,
    concerns: UUID | None = None,
    source: UUID | None = None,
) -> Plan:
    """Accept coordination, with what the coordinator does first; see circle.actions.open_plan.

    Without a day the action is due today; without a text the plan begins empty. `source`: the
    handover that was accepted. Raises Refused.
    """
    plan = circle.open_plan(household, by=by, source=source)
    if first_action.strip():
        action = Action.objects.create(
            household_id=household,
            title=first_action.strip()[:300],
            concerns_id=concerns,
            theme_id=theme,
            doer_id=by.position,
            given_by_id=plan.coordinator_id,
            given_at=by.at,
            accepted_at=by.at,
            due_on=due_on or by.at.date(),
        )
        audit.record("action.given", by=by, about=action.id, household=household)
    return plan
