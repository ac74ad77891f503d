"""Writing down what happened and who looked; nothing here is ever changed."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, connections, transaction

from kring.core.actor import Kind, Me
from kring.core.tracing import request_id
from kring.core.writing import together

from .models import Event


def event(
    what: str, *, by: Me, about: UUID, household: UUID | None = None, **details: object
) -> Event:
    """An event (`room.happened`) to be written; `details` are ids, codes and moments only."""
    return Event(
        what=what,
        about=about,
        household=household,
        by_position=by.position,
        by_kind=by.kind,
        at=by.at,
        details=json.loads(json.dumps(details, default=str)),
    )


def record(
    what: str, *, by: Me, about: UUID, household: UUID | None = None, **details: object
) -> None:
    """Write down an event; whoever writes one need not be able to read it."""
    together(event(what, by=by, about=about, household=household, **details))


def came_back(*, using: str) -> None:
    """What was restored comes before all that follows: transactions have begun to count anew.

    As the owner, and the one change that events know. Who kept a cursor goes on at `(0, seq)`.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("set local kring.destruction = 'on'")
        cursor.execute("update audit_event set xact = '0'")


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
) -> None:
    """Add a line to the access log (NEN 7513), in the same transaction as the reading itself."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "at": by.at,
        "action": action,
        "household": household,
        "resident": resident,
        "object": thing,
        "object_id": object_id,
        "professional": by.professional,
        "position": by.position,
        "link": by.id if by.kind == Kind.GUEST else None,
        "because": because,
        "emergency": emergency,
        "request_id": request_id(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOKED, values)


_LOOKED = """
insert into audit_accessevent (id, at, action, household, resident, object, object_id, professional,
                               position, link, because, emergency, request_id)
values (%(id)s, %(at)s, %(action)s, %(household)s, %(resident)s, %(object)s, %(object_id)s,
        %(professional)s, %(position)s, %(link)s, %(because)s, %(emergency)s, %(request_id)s)
"""
