"""Whom to call in a region at this hour, when there is danger or nobody reads."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kring.core.chrome import EmergencyNumber as Number
from kring.core.moments import local
from kring.directory.models import EmergencyNumber

SATURDAY = 5


def emergency_numbers(region: UUID | None, *, at: datetime) -> tuple[Number, ...]:
    """Whom this region calls at this hour, beside the numbers of the whole country. One query."""
    rows = EmergencyNumber.objects.filter(Q(region=None) | Q(region=region))
    return tuple(
        Number(label=row.purpose, phone=row.phone, hours=_hours(row))
        for row in rows.order_by("order", "pk")
        if _answers(row, local(at))
    )


def _answers(row: EmergencyNumber, now: datetime) -> bool:
    if row.weekend_only and now.weekday() < SATURDAY:
        return False
    if row.opens_at is None or row.closes_at is None:
        return True
    if row.opens_at > row.closes_at:  # through the night
        return now.time() >= row.opens_at or now.time() < row.closes_at
    return row.opens_at <= now.time() < row.closes_at


def _hours(row: EmergencyNumber) -> str:
    if row.opens_at is None or row.closes_at is None:
        return ""
    return f"{row.opens_at:%H:%M} – {row.closes_at:%H:%M}"
