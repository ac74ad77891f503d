"""The plan's part of the timeline of a household: notes, and what was done and agreed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read

PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that happened. `what`: a Note.Kind, action_done, goal_reached, coordination…"""

    at: datetime
    what: str
    about: UUID
    text: str
    by_name: str
    category: str
    only_me: bool
    version: int
    mine: bool


_TIMELINE = f"""
with entries as (
  (select n.at, n.kind as what, n.id as about, n.text, n.written_by_id as by_id, n.category,
    n.only_me, n.version, n.written_by_id = any((select kring.holders())::uuid[]) as mine
   from plans_note n where n.household_id = %(household)s
     and (%(before)s::timestamptz is null or n.at < %(before)s) order by n.at desc limit {PAGE})
  union all
  (select a.done_at, 'action_done', a.id, a.title, a.done_by_id, a.category, false, a.version, false
   from plans_action a where a.household_id = %(household)s and a.done_at is not null
     and (%(before)s::timestamptz is null or a.done_at < %(before)s))
  union all
  (select g.reached_at, 'goal_reached', g.id, g.title, g.owner_id, g.category, false, g.version,
    false from plans_goal g where g.household_id = %(household)s and g.reached_at is not null
     and (%(before)s::timestamptz is null or g.reached_at < %(before)s))
  union all
  (select k.from_at, 'coordination', k.plan_id, '', k.coordinator_id, 'contact', false, 1, false
   from circle_coordinationperiod k join circle_plan p on p.id = k.plan_id
   where p.household_id = %(household)s
     and (%(before)s::timestamptz is null or k.from_at < %(before)s))
)
select e.at, e.what, e.about, e.text, coalesce({PROFESSIONAL_NAME}, '') as by_name, e.category,
  e.only_me, e.version, e.mine
from entries e left join directory_position c on c.id = e.by_id
left join accounts_professional u on u.id = c.professional_id
order by e.at desc, e.about limit {PAGE}
"""  # noqa: S608  # only our own expressions are put in


def timeline(
    me: Me,  # whose eyes the database looks with
    /,
    household: UUID,
    *,
    before: datetime | None = None,
) -> list[Entry]:
    """The latest 25 entries (before a moment), newest first. One statement."""
    return read(Entry, _TIMELINE, household=household, before=before)
