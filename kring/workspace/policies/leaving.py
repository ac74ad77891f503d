"""Who cannot work here any more leaves nothing to nobody: what is left, and how it is given on."""

from kring.sharing.policies import LOOK_ON, STILL_TO_TELL, UNTOLD

FUNCTIONS = f"""
-- This position works on this day: it has not ended, and the professional is in service.
create or replace function kring.works(a_position uuid, a_day date) returns boolean
language sql stable as $$
  select exists (select from directory_position p join accounts_professional u on u.id = p.professional_id
    where p.id = a_position and u.is_active and p.from_on <= a_day and (p.until_on is null or p.until_on >= a_day))
$$;

-- Internal: everything open that waits for this position. What is hidden for safety only when no other
-- confidant works here who could look after it. What a resident is still to be told is told by who stands in:
-- who gave something stays who gave it.
create or replace function kring._left(a_position uuid)
returns table(kind text, id uuid, household uuid, due_on date, whom uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with today as (select (kring.at() at time zone 'Europe/Amsterdam')::date as day)
  select 'household', p.household_id, p.household_id, null::date, t.new_id from circle_plan p
    left join circle_transfer t on t.plan_id = p.id and t.effective_at is null and t.ended_at is null
   where p.coordinator_id = a_position and p.closed_at is null
  union all
  select 'action', a.id, a.household_id, a.due_on, null from plans_action a
   where a.doer_id = a_position and a.done_at is null and a.stopped_at is null and a.declined_at is null
  union all
  select 'handover', h.id, h.household_id, h.due_at::date, null from handovers_handover h
   where h.settled_at is null and h.completed_at is null and h.withdrawn_at is null
     and (h.sender_id = a_position and 'sender' in (h.baton, h.turn)
       or h.receiver_id = a_position and ('receiver' in (h.baton, h.turn) or h.turn in ('stand_in', 'escalation'))
       or h.silent_to_id = a_position)
  union all
  select 'question', q.id, h.household_id, q.due_at::date, null from handovers_residentquestion q
    join handovers_handover h on h.id = q.handover_id where q.whom = a_position and q.answered_at is null
  union all
  select 'follow_up', f.id, f.household_id, f.due_on, null from circle_followup f
   where f.position_id = a_position and f.done_at is null
  union all
  select 'stand_in', s.id, null, s.until_on, s.position_id from circle_standin s, today
   where s.stand_in_id = a_position and s.until_on >= today.day and s.ended_at is null
  union all
  select 'safety', f.id, f.household_id, f.review_on, null from today, sharing_safetyflag f
    left join circle_plan p on p.household_id = f.household_id and p.closed_at is null
   where f.lifted_at is null and a_position in (f.set_by_id, f.successor_id)
     and case when p.id is null then coalesce(f.successor_id, f.set_by_id) else f.set_by_id end = a_position
     and not exists (select from circle_confidant c where c.resident_id = f.resident_id
       and c.holder <> a_position and kring.works(c.holder, today.day))
  union all
  select 'tell', d.id, d.household_id, {LOOK_ON}, null from {UNTOLD}
   where d.giver_id = a_position and {STILL_TO_TELL}
     and not exists (select from handovers_signal g where g.id = d.about and g.erased_at is not null)
$$;

-- I give on what this position leaves: I arrange who stands in for it, or stand in for who works here no more.
create or replace function kring.divides(a_position uuid) returns boolean
language sql stable as $$
  select kring.arranges_for(a_position) or coalesce(a_position = any(kring.holders()), false)
    and not kring.works(a_position, (kring.at() at time zone 'Europe/Amsterdam')::date)
$$;

-- What a colleague leaves, for who arranges who stands in for them: by code, no names, and nothing of what
-- is hidden for safety. Definer: leading the team is not being involved.
create or replace function kring.left_by(a_position uuid)
returns table(kind text, id uuid, household uuid, due_on date, whom uuid, code text, neighbourhood text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.kind, l.id, l.household, l.due_on, l.whom, coalesce(h.code, '')::text, coalesce(n.name, '')::text
    from kring._left(a_position) l
    left join residents_household h on h.id = l.household
    left join directory_neighbourhood n on n.id = h.neighbourhood_id
   where l.kind not in ('safety', 'tell') and kring.divides(a_position)
     and (l.kind <> 'stand_in' or kring.arranges_for(l.whom))
   order by array_position(array['household', 'handover', 'question', 'action', 'follow_up', 'stand_in'], l.kind),
     h.code, l.due_on, l.id
$$;

-- Who of my team does not work here any more and left something.
create or replace function kring.gone_from_team()
returns table("position" uuid, many bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as materialized (  -- first: what each of a whole team has is far more to read
    select p.id from directory_position p
     where p.team_id = kring.lead_of() and not kring.works(p.id, (kring.at() at time zone 'Europe/Amsterdam')::date)
       and p.from_on <= (kring.at() at time zone 'Europe/Amsterdam')::date
  )
  select g.id, l.many from gone g
   cross join lateral (select count(*) as many from kring._left(g.id) l where l.kind not in ('safety', 'tell')) l where l.many > 0
$$;

-- Internal: whoever takes something over can see what it is about: in the place in the circle of who leaves,
-- or else one of their own.
create or replace function kring._takes_place(a_household uuid, who_leaves uuid, to_whom uuid, a_category text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare place uuid := gen_random_uuid(); these text[];
begin
  if exists (select from circle_access a where a.household_id = a_household and a.holder = to_whom
      and a.because <> 'emergency' and a_category = any(a.categories) and a.from_at <= kring.at()
      and (a.until_at is null or a.until_at > kring.at())) then
    return;
  end if;
  these := coalesce((select i.categories from circle_involvement i where i.household_id = a_household
      and i.position_id = who_leaves and i.role <> 'coördinator' and i.until_at is null limit 1), '{{}}');
  these := array(select distinct c from unnest(these || array['contact', a_category]) c);
  insert into circle_involvement (id, version, updated_at, household_id, position_id, role, purpose, ground, categories,
    shares, from_at, last_active_at, source, shielded)
  select place, 1, kring.at(), a_household, to_whom, coalesce(i.role, 'neemt werk over'),
         coalesce(i.purpose, 'neemt werk over van een collega'), coalesce(i.ground, 'public_task'), these, true,
         kring.at(), kring.at(), place, coalesce(i.shielded, false)
    from (values (1)) one left join circle_involvement i on i.household_id = a_household and i.position_id = who_leaves
     and i.role <> 'coördinator' and i.until_at is null limit 1;
  perform kring._give(a_household, to_whom, these, 'involvement', place);
end $$;

-- One thing that a colleague leaves goes to another of the same organisation, by who arranges who stands in.
-- What is coordinated goes by a proposal, and a stand-in by standing in. Definer: the giver sees neither.
create or replace function kring.hand_on(a_kind text, an_id uuid, who_leaves uuid, to_whom uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare today date := (kring.at() at time zone 'Europe/Amsterdam')::date; a plans_action; h handovers_handover;
begin
  if not kring.divides(who_leaves) or not kring.works(to_whom, today) or who_leaves = to_whom
     or (select p.organisation_id from directory_position p where p.id = to_whom)
        <> (select p.organisation_id from directory_position p where p.id = who_leaves)
     or not exists (select from kring._left(who_leaves) l where l.kind = a_kind and l.id = an_id and l.kind <> 'safety') then
    raise exception 'only who arranges it gives on what is left' using errcode = 'KR002';
  end if;
  if a_kind = 'action' then
    select * into a from plans_action where id = an_id for update;
    perform kring._takes_place(a.household_id, who_leaves, to_whom, a.category);
    update plans_action set doer_id = to_whom, accepted_at = null, version = version + 1, updated_at = kring.at(),
      given_by_id = coalesce((select p.coordinator_id from circle_plan p where p.household_id = a.household_id
        and p.closed_at is null and p.coordinator_id <> who_leaves), given_by_id) where id = an_id;
  elsif a_kind = 'handover' then
    select * into h from handovers_handover where id = an_id for update;
    insert into handovers_progress (id, handover_id, what, how, at, by_id, by_kind)
    values (gen_random_uuid(), h.id, 'reassigned', '', kring.at(), kring.position(), coalesce(kring.kind(), ''));
    update handovers_handover set
      sender_id = case when sender_id = who_leaves then to_whom else sender_id end,
      receiver_id = case when receiver_id = who_leaves then to_whom else receiver_id end,
      silent_to_id = case when silent_to_id = who_leaves then to_whom else silent_to_id end where id = an_id;
  elsif a_kind = 'question' then
    update handovers_residentquestion set whom = to_whom where id = an_id;
  elsif a_kind = 'follow_up' then
    update circle_followup set position_id = to_whom where id = an_id;
  else
    raise exception 'this goes another way' using errcode = 'KR002';
  end if;
end $$;

-- Never to nobody: for who cannot work here any more and left something, and for who is away while nobody
-- who stands in can, somebody stands in by rule: see kring.tells. By a job; who stands in is told by it.
create or replace function kring.stand_in_by_rule()
returns table(id uuid, "position" uuid, stand_in uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare today date := (kring.at() at time zone 'Europe/Amsterdam')::date;
begin
  if not kring.is_job() then
    raise exception 'only a job sees to this' using errcode = 'KR002';
  end if;
  return query insert into circle_standin (id, version, updated_at, position_id, stand_in_id, from_on, until_on, made_by_id)
  select gen_random_uuid(), 1, kring.at(), a.id, t.id, today, (today + interval '1 year')::date, t.id
    from (
      select p.id from directory_position p where p.from_on <= today and not kring.works(p.id, today)
         and exists (select from kring._left(p.id))
      union
      select s.position_id from circle_standin s where s.from_on <= today and s.until_on >= today and s.ended_at is null
         and not kring.works(s.stand_in_id, today) and kring.works(s.position_id, today)
    ) a cross join lateral (
      select w.id from kring.tells(a.id, kring.at()) w(id)
       order by kring.away_since(w.id, today) is not null, w.id limit 1) t
   where not exists (select from circle_standin s where s.position_id = a.id and s.from_on <= today
     and s.until_on >= today and s.ended_at is null and kring.works(s.stand_in_id, today))
  returning id, position_id, stand_in_id;
end $$;
"""
