"""What waits for who acts, in one statement: the same on Mijn werk, in the menu and with a team."""

from kring.residents.policies import about_unguarded, confided, sees
from kring.sharing.policies import LOOK_ON, STILL_TO_TELL, UNTOLD

# Each part says that the row is mine, or that I have access: see below.
_PARTS = f"""
  select 'handover' as kind, h.id, coalesce(h.due_at, h.paused_until::timestamptz) as due_at, h.state::text, h.kind::text as variety,
         (case when h.withdraw_asked_by = side.other then 'sender' else h.turn end)::text as turn, null::uuid as household,
         h.resident_id as resident, ''::text as words,
         h.theme_id as theme, h.sender_id as "from", h.neighbourhood_id as area
    from handovers_handover h,
         lateral (select case when h.sender_id = any(holders) then 'receiver' else 'sender' end as other) side
   where h.settled_at is null and h.completed_at is null and h.withdrawn_at is null
     and ((h.turn in ('receiver', 'stand_in', 'escalation') or h.withdraw_asked_by = 'sender')
          and (h.receiver_id = any(holders) or h.receiver_team_id = any(holders))
          and coalesce(h.receiver_id = any(holders), true)  -- not "is null": the whole country's index begins so
          or (h.turn = 'sender' or h.withdraw_asked_by = 'receiver') and h.sender_id = any(holders)
          or h.silent_to_id = any(holders))
     and (h.state <> 'under_way' or h.withdraw_asked_by = side.other
          or h.contradicted_at is not null
          or h.sender_id is not null and (h.fed_back_at is null or h.fed_back_at < h.contact_at)
          or h.due_at <= now_at + interval '14 days')  -- the long clock of the outcome, when it is near
  union all
  select 'signal', s.id, s.due_at, '', '', 'receiver', null, null, '', s.theme_id, s.giver_id, s.neighbourhood_id
    from handovers_signal s
   where s.answered_at is null and s.receiver_team_id = any(holders)
  union all
  select 'asked', q.handover_id, q.due_at, q.what, '', 'receiver', null, h.resident_id, '', h.theme_id, null, h.neighbourhood_id
    from handovers_residentquestion q join handovers_handover h on h.id = q.handover_id
   where (q.whom = any(holders) or q.silent_to_id = any(holders)) and q.answered_at is null
  union all
  select 'transfer', t.id, t.due_at, case when t.accepted_at is null then 'sent' else 'accepted' end, '',
         case when t.accepted_at is null then 'receiver' else 'sender' end, t.household_id, null, '', null, t.old_id, null
    from circle_transfer t
   where t.effective_at is null and t.ended_at is null
     and (t.accepted_at is null and t.new_id = any(holders) or t.accepted_at is not null and t.old_id = any(holders))
  union all
  select 'action', todo.id, (todo.due_on + time '17:00') at time zone 'Europe/Amsterdam', '', '', 'receiver', todo.household_id,
         null, todo.title, todo.theme_id, todo.given_by_id, null
    from plans_action todo
   where todo.doer_id = any(holders) and {sees("todo.household_id")} and todo.accepted_at is null
     and todo.done_at is null and todo.stopped_at is null and todo.declined_at is null
  union all
  select 'tell', d.about, ({LOOK_ON} + time '17:00') at time zone 'Europe/Amsterdam', 'tell', '', 'receiver', null,
         d.resident_id, coalesce(s.about_name, ''), s.theme_id, null, null
    from {UNTOLD} left join handovers_signal s on s.id = d.about and s.giver_id = d.giver_id
   where d.giver_id = any(holders) and {STILL_TO_TELL} and s.erased_at is null and {LOOK_ON} <= today
  union all
  select 'follow_up', f.id, (f.due_on + time '17:00') at time zone 'Europe/Amsterdam', f.kind, '', 'receiver',
         f.household_id, null, '', null, null, null
    from circle_followup f
   where f.position_id = any(holders) and f.done_at is null
     and f.due_on <= today + 14
  union all
  select 'away', a."position", (today + time '17:00')
         at time zone 'Europe/Amsterdam', '', '', 'receiver', null, null, '', null, a."position", null
    from kring.long_away(long_ago) a where kring.lead_of() is not null  -- else it is not even asked
  union all
  select 'role', s.id, (s.until_on + time '17:00') at time zone 'Europe/Amsterdam', 'role', '', 'receiver', s.household_id,
         null, '', null, null, null
    from circle_plan p join circle_statutoryrole s on s.household_id = p.household_id and s.successor_id is null
   where p.coordinator_id = any(holders) and p.closed_at is null and {sees("p.household_id")}
     and {about_unguarded("s.resident_id")}
     and s.until_on - today between 0 and 42
  union all
  select 'milestone', m.id, ((m."on" + 14) + time '17:00') at time zone 'Europe/Amsterdam', 'milestone', '', 'receiver',
         m.household_id, m.resident_id, '', null, null, null
    from circle_plan p join circle_milestone m on m.household_id = p.household_id and m.done_at is null
   where p.coordinator_id = any(holders) and p.closed_at is null and {sees("p.household_id", "'contact'")}
     and {about_unguarded("m.resident_id")}
     and m."on" >= (p.opened_at at time zone 'Europe/Amsterdam')::date
  union all
  select 'safety', f.household_id, (f.review_on + time '17:00') at time zone 'Europe/Amsterdam', 'safety', '', 'receiver',
         f.household_id, null, '', null, null, null
    from (select g.household_id, min(g.review_on) as review_on from sharing_safetyflag g
            left join circle_plan p on p.household_id = g.household_id and p.closed_at is null
           where case when p.id is null then coalesce(g.successor_id, g.set_by_id) else g.set_by_id end = any(holders)
             and g.lifted_at is null and {sees("g.household_id", "'safety'")}
             and (g.set_by_id = any(holders) or {confided("g.resident_id")})
             and g.review_on <= today
           group by g.household_id) f
"""

_DECLARED = """
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare holders uuid[] := kring.holders(); now_at timestamptz := kring.at();
  today date := (now_at at time zone 'Europe/Amsterdam')::date;
"""

FUNCTIONS = f"""
-- What waits for me, the most urgent first; who is away `long_ago` waits for who leads. Names are asked elsewhere,
-- guarded. Definer: twelve guarded tables in one plan are slower to begin than to read, so each part says
-- itself that the row is mine, or that I have access. A test holds it against the guarded tables.
create or replace function kring.waits(many integer, long_ago date)
returns table(kind text, id uuid, due_at timestamptz, state text, variety text, turn text, household uuid,
  resident uuid, words text, theme uuid, "from" uuid, area uuid) rows 26 {_DECLARED}
begin
  return query {_PARTS} order by 3 nulls last, 2 limit many;
end $$;

-- How much that is, counted no further than `many`: in no order, so what is counted is all that is read.
create or replace function kring.waits_count(many integer, long_ago date) returns bigint {_DECLARED}
begin
  return (select count(*) from (select from ({_PARTS}) all_of_it limit many) counted);
end $$;
"""
