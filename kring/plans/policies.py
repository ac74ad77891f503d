"""A row of the plan is seen by who has its category; a party changes only its own part."""

from kring.circle.policies.guards import coordinates
from kring.core.guard import Guard
from kring.residents.policies import about, sees

FUNCTIONS = """
-- A position with open actions cannot be ended: someone must take them over first.
create or replace function kring.actions_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.until_on is not null and new.until_on is distinct from old.until_on and exists (
    select from plans_action a where a.doer_id = new.id and a.done_at is null and a.stopped_at is null and a.declined_at is null) then
    raise exception 'this position has open actions' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger actions_end before update of until_on on directory_position
  for each row execute function kring.actions_end();

-- Someone died: what they would do, or what concerned them, stops, and so do the messages about it.
create or replace function kring.died_on_plan() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform kring._owe_nothing(array(select id from plans_action where new.id in (concerns_id, doer_resident_id)));
  update plans_action set stopped_at = kring.at()
   where new.id in (concerns_id, doer_resident_id) and done_at is null and stopped_at is null;
  return null;
end $$;
create or replace trigger died_on_plan after update of deceased_on on residents_resident
  for each row when (new.deceased_on is not null) execute function kring.died_on_plan();

-- Another decides for someone from now on: that others at home may see a goal about them is asked again.
create or replace function kring.agreed_before() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update plans_goal set agreed_by_resident = false
   where concerns_id = new.resident_id and household_id = new.household_id and agreed_by_resident;
  return null;
end $$;
create or replace trigger agreed_before after insert on circle_milestone
  for each row execute function kring.agreed_before();
"""


def _mine(*columns: str) -> str:
    return " or ".join(f"{column} = any((select kring.holders())::uuid[])" for column in columns)


def _guard(table: str, owner: str, *, concerns: str = "concerns_id", only: str = "true") -> Guard:
    visible = sees(f"{table}.household_id", f"{table}.category")
    seen = f"{visible} and ({only})"
    if concerns:
        seen += f" and {about(f'{table}.{concerns}')}"
    return Guard(
        table=table,
        see=seen,
        add=f"{seen} and ({_mine(f'{table}.{owner}')})",
        change=f"{seen} and ({_mine(f'{table}.{owner}')} or {coordinates(f'{table}.household_id')})",
    )


_A = "plans_action"
_ACTION = f"{sees(f'{_A}.household_id', f'{_A}.category')} and {about(f'{_A}.concerns_id')}"
_HOUSEHOLD = sees(f"{_A}.household_id")

GUARDS = [
    _guard("plans_words", "written_by_id", concerns="resident_id"),
    _guard("plans_goal", "owner_id"),
    Guard(
        table=_A,
        see=f"({_ACTION}) or ({_mine(f'{_A}.doer_id')} and {_HOUSEHOLD})",
        add=f"{_ACTION} and ({_mine(f'{_A}.given_by_id')})",
        change=f"({_mine(f'{_A}.doer_id', f'{_A}.given_by_id')}) and {_HOUSEHOLD}"
        f" or ({_ACTION} and {coordinates(f'{_A}.household_id')})",
    ),
    _guard("plans_partyplan", "owner_id"),
    _guard("plans_note", "written_by_id", only=f"not only_me or {_mine('written_by_id')}"),
    _guard("plans_ifworse", "written_by_id", concerns=""),
]
