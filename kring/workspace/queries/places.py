"""Organisations and their teams, within my region; nothing here is about residents."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import read, read_one, rows


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


ORGANISATION = """
select o.id, o.name, o.kind, o.phone, o.address from directory_organisation o
 where o.id = %(id)s and o.region_id = %(region)s and o.ended_on is null
"""

TEAMS = """
select t.id, t.name, t.phone, t.address from directory_team t
 where t.organisation_id = %(id)s and t.ended_on is null order by t.name limit 100
"""


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
