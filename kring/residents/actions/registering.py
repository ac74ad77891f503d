"""Writing someone new down, and adding a resident to a household."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import refuse
from kring.residents import rules
from kring.residents.models import Address, Household, Membership, Reachability, Resident


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who someone is. Only a family name is needed."""

    family_name: str
    given_name: str = ""
    name_prefix: str = ""
    salutation: str = ""
    born_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How to reach someone, and what is safe: yes, no or unknown. Nothing here is needed."""

    phone: str = ""
    email: str = ""
    best_times: str = ""
    safe_to_call: str = Reachability.Safe.UNKNOWN
    safe_voicemail: str = Reachability.Safe.UNKNOWN
    safe_letter: str = Reachability.Safe.UNKNOWN
    via_desk: str = ""
    language: str = ""
    interpreter: bool = False
    reads_with_difficulty: bool = False
    someone_present: str = ""


@dataclass(frozen=True, kw_only=True)
class Street:
    """Where someone lives; `secret`: named positions only."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    secret: bool = False


@dataclass(frozen=True)
class Registered:
    """The household and the resident that were written down."""

    household: UUID
    resident: UUID


@transaction.atomic
def register(
    person: Person,
    *,
    by: Me,
    source: UUID,
    reach: Reach | None = None,
    address: Street | None = None,
    neighbourhood: UUID | None = None,
    role: str = "",
) -> Registered:
    """Write someone new down in a household of their own, *aangemeld*: no plan, no coordinator.

    Only whoever writes sees it. `source` is the handover (its draft's id) that it is written
    for. Whether the person is known elsewhere makes no difference here, not in time either.
    Raises Refused: see rules.why_not_register.
    """
    refuse(_why_not(person, by))
    household = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("select kring.begin_household(%s, %s)", [household, source])
    resident = _write(household, person, by=by, reach=reach, address=address, role=role)
    Household.objects.create(
        id=household,
        code=rules.new_code(),
        name=Resident(**asdict(person)).name[:120],
        neighbourhood_id=neighbourhood,
    )
    audit.record("household.registered", by=by, about=household, household=household)
    return Registered(household, resident)


@transaction.atomic
def join(
    household: UUID,
    *,
    person: Person,
    by: Me,
    reach: Reach | None = None,
    address: Street | None = None,
    role: str = "",
) -> UUID:
    """Add someone new to a household that I see; the resident's id. Raises Refused."""
    refuse(_why_not(person, by))
    resident = _write(household, person, by=by, reach=reach, address=address, role=role)
    audit.record("resident.joined", by=by, about=resident, household=household)
    return resident


def _why_not(person: Person, by: Me) -> str | None:
    today = moments.local(by.at).date()
    return rules.why_not_register(person.family_name, born_on=person.born_on, today=today)


def _write(
    household: UUID,
    person: Person,
    *,
    by: Me,
    reach: Reach | None,
    address: Street | None,
    role: str,
) -> UUID:
    """The membership comes first: it is what makes the rest visible to whoever writes."""
    resident = uuid4()
    Membership.objects.create(
        household_id=household,
        resident_id=resident,
        role=role,
        from_on=moments.local(by.at).date(),
    )
    Resident.objects.create(id=resident, **asdict(person))
    Reachability.objects.create(resident_id=resident, **asdict(reach or Reach()))
    if address is not None and any((address.street, address.postcode, address.town)):
        if address.secret:
            with connection.cursor() as cursor:
                cursor.execute("select kring.begin_secret(%s)", [resident])
        Address.objects.create(resident_id=resident, **asdict(address))
    return resident
