"""What happens to someone: temporarily elsewhere, back again, died."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.residents import rules
from kring.residents.models import Authority, Membership, Resident


@transaction.atomic
def pause(household: UUID, *, resident: UUID, because: str, by: Me) -> None:
    """Temporarily elsewhere (hospital, detention, shelter); "" means back again. Raises Refused.

    The coordinator stays.
    """
    changed = Membership.objects.filter(
        household_id=household, resident_id=resident, until_on__isnull=True
    ).update(paused_because=because.strip()[:80])
    if not changed:
        raise Refused(rules.WhyNot.NOT_YOURS)
    what = "membership.paused" if because.strip() else "membership.resumed"
    audit.record(what, by=by, about=resident, household=household)


@transaction.atomic
def record_death(resident: UUID, *, on: date, by: Me) -> list[UUID]:
    """A resident died on this day: memberships and authority end. The households; Refused.

    circle.actions.record_death does the rest.
    """
    if on > by.at.date():
        raise Refused(rules.WhyNot.DIED_LATER)
    if not Resident.objects.filter(pk=resident).update(deceased_on=on):
        raise Refused(rules.WhyNot.NOT_YOURS)
    mine = Membership.objects.filter(resident_id=resident, until_on__isnull=True)
    households = list(mine.values_list("household", flat=True))
    mine.update(until_on=on)
    for who in ("resident", "holder"):
        Authority.objects.filter(until_on__isnull=True, **{who: resident}).update(until_on=on)
    audit.record("resident.died", by=by, about=resident)
    return households
