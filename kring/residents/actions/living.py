"""What happens to someone: temporarily elsewhere, back again, died."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.residents import rules
from kring.residents.models import Membership, Resident


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
def record_death(resident: UUID, *, on: date, by: Me) -> None:
    """A resident died on this day: all that waits for them ends, all messages stop. Raises Refused.

    The database ends what each room holds about someone who died (`died_…` in its policies):
    memberships, authority, actions, handovers, and what is owed. A plan stays open until it is
    closed in a conversation. handovers.actions.record_death is the door for who sent a handover.
    """
    refuse(rules.why_not_die(on, today=moments.local(by.at).date()))
    if not Resident.objects.filter(pk=resident).update(deceased_on=on):
        raise Refused(rules.WhyNot.NOT_YOURS)
    audit.record("resident.died", by=by, about=resident)
