"""The directory is open to who works here; what signing in asks of it, from below."""

FUNCTIONS = """
-- Nobody works in a function that another region made.
create or replace function kring.function_of_here() returns trigger language plpgsql as $$
begin
  if exists (
    select from directory_function f join directory_organisation o on o.id = new.organisation_id
     where f.id = new.function_id and f.region_id is distinct from o.region_id
       and f.region_id is not null) then
    raise exception 'this function is of another region' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger function_of_here before insert or update of function_id, organisation_id
  on directory_position for each row execute function kring.function_of_here();

-- All that can be found, with what its words are made of. Who is out of service is not found.
drop view if exists kring.findables;
create view kring.findables with (security_invoker = true) as
select o.id, 'organisation' as kind, o.region_id, concat_ws(' ', o.name, o.kind) as said,
       null::date as from_on, o.ended_on - 1 as until_on
  from directory_organisation o
union all
select t.id, 'team', o.region_id, concat_ws(' ', t.name, o.name), null, least(t.ended_on, o.ended_on) - 1
  from directory_team t join directory_organisation o on o.id = t.organisation_id
union all
select p.id, 'position', o.region_id,
       concat_ws(' ', u.given_name, nullif(u.name_prefix, ''), u.family_name, f.name, t.name, o.name),
       p.from_on, case when u.is_active then least(p.until_on, o.ended_on - 1) else '-infinity' end
  from directory_position p join accounts_professional u on u.id = p.professional_id
  join directory_organisation o on o.id = p.organisation_id
  join directory_function f on f.id = p.function_id left join directory_team t on t.id = p.team_id;
grant select on kring.findables to kring_app;

-- What changes here changes what it is found by: its own, and that of whoever bears its name. One plan for
-- all: making one costs more than what it does.
create or replace function kring.keep_findable() returns trigger language plpgsql
  set plan_cache_mode = force_generic_plan as $$
declare changed uuid[] := array[new.id];
begin
  if tg_table_name = 'accounts_professional' then
    changed := array(select p.id from directory_position p where p.professional_id = new.id);
  elsif tg_table_name = 'directory_function' then
    changed := array(select p.id from directory_position p where p.function_id = new.id);
  elsif tg_table_name = 'directory_team' then
    changed := changed || array(select p.id from directory_position p where p.team_id = new.id);
  elsif tg_table_name = 'directory_organisation' then
    changed := changed || array(select t.id from directory_team t where t.organisation_id = new.id)
      || array(select p.id from directory_position p where p.organisation_id = new.id);
  end if;
  with now as (
    insert into directory_findable as kept (id, kind, region_id, words, from_on, until_on)
    select v.id, v.kind, v.region_id, kring.plain(v.said), v.from_on, v.until_on from kring.findables v
     where v.id = any(changed)
    on conflict (id) do update set region_id = excluded.region_id, words = excluded.words,
      from_on = excluded.from_on, until_on = excluded.until_on
     where (kept.region_id, kept.words, kept.from_on, kept.until_on)
           is distinct from (excluded.region_id, excluded.words, excluded.from_on, excluded.until_on)
    returning kept.region_id, kept.words)
  insert into directory_findableword (region_id, word)
  select distinct n.region_id, word from now n, unnest(string_to_array(n.words, ' ')) word
  on conflict do nothing;
  return null;
end $$;
create or replace trigger keep_findable after insert or update of name, kind, region_id, ended_on
  on directory_organisation for each row execute function kring.keep_findable();
create or replace trigger keep_findable after insert or update of name, organisation_id, ended_on
  on directory_team for each row execute function kring.keep_findable();
create or replace trigger keep_findable
  after insert or update of professional_id, organisation_id, team_id, function_id, from_on, until_on
  on directory_position for each row execute function kring.keep_findable();
create or replace trigger keep_findable after update of given_name, name_prefix, family_name, is_active
  on accounts_professional for each row execute function kring.keep_findable();
create or replace trigger keep_findable after update of name
  on directory_function for each row execute function kring.keep_findable();
-- What is there without its words: from before there was a trigger, or loaded past it.
create or replace function kring.keep_all_findable() returns void language sql as $$
  with missing as (
    insert into directory_findable (id, kind, region_id, words, from_on, until_on)
    select v.id, v.kind, v.region_id, kring.plain(v.said), v.from_on, v.until_on from kring.findables v
     where not exists (select from directory_findable f where f.id = v.id)
    returning region_id, words)
  insert into directory_findableword (region_id, word)
  select distinct m.region_id, word from missing m, unnest(string_to_array(m.words, ' ')) word on conflict do nothing
$$;
select kring.keep_all_findable();

-- By which a list finds an organisation, however it writes the name.
create index if not exists organisation_plain on directory_organisation (region_id, kring.plain(name));

-- What someone means by a word: the word itself when something here has it, else those that come nearest.
create or replace function kring.meant(a_region uuid, typed text) returns table(word text, exact boolean)
language sql stable rows 2 as $$
  with has as (
    select exists (select from directory_findableword w where w.region_id = a_region and strpos(w.word, typed) > 0) as it
  ), near as (
    select w.word, rank() over (order by kring.slips(w.word, typed)) as place from has, directory_findableword w
     where not has.it and w.region_id = a_region and length(w.word) >= length(typed) - 2
       and kring.slips(w.word, typed) <= kring.may_slip(typed)
  )
  select typed, true from has where has.it
  union all (select n.word, false from near n where n.place = 1 order by n.word limit 8)
$$;

-- Who works where at a moment. The room of accounts stands below this one and asks here.
create or replace function kring.at_work(moment timestamptz)
returns table("position" uuid, professional uuid, organisation uuid, name text, function text,
  function_code text, ring text, team_name text, organisation_name text, on_intake boolean,
  is_lead boolean, is_admin boolean, is_privacy_officer boolean)
language sql stable as $$
  select p.id, p.professional_id, p.organisation_id,
         concat_ws(' ', nullif(u.given_name, ''), nullif(u.name_prefix, ''), u.family_name),
         f.name, f.code, f.ring, coalesce(t.name, ''), o.name, p.on_intake, p.is_lead, p.is_admin,
         p.is_privacy_officer
    from directory_position p
    join accounts_professional u on u.id = p.professional_id
    join directory_organisation o on o.id = p.organisation_id
    join directory_function f on f.id = p.function_id
    left join directory_team t on t.id = p.team_id
   where u.is_active
     and p.from_on <= (moment at time zone 'Europe/Amsterdam')::date
     and coalesce(p.until_on, 'infinity') >= (moment at time zone 'Europe/Amsterdam')::date
$$;

-- Who tells a position or team in person what did not reach it: who leads the team, else whom team or
-- organisation escalates to and who looks after the organisation, else who looks after the region.
create or replace function kring.tells(a_party uuid, moment timestamptz) returns setof uuid
language sql stable as $$
  with place as (
    select p.team_id as team, p.organisation_id as organisation from directory_position p where p.id = a_party
    union all select t.id, t.organisation_id from directory_team t where t.id = a_party
  ), works as not materialized (
    select w."position" as id, w.organisation, w.is_admin, p.team_id as team, p.is_lead
      from kring.at_work(moment) w join directory_position p on p.id = w."position"
     where w."position" <> a_party
  ), near as (
    select w.id, 1 as step from works w join place on w.team = place.team where w.is_lead
    union all
    select w.id, 2 from place join directory_organisation o on o.id = place.organisation
      left join directory_team t on t.id = place.team
      join works w on w.id in (t.escalation_id, o.escalation_id)
    union all
    select w.id, 2 from place join works w on w.organisation = place.organisation where w.is_admin
    union all
    select w.id, 3 from place join directory_organisation o on o.id = place.organisation
      join directory_organisation r on r.region_id = o.region_id
      join directory_team c on c.organisation_id = r.id and c.is_core and c.ended_on is null
      join works w on w.organisation = r.id and w.is_admin
  )
  select distinct n.id from near n where n.step = (select min(step) from near)
$$;
"""
