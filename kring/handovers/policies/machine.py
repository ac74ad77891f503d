"""The moves, the doors they open, and the one baton and turn of each open chain."""

from kring.handovers.rules import MOVES

_ALLOWED = ", ".join(
    sorted(
        {
            f"'{kind.value} {move.before.value} {move.after.value}'"
            for move in MOVES
            for kind in move.kinds
        }
    )
)

FUNCTIONS = f"""
-- Only the moves of rules.MOVES; each is logged here, so that no code can forget it.
create or replace function kring.handover_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare before text := case when tg_op = 'INSERT' then 'draft' else old.state end;
begin
  if tg_op = 'INSERT' and new.state <> 'sent' then
    raise exception 'a handover begins by being sent' using errcode = 'KR003';
  end if;
  if before <> new.state then
    if not new.kind || ' ' || before || ' ' || new.state = any(array[{_ALLOWED}]) then
      raise exception 'no move from % to % for %', before, new.state, new.kind using errcode = 'KR003';
    end if;
    insert into handovers_progress (id, handover_id, what, how, at, by_id, by_kind)
    values (gen_random_uuid(), new.id, new.state, '', kring.at(), kring.position(), coalesce(kring.kind(), ''));
  end if;
  perform kring._open_doors(old, new, tg_op);
  return null;
end $$;

-- Internal: who may see the household because of this handover. Intake and receiver see the name;
-- the rest opens for the one who takes it up, and closes when it ends or moves to someone else.
create or replace function kring._open_doors(before handovers_handover, after_ handovers_handover, operation text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if after_.household_id is null then
    return;
  end if;
  if operation = 'INSERT' then
    if after_.receiver_team_id is not null then
      perform kring._give(after_.household_id, after_.receiver_team_id, '{{}}', 'handover', after_.id);
    end if;
    if after_.receiver_id is not null then
      perform kring._give(after_.household_id, after_.receiver_id, '{{}}', 'handover', after_.id);
    end if;
    if after_.sender_id is not null and not exists (
        select from circle_access where household_id = after_.household_id and holder = after_.sender_id and source = after_.id) then
      perform kring._give(after_.household_id, after_.sender_id, '{{}}', 'handover', after_.id);
    end if;
    if after_.typed_by_id is not null and not exists (
        select from circle_access where household_id = after_.household_id and holder = after_.typed_by_id and source = after_.id) then
      perform kring._give(after_.household_id, after_.typed_by_id, '{{}}', 'handover', after_.id);
    end if;
    return;
  end if;
  if before.receiver_id is distinct from after_.receiver_id or before.receiver_team_id is distinct from after_.receiver_team_id then
    update circle_access set until_at = kring.at() where source = after_.id and because = 'handover'
      and holder in (before.receiver_id, before.receiver_team_id) and holder is distinct from after_.sender_id
      and holder is distinct from after_.receiver_team_id and (until_at is null or until_at > kring.at());
    if before.receiver_team_id is distinct from after_.receiver_team_id and after_.receiver_team_id is not null then
      perform kring._give(after_.household_id, after_.receiver_team_id, '{{}}', 'handover', after_.id);
    end if;
    if after_.receiver_id is not null and after_.received_at is null then
      perform kring._give(after_.household_id, after_.receiver_id, '{{}}', 'handover', after_.id);
    end if;
  end if;
  if after_.sender_id is distinct from before.sender_id then  -- a colleague goes on for who leaves
    insert into circle_access (id, household_id, holder, categories, from_at, until_at, because, source)
    select gen_random_uuid(), household_id, after_.sender_id, categories, kring.at(), until_at, because, source
      from circle_access where source = after_.id and because = 'handover' and holder = before.sender_id
       and (until_at is null or until_at > kring.at());
    update circle_access set until_at = kring.at() where source = after_.id and because = 'handover'
      and holder = before.sender_id and (until_at is null or until_at > kring.at());
  end if;
  if after_.receiver_id is not null and after_.received_at is not null
     and (before.received_at is null or before.receiver_id is distinct from after_.receiver_id) then
    perform kring._give(after_.household_id, after_.receiver_id,
      after_.categories::text[], 'handover', after_.id);
  end if;
  if after_.silent_to_id is distinct from before.silent_to_id then
    update circle_access set until_at = kring.at() where source = after_.id and because = 'handover'
      and holder = before.silent_to_id and holder not in (coalesce(after_.sender_id, after_.id), coalesce(after_.receiver_id, after_.id))
      and (until_at is null or until_at > kring.at());
    if after_.silent_to_id is not null and not exists (select from circle_access where source = after_.id
        and holder = after_.silent_to_id and (until_at is null or until_at > kring.at())) then
      perform kring._give(after_.household_id, after_.silent_to_id, '{{}}', 'handover', after_.id);
    end if;
  end if;
  if before.accepted_at is null and after_.accepted_at is not null then  -- what the sender wrote stays readable; the household is the circle's now
    update circle_access set categories = '{{}}' where source = after_.id and because = 'handover'
      and holder in (after_.sender_id, after_.typed_by_id) and holder is distinct from after_.receiver_id;
  end if;
  -- Without a professional sender the receiver chooses the next step, and so still sees whom it is about.
  if after_.state in ('declined', 'withdrawn', 'failed', 'completed') and before.state <> after_.state
     and (after_.sender_id is not null or after_.state in ('withdrawn', 'completed')) then
    update circle_access set until_at = kring.at() where source = after_.id and because = 'handover'
      and holder in (after_.receiver_id, after_.receiver_team_id) and holder is distinct from after_.sender_id
      and (until_at is null or until_at > kring.at());
  end if;
  if after_.settled_at is not null and before.settled_at is null
     or after_.state in ('completed', 'withdrawn') and before.state <> after_.state then
    update circle_access set until_at = kring.at() + interval '30 days' where source = after_.id and because = 'handover'
      and (holder in (after_.sender_id, after_.typed_by_id)
        or after_.sender_id is null and holder in (after_.receiver_id, after_.receiver_team_id))
      and (until_at is null or until_at > kring.at());
  end if;
end $$;
create or replace trigger handover_moved after insert or update on handovers_handover
  for each row execute function kring.handover_moved();

-- Who acted because silence brought it there lets go of it afterwards: the guard looks at what they wrote
-- while it was still with them.
create or replace function kring.silence_ended() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update handovers_handover set silent_to_id = null where id = new.id;
  return null;
end $$;
create or replace trigger silence_ended after update on handovers_handover
  for each row when (new.silence = 0 and new.silent_to_id is not null) execute function kring.silence_ended();

-- Invariant 3, checked when the transaction ends: an open chain has exactly one live handover, and
-- that one has a turn and (unless it is a consult) a baton; a closed chain has none.
create or replace function kring.chain_is_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare a_chain uuid; closed timestamptz; held integer; loose integer;
begin
  if tg_table_name = 'handovers_chain' then
    a_chain := new.id;
  else
    a_chain := new.chain_id;
  end if;
  select closed_at into closed from handovers_chain where id = a_chain;
  select count(*), count(*) filter (where turn is null or (baton is null and kind <> 'consult'))
    into held, loose from handovers_handover where chain_id = a_chain and is_live;
  if closed is null and (held <> 1 or loose > 0) then
    raise exception 'an open chain has one baton and one turn' using errcode = 'KR005';
  elsif closed is not null and held > 0 then
    raise exception 'a closed chain has nobody waiting' using errcode = 'KR005';
  end if;
  return null;
end $$;
do $$ begin
  create constraint trigger chain_is_held after insert or update on handovers_handover
    deferrable initially deferred for each row execute function kring.chain_is_held();
exception when duplicate_object then null; end $$;
do $$ begin
  create constraint trigger chain_is_held after insert or update on handovers_chain
    deferrable initially deferred for each row execute function kring.chain_is_held();
exception when duplicate_object then null; end $$;

-- A plan is not closed while a resident of it is on the way to someone: nobody falls in between.
create or replace function kring.chains_end_first() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.closed_at is null and new.closed_at is not null and exists (
    select from handovers_chain c where c.household_id = new.household_id and c.closed_at is null) then
    raise exception 'a chain of this household is open' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger chains_end_first before update of closed_at on circle_plan
  for each row execute function kring.chains_end_first();

-- A position that holds a baton, or whose turn it is, cannot be ended: someone must take it over first.
create or replace function kring.batons_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.until_on is not null and new.until_on is distinct from old.until_on and exists (
    select from handovers_handover h where h.is_live
      and (h.sender_id = new.id and 'sender' in (h.baton, h.turn) or h.receiver_id = new.id and 'receiver' in (h.baton, h.turn)
        or h.silent_to_id = new.id and h.turn in ('stand_in', 'escalation')))
    or new.until_on is not null and new.until_on is distinct from old.until_on
     and exists (select from handovers_residentquestion q where q.whom = new.id and q.answered_at is null) then
    raise exception 'this position holds a baton' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger batons_end before update of until_on on directory_position
  for each row execute function kring.batons_end();
"""
