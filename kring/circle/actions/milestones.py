"""When another decides for someone, who may look and help is asked again."""

from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Milestone
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse


@transaction.atomic
def asked_again(milestone_id: UUID, *, how: str, by: Me) -> Milestone:
    """It was asked again, and this was agreed with these; by who coordinates. Raises Refused."""
    milestone = Milestone.objects.select_for_update().filter(pk=milestone_id).first()
    if milestone is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    refuse(rules.closing.why_not_ask(over=milestone.done_at is not None, how=how))
    milestone.done_at, milestone.done_by_id, milestone.how = by.at, by.position, how.strip()
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        milestone.save(update_fields=["done_at", "done_by", "how"])
    audit.record("milestone.asked", by=by, about=milestone.pk, household=milestone.household_id)
    return milestone
