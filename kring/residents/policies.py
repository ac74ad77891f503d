"""Who sees residents: whoever has Access to one of their households, per category.

The sentence of every policy about residents: an Access row of one of my holders for this
household is in force and covers this row's category. `sees` writes it; Access itself lives in
circle and is the only table this depends on. What a safety flag shields, and a secret address,
is only for confidants (circle.Confidant).
"""

from dataclasses import replace

from kring.core.guard import Guard

_MY_HOLDERS = "any((select kring.holders())::uuid[])"
_IN_FORCE = (
    f"a.holder = {_MY_HOLDERS} and a.from_at <= (select kring.at())"
    " and (a.until_at is null or a.until_at > (select kring.at()))"
)


def sees(household: str, category: str = "") -> str:
    """SQL: I have access in force to `household` (a column), in `category` if one is given.

    `category` is a quoted literal or a column.
    """
    covers = f" and {category} = any(a.categories)" if category else ""
    return (
        f"exists (select from circle_access a where a.household_id = {household}"
        f" and {_IN_FORCE}{covers} offset 0)"
    )


def sees_resident(resident: str, category: str = "") -> str:
    """SQL: I have access in force to a household of this `resident` (a column)."""
    covers = f" and {category} = any(a.categories)" if category else ""
    return (
        "exists (select from residents_membership m join circle_access a"
        f" on a.household_id = m.household_id where m.resident_id = {resident}"
        f" and {_IN_FORCE}{covers} offset 0)"
    )


def confided(resident: str) -> str:
    """SQL: one of my holders may know what is secret about this `resident` (a column)."""
    return (
        f"exists (select from circle_confidant c where c.resident_id = {resident}"
        f" and c.holder = {_MY_HOLDERS})"
    )


def about(resident: str) -> str:
    """SQL: this row is about nobody in particular, or about someone who exists for me."""
    return (
        f"({resident} is null or exists (select from residents_resident s where s.id = {resident}))"
    )


def about_unguarded(resident: str) -> str:
    """SQL: the same, for a definer function: past it no policy looks."""
    return (
        f"({resident} is null or exists (select from {_R}"
        f" where {_R}.id = {resident} and {_PERSON_SEEN}))"
    )


FUNCTIONS = """
-- Only a household without a plan is merged into another.
create or replace function kring.merged_without_plan() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.merged_into_id is not null and old.merged_into_id is null and exists (
    select from circle_plan p where p.household_id = new.id and p.closed_at is null) then
    raise exception 'this household has a plan' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger merged_without_plan before update of merged_into_id on residents_household
  for each row execute function kring.merged_without_plan();

-- Who is merged into another belongs nowhere any more: a home that I do not see keeps its member. Definer:
-- it looks for that home.
create or replace function kring.merged_nowhere_else() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from residents_membership m where m.resident_id = new.id
      and (m.until_on is null or m.until_on > (kring.at() at time zone 'Europe/Amsterdam')::date)) then
    raise exception 'this resident belongs elsewhere too' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger merged_nowhere_else before update of merged_into_id on residents_resident
  for each row when (old.merged_into_id is null and new.merged_into_id is not null)
  execute function kring.merged_nowhere_else();

-- Whoever is shielded stays so in each household.
create or replace function kring.membership_shielded() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.shielded := coalesce((select shielded from residents_resident where id = new.resident_id), false);
  return new;
end $$;
create or replace trigger membership_shielded before insert on residents_membership
  for each row execute function kring.membership_shielded();

-- What is written about someone of two homes is of the home that wrote it: there neither learns of the other's.
-- Of one home it needs no saying. Definer: it counts homes that the writer does not see.
create or replace function kring.written_at_home() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select count(distinct m.household_id) from residents_membership m
       where m.resident_id = new.resident_id and m.ended_by_merge is null) < 2 then
    new.household_id := null;
  elsif new.household_id is null then
    raise exception 'someone of two homes: say in which' using errcode = 'KR002';
  end if;
  return new;
end $$;
create or replace function kring.stays_at_home() returns trigger language plpgsql as $$
begin
  if current_user = 'kring_app' then
    raise exception 'what is known in one home is not made known in another' using errcode = 'KR002';
  end if;
  return new;
end $$;
do $$ declare t text; begin
  foreach t in array array['residents_reachability', 'residents_address', 'residents_authority'] loop
    execute format('create or replace trigger written_at_home before insert on %I for each row execute function kring.written_at_home()', t);
    execute format('create or replace trigger stays_at_home before update of household_id on %I for each row
      when (new.household_id is distinct from old.household_id) execute function kring.stays_at_home()', t);
  end loop;
end $$;

-- Someone joins a second home: how to reach them, where they live and who decides stays with the home that knew
-- it; the new one begins with nothing. Not when a household only goes on as another one.
create or replace function kring.second_home() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare home uuid := (select m.household_id from residents_membership m
  where m.resident_id = new.resident_id and m.household_id <> new.household_id and m.ended_by_merge is null
  order by m.until_on desc nulls first, m.from_on limit 1);
begin
  if home is null or exists (select from residents_household where id = new.begun_by_merge) then
    return null;
  end if;
  update residents_reachability set household_id = home where resident_id = new.resident_id and household_id is null;
  update residents_address set household_id = home where resident_id = new.resident_id and household_id is null;
  update residents_authority set household_id = home where resident_id = new.resident_id and household_id is null;
  insert into residents_reachability (id, version, updated_at, resident_id, household_id, phone, email, best_times, safe_to_call,
    safe_voicemail, safe_letter, via_desk, language, interpreter, reads_with_difficulty, someone_present)
  values (gen_random_uuid(), 1, kring.at(), new.resident_id, new.household_id, '', '', '', 'unknown', 'unknown', 'unknown', '', '', false, false, '')
  on conflict do nothing;
  return null;
end $$;
create or replace trigger second_home after insert on residents_membership
  for each row execute function kring.second_home();

-- Someone died: memberships and authority end with it, whoever wrote it down. The rooms above add
-- what they hold about someone who died; definer, for who records it need not see all of that. Who was
-- written down twice died under both names.
create or replace function kring.died_at_home() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update residents_membership set until_on = greatest(new.deceased_on, from_on)
   where resident_id = new.id and until_on is null;
  update residents_authority set until_on = greatest(new.deceased_on, from_on)
   where new.id in (resident_id, holder_id) and until_on is null;
  update residents_resident set deceased_on = new.deceased_on
   where (merged_into_id = new.id or id = new.merged_into_id) and deceased_on is null;
  return null;
end $$;
create or replace trigger died_at_home after update of deceased_on on residents_resident
  for each row when (new.deceased_on is not null) execute function kring.died_at_home();
"""

