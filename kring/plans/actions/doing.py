"""Actions: one thing one person does, given, answered, ticked off and taken back."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from kring.circle.models import Category, InformalPerson, Involvement
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.notices import actions as notices
from kring.plans import rules
from kring.plans.models import Action
from kring.residents.models import Membership

from .changing import acts_for, filled, lock, note, open_plan, rewrite, writer

UNDO = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Exactly one of position, resident, informal person."""

    position: UUID | None = None
    resident: UUID | None = None
    person: UUID | None = None

    @property
    def count(self) -> int:
        return sum(each is not None for each in (self.position, self.resident, self.person))


@dataclass(frozen=True, kw_only=True)
class Task:
    """What an action says. `contradicts`: another action that cannot be done beside it."""

    title: str
    due_on: date
    goal: UUID | None = None
    concerns: UUID | None = None
    theme: UUID | None = None
    category: str = Category.PLAN
    contradicts: UUID | None = None


@transaction.atomic
def give_action(
    household: UUID, task: Task, *, doer: Doer, agreed_present: bool = False, by: Me
) -> Action:
    """Give an action to one person.

    It counts at once for oneself, for relatives and residents (they never "accept") and when it
    was agreed while present; a position that was not there answers first. Raises Refused.
    """
    open_plan(household)
    refuse(rules.why_not_give(doers=doer.count, involved=_is_involved(household, doer, by)))
    at_once = agreed_present or doer.position in (None, by.position)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        action = Action.objects.create(
            household_id=household,
            doer_id=doer.position,
            doer_resident_id=doer.resident,
            doer_person_id=doer.person,
            given_by_id=writer(by),
            given_at=by.at,
            accepted_at=by.at if at_once else None,
            **_fields(task),
        )
    note("action.given", action, household=household, by=by)
    if not at_once:
        _tell(action, "action.given", action.doer_id, by=by)
    return action


@transaction.atomic
def change_action(action_id: UUID, task: Task, *, version: int, by: Me) -> Action:
    """Change what an action says, not who does it. Raises Refused, Changed."""
    action = lock(Action, action_id, version=version)
    refuse(rules.why_not_change(over=_over(action)))
    rewrite(action, _fields(task))
    note("action.changed", action, household=action.household_id, by=by)
    return action


@transaction.atomic
def accept_action(action_id: UUID, *, by: Me) -> Action:
    """Say yes to an action that was given to me. Raises Refused."""
    action = _asked(action_id)
    action.accepted_at = by.at
    action.save(update_fields=["accepted_at"])
    note("action.accepted", action, household=action.household_id, by=by)
    _tell(action, "action.accepted", action.given_by_id, by=by)
    return action


@transaction.atomic
def decline_action(action_id: UUID, *, by: Me) -> Action:
    """Say no to an action that was given to me; who gave it chooses what next. Raises Refused."""
    action = _asked(action_id)
    action.declined_at = by.at
    action.save(update_fields=["declined_at"])
    note("action.declined", action, household=action.household_id, by=by)
    _tell(action, "action.declined", action.given_by_id, by=by)
    return action


@transaction.atomic
def tick(action_id: UUID, *, by: Me) -> Action:
    """Say that an action is done. Raises Refused."""
    action = lock(Action, action_id)
    refuse(
        rules.why_not_tick(
            mine=True, accepted=action.accepted_at is not None, over=_over(action)
        )  # the database locked it: it is mine to change
    )
    action.done_at, action.done_by_id = by.at, by.position
    action.save(update_fields=["done_at", "done_by"])
    note("action.done", action, household=action.household_id, by=by)
    return action


@transaction.atomic
def untick(action_id: UUID, *, by: Me) -> Action:
    """Take the tick back, within an hour. Raises Refused."""
    action = lock(Action, action_id)
    if action.done_at is None:
        raise Refused(rules.WhyNot.NOT_DONE)
    if by.at - action.done_at > UNDO:
        raise Refused(rules.WhyNot.TOO_LATE)
    action.done_at, action.done_by = None, None
    action.save(update_fields=["done_at", "done_by"])
    note("action.reopened", action, household=action.household_id, by=by)
    return action


@transaction.atomic
def stop_action(action_id: UUID, *, by: Me) -> Action:
    """Stop an action that is not needed any more. Raises Refused."""
    action = lock(Action, action_id)
    refuse(rules.why_not_change(over=_over(action)))
    action.stopped_at = by.at
    action.save(update_fields=["stopped_at"])
    note("action.stopped", action, household=action.household_id, by=by)
    return action


def _asked(action_id: UUID) -> Action:
    """The action, when it waits for my answer; a stand-in answers for whom it was given to."""
    action = lock(Action, action_id)
    refuse(
        rules.why_not_answer(
            asked=acts_for(action.doer_id),
            accepted=action.accepted_at is not None,
            declined=action.declined_at is not None,
            over=action.done_at is not None or action.stopped_at is not None,
        )
    )
    return action


def _is_involved(household: UUID, doer: Doer, by: Me) -> bool:
    """Only who is in the circle can see what is asked, and only members belong here."""
    if doer.position is not None:
        circle = Involvement.objects.filter(household_id=household, until_at__isnull=True)
        return doer.position == by.position or circle.filter(position=doer.position).exists()
    if doer.resident is not None:
        return Membership.objects.filter(household_id=household, resident=doer.resident).exists()
    if doer.person is None:
        return False
    return InformalPerson.objects.filter(household_id=household, pk=doer.person).exists()


def _tell(action: Action, step: str, whom: UUID | None, *, by: Me) -> None:
    if whom is not None and whom != by.position:
        path = f"/huishouden/{action.household_id}/plan/"
        notices.owe([notices.Owed(about=action.pk, step=step, whom=whom, path=path)], at=by.at)


def _over(action: Action) -> bool:
    return any((action.done_at, action.stopped_at, action.declined_at))


def _fields(task: Task) -> dict[str, object]:
    return {
        "title": filled(task.title)[:300],
        "due_on": task.due_on,
        "goal_id": task.goal,
        "concerns_id": task.concerns,
        "theme_id": task.theme,
        "category": task.category,
        "contradicts_id": task.contradicts,
    }
