"""Writing down what happened and who looked; nothing here is ever changed."""

import json
from uuid import UUID, uuid4

from django.db import connection

from kring.core.actor import Kind, Me

from .models import AccessEvent


def record(
    what: str, *, by: Me, about: UUID, household: UUID | None = None, **details: object
) -> None:
    """Write down an event (`room.happened`); `details` are ids, codes and moments only."""
    with connection.cursor() as cursor:  # no RETURNING: whoever writes an event need not read it
        cursor.execute(
            "insert into audit_event (id, what, about, household, by_position, by_kind, at,"
            " details) values (%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                uuid4(),
                what,
                about,
                household,
                by.position,
                by.kind,
                by.at,
                json.dumps(details, default=str),
            ],
        )


def looked(
    thing: str,
    *,
    by: Me,
    household: UUID | None = None,
    resident: UUID | None = None,
    object_id: UUID | None = None,
    action: str = "read",
    because: str = "involvement",
    emergency: bool = False,
    request_id: str = "",
) -> None:
    """Add a line to the access log (NEN 7513), in the same transaction as the reading itself."""
    AccessEvent.objects.create(
        at=by.at,
        action=action,
        household=household,
        resident=resident,
        object=thing,
        object_id=object_id,
        professional=by.professional,
        position=by.position,
        link=by.id if by.kind == Kind.GUEST else None,
        because=because,
        emergency=emergency,
        request_id=request_id,
    )
