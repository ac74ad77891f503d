"""After a plan closed: how it goes is asked, and written down."""

from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import FollowUp
from kring.core.actor import Me
from kring.core.errors import Refused, refuse


@transaction.atomic
def ask(follow_up_id: UUID, *, how: str, by: Me) -> FollowUp:
    """The resident was asked, and said this; whoever asked reaches the household no more by it.

    By whoever it was agreed with, or who stands in. Raises Refused.
    """
    follow_up = FollowUp.objects.select_for_update().filter(pk=follow_up_id).first()
    if follow_up is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    refuse(rules.closing.why_not_ask(over=follow_up.done_at is not None, how=how))
    follow_up.done_at, follow_up.how = by.at, how.strip()
    follow_up.save(update_fields=["done_at", "how"])
    audit.record("aftercare.asked", by=by, about=follow_up.pk, household=follow_up.household_id)
    return follow_up
