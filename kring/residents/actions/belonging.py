"""Who belongs to a household and who they are: put right, and until when."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Changed, Refused, or_refuse, refuse
from kring.residents import rules
from kring.residents.models import Household, Membership, Resident

from .registering import Person


@transaction.atomic
def change_person(
    household: UUID,
    *,
    resident: UUID,
    person: Person,
    role: str = "",
    version: int | None = None,
    by: Me,
) -> None:
    """Put right who someone is, and their role in this household. Raises Refused, Changed.

    `version`: those of the resident and the membership, added up. A household that bears the
    name of this person alone gets the new name too.
    """
    today = moments.local(by.at).date()
    refuse(rules.why_not_register(person.family_name, born_on=person.born_on, today=today))
    member = _member(household, resident, today=today)
    row = Resident.objects.select_for_update().get(pk=resident)
    if version is not None and version != row.version + member.version:
        raise Changed
    before, after = row.name[:120], Resident(**asdict(person)).name[:120]
    with or_refuse(rules.WhyNot.NOT_YOURS):
        Resident.objects.filter(pk=resident).update(**asdict(person))
        Membership.objects.filter(pk=member.pk).update(role=role.strip()[:40])
        Household.objects.filter(pk=household, name=before).update(name=after)
    audit.record("resident.corrected", by=by, about=resident, household=household)


@transaction.atomic
def rename(
    household: UUID, name: str, *, neighbourhood: UUID | None, version: int | None = None, by: Me
) -> None:
    """Give a household another name or neighbourhood. Raises Refused, Changed."""
    row = Household.objects.select_for_update().filter(pk=household).first()
    if row is None or not name.strip():
        raise Refused(rules.WhyNot.NOT_YOURS)
    if version is not None and row.version != version:
        raise Changed
    row.name, row.neighbourhood_id = name.strip()[:120], neighbourhood
    row.save(update_fields=["name", "neighbourhood"])
    audit.record("household.renamed", by=by, about=household, household=household)


@transaction.atomic
def end_membership(household: UUID, *, resident: UUID, on: date, by: Me) -> None:
    """Someone belongs to this household until this day. Raises Refused: rules.why_not_leave."""
    today = moments.local(by.at).date()
    member = _member(household, resident, today=today)
    here = Membership.objects.filter(_now(today), household=household)
    others = here.exclude(resident=resident).exists()
    refuse(rules.why_not_leave(on, since=member.from_on, others=others))
    with or_refuse(rules.WhyNot.NOT_YOURS):
        Membership.objects.filter(pk=member.pk).update(until_on=on)
    audit.record("membership.ended", by=by, about=resident, household=household)


@transaction.atomic
def restore_membership(household: UUID, *, resident: UUID, by: Me) -> None:
    """Someone belongs here after all, or again from today. Raises Refused."""
    today = moments.local(by.at).date()
    ended = Membership.objects.filter(household=household, resident=resident)
    last = ended.select_related("resident").order_by("-from_on", "-updated_at").first()
    if last is None or last.until_on is None or _gone(last.resident):
        raise Refused(rules.WhyNot.NOT_YOURS)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        if last.until_on >= today:
            Membership.objects.filter(pk=last.pk).update(until_on=None)
        else:
            Membership.objects.create(
                household_id=household, resident_id=resident, role=last.role, from_on=today
            )
    audit.record("membership.restored", by=by, about=resident, household=household)


def _member(household: UUID, resident: UUID, *, today: date) -> Membership:
    """The membership that counts today, locked. Raises Refused."""
    found = Membership.objects.select_for_update().filter(
        _now(today), household=household, resident=resident
    )
    member = found.first()
    if member is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    return member


def _gone(who: Resident) -> bool:
    return who.deceased_on is not None or who.merged_into_id is not None


def _now(today: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gte=today)
