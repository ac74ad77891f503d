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

-- A child of two homes joins the other household, named by its code over the phone: by who
-- coordinates the one the child is in. Definer: the other household is not visible, and stays so.
create or replace function kring.join_by_code(a_membership uuid, a_code text, a_resident uuid, a_role text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare other uuid := (select id from residents_household where code = a_code and merged_into_id is null);
begin
  if other is null or not exists (
      select from residents_membership m where m.resident_id = a_resident and kring._coordinates(m.household_id))
     or exists (select from residents_membership m where m.resident_id = a_resident and m.household_id = other and m.until_on is null) then
    raise exception 'no such household for this resident' using errcode = 'KR002';
  end if;
  insert into residents_membership (id, version, updated_at, household_id, resident_id, role, from_on, paused_because, shielded)
  values (a_membership, 1, kring.at(), other, a_resident, a_role, (kring.at() at time zone 'Europe/Amsterdam')::date, '', false);
end $$;

-- Who coordinates the other homes of the members of my household: a name and a number, no more.
create or replace function kring.other_coordinators(a_household uuid)
returns table(resident uuid, "position" uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct m.resident_id, p.coordinator_id
    from residents_membership m join residents_membership n on n.resident_id = m.resident_id and n.household_id <> m.household_id
    join circle_plan p on p.household_id = n.household_id and p.closed_at is null
   where m.household_id = a_household and m.until_on is null and n.until_on is null and not m.shielded
     and kring._coordinates(a_household)
$$;

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
