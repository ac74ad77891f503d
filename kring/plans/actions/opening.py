"""A household opens with a first action, and closes when nothing on the plan waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import actions as circle
from kring.circle.actions import Conversation, Seat
from kring.circle.models import Closing, Plan
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import refuse, whole
from kring.core.writing import together
from kring.notices import actions as notices
from kring.plans import rules
from kring.plans.models import Action, Goal


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
            due_on=due_on or moments.local(by.at).date(),
        )
        given = audit.event("action.given", by=by, about=action.id, household=household)
        together(action, given)
    return plan


@dataclass(frozen=True, kw_only=True)
class LookedBack:
    """How each open goal ended, and who goes on with an open action, in words; the others stop."""

    goals: Mapping[UUID, Goal.Result] = field(default_factory=dict)
    goes_on: Mapping[UUID, str] = field(default_factory=dict)


@transaction.atomic
def close_household(
    household: UUID, said: Conversation, *, looked_back: LookedBack | None = None, by: Me
) -> Closing:
    """Close after a conversation in which every open goal was looked back on; what is open stops.

    When the last member died nobody looks back: the goals stop. See circle.actions.close.
    Raises Refused.
    """
    back = looked_back or LookedBack()
    _end_goals(household, back, died=said.because == Plan.Closed.DECEASED, by=by)
    _stop_actions(household, back, by=by)
    return circle.close(household, said, by=by)


def _end_goals(household: UUID, back: LookedBack, *, died: bool, by: Me) -> None:
    open_ = list(
        Goal.objects.select_for_update().filter(
            household_id=household, reached_at=None, stopped_at=None
        )
    )
    refuse(rules.why_not_settle(left=not died and any(each.pk not in back.goals for each in open_)))
    for goal in open_:
        goal.result = back.goals.get(goal.pk, Goal.Result.STOPS)
        reached = goal.result == Goal.Result.REACHED
        goal.reached_at, goal.stopped_at = (by.at, None) if reached else (None, by.at)
        goal.save(update_fields=["result", "reached_at", "stopped_at"])
        what = "goal.reached" if reached else "goal.stopped"
        audit.record(what, by=by, about=goal.pk, household=household, result=goal.result)


def _stop_actions(household: UUID, back: LookedBack, *, by: Me) -> None:
    open_ = Action.objects.filter(household_id=household, done_at=None, stopped_at=None)
    notices.cancel(open_.values_list("pk", flat=True), at=by.at)
    for action, whom in back.goes_on.items():
        open_.filter(pk=action).update(stopped_at=by.at, goes_on_with=whom[:200])
    open_.update(stopped_at=by.at)
