"""Organisations, teams and people as who looks after them sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import full_day, local
from kring.core.reading import PROFESSIONAL_NAME, read
from kring.directory import rules
from kring.directory.models import (
    Hours,
    Neighbourhood,
    Organisation,
    Position,
    Ring,
    Team,
)

from .admin import Admin
from .functions import functions_of

PAGE = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One row of a list: an organisation, team or person; `ended`: the last day in words."""

    id: UUID
    name: str
    note: str
    phone: str
    ended: str

    @property
    def key(self) -> str:
        """Where the list goes on after this row."""
        return f"{self.id}"


_ORGANISATIONS = """
select o.id, o.name, o.kind as note, o.phone, o.ended_on
  from directory_organisation o
 where o.region_id = %(region)s and (%(only)s::uuid is null or o.id = %(only)s)
   and (%(like)s = '' or o.name ilike %(like)s or o.kind ilike %(like)s)
   and (%(after)s::uuid is null or (o.name, o.id) >
        (select a.name, a.id from directory_organisation a where a.id = %(after)s))
 order by o.name, o.id limit %(many)s
"""

_TEAMS = """
select t.id, t.name, coalesce((select string_agg(n.name, ', ' order by n.name)
         from directory_team_area a join directory_neighbourhood n on n.id = a.neighbourhood_id
        where a.team_id = t.id), '') as note, t.phone, t.ended_on
  from directory_team t where t.organisation_id = %(organisation)s order by t.name, t.id limit 100
"""

_PEOPLE = f"""
select p.id, {PROFESSIONAL_NAME} as name, concat_ws(' · ', f.name, t.name) as note, p.phone,
       p.until_on as ended_on
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id left join directory_team t on t.id = p.team_id
 where p.organisation_id = %(organisation)s
   and (%(like)s = '' or {PROFESSIONAL_NAME} ilike %(like)s or f.name ilike %(like)s)
   and (%(after)s::uuid is null or (u.family_name, p.id) >
        (select b.family_name, a.id from directory_position a
           join accounts_professional b on b.id = a.professional_id where a.id = %(after)s))
 order by u.family_name, p.id limit %(many)s
"""  # noqa: S608  # a name we wrote, no value


def organisations(
    me: Me, admin: Admin, *, words: str = "", after: UUID | None = None
) -> list[Line]:
    """A page of what I look after, and one row more when there is more. One statement."""
    only = None if admin.of_region else admin.organisation
    return read(
        _line, _ORGANISATIONS, region=me.region, only=only, like=_like(words), after=after,
        many=PAGE + 1,
    )  # fmt: skip


def teams(organisation: UUID) -> list[Line]:
    """The teams of an organisation. One statement."""
    return read(_line, _TEAMS, organisation=organisation)


def people(organisation: UUID, *, words: str = "", after: UUID | None = None) -> list[Line]:
    """A page of who works or worked there, and one row more when there is more. One statement."""
    return read(
        _line, _PEOPLE, organisation=organisation, like=_like(words), after=after, many=PAGE + 1
    )


def organisation(me: Me, admin: Admin, pk: UUID) -> Organisation | None:
    """An organisation that I look after. One statement."""
    found = Organisation.objects.filter(pk=pk, region=me.region).first()
    return found if found and admin.manages(found.pk) else None


def team(me: Me, admin: Admin, pk: UUID) -> Team | None:
    """A team that I look after. One statement."""
    teams = Team.objects.select_related("organisation")
    found = teams.filter(pk=pk, organisation__region=me.region).first()
    return found if found and admin.manages(found.organisation_id) else None


def position(me: Me, admin: Admin, pk: UUID) -> Position | None:
    """A position that I look after, with who has it. One statement."""
    positions = Position.objects.select_related("organisation", "professional")
    found = positions.filter(pk=pk, organisation__region=me.region).first()
    return found if found and admin.manages(found.organisation_id) else None


def hours(**whose: UUID) -> str:
    """The reachable hours of a `team` or `position`, as one writes them. One statement."""
    rows = Hours.objects.filter(**whose).values_list("weekday", "opens_at", "closes_at")
    return rules.write_hours(rows)


def functions(admin: Admin) -> list[tuple[str, str]]:
    """What one may choose; those of the neighbourhood team only for the region. One statement."""
    rows = functions_of(admin.region)
    if not admin.of_region:
        rows = rows.exclude(ring=Ring.CORE)
    return _choices(rows.values_list("id", "name"))


def teams_to_choose(organisation: UUID) -> list[tuple[str, str]]:
    """The teams of an organisation that have not ended. One statement."""
    rows = Team.objects.filter(organisation=organisation, ended_on=None).order_by("name")
    return _choices(rows.values_list("id", "name"))


def colleagues(me: Me, organisation: UUID) -> list[tuple[str, str]]:
    """Who works there now, at most 500. One statement."""
    today = local(me.at).date()
    rows = Position.objects.filter(organisation=organisation).exclude(until_on__lt=today)
    rows = rows.select_related("professional", "function").order_by("professional__family_name")
    return [(str(row.pk), f"{row.professional.name}, {row.function.name}") for row in rows[:500]]


def who_hears(me: Me, there: Organisation) -> str:
    """Who hears it when nobody there answers, in words; nobody who left. At most one statement."""
    if there.escalation_id is None:
        return ""
    here = Position.objects.filter(pk=there.escalation_id)
    works = here.exclude(until_on__lt=local(me.at).date())
    found = works.select_related("professional", "function").first()
    return f"{found.professional.name}, {found.function.name}" if found else ""


def neighbourhoods(me: Me) -> list[tuple[str, str]]:
    """Those of my region. One statement."""
    rows = Neighbourhood.objects.filter(region=me.region).order_by("name")
    return _choices(rows.values_list("id", "name"))


def _choices(rows: "Sequence[tuple[UUID, str]] | Any") -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in rows]


def _line(*, ended_on: date | None, **more: Any) -> Line:
    return Line(ended=full_day(ended_on) if ended_on else "", **more)


def _like(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%" if plain else ""
