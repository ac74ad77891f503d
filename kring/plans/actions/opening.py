"""A household opens with a first action, and closes when nothing on the plan waits."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import actions as circle
from kring.circle.actions import Conversation, Seat
from kring.circle.models import Closing, Plan
from kring.core.actor import Me
from kring.core.errors import whole
from kring.core.writing import together
from kring.notices import actions as notices
from kring.plans.models import Action


@whole()
def open_household(
    household: UUID,
    *,
    by: Me,
    first_action: str = "",
    due_on: date | None = None,
    theme: UUID | None = None,
    concerns: UUID | None = None,
    source: UUID | None = None,
    at: Seat | None = None,
) -> Plan:
    """Accept coordination, with what the coordinator does first; see circle.actions.open_plan.

    Without a day the action is due today; without a text the plan begins empty. `source`: the
    handover that was accepted; `at`: whom `by` stands in for. Raises Refused.
    """
    plan = circle.open_plan(household, by=by, source=source, at=at)
    if first_action.strip():
        action = Action(
            household_id=household,
            title=first_action.strip()[:300],
            concerns_id=concerns,
            theme_id=theme,
            doer_id=plan.coordinator_id,
            given_by_id=plan.coordinator_id,
            given_at=by.at,
            accepted_at=by.at,
            due_on=due_on or by.at.date(),
        )
        given = audit.event("action.given", by=by, about=action.id, household=household)
        together(action, given)
    return plan


@transaction.atomic
def close_household(household: UUID, said: Conversation, *, by: Me) -> Closing:
    """Close after a conversation: what is open on the plan stops; see circle.actions.close."""
    open_ = Action.objects.filter(household_id=household, done_at=None, stopped_at=None)
    notices.cancel(open_.values_list("pk", flat=True), at=by.at)
    open_.update(stopped_at=by.at)
    return circle.close(household, said, by=by)
