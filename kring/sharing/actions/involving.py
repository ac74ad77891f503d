"""Someone of another organisation joins the circle: on the three keys."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from kring.circle import actions as circle
from kring.core.actor import Me

from .disclosing import Act, Keys, Receiver, disclose


@transaction.atomic
def involve(
    household: UUID,
    *,
    party: circle.Party,
    role: str,
    purpose: str,
    categories: Sequence[str],
    keys: Keys,
    ends_on: date | None = None,
    by: Me,
) -> UUID:
    """Involve a position or team and record on which keys; the involvement's id.

    A resident or relative is involved with circle.actions. Raises Refused: see
    rules.why_not_send and circle.rules.why_not_involve.
    """
    involvement = circle.involve(
        household,
        party=party,
        role=role,
        purpose=purpose,
        ground=keys.ground,
        categories=categories,
        ends_on=ends_on,
        by=by,
    )
    act = Act(
        about=involvement,
        receiver=Receiver(position=party.position, team=party.team),
        purpose=purpose,
        categories=categories,
        keys=keys,
        giver=by.position,
        household=household,
    )
    disclose(act, by=by)
    return involvement
