"""Goals: where the resident wants to get."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from kring.circle.models import Category
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse
from kring.plans import rules
from kring.plans.models import Goal

from .changing import filled, lock, note, open_plan, rewrite, writer


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What a goal says. `concerns`: a resident, or empty for everybody."""

    title: str
    concerns: UUID | None = None
    agreed_by_resident: bool = False
    theme: UUID | None = None
    category: str = Category.PLAN
    target_on: date | None = None


@transaction.atomic
def add_goal(household: UUID, aim: Aim, *, by: Me) -> Goal:
    """Add a goal to the open plan; whoever adds it owns it. Raises Refused."""
    plan = open_plan(household)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        goal = Goal.objects.create(
            household_id=household,
            plan=plan,
            owner_id=writer(by),
            made_at=by.at,
            order=Goal.objects.filter(household_id=household).count(),
            **_fields(aim),
        )
    note("goal.added", goal, household=household, by=by)
    return goal


@transaction.atomic
def change_goal(goal_id: UUID, aim: Aim, *, version: int, by: Me) -> Goal:
    """Change what a goal says: its owner or the coordinator. Raises Refused, Changed."""
    goal = lock(Goal, goal_id, version=version)
    rewrite(goal, _fields(aim))
    note("goal.changed", goal, household=goal.household_id, by=by)
    return goal


@transaction.atomic
def reach_goal(goal_id: UUID, *, by: Me) -> Goal:
    """Say that the goal is reached. Raises Refused."""
    goal = lock(Goal, goal_id)
    refuse(rules.why_not_end_goal(over=bool(goal.reached_at or goal.stopped_at)))
    goal.reached_at = by.at
    goal.save(update_fields=["reached_at"])
    note("goal.reached", goal, household=goal.household_id, by=by)
    return goal


@transaction.atomic
def stop_goal(goal_id: UUID, *, because: str, by: Me) -> Goal:
    """Stop working at a goal, with the reason; its actions stay. Raises Refused."""
    goal = lock(Goal, goal_id)
    refuse(rules.why_not_end_goal(over=bool(goal.reached_at or goal.stopped_at), reason=because))
    goal.stopped_at, goal.stopped_because = by.at, because.strip()
    goal.save(update_fields=["stopped_at", "stopped_because"])
    note("goal.stopped", goal, household=goal.household_id, by=by)
    return goal


@transaction.atomic
def resume_goal(goal_id: UUID, *, by: Me) -> Goal:
    """Work at a goal again that was reached or stopped. Raises Refused."""
    goal = lock(Goal, goal_id)
    goal.reached_at, goal.stopped_at, goal.stopped_because, goal.result = None, None, "", ""
    goal.save(update_fields=["reached_at", "stopped_at", "stopped_because", "result"])
    note("goal.resumed", goal, household=goal.household_id, by=by)
    return goal


def _fields(aim: Aim) -> dict[str, object]:
    values = asdict(aim) | {"title": filled(aim.title)}
    return {
        f"{name}_id" if name in ("concerns", "theme") else name: value
        for name, value in values.items()
    }
