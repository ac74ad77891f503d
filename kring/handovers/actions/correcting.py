"""Adding to what was sent: for the sender, also for who had it typed."""

from uuid import UUID

from kring.core.actor import Me
from kring.core.errors import Refused

from .. import rules
from ..models import Handover, Text
from ..models.choices import Side, State
from .moving import intent, lock_as, said, tell, write

_OPEN = frozenset(State) - rules.ENDINGS


@intent
def correct(handover_id: UUID, text: str, *, by: Me) -> Handover:
    """Add what is missing or wrong in what was sent; what was written stays. Raises Refused."""
    handover = lock_as(Side.SENDER, handover_id, by=by, states=_OPEN)
    if not text.strip():
        raise Refused(rules.WhyNot.NO_WORDS)
    write(handover, Text.Part.CORRECTION, text, by=by)
    tell(handover, "corrected", side=Side.RECEIVER, at=by.at)
    return said(handover, "corrected", by=by)
