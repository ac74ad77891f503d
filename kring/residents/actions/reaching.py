"""How someone is reached and where they live; a secret address for confidants only."""

from dataclasses import asdict
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Changed, Refused, or_refuse
from kring.residents import rules
from kring.residents.models import Address, Reachability

from .registering import Reach, Street


@transaction.atomic
def change_reach(resident: UUID, reach: Reach, *, version: int | None = None, by: Me) -> None:
    """Write down anew how to reach someone. Raises Refused, Changed."""
    row = Reachability.objects.select_for_update().filter(resident_id=resident).first()
    if row is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    if version is not None and row.version != version:
        raise Changed
    for name, value in asdict(reach).items():
        setattr(row, name, value)
    row.save()
    audit.record("reachability.changed", by=by, about=resident)


@transaction.atomic
def change_address(
    resident: UUID, address: Street, *, household: UUID | None = None, by: Me
) -> None:
    """Write down where someone lives, in one household only when it is given. Raises Refused.

    A secret one is for who writes it, until that one confides in others: it leaves no trace.
    """
    where = Q(household=household) if household else Q(household__isnull=True)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        if address.secret:
            with connection.cursor() as cursor:
                cursor.execute("select kring.begin_secret(%s)", [resident])
        known = Address.objects.filter(where, resident_id=resident)
        if not known.update(**asdict(address)):
            Address.objects.create(resident_id=resident, household_id=household, **asdict(address))
    audit.record("address.changed", by=by, about=resident)
