"""What every change of a plan does: find the open plan, lock the row, stay in one's own part."""

from typing import Any
from uuid import UUID

from django.db import connection, models

from kring.audit import actions as audit
from kring.circle.models import Plan
from kring.core.actor import Me
from kring.core.errors import Changed, Refused, or_refuse
from kring.plans import rules


def open_plan(household: UUID) -> Plan:
    """The open plan of a household that I may see. Raises Refused when there is none."""
    plan = Plan.objects.filter(household_id=household, closed_at__isnull=True).first()
    if plan is None:
        raise Refused(rules.WhyNot.NO_PLAN)
    return plan


def lock[Row: models.Model](kind: type[Row], pk: UUID, *, version: int | None = None) -> Row:
    """The row, for me alone until the transaction ends.

    The database locks only what I may change. Raises Refused when that is not so, and Changed
    when it is not at this version any more.
    """
    row = kind._default_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    if version is not None and row.version != version:  # type: ignore[attr-defined]  # a Record has one
        raise Changed
    return row


def rewrite(row: models.Model, fields: dict[str, Any]) -> None:
    """Write these fields of a locked row anew. Raises Refused when it may not become so."""
    for name, value in fields.items():
        setattr(row, name, value)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        row.save()


def acts_for(position: UUID | None) -> bool:
    """Whether the actor is this position, or stands in for it today. Costs one statement."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(%s::uuid = any(kring.holders()), false)", [position])
        return bool(cursor.fetchone()[0])


def writer(by: Me) -> UUID:
    """The position that writes: only a professional changes a plan. Raises Refused."""
    if by.position is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    return by.position


def note(what: str, row: models.Model, *, household: UUID, by: Me) -> None:
    """Write down what happened, and that this plan is alive."""
    with connection.cursor() as cursor:
        cursor.execute("select kring.stir(%s)", [household])
    audit.record(what, by=by, about=row.pk, household=household)


def filled(text: str) -> str:
    """The text without space around it. Raises Refused when nothing is left."""
    if not (kept := text.strip()):
        raise Refused(rules.WhyNot.NO_TEXT)
    return kept
