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
def change_reach(
    resident: UUID, reach: Reach, *, household: UUID, version: int | None = None, by: Me
) -> None:
    """Write down anew how this household reaches someone. Raises Refused, Changed."""
    known = Reachability.objects.select_for_update().filter(at_home(household))
    row = known.filter(resident_id=resident).first()
    if row is None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    if version is not None and row.version != version:
        raise Changed
    for name, value in asdict(reach).items():
        setattr(row, name, value)
    row.save()
    audit.record("reachability.changed", by=by, about=resident)


@transaction.atomic
def change_address(resident: UUID, address: Street, *, household: UUID, by: Me) -> None:
    """Write down where someone lives, as this household knows it. Raises Refused.

    A secret one is for who writes it, until that one confides in others: it leaves no trace.
    """
    with or_refuse(rules.WhyNot.NOT_YOURS):
        if address.secret:
            with connection.cursor() as cursor:
                cursor.execute("select kring.begin_secret(%s)", [resident])
        known = Address.objects.filter(at_home(household), resident_id=resident)
        if not known.update(**asdict(address)):
            Address.objects.create(resident_id=resident, household_id=household, **asdict(address))
    audit.record("address.changed", by=by, about=resident)


def at_home(household: UUID) -> Q:
    """What this household knows: of whoever has another home as well, what it wrote itself."""
    return Q(household__isnull=True) | Q(household=household)
