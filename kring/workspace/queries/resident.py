"""One resident of a household, as the pages about that resident need it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import read, read_one


@dataclass(frozen=True, kw_only=True, slots=True)
class Resident:
    """How to reach someone and where they live, as this household knows it.

    `confided`: I may know what is secret, and so say who else may. `person_version`: of who someone
    is and what they are here, added up. `has_number`: a BSN is kept, which is read on its own page only.
    """

    id: UUID
    name: str
    paused_because: str
    phone: str
    email: str
    best_times: str
    safe_to_call: str
    safe_voicemail: str
    safe_letter: str
    via_desk: str
    language: str
    interpreter: bool
    reads_with_difficulty: bool
    someone_present: str
    version: int
    street: str
    postcode: str
    town: str
    secret: bool
    confided: bool
    given_name: str
    name_prefix: str
    family_name: str
    salutation: str
    born_on: date | None
    role: str
    person_version: int
    has_number: bool


RESIDENT = """
select r.id, kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name) as name,
       m.paused_because, e.phone, e.email, e.best_times, e.safe_to_call, e.safe_voicemail, e.safe_letter, e.via_desk,
       e.language, e.interpreter, e.reads_with_difficulty, e.someone_present, e.version,
       coalesce(a.street, '') as street, coalesce(a.postcode, '') as postcode, coalesce(a.town, '') as town,
       coalesce(a.secret, false) as secret,
       exists (select from circle_confidant c where c.resident_id = r.id
         and c.holder = any((select kring.holders())::uuid[])) as confided,
       r.given_name, r.name_prefix, r.family_name, r.salutation, r.born_on, m.role, r.version + m.version as person_version,
       exists (select from residents_identifier i where i.resident_id = r.id) as has_number
  from residents_membership m join residents_resident r on r.id = m.resident_id
  join residents_reachability e on e.resident_id = r.id and (e.household_id is null or e.household_id = m.household_id)
  left join lateral (
    select * from residents_address a
     where a.resident_id = r.id and (a.household_id is null or a.household_id = m.household_id)
     order by a.household_id nulls last, a.updated_at desc limit 1) a on true
 where m.household_id = %(household)s and m.resident_id = %(resident)s and r.deceased_on is null and r.merged_into_id is null
   and (m.until_on is null or m.until_on >= %(today)s)
"""


def resident(by: Me, household: UUID, resident_id: UUID) -> Resident | None:
    """Who lives and belongs here; None when not, or not for me to reach. Costs one statement."""
    today = local(by.at).date()
    return read_one(Resident, RESIDENT, household=household, resident=resident_id, today=today)


@dataclass(frozen=True, kw_only=True, slots=True)
class Former:
    """Someone living who belonged to a household, and until when."""

    id: UUID
    name: str
    until_on: date


FORMER = """
select r.id, kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name) as name,
       max(m.until_on) as until_on
  from residents_membership m join residents_resident r on r.id = m.resident_id
 where m.household_id = %(household)s and r.deceased_on is null and r.merged_into_id is null
 group by r.id having bool_and(coalesce(m.until_on < %(today)s, false)) order by until_on desc, r.id
"""


def former(by: Me, household: UUID) -> list[Former]:
    """Who belonged to it and does no longer, the last first. Costs one statement."""
    return read(Former, FORMER, household=household, today=local(by.at).date())


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """Someone who was written down twice in a household, and as whom they go on."""

    id: UUID
    name: str
    into: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """A household that goes on as this one, since `at`, with who was written down there."""

    id: UUID
    name: str
    who: str
    at: datetime
    handover: UUID | None


JOINED = """
select h.id, h.name, coalesce((select string_agg(kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name), ', ')
         from residents_membership m join residents_resident r on r.id = m.resident_id where m.household_id = h.id), '') as who,
       a.at, (select x.id from handovers_handover x where x.household_id = h.id order by x.sent_at desc limit 1) as handover
  from residents_household h join residents_alias a on a.old = h.id
 where h.merged_into_id = %(household)s order by a.at desc, h.id
"""


def joined(by: Me, household: UUID) -> list[Joined]:
    """The households that go on as this one, the last one first. Costs one statement."""
    return read(Joined, JOINED, household=household)


MERGED = """
select r.id, kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name) as name,
       kring.full_name(coalesce(nullif(k.given_name, ''), k.salutation), k.name_prefix, k.family_name) as into
  from residents_resident r join residents_resident k on k.id = r.merged_into_id
 where exists (select from residents_membership m where m.resident_id = r.id and m.household_id = %(household)s)
 order by r.updated_at desc, r.id
"""


def merged(by: Me, household: UUID) -> list[Merged]:
    """Who was written down twice here, the last one first. Costs one statement."""
    return read(Merged, MERGED, household=household)
