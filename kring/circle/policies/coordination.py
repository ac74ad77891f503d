"""One coordinator at every instant: the history, and the only way it moves."""

FUNCTIONS = """
-- History of coordination: each period ends where the next starts; the coordinator's access moves along.
create or replace function kring.plan_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare now_ timestamptz := greatest(clock_timestamp(), (
  select from_at from circle_coordinationperiod where plan_id = new.id and until_at is null));
begin
  if tg_op = 'INSERT' then  -- a household is open, and has a coordinator, from the same instant
    insert into circle_coordinationperiod (id, plan_id, coordinator_id, from_at)
    values (gen_random_uuid(), new.id, new.coordinator_id, new.opened_at);
    perform kring._give(h.id, new.coordinator_id, array['contact','situation','plan','finance','health','safety'], 'coordination', new.id)
       from residents_household h where h.merged_into_id = new.household_id;
  elsif new.coordinator_id <> old.coordinator_id then
    update circle_coordinationperiod set until_at = now_ where plan_id = new.id and until_at is null;
    insert into circle_coordinationperiod (id, plan_id, coordinator_id, from_at)
    values (gen_random_uuid(), new.id, new.coordinator_id, now_);
    update circle_access set until_at = kring.at()
     where source = new.id and because = 'coordination' and (until_at is null or until_at > kring.at());
    perform kring._give(h.id, new.coordinator_id, array['contact','situation','plan','finance','health','safety'], 'coordination', new.id)
       from residents_household h where new.household_id in (h.id, h.merged_into_id);
  end if;
  if tg_op = 'UPDATE' and old.closed_at is null and new.closed_at is not null then
    update circle_coordinationperiod set until_at = now_ where plan_id = new.id and until_at is null;
    update circle_access set until_at = kring.at() + interval '6 months'  -- who returns comes back to the same coordinator
     where source = new.id and because = 'coordination' and (until_at is null or until_at > kring.at());
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

-- The steps of a transfer, in the database too: what was done stays done, only the new coordinator
-- accepts, and it comes into force only through put_in_force (which runs as the owner).
create or replace function kring.transfer_steps() returns trigger language plpgsql as $$
begin
  if row(new.plan_id, new.household_id, new.old_id, new.new_id, new.proposed_at, new.proposed_by_id)
     is distinct from row(old.plan_id, old.household_id, old.old_id, old.new_id, old.proposed_at, old.proposed_by_id)
     or old.accepted_at is not null and row(new.accepted_at, new.accepted_by_id) is distinct from row(old.accepted_at, old.accepted_by_id)
     or old.resident_at is not null and row(new.resident_at, new.reaction, new.legal_ground) is distinct from row(old.resident_at, old.reaction, old.legal_ground)
     or old.told_at is not null and new.told_at is distinct from old.told_at
     or old.effective_at is not null or old.ended_at is not null then
    raise exception 'a step of a transfer stays made' using errcode = 'KR003';
  end if;
  if new.accepted_at is not null and old.accepted_at is null and not coalesce(new.new_id = any(kring.holders()), false) then
    raise exception 'only the new coordinator accepts' using errcode = 'KR003';
  end if;
  if new.effective_at is not null and current_user = 'kring_app' then
    raise exception 'a transfer comes into force by put_in_force' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger transfer_steps before update on circle_transfer
  for each row execute function kring.transfer_steps();

-- Invariant 2: coordination moves now. Checks every step again under the lock of the plan. Definer: the
-- one who takes the last step may not change the plan, and after it the old coordinator no longer may.
create or replace function kring.put_in_force(a_transfer uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare t circle_transfer; p circle_plan; new_team uuid;
begin
  select * into p from circle_plan where id = (select plan_id from circle_transfer where id = a_transfer) for update;
  select * into t from circle_transfer where id = a_transfer for update;
  select d.team_id into new_team from directory_position d join accounts_professional u on u.id = d.professional_id
   where d.id = t.new_id and u.is_active and (d.until_on is null or d.until_on >= (kring.at() at time zone 'Europe/Amsterdam')::date);
  if t.id is null or not coalesce(t.old_id = any(kring.holders()) or t.new_id = any(kring.holders())
       or p.team_id = kring.lead_of() or kring.is_job(), false) then
    raise exception 'not a party to this transfer' using errcode = 'KR002';
  end if;
  if t.ended_at is not null or t.effective_at is not null or t.accepted_at is null or t.resident_at is null or t.told_at is null
     or t.reaction = 'objects' and t.legal_ground = ''
     or exists (select from circle_objection o where o.transfer_id = t.id and o.answered_at is null)
     or p.closed_at is not null or p.coordinator_id <> t.old_id or new_team is null then
    raise exception 'this transfer is not ready' using errcode = 'KR003';
  end if;
  update circle_transfer set effective_at = kring.at() where id = t.id;
  -- Whoever waited for the lock acts at a moment before it: no row ends before it began.
  update circle_plan set coordinator_id = t.new_id, team_id = new_team, last_active_at = greatest(last_active_at, kring.at()) where id = p.id;
  update circle_involvement set until_at = greatest(from_at, kring.at())
   where household_id = p.household_id and position_id = t.old_id and role = 'coördinator' and until_at is null;
  insert into circle_involvement (id, version, updated_at, household_id, position_id, role, purpose, ground, categories, shares, from_at, last_active_at, source)
  values (gen_random_uuid(), 1, kring.at(), p.household_id, t.new_id, 'coördinator', 'coördineert het plan', 'public_task',
          array['contact','situation','plan','finance','health','safety'], true, kring.at(), kring.at(), t.id);
end $$;

-- Something happened for this household: it is not quiet. By anyone who sees it; changes nothing else.
create or replace function kring.stir(a_household uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if kring._sees(a_household) then
    update circle_plan set last_active_at = kring.at()
     where household_id = a_household and closed_at is null and last_active_at < kring.at();
    update circle_involvement set last_active_at = kring.at()
     where household_id = a_household and position_id = kring.position() and until_at is null and last_active_at < kring.at();
  end if;
end $$;

-- What a colleague coordinates, for who leads the team and divides it: code and weight, no names; and who
-- was asked to take it over.
drop function if exists kring.coordinated_by(uuid);
create or replace function kring.coordinated_by(a_position uuid)
returns table(household uuid, plan uuid, code text, neighbourhood text, weight smallint, last_active_at timestamptz,
  asked uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.household_id, p.id, h.code::text, coalesce(n.name, '')::text, p.weight::smallint, p.last_active_at,
         t.new_id
    from circle_plan p join residents_household h on h.id = p.household_id
    left join circle_transfer t on t.plan_id = p.id and t.effective_at is null and t.ended_at is null
    left join directory_neighbourhood n on n.id = h.neighbourhood_id
   where p.coordinator_id = a_position and p.closed_at is null
     and (p.team_id = kring.lead_of() or a_position = kring.position())
   order by p.weight desc, h.code
$$;

-- How much someone coordinates, for who is about to hand over to them: two numbers, no households.
create or replace function kring.caseload(these uuid[])
returns table("position" uuid, households bigint, weight bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, count(p.id), coalesce(sum(p.weight), 0)
    from unnest(these) c(id) left join circle_plan p on p.coordinator_id = c.id and p.closed_at is null
   where kring.kind() in ('professional', 'job')
   group by c.id
$$;

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

-- Someone died: what was owed about them is owed no more. When nobody of a household is left, that
-- holds for the household too, and a transfer of it stops.
create or replace function kring.died_in_circle() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare empty_ uuid[] := array(select m.household_id from residents_membership m where m.resident_id = new.id
  and not exists (select from residents_membership o where o.household_id = m.household_id
    and o.resident_id <> new.id and o.until_on is null));
begin
  perform kring._owe_nothing(array[new.id] || empty_
    || array(select id from circle_involvement where household_id = any(empty_))
    || array(select id from circle_plan where household_id = any(empty_))
    || array(select id from circle_transfer where household_id = any(empty_)));
  update circle_transfer set ended_at = kring.at(), ended_because = 'withdrawn', goes_to_id = old_id
   where household_id = any(empty_) and effective_at is null and ended_at is null;
  perform kring._ask_no_more(empty_);
  return null;
end $$;
create or replace trigger died_in_circle after update of deceased_on on residents_resident
  for each row when (new.deceased_on is not null) execute function kring.died_in_circle();

-- Whether someone of this household died and nobody lives in it any more: then its plan may be closed
-- without a conversation. Definer: a member whom a flag shields lives too. For who answers for it.
create or replace function kring.nobody_lives(a_household uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select kring._coordinates(a_household) and coalesce(bool_or(r.deceased_on is not null)
      and bool_and(r.deceased_on is not null or coalesce(m.until_on < (kring.at() at time zone 'Europe/Amsterdam')::date, false)), false)
    from residents_membership m join residents_resident r on r.id = m.resident_id
   where m.household_id = a_household
$$;

-- Internal: what is owed about these and has not left yet is owed no more.
create or replace function kring._owe_nothing(these uuid[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update notices_notice set cancelled_at = kring.at()
   where about = any(these) and mailed_at is null and cancelled_at is null
$$;

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
