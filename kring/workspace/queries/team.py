"""The team: what came in, who carries what, who is away. Workload, never a ranking of speed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import read, rows

MOST = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """A handover or signal to the team that is not over. `receiver` empty: nobody took it up yet."""

    kind: str
    id: UUID
    due_at: datetime | None
    state: str
    about: str
    theme: str
    organisation: str
    receiver: UUID | None
    receiver_name: str
    receiver_away: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Colleague:
    """Someone of the team. `weight`: of the households they coordinate, heavy ones counting more."""

    id: UUID
    name: str
    function: str
    phone: str
    hours: float | None
    on_intake: bool
    is_lead: bool
    until_on: date | None
    stand_in_name: str
    away_until: date | None
    households: int
    weight: int
    handovers: int


INCOMING = """
with waits as (
  select 'handover' as kind, h.id, coalesce(h.due_at, h.paused_until::timestamptz) as due_at, h.state, h.resident_id as resident,
         h.theme_id as theme, h.sender_id as sender, h.receiver_id as receiver
    from handovers_handover h
   where h.receiver_team_id = %(team)s and h.settled_at is null and h.completed_at is null and h.withdrawn_at is null
  union all
  select 'signal', s.id, s.due_at, '', null, s.theme_id, s.giver_id, s.received_by_id
    from handovers_signal s where s.receiver_team_id = %(team)s and s.answered_at is null
), shown as (select * from waits order by receiver is not null, due_at nulls last, id limit %(many)s)
select s.kind, s.id, s.due_at, s.state, s.receiver, t.name as theme, coalesce(o.name, '') as organisation,
       coalesce(kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), '') as about,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as receiver_name,
       exists (select from circle_standin w where w.position_id = s.receiver and w.from_on <= %(today)s
                and w.until_on >= %(today)s and w.ended_at is null)
         or coalesce(p.until_on < %(today)s, false) as receiver_away
  from shown s join directory_theme t on t.id = s.theme
  left join residents_resident r on r.id = s.resident
  left join directory_position sp on sp.id = s.sender
  left join directory_organisation o on o.id = sp.organisation_id
  left join directory_position p on p.id = s.receiver
  left join accounts_professional u on u.id = p.professional_id
 order by s.receiver is not null, s.due_at nulls last, s.id
"""

# Plans and handovers of others count only for who leads the team: the database shows no others.
COLLEAGUES = """
select p.id, kring.full_name(u.given_name, u.name_prefix, u.family_name) as name, f.name as function, p.phone,
       p.weekly_hours::float as hours, p.on_intake, p.is_lead, p.until_on, coalesce(w.name, '') as stand_in_name,
       w.until_on as away_until, coalesce(c.households, 0) as households, coalesce(c.weight, 0) as weight,
       (select count(*) from handovers_handover h where h.receiver_id = p.id and h.settled_at is null
          and h.completed_at is null and h.withdrawn_at is null) as handovers
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id
  left join lateral (
    select s.until_on, kring.full_name(su.given_name, su.name_prefix, su.family_name) as name
      from circle_standin s join directory_position sp on sp.id = s.stand_in_id
      join accounts_professional su on su.id = sp.professional_id
     where s.position_id = p.id and s.from_on <= %(today)s and s.until_on >= %(today)s and s.ended_at is null
     order by s.from_on desc limit 1) w on true
  left join lateral (
    select count(*) as households, sum(l.weight) as weight from circle_plan l
     where l.team_id = %(team)s and l.coordinator_id = p.id and l.closed_at is null) c on true
 where p.team_id = %(team)s and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s) and u.is_active
 order by u.family_name, u.given_name, p.id
"""


def incoming(by: Me) -> list[Incoming]:
    """What is with my team, what nobody took up first. Empty unless I am on intake or lead it.

    Costs one statement.
    """
    if by.team is None or not (by.on_intake or by.is_lead):
        return []
    return read(Incoming, INCOMING, team=by.team, today=local(by.at).date(), many=MOST)


def colleagues(by: Me) -> list[Colleague]:
    """Who is in my team now. Costs one statement."""
    return read(Colleague, COLLEAGUES, team=by.team, today=local(by.at).date())


CANDIDATES = """
select p.id from directory_position p join directory_function f on f.id = p.function_id
  join accounts_professional u on u.id = p.professional_id
 where p.organisation_id = %(organisation)s and f.ring = 'core' and p.team_id is not null and u.is_active
   and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
 order by p.team_id is distinct from %(team)s, u.family_name limit 100
"""


def candidates(by: Me) -> list[UUID]:
    """Who could coordinate, in my organisation. Costs one statement."""
    today = local(by.at).date()
    found = rows(CANDIDATES, organisation=by.organisation, team=by.team, today=today)
    return [row["id"] for row in found]
