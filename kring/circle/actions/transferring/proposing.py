"""Proposing that someone else coordinates: one household, or a leaving colleague's."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Plan, Transfer
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.core.moments import local
from kring.directory.models import Position

from . import steps


@transaction.atomic
def propose(household: UUID, *, to: UUID, by: Me) -> Transfer:
    """Ask a position to coordinate; nothing moves until every step is done.

    By the coordinator, who stands in, or the team lead. The one who is asked sees which household
    it is, and nothing more. Raises Refused: see rules.why_not_propose.
    """
    plan = _lock(household)
    assert by.position is not None  # whoever locked the plan coordinates or leads
    refuse(_why_not(plan, to, by))
    due_at, source = steps.due(by.at, old=plan.coordinator_id, new=to)
    with or_refuse(rules.WhyNot.NOT_OLD):
        transfer = Transfer.objects.create(
            plan=plan,
            household_id=household,
            old_id=plan.coordinator_id,
            new_id=to,
            proposed_at=by.at,
            proposed_by_id=by.position,
            due_at=due_at,
            due_source=source,
        )
    audit.record(steps.PROPOSED, by=by, about=transfer.id, household=household)
    steps.tell(transfer, steps.PROPOSED, [to, plan.coordinator_id], by=by)
    return transfer


@transaction.atomic
def propose_all(division: Mapping[UUID, UUID], *, by: Me) -> list[Transfer]:
    """Propose a division (household → position) of a leaving colleague's households.

    Each resident is still told and heard: this only asks. All or nothing. Raises Refused.
    """
    return [propose(household, to=to, by=by) for household, to in sorted(division.items())]


def _lock(household: UUID) -> Plan:
    plan = (
        Plan.objects.select_for_update()
        .filter(household_id=household, closed_at__isnull=True)
        .first()
    )
    if plan is None:
        raise Refused(rules.WhyNot.NOT_OLD)
    return plan


def _why_not(plan: Plan, to: UUID, by: Me) -> rules.WhyNot | None:
    position = Position.objects.select_related("function", "professional").get(pk=to)
    today = local(by.at).date()
    ended = position.until_on is not None and position.until_on < today
    if ended or not position.professional.is_active:
        return rules.WhyNot.ENDED_POSITION
    return rules.why_not_propose(
        ring=position.function.ring,
        in_team=position.team_id is not None,
        same=plan.coordinator_id == to,
        under_way=Transfer.objects.filter(
            plan=plan, effective_at__isnull=True, ended_at__isnull=True
        ).exists(),
    )
