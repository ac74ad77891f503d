"""Who decides for a resident, and what must be asked again when that changes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.reading import read, read_one


@dataclass(frozen=True, kw_only=True, slots=True)
class Decides:
    """Someone who may decide for a resident, or did: a parent, a mentor, a proxy."""

    id: UUID
    name: str
    kind: str
    safe: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """Why it is asked again about whom, since when."""

    id: UUID
    resident: UUID
    name: str
    born_on: date | None
    why: str
    on: date
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    """What was shared because the resident, or who decided for them, said yes."""

    purpose: str
    to: str
    at: datetime


DECIDES = """
select a.id, coalesce(kring.full_name(coalesce(nullif(h.given_name, ''), h.salutation), h.name_prefix, h.family_name),
         a.holder_name) as name, a.kind, a.safe, a.from_on, a.until_on
  from residents_authority a left join residents_resident h on h.id = a.holder_id
 where a.resident_id = %(id)s and (a.household_id is null or a.household_id = %(household)s)
 order by a.until_on nulls first, a.from_on, a.id
"""

MILESTONE = """
select m.id, r.id as resident, r.born_on, m.why, m."on", m.done_at,
       kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name) as name
  from circle_milestone m join residents_resident r on r.id = m.resident_id
 where m.id = %(id)s and m.household_id = %(household)s
"""

AGREED = """
select d.purpose, d.at, coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), t.name, '') as to
  from sharing_disclosure d
  left join directory_position p on p.id = d.to_position_id
  left join accounts_professional u on u.id = p.professional_id
  left join directory_team t on t.id = d.to_team_id
 where d.household_id = %(household)s and d.resident_id = %(id)s and d.consent_how <> ''
 order by d.at desc limit 50
"""


def decides(household: UUID, resident: UUID) -> list[Decides]:
    """Who may decide for this resident, as this household knows; after them who did. Costs one statement."""
    return read(Decides, DECIDES, id=resident, household=household)


def milestone(household: UUID, milestone_id: UUID) -> Milestone | None:
    """What must be asked again, when it is of this household. Costs one statement."""
    return read_one(Milestone, MILESTONE, id=milestone_id, household=household)


def agreed(household: UUID, resident: UUID) -> list[Agreed]:
    """What was shared with a yes, newest first, as far as I may see it. Costs one statement."""
    return read(Agreed, AGREED, id=resident, household=household)
