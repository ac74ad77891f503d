"""The two streams only grow. Events are read by jobs; the access log by who may oversee it."""

from kring.core.guard import Guard

FUNCTIONS = """
do $$ begin
  create trigger only_added_log before update or delete on audit_accessevent
    for each statement execute function kring.refuse_change();
exception when duplicate_object then null; end $$;

-- The months ahead have a partition; what falls outside goes to the default one. Definer: only the owner
-- makes tables, and the application asks for nothing but this.
create or replace function kring.make_log_months(a_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
declare month date := date_trunc('month', a_day)::date; begin
  if not kring.is_job() then raise exception 'only a job' using errcode = 'insufficient_privilege'; end if;
  for i in 0..3 loop
    if to_regclass(format('log.accessevent_%s', to_char(month, 'YYYY_MM'))) is null then
      execute format('create table log.accessevent_%s partition of audit_accessevent
                      for values from (%L) to (%L)', to_char(month, 'YYYY_MM'), month, month + interval '1 month');
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;

-- SHA-256 over the rows of one day (UTC) and the seal of the day before, whatever the session's own settings.
create or replace function kring.log_digest(a_day date, before bytea, out amount bigint, out digest bytea)
language sql stable set timezone = 'UTC' set datestyle = 'ISO' as $$
  select count(*), sha256(coalesce(before, ''::bytea) || convert_to(a_day::text, 'UTF8') || coalesce(string_agg(
    sha256(convert_to(jsonb_build_array(id, at, action, household, resident, object, object_id, professional, position,
      on_behalf_of, link, because, emergency, request_id)::text, 'UTF8')), ''::bytea order by at, id), ''::bytea))
  from audit_accessevent where at >= a_day and at < a_day + 1;
$$;

-- Seals one day after the last sealed one. Definer: the application may ask for a seal and never write one.
create or replace function kring.seal_log_day(a_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
declare last audit_seal; made record; begin
  if not kring.is_job() then raise exception 'only a job' using errcode = 'insufficient_privilege'; end if;
  lock table audit_seal in share row exclusive mode;
  select * into last from audit_seal order by day desc limit 1;
  if last.day >= a_day or last.day < a_day - 1 or a_day >= (kring.at() at time zone 'UTC')::date then
    raise exception 'days are sealed once they are over, in order' using errcode = 'KR003';
  end if;
  select * into made from kring.log_digest(a_day, last.digest);
  insert into audit_seal (day, rows, digest, sealed_at) values (a_day, made.amount, made.digest, kring.at());
end $$;
"""

GUARDS = [
    Guard(table="audit_event", see="(select kring.is_job())", add="true"),
    Guard(table="audit_accessevent", see="(select kring.is_job())", add="true"),
    Guard(table="audit_seal", see="(select kring.is_job())"),
]
