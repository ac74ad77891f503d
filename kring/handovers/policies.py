"""Nobody falls in between: the moves, the one baton and the doors a handover opens."""

from kring.core.guard import Guard
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

-- The resident contradicts the contact when it is too late to return the baton: the coordinator is asked.
-- Definer: neither resident nor sender sees who coordinates.
create or replace function kring.ask_coordinator(a_handover uuid, a_step text, a_path text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into notices_notice (id, about, step, whom, urgent, path, made_at, tries)
  select gen_random_uuid(), h.id, a_step, p.coordinator_id, true, a_path, kring.at(), 0
    from handovers_handover h join circle_plan p on p.household_id = h.household_id and p.closed_at is null
   where h.id = a_handover and (h.id = kring.subject() or h.link = kring.me()
     or h.sender_id = any(kring.holders()) or h.typed_by_id = any(kring.holders()) or h.sender_id = kring.guest_of())
  on conflict do nothing;
end $$;

-- Who already coordinates someone of the same name and day of birth, for whoever took the handover up:
-- a position, no more. Definer: the other household stays invisible. The sender gets the same silence
-- for known and unknown people.
create or replace function kring.already_coordinated(a_handover uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct p.coordinator_id
    from handovers_handover h
    join residents_resident asked on asked.id = h.resident_id
    join residents_resident r on r.born_on = asked.born_on and r.id <> asked.id and r.merged_into_id is null
     and lower(r.family_name) = lower(asked.family_name)
     and (asked.given_name = '' or r.given_name = '' or lower(left(r.given_name, 1)) = lower(left(asked.given_name, 1)))
    join residents_membership m on m.resident_id = r.id and m.until_on is null and not m.shielded
    join circle_plan p on p.household_id = m.household_id and p.closed_at is null and p.household_id <> h.household_id
    join directory_team t on t.id = p.team_id join directory_organisation o on o.id = t.organisation_id
   where h.id = a_handover and h.received_at is not null and h.receiver_id = any(kring.holders())
     and o.region_id = (select ro.region_id from directory_position rp join directory_organisation ro on ro.id = rp.organisation_id where rp.id = h.receiver_id)
   limit 3
$$;

-- What was asked, by whom and of whom stays: trying elsewhere is a new handover.
create or replace function kring.handover_stays() returns trigger language plpgsql as $$
begin
  if row(new.kind, new.chain_id, new.household_id, new.resident_id, new.sender_id, new.sent_at, new.follows_id, new.categories)
     is distinct from row(old.kind, old.chain_id, old.household_id, old.resident_id, old.sender_id, old.sent_at, old.follows_id, old.categories) then
    raise exception 'a handover keeps its parties' using errcode = 'KR003';
  end if;
  if old.received_at is not null and new.received_at is distinct from old.received_at
     or old.accepted_at is not null and new.accepted_at is distinct from old.accepted_at
     or old.settled_at is not null and new.settled_at is distinct from old.settled_at then
    raise exception 'a step that was made stays made' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger handover_stays before update on handovers_handover
  for each row execute function kring.handover_stays();

-- Invariant 3, checked when the transaction ends: an open chain has exactly one live handover, and
-- that one has a turn and (unless it is a consult) a baton; a closed chain has none.
create or replace function kring.chain_is_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare a_chain uuid := case when tg_table_name = 'handovers_chain' then new.id else (to_jsonb(new) ->> 'chain_id')::uuid end;
  closed timestamptz; held integer; loose integer;
begin
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

-- Someone died: each handover about them ends, in whatever state; no next step is asked and what was
-- owed about it is owed no more.
create or replace function kring.died_on_the_way() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare ended uuid[] := array(select id from handovers_handover where resident_id = new.id and is_live);
begin
  perform kring._owe_nothing(array(select id from handovers_handover where resident_id = new.id));
  update handovers_handover set sweep_at = null, due_at = null, due_source = '', clock_left = null, reminded_at = null,
    silence = 0, silent_to_id = null, question_at = null,
    settled_at = case when declined_at is not null or failed_at is not null then kring.at() end,
    withdrawn_at = case when declined_at is null and failed_at is null then kring.at() end,
    outcome = case when declined_at is null and failed_at is null then 'deceased' else outcome end
   where id = any(ended);
  update handovers_chain set closed_at = kring.at(), outcome = 'deceased'
   where closed_at is null and id in (select chain_id from handovers_handover where resident_id = new.id);
  insert into audit_event (id, what, about, household, by_position, by_kind, at, details)
  select gen_random_uuid(), 'handover.died', h.id, h.household_id, kring.position(), coalesce(kring.kind(), ''), kring.at(), '{{}}'
    from handovers_handover h where h.id = any(ended);
  return null;
end $$;
create or replace trigger died_on_the_way after update of deceased_on on residents_resident
  for each row when (new.deceased_on is not null) execute function kring.died_on_the_way();

-- Either side of a handover records that the resident died. Definer: a sender knows whom it is about,
-- but may no longer see that person's file.
create or replace function kring.record_death(a_handover uuid, a_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update residents_resident r set deceased_on = a_day
    from handovers_handover h
   where h.id = a_handover and r.id = h.resident_id and h.is_live
     and (h.sender_id = any(kring.holders()) or h.typed_by_id = any(kring.holders()) or h.sender_id = kring.guest_of()
       or h.link = kring.me() or h.id = kring.subject() or h.receiver_id = any(kring.holders()) or h.receiver_id = kring.guest_of()
       or h.received_at is null and h.receiver_team_id = any(kring.holders())
       or h.silent_to_id = any(kring.holders()));
  if not found then
    raise exception 'only who sends or receives records this' using errcode = 'KR002';
  end if;
end $$;

-- What I may pass on about this household: what I see for longer than an emergency, and what I gave
-- when I handed the same household over before.
create or replace function kring.may_share(a_household uuid) returns varchar[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select array(
    select c from unnest(array['contact', 'situation', 'plan', 'finance', 'health', 'safety']::varchar[]) c
     where kring._keeps(a_household, c)
    union select unnest(h.categories) from handovers_handover h
     where h.household_id = a_household and (h.sender_id = any(kring.holders()) or h.typed_by_id = any(kring.holders())
       or h.sender_id = kring.guest_of() or h.link = kring.me()
       or h.sender_id is null and h.received_at is not null and h.receiver_id = any(kring.holders())))
$$;

-- A handover opens no more for its receiver than its sender's side may pass on.
create or replace function kring.handover_shares() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine varchar[];
begin
  if new.household_id is not null then
    mine := kring.may_share(new.household_id);
    if not 'contact' = any(mine) then
      raise exception 'who knows the name only hands nothing over' using errcode = 'KR002';
    end if;
    new.categories := array(select distinct c from unnest(array['contact', 'situation']::varchar[] || new.categories) c
      where c = any(mine) order by c);
  end if;
  return new;
end $$;
create or replace trigger handover_shares before insert on handovers_handover
  for each row execute function kring.handover_shares();

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
        or h.silent_to_id = new.id and h.turn in ('stand_in', 'escalation'))) then
    raise exception 'this position holds a baton' using errcode = 'KR004';
  end if;
  return new;
end $$;
create or replace trigger batons_end before update of until_on on directory_position
  for each row execute function kring.batons_end();
"""

_HOLDERS = "any((select kring.holders())::uuid[])"
_GUEST = "(select kring.guest_of())"
_ME = "(select kring.me())"
_JOB = "(select kring.is_job())"


def _sends(table: str) -> str:
    return (
        f"{table}.sender_id = {_HOLDERS} or {table}.typed_by_id = {_HOLDERS} or {table}.sender_id = {_GUEST}"
        f" or {table}.link = {_ME} or {table}.id = (select kring.subject())"
    )


def _receives(table: str) -> str:
    return (
        f"{table}.receiver_id = {_HOLDERS} or {table}.receiver_team_id = {_HOLDERS}"
        f" or {table}.receiver_id = {_GUEST} or {table}.silent_to_id = {_HOLDERS}"
    )


def acts_as_sender(table: str) -> str:
    """SQL: the actor may take the sender's steps, also when the sender's silence brought it here."""
    return f"{_reads_as_sender(table)} or ({table}.turn = 'sender' and {table}.silent_to_id = {_HOLDERS})"


def acts_as_receiver(table: str) -> str:
    """SQL: the actor may take the receiver's steps; intake until someone took it up."""
    return (
        f"{table}.receiver_id = {_HOLDERS} or {table}.receiver_id = {_GUEST}"
        f" or ({table}.turn <> 'sender' and {table}.silent_to_id = {_HOLDERS})"
        f" or ({table}.received_at is null and {table}.receiver_team_id = {_HOLDERS})"
    )


def may_reassign(table: str) -> str:
    """SQL: the actor is on the receiving side at all, or silence moved the turn to the actor."""
    return _receives(table)


def _reads_as_sender(table: str) -> str:
    """Not by a link that is only about this handover: personal data opens with a code."""
    return (
        f"{table}.sender_id = {_HOLDERS} or {table}.typed_by_id = {_HOLDERS}"
        f" or {table}.sender_id = {_GUEST} or {table}.link = {_ME}"
    )


_H = "handovers_handover"
_CIRCLE = (
    "exists (select from circle_access a where a.household_id = handovers_handover.household_id"
    f" and a.holder = {_HOLDERS} and a.because <> 'handover' and a.from_at <= (select kring.at())"
    " and (a.until_at is null or a.until_at > (select kring.at())) and 'plan' = any(a.categories))"
)
_SEE = f"{_sends(_H)} or {_receives(_H)} or {_JOB} or {_CIRCLE}"
_OWN_HOUSEHOLD = (
    "(handovers_handover.household_id is null or exists (select from residents_household r"
    " where r.id = handovers_handover.household_id))"
)


def _of_handover(table: str) -> str:
    return f"exists (select from handovers_handover h where h.id = {table}.handover_id)"


_TEXT = "handovers_text"
_READS = (
    f"exists (select from handovers_handover h where h.id = {_TEXT}.handover_id and ("
    f"({_TEXT}.for_sender and ({_reads_as_sender('h')}))"
    f" or ({_TEXT}.for_receiver and h.received_at is not null"
    f" and (h.receiver_id = {_HOLDERS} or h.receiver_id = {_GUEST}))))"
)

_OLD_DRAFT = f"({_JOB} and (keep_until < (select kring.at()) or discarded_at is not null))"
_DRAFT = f"position_id = (select kring.position()) or link = {_ME} or position_id = {_GUEST}"
_SIGNAL = (
    f"giver_id = {_HOLDERS} or giver_id = {_GUEST} or typed_by_id = {_HOLDERS} or link = {_ME}"
    f" or receiver_team_id = {_HOLDERS}"
)

GUARDS = [
    Guard(
        table="handovers_draft",
        see=f"{_DRAFT} or {_OLD_DRAFT}",
        add=_DRAFT,
        change=_DRAFT,
        remove=f"{_DRAFT} or {_OLD_DRAFT}",
    ),
    Guard(
        table="handovers_chain",
        see="exists (select from handovers_handover h where h.chain_id = handovers_chain.id)"
        f" or {_JOB} or exists (select from residents_household r where r.id = handovers_chain.household_id)",
        add="household_id is null or exists (select from residents_household r where r.id = handovers_chain.household_id)",
        change="exists (select from handovers_handover h where h.chain_id = handovers_chain.id)",
    ),
    Guard(
        table="handovers_handover",
        see=_SEE,
        add=f"({_sends(_H)} or {_receives(_H)}) and {_OWN_HOUSEHOLD}",
        change=f"{_sends(_H)} or {_receives(_H)} or {_JOB}",
    ),
    Guard(
        table="handovers_text",
        see=f"written_by_id = {_HOLDERS} or {_READS}",
        add=_of_handover("handovers_text"),
    ),
    Guard(
        table="handovers_progress",
        see=_of_handover("handovers_progress"),
        add=_of_handover("handovers_progress"),
    ),
    Guard(
        table="handovers_signal",
        see=f"{_SIGNAL} or {_JOB}",
        add=f"giver_id = {_HOLDERS} or typed_by_id = (select kring.position()) or link = {_ME}",
        change=f"{_SIGNAL} or {_JOB}",
    ),
]
