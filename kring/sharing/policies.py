"""Disclosures are seen by giver, receiver and circle, and never changed."""

from kring.core.guard import Guard
from kring.residents.policies import confided, sees

FUNCTIONS = """
-- A safety flag shields a person, a place or a party from all but confidants; lifting it lifts that
-- when no other flag says the same. Definer: who sets it need not be able to change those rows.
create or replace function kring.flag_shields() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare on_ boolean := exists (select from sharing_safetyflag f where f.resident_id = new.resident_id and f.hides = new.hides
  and f.lifted_at is null and f.involvement_id is not distinct from new.involvement_id);
begin
  if new.lifted_at is null then
    perform kring._first_confidant(new.resident_id);
  end if;
  if new.hides = 'person' then
    update residents_resident set shielded = on_ where id = new.resident_id;
    update residents_membership set shielded = on_ where resident_id = new.resident_id;
  elsif new.hides = 'place' and on_ then
    update residents_address set secret = true where resident_id = new.resident_id;
  elsif new.hides = 'party' then
    update circle_involvement set shielded = on_ where id = new.involvement_id;
  end if;
  if new.lifted_at is not null then
    perform kring._no_longer_watches(array[new.id]);
  end if;
  return null;
end $$;
create or replace trigger flag_shields after insert or update on sharing_safetyflag
  for each row execute function kring.flag_shields();

-- Internal: whoever looked after these since the plan closed reaches the household no more by it.
create or replace function kring._no_longer_watches(flags uuid[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update circle_access set until_at = greatest(from_at, kring.at())
   where source = any(flags) and because = 'aftercare' and (until_at is null or until_at > kring.at())
$$;

-- When a plan closes, who was named looks after what is hidden: by contact and safety alone, until it is
-- lifted or a plan begins again. Definer: who closes the plan need not know what is hidden.
create or replace function kring.flags_after_closing() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare f sharing_safetyflag;
begin
  if new.closed_at is null then
    perform kring._no_longer_watches(array(select id from sharing_safetyflag where household_id = new.household_id));
    return null;
  end if;
  for f in select * from sharing_safetyflag where household_id = new.household_id and lifted_at is null and successor_id is not null loop
    perform kring._give(new.household_id, f.successor_id, array['contact','safety'], 'aftercare', f.id);
  end loop;
  return null;
end $$;
create or replace trigger flags_begin after insert on circle_plan
  for each row execute function kring.flags_after_closing();
create or replace trigger flags_after_closing after update of closed_at on circle_plan
  for each row when (old.closed_at is null and new.closed_at is not null) execute function kring.flags_after_closing();

-- What was said about danger stays; when to look again, that it is over and, while there is a plan, who
-- looks after it once that is closed, is written later.
create or replace function kring.flag_stays() returns trigger language plpgsql as $$
begin
  if row(new.household_id, new.resident_id, new.involvement_id, new.hides, new.set_by_id, new.set_at, new.reason)
     is distinct from row(old.household_id, old.resident_id, old.involvement_id, old.hides, old.set_by_id, old.set_at, old.reason)
     or old.lifted_at is not null or new.successor_id is distinct from old.successor_id and not exists (
          select from circle_plan where household_id = new.household_id and closed_at is null) then
    raise exception 'what was said about safety stays' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger flag_stays before update on sharing_safetyflag
  for each row execute function kring.flag_stays();

-- Whether a flag stands for this household that nobody looks after once its plan is closed: closing
-- must not go on, also by who may not know why. When everybody died, what is hidden of a dead person
-- endangers nobody who lives here; it stays hidden.
create or replace function kring.is_flagged(a_household uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select kring._decides(a_household) and exists (
    select from sharing_safetyflag f join residents_resident r on r.id = f.resident_id
     where f.household_id = a_household and f.lifted_at is null and f.successor_id is null
       and (r.deceased_on is null or not kring.nobody_lives(a_household)))
$$;
"""

_HOLDERS = "any((select kring.holders())::uuid[])"
_D = "sharing_disclosure"
_MINE = (
    f"giver_id = {_HOLDERS} or giver_id = (select kring.guest_of()) or written_by_id = {_HOLDERS}"
    f" or to_position_id = {_HOLDERS} or to_team_id = {_HOLDERS}"
    " or about = (select kring.subject())"  # who came by a link about this handover
)
_T = "sharing_telling"
# Whoever gave it tells.
_TELLS = (
    f"by_id = coalesce(kring.position(), kring.guest_of()) and exists (select from {_D} d where d.id = {_T}.disclosure_id"
    f" and d.told_at is null and (d.giver_id = {_HOLDERS} or d.giver_id = (select kring.guest_of())))"
)
_F = "sharing_safetyflag"
_FLAG = f"({sees(f'{_F}.household_id', chr(39) + 'safety' + chr(39))} and (set_by_id = {_HOLDERS} or {confided(f'{_F}.resident_id')}))"

# The last look at what was shared before the resident knew; told stays told. Of somebody who died
# nothing is told.
UNTOLD = """
 sharing_disclosure d
  left join lateral (select t.told_on, t.how, t.by_id, t.not_because, t.review_on
     from sharing_telling t where t.disclosure_id = d.id
    order by t.told_on is null, t.at desc limit 1) last on true
"""
LOOK_ON = "coalesce(last.review_on, d.told_review_on)"
STILL_TO_TELL = """
 d.told_at is null and last.told_on is null
 and not exists (select from residents_resident r
   where r.id = d.resident_id and r.deceased_on is not null)
"""

GUARDS = [
    Guard(
        table=_D,
        see=f"{_MINE} or (select kring.is_job()) or {sees(f'{_D}.household_id', chr(39) + 'plan' + chr(39))}",
        # Another giver than oneself only by writing down who wrote it (typed for a caller).
        add=f"(household_id is null or about = (select kring.subject()) or {sees(f'{_D}.household_id')}) and (written_by_id = (select"
        f" kring.position()) or giver_id = {_HOLDERS} or kring.kind() in ('guest', 'resident'))",
    ),
    Guard(
        table=_T,
        see=f"exists (select from {_D} d where d.id = {_T}.disclosure_id)",
        add=_TELLS,
    ),
    Guard(
        table=_F,
        see=f"{_FLAG} or (select kring.is_job())",
        add=f"{sees(f'{_F}.household_id', chr(39) + 'safety' + chr(39))} and set_by_id = {_HOLDERS}"
        " and exists (select from residents_membership m where m.household_id = sharing_safetyflag.household_id"
        " and m.resident_id = sharing_safetyflag.resident_id)",
        change=_FLAG,
    ),
]
