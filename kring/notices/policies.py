"""When the readers of a notice want it at once is settled as it is owed."""

from kring.notices import rules

FUNCTIONS = f"""
-- A reader chose to hear everything at once, or only problems and this is one. For a team those are its
-- intake and lead; who is away has it read by the stand-in.
create or replace function kring.notice_chosen() returns trigger language plpgsql as $$
begin
  new.chosen := not (new.urgent or new.at_once) and exists (
    select from directory_position p
      join directory_position r on r.id = kring.reader_of(p.id, (new.made_at at time zone 'Europe/Amsterdam')::date)
      join accounts_professional u on u.id = r.professional_id
     where (p.id = new.whom or p.team_id = new.whom and (p.on_intake or p.is_lead))
       and (u.digest = 'now' or u.digest = '' and new.step ~ '{rules.begins(rules.PROBLEMS)}'));
  return new;
end $$;
create or replace trigger notice_chosen before insert on notices_notice
  for each row execute function kring.notice_chosen();
"""
