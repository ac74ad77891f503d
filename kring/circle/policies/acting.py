"""Who acts: position or link, and for whom it may look."""

FUNCTIONS = """
-- Become an actor: checks the position or link, derives the holders (own position, those one stands
-- in for today, the team when on intake or leading it) and leaves them in this transaction's settings.
-- Definer: it reads links and stand-ins before anybody acts.
create or replace function kring.act_as(a_kind text, an_id uuid, a_job text, moment timestamptz)
returns table("position" uuid, professional uuid, team uuid, organisation uuid, region uuid,
  subject uuid, name text, function text, function_code text, ring text, team_name text,
  organisation_name text, on_intake boolean, is_lead boolean, proven boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  me record; link accounts_link; holders uuid[] := '{}'; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  if a_kind in ('guest', 'resident') then
    select * into link from accounts_link l where l.id = an_id;
    if link.id is null or link.session_until is null or link.session_until <= moment or link.revoked_at is not null then
      raise exception 'this link is closed' using errcode = 'KR001';
    end if;
    holders := array[link.id];
  elsif a_kind not in ('professional', 'job') then
    raise exception 'unknown kind of actor' using errcode = 'KR001';
  end if;
  select p.id, p.professional_id, p.team_id, p.organisation_id, o.region_id, p.on_intake, p.is_lead,
         concat_ws(' ', nullif(u.given_name, ''), nullif(u.name_prefix, ''), u.family_name) as name,
         f.name as function, f.code as function_code, f.ring, coalesce(t.name, '') as team_name, o.name as organisation_name
    into me
    from directory_position p join accounts_professional u on u.id = p.professional_id
    join directory_organisation o on o.id = p.organisation_id
    join directory_function f on f.id = p.function_id
    left join directory_team t on t.id = p.team_id
   where p.id = case a_kind when 'guest' then link.position when 'professional' then an_id end
     and u.is_active and p.from_on <= today and (p.until_on is null or p.until_on >= today);
  if a_kind in ('professional', 'guest') and me.id is null then
    raise exception 'this position has ended' using errcode = 'KR001';
  end if;
  if a_kind = 'professional' then
    holders := array[me.id] || array(
      select s.position_id from circle_standin s where s.stand_in_id = me.id
         and s.from_on <= today and s.until_on >= today and (s.ended_at is null or s.ended_at > moment));
    if me.team_id is not null and (me.on_intake or me.is_lead) then
      holders := holders || me.team_id;
    end if;
  end if;
  perform set_config('kring.kind', a_kind, true),
          set_config('kring.me', coalesce(an_id::text, ''), true),
          set_config('kring.job', coalesce(a_job, ''), true),
          set_config('kring.position', case when a_kind = 'professional' then me.id::text else '' end, true),
          set_config('kring.guest_of', case when a_kind = 'guest' and link.proven_at is not null then me.id::text else '' end, true),
          set_config('kring.lead_of', case when a_kind = 'professional' and me.is_lead then coalesce(me.team_id::text, '') else '' end, true),
          set_config('kring.subject', case when a_kind = 'resident' or a_kind = 'guest' and (link.proven_at is not null or link.purpose = 'feedback')
            then coalesce(link.subject::text, '') else '' end, true),  -- a guest reads personal data after a code
          set_config('kring.holders', array_to_string(holders, ','), true),
          set_config('kring.at', moment::text, true);
  if a_kind = 'professional' then
    return query select me.id, me.professional_id, me.team_id, me.organisation_id, me.region_id, null::uuid, me.name, me.function::text,
      me.function_code::text, me.ring::text, me.team_name::text, me.organisation_name::text, me.on_intake, me.is_lead, true;
  elsif a_kind = 'guest' then
    return query select me.id, me.professional_id, me.team_id, me.organisation_id, me.region_id, link.subject, me.name, me.function::text,
      me.function_code::text, me.ring::text, me.team_name::text, me.organisation_name::text, false, false, link.proven_at is not null;
  else
    return query select null::uuid, null::uuid, null::uuid, null::uuid, null::uuid,
      case when a_kind = 'resident' then link.subject end, ''::text, ''::text, ''::text, ''::text, ''::text, ''::text,
      false, false, a_kind = 'resident';
  end if;
end $$;

-- Who reads what comes in for a position on a day: its stand-in, else itself. Facts of the directory only;
-- definer because a job that mails may not read who is away and why.
create or replace function kring.reader_of(a_position uuid, a_day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select s.stand_in_id from circle_standin s
                    where s.position_id = a_position and s.from_on <= a_day and s.until_on >= a_day
                      and (s.ended_at is null or s.ended_at > kring.at()) order by s.from_on limit 1), a_position);
$$;
"""
