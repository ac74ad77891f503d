"""One notice, for whoever it is for: what it says and whom to call about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.reading import read_one


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A notice to me. `code`: of the household, also when that is not for me to open (any more).

    `person`, at `place`, did it; empty when nobody did, as when time passed.
    """

    id: UUID
    step: str
    at: datetime
    path: str
    seen: bool
    code: str
    person: str
    place: str
    phone: str


TOLD = """
select n.id, n.step, n.made_at as at, n.path, n.seen_at is not null as seen,
       coalesce(kring.told_about(n.id), '') as code,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as person,
       coalesce(t.name, o.name, '') as place, coalesce(nullif(p.phone, ''), t.phone, '') as phone
  from notices_notice n
  left join directory_position p on p.id = n.maker
  left join accounts_professional u on u.id = p.professional_id
  left join directory_team t on t.id = p.team_id
  left join directory_organisation o on o.id = p.organisation_id
 where n.id = %(id)s and n.whom = any((select kring.holders())::uuid[]) and n.cancelled_at is null
"""


def told(notice: UUID) -> Told | None:
    """One notice; None when it is not for me. Costs one statement."""
    return read_one(Told, TOLD, id=notice)
