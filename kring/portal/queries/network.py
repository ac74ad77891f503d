"""Who is behind a mail address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from kring.directory.models import Position

_BEHIND = """
select p.id from directory_position p
  join accounts_professional u on u.id = p.professional_id and u.is_active
  join directory_organisation o on o.id = p.organisation_id
  left join directory_team t on t.id = p.team_id and (t.ended_on is null or t.ended_on >= %(on)s)
 where lower(%(email)s) in (lower(p.email), lower(t.email), lower(o.email))
   and (o.ended_on is null or o.ended_on >= %(on)s)
   and p.from_on <= %(on)s and (p.until_on is null or p.until_on >= %(on)s)
"""


@dataclass(frozen=True)
class Person:
    """Someone in a position, as a guest recognises themselves."""

    id: UUID
    name: str
    function: str
    organisation: str
    phone: str


def behind(email: str, *, on: date) -> list[UUID]:
    """The positions that this mailbox belongs to: their own, their team's, their organisation's.

    One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, {"email": email, "on": on})
        return [row[0] for row in cursor.fetchall()]


def people(positions: Iterable[UUID]) -> list[Person]:
    """These positions by name. One query."""
    rows = Position.objects.filter(pk__in=list(positions)).select_related(
        "professional", "function", "organisation"
    )
    found = [
        Person(row.pk, row.professional.name, row.function.name, row.organisation.name, row.phone)
        for row in rows
    ]
    return sorted(found, key=lambda person: (person.name, str(person.id)))
