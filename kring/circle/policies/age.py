"""At 12, 16 and 18, and when another decides for someone, all is asked again."""

from kring.residents.rules import ASKED_AGAIN_AT

_YEARS = ", ".join(str(each) for each in ASKED_AGAIN_AT)

FUNCTIONS = f"""
-- Internal: when someone born on this day becomes so old; who was born on 29 February on 1 March.
create or replace function kring._birthday(born date, years integer) returns date language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select d + (extract(day from born) = 29 and extract(day from d) = 28)::integer
    from (select (born + make_interval(years => years))::date as d) x
$$;

-- Who became 12, 16 or 18 since a month ago, once each; at 18 parents and guardians decide no longer. By a
-- job, which sees no birthdays: so definer.
create or replace function kring.come_of_age() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare today date := (kring.at() at time zone 'Europe/Amsterdam')::date;
begin
  if not kring.is_job() then
    raise exception 'only time makes older' using errcode = 'KR002';
  end if;
  with aged as (
    select r.id, y.years, kring._birthday(r.born_on, y.years) as on_
      from unnest(array[{_YEARS}]) y(years) join residents_resident r
        on r.born_on between (today - make_interval(years => y.years))::date - 33 and (today - make_interval(years => y.years))::date
     where r.deceased_on is null and r.merged_into_id is null
       and kring._birthday(r.born_on, y.years) between today - 31 and today
  ), adult as (
    update residents_authority a set until_on = greatest(a.from_on, aged.on_ - 1) from aged
     where a.resident_id = aged.id and aged.years = 18 and a.kind in ('parent', 'guardian') and a.until_on is null
  )
  insert into circle_milestone (id, version, updated_at, household_id, resident_id, why, "on", how)
  select gen_random_uuid(), 1, kring.at(), m.household_id, aged.id, aged.years::text, aged.on_, ''
    from aged join residents_membership m on m.resident_id = aged.id and (m.until_on is null or m.until_on >= today)
  on conflict do nothing;
end $$;

-- Another decides for someone: an authority ended, or one came where one had ended. Time itself asks above.
create or replace function kring.authority_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if kring.is_job() or tg_op = 'INSERT' and not exists (
      select from residents_authority where resident_id = new.resident_id and until_on is not null) then
    return null;
  end if;
  insert into circle_milestone (id, version, updated_at, household_id, resident_id, why, "on", how)
  select gen_random_uuid(), 1, kring.at(), m.household_id, m.resident_id, 'authority', (kring.at() at time zone 'Europe/Amsterdam')::date, ''
    from residents_membership m join residents_resident r on r.id = m.resident_id
   where m.resident_id = new.resident_id and r.deceased_on is null
     and (m.until_on is null or m.until_on >= (kring.at() at time zone 'Europe/Amsterdam')::date)
  on conflict do nothing;
  return null;
end $$;
create or replace trigger authority_changed after insert or update of until_on on residents_authority
  for each row execute function kring.authority_changed();

-- Someone died: nothing is asked about them any more.
create or replace function kring.died_of_age() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update circle_milestone set done_at = kring.at() where resident_id = new.id and done_at is null;
  return null;
end $$;
create or replace trigger died_of_age after update of deceased_on on residents_resident
  for each row when (new.deceased_on is not null) execute function kring.died_of_age();

-- What was asked again stays as it was said.
create or replace function kring.milestone_stays() returns trigger language plpgsql as $$
begin
  if old.done_at is not null or new.done_by_id is not null and new.done_by_id is distinct from kring.position()
     or row(new.household_id, new.resident_id, new.why, new."on") is distinct from row(old.household_id, old.resident_id, old.why, old."on") then
    raise exception 'what was asked again stays' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger milestone_stays before update on circle_milestone
  for each row execute function kring.milestone_stays();
"""
