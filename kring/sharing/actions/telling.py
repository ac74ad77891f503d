"""Telling the resident afterwards what was shared, or saying why that still waits."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.sharing import queries, rules
from kring.sharing.models import Telling


@dataclass(frozen=True, kw_only=True)
class Look:
    """Told on a day and how (Telling.How); or not yet, why, and the day of the next look."""

    told_on: date | None = None
    how: str = ""
    not_because: str = ""
    review_on: date | None = None


def tell(about: UUID, look: Look, *, by: Me) -> None:
    """The giver looked whether the resident may know; told once. Raises Refused: see rules."""
    found = queries.telling(about)
    if by.position is None or found is None or not found.mine or found.told_on is not None:
        raise Refused(rules.WhyNot.NOTHING_TO_TELL)
    refuse(_why_not(look, found, today=moments.local(by.at).date()))
    told = look.told_on is not None
    with or_refuse(rules.WhyNot.NOTHING_TO_TELL):
        Telling.objects.create(
            disclosure_id=found.disclosure,
            told_on=look.told_on,
            how=look.how if told else "",
            not_because="" if told else look.not_because.strip()[:200],
            review_on=None if told else look.review_on,
            by_id=by.position,
            at=by.at,
        )
        audit.record("disclosure.told" if told else "disclosure.waits", by=by, about=about)


def _why_not(look: Look, found: queries.Told, *, today: date) -> rules.WhyNot | None:
    if look.told_on is None:
        return rules.why_not_wait(because=look.not_because, review_on=look.review_on, today=today)
    shared_on = moments.local(found.shared_at).date()
    return rules.why_not_tell(told_on=look.told_on, shared_on=shared_on, today=today)
