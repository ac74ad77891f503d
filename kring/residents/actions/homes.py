"""A child of two homes, and the same person or household written down twice."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.residents import rules
from kring.residents.models import Alias, Household, Membership, Reachability, Resident

CODE_LASTS = timedelta(days=1)


@transaction.atomic
def give_home_code(household: UUID, *, by: Me) -> str:
    """A code to say over the phone: with it a child joins this household too. Raises Refused.

    Once, and within CODE_LASTS; a new one ends the one before. It is kept as a keyed hash.
    """
    code = rules.new_code()
    with or_refuse(rules.WhyNot.NOT_YOURS), connection.cursor() as cursor:
        cursor.execute(
            "select kring.give_home_code(%s, %s, %s, %s)",
            [uuid4(), household, _hash(code), by.at + CODE_LASTS],
        )
    audit.record("home_code.given", by=by, about=household, household=household)
    return code


@transaction.atomic
def join_by_code(resident: UUID, *, code: str, role: str = "", by: Me) -> None:
    """A child joins its other home, by the code that its coordinator said. Raises Refused.

    The coordinators learn of one another (queries.other_coordinators); the households do not.
    """
    read = rules.read_code(code)
    if read is None:
        raise Refused(rules.WhyNot.NO_CODE)
    with or_refuse(rules.WhyNot.NO_CODE), connection.cursor() as cursor:
        cursor.execute(
            "select kring.join_by_code(%s, %s, %s, %s)",
            [uuid4(), _hash(read), resident, role.strip()[:40]],
        )
    audit.record("resident.joined", by=by, about=resident)


@transaction.atomic
def say_leading(household: UUID, *, resident: UUID, here: bool, by: Me) -> None:
    """Which plan goes first for a child of two homes: this one, or the other. Raises Refused.

    It is agreed when the coordinator of each home said the same.
    """
    with or_refuse(rules.WhyNot.NOT_YOURS), connection.cursor() as cursor:
        cursor.execute("select kring.say_leading(%s, %s, %s)", [household, resident, here])
    audit.record("leading_plan.said", by=by, about=resident, household=household)


def _hash(code: str) -> bytes:
    return salted_hmac("kring.home_code", code, algorithm="sha256").digest()


@transaction.atomic
def merge_residents(keep: UUID, *, drop: UUID, by: Me) -> None:
    """The same person was written down twice; the old key keeps pointing. Raises Refused.

    What is not safe for one of them is not safe for the one they are.
    """
    old, kept = _resident(drop), _resident(keep)
    refuse(
        rules.why_not_merge(
            same=keep == drop,
            merged=bool(old.merged_into_id or kept.merged_into_id),
            secret=old.shielded or kept.shielded,
        )
    )
    with or_refuse(rules.WhyNot.NOT_YOURS):
        _move_memberships(Q(resident_id=drop), merge=drop, by=by, resident=keep)
        _warn(keep, drop)
    with or_refuse(rules.WhyNot.ELSEWHERE):
        Resident.objects.filter(pk=drop).update(merged_into_id=keep)
        Alias.objects.update_or_create(old=drop, defaults={"resident_id": keep, "at": by.at})
    audit.record("resident.merged", by=by, about=drop, into=keep)


@transaction.atomic
def split_resident(resident: UUID, *, by: Me) -> None:
    """They were two after all: the one that was merged is someone again. Raises Refused.

    What the merge ended begins again, what it began ends; nothing else.
    """
    old = _resident(resident)
    if old.merged_into_id is None:
        raise Refused(rules.WhyNot.NOT_MERGED)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        _take_back(resident, by=by)
        Resident.objects.filter(pk=resident).update(merged_into_id=None)
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
        _move_memberships(Q(household_id=drop), merge=drop, by=by, household=keep)
        Household.objects.filter(pk=drop).update(merged_into_id=keep)
        Alias.objects.update_or_create(old=drop, defaults={"household_id": keep, "at": by.at})
    audit.record("household.merged", by=by, about=drop, household=keep, into=keep)


def _resident(pk: UUID) -> Resident:
    found = Resident.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    return found


def _move_memberships(
    which: Q, *, merge: UUID, by: Me, resident: UUID | None = None, household: UUID | None = None
) -> None:
    """End these memberships and begin them with another resident or household, once each."""
    today = moments.local(by.at).date()
    for each in Membership.objects.filter(which).filter(_goes_on(today)):
        there = {
            "resident_id": resident or each.resident_id,
            "household_id": household or each.household_id,
        }
        if not Membership.objects.filter(_goes_on(today), **there).exists():
            Membership.objects.create(
                from_on=each.from_on, role=each.role, begun_by_merge=merge, **there
            )
        each.until_on, each.ended_by_merge = max(today, each.from_on), merge
        each.save(update_fields=["until_on", "ended_by_merge"])


def _take_back(merge: UUID, *, by: Me) -> None:
    """What this merge ended begins again; what it began ends."""
    today = moments.local(by.at).date()
    Membership.objects.filter(ended_by_merge=merge).update(until_on=None, ended_by_merge=None)
    began = Membership.objects.filter(_goes_on(today), begun_by_merge=merge)
    began.update(until_on=Greatest("from_on", Value(today)), begun_by_merge=None)


def _goes_on(today: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gt=today)


def _warn(keep: UUID, drop: UUID) -> None:
    """Not safe for one is not safe for both; whatever else was written stays where it stands."""
    known = Reachability.objects.filter(resident=drop)
    for way in ("safe_to_call", "safe_voicemail", "safe_letter"):
        if known.filter(**{way: Reachability.Safe.NO}).exists():
            Reachability.objects.filter(resident=keep).update(**{way: Reachability.Safe.NO})
