"""Who is away: since when, and who arranges that somebody acts meanwhile."""

FUNCTIONS = """
-- Since when others act for this position without a break; null when it is there on this day. A weekend,
-- with a holiday beside it, between two stand-ins is no break.
create or replace function kring.away_since(a_position uuid, a_day date) returns date
language sql stable as $$
  with acts as (
    select s.from_on, least(s.until_on, (s.ended_at at time zone 'Europe/Amsterdam')::date) as until_on,
           s.until_on >= a_day and (s.ended_at is null or s.ended_at > kring.at()) as now
      from circle_standin s where s.position_id = a_position and s.from_on <= a_day
  )
  select max(a.from_on) from acts a
   where exists (select from acts b where b.now) and a.until_on >= a.from_on
     and not exists (select from acts e where e.from_on < a.from_on and e.until_on >= a.from_on - 4)
$$;

-- I arrange who stands in for this position: I lead its team; without a team its organisation escalates to me.
create or replace function kring.arranges_for(a_position uuid) returns boolean
language sql stable as $$
  select exists (select from directory_position p join directory_organisation o on o.id = p.organisation_id
    where p.id = a_position and (p.team_id = kring.lead_of()
      or p.team_id is null and o.escalation_id = kring.position()))
$$;

-- Who coordinates for my team and is away since this day or longer, or does not work here any more, with how many households that nobody
-- was asked to take over. A job sees that of all teams. Definer: plans are counted that one may not read.
create or replace function kring.long_away(a_day date)
returns table("position" uuid, team uuid, since_on date, households bigint)
language sql stable rows 5 security definer set search_path = pg_catalog, public, pg_temp as $$
  with today as (select (kring.at() at time zone 'Europe/Amsterdam')::date as day), plans as (
    select p.* from circle_plan p where p.closed_at is null and p.team_id = kring.lead_of()
    union all  -- apart, or nobody's plans are found by their index
    select p.* from circle_plan p where p.closed_at is null and kring.is_job()
  ), alone as (
    select p.coordinator_id as id, p.team_id as team, count(*) as households from plans p
     where not exists (select from circle_transfer t
         where t.plan_id = p.id and t.effective_at is null and t.ended_at is null)
     group by 1, 2
  )
  select a.id, a.team, s.since_on, a.households from alone a
   cross join lateral (select coalesce(kring.away_since(a.id, today.day), today.day) as since_on,
     exists (select from circle_standin s where s.position_id = a.id
       and s.from_on <= today.day and s.until_on >= today.day and s.ended_at is null) as is_away,
     -- counted: asked whether there is one, the database lists everybody at work in the country
     (select count(*) from kring.at_work(kring.at()) w where w."position" = a.id) > 0 as works from today) s
   where not s.works or s.is_away and s.since_on <= a_day
$$;
"""
