"""Somebody who is known already: the receiver alone is told, and may say that it is the same person."""

_ALL = "array['contact','situation','plan','finance','health','safety']"

FUNCTIONS = f"""
-- Internal: who already coordinates someone of the same name and day of birth, for whoever took the handover
-- up. `joined`: it was said to be the same person; `joins`: that can be said, of who was written down alone.
create or replace function kring._known_as(a_handover uuid)
returns table(coordinator uuid, plan uuid, household uuid, resident uuid, joins boolean, joined boolean)
language sql stable rows 3 security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.coordinator_id, p.id, p.household_id, r.id,
         home.merged_into_id is null and asked.merged_into_id is null and not asked.shielded
           and not exists (select from circle_plan where household_id = home.id)
           and (select count(*) from residents_membership where household_id = home.id or resident_id = asked.id) = 1,
         home.merged_into_id is not distinct from p.household_id
    from handovers_handover h
    join residents_household home on home.id = h.household_id
    join residents_resident asked on asked.id = h.resident_id
    join residents_resident r on r.born_on = asked.born_on and r.id <> asked.id and r.merged_into_id is null and not r.shielded
     and lower(r.family_name) = lower(asked.family_name)
     and (asked.given_name = '' or r.given_name = '' or lower(left(r.given_name, 1)) = lower(left(asked.given_name, 1)))
    join residents_membership m on m.resident_id = r.id and m.until_on is null and not m.shielded
    join circle_plan p on p.household_id = m.household_id and p.closed_at is null and p.household_id <> h.household_id
    join directory_team t on t.id = p.team_id join directory_organisation o on o.id = t.organisation_id
   where h.id = a_handover and h.received_at is not null and h.receiver_id = any(kring.holders())
     and o.region_id = (select ro.region_id from directory_position rp join directory_organisation ro on ro.id = rp.organisation_id where rp.id = h.receiver_id)
$$;

-- The same for who reads it: positions, no more. Definer: the other household stays invisible. The sender gets
-- the same silence for known and unknown people.
drop function if exists kring.already_coordinated(uuid);
create function kring.already_coordinated(a_handover uuid)
returns table("position" uuid, joins boolean, joined boolean)
language sql stable rows 3 security definer set search_path = pg_catalog, public, pg_temp as $$
  select coordinator, bool_or(k.joins), bool_or(k.joined) from kring._known_as(a_handover) k group by coordinator limit 3
$$;

-- The receiver who accepted says: this is whom that colleague coordinates for. Who was written down twice becomes
-- one, in the household that has a plan; what was not safe for one is not safe for that one. The receiver joins
-- its circle by name: the sender had nothing more of that household to share, and who coordinates it decides.
-- Definer: the receiver sees neither that household nor its members.
create or replace function kring.join_known(a_handover uuid, a_coordinator uuid, a_ground text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare h handovers_handover; k record; today date := (kring.at() at time zone 'Europe/Amsterdam')::date; an_involvement uuid := gen_random_uuid();
begin
  select * into h from handovers_handover where id = a_handover and accepted_at = kring.at() for update;
  select * into k from kring._known_as(h.id) where coordinator = a_coordinator and joins order by household limit 1;
  if not found then
    raise exception 'this is nobody whom that position coordinates for' using errcode = 'KR002';
  end if;
  perform 1 from circle_plan where id = k.plan for update;
  update residents_membership set until_on = greatest(from_on, today), ended_by_merge = h.resident_id
   where household_id = h.household_id and resident_id = h.resident_id;
  update residents_resident set merged_into_id = k.resident where id = h.resident_id;
  update residents_household set merged_into_id = k.household where id = h.household_id;
  insert into residents_alias (old, resident_id, at) values (h.resident_id, k.resident, kring.at())
    on conflict (old) do update set resident_id = excluded.resident_id, at = excluded.at;
  insert into residents_alias (old, household_id, at) values (h.household_id, k.household, kring.at())
    on conflict (old) do update set household_id = excluded.household_id, at = excluded.at;
  update residents_reachability mine set safe_to_call = case when 'no' = old.safe_to_call then 'no' else mine.safe_to_call end,
      safe_voicemail = case when 'no' = old.safe_voicemail then 'no' else mine.safe_voicemail end,
      safe_letter = case when 'no' = old.safe_letter then 'no' else mine.safe_letter end
    from residents_reachability old
   where mine.resident_id = k.resident and old.resident_id = h.resident_id
     and 'no' in (old.safe_to_call, old.safe_voicemail, old.safe_letter);
  if not exists (select from circle_involvement where household_id = k.household and position_id = h.receiver_id and until_at is null) then
    insert into circle_involvement (id, version, updated_at, household_id, position_id, role, purpose, ground, categories, shares, from_at, last_active_at, ends_on, source)
    select an_involvement, 1, kring.at(), k.household, h.receiver_id, f.name, t.name, a_ground, '{{}}', true, kring.at(), kring.at(), h.ends_on, h.id
      from directory_position p join directory_function f on f.id = p.function_id cross join directory_theme t
     where p.id = h.receiver_id and t.id = h.theme_id;
    perform kring._give(k.household, h.receiver_id, '{{}}', 'involvement', an_involvement, (h.ends_on + 1)::timestamp at time zone 'Europe/Amsterdam');
  end if;
  insert into audit_event (id, what, about, household, by_position, by_kind, at, details)
  values (gen_random_uuid(), 'household.merged', h.household_id, k.household, kring.position(), coalesce(kring.kind(), ''), kring.at(), '{{}}');
  return k.household;
end $$;

-- They were two after all: what the merge of this household ended begins again, what it began ends. Who accepted
-- a referral about it coordinates it from now on, so that nobody falls in between. By who says who belongs to
-- the other household, or whoever received that handover. Definer: neither sees all that this touches.
create or replace function kring.part_household(a_household uuid) returns table(handover uuid, receiver uuid, coordinator uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare other uuid; these uuid[]; h record; today date := (kring.at() at time zone 'Europe/Amsterdam')::date; a_plan uuid := gen_random_uuid();
begin
  select merged_into_id into other from residents_household where id = a_household for update;
  if other is null or not (kring.composes(other) or exists (
      select from handovers_handover x where x.household_id = a_household and x.accepted_at is not null and x.receiver_id = any(kring.holders()))) then
    raise exception 'only who belongs to one of both says this' using errcode = 'KR002';
  end if;
  these := array(select m.resident_id from residents_membership m where m.household_id = a_household and m.ended_by_merge = m.resident_id);
  update residents_resident set merged_into_id = null where id = any(these);
  update residents_alias set resident_id = old, at = kring.at() where old = any(these);
  update residents_membership m set until_on = null, ended_by_merge = null from residents_resident r
   where r.id = m.resident_id and r.deceased_on is null and m.household_id = a_household and m.ended_by_merge = any(these || a_household);
  update residents_membership set until_on = greatest(from_on, today), begun_by_merge = null
   where household_id = other and begun_by_merge = a_household;
  update residents_alias set household_id = old, at = kring.at() where old = a_household;
  update circle_access set until_at = greatest(from_at, kring.at()) where because = 'involvement' and (until_at is null or until_at > kring.at())
     and source in (select i.id from circle_involvement i join handovers_handover x on x.id = i.source where i.household_id = other and x.household_id = a_household);
  update circle_involvement i set until_at = greatest(i.from_at, kring.at()) from handovers_handover x
   where x.id = i.source and x.household_id = a_household and i.household_id = other and i.until_at is null;
  update residents_household set merged_into_id = null where id = a_household;
  insert into audit_event (id, what, about, household, by_position, by_kind, at, details)
  values (gen_random_uuid(), 'household.split', a_household, other, kring.position(), coalesce(kring.kind(), ''), kring.at(), '{{}}');
  for h in select x.id, x.kind, x.receiver_id, p.team_id, f.ring, f.name as function, t.name as theme, x.categories, x.ends_on
      from handovers_handover x join directory_position p on p.id = x.receiver_id join directory_function f on f.id = p.function_id
      join directory_theme t on t.id = x.theme_id
     where x.household_id = a_household and x.state in ('accepted', 'under_way', 'paused', 'completed')
       and p.from_on <= today and (p.until_on is null or p.until_on >= today) order by x.accepted_at desc limit 1 loop
    if h.kind = 'refer' and h.ring = 'core' and h.team_id is not null then
      perform kring._give(a_household, h.receiver_id, {_ALL}, 'coordination', a_plan);
      insert into circle_plan (id, version, updated_at, household_id, coordinator_id, team_id, weight, last_active_at, opened_at, opened_by_id, closed_because)
      values (a_plan, 1, kring.at(), a_household, h.receiver_id, h.team_id, 2, kring.at(), kring.at(), kring.position(), '');
      insert into audit_event (id, what, about, household, by_position, by_kind, at, details)
      values (gen_random_uuid(), 'plan.opened', a_plan, a_household, kring.position(), coalesce(kring.kind(), ''), kring.at(), '{{}}');
      h.function := 'coördinator'; h.theme := 'coördineert het plan'; h.categories := {_ALL};
    end if;
    insert into circle_involvement (id, version, updated_at, household_id, position_id, role, purpose, ground, categories, shares, from_at, last_active_at, ends_on, source)
    values (gen_random_uuid(), 1, kring.at(), a_household, h.receiver_id, h.function, h.theme, 'public_task', h.categories, true, kring.at(), kring.at(), h.ends_on, h.id);
    return query select h.id, h.receiver_id, (select coordinator_id from circle_plan where household_id = other and closed_at is null);
  end loop;
end $$;

-- A chain is of the household that its resident belongs to now: its plan does not close meanwhile.
create or replace function kring.chains_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update handovers_chain set household_id = coalesce(new.merged_into_id, new.id)
   where id in (select chain_id from handovers_handover where household_id = new.id);
  return null;
end $$;
create or replace trigger chains_follow after update of merged_into_id on residents_household
  for each row when (new.merged_into_id is distinct from old.merged_into_id) execute function kring.chains_follow();
"""
