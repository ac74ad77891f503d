"""All involved are told, may object, and then coordination moves."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Involvement, Objection, Transfer
from kring.core import working_days
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse

from . import steps


@transaction.atomic
def tell_involved(transfer_id: UUID, *, by: Me) -> Transfer:
    """Tell everyone in the circle; with nobody to tell it comes into force at once.

    Else it does when nobody objects within rules.OBJECTION_DAYS working days. Raises Refused.
    """
    transfer = steps.lock(transfer_id)
    refuse(rules.why_not_tell(steps.steps_of(transfer)))
    transfer.told_at = by.at
    transfer.due_at = objecting_until(by.at)
    steps.write(transfer, "transfer.told", "told_at", "due_at", by=by)
    others = _others(transfer)
    steps.tell(transfer, "transfer.told", others, by=by)
    if not others:
        _move(transfer, by=by)
    return transfer


@transaction.atomic
def object_to(transfer_id: UUID, *, reason: str, by: Me) -> Objection:
    """An involved party objects; then it waits for an answer. Raises Refused."""
    if not reason.strip():
        raise Refused(rules.WhyNot.NO_REASON)
    transfer = Transfer.objects.filter(pk=transfer_id).first()
    if transfer is None or by.position is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    if steps.steps_of(transfer).over:
        raise Refused(rules.WhyNot.OVER)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        objection = Objection.objects.create(
            transfer=transfer,
            household_id=transfer.household_id,
            by_id=by.position,
            reason=reason.strip(),
            at=by.at,
        )
    audit.record("transfer.objected", by=by, about=transfer.id, household=transfer.household_id)
    steps.tell(
        transfer, f"objection {objection.id}"[:40], [transfer.old_id, transfer.new_id], by=by
    )
    return objection


@transaction.atomic
def answer_objection(objection_id: UUID, *, answer: str, upheld: bool, by: Me) -> None:
    """Answer an objection, by the old coordinator or the team lead; upheld: it stops here."""
    if not answer.strip():
        raise Refused(rules.WhyNot.NO_REASON)
    objection = Objection.objects.select_for_update().filter(pk=objection_id).first()
    if objection is None or objection.answered_at is not None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    objection.answered_at, objection.answer = by.at, answer.strip()
    objection.save(update_fields=["answered_at", "answer"])
    transfer = steps.lock(objection.transfer_id)
    audit.record("transfer.answered", by=by, about=transfer.id, household=transfer.household_id)
    steps.tell(transfer, f"answer {objection.id}"[:40], [objection.by_id], by=by)
    if upheld:
        steps.end(transfer, Transfer.Ended.OBJECTION, by=by)


@transaction.atomic
def put_in_force(transfer_id: UUID, *, by: Me) -> None:
    """Move coordination now: plan, history, access and involvement in one. Raises Refused."""
    transfer = steps.lock(transfer_id)
    open_objections = Objection.objects.filter(transfer=transfer, answered_at__isnull=True).count()
    refuse(
        rules.why_not_put_in_force(
            steps.steps_of(transfer),
            open_objections=open_objections,
            others=len(_others(transfer)),
            objecting_until=objecting_until(transfer.told_at or by.at),
            now=by.at,
        )
    )
    _move(transfer, by=by)


def objecting_until(told_at: datetime) -> datetime:
    """Until when the involved may object."""
    return working_days.add_working_days(told_at, rules.OBJECTION_DAYS)


def _move(transfer: Transfer, *, by: Me) -> None:
    others = _others(transfer)
    with or_refuse(rules.WhyNot.OVER), connection.cursor() as cursor:
        cursor.execute("select kring.put_in_force(%s)", [transfer.id])
    transfer.effective_at = by.at
    audit.record(steps.IN_FORCE, by=by, about=transfer.id, household=transfer.household_id)
    whom = [transfer.old_id, transfer.new_id, *others]
    steps.tell(transfer, steps.IN_FORCE, whom, outside=[transfer.old_id], by=by)


def _others(transfer: Transfer) -> set[UUID]:
    """The positions in the circle besides the two whom it is about."""
    return set(
        Involvement.objects.filter(
            household_id=transfer.household_id, until_at__isnull=True, position__isnull=False
        )
        .exclude(position__in=[transfer.old_id, transfer.new_id])
        .values_list("position", flat=True)
    )
