"""Who is away, who acts meanwhile, and who is away so long that someone else must coordinate."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.circle import rules
from kring.core import moments, working_days
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read, rows


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Someone acts for a colleague, now or later; `now`: it has begun."""

    id: UUID
    name: str
    stand_in_name: str
    from_on: date
    until_on: date
    now: bool


@dataclass(frozen=True, kw_only=True)
class LongAway:
    """A coordinator for whom others act so long that the team lead must propose a transfer.

    `households`: those that nobody was asked to take over. `told`: who must propose it, the leads
    of that team, else whoever team or organisation escalates to (`led` is false).
    """

    position: UUID
    since_on: date
    households: int
    led: bool
    told: list[UUID]


_ABSENCES = f"""
with named as (select p.id, {PROFESSIONAL_NAME} as name from directory_position p
  join accounts_professional u on u.id = p.professional_id)
select s.id, s.from_on, s.until_on, s.from_on <= %(today)s as now, away.name,
       acts.name as stand_in_name
  from circle_standin s
  join named away on away.id = s.position_id
  join named acts on acts.id = s.stand_in_id
 where s.until_on >= %(today)s and s.ended_at is null
   and (s.position_id = kring.position() or s.stand_in_id = kring.position()
        or s.position_id in (select p.id from directory_position p
          where p.organisation_id = %(organisation)s and kring.arranges_for(p.id)))
 order by s.from_on, s.id limit 100
"""  # noqa: S608  # only our own expressions are put in

_LONG_AWAY = """
with works as (
  select p.id, p.team_id, p.is_lead from directory_position p
    join accounts_professional u on u.id = p.professional_id
   where u.is_active and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
), away as (
  select a.*, array(select w.id from works w where w.team_id = a.team and w.is_lead) as leads,
         array(select w.id from works w
                where w.id = coalesce(t.escalation_id, o.escalation_id)) as others
    from kring.long_away(%(since)s) a
    join directory_team t on t.id = a.team
    join directory_organisation o on o.id = t.organisation_id
)
select "position", since_on, households, leads <> '{}' as led,
       case when leads <> '{}' then leads else others end as told
  from away order by since_on, "position"
"""


def absences(me: Me, /) -> list[Absence]:
    """My own, those I arrange and those I stand in for; first begun first. One statement."""
    return read(Absence, _ABSENCES, today=_today(me), organisation=me.organisation)


def arranges_for(position: UUID) -> bool:
    """Whether I arrange who stands in for someone else: see kring.arranges_for. One statement."""
    sql = "select kring.arranges_for(%(position)s) as may"
    return bool(rows(sql, position=position)[0]["may"])


def long_ago(me: Me, /) -> date:
    """Who is away since this day is away longer than the days of rules.STAND_IN_DAYS."""
    return working_days.working_days_before(_today(me), rules.STAND_IN_DAYS + 1)


def long_away(me: Me, /) -> list[LongAway]:
    """Who coordinates and is away too long: of the team I lead; for a job of all. One statement."""
    return read(LongAway, _LONG_AWAY, since=long_ago(me), today=_today(me))


def _today(me: Me) -> date:
    return moments.local(me.at).date()
