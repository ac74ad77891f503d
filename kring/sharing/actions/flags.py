"""What would endanger when known: raised, shared with a confidant, lifted."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse
from kring.sharing import rules
from kring.sharing.models import SafetyFlag


@transaction.atomic
def raise_flag(
    household: UUID,
    *,
    resident: UUID,
    hides: str,
    review_on: date,
    involvement: UUID | None = None,
    by: Me,
) -> SafetyFlag:
    """Hide a person, a place or a party (SafetyFlag.Hides) from all but confidants.

    The database does it, everywhere at once; whoever raises it is the first confidant. Raises
    Refused: also when I know nothing of safety in this household.
    """
    if (hides == SafetyFlag.Hides.PARTY) != (involvement is not None):
        raise Refused(rules.WhyNot.NO_PARTY)
    if by.position is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        flag = SafetyFlag.objects.create(
            household_id=household,
            resident_id=resident,
            involvement_id=involvement,
            hides=SafetyFlag.Hides(hides),
            set_by_id=by.position,
            set_at=by.at,
            review_on=review_on,
        )
    audit.record("safety.flagged", by=by, about=flag.id, household=household)
    return flag


@transaction.atomic
def lift_flag(flag_id: UUID, *, by: Me) -> None:
    """It is no longer dangerous; a secret address stays secret. Raises Refused."""
    flag = SafetyFlag.objects.select_for_update().filter(pk=flag_id, lifted_at=None).first()
    if flag is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    flag.lifted_at = by.at
    flag.save(update_fields=["lifted_at"])
    audit.record("safety.lifted", by=by, about=flag.id, household=flag.household_id)


@transaction.atomic
def confide(resident: UUID, *, to: UUID, by: Me) -> None:
    """Let a position know what is secret about a resident: by a confidant. Raises Refused."""
    with or_refuse(rules.WhyNot.NOT_YOURS), connection.cursor() as cursor:
        cursor.execute("select kring.confide(%s, %s)", [resident, to])
    audit.record("safety.confided", by=by, about=resident, to=to)
