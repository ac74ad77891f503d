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

-- Emergency access that I oversee as privacy officer: of the organisation of whoever looked, or of who
-- coordinated then. Grounds, no content: the code of the household and not its name. Definer: an officer
-- sees no household, and so neither the access nor its plan. Newest first.
create or replace function kring.emergencies_overseen(an_event uuid, many integer)
returns table(id uuid, household uuid, code text, "position" uuid, reason text, at timestamptz, until_at timestamptz,
  told_at timestamptz, not_told_because text, coordinator uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.household_id, h.code::text, e.position_id, e.reason::text, e.at, e.until_at, e.told_at,
         e.not_told_because::text, c.id
    from directory_position me
    join circle_emergencyaccess e on an_event is null or e.id = an_event
    join residents_household h on h.id = e.household_id
    join directory_position u on u.id = e.position_id
    left join lateral (
      select d.id, d.organisation_id from circle_plan p
        join circle_coordinationperiod r on r.plan_id = p.id and r.from_at <= e.at and coalesce(r.until_at, 'infinity') > e.at
        join directory_position d on d.id = r.coordinator_id
       where p.household_id = e.household_id limit 1) c on true
   where me.id = kring.position() and kring.kind() = 'professional' and me.is_privacy_officer
     and me.organisation_id in (u.organisation_id, c.organisation_id)
   order by e.at desc, e.id limit many
$$;

-- The code of the household of a plan or transfer that I was told about: one can name it on the phone.
-- Definer: whoever left, and who takes it further from outside, sees no household. Nothing but the code.
create or replace function kring.told_about(a_notice uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select h.code::text from notices_notice n
    left join circle_plan p on p.id = n.about left join circle_transfer t on t.id = n.about
    join residents_household h on h.id = coalesce(p.household_id, t.household_id)
   where n.id = a_notice and kring.kind() = 'professional' and n.whom = any(kring.holders()) and n.cancelled_at is null
$$;

-- What was looked at with one emergency access, oldest first: lines of the log, for who oversees it. Definer:
-- the log is shut to everybody.
create or replace function kring.emergency_looks(an_event uuid, many integer)
returns table(at timestamptz, action text, object text, "position" uuid, because text, emergency boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.at, l.action::text, l.object::text, l."position", l.because::text, l.emergency
    from kring.emergencies_overseen(an_event, 1) e
    join audit_accessevent l on l.household = e.household and l."position" = e."position"
     and l.at >= e.at and l.at <= e.until_at
   where an_event is not null
   order by l.at, l.id limit many
$$;
"""
