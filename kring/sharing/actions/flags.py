"""What would endanger when known: raised, shared with a confidant, lifted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.notices import actions as notices
from kring.sharing import rules
from kring.sharing.models import SafetyFlag


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """What must stay hidden. `hides`: SafetyFlag.Hides; a party is named by its involvement."""

    resident: UUID
    hides: str
    reason: str
    review_on: date
    involvement: UUID | None = None


@transaction.atomic
def raise_flag(household: UUID, hidden: Hidden, *, by: Me) -> SafetyFlag:
    """Hide a person, a place or a party from all but confidants.

    The database does it, everywhere at once; whoever raises it is the first confidant. Raises
    Refused: also when I know nothing of safety in this household.
    """
    today = moments.local(by.at).date()
    refuse(rules.why_not_hide(
        reason=hidden.reason, review_on=hidden.review_on, today=today,
        named=(hidden.hides == SafetyFlag.Hides.PARTY) == (hidden.involvement is not None),
    ))  # fmt: skip
    if by.position is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        flag = SafetyFlag.objects.create(
            household_id=household,
            resident_id=hidden.resident,
            involvement_id=hidden.involvement,
            hides=SafetyFlag.Hides(hidden.hides),
            reason=hidden.reason.strip(),
            set_by_id=by.position,
            set_at=by.at,
            review_on=hidden.review_on,
        )
    audit.record("safety.flagged", by=by, about=flag.id, household=household)
    return flag


@transaction.atomic
def keep_flag(flag_id: UUID, *, review_on: date, by: Me) -> None:
    """Looked at again: it is still needed, until it is looked at on this day. Raises Refused."""
    flag = _lock(flag_id)
    refuse(rules.why_not_keep(review_on=review_on, today=moments.local(by.at).date()))
    flag.review_on = review_on
    flag.save(update_fields=["review_on"])
    notices.cancel([flag.id], at=by.at)
    audit.record("safety.reviewed", by=by, about=flag.id, household=flag.household_id)


@transaction.atomic
def lift_flag(flag_id: UUID, *, because: str, by: Me) -> None:
    """It is no longer dangerous; a secret address stays secret. Raises Refused."""
    flag = _lock(flag_id)
    refuse(rules.why_not_lift(because=because))
    flag.lifted_at, flag.lifted_by_id, flag.lifted_because = by.at, by.position, because.strip()
    flag.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    notices.cancel([flag.id], at=by.at)
    audit.record("safety.lifted", by=by, about=flag.id, household=flag.household_id)


@transaction.atomic
def name_successor(flag_id: UUID, *, to: UUID, by: Me) -> None:
    """Who looks after it once the plan is closed; that one may know from now on. By a confidant.

    Raises Refused: also when there is no plan any more.
    """
    flag = _lock(flag_id)
    confide(flag.resident_id, to=to, by=by)
    flag.successor_id = to
    with or_refuse(rules.WhyNot.NOT_YOURS):
        flag.save(update_fields=["successor"])
    audit.record("safety.successor", by=by, about=flag.id, household=flag.household_id)


def _lock(flag_id: UUID) -> SafetyFlag:
    flag = SafetyFlag.objects.select_for_update().filter(pk=flag_id, lifted_at=None).first()
    if flag is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    return flag


@transaction.atomic
def confide(resident: UUID, *, to: UUID, by: Me) -> None:
    """Let a position know what is secret about a resident: by a confidant. Raises Refused."""
    with or_refuse(rules.WhyNot.NOT_YOURS), connection.cursor() as cursor:
        cursor.execute("select kring.confide(%s, %s)", [resident, to])
    audit.record("safety.confided", by=by, about=resident, to=to)
