"""Emergency access: the reason first, three hours, told at once, marked in the log."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import EmergencyAccess, Plan
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.notices import actions as notices

LASTS = timedelta(hours=3)
LEAST_REASON = 10


@transaction.atomic
def break_glass(household: UUID, *, reason: str, by: Me) -> datetime:
    """Look because it cannot wait; until when. The database logs it with the access itself.

    Coordinator and privacy officers are told at once. What is secret stays so. Raises Refused, in
    the same words for a household of another region as for one that does not exist.
    """
    if len(reason.strip()) < LEAST_REASON:
        raise Refused(rules.WhyNot.EMERGENCY_REASON)
    event = uuid4()
    with or_refuse(rules.WhyNot.NO_EMERGENCY), connection.cursor() as cursor:
        cursor.execute("select kring.break_glass(%s, %s, %s)", [event, household, reason.strip()])
        cursor.execute("select kring.told_of_emergency(%s)", [event])
        whom = [row[0] for row in cursor.fetchall()]
    notices.owe(_owed(event, household, whom, by), at=by.at)
    return by.at + LASTS


def _owed(event: UUID, household: UUID, whom: list[UUID], by: Me) -> Iterator[notices.Owed]:
    """The coordinator reads it in the log of the household, a privacy officer on a page apart."""
    plans = Plan.objects.filter(household_id=household, closed_at__isnull=True)
    coordinator = plans.values_list("coordinator", flat=True).first()
    for each in whom:
        path = (
            f"/huishouden/{household}/inzage/" if each == coordinator else f"/noodtoegang/{event}/"
        )
        if each != by.position:
            yield notices.Owed(
                about=event, step="access.emergency", whom=each, path=path, urgent=True
            )


@transaction.atomic
def tell_of_emergency(
    event_id: UUID, *, on: datetime | None = None, not_because: str = "", by: Me
) -> None:
    """The resident was told that someone looked (`on`: when, else now), or why not yet.

    By the coordinator. Once told stays told, and a reason stays after it. Raises Refused.
    """
    event = EmergencyAccess.objects.select_for_update().filter(pk=event_id).first()
    if event is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    told = None if not_because.strip() else on or by.at
    refuse(
        rules.why_not_note_telling(told_at=event.told_at, looked_at=event.at, on=told, now=by.at)
    )
    event.told_at = told
    event.not_told_because = not_because.strip() or event.not_told_because
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        event.save(update_fields=["told_at", "not_told_because"])
    audit.record("access.told", by=by, about=event.id, household=event.household_id)
