"""What every step of a transfer does: lock, know how far it is, write, tell."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from kring.agreements import queries as agreements
from kring.agreements.models import Term
from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Involvement, Transfer
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.notices import actions as notices

IN_FORCE, PROPOSED = "coordination.moved", "transfer.proposed"


def lock(transfer_id: UUID) -> Transfer:
    """The transfer under its row lock. Raises Refused when it is none of my business."""
    transfer = Transfer.objects.select_for_update().filter(pk=transfer_id).first()
    if transfer is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    return transfer


def steps_of(transfer: Transfer) -> rules.Steps:
    """How far it is, as the rules ask."""
    return rules.Steps(
        accepted_at=transfer.accepted_at,
        first_attempt_at=transfer.first_attempt_at,
        second_attempt_at=transfer.second_attempt_at,
        resident_at=transfer.resident_at,
        told_at=transfer.told_at,
        effective_at=transfer.effective_at,
        ended_at=transfer.ended_at,
    )


def due(at: datetime, *, old: UUID, new: UUID) -> tuple[datetime, str]:
    """When the next step must be done, and by which term."""
    clock = agreements.clock(Term.Kind.COORDINATION, at=at, sender=old, receiver=new)
    return clock.due(at), clock.source


def write(transfer: Transfer, what: str, *fields: str, by: Me) -> None:
    """Save these fields and write down what happened."""
    transfer.save(update_fields=fields)
    audit.record(what, by=by, about=transfer.id, household=transfer.household_id)


def end(
    transfer: Transfer, because: Transfer.Ended, *, by: Me, goes_to: UUID | None = None
) -> None:
    """It does not come into force: coordination stays where it is, and someone takes it further."""
    transfer.ended_at = by.at
    transfer.ended_because = because
    transfer.goes_to_id = goes_to or transfer.old_id
    write(transfer, f"transfer.{because}", "ended_at", "ended_because", "goes_to", by=by)
    whom = {transfer.old_id, transfer.goes_to_id}
    outside = {each for each in whom if _sees_nothing(transfer, each)}
    tell(transfer, f"transfer.{because}", whom, outside=outside, by=by)


def tell(
    transfer: Transfer,
    step: str,
    whom: Iterable[UUID | None],
    *,
    outside: Collection[UUID] = (),
    by: Me,
) -> None:
    """Owe these positions a notice about this step, except whoever acts.

    `outside`: those of them who may not open the household.
    """
    path = f"/huishouden/{transfer.household_id}/coordinator/"
    notices.owe(
        [
            notices.Owed(
                about=transfer.id,
                step=step,
                whom=each,
                path="" if each in outside else path,
                due_at=transfer.due_at,
                at_once=step == IN_FORCE and each == transfer.new_id,
            )
            for each in set(whom)
            if each is not None and each != by.position
        ],
        at=by.at,
    )


def _sees_nothing(transfer: Transfer, whom: UUID) -> bool:
    """Whoever takes it further may be outside the circle, as the lead of the team often is."""
    circle = Involvement.objects.filter(household_id=transfer.household_id, until_at__isnull=True)
    return whom != transfer.old_id and not circle.filter(position=whom).exists()
