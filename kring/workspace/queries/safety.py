"""What is hidden in a household because it would endanger, as far as I may know."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.reading import read


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """A person, a place or a party (`hides`) that is hidden; `lifted_at`: that is over.

    `name` and `party` are empty when they do not exist for me. `confided`: I may say who else knows.
    `died`: it is about someone who died.
    `successor`: who looks after it once the plan is closed; empty while nobody is named.
    """

    id: UUID
    hides: str
    resident: UUID
    name: str
    party: str
    reason: str
    person: str
    set_at: datetime
    review_on: date
    lifted_at: datetime | None
    lifted_because: str
    confided: bool
    successor: str
    died: bool


HIDDEN = """
select f.id, f.hides, f.resident_id as resident, coalesce(kring.full_name(
         coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), '') as name,
       coalesce(kring.full_name(pu.given_name, pu.name_prefix, pu.family_name), t.name, ip.name, '') as party,
       f.reason, coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), '') as person,
       f.set_at, f.review_on, f.lifted_at, f.lifted_because,
       exists (select from circle_confidant c where c.resident_id = f.resident_id
         and c.holder = any((select kring.holders())::uuid[])) as confided,
       coalesce(kring.full_name(su.given_name, su.name_prefix, su.family_name), '') as successor,
       r.deceased_on is not null as died
  from sharing_safetyflag f
  left join residents_resident r on r.id = f.resident_id
  left join directory_position p on p.id = f.set_by_id
  left join accounts_professional u on u.id = p.professional_id
  left join directory_position sp on sp.id = f.successor_id
  left join accounts_professional su on su.id = sp.professional_id
  left join circle_involvement i on i.id = f.involvement_id
  left join directory_position ip_ on ip_.id = i.position_id
  left join accounts_professional pu on pu.id = ip_.professional_id
  left join directory_team t on t.id = i.team_id
  left join circle_informalperson ip on ip.id = i.person_id
 where f.household_id = %(id)s
 order by f.lifted_at desc nulls first, f.review_on, f.id
"""


def hidden(household: UUID) -> list[Hidden]:
    """What is and was hidden here; what is over comes last. Costs one statement."""
    return read(Hidden, HIDDEN, id=household)


def unwatched(household: UUID, *, nobody_lives: bool) -> bool:
    """Whether nobody looks after something hidden, that I know of, once the plan is closed.

    When nobody is left there, only of who lives elsewhere.
    """
    return any(
        each.lifted_at is None and not each.successor and not (nobody_lives and each.died)
        for each in hidden(household)
    )