_CONTACT = "'contact'"
_M = "residents_membership"
_A = "residents_address"
_R = "residents_resident"
_VISIBLE = f"(not {_M}.shielded or {confided(f'{_M}.resident_id')})"
_MEMBER = sees(f"{_M}.household_id", _CONTACT)
_PERSON = f"(not {_R}.shielded or {confided(f'{_R}.id')})"
_PERSON_SEEN = f"{sees_resident(f'{_R}.id')} and {_PERSON}"
_SAFE = f"(not {_A}.secret or {confided(f'{_A}.resident_id')})"


def _at_home(table: str) -> str:
    """SQL: I reach the resident of this row, in the home that it is known in."""
    return (
        f"case when {table}.household_id is null then {sees_resident(f'{table}.resident_id', _CONTACT)}"
        f" else {sees(f'{table}.household_id', _CONTACT)} end"
    )


def _known_at_home(table: str, *, when: str = "true") -> Guard:
    """`when`: SQL, what must hold beside it to see or change a row."""
    there = f"{_at_home(table)} and {when}"
    add = f"{_at_home(table)} and {sees_resident(f'{table}.resident_id', _CONTACT)}"
    return Guard(table=table, see=there, add=add, change=there)


def _of_resident(table: str) -> Guard:
    """The column with its table's name: a bare one would mean the membership's own, so anyone's."""
    mine = sees_resident(f"{table}.resident_id", _CONTACT)
    return Guard(table=table, see=mine, add=mine, change=mine)


GUARDS = [
    Guard(
        table="residents_household",
        see=sees("residents_household.id"),
        add=sees("residents_household.id"),
        change=f"{sees('residents_household.id', _CONTACT)} and kring.composes(id)",
    ),
    Guard(
        table="residents_resident",
        see=_PERSON_SEEN,
        # The membership that makes a new resident visible is written first (its key is deferred).
        add=sees_resident("residents_resident.id"),
        change=f"{sees_resident(f'{_R}.id', _CONTACT)} and {_PERSON}",
    ),
    Guard(
        table="residents_membership",
        see=f"{sees(f'{_M}.household_id')} and {_VISIBLE}",
        # A key to a stranger would open that stranger's file: only someone new or known may join.
        add=f"{_MEMBER} and kring.may_join(resident_id) and kring.composes(household_id)",
        change=f"{_MEMBER} and {_VISIBLE} and kring.may_join(resident_id)",
    ),
    Guard(table="residents_homecode", see="false"),
    _known_at_home("residents_reachability"),
    _known_at_home(_A, when=_SAFE),
    replace(
        _of_resident("residents_identifier"),
        remove=sees_resident("residents_identifier.resident_id", _CONTACT),
    ),
    _known_at_home("residents_authority"),
    Guard(
        table="residents_alias",
        see=f"{sees('residents_alias.household_id')} or {sees_resident('residents_alias.resident_id')}",
        add=f"{sees('residents_alias.household_id')} or {sees_resident('residents_alias.resident_id')}",
        change=f"{sees('residents_alias.household_id')} or {sees_resident('residents_alias.resident_id')}",
    ),
]
