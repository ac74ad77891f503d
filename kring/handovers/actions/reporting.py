"""A report for the Wmo or the Jeugdwet, when that shows only after it was sent."""

from datetime import date
from uuid import UUID

from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import refuse
from kring.directory.models import Ring

from .. import rules
from ..models import Handover
from ..models.choices import Fact, Side, State
from .moving import change, intent, lock_as, noted

_REPORTABLE = frozenset({State.RECEIVED, State.ACCEPTED, State.UNDER_WAY, State.PAUSED})


@intent
def report(handover_id: UUID, *, is_wmo: bool, is_youth: bool, on: date, by: Me) -> Handover:
    """Note that this is a report, made on that day: the law's dates count from it.

    Again corrects the law or the day. Raises Refused.
    """
    handover = lock_as(Side.RECEIVER, handover_id, by=by, states=_REPORTABLE)
    refuse(
        rules.why_not_report(
            on,
            is_wmo=is_wmo,
            is_youth=is_youth,
            at_core=by.ring == Ring.CORE and handover.household_id is not None,
            today=moments.local(by.at).date(),
        )
    )
    return change(
        handover,
        "reported",
        noted(handover, Fact.REPORTED, by=by),
        by=by,
        is_wmo=is_wmo,
        is_youth=is_youth,
        reported_on=on,
    )


def reported(handover: Handover | None) -> dict[str, object]:
    """What a next try keeps of a report: the law does not begin afresh."""
    if handover is None or not (handover.is_wmo or handover.is_youth):
        return {}
    laws: dict[str, object] = {
        law: True for law in ("is_wmo", "is_youth") if getattr(handover, law)
    }
    on = handover.reported_on or moments.local(handover.sent_at).date()
    return laws | {"reported_on": on}
