"""Who acts, who may look, and one coordinator at every instant."""

from kring.core.guard import Guard
from kring.residents.policies import sees

# What stands here runs as its owner. Each function checks that the actor may, and says why it exists.
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

-- Internal: the one insert into Access. Not callable by the application.
create or replace function kring._give(a_household uuid, a_holder uuid, these text[], a_reason text, a_source uuid, until timestamptz default null)
returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into circle_access (id, household_id, holder, categories, from_at, until_at, because, source)
  values (gen_random_uuid(), a_household, a_holder, these, kring.at(), until, a_reason, a_source)
$$;

-- Internal: I may look at this household now, in this category if one is given.
create or replace function kring._sees(a_household uuid, a_category text default null)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from circle_access a where a.household_id = a_household
    and a.holder = any(kring.holders()) and a.from_at <= kring.at()
    and (a.until_at is null or a.until_at > kring.at())
    and (a_category is null or a_category = any(a.categories)))
$$;

-- Internal: I coordinate this household now, or stand in for who does, or lead the coordinator's team.
create or replace function kring._coordinates(a_household uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from circle_plan p where p.household_id = a_household and p.closed_at is null
    and (p.coordinator_id = any(kring.holders()) or p.team_id = kring.lead_of()))
$$;

-- Someone new is written down: whoever writes may see it. Refuses a household that exists.
create or replace function kring.begin_household(a_household uuid, a_source uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare holder uuid := coalesce(kring.position(), kring.me());
begin
  if holder is null or exists (select from residents_household where id = a_household)
     or exists (select from circle_access where household_id = a_household) then
    raise exception 'this household exists' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, holder, array['contact','situation','health','safety','finance','plan'], 'handover', a_source);
end $$;

-- Coordination is accepted: the coordinator sees the whole household. The plan's row follows in this
-- transaction; the trigger on the plan gives the same at each transfer.
create or replace function kring.open_plan(a_household uuid, a_plan uuid, a_coordinator uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._sees(a_household) or not a_coordinator = any(kring.holders())
     or exists (select from circle_plan where household_id = a_household and closed_at is null) then
    raise exception 'only who accepts can open a plan, once' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, a_coordinator, array['contact','situation','plan','finance','health','safety'], 'coordination', a_plan);
end $$;

