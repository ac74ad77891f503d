"""Mijn werk: what waits for me, what I do, what went quiet, what is new."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kring.circle.queries import long_ago
from kring.core.actor import Me
from kring.core.reading import read
from kring.notices import rules as notices

PAGE = 25
QUIET_DAYS = 21
NEW_DAYS = 7
ASKS = notices.begins(notices.ASKS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Something that cannot go on without me.

    `kind`: handover, signal, transfer, action, safety, tell (what was shared and the resident may know by
    now), away (a coordinator for whom others act too long) or follow_up (`state`: its kind).
    `variety`: of a handover its kind.
    """

    kind: str
    id: UUID
    due_at: datetime | None
    state: str
    variety: str
    turn: str
    household: UUID | None
    about: str
    words: str
    theme: str
    organisation: str
    person: str
    neighbourhood: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """What stands beside the work.

    `kind`: a `draft` that is not sent, a `quiet` household, a `told` notice nobody read, a `note` someone
    else wrote, or the state (`accepted`, `declined` …) that a handover of mine came in. `words`: of the
    note, the draft's kind, or the notice's step.
    """

    kind: str
    id: UUID
    at: datetime
    about: str
    person: str
    words: str
    next_on: date | None


# Cut off before the names are looked up: those are guarded row by row.
WAITS = "kring.waits(%(many)s, %(long_ago)s)"

WAITING = f"""
select s.kind, s.id, s.due_at, s.state, s.variety, coalesce(s.turn, '') as turn, s.household,
       coalesce(kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name),
                hh.name, '') as about,
       s.words, coalesce(t.name, '') as theme, coalesce(o.name, '') as organisation,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as person,
       coalesce(n.name, '') as neighbourhood
  from {WAITS} s
  left join residents_resident r on r.id = s.resident
  left join residents_household hh on hh.id = s.household
  left join directory_theme t on t.id = s.theme
  left join directory_position p on p.id = s."from"
  left join directory_organisation o on o.id = p.organisation_id
  left join accounts_professional u on u.id = p.professional_id
  left join directory_neighbourhood n on n.id = s.area
 order by s.due_at nulls last, s.id
"""

ASIDE = """
with mine as materialized (select kring.holders() as holders), aside as (
  (select 'draft' as kind, d.id, d.saved_at as at, null::uuid as household, null::uuid as resident, null::uuid as who,
          d.kind as words, null::date as next_on
     from handovers_draft d where d.position_id = kring.position() and d.keep_until > %(now)s
    order by d.saved_at desc limit 5)
  union all
  (select 'quiet', p.household_id, p.last_active_at, p.household_id, null, null, '', p.next_talk_on
     from circle_plan p, mine
    where p.coordinator_id = any(holders) and p.closed_at is null and p.last_active_at < %(quiet)s
    order by p.last_active_at limit 6)
  union all
  (select 'told', n.id, n.made_at, case when n.path like '/huishouden/%%' then substr(n.path, 13, 36)::uuid end,
          (select h.resident_id from handovers_handover h where h.id = n.about), n.maker, n.step, null
     from notices_notice n, mine
    where n.whom = any(holders) and n.seen_at is null and n.cancelled_at is null and n.made_at > %(unread)s
      and (n.maker is null or n.maker <> all(holders)) and n.step !~ %(asks)s
    order by n.made_at desc limit 6)
  union all
  (select * from (
    (select 'note', n.household_id, n.at, n.household_id, null::uuid, n.written_by_id, left(n.text, 120), null::date
       from mine, circle_plan p join plans_note n on n.household_id = p.household_id
      where p.coordinator_id = any(holders) and p.closed_at is null and p.last_active_at > %(since)s
        and n.at > %(since)s and n.written_by_id <> all(holders)
      order by n.at desc limit 5)
    union all
    (select h.state, h.id, m.at, null, h.resident_id, h.receiver_id, '', null
       from mine, handovers_handover h cross join lateral (select greatest(h.received_at, h.accepted_at, h.contact_at,
              h.declined_at, h.failed_at, h.completed_at) as at) m
      where h.sender_id = any(holders) and h.state not in ('sent', 'withdrawn', 'paused')
        and h.sent_at > %(since)s - interval '60 days' and m.at > %(since)s
        and not exists (select from notices_notice n where n.about = h.id and n.whom = any(holders)
          and n.seen_at is null and n.cancelled_at is null and n.step !~ %(asks)s)
      order by m.at desc limit 5)) news
    order by 3 desc limit 5)
)
select s.kind, s.id, s.at, s.words, s.next_on,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as person,
       coalesce(hh.name, kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), '')
         as about
  from aside s
  left join directory_position p on p.id = s.who
  left join accounts_professional u on u.id = p.professional_id
  left join residents_household hh on hh.id = s.household
  left join residents_resident r on r.id = s.resident
"""


def waiting(by: Me, *, many: int = PAGE + 1) -> list[Waiting]:
    """What waits for me, the most urgent first; at most `many`. Costs one statement."""
    return read(Waiting, WAITING, **bounds(by, many=many))


def bounds(by: Me, *, many: int) -> dict[str, object]:
    """What the statement of what waits must know."""
    return {"many": many, "long_ago": long_ago(by)}


def aside(by: Me) -> list[Aside]:
    """My drafts, what went quiet and what is new, each in its order. Costs one statement."""
    ago = {"quiet": QUIET_DAYS, "since": NEW_DAYS, "unread": notices.UNREAD_DAYS}
    moments = {name: by.at - timedelta(days=days) for name, days in ago.items()}
    return read(Aside, ASIDE, now=by.at, asks=ASKS, **moments)
