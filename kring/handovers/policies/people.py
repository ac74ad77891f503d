"""What one side does or knows about the resident: a question, a death, what may be shared."""

FUNCTIONS = """
-- The chain that a resident follows with a code or in this visit: what they asked stays theirs when somebody
-- else goes on with it. Definer: asked inside the policy of the very table that it reads.
create or replace function kring.my_chain() returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select chain_id from handovers_handover
   where kring.kind() = 'resident' and (id = kring.subject() or kring.subject() is null and link = kring.me())
   order by sent_at desc limit 1
$$;

-- Whom to ask by text message whether there was contact, for a job: only who surely may be called and left a
-- message, and has no code yet. Definer: a job sees nobody's number but these.
create or replace function kring.residents_to_ask(since timestamptz, many integer)
returns table(handover uuid, phone text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select h.id, e.phone::text from handovers_handover h join residents_resident r on r.id = h.resident_id
    join residents_reachability e on e.resident_id = r.id and (e.household_id is null or e.household_id = h.household_id)
   where kring.is_job() and h.contact_at > since and h.contact_at <= kring.at() and h.settled_at is null and h.completed_at is null
     and h.withdrawn_at is null and h.failed_at is null and h.confirmed_at is null and h.contradicted_at is null
     and e.safe_to_call = 'yes' and e.safe_voicemail = 'yes' and e.phone <> '' and r.deceased_on is null and not r.shielded
     and not exists (select from accounts_link l join handovers_handover o on o.id = l.subject
       where o.chain_id = h.chain_id and l.purpose = 'answer' and l.position is null)
   order by h.contact_at limit many
$$;

-- The resident asks something that a person must answer: a call from who holds the baton; and what they say
-- of the contact, too late to return the baton, is asked of the coordinator, else the sender, else the intake,
-- never of whom it is about while there is another. Definer: neither resident nor sender sees who coordinates.
create or replace function kring.ask_for_resident(a_handover uuid, a_what text, some_words text, a_due timestamptz, a_path text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare h handovers_handover; those uuid[]; to_whom uuid; today date := (kring.at() at time zone 'Europe/Amsterdam')::date;
begin
  select * into h from handovers_handover where id = a_handover and is_live and contact_at is not null
    and (id = kring.subject() or link = kring.me() or chain_id = kring.my_chain() or sender_id = any(kring.holders())
      or typed_by_id = any(kring.holders()) or sender_id = kring.guest_of());
  if not found then
    raise exception 'only the resident or who sent them asks this' using errcode = 'KR002';
  end if;
  those := case when a_what = 'call_me' and h.baton = 'receiver' then array[h.receiver_id]
    when a_what = 'call_me' then array[h.sender_id, h.receiver_id]
    else array[(select p.coordinator_id from circle_plan p where p.household_id = h.household_id and p.closed_at is null
      and p.coordinator_id is distinct from h.receiver_id), h.sender_id, h.receiver_team_id, h.receiver_id] end;
  select c into to_whom from unnest(those) with ordinality as each_one (c, n)
   where exists (select from directory_position p where p.id = c and p.from_on <= today and (p.until_on is null or p.until_on >= today))
      or exists (select from directory_team t where t.id = c and (t.ended_on is null or t.ended_on >= today))
   order by n limit 1;
  to_whom := coalesce(to_whom, h.receiver_team_id, h.receiver_id);
  insert into handovers_residentquestion as q (id, handover_id, what, words, whom, asked_at, due_at, answer)
  values (gen_random_uuid(), h.id, a_what, some_words, to_whom, kring.at(), a_due, '')
  on conflict (handover_id, what) where answered_at is null
    do update set words = concat_ws(E'\n', nullif(q.words, ''), nullif(excluded.words, ''));
  insert into notices_notice (id, about, step, whom, urgent, path, made_at, tries)
  values (gen_random_uuid(), h.id, 'resident ' || a_what || to_char(kring.at(), ' YYYY-MM-DDHH24:MI'), to_whom, true, a_path, kring.at(), 0)
  on conflict do nothing;
end $$;

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
  update handovers_residentquestion set answered_at = kring.at() where answered_at is null
    and handover_id in (select id from handovers_handover where resident_id = new.id);
  update handovers_chain set closed_at = kring.at(), outcome = 'deceased'
   where closed_at is null and id in (select chain_id from handovers_handover where resident_id = new.id);
  insert into audit_event (id, what, about, household, by_position, by_kind, at, details)
  select gen_random_uuid(), 'handover.died', h.id, h.household_id, kring.position(), coalesce(kring.kind(), ''), kring.at(), '{}'
    from handovers_handover h where h.id = any(ended);
  return null;
end $$;
create or replace trigger died_on_the_way after update of deceased_on on residents_resident
  for each row when (new.deceased_on is not null) execute function kring.died_on_the_way();

-- Another decides for someone from now on: links and codes on paper about them, given before, open no more,
-- whoever has them. They are given anew to who may have them.
create or replace function kring.links_given_before() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare those uuid[] := array(select l.id from accounts_link l join handovers_handover h on l.id = h.link or l.subject = h.id
  where h.resident_id = new.resident_id and l.position is null and l.revoked_at is null);
begin
  update accounts_link set revoked_at = kring.at() where id = any(those);
  update circle_access set until_at = kring.at() where holder = any(those) and (until_at is null or until_at > kring.at());
  return null;
end $$;
create or replace trigger links_given_before after insert on circle_milestone
  for each row execute function kring.links_given_before();

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
    select unnest(kring._kept(a_household))
    union select unnest(h.categories) from handovers_handover h
     where h.household_id = a_household and (h.sender_id = any(kring.holders()) or h.typed_by_id = any(kring.holders())
       or h.sender_id = kring.guest_of() or h.link = kring.me()
       or h.sender_id is null and h.received_at is not null and h.receiver_id = any(kring.holders())))
$$;

-- A handover opens no more for its receiver than its sender's side may pass on, and is about a resident of
-- that household.
create or replace function kring.handover_shares() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine varchar[];
begin
  if new.household_id is not null then
    mine := kring.may_share(new.household_id);
    if not 'contact' = any(mine) then
      raise exception 'who knows the name only hands nothing over' using errcode = 'KR002';
    end if;
    if not exists (select from residents_membership where household_id = new.household_id and resident_id = new.resident_id) then
      raise exception 'this resident is of another household' using errcode = 'KR002';
    end if;
    new.categories := array(select distinct c from unnest(array['contact', 'situation']::varchar[] || new.categories) c
      where c = any(mine) order by c);
  end if;
  return new;
end $$;
create or replace trigger handover_shares before insert on handovers_handover
  for each row execute function kring.handover_shares();

-- In whose name I may send: the own, that of whom I work for, of a colleague of my organisation, and
-- from the core ring of anyone in the region; by a link only the own.
create or replace function kring.writes_for(a_sender uuid) returns boolean language sql stable as $$
  select a_sender is null or exists (
    select from directory_position me join directory_function f on f.id = me.function_id
      join directory_organisation mine on mine.id = me.organisation_id
      join directory_position s on s.id = a_sender
      join directory_organisation theirs on theirs.id = s.organisation_id
     where me.id = coalesce(kring.position(), (select l.position from accounts_link l where l.id = kring.me() and kring.kind() = 'guest'))
       and (s.id in (me.id, me.acts_for_id) or kring.kind() = 'professional'
         and (theirs.id = mine.id or f.ring = 'core' and theirs.region_id = mine.region_id)))
$$;
"""
