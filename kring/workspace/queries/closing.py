"""What keeps a plan open, and how the last one of a household was closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.reading import read, read_one


@dataclass(frozen=True, kw_only=True, slots=True)
class Closed:
    """What was said at closing; names and numbers of who may be called or asks again."""

    closed_at: datetime
    because: str
    helped: str
    looked_back: str
    stays: str
    call: str
    aftercare_on: date | None
    aftercare_by: str
    aftercare_phone: str
    no_aftercare_because: str
    ask_again_on: date | None
    ask_again_by: str
    coordinator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenChain:
    """A chain that must end first: the handover of it that is alive, and whom it waits with."""

    handover: UUID
    about: str
    with_whom: str


CHAINS = """
select h.id as handover,
       coalesce(kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), '') as about,
       coalesce(nullif(kring.full_name(u.given_name, u.name_prefix, u.family_name), ''), t.name, '') as with_whom
  from handovers_chain c join handovers_handover h on h.chain_id = c.id and h.is_live
  left join residents_resident r on r.id = h.resident_id
  left join directory_position p on p.id = case h.baton when 'sender' then h.sender_id else h.receiver_id end
  left join accounts_professional u on u.id = p.professional_id
  left join directory_team t on t.id = h.receiver_team_id
 where c.household_id = %(id)s and c.closed_at is null
 order by h.sent_at, h.id
"""

CLOSED = """
select p.closed_at, p.closed_because as because, c.helped, c.looked_back, c.stays, c.call, p.aftercare_on,
       coalesce(kring.full_name(au.given_name, au.name_prefix, au.family_name), '') as aftercare_by,
       coalesce(nullif(ap.phone, ''), at.phone, '') as aftercare_phone, c.no_aftercare_because, c.ask_again_on,
       coalesce(kring.full_name(qu.given_name, qu.name_prefix, qu.family_name), '') as ask_again_by,
       coalesce(kring.full_name(cu.given_name, cu.name_prefix, cu.family_name), '') as coordinator
  from circle_closing c join circle_plan p on p.id = c.plan_id
  left join directory_position ap on ap.id = p.aftercare_by_id
  left join accounts_professional au on au.id = ap.professional_id
  left join directory_team at on at.id = ap.team_id
  left join directory_position qp on qp.id = c.ask_again_by_id
  left join accounts_professional qu on qu.id = qp.professional_id
  left join directory_position cp on cp.id = p.coordinator_id
  left join accounts_professional cu on cu.id = cp.professional_id
 where c.household_id = %(id)s and not exists (
   select from circle_plan o where o.household_id = %(id)s and o.closed_at is null)
 order by p.closed_at desc limit 1
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """What was agreed at closing. `mine`: I do it, or stand in; `how`: what the resident said.

    Done without words: the plan began again, or nobody lives there any more.
    """

    id: UUID
    kind: str
    due_on: date
    person: str
    mine: bool
    done_at: datetime | None
    how: str


FOLLOW_UPS = """
select f.id, f.kind, f.due_on, kring.full_name(u.given_name, u.name_prefix, u.family_name) as person,
       f.position_id = any((select kring.holders())::uuid[]) as mine, f.done_at, f.how
  from circle_followup f join directory_position p on p.id = f.position_id
  join accounts_professional u on u.id = p.professional_id
 where f.plan_id = (
   select id from circle_plan where household_id = %(id)s and closed_at is not null order by closed_at desc limit 1)
   and (f.done_at is null or f.how <> '')
 order by f.done_at, f.due_on, f.id
"""


def follow_ups(household: UUID) -> list[FollowUp]:
    """What was and is to be asked since the plan closed, as far as I may know; one statement."""
    return read(FollowUp, FOLLOW_UPS, id=household)


def open_chains(household: UUID) -> list[OpenChain]:
    """The chains of a household that keep its plan open, the oldest first. Costs one statement."""
    return read(OpenChain, CHAINS, id=household)


def closed(household: UUID) -> Closed | None:
    """The last closing while no new plan is open, as far as I may see it. Costs one statement."""
    return read_one(Closed, CLOSED, id=household)
