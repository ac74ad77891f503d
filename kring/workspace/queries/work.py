"""Mijn werk: what waits for me, what I do, what went quiet, what is new."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kring.circle.queries import long_ago
from kring.core.actor import Me
from kring.core.reading import read
from kring.notices import rules as notices
from kring.sharing.queries import LOOK_ON, STILL_TO_TELL, UNTOLD

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


# What waits is cut off before the names are looked up: those are guarded row by row.
WAITS = f"""
with mine as materialized (select kring.holders() as holders), waits as (
  select 'handover' as kind, h.id, coalesce(h.due_at, h.paused_until::timestamptz) as due_at, h.state, h.kind as variety,
         case when h.withdraw_asked_by = side.other then 'sender' else h.turn end as turn, null::uuid as household,
         h.resident_id as resident, '' as words,
         h.theme_id as theme, h.sender_id as "from", h.neighbourhood_id as area
    from handovers_handover h, mine,
         lateral (select case when h.sender_id = any(holders) then 'receiver' else 'sender' end as other) side
   where h.settled_at is null and h.completed_at is null and h.withdrawn_at is null
     and ((h.turn in ('receiver', 'stand_in', 'escalation') or h.withdraw_asked_by = 'sender')
          and (h.receiver_id = any(holders) or h.receiver_id is null and h.receiver_team_id = any(holders))
          or (h.turn = 'sender' or h.withdraw_asked_by = 'receiver') and h.sender_id = any(holders)
          or h.silent_to_id = any(holders))
     and (h.state <> 'under_way' or h.withdraw_asked_by = side.other
          or h.contradicted_at is not null
          or h.sender_id is not null and (h.fed_back_at is null or h.fed_back_at < h.contact_at)
          or h.due_at <= (select kring.at()) + interval '14 days')  -- the long clock of the outcome, when it is near
  union all
  select 'signal', s.id, s.due_at, '', '', 'receiver', null, null, '', s.theme_id, s.giver_id, s.neighbourhood_id
    from handovers_signal s, mine
   where s.answered_at is null and s.receiver_team_id = any(holders)
  union all
  select 'asked', q.handover_id, q.due_at, q.what, '', 'receiver', null, h.resident_id, '', h.theme_id, null, h.neighbourhood_id
    from mine, handovers_residentquestion q join handovers_handover h on h.id = q.handover_id
   where (q.whom = any(holders) or q.silent_to_id = any(holders)) and q.answered_at is null
  union all
  select 'transfer', t.id, t.due_at, case when t.accepted_at is null then 'sent' else 'accepted' end, '',
         case when t.accepted_at is null then 'receiver' else 'sender' end, t.household_id, null, '', null, t.old_id, null
    from circle_transfer t, mine
   where t.effective_at is null and t.ended_at is null
     and (t.accepted_at is null and t.new_id = any(holders) or t.accepted_at is not null and t.old_id = any(holders))
  union all
  select 'action', a.id, (a.due_on + time '17:00') at time zone 'Europe/Amsterdam', '', '', 'receiver', a.household_id,
         null, a.title, a.theme_id, a.given_by_id, null
    from plans_action a, mine
   where a.doer_id = any(holders) and a.accepted_at is null
     and a.done_at is null and a.stopped_at is null and a.declined_at is null
  union all
  select 'tell', d.about, ({LOOK_ON} + time '17:00') at time zone 'Europe/Amsterdam', 'tell', '', 'receiver', null,
         d.resident_id, coalesce(s.about_name, ''), s.theme_id, null, null
    from mine, {UNTOLD} left join handovers_signal s on s.id = d.about
   where d.giver_id = any(holders) and {STILL_TO_TELL} and s.erased_at is null
     and {LOOK_ON} <= ((select kring.at()) at time zone 'Europe/Amsterdam')::date
  union all
  select 'follow_up', f.id, (f.due_on + time '17:00') at time zone 'Europe/Amsterdam', f.kind, '', 'receiver',
         f.household_id, null, '', null, null, null
    from circle_followup f, mine
   where f.position_id = any(holders) and f.done_at is null
     and f.due_on <= ((select kring.at()) at time zone 'Europe/Amsterdam')::date + 14
  union all
  select 'away', a."position", (((select kring.at()) at time zone 'Europe/Amsterdam')::date + time '17:00')
         at time zone 'Europe/Amsterdam', '', '', 'receiver', null, null, '', null, a."position", null
    from kring.long_away(%(long_ago)s) a where kring.lead_of() is not null  -- else it is not even asked
  union all
  select 'role', s.id, (s.until_on + time '17:00') at time zone 'Europe/Amsterdam', 'role', '', 'receiver', s.household_id,
         null, '', null, null, null
    from mine, circle_plan p join circle_statutoryrole s on s.household_id = p.household_id and s.successor_id is null
   where p.coordinator_id = any(holders) and p.closed_at is null
     and s.until_on - ((select kring.at()) at time zone 'Europe/Amsterdam')::date between 0 and 42
  union all
  select 'milestone', m.id, ((m."on" + 14) + time '17:00') at time zone 'Europe/Amsterdam', 'milestone', '', 'receiver',
         m.household_id, m.resident_id, '', null, null, null
    from mine, circle_plan p join circle_milestone m on m.household_id = p.household_id and m.done_at is null
   where p.coordinator_id = any(holders) and p.closed_at is null
     and m."on" >= (p.opened_at at time zone 'Europe/Amsterdam')::date
  union all
  select 'safety', f.household_id, (f.review_on + time '17:00') at time zone 'Europe/Amsterdam', 'safety', '', 'receiver',
         f.household_id, null, '', null, null, null
    from (select g.household_id, min(g.review_on) as review_on from mine, sharing_safetyflag g
            left join circle_plan p on p.household_id = g.household_id and p.closed_at is null
           where case when p.id is null then coalesce(g.successor_id, g.set_by_id) else g.set_by_id end = any(holders)
             and g.lifted_at is null
             and g.review_on <= ((select kring.at()) at time zone 'Europe/Amsterdam')::date
           group by g.household_id) f
), shown as (select * from waits order by due_at nulls last, id limit %(many)s)
"""  # our own text

WAITING = f"""{WAITS}
select s.kind, s.id, s.due_at, s.state, s.variety, coalesce(s.turn, '') as turn, s.household,
       coalesce(kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name),
                hh.name, '') as about,
       s.words, coalesce(t.name, '') as theme, coalesce(o.name, '') as organisation,
       coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as person,
       coalesce(n.name, '') as neighbourhood
  from shown s
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
