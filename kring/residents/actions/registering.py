"""Writing someone new down, and adding a resident to a household."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Model

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse, whole
from kring.core.writing import together
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


@whole()
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
    household, resident = uuid4(), uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select kring.begin_household(%s, %s, %s, %s)", [household, source, resident, role]
        )
    home = Household(
        id=household,
        code=rules.new_code(),
        name=Resident(**asdict(person)).name[:120],
        neighbourhood_id=neighbourhood,
    )
    registered = audit.event("household.registered", by=by, about=household, household=household)
    _write(resident, person, home, registered, reach=reach, address=address)
    return Registered(household, resident)


@whole()
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
    resident, today = uuid4(), moments.local(by.at).date()
    with or_refuse(rules.WhyNot.NOT_YOURS):
        together(
            Membership(
                household_id=household, resident_id=resident, role=role.strip()[:40], from_on=today
            )
        )
    joined = audit.event("resident.joined", by=by, about=resident, household=household)
    _write(resident, person, joined, reach=reach, address=address)
    return resident


def _why_not(person: Person, by: Me) -> str | None:
    today = moments.local(by.at).date()
    return rules.why_not_register(person.family_name, born_on=person.born_on, today=today)


def _write(
    resident: UUID, person: Person, *also: Model, reach: Reach | None, address: Street | None
) -> None:
    """The membership was first: it is what makes the rest visible to whoever writes."""
    rows: list[Model] = [
        Resident(id=resident, **asdict(person)),
        Reachability(resident_id=resident, **asdict(reach or Reach())),
    ]
    if address is not None and any((address.street, address.postcode, address.town)):
        if address.secret:
            with connection.cursor() as cursor:
                cursor.execute("select kring.begin_secret(%s)", [resident])
        rows.append(Address(resident_id=resident, **asdict(address)))
    together(*rows, *also)
