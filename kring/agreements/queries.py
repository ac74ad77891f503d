"""Which term holds, and when something is due by it."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_noop

from kring.core import working_days
from kring.core.moments import local

from .models import Term

STANDARD = gettext_noop("Standaard van Kring")
STANDARD_DAYS = {
    Term.Kind.ACKNOWLEDGE: 1,
    Term.Kind.ACCEPT: 3,
    Term.Kind.CONTACT: 5,
    Term.Kind.CONSULT: 3,
    Term.Kind.SIGNAL: 3,
    Term.Kind.FEEDBACK: 10,
    Term.Kind.OUTCOME: 60,
    Term.Kind.COORDINATION: 5,
}


@dataclass(frozen=True)
class Clock:
    """The term that holds between two parties, and the hours it is counted in."""

    days: int
    source: str
    hours: working_days.Hours

    def due(self, at: datetime) -> datetime:
        """When what starts now is due."""
        return working_days.add_working_days(at, self.days, self.hours)


def clock(
    kind: str,
    *,
    at: datetime,
    sender: UUID | None = None,
    receiver: UUID | None = None,
    team: UUID | None = None,
) -> Clock:
    """The most specific term in force for this kind, and the receiving side's hours.

    `sender` and `receiver` are positions, `team` the receiving team. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _CLOCK,
            {"kind": kind, "on": local(at).date(), "s": sender, "r": receiver, "t": team},
        )
        days, source, rows = cursor.fetchone()
    if days is None:
        days, source = STANDARD_DAYS[Term.Kind(kind)], STANDARD
    return Clock(days, source, _hours(rows))


def _hours(rows: list[tuple[int, str, str]] | None) -> working_days.Hours:
    """From the first opening of a weekday to its last closing; nothing filled in: office hours."""
    found: dict[int, tuple[time, time]] = {}
    for weekday, opens, closes in rows or []:
        start, end = time.fromisoformat(opens), time.fromisoformat(closes)
        before = found.get(weekday, (start, end))
        found[weekday] = (min(before[0], start), max(before[1], end))
    return found or working_days.OFFICE


# Most specific first: between two organisations, for the receiving one, for the region, for all.
_CLOCK = """
with party as (
  select o.id as receiver, o.region_id as region,
    (select p.organisation_id from directory_position p where p.id = %(s)s) as sender
  from directory_organisation o where o.id = coalesce(
    (select t.organisation_id from directory_team t where t.id = %(t)s),
    (select p.organisation_id from directory_position p where p.id = %(r)s))
), term as (
  select t.working_days, t.source from agreements_term t left join party on true
  where t.kind = %(kind)s and t.valid_from <= %(on)s
    and (t.valid_until is null or t.valid_until >= %(on)s)
    and (t.sender_id is null or t.sender_id = party.sender)
    and (t.receiver_id is null or t.receiver_id = party.receiver)
    and (t.region_id is null or t.region_id = party.region)
  order by t.sender_id is not null desc, t.receiver_id is not null desc,
    t.region_id is not null desc, t.valid_from desc limit 1
), hours as (
  select json_agg(json_build_array(h.weekday, h.opens_at, h.closes_at)) as rows
  from directory_hours h where h.team_id = %(t)s or (%(t)s::uuid is null and h.position_id = %(r)s)
)
select term.working_days, term.source, hours.rows from hours left join term on true
"""
