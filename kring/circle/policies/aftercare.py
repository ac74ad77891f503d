"""After a plan closed: who asks how it goes reaches the household until that is done."""

FUNCTIONS = """
-- Who coordinated until less than six months ago and still works: who returns comes back there. Nobody
-- while a plan is open. Definer: whoever asks how it goes sees no plan. For who sees the household.
create or replace function kring.returns_to(a_household uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.coordinator_id from circle_plan p join directory_position c on c.id = p.coordinator_id
   where p.household_id = a_household and p.closed_at > kring.at() - interval '6 months'
     and (c.until_on is null or c.until_on >= (kring.at() at time zone 'Europe/Amsterdam')::date)
     and kring._sees(a_household)
     and not exists (select from circle_plan o where o.household_id = a_household and o.closed_at is null)
   order by p.closed_at desc limit 1
$$;

-- Internal: I look only to ask how it goes, and someone else coordinated until lately: that one begins.
create or replace function kring._begins_elsewhere(a_household uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(kring.returns_to(a_household) <> all(kring.holders()), false) and not exists (
    select from circle_access a where a.household_id = a_household and a.holder = any(kring.holders())
       and a.because not in ('aftercare', 'emergency') and 'contact' = any(a.categories)
       and a.from_at <= kring.at() and (a.until_at is null or a.until_at > kring.at()))
$$;

-- Whoever asks later how it goes reaches the household, by contact alone, until it is done.
create or replace function kring.followup_reaches() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform kring._give(new.household_id, new.position_id, array['contact'], 'aftercare', new.id);
  elsif old.done_at is not null
     or row(new.household_id, new.plan_id, new.kind, new.due_on)
        is distinct from row(old.household_id, old.plan_id, old.kind, old.due_on) then
    raise exception 'what was agreed about aftercare stays' using errcode = 'KR003';
  elsif new.position_id <> old.position_id then  -- a colleague asks instead of who leaves
    update circle_access set until_at = greatest(from_at, kring.at())
     where source = new.id and because = 'aftercare' and (until_at is null or until_at > kring.at());
    perform kring._give(new.household_id, new.position_id, array['contact'], 'aftercare', new.id);
  elsif new.done_at is not null then
    if new.again then
      insert into circle_followup (id, version, updated_at, household_id, plan_id, category, kind, position_id, due_on, how, again)
      select gen_random_uuid(), 1, kring.at(), new.household_id, new.plan_id, 'plan', 'returns', c.id,
             (kring.at() at time zone 'Europe/Amsterdam')::date, '', false
        from kring.returns_to(new.household_id) c(id) where c.id <> new.position_id
      on conflict do nothing;
    end if;
    update circle_access set until_at = greatest(from_at, kring.at())
     where source = new.id and because = 'aftercare' and (until_at is null or until_at > kring.at());
    perform kring._owe_nothing(array[new.id]);
  end if;
  return null;
end $$;
create or replace trigger followup_reaches after insert or update on circle_followup
  for each row execute function kring.followup_reaches();

-- Who asks is changed by kring.hand_on only, which runs as the owner.
create or replace function kring.followup_stays() returns trigger language plpgsql as $$
begin
  if new.position_id <> old.position_id and current_user = 'kring_app' then
    raise exception 'what was agreed about aftercare stays' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger followup_stays before update on circle_followup
  for each row execute function kring.followup_stays();

-- Internal: nothing is asked of these households any more.
create or replace function kring._ask_no_more(households uuid[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update circle_followup set done_at = kring.at() where household_id = any(households) and done_at is null
$$;

-- A plan that begins again has a coordinator: nobody else asks how it goes.
create or replace function kring.plan_begins() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform kring._ask_no_more(array[new.household_id]);
  return null;
end $$;
create or replace trigger plan_begins after insert on circle_plan
  for each row execute function kring.plan_begins();
"""
