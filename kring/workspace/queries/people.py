"""Colleagues and teams of my region as one wants to reach them; nothing here is about residents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import PROFESSIONAL_NAME, read, read_one
from kring.directory.models import Hours
from kring.directory.rules import Stretch


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Someone in a function; `away_until` with who stands in, `acts_for` the responsible one."""

    id: UUID
    name: str
    function: str
    ring: str
    organisation_id: UUID
    organisation: str
    team_id: UUID | None
    team: str
    phone: str
    email: str
    remark: str
    on_intake: bool
    until_on: date | None
    assured_on: date | None
    acts_for_id: UUID | None
    acts_for: str
    away_until: date | None
    stand_in_id: UUID | None
    stand_in: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A team: its front desk, and the neighbourhoods that it works in."""

    id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    phone: str
    email: str
    address: str
    area: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One line of a team or organisation."""

    id: UUID
    name: str
    function: str
    team_id: UUID | None
    team: str
    phone: str
    remark: str
    on_intake: bool
    away_until: date | None


_WORKS = """p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
  and u.is_active and o.region_id = %(region)s and o.ended_on is null"""
_AWAY = f"""
  left join lateral (
    select a.until_on, a.stand_in_id, {PROFESSIONAL_NAME} as name from circle_standin a
      join directory_position w on w.id = a.stand_in_id
      join accounts_professional u on u.id = w.professional_id
     where a.position_id = p.id and a.ended_at is null
       and a.from_on <= %(today)s and a.until_on >= %(today)s
     order by a.from_on limit 1) away on true"""

_PERSON = f"""
select p.id, {PROFESSIONAL_NAME} as name, f.name as function, f.ring, p.remark, p.on_intake,
       o.id as organisation_id, o.name as organisation, t.id as team_id, coalesce(t.name, '') as team,
       coalesce(nullif(p.phone, ''), nullif(t.phone, ''), o.phone) as phone,
       coalesce(nullif(p.email, ''), nullif(t.email, ''), o.email) as email, p.until_on, p.assured_on,
       r.id as acts_for_id, coalesce(r.name, '') as acts_for,
       away.until_on as away_until, away.stand_in_id, coalesce(away.name, '') as stand_in
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id
  join directory_organisation o on o.id = p.organisation_id
  left join directory_team t on t.id = p.team_id
  left join lateral (
    select w.id, {PROFESSIONAL_NAME} as name from directory_position w
      join accounts_professional u on u.id = w.professional_id where w.id = p.acts_for_id) r on true
  {_AWAY}
 where p.id = %(id)s and {_WORKS}
"""

_TEAM = """
select t.id, t.name, o.id as organisation_id, o.name as organisation, t.email,
       coalesce(nullif(t.phone, ''), o.phone) as phone,
       coalesce(nullif(t.address, ''), o.address) as address,
       array(select n.name from directory_team_area a
               join directory_neighbourhood n on n.id = a.neighbourhood_id
              where a.team_id = t.id order by n.name) as area
  from directory_team t join directory_organisation o on o.id = t.organisation_id
 where t.id = %(id)s and t.ended_on is null and o.ended_on is null and o.region_id = %(region)s
"""

_MEMBERS = f"""
select p.id, {PROFESSIONAL_NAME} as name, f.name as function, t.id as team_id,
       coalesce(t.name, '') as team, p.phone, p.remark, p.on_intake, away.until_on as away_until
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id
  join directory_organisation o on o.id = p.organisation_id
  left join directory_team t on t.id = p.team_id
  {_AWAY}
 where (p.team_id = %(team)s or p.organisation_id = %(organisation)s) and {_WORKS}
 order by t.name nulls first, u.family_name, u.given_name limit 200
"""


def person(me: Me, position: UUID) -> Person | None:
    """Who has this position of my region now. One statement."""
    return read_one(Person, _PERSON, id=position, region=me.region, today=_today(me))


def team(me: Me, pk: UUID) -> Place | None:
    """A team of my region. One statement."""
    return read_one(Place, _TEAM, id=pk, region=me.region)


def members(me: Me, *, team: UUID | None = None, organisation: UUID | None = None) -> list[Member]:
    """Who works in a team or organisation now. One statement."""
    return read(
        Member, _MEMBERS, team=team, organisation=organisation, region=me.region, today=_today(me)
    )


def reachable(**whose: UUID) -> list[Stretch]:
    """When a `position` or `team` can be reached, in the order of the week. One statement."""
    rows = Hours.objects.filter(**whose).order_by("weekday", "opens_at")
    return list(rows.values_list("weekday", "opens_at", "closes_at"))


def _today(me: Me) -> date:
    return local(me.at).date()