-- A party joins the circle: the coordinator decides, or the transaction in which a handover is accepted.
create or replace function kring.admit(an_involvement uuid, a_household uuid, a_holder uuid, these text[], until timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not (kring._coordinates(a_household) or a_holder = any(kring.holders()) and kring._sees(a_household)) then
    raise exception 'only the coordinator admits someone' using errcode = 'KR002';
  end if;
  if not kring._coordinates(a_household) then  -- joining by one's own acceptance: no more than one has
    these := array(select c from unnest(these) c where kring._sees(a_household, c));
  end if;
  perform kring._give(a_household, a_holder, these, 'involvement', an_involvement, until);
end $$;

-- What one reason gave ends now: by the coordinator, by the holder, or with the source itself.
create or replace function kring.end_access(a_source uuid, a_household uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update circle_access set until_at = kring.at()
   where source = a_source and household_id = a_household and (until_at is null or until_at > kring.at())
     and (kring._coordinates(a_household) or holder = any(kring.holders()) or kring.is_job());
end $$;

-- Emergency: reason first, three hours, everything but a secret address; told and logged by the caller.
create or replace function kring.break_glass(a_household uuid, an_event uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if kring.kind() is distinct from 'professional' then
    raise exception 'only a professional can use emergency access' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, kring.position(), array['contact','situation','plan','finance','health','safety'],
                      'emergency', an_event, kring.at() + interval '3 hours');
end $$;

-- A statutory role sees what its scope needs; recorded by the coordinator on a decision.
create or replace function kring.admit_statutory(a_role uuid, a_household uuid, a_holder uuid, these text[])
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._coordinates(a_household) then
    raise exception 'only the coordinator records a statutory role' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, a_holder, these, 'statutory', a_role);
end $$;

-- History of coordination: each period ends where the next starts; the coordinator's access moves along.
create or replace function kring.plan_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare now_ timestamptz := clock_timestamp();
begin
  if tg_op = 'INSERT' then
    insert into circle_coordinationperiod (id, plan_id, coordinator_id, from_at)
    values (gen_random_uuid(), new.id, new.coordinator_id, now_);
  elsif new.coordinator_id <> old.coordinator_id then
    update circle_coordinationperiod set until_at = now_ where plan_id = new.id and until_at is null;
    insert into circle_coordinationperiod (id, plan_id, coordinator_id, from_at)
    values (gen_random_uuid(), new.id, new.coordinator_id, now_);
    update circle_access set until_at = kring.at()
     where source = new.id and because = 'coordination' and (until_at is null or until_at > kring.at());
    perform kring._give(new.household_id, new.coordinator_id,
      array['contact','situation','plan','finance','health','safety'], 'coordination', new.id);
  end if;
  if tg_op = 'UPDATE' and old.closed_at is null and new.closed_at is not null then
    update circle_coordinationperiod set until_at = now_ where plan_id = new.id and until_at is null;
  end if;
  return null;
end $$;
create or replace trigger plan_moved after insert or update on circle_plan
  for each row execute function kring.plan_moved();

-- A plan's coordinator changes only in the transaction that puts a transfer in force.
create or replace function kring.only_by_transfer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.coordinator_id <> old.coordinator_id and not exists (
    select from circle_transfer t where t.plan_id = new.id and t.new_id = new.coordinator_id
      and t.old_id = old.coordinator_id and t.effective_at = kring.at()) then
    raise exception 'coordination moves only by a transfer in force' using errcode = 'KR003';
  end if;
  if old.closed_at is not null then
    raise exception 'a closed plan stays closed' using errcode = 'KR003';
  end if;
  if new.household_id <> old.household_id or new.opened_at <> old.opened_at then
    raise exception 'a plan stays with its household' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger only_by_transfer before update on circle_plan
  for each row execute function kring.only_by_transfer();

-- Who is asked to coordinate sees which household it is, until the proposal ends.
create or replace function kring.transfer_offered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform kring._give(new.household_id, new.new_id, '{}', 'coordination', new.id);
  elsif new.effective_at is not null or new.ended_at is not null then
    update circle_access set until_at = kring.at()
     where source = new.id and (until_at is null or until_at > kring.at());
  end if;
  return null;
end $$;
create or replace trigger transfer_offered after insert or update on circle_transfer
  for each row execute function kring.transfer_offered();

-- A position that coordinates cannot be ended until the team lead moves what it holds.
create or replace function kring.position_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.until_on is not null and new.until_on is distinct from old.until_on and exists (
    select from circle_plan p where p.coordinator_id = new.id and p.closed_at is null) then
    raise exception 'this position coordinates households' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger position_ends before update of until_on on directory_position
  for each row execute function kring.position_ends();
"""

_HOLDER_IS_MINE = "holder = any((select kring.holders())::uuid[])"
_LEADS = "team_id = (select kring.lead_of())"


def _plain(table: str, category: str = "") -> Guard:
    sentence = sees(f"{table}.household_id", category)
    return Guard(table=table, see=sentence, add=sentence, change=sentence)


_TRANSFER = "old_id = any((select kring.holders())::uuid[]) or new_id = any((select kring.holders())::uuid[])"

GUARDS = [
    Guard(table="circle_access", see=_HOLDER_IS_MINE),
    Guard(
        table="circle_confidant",
        see=_HOLDER_IS_MINE,
        add="exists (select from residents_reachability r where r.resident_id = circle_confidant.resident_id)",
    ),
    Guard(
        table="circle_plan",
        see=f"{sees('circle_plan.household_id')} or {_LEADS} or (select kring.is_job())",
        add=f"{sees('circle_plan.household_id')} and coordinator_id = any((select kring.holders())::uuid[])",
        change=f"coordinator_id = any((select kring.holders())::uuid[]) or {_LEADS} or {sees('circle_plan.household_id', chr(39) + 'plan' + chr(39))}",
    ),
    Guard(
        table="circle_coordinationperiod",
        see="exists (select from circle_plan p where p.id = circle_coordinationperiod.plan_id)",
    ),
    _plain("circle_informalperson", "'contact'"),
    Guard(
        table="circle_involvement",
        see=f"{sees('circle_involvement.household_id')} or (select kring.is_job())",
        add=sees("circle_involvement.household_id"),
        change=sees("circle_involvement.household_id"),
    ),
    _plain("circle_statutoryrole"),
    Guard(
        table="circle_transfer",
        see=f"{_TRANSFER} or {sees('circle_transfer.household_id')} or (select kring.is_job())",
        add=f"{sees('circle_transfer.household_id')} or exists (select from circle_plan p where p.id = circle_transfer.plan_id and p.team_id = (select kring.lead_of()))",
        change=f"{_TRANSFER} or {sees('circle_transfer.household_id')} or (select kring.is_job())"
        " or exists (select from circle_plan p where p.id = circle_transfer.plan_id and p.team_id = (select kring.lead_of()))",
    ),
    _plain("circle_objection"),
]
