"""The resident is told and heard, before coordination moves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kring.circle import rules
from kring.circle.models import Transfer
from kring.core.actor import Me
from kring.core.errors import refuse

from . import steps


@transaction.atomic
def attempt(transfer_id: UUID, *, on: datetime, why: str, by: Me) -> Transfer:
    """Note that the resident could not be reached, and why (Transfer.Attempt). Raises Refused."""
    transfer = steps.lock(transfer_id)
    refuse(rules.why_not_attempt(steps.steps_of(transfer), on=on, now=by.at))
    which = "second" if transfer.first_attempt_at else "first"
    setattr(transfer, f"{which}_attempt_at", on)
    setattr(transfer, f"{which}_attempt", Transfer.Attempt(why))
    steps.write(transfer, "transfer.attempted", f"{which}_attempt_at", f"{which}_attempt", by=by)
    return transfer


@transaction.atomic
def hear_resident(
    transfer_id: UUID,
    *,
    reaction: str,
    legal_ground: str = "",
    goes_to: UUID | None = None,
    by: Me,
) -> Transfer:
    """Record what the resident thinks of it (Transfer.Reaction).

    "Nee" stops the transfer and goes to a named person, unless a legal ground is recorded.
    Raises Refused: see rules.why_not_hear.
    """
    transfer = steps.lock(transfer_id)
    refuse(
        rules.why_not_hear(
            steps.steps_of(transfer),
            reaction=Transfer.Reaction(reaction),
            legal_ground=legal_ground,
            goes_to=goes_to,
        )
    )
    transfer.resident_at, transfer.reaction = by.at, reaction
    transfer.reaction_by_id, transfer.legal_ground = by.position, legal_ground.strip()
    steps.write(
        transfer,
        "transfer.heard",
        "resident_at",
        "reaction",
        "reaction_by",
        "legal_ground",
        by=by,
    )
    if reaction == Transfer.Reaction.OBJECTS and not transfer.legal_ground:
        steps.end(transfer, Transfer.Ended.RESIDENT, by=by, goes_to=goes_to)
    return transfer
