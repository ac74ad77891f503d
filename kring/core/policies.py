"""Who acts and when it is, as every policy reads it; and the triggers all rooms share."""

from kring.core.guard import Guard

FUNCTIONS = r"""
create or replace function kring.setting(name text) returns text
language sql stable as $$ select nullif(current_setting('kring.' || name, true), '') $$;

create or replace function kring.kind() returns text
language sql stable as $$ select nullif(current_setting('kring.kind', true), '') $$;

create or replace function kring.me() returns uuid
language sql stable as $$ select nullif(current_setting('kring.me', true), '')::uuid $$;

create or replace function kring.position() returns uuid
language sql stable as $$ select nullif(current_setting('kring.position', true), '')::uuid $$;

create or replace function kring.lead_of() returns uuid
language sql stable as $$ select nullif(current_setting('kring.lead_of', true), '')::uuid $$;

create or replace function kring.subject() returns uuid
language sql stable as $$ select nullif(current_setting('kring.subject', true), '')::uuid $$;

create or replace function kring.guest_of() returns uuid
language sql stable as $$ select nullif(current_setting('kring.guest_of', true), '')::uuid $$;

create or replace function kring.holders() returns uuid[]
language sql stable as
$$ select string_to_array(nullif(current_setting('kring.holders', true), ''), ',')::uuid[] $$;

create or replace function kring.at() returns timestamptz
language sql stable as
$$ select coalesce(nullif(current_setting('kring.at', true), '')::timestamptz, now()) $$;

create or replace function kring.is_job() returns boolean
language sql stable as
$$ select coalesce(nullif(current_setting('kring.kind', true), '') = 'job', false) $$;

create or replace function kring.refuse_change() returns trigger language plpgsql as $$
begin
  if current_user = 'kring_owner' and current_setting('kring.destruction', true) = 'on' then
    return null;
  end if;
  raise exception '% only grows: what was written is never changed', tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

-- As people type and as they mean it: lower case, no accents, no signs. "Öztürk" is found by "ozturk".
create or replace function kring.plain(said text) returns text
language sql immutable strict parallel safe as $$
  select trim(regexp_replace(lower(translate(
           regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g'), 'ıøłđØŁĐ', 'ioldOLD')),
         '[^[:alnum:]]+', ' ', 'g'))
$$;

-- How many slips of the pen lie between what was typed and a word, or the beginning of a long one; more than
-- `may_slip` is another word. Plain expressions, that the planner puts in place.
create or replace function kring.slips(word text, typed text) returns integer
language sql immutable parallel safe as $$
  select levenshtein_less_equal(
    left(word, case when length(word) > length(typed) + 2 then length(typed) else 60 end), left(typed, 60), 2)
$$;
create or replace function kring.may_slip(typed text) returns integer
language sql immutable parallel safe as
$$ select case when length(typed) < 3 then 0 when length(typed) < 5 then 1 else 2 end $$;

create or replace function kring.next_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := kring.at();
  return new;
end $$;
"""

_MINE = "whose = (select kring.me())"

GUARDS = [
    Guard(
        table="core_kept",
        see=f"{_MINE} or (select kring.is_job())",
        add=_MINE,
        change=_MINE,
        remove=f"{_MINE} or (select kring.is_job())",
    ),
    Guard(
        table="core_sent",
        see="(select kring.is_job())",
        add="true",
        remove="(select kring.is_job())",
    ),
]
