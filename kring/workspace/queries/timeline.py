"""What happened in a household, from every room, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.reading import read, read_one

PAGE = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """Something on the timeline.

    `kind`: note, action, goal, handover, coordinator, involved or transfer; `what` is its code: the kind of
    a note, the state of a handover. `link` is the thing itself.
    """

    kind: str
    link: UUID
    at: datetime
    what: str
    text: str
    person: str
    only_me: bool
    shared: bool
    mine: bool


TIMELINE = """
with happened as (
  select * from (
  (select 'note' as kind, n.id as link, n.at, n.kind as what, n.text, n.written_by_id as who, n.only_me
     from plans_note n where n.household_id = %(id)s and n.at < %(before)s order by n.at desc limit %(many)s)
  union all
  (select 'action', a.id, a.done_at, 'done', a.title, a.done_by_id, false
     from plans_action a where a.household_id = %(id)s and a.done_at < %(before)s order by a.done_at desc limit %(many)s)
  union all
  (select 'goal', g.id, g.reached_at, 'reached', g.title, g.owner_id, false
     from plans_goal g where g.household_id = %(id)s and g.reached_at < %(before)s)
  union all
  (select 'handover', h.id, m.at, m.what, t.name, h.sender_id, false
     from handovers_handover h join directory_theme t on t.id = h.theme_id
     cross join lateral (values ('sent', h.sent_at), ('accepted', h.accepted_at), ('under_way', h.contact_at),
       ('completed', h.completed_at), ('declined', h.declined_at), ('failed', h.failed_at), ('withdrawn', h.withdrawn_at))
       m(what, at)
    where h.household_id in (select %(id)s::uuid union all select id from residents_household where merged_into_id = %(id)s)
      and m.at < %(before)s)
  union all
  (select 'coordinator', c.plan_id, c.from_at, 'from', '', c.coordinator_id, false
     from circle_plan p join circle_coordinationperiod c on c.plan_id = p.id
    where p.household_id = %(id)s and c.from_at < %(before)s)
  union all
  (select 'involved', i.id, i.from_at, 'from', i.role, i.position_id, false
     from circle_involvement i where i.household_id = %(id)s and i.from_at < %(before)s and i.position_id is not null
      and i.source is not null)
  union all
  (select 'transfer', t.id, t.proposed_at, 'proposed', '', t.new_id, false
     from circle_transfer t where t.household_id = %(id)s and t.proposed_at < %(before)s)
  ) everything where at is not null order by at desc, link limit %(many)s
)
select s.kind, s.link, s.at, s.what, s.text, coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '')
         as person, s.only_me,
       s.only_me and exists (select from plans_notereader r where r.note_id = s.link and r.until_at is null) as shared,
       coalesce(s.who = any((select kring.holders())::uuid[]), false) as mine
  from happened s
  left join directory_position p on p.id = s.who
  left join accounts_professional u on u.id = p.professional_id
 order by s.at desc, s.link
"""


def timeline(household_id: UUID, *, before: datetime, many: int = PAGE + 1) -> list[Happened]:
    """What happened before a moment; at most `many`. Costs one statement."""
    return read(Happened, TIMELINE, id=household_id, before=before, many=many)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A note that I may change. `own`: I wrote it, and nobody else reads it unless I share it."""

    id: UUID
    version: int
    text: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """With whom a note of mine is shared, and since when."""

    id: UUID
    position: UUID
    name: str
    at: datetime


NOTE = """
select n.id, n.version, n.text, n.only_me and n.written_by_id = kring.position() as own from plans_note n
 where n.id = %(note)s and n.household_id = %(id)s and not (n.only_me and n.written_by_id <> all((select kring.holders())::uuid[]))
   and (n.written_by_id = any((select kring.holders())::uuid[]) or exists (select from circle_plan p
     where p.household_id = n.household_id and p.closed_at is null
       and p.coordinator_id = any((select kring.holders())::uuid[])))
"""


def note_of(household_id: UUID, note_id: UUID) -> Written | None:
    """A note of this household, when it is mine to change. Costs one statement."""
    return read_one(Written, NOTE, id=household_id, note=note_id)


READERS = """
select r.id, r.position_id as position, kring.full_name(u.given_name, u.name_prefix, u.family_name) as name, r.at
  from plans_notereader r join directory_position p on p.id = r.position_id
  join accounts_professional u on u.id = p.professional_id
 where r.note_id = %(note)s and r.until_at is null order by name, r.id
"""


def readers(note_id: UUID) -> list[Reader]:
    """With whom a note of mine is shared. Costs one statement."""
    return read(Reader, READERS, note=note_id)
