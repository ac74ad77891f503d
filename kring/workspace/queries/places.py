"""Finding who works where, within my region; nothing here is about residents."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import PROFESSIONAL_NAME, read, read_one, rows

MOST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What was found: an organisation, team or position (`kind`), and where it is."""

    kind: str
    id: UUID
    name: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """An organisation as one wants to reach it."""

    id: UUID
    name: str
    kind: str
    phone: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """A team of an organisation, and its front desk."""

    id: UUID
    name: str
    phone: str
    address: str


FOUND = f"""
select kind, id, name, note from (
  select 1 as place, 'organisation' as kind, o.id, o.name, o.kind as note from directory_organisation o
   where o.region_id = %(region)s and o.ended_on is null and o.name ilike %(like)s
  union all
  select 2, 'team', t.id, t.name, o.name from directory_team t
    join directory_organisation o on o.id = t.organisation_id
   where o.region_id = %(region)s and o.ended_on is null and t.ended_on is null
     and t.name ilike %(like)s
  union all
  select 3, 'position', p.id, {PROFESSIONAL_NAME}, f.name || ', ' || o.name
    from directory_position p join accounts_professional u on u.id = p.professional_id
    join directory_function f on f.id = p.function_id
    join directory_organisation o on o.id = p.organisation_id
   where o.region_id = %(region)s and o.ended_on is null and u.is_active
     and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
     and ({PROFESSIONAL_NAME} ilike %(like)s or f.name ilike %(like)s)) x
 order by place, name, id limit %(many)s
"""

ORGANISATION = """
select o.id, o.name, o.kind, o.phone, o.address from directory_organisation o
 where o.id = %(id)s and o.region_id = %(region)s and o.ended_on is null
"""

TEAMS = """
select t.id, t.name, t.phone, t.address from directory_team t
 where t.organisation_id = %(id)s and t.ended_on is null order by t.name limit 100
"""


def places(by: Me, words: str) -> list[Place]:
    """Organisations, teams and people of my region whose name fits. Costs one statement."""
    like = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    today = local(by.at).date()
    return read(Place, FOUND, like=f"%{like}%", region=by.region, today=today, many=MOST)


def organisation(by: Me, organisation_id: UUID) -> Organisation | None:
    """An organisation of my region. Costs one statement."""
    return read_one(Organisation, ORGANISATION, id=organisation_id, region=by.region)


def teams(organisation_id: UUID) -> list[Team]:
    """The teams of an organisation, with their front desks. Costs one statement."""
    return read(Team, TEAMS, id=organisation_id)


def organisations(by: Me) -> list[tuple[UUID, str]]:
    """The organisations of my region: id and name. Costs one statement."""
    sql = """
    select id, name from directory_organisation where region_id = %(region)s and ended_on is null
     order by name limit 500
    """
    return [(row["id"], row["name"]) for row in rows(sql, region=by.region)]
