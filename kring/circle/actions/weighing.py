"""How much work a household is for who coordinates it, so that work can be shared fairly."""

from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Plan
from kring.core.actor import Me
from kring.core.errors import Refused


@transaction.atomic
def weigh(household: UUID, *, weight: Plan.Weight, by: Me) -> None:
    """Say how heavy its plan counts: by who coordinates it, stands in, or leads the team.

    Raises Refused.
    """
    plan = Plan.objects.select_for_update().filter(household_id=household, closed_at=None).first()
    if plan is None:  # the database locks only what I may change
        raise Refused(rules.WhyNot.NOT_OLD)
    plan.weight = weight
    plan.save(update_fields=["weight"])
    audit.record("plan.weighed", by=by, about=plan.id, household=household, weight=int(weight))
