"""The team: what came in, who carries what, who is away. Workload, never a ranking of speed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import PROFESSIONAL_NAME, read, rows

PAGE = 25
NEW, AWAY, TAKEN = 0, 1, 2  # the groups of what came in, in their order
Place = tuple[int, datetime, UUID]  # where a page ends: group, due, id
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """A handover or signal to the team that is not over.

    `group`: NEW (nobody took it up yet), of someone who is AWAY, or TAKEN.
    """

    kind: str
    id: UUID
    due_at: datetime | None
    state: str
    about: str
    theme: str
    organisation: str
    group: int
    receiver_name: str

    @property
    def place(self) -> Place:
        """Where the next page begins, when this is the last of one."""
        return self.group, self.due_at or NEVER, self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Colleague:
    """Someone of the team. `weight`: of the households they coordinate, heavy ones counting more.

    `absence`: the standing in that says they are away; `stand_in`: by whom. `waits`: a handover
    waits for them. `seen_at`: when they were last signed in; None for who works by mail.
    """

    id: UUID
    name: str
    function: str
    phone: str
    hours: float | None
    on_intake: bool
    is_lead: bool
    until_on: date | None
    absence: UUID | None
    stand_in: UUID | None
    stand_in_name: str
    away_until: date | None
    households: int
    weight: int
    handovers: int
    waits: bool
    seen_at: datetime | None


# Cut off at one page before the names are looked up: those are guarded row by row.
INCOMING = """
with gone as (
  select w.position_id from circle_standin w join directory_position p on p.id = w.position_id
   where p.team_id = %(team)s and w.from_on <= %(today)s and w.until_on >= %(today)s and w.ended_at is null
  union all
  select p.id from directory_position p where p.team_id = %(team)s and p.until_on < %(today)s
), came as (
  select 'handover' as kind, h.id, coalesce(h.due_at, h.paused_until::timestamptz) as due_at, h.state, h.resident_id as resident,
         h.theme_id as theme, h.sender_id as sender, h.receiver_id as receiver
    from handovers_handover h
   where h.receiver_team_id = %(team)s and h.settled_at is null and h.completed_at is null and h.withdrawn_at is null
  union all
  select 'signal', s.id, s.due_at, '', null, s.theme_id, s.giver_id, s.received_by_id
    from handovers_signal s where s.receiver_team_id = %(team)s and s.answered_at is null
), sorted as (
  select c.*, case when c.receiver is null then 0 when c.receiver in (select g.position_id from gone g) then 1 else 2 end
         as "group"
    from came c where %(only)s::uuid is null or c.id = %(only)s::uuid
), shown as (
  select * from sorted
   where %(group)s::int is null
      or ("group", coalesce(due_at, timestamptz '9999-01-01'), id) > (%(group)s::int, %(due)s::timestamptz, %(id)s::uuid)
   order by "group", coalesce(due_at, timestamptz '9999-01-01'), id limit %(many)s)
select s.kind, s.id, s.due_at, s.state, s."group", t.name as theme, coalesce(o.name, '') as organisation,
       coalesce(kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), '') as about,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as receiver_name
  from shown s join directory_theme t on t.id = s.theme
  left join residents_resident r on r.id = s.resident
  left join directory_position sp on sp.id = s.sender
  left join directory_organisation o on o.id = sp.organisation_id
  left join directory_position p on p.id = s.receiver
  left join accounts_professional u on u.id = p.professional_id
 order by s."group", coalesce(s.due_at, timestamptz '9999-01-01'), s.id
"""

# Plans and handovers of others count only for who leads the team: the database shows no others.
COLLEAGUES = """
select p.id, kring.full_name(u.given_name, u.name_prefix, u.family_name) as name, f.name as function, p.phone,
       p.weekly_hours::float as hours, p.on_intake, p.is_lead, p.until_on, w.id as absence, w.stand_in_id as stand_in,
       coalesce(w.name, '') as stand_in_name,
       w.until_on as away_until, coalesce(c.households, 0) as households, coalesce(c.weight, 0) as weight,
       got.handovers, got.waits,
       greatest(u.last_login, (select max(n.used_at) from accounts_session n where n.professional_id = u.id)) as seen_at
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id
  left join lateral (
    select s.id, s.stand_in_id, s.until_on, kring.full_name(su.given_name, su.name_prefix, su.family_name) as name
      from circle_standin s join directory_position sp on sp.id = s.stand_in_id
      join accounts_professional su on su.id = sp.professional_id
     where s.position_id = p.id and s.from_on <= %(today)s and s.until_on >= %(today)s and s.ended_at is null
     order by s.from_on desc limit 1) w on true
  left join lateral (
    select count(*) as households, sum(l.weight) as weight from circle_plan l
     where l.team_id = %(team)s and l.coordinator_id = p.id and l.closed_at is null) c on true
 cross join lateral (
    select count(*) as handovers, coalesce(bool_or(h.turn = 'receiver'), false) as waits from handovers_handover h
     where h.receiver_id = p.id and h.settled_at is null and h.completed_at is null and h.withdrawn_at is null) got
 where p.team_id = %(team)s and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s) and u.is_active
 order by u.family_name, u.given_name, p.id
"""


def incoming(by: Me, *, after: Place | None = None, only: UUID | None = None) -> list[Incoming]:
    """What is with my team: one page of it, and one more when there is more.

    Empty unless I am on intake or lead it. Costs one statement.
    """
    if by.team is None or not (by.on_intake or by.is_lead):
        return []
    group, due, key = after or (None, None, None)
    return read(
        Incoming, INCOMING, team=by.team, today=local(by.at).date(), only=only,
        group=group, due=due, id=key, many=PAGE + 1,
    )  # fmt: skip


def colleagues(by: Me) -> list[Colleague]:
    """Who is in my team now. Costs one statement."""
    return read(Colleague, COLLEAGUES, team=by.team, today=local(by.at).date())


# As many as a list to choose from can hold: a large organisation has teams.
_PEOPLE = f"""
select p.id, {PROFESSIONAL_NAME} as name, p.team_id is null and kring.arranges_for(p.id) as mine
  from directory_position p join accounts_professional u on u.id = p.professional_id
 where (p.team_id = %(team)s or %(team)s::uuid is null or p.team_id is null and kring.arranges_for(p.id))
   and p.organisation_id = %(organisation)s and u.is_active
   and p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
 order by u.family_name, u.given_name, p.id limit 200
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """Someone of my team; of my organisation when I have none. `mine`: without a team, and mine to arrange for."""

    id: UUID
    name: str
    mine: bool


def near(by: Me) -> list[Near]:
    """Who may stand in, and for whom I arrange it. Costs one statement."""
    today = local(by.at).date()
    return read(Near, _PEOPLE, team=by.team, organisation=by.organisation, today=today)


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
