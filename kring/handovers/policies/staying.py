"""What was sent and what was answered is never changed afterwards (invariant 5)."""

# Who asks whom, about whom, what and on which keys: trying elsewhere is a new handover.
STAYS = (
    "id", "kind", "chain_id", "follows_id", "household_id", "resident_id", "asked_by", "typed_by_id",
    "caller_phone", "link", "receiver_team_id", "theme_id", "neighbourhood_id",
    "urgency", "spoke_at", "warm", "warm_at", "cold_because", "hears", "ends_on", "categories",
    "sent_at",
)  # fmt: skip
# A colleague goes on for a sender who leaves, while it lives: by kring.hand_on, which runs as the owner.
HANDED_ON = ("sender_id",)
# Each step happens at most once; its moment is the record of it.
ONCE = (
    "received_at", "accepted_at", "first_step_on", "completed_at", "declined_at", "failed_at",
    "withdrawn_at", "settled_at", "outcome",
)  # fmt: skip
# A current fact: its history is in Progress. `contact_at` only again after the resident said no.
CURRENT = (
    "receiver_id", "contact_at", "confirmed_at", "contradicted_at", "question_at", "paused_at",
    "paused_for", "paused_until", "paused_turn", "withdraw_asked_by", "withdraw_as", "is_wmo",
    "is_youth", "reported_on", "fed_back_at", "due_at", "due_source", "clock_left", "reminded_at",
    "sweep_at", "silence", "silent_to_id",
)  # fmt: skip
# Worked out by the database.
DERIVED = ("state", "baton", "turn", "is_live", "version", "updated_at")


def _changed(*names: str) -> str:
    """SQL: one of these columns gets another value. As rows, for making JSON of them costs ten times as much."""
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("old", "new"))
    return f"row({new}) is distinct from row({old})"


_MADE = " or ".join(
    f"{f"old.{name} <> ''" if name == 'outcome' else f'old.{name} is not null'} and {_changed(name)}"
    for name in ONCE
)

FUNCTIONS = f"""
create or replace function kring.handover_stays() returns trigger language plpgsql as $$
begin
  if {_changed(*STAYS)} or {_changed(*HANDED_ON)}
     and (current_user = 'kring_app' or not old.is_live or old.sender_id is null or new.sender_id is null) then
    raise exception 'a handover keeps its parties and what was asked' using errcode = 'KR003';
  end if;
  if {_MADE} or {_changed("contact_at")} and old.contact_at is not null and old.contradicted_at is null then
    raise exception 'a step that was made stays made' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger handover_stays before update on handovers_handover
  for each row execute function kring.handover_stays();

-- A signal is answered once, by its team; afterwards its words are forgotten and never changed.
create or replace function kring.signal_stays() returns trigger language plpgsql as $$
begin
  if row(new.giver_id, new.typed_by_id, new.link, new.receiver_team_id, new.theme_id, new.neighbourhood_id, new.ground,
         new.knows, new.sent_at, new.due_source)
     is distinct from row(old.giver_id, old.typed_by_id, old.link, old.receiver_team_id, old.theme_id, old.neighbourhood_id,
         old.ground, old.knows, old.sent_at, old.due_source)
     or row(new.text, new.about_name) is distinct from row(old.text, old.about_name) and new.erased_at is null
     or old.received_at is not null and row(new.received_at, new.received_by_id)
       is distinct from row(old.received_at, old.received_by_id) then
    raise exception 'a signal stays what it was' using errcode = 'KR003';
  end if;
  if old.answered_at is not null and (
       row(new.answered_at, new.answered_by_id, new.answer, new.became_id, new.erase_at)
         is distinct from row(old.answered_at, old.answered_by_id, old.answer, old.became_id, old.erase_at)
       or new.reply <> old.reply and new.erased_at is null) then
    raise exception 'an answer that was given stays' using errcode = 'KR003';
  end if;
  if new.erased_at is not null and (old.erased_at is not null or new.reply <> '' or old.erase_at is null
       or old.erase_at > kring.at()) then
    raise exception 'a signal is forgotten once, when its time is over' using errcode = 'KR003';
  end if;
  if old.answered_at is null and new.answered_at is not null and not coalesce(new.receiver_team_id = any(kring.holders()), false) then
    raise exception 'only the team answers' using errcode = 'KR002';
  end if;
  return new;
end $$;
create or replace trigger signal_stays before update on handovers_signal
  for each row execute function kring.signal_stays();

-- What a resident asked stays, more words may be added while it is open; what was answered stays.
create or replace function kring.residentquestion_stays() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null
     or row(new.handover_id, new.what, new.asked_at) is distinct from row(old.handover_id, old.what, old.asked_at)
     or left(new.words, length(old.words)) <> old.words then
    raise exception 'what was asked and answered stays' using errcode = 'KR003';
  end if;
  return new;
end $$;
create or replace trigger residentquestion_stays before update on handovers_residentquestion
  for each row execute function kring.residentquestion_stays();
"""
