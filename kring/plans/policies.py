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

-- A note that only its writer would read was shared with me. Definer: asked inside the policy of the note,
-- which the policy of this table asks in its turn.
create or replace function kring.reads_note(a_note uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from plans_notereader r where r.note_id = a_note and r.position_id = any(kring.holders())
    and r.until_at is null)
$$;

-- Who reads a note, by which disclosure, stays as it was; only the end is written.
create or replace function kring.reader_stays() returns trigger language plpgsql as $$
begin
  if row(new.note_id, new.position_id, new.giver_id, new.disclosure_id, new.at)
     is distinct from row(old.note_id, old.position_id, old.giver_id, old.disclosure_id, old.at) or old.until_at is not null then
    raise exception 'what was shared stays shared as it was' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger reader_stays before update on plans_notereader
  for each row execute function kring.reader_stays();

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
_N = "plans_note"
_NOTE = (
    f"{sees(f'{_N}.household_id', f'{_N}.category')} and (not only_me or"
    f" {_mine('written_by_id')}) and {about(f'{_N}.concerns_id')}"
)
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
    Guard(
        table=_N,
        see=f"({_NOTE}) or ({sees(f'{_N}.household_id')} and {about(f'{_N}.concerns_id')}"
        f" and only_me and kring.reads_note({_N}.id))",
        add=f"{_NOTE} and ({_mine(f'{_N}.written_by_id')})",
        change=f"{_NOTE} and ({_mine(f'{_N}.written_by_id')} or {coordinates(f'{_N}.household_id')})",
    ),
    Guard(
        table="plans_notereader",
        see=_mine("position_id", "giver_id"),
        add=f"({_mine('giver_id')}) and until_at is null and exists (select from plans_note n where"
        f" n.id = note_id and n.written_by_id = giver_id) and exists (select from sharing_disclosure d"
        " where d.id = disclosure_id and d.about = note_id and d.to_position_id = position_id)",
        change=_mine("giver_id"),
    ),
    _guard("plans_ifworse", "written_by_id", concerns=""),
]
