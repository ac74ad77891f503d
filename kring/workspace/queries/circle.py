"""Who is around a household, who may see what of it, and who looked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import read, rows

LOOKS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Involved:
    """A party around the household. `kind`: position, team, resident, person or statutory.

    `mine`: it is me, or whom I stand in for.
    """

    id: UUID
    kind: str
    party: UUID | None
    name: str
    place: str
    role: str
    purpose: str
    phone: str
    categories: list[str]
    shares: bool
    from_at: datetime | None
    until_on: date | None
    last_active_at: datetime | None
    mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One line of the access log, for people."""

    at: datetime
    action: str
    object: str
    name: str
    place: str
    because: str
    emergency: bool


INVOLVED = """
select i.id, case when i.position_id is not null then 'position' when i.team_id is not null then 'team'
         when i.resident_id is not null then 'resident' else 'person' end as kind,
       coalesce(i.position_id, i.team_id, i.resident_id, i.person_id) as party,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), t.name, kring.full_name(
         coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), ip.name, '') as name,
       coalesce(pt.name, o.name, t_o.name, ip.tie, '') as place, i.role, i.purpose,
       coalesce(nullif(p.phone, ''), pt.phone, t.phone, ip.phone, '') as phone, i.categories, i.shares, i.from_at,
       i.ends_on as until_on, i.last_active_at, coalesce(i.position_id = any((select kring.holders())::uuid[]), false) as mine
  from circle_involvement i
  left join directory_position p on p.id = i.position_id
  left join accounts_professional u on u.id = p.professional_id
  left join directory_team pt on pt.id = p.team_id
  left join directory_organisation o on o.id = p.organisation_id
  left join directory_team t on t.id = i.team_id
  left join directory_organisation t_o on t_o.id = t.organisation_id
  left join residents_resident r on r.id = i.resident_id
  left join circle_informalperson ip on ip.id = i.person_id
 where i.household_id = %(id)s and i.until_at is null
union all
select s.id, 'statutory', s.position_id, coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), o.name, ''),
       coalesce(po.name, o.name, ''), s.kind, s.scope, coalesce(p.phone, o.phone, ''), '{}', true, null, s.until_on, null, false
  from circle_statutoryrole s
  left join directory_position p on p.id = s.position_id
  left join accounts_professional u on u.id = p.professional_id
  left join directory_organisation po on po.id = p.organisation_id
  left join directory_organisation o on o.id = s.organisation_id
 where s.household_id = %(id)s and s.from_on <= %(today)s and (s.until_on is null or s.until_on >= %(today)s)
 order by 11 nulls first, 1
"""

LOOKED = """
select w.at, w.action, w.object, w.because, w.emergency,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as name,
       coalesce(f.name || ', ' || coalesce(t.name, o.name), '') as place
  from kring.who_looked(%(id)s, %(before)s, %(many)s) w
  left join directory_position p on p.id = w."position"
  left join accounts_professional u on u.id = p.professional_id
  left join directory_function f on f.id = p.function_id
  left join directory_team t on t.id = p.team_id
  left join directory_organisation o on o.id = p.organisation_id
"""


ORGANISATIONS = """
select distinct o.id, o.name from circle_involvement i
  left join directory_position p on p.id = i.position_id
  left join directory_team t on t.id = i.team_id
  join directory_organisation o on o.id in (p.organisation_id, t.organisation_id)
 where i.household_id = %(id)s and i.until_at is null
 order by o.name
"""


def organisations(household_id: UUID) -> list[tuple[UUID, str]]:
    """The organisations around the household: id and name. Costs one statement."""
    return [(row["id"], row["name"]) for row in rows(ORGANISATIONS, id=household_id)]


def involved(by: Me, household_id: UUID) -> list[Involved]:
    """Everyone around the household, statutory roles first. Costs one statement."""
    return read(Involved, INVOLVED, id=household_id, today=local(by.at).date())


def looked(household_id: UUID, *, before: datetime | None = None) -> list[Look]:
    """The access log, newest first, a page and one more. Only for who coordinates. Costs one statement."""
    return read(Look, LOOKED, id=household_id, before=before, many=LOOKS + 1)
