"""Emergency access: the reason first, three hours, told at once, marked in the log."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import EmergencyAccess
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse
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
        cursor.execute(
            "select kring.break_glass(%s, %s, %s)", [event, household, reason.strip()[:400]]
        )
        cursor.execute("select kring.told_of_emergency(%s)", [event])
        whom = [row[0] for row in cursor.fetchall()]
    path = f"/huishouden/{household}/inzage/"
    notices.owe(
        [
            notices.Owed(about=event, step="access.emergency", whom=each, path=path, urgent=True)
            for each in whom
            if each != by.position
        ],
        at=by.at,
    )
    return by.at + LASTS


@transaction.atomic
def tell_of_emergency(event_id: UUID, *, not_because: str = "", by: Me) -> None:
    """The resident was told that someone looked, or why that is unsafe. By the coordinator."""
    event = EmergencyAccess.objects.select_for_update().filter(pk=event_id).first()
    if event is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    event.told_at = None if not_because.strip() else by.at
    event.not_told_because = not_because.strip()[:200]
    event.save(update_fields=["told_at", "not_told_because"])
    audit.record("access.told", by=by, about=event.id, household=event.household_id)
