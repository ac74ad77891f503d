"""Who may decide for a resident, from when to when."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse
from kring.residents import rules
from kring.residents.models import Authority, Reachability


@transaction.atomic
def give_authority(
    resident: UUID,
    *,
    household: UUID,
    kind: str,
    from_on: date,
    holder: UUID | None = None,
    holder_name: str = "",
    safe: str = Reachability.Safe.UNKNOWN,
    by: Me,
) -> Authority:
    """Record who may decide; a parent who is missing or unsafe is recorded too. Raises Refused."""
    if holder is None and not holder_name.strip():
        raise Refused(rules.WhyNot.NO_AUTHORITY)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        made = Authority.objects.create(
            resident_id=resident,
            household_id=household,
            holder_id=holder,
            holder_name=holder_name.strip()[:120],
            kind=Authority.Kind(kind),
            safe=Reachability.Safe(safe),
            from_on=from_on,
        )
    audit.record("authority.given", by=by, about=resident, authority=made.id)
    return made


@transaction.atomic
def end_authority(authority_id: UUID, *, on: date, by: Me) -> None:
    """It ends on this day; who sees by it sees no more. Raises Refused."""
    row = Authority.objects.select_for_update().filter(pk=authority_id).first()
    if row is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    row.until_on = on
    row.save(update_fields=["until_on"])
    audit.record("authority.ended", by=by, about=row.resident_id, authority=row.id)
