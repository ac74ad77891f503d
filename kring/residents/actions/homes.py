"""A child of two homes, and the same person or household written down twice."""

from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse
from kring.residents import rules
from kring.residents.models import Alias, Household, Membership, Resident


@transaction.atomic
def join_by_code(resident: UUID, *, code: str, role: str = "", by: Me) -> None:
    """A child joins its other home, named by the code its coordinator said. Raises Refused.

    The coordinators learn of one another (queries.other_coordinators); the households do not.
    """
    read = rules.read_code(code)
    if read is None:
        raise Refused(rules.WhyNot.NO_CODE)
    with or_refuse(rules.WhyNot.NO_CODE), connection.cursor() as cursor:
        cursor.execute(
            "select kring.join_by_code(%s, %s, %s, %s)", [uuid4(), read, resident, role[:40]]
        )
    audit.record("resident.joined", by=by, about=resident)


@transaction.atomic
def merge_residents(keep: UUID, *, drop: UUID, by: Me) -> None:
    """The same person was written down twice; the old key keeps pointing. Raises Refused."""
    old = _resident(drop)
    if keep == drop or old.merged_into_id is not None:
        raise Refused(rules.WhyNot.SAME)
    _resident(keep)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        _move_memberships(Q(resident_id=drop), by=by, resident=keep)
        Resident.objects.filter(pk=drop).update(merged_into_id=keep)
        Alias.objects.update_or_create(old=drop, defaults={"resident_id": keep, "at": by.at})
    audit.record("resident.merged", by=by, about=drop, into=keep)


@transaction.atomic
def split_resident(resident: UUID, *, by: Me) -> None:
    """They were two after all: the one that was merged is someone again. Raises Refused."""
    old = _resident(resident)
    if old.merged_into_id is None:
        raise Refused(rules.WhyNot.NOT_MERGED)
    old.merged_into_id = None
    old.save(update_fields=["merged_into"])
    Membership.objects.filter(resident=old).update(until_on=None)
    Alias.objects.filter(old=resident).update(resident_id=resident, at=by.at)
    audit.record("resident.split", by=by, about=resident)


@transaction.atomic
def merge_households(keep: UUID, *, drop: UUID, by: Me) -> None:
    """A household that was only *aangemeld* is one we know already. Raises Refused.

    Its members join the other one; what points to its key keeps pointing.
    """
    if keep == drop:
        raise Refused(rules.WhyNot.SAME)
    rows = Household.objects.select_for_update().filter(pk__in=(keep, drop), merged_into=None)
    if len(rows) != 2:
        raise Refused(rules.WhyNot.NOT_YOURS)
    with or_refuse(rules.WhyNot.HAS_PLAN):
        _move_memberships(Q(household_id=drop), by=by, household=keep)
        Household.objects.filter(pk=drop).update(merged_into_id=keep)
        Alias.objects.update_or_create(old=drop, defaults={"household_id": keep, "at": by.at})
    audit.record("household.merged", by=by, about=drop, household=keep, into=keep)


def _resident(pk: UUID) -> Resident:
    found = Resident.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    return found


def _move_memberships(
    which: Q, *, by: Me, resident: UUID | None = None, household: UUID | None = None
) -> None:
    """End these memberships and begin them with another resident or household, once each."""
    today = moments.local(by.at).date()
    for each in Membership.objects.filter(which, until_on__isnull=True):
        there = {
            "resident_id": resident or each.resident_id,
            "household_id": household or each.household_id,
        }
        if not Membership.objects.filter(until_on__isnull=True, **there).exists():
            Membership.objects.create(from_on=each.from_on, role=each.role, **there)
        each.until_on = max(today, each.from_on)
        each.save(update_fields=["until_on"])
