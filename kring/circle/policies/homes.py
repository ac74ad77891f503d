"""A child of two homes: the coordinators know of one another, the households do not."""

FUNCTIONS = """
-- Who may be written down as a member: someone new, or someone whom I know how to reach, for longer
-- than an emergency: a key to a household of my own would keep the door open. Definer: row-level
-- security would call every stranger new, and a policy of this table cannot ask the table itself.
create or replace function kring.may_join(a_resident uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select not exists (select from residents_resident where id = a_resident)
      or exists (select from residents_membership m where m.resident_id = a_resident and kring._keeps(m.household_id, 'contact')
           and (not m.shielded or exists (select from circle_confidant c where c.resident_id = a_resident and c.holder = any(kring.holders()))))
$$;

-- I may say who belongs to this household and who they are: while its plan is open, who coordinates it,
-- stands in, or leads that team; without a plan whoever knows how to reach them, for longer than an emergency.
create or replace function kring.composes(a_household uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when exists (select from circle_plan p where p.household_id = a_household and p.closed_at is null)
    then kring._coordinates(a_household) else kring._keeps(a_household, 'contact') end
$$;

-- A name, a date of birth, a role and how long someone belongs to a household: by who composes it. What the
-- database does itself (a death ends a membership) is not asked.
create or replace function kring.person_corrected() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'kring_app' and not exists (
      select from residents_membership m where m.resident_id = new.id and kring.composes(m.household_id)) then
    raise exception 'only the coordinator puts this right' using errcode = 'KR002';
  end if;
  return new;
end $$;
create or replace trigger person_corrected before update on residents_resident for each row
  when ((new.given_name, new.name_prefix, new.family_name, new.salutation, new.born_on, new.merged_into_id)
    is distinct from (old.given_name, old.name_prefix, old.family_name, old.salutation, old.born_on, old.merged_into_id))
  execute function kring.person_corrected();

create or replace function kring.member_changed() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'kring_app' and not kring.composes(old.household_id) then
    raise exception 'only the coordinator says who belongs here' using errcode = 'KR002';
  end if;
  return new;
end $$;
create or replace trigger member_changed before update on residents_membership for each row
  when ((new.role, new.from_on, new.until_on, new.household_id, new.resident_id)
    is distinct from (old.role, old.from_on, old.until_on, old.household_id, old.resident_id))
  execute function kring.member_changed();

-- A code for on the phone, so that a child joins this household too: by who coordinates it. A new one ends
-- the one before.
create or replace function kring.give_home_code(a_code uuid, a_household uuid, a_hash bytea, until timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if kring.position() is null or not kring._coordinates(a_household) then
    raise exception 'only the coordinator gives a code' using errcode = 'KR002';
  end if;
  update residents_homecode set until_at = kring.at() where household_id = a_household and used_at is null and until_at > kring.at();
  insert into residents_homecode (id, household_id, hash, made_by_id, made_at, until_at)
  values (a_code, a_household, a_hash, kring.position(), kring.at(), until);
end $$;

-- A child of two homes joins the other household, by the code that its coordinator said: by who coordinates the
-- one the child is in. The code is used up, and the other coordinator is told. Definer: the other household is not visible, and stays so.
drop function if exists kring.join_by_code(uuid, text, uuid, text);
create or replace function kring.join_by_code(a_membership uuid, a_hash bytea, a_resident uuid, a_role text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare other uuid; home uuid;
begin
  update residents_homecode set used_at = kring.at()
   where hash = a_hash and used_at is null and until_at > kring.at() returning household_id into other;
  select m.household_id into home from residents_membership m
   where m.resident_id = a_resident and m.until_on is null and kring._coordinates(m.household_id) limit 1;
  if other is null or home is null
     or exists (select from residents_household where id = other and merged_into_id is not null)
     or exists (select from residents_membership m where m.resident_id = a_resident and m.household_id = other and m.until_on is null) then
    raise exception 'no such household for this resident' using errcode = 'KR002';
  end if;
  insert into residents_membership (id, version, updated_at, household_id, resident_id, role, from_on, paused_because, shielded)
  values (a_membership, 1, kring.at(), other, a_resident, a_role, (kring.at() at time zone 'Europe/Amsterdam')::date, '', false);
  perform kring._tell_home(other, 'home.joined');
end $$;

-- Internal: who coordinates this household reads about a child of two homes on its own page.
create or replace function kring._tell_home(a_household uuid, a_step text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into notices_notice (id, about, step, whom, urgent, path, made_at, tries)
  select gen_random_uuid(), p.id, a_step || to_char(kring.at(), ' YYYY-MM-DD"T"HH24:MI:SS'), p.coordinator_id, false,
         '/huishouden/' || p.household_id || '/betrokkenen/', kring.at(), 0
    from circle_plan p where p.household_id = a_household and p.closed_at is null and p.coordinator_id <> coalesce(kring.position(), p.id)
  on conflict do nothing
$$;

-- Internal: where someone belongs now and a plan is open.
create or replace function kring._homes_of(a_resident uuid) returns setof uuid
language sql stable rows 2 security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.household_id from residents_membership m join circle_plan p on p.household_id = m.household_id and p.closed_at is null
   where m.resident_id = a_resident and m.until_on is null and not m.shielded
$$;

-- Who coordinates the other homes of the members of my household: a name and a number, no more; and which plan
-- goes first for that member ('here', 'there', or nothing said), whether all agreed and whether I did.
drop function if exists kring.other_coordinators(uuid);
create function kring.other_coordinators(a_household uuid)
returns table(resident uuid, "position" uuid, leads text, agreed boolean, said boolean)
language sql stable rows 3 security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct m.resident_id, p.coordinator_id,
         case when l.household_id = a_household then 'here' when l.household_id in (select kring._homes_of(m.resident_id)) then 'there' else '' end,
         coalesce(l.agreed @> array(select kring._homes_of(m.resident_id)), false), coalesce(a_household = any(l.agreed), false)
    from residents_membership m join residents_membership n on n.resident_id = m.resident_id and n.household_id <> m.household_id
    join circle_plan p on p.household_id = n.household_id and p.closed_at is null
    left join circle_leadingplan l on l.resident_id = m.resident_id
   where m.household_id = a_household and m.until_on is null and n.until_on is null and not m.shielded
     and kring._coordinates(a_household)
$$;

-- The coordinator of one home says which plan goes first for a child: this one, or the other. Said alike in each
-- home it is agreed; said otherwise it is a new proposal. The others are told.
create or replace function kring.say_leading(a_household uuid, a_resident uuid, here boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare homes uuid[] := array(select kring._homes_of(a_resident)); known circle_leadingplan; target uuid := a_household; each_one uuid;
begin
  if not kring._coordinates(a_household) or not a_household = any(homes) or cardinality(homes) < 2 then
    raise exception 'only who coordinates one of two homes says this' using errcode = 'KR002';
  end if;
  perform 1 from residents_resident where id = a_resident for update;
  select * into known from circle_leadingplan where resident_id = a_resident for update;
  if not here then
    target := case when known.household_id = any(homes) and known.household_id <> a_household then known.household_id
      when cardinality(homes) = 2 then (array_remove(homes, a_household))[1] end;
    if target is null then
      raise exception 'there is more than one other home' using errcode = 'KR002';
    end if;
  end if;
  insert into circle_leadingplan as l (id, resident_id, household_id, agreed, at)
  values (gen_random_uuid(), a_resident, target, array[a_household], kring.at())
  on conflict (resident_id) do update set household_id = target, at = kring.at(),
    agreed = case when l.household_id = target then array_append(array_remove(l.agreed, a_household), a_household) else array[a_household] end;
  foreach each_one in array array_remove(homes, a_household) loop
    perform kring._tell_home(each_one, 'home.leads');
  end loop;
end $$;

-- A household that was only aangemeld goes on as another one: who coordinates that one sees what was written
-- there, for as long as they are one. Definer: gives Access, which the application never may.
create or replace function kring.household_merged() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update circle_access set until_at = greatest(from_at, kring.at())
   where household_id = new.id and because = 'coordination' and (until_at is null or until_at > kring.at())
     and source in (select id from circle_plan where household_id = old.merged_into_id);
  perform kring._give(new.id, p.coordinator_id, array['contact','situation','plan','finance','health','safety'], 'coordination', p.id)
     from circle_plan p where p.household_id = new.merged_into_id and p.closed_at is null;
  return null;
end $$;
create or replace trigger household_merged after update of merged_into_id on residents_household
  for each row when (new.merged_into_id is distinct from old.merged_into_id) execute function kring.household_merged();

-- A plan begins in the household that lives on, never in one that was merged into it.
create or replace function kring.plan_lives_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from residents_household where id = new.household_id and merged_into_id is not null) then
    raise exception 'this household goes on as another one' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger plan_lives_on before insert on circle_plan
  for each row execute function kring.plan_lives_on();

-- Whether a number (its keyed hash) belongs to someone whom I may see, per category contact.
-- Definer: the hash is compared nowhere else; who is not visible gives the same empty answer.
create or replace function kring.by_number(a_hash bytea) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.resident_id from residents_identifier i where i.blind = a_hash and exists (
    select from residents_membership m where m.resident_id = i.resident_id and not m.shielded
       and kring._sees(m.household_id, 'contact'))
$$;
"""
