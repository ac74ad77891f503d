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
"""
