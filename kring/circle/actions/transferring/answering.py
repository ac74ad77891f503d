"""The new coordinator says yes or no; the old one takes it back."""

from uuid import UUID

from django.db import connection, transaction

from kring.circle import rules
from kring.circle.models import Transfer
from kring.core.actor import Me
from kring.core.errors import refuse

from . import steps


@transaction.atomic
def accept(transfer_id: UUID, *, by: Me) -> Transfer:
    """Say yes; then the resident is told. Raises Refused: see rules.why_not_answer."""
    transfer = steps.lock(transfer_id)
    refuse(rules.why_not_answer(steps.steps_of(transfer), is_new=_is_mine(transfer.new_id)))
    transfer.accepted_at, transfer.accepted_by_id = by.at, by.position
    transfer.due_at, transfer.due_source = steps.due(
        by.at, old=transfer.old_id, new=transfer.new_id
    )
    steps.write(
        transfer,
        "transfer.accepted",
        "accepted_at",
        "accepted_by",
        "due_at",
        "due_source",
        by=by,
    )
    steps.tell(transfer, "transfer.accepted", [transfer.old_id], by=by)
    return transfer


@transaction.atomic
def decline(transfer_id: UUID, *, by: Me) -> None:
    """Say no: coordination stays where it is. Raises Refused."""
    transfer = steps.lock(transfer_id)
    refuse(rules.why_not_answer(steps.steps_of(transfer), is_new=_is_mine(transfer.new_id)))
    steps.end(transfer, Transfer.Ended.DECLINED, by=by)


@transaction.atomic
def withdraw(transfer_id: UUID, *, by: Me) -> None:
    """Take the proposal back, by the old coordinator or the team lead. Raises Refused."""
    transfer = steps.lock(transfer_id)
    old = _is_mine(transfer.old_id) or by.position == transfer.proposed_by_id
    refuse(rules.why_not_withdraw(steps.steps_of(transfer), is_old=old))
    steps.end(transfer, Transfer.Ended.WITHDRAWN, by=by)


def _is_mine(position: UUID) -> bool:
    """I am this position, or stand in for it."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(%s = any(kring.holders()), false)", [position])
        return bool(cursor.fetchone()[0])
