"""After a plan closed: who asks how it goes reaches the household until that is done."""

FUNCTIONS = """
-- Whoever asks later how it goes reaches the household, by contact alone, until it is done.
create or replace function kring.followup_reaches() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform kring._give(new.household_id, new.position_id, array['contact'], 'aftercare', new.id);
  elsif old.done_at is not null
     or row(new.household_id, new.plan_id, new.kind, new.position_id, new.due_on)
        is distinct from row(old.household_id, old.plan_id, old.kind, old.position_id, old.due_on) then
    raise exception 'what was agreed about aftercare stays' using errcode = 'KR003';
  elsif new.done_at is not null then
    update circle_access set until_at = greatest(from_at, kring.at())
     where source = new.id and because = 'aftercare' and (until_at is null or until_at > kring.at());
    perform kring._owe_nothing(array[new.id]);
  end if;
  return null;
end $$;
create or replace trigger followup_reaches after insert or update on circle_followup
  for each row execute function kring.followup_reaches();

-- Internal: nothing is asked of these households any more.
create or replace function kring._ask_no_more(households uuid[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update circle_followup set done_at = kring.at() where household_id = any(households) and done_at is null
$$;

-- A plan that begins again has a coordinator: nobody else asks how it goes.
create or replace function kring.plan_begins() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform kring._ask_no_more(array[new.household_id]);
  return null;
end $$;
create or replace trigger plan_begins after insert on circle_plan
  for each row execute function kring.plan_begins();
"""
