"""A question of the resident that nobody answers goes on: stand-in, then whom the team escalates to."""

FUNCTIONS = """
-- The handovers of which a question came to me because of silence. Definer: asked inside the policy of handovers.
create or replace function kring.asked_further() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select array(select handover_id from handovers_residentquestion
    where answered_at is null and silent_to_id = any(kring.holders()))
$$;

-- A question goes to who is next, with the name and number of who asked. By a job; definer: whoever it went to
-- had nothing to do with the household.
create or replace function kring.ask_further(a_question uuid, a_step integer, to_whom uuid, a_due timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare h record;
begin
  if not kring.is_job() then
    raise exception 'only a job sees to this' using errcode = 'KR002';
  end if;
  select q.silent_to_id, x.id, x.household_id into h from handovers_residentquestion q
    join handovers_handover x on x.id = q.handover_id where q.id = a_question and q.answered_at is null;
  if not found then
    return;
  end if;
  perform kring._asked_no_more(a_question, h.silent_to_id);
  update handovers_residentquestion set silence = a_step, silent_to_id = to_whom, due_at = a_due where id = a_question;
  if to_whom is not null and h.household_id is not null then
    perform kring._give(h.household_id, to_whom, array['contact'], 'handover', a_question);
  end if;
end $$;

-- Internal: what was opened to answer a question closes with it.
create or replace function kring._asked_no_more(a_question uuid, whom uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update circle_access set until_at = kring.at() where source = a_question and because = 'handover'
    and holder = whom and (until_at is null or until_at > kring.at())
$$;
create or replace function kring.question_answered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform kring._asked_no_more(new.id, new.silent_to_id);
  return null;
end $$;
create or replace trigger question_answered after update of answered_at on handovers_residentquestion for each row
  when (new.answered_at is not null and new.silent_to_id is not null) execute function kring.question_answered();
"""
