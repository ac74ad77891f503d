"""Emergency access afterwards: for who coordinates, and for the privacy officer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import read, rows
from kring.workspace.queries.circle import Look

MOST = 50
LOOKS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Emergency:
    """One emergency access. Empty `told_at`: the resident was not told yet, `not_told_because`."""

    id: UUID
    name: str
    place: str
    reason: str
    at: datetime
    until_at: datetime
    told_at: datetime | None
    not_told_because: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Overseen(Emergency):
    """The same for a privacy officer: the household by its code alone, and who coordinated it."""

    household: UUID
    code: str
    coordinator_name: str
    coordinator_phone: str


_WHO = """
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as name,
       coalesce(f.name || ', ' || coalesce(t.name, o.name), '') as place"""
_AT_WORK = """
  left join accounts_professional u on u.id = p.professional_id
  left join directory_function f on f.id = p.function_id
  left join directory_team t on t.id = p.team_id
  left join directory_organisation o on o.id = p.organisation_id"""

OF_HOUSEHOLD = f"""
select e.id, e.reason, e.at, e.until_at, e.told_at, e.not_told_because, {_WHO}
  from circle_emergencyaccess e
  left join directory_position p on p.id = e.position_id {_AT_WORK}
 where e.household_id = %(id)s order by e.at desc limit %(many)s
"""

OVERSEEN = f"""
select e.id, e.household, e.code, e.reason, e.at, e.until_at, e.told_at, e.not_told_because,
       coalesce(kring.full_name(cu.given_name, cu.name_prefix, cu.family_name), '') as coordinator_name,
       coalesce(nullif(c.phone, ''), ct.phone, '') as coordinator_phone, {_WHO}
  from kring.emergencies_overseen(%(id)s, %(many)s) e
  left join directory_position p on p.id = e."position" {_AT_WORK}
  left join directory_position c on c.id = e.coordinator
  left join accounts_professional cu on cu.id = c.professional_id
  left join directory_team ct on ct.id = c.team_id
 order by e.at desc, e.id
"""

LOOKED_AT = f"""
select w.at, w.action, w.object, w.because, w.emergency, {_WHO}
  from kring.emergency_looks(%(id)s, %(many)s) w
  left join directory_position p on p.id = w."position" {_AT_WORK}
 order by w.at
"""


def of_household(household: UUID) -> list[Emergency]:
    """Emergency access to this household, newest first, for who coordinates. Costs one statement."""
    return read(Emergency, OF_HOUSEHOLD, id=household, many=MOST)


def overseen(event: UUID | None = None) -> list[Overseen]:
    """What I oversee as privacy officer, newest first; `event`: that one. Costs one statement."""
    return read(Overseen, OVERSEEN, id=event, many=MOST)


def looked_at(event: UUID) -> list[Look]:
    """What was looked at with it, oldest first, for who oversees it. Costs one statement."""
    return read(Look, LOOKED_AT, id=event, many=LOOKS)


def oversees(by: Me) -> bool:
    """Whether I am a privacy officer. Costs one statement."""
    found = rows(
        "select is_privacy_officer from directory_position where id = %(id)s", id=by.position
    )
    return any(each["is_privacy_officer"] for each in found)
