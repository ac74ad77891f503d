"""What the sender hears of how it went, through here alone; and the coordinator of who joins."""

from .guards import hears_how

FUNCTIONS = f"""
-- What it waits for and how it ended, for who may hear that. Below that level the sender hears only that it
-- ended; but what the sender chose, why it was not taken on, and a death are not the receiver's to tell.
create or replace function kring.heard(a_handover uuid) returns table (outcome varchar, paused_for varchar)
language sql stable rows 1 security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when more or h.outcome = 'deceased' or h.state = 'declined'
           or h.state = 'withdrawn' and h.withdraw_asked_by <> 'receiver'
           or exists (select from handovers_text t where t.handover_id = h.id and t.disclosure_id is not null
             and t.part in ('outcome', 'reason')) then h.outcome else '' end,
         case when more then h.paused_for else '' end
    from handovers_handover h, lateral (select {hears_how("h")} as more) m where h.id = a_handover
$$;

-- Somebody joins a circle by accepting a handover: who coordinates is told, unless they sent it, as a sender hears
-- anyhow. Definer: who joins need not see who coordinates.
create or replace function kring.joined_by_handover() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform kring._tell_home(new.household_id, 'involvement.began')
     from circle_plan p join handovers_handover h on h.id = new.source and h.household_id = p.household_id
    where p.household_id = new.household_id and p.closed_at is null
      and p.coordinator_id is distinct from h.sender_id and p.coordinator_id is distinct from new.position_id;
  return null;
end $$;
create or replace trigger joined_by_handover after insert on circle_involvement for each row
  when (new.source is not null) execute function kring.joined_by_handover();

-- Who agrees to end it agrees to what the other side said of it, also when that is not theirs to read.
create or replace function kring.ended_as_asked() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'handovers_handover' then
    new.outcome := new.withdraw_as;
  else
    select withdraw_as into new.outcome from handovers_handover where chain_id = new.id and is_live;
  end if;
  return new;
end $$;
create or replace trigger ended_as_asked before update on handovers_handover for each row
  when (new.withdrawn_at is not null and new.outcome = '') execute function kring.ended_as_asked();
create or replace trigger ended_as_asked before update on handovers_chain for each row
  when (new.closed_at is not null and new.outcome = '') execute function kring.ended_as_asked();
"""
