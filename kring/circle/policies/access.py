"""The only ways to give access: one function per reason, each checks that the giver may."""

FUNCTIONS = """
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

-- Internal: the categories in which I may look, and not only because it was an emergency: what one may pass
-- on, and what opens more for oneself. Who sees the name alone has no category, and so not this.
create or replace function kring._kept(a_household uuid)
returns varchar[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select array(select distinct c from circle_access a, unnest(a.categories) c where a.household_id = a_household
    and a.holder = any(kring.holders()) and a.because <> 'emergency' and a.from_at <= kring.at()
    and (a.until_at is null or a.until_at > kring.at()))
$$;
create or replace function kring._keeps(a_household uuid, a_category text)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a_category = any(kring._kept(a_household))
$$;

-- Internal: I coordinate this household now, or stand in for who does, or lead the coordinator's team.
create or replace function kring._coordinates(a_household uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from circle_plan p where p.household_id = a_household and p.closed_at is null
    and (p.coordinator_id = any(kring.holders()) or p.team_id = kring.lead_of()))
$$;

-- Internal: I coordinate it, or stand in for who does: leading the team is not being involved.
create or replace function kring._decides(a_household uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from circle_plan p where p.household_id = a_household and p.closed_at is null
    and p.coordinator_id = any(kring.holders()))
$$;

-- Someone new is written down: whoever writes may see it, as a member of a household of their own.
-- Refuses a household or a resident that exists.
drop function if exists kring.begin_household(uuid, uuid);
create or replace function kring.begin_household(a_household uuid, a_source uuid, a_resident uuid, a_role text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare holder uuid := coalesce(kring.position(), kring.me());
begin
  if holder is null or exists (select from residents_household where id = a_household)
     or exists (select from circle_access where household_id = a_household)
     or exists (select from residents_resident where id = a_resident)
     or exists (select from residents_membership where resident_id = a_resident) then
    raise exception 'this household exists' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, holder, array['contact','situation','health','safety','finance','plan'], 'handover', a_source);
  insert into residents_membership (id, version, updated_at, household_id, resident_id, role, from_on, paused_because, shielded)
  values (gen_random_uuid(), 1, kring.at(), a_household, a_resident, a_role, (kring.at() at time zone 'Europe/Amsterdam')::date, '', false);
end $$;

-- Coordination is accepted: the coordinator sees the whole household. The plan's row follows in this
-- transaction; the trigger on the plan gives the same at each transfer. Not by who sees the name only,
-- or looks because of an emergency.
create or replace function kring.open_plan(a_household uuid, a_plan uuid, a_coordinator uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._keeps(a_household, 'contact') or not a_coordinator = any(kring.holders())
     or kring._begins_elsewhere(a_household)
     or exists (select from circle_plan where household_id = a_household and closed_at is null) then
    raise exception 'only who accepts can open a plan, once' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, a_coordinator, array['contact','situation','plan','finance','health','safety'], 'coordination', a_plan);
end $$;

-- A party joins the circle: the coordinator decides, or the transaction in which a handover is accepted.
create or replace function kring.admit(an_involvement uuid, a_household uuid, a_holder uuid, these text[], until timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not (kring._decides(a_household) or a_holder = any(kring.holders()) and kring._keeps(a_household, 'contact')) then
    raise exception 'only the coordinator admits someone' using errcode = 'KR002';
  end if;
  if not kring._decides(a_household) then  -- joining by one's own acceptance: no more than one has
    these := array(select unnest(these) intersect select unnest(kring._kept(a_household)));
  end if;
  perform kring._give(a_household, a_holder, these, 'involvement', an_involvement, until);
  -- Who was there by name only takes this place instead.
  update circle_access set until_at = greatest(from_at, kring.at()) where because = 'involvement' and source in (
    select id from circle_involvement where household_id = a_household and position_id = a_holder and categories = '{}' and until_at is null);
  update circle_involvement set until_at = greatest(from_at, kring.at())
   where household_id = a_household and position_id = a_holder and categories = '{}' and until_at is null;
end $$;

-- What one reason gave ends now: by the coordinator, by the holder, or by a job. What coordination
-- gave ends only when coordination moves or the plan is closed.
create or replace function kring.end_access(a_source uuid, a_household uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update circle_access set until_at = kring.at()
   where source = a_source and household_id = a_household and (until_at is null or until_at > kring.at())
     and because <> 'coordination'
     and (kring._decides(a_household) or holder = any(kring.holders()) or kring.is_job());
end $$;

-- Internal: this household is at home in my region: that of its coordinator, now or the last one; before
-- any plan that of whoever has to do with it.
create or replace function kring._in_my_region(a_household uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with coordinator as (
    select coordinator_id as id from circle_plan where household_id = a_household
     order by closed_at desc nulls first limit 1
  ), party as (
    select id from coordinator
    union all
    select coalesce(l.position, a.holder) from circle_access a left join accounts_link l on l.id = a.holder
     where a.household_id = a_household and a.because <> 'emergency' and not exists (select from coordinator)
  ), place as (
    select p.id, p.organisation_id from directory_position p
    union all
    select t.id, t.organisation_id from directory_team t
  )
  select exists (select from party join place using (id) join directory_organisation o on o.id = place.organisation_id
    join directory_organisation mine on mine.region_id = o.region_id
    join directory_position me on me.organisation_id = mine.id and me.id = kring.position())
$$;

-- Emergency: reason first, three hours, everything but what is secret, in the own region: elsewhere it is
-- as if the household did not exist. The log line and the event are written here, so that no code can look
-- without them.
create or replace function kring.break_glass(an_event uuid, a_household uuid, a_reason text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if kring.kind() is distinct from 'professional' or length(trim(coalesce(a_reason, ''))) < 10
     or (select p.is_privacy_officer from directory_position p where p.id = kring.position())
     or not exists (select from residents_household where id = a_household)
     or not kring._in_my_region(a_household) then
    raise exception 'emergency access needs a professional and a reason' using errcode = 'KR002';
  end if;
  insert into circle_emergencyaccess (id, version, updated_at, household_id, position_id, reason, at, until_at, not_told_because)
  values (an_event, 1, kring.at(), a_household, kring.position(), a_reason, kring.at(), kring.at() + interval '3 hours', '');
  perform kring._give(a_household, kring.position(), array['contact','situation','plan','finance','health','safety'],
                      'emergency', an_event, kring.at() + interval '3 hours');
  insert into audit_accessevent (id, at, action, household, object, object_id, professional, "position", because, emergency, request_id)
  select gen_random_uuid(), kring.at(), 'emergency', a_household, 'household', an_event, p.professional_id, p.id, 'emergency', true, ''
    from directory_position p where p.id = kring.position();
  insert into audit_event (id, what, about, household, by_position, by_kind, at, details)
  values (gen_random_uuid(), 'access.emergency', an_event, a_household, kring.position(), 'professional', kring.at(), '{}');
end $$;

-- Who must hear of it at once: the coordinator and the privacy officers of the own organisation and
-- the coordinator's. Only for whoever used it.
create or replace function kring.told_of_emergency(an_event uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with e as (select * from circle_emergencyaccess where id = an_event and position_id = kring.position()),
  c as (select p.coordinator_id as id from e join circle_plan p on p.household_id = e.household_id and p.closed_at is null)
  select id from c
  union
  select o.id from directory_position o
   where o.is_privacy_officer and (o.until_on is null or o.until_on >= (kring.at() at time zone 'Europe/Amsterdam')::date)
     and o.organisation_id in (select d.organisation_id from directory_position d
                                where d.id = kring.position() or d.id in (select id from c))
$$;

-- A household by the code that someone said on the phone, for emergency access: whether it exists and
-- nothing else. Forty random bits: nobody guesses one.
create or replace function kring.household_by_code(a_code text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(merged_into_id, id) from residents_household where code = a_code and kring.kind() = 'professional'
$$;

-- "Who can see this?": the rows that decide it. For who coordinates, and the privacy officer of the
-- coordinator's organisation (log and grounds, not content: no name of the household). What is
-- shielded is shown to confidants only.
create or replace function kring.who_can_see(a_household uuid)
returns table(holder uuid, categories text[], because text, source uuid, from_at timestamptz, until_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._decides(a_household) and not exists (
      select from circle_plan p join directory_position c on c.id = p.coordinator_id
      join directory_position me on me.id = kring.position()
       where p.household_id = a_household and me.is_privacy_officer and me.organisation_id = c.organisation_id) then
    raise exception 'only the coordinator and the privacy officer see who can see this' using errcode = 'KR002';
  end if;
  return query select a.holder, a.categories::text[], a.because::text, a.source, a.from_at, a.until_at
    from circle_access a
   where a.household_id = a_household and (a.until_at is null or a.until_at > kring.at())
     and not exists (select from circle_involvement i where i.id = a.source and i.shielded
                        and not kring._knows_secrets(a_household))
   order by a.from_at, a.holder;
end $$;

-- Internal: I am a confidant of a member of this household.
create or replace function kring._knows_secrets(a_household uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from circle_confidant c join residents_membership m on m.resident_id = c.resident_id
    where m.household_id = a_household and c.holder = any(kring.holders()))
$$;

-- Internal: what is secret about someone is known by whoever wrote it down, when nobody is yet.
create or replace function kring._first_confidant(a_resident uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare holder uuid := coalesce(kring.position(), kring.me());
begin
  if holder is not null and not exists (select from circle_confidant where resident_id = a_resident) then
    insert into circle_confidant (id, resident_id, holder, at) values (gen_random_uuid(), a_resident, holder, kring.at());
  end if;
end $$;

-- A confidant lets someone else know. Nobody else can: not the coordinator, not the team lead.
create or replace function kring.confide(a_resident uuid, a_holder uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from circle_confidant c where c.resident_id = a_resident and c.holder = any(kring.holders())) then
    raise exception 'only a confidant names another' using errcode = 'KR002';
  end if;
  insert into circle_confidant (id, resident_id, holder, at) values (gen_random_uuid(), a_resident, a_holder, kring.at())
    on conflict do nothing;
end $$;

-- Before an address becomes secret: then whoever writes it is the first who knows, unless someone is.
create or replace function kring.begin_secret(a_resident uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from residents_membership m where m.resident_id = a_resident and kring._sees(m.household_id, 'contact')) then
    raise exception 'no such resident' using errcode = 'KR002';
  end if;
  perform kring._first_confidant(a_resident);
end $$;

-- A secret that nobody knows is lost: there is a confidant first.
create or replace function kring.address_secret() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.secret and not exists (select from circle_confidant where resident_id = new.resident_id) then
    raise exception 'a secret address needs a confidant first' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger address_secret before insert or update of secret on residents_address
  for each row execute function kring.address_secret();

-- A statutory role sees what its scope needs; recorded by the coordinator on a decision.
create or replace function kring.admit_statutory(a_role uuid, a_household uuid, a_holder uuid, these text[], until timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._decides(a_household) then
    raise exception 'only the coordinator records a statutory role' using errcode = 'KR002';
  end if;
  perform kring._give(a_household, a_holder, these, 'statutory', a_role, until);
end $$;

-- Internal: what this gave lasts until the end of its last day on a Dutch clock, whatever day that becomes:
-- sooner, later or open. When that day is today it is over now: who writes that ends it. What was over stays
-- over: who may look again does so from now.
create or replace function kring._lasts(a_source uuid, a_household uuid, a_reason text, last_on date)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (kring.at() at time zone 'Europe/Amsterdam')::date;
  end_ timestamptz := case when last_on <= today then kring.at()
    else (last_on + 1)::timestamp at time zone 'Europe/Amsterdam' end;
  last circle_access;
begin
  select * into last from circle_access where source = a_source and household_id = a_household
     and because = a_reason order by from_at desc limit 1 for update;
  if last.id is null then  -- a relative, or an organisation: it sees nothing by it
    return;
  elsif last.until_at is null or last.until_at > kring.at() then
    update circle_access set until_at = end_ where id = last.id;
  elsif last_on is null or last_on > today then
    perform kring._give(last.household_id, last.holder, last.categories::text[], a_reason, a_source, end_);
  end if;
end $$;

-- Who may move the last day of a statutory role, the policy of the role says.
create or replace function kring.role_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform kring._lasts(new.id, new.household_id, 'statutory', new.until_on);
  return null;
end $$;
create or replace trigger role_moved after update of until_on on circle_statutoryrole
  for each row when (new.until_on is distinct from old.until_on) execute function kring.role_moved();

-- Until when a party is involved says who coordinates, and not that party: it may change its own row.
create or replace function kring.involvement_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._decides(new.household_id) or new.until_at is not null then
    raise exception 'only the coordinator says until when' using errcode = 'KR002';
  end if;
  perform kring._lasts(new.id, new.household_id, 'involvement', new.ends_on);
  return null;
end $$;
create or replace trigger involvement_moved after update of ends_on on circle_involvement
  for each row when (new.ends_on is distinct from old.ends_on) execute function kring.involvement_moved();
"""
