"""What pages ask the database beyond their own rows: names, and who looked."""

FUNCTIONS = """
-- A name as on screen: Bram de Vries, Mevrouw El Amrani, De Vries; null when there is none.
create or replace function kring.full_name(first text, prefix text, family text) returns text
language sql immutable parallel safe as $$
  select nullif(upper(left(n, 1)) || substr(n, 2), '')
    from (select concat_ws(' ', nullif(first, ''), nullif(prefix, ''), family) as n) named
$$;

-- The access log of one household, newest first. Definer: the log is shut to everybody, and only who
-- coordinates the household (or stands in, or leads that team) may read it, to answer for it.
create or replace function kring.who_looked(a_household uuid, before timestamptz, many integer)
returns table(at timestamptz, action text, object text, "position" uuid, link uuid, because text, emergency boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not kring._coordinates(a_household) then
    raise exception 'only the coordinator reads who looked' using errcode = 'KR002';
  end if;
  return query select e.at, e.action::text, e.object::text, e."position", e.link, e.because::text, e.emergency
    from audit_accessevent e where e.household = a_household and (before is null or e.at < before)
   order by e.at desc, e.id desc limit many;
end $$;
"""
