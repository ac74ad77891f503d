"""What a region promises to begin with."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core.actor import Me

from .models import Term
from .queries import STANDARD_DAYS


@transaction.atomic
def promise_standard(region: UUID, *, source: str, from_on: date, by: Me) -> int:
    """The terms of Kring as the region's own; how many were added.

    A term that the region has already stays as it is, also when it has ended.
    """
    known = set(Term.objects.filter(region=region, receiver=None).values_list("kind", flat=True))
    made = Term.objects.bulk_create(
        Term(kind=kind, region_id=region, working_days=days, source=source, valid_from=from_on)
        for kind, days in STANDARD_DAYS.items()
        if kind not in known
    )
    if made:
        audit.record("terms.promised", by=by, about=region, many=len(made))
    return len(made)
