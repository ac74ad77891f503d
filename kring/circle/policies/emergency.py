"""Emergency access stays as it was written; what is added is whether the resident was told."""

FUNCTIONS = """
-- Who looked, when and why is never changed, and a resident who was told stays told.
create or replace function kring.emergency_stays() returns trigger language plpgsql as $$
begin
  if row(new.household_id, new.position_id, new.reason, new.at, new.until_at)
     is distinct from row(old.household_id, old.position_id, old.reason, old.at, old.until_at)
     or old.told_at is not null and row(new.told_at, new.not_told_because) is distinct from row(old.told_at, old.not_told_because) then
    raise exception 'emergency access stays as it was' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger emergency_stays before update on circle_emergencyaccess
  for each row execute function kring.emergency_stays();
"""
