"""Who is next when somebody stays silent, and what fell due."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.reading import read_one, rows


@dataclass(frozen=True)
class Ladder:
    """Who stands in for a position, and whom its team or organisation escalates to."""

    stand_in: UUID | None = None
    escalation: UUID | None = None


def ladder(position: UUID | None, *, team: UUID | None, on: date) -> Ladder:
    """Whom silence goes to after this position (or a team that nobody took it up for)."""
    found = read_one(Ladder, _LADDER, position=position, team=team, on=on)
    return found or Ladder()


def due(at: datetime, *, many: int) -> list[UUID]:
    """The live handovers that the sweep must look at by now, the oldest first."""
    return [row["id"] for row in rows(_DUE, at=at, many=many)]


def late_signals(at: datetime, *, many: int) -> list[UUID]:
    """The signals that nobody answered in time and of which nobody was told, the oldest first."""
    return [row["id"] for row in rows(_LATE, at=at, many=many)]


def late_questions(at: datetime, *, many: int) -> list[UUID]:
    """The residents' questions that nobody answered in time and that go on, the oldest first."""
    return [row["id"] for row in rows(_UNANSWERED, at=at, many=many)]


def without_clock(*, many: int) -> list[UUID]:
    """The handovers under way that nothing reminds of: told back before that had a clock."""
    return [row["id"] for row in rows(_WITHOUT_CLOCK, many=many)]


# Somebody whose position ended is not asked; nor is who stays silent asked to escalate to.
_LADDER = """
with silent as (
  select p.id, coalesce(%(team)s::uuid, p.team_id) as team, p.organisation_id as organisation
  from directory_position p where p.id = %(position)s
  union all
  select null, t.id, t.organisation_id from directory_team t
  where t.id = %(team)s and %(position)s::uuid is null
), works as (
  select p.id from directory_position p
  where p.from_on <= %(on)s and (p.until_on is null or p.until_on >= %(on)s)
    and p.id in (select kring.reader_of(%(position)s, %(on)s)
      union select t.escalation_id from directory_team t join silent on t.id = silent.team
      union select o.escalation_id from directory_organisation o
            join silent on o.id = silent.organisation)
)
select (select works.id from works
    where works.id = kring.reader_of(silent.id, %(on)s) and works.id <> silent.id) as stand_in,
  coalesce(
    (select works.id from directory_team t join works on works.id = t.escalation_id
     where t.id = silent.team and works.id is distinct from silent.id),
    (select works.id from directory_organisation o join works on works.id = o.escalation_id
     where o.id = silent.organisation and works.id is distinct from silent.id)) as escalation
from silent
"""
_DUE = """
select id from handovers_handover
where sweep_at <= %(at)s
  and settled_at is null and completed_at is null and withdrawn_at is null
order by sweep_at limit %(many)s
"""
_LATE = """
select id from handovers_signal
where due_at <= %(at)s and answered_at is null and overdue_at is null
order by due_at limit %(many)s
"""
_UNANSWERED = """
select id from handovers_residentquestion
where due_at <= %(at)s and answered_at is null and silence < 2
order by due_at limit %(many)s
"""
_WITHOUT_CLOCK = """
select id from handovers_handover
where due_at is null and contact_at is not null and fed_back_at is not null and paused_at is null
  and failed_at is null and declined_at is null
  and settled_at is null and completed_at is null and withdrawn_at is null
limit %(many)s
"""
