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
