"""After a plan closed: how it goes is asked and written down, and a plan may begin again."""

from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import queries, rules
from kring.circle.models import FollowUp, Plan
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.notices import actions as notices

from .opening import open_plan, seat


@transaction.atomic
def ask(follow_up_id: UUID, *, how: str, again: bool = False, by: Me) -> FollowUp:
    """The resident was asked, and said this; whoever asked reaches the household no more by it.

    By whoever it was agreed with, or who stands in. `again`: the resident wants help again. Then
    whoever coordinated less than six months ago is asked to call; when that is nobody, or the one
    who asked, the plan begins again with the latter. Raises Refused.
    """
    follow_up = FollowUp.objects.select_for_update().filter(pk=follow_up_id).first()
    if follow_up is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    refuse(rules.closing.why_not_ask(over=follow_up.done_at is not None, how=how))
    follow_up.how, follow_up.again = how.strip(), again
    whom = queries.returns_to(follow_up.household_id) if again else None
    if again and (whom is None or whom.coordinator == follow_up.position_id):
        _begin(follow_up, by=by)
    else:
        follow_up.done_at = by.at
        follow_up.save(update_fields=["how", "again", "done_at"])
    audit.record("aftercare.asked", by=by, about=follow_up.pk, household=follow_up.household_id)
    if whom is not None and whom.coordinator != follow_up.position_id:
        _tell(follow_up, whom.coordinator, by=by)
    return follow_up


def _begin(follow_up: FollowUp, *, by: Me) -> None:
    """What was said first: a plan that begins ends what was still to be asked."""
    follow_up.save(update_fields=["how", "again"])
    open_plan(follow_up.household_id, by=by, at=seat(follow_up.position_id, by=by))


def _tell(follow_up: FollowUp, whom: UUID, *, by: Me) -> None:
    path = f"/huishouden/{follow_up.household_id}/"
    owed = notices.Owed(about=follow_up.pk, step="returns.due", whom=whom, path=path)
    notices.owe([owed], at=by.at)


def begin_again(household: UUID, *, by: Me) -> Plan:
    """Who returns within six months comes back to whoever coordinated, or to who stands in.

    The plan begins empty; the one that was closed stays to be read. Raises Refused.
    """
    whom = queries.returns_to(household)
    refuse(rules.closing.why_not_begin(mine=whom is not None and whom.mine))
    assert whom is not None  # the rule asked
    return open_plan(household, by=by, at=seat(whom.coordinator, by=by))
