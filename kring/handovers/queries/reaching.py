"""How to reach whom a handover is about: for whoever took it up."""

from uuid import UUID

from kring.core.reading import read_one
from kring.residents.rules import Reachable

from .. import policies


def reach(handover: UUID) -> Reachable | None:
    """How the receiver, or whom a question went on to, reaches the resident; else None.

    The database hides what the receiver may not see, as a secret address. One statement.
    """
    return read_one(Reachable, _REACH, handover=handover)


_REACH = f"""
select e.phone, e.email, e.best_times, e.safe_to_call, e.safe_voicemail, e.safe_letter, e.via_desk,
  e.language, e.interpreter, e.reads_with_difficulty, e.someone_present,
  coalesce(a.street, '') as street, coalesce(a.postcode, '') as postcode,
  coalesce(a.town, '') as town, coalesce(a.secret, false) as secret
from handovers_handover h join residents_reachability e on e.resident_id = h.resident_id
  and (e.household_id is null or e.household_id = h.household_id)
left join lateral (
  select * from residents_address a where a.resident_id = h.resident_id
    and (a.household_id is null or a.household_id = h.household_id)
  order by a.household_id nulls last, a.updated_at desc limit 1) a on true
where h.id = %(handover)s and h.received_at is not null
  and ({policies.acts_as_receiver("h")} or h.id = any((select kring.asked_further())::uuid[]))
"""  # noqa: S608  # our own text
