"""Finding who works where, within my region; nothing here is about residents."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import read, read_one, rows

MOST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An organisation found by its own name, a team's, or someone's who works there."""

    id: UUID
    name: str
    found_by: str
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """An organisation as one wants to reach it."""

    id: UUID
    name: str
    kind: str
    phone: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """Someone who works there, or a team's front desk (without a function)."""

    name: str
    function: str
    team: str
    phone: str
    remark: str


FOUND = """
select distinct on (o.name, o.id) o.id, o.name, x.found_by, x.phone
  from directory_organisation o
  cross join lateral (
    select 0 as place, '' as found_by, o.phone where o.name ilike %(like)s
    union all
    select 1, t.name, coalesce(nullif(t.phone, ''), o.phone) from directory_team t
     where t.organisation_id = o.id and t.ended_on is null and t.name ilike %(like)s
    union all
    select 2, kring.full_name(u.given_name, u.name_prefix, u.family_name) || ', ' || lower(f.name),
           coalesce(nullif(p.phone, ''), o.phone)
      from directory_position p join accounts_professional u on u.id = p.professional_id
      join directory_function f on f.id = p.function_id
     where p.organisation_id = o.id and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
       and (kring.full_name(u.given_name, u.name_prefix, u.family_name) ilike %(like)s or f.name ilike %(like)s)) x
 where o.region_id = %(region)s and o.ended_on is null
 order by o.name, o.id, x.place, x.found_by limit %(many)s
"""

ORGANISATION = """
select o.id, o.name, o.kind, o.phone, o.address from directory_organisation o
 where o.id = %(id)s and o.region_id = %(region)s and o.ended_on is null
"""

WORKERS = """
select '' as name, '' as function, t.name as team, t.phone, t.address as remark from directory_team t
 where t.organisation_id = %(id)s and t.ended_on is null
union all
select kring.full_name(u.given_name, u.name_prefix, u.family_name), f.name, coalesce(t.name, ''), p.phone, p.remark
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id left join directory_team t on t.id = p.team_id
 where p.organisation_id = %(id)s and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
   and u.is_active
 order by 3, 2, 1 limit 200
"""


def places(by: Me, words: str) -> list[Place]:
    """Organisations of my region in which a name fits. Costs one statement."""
    like = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    today = local(by.at).date()
    return read(Place, FOUND, like=f"%{like}%", region=by.region, today=today, many=MOST)


def organisation(by: Me, organisation_id: UUID) -> Organisation | None:
    """An organisation of my region. Costs one statement."""
    return read_one(Organisation, ORGANISATION, id=organisation_id, region=by.region)


def workers(by: Me, organisation_id: UUID) -> list[Worker]:
    """Who works there now, by team. Costs one statement."""
    return read(Worker, WORKERS, id=organisation_id, today=local(by.at).date())


def organisations(by: Me) -> list[tuple[UUID, str]]:
    """The organisations of my region: id and name. Costs one statement."""
    sql = """
    select id, name from directory_organisation where region_id = %(region)s and ended_on is null
     order by name limit 500
    """
    return [(row["id"], row["name"]) for row in rows(sql, region=by.region)]
