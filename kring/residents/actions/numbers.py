"""A burgerservicenummer: encrypted, found only within what I may see, never in a list."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from uuid import UUID

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import connection, transaction
from stdnum.nl import bsn

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.directory.models import Position
from kring.residents import rules
from kring.residents.models import Identifier

SYSTEM = "http://fhir.nl/fhir/NamingSystem/bsn"


@transaction.atomic
def keep_number(resident: UUID, number: str, *, by: Me) -> None:
    """Keep someone's BSN, when the law lets my organisation. Raises Refused."""
    refuse(_why_not(number, by))
    compact = bsn.compact(number)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        values = {"value": _box().encrypt(compact.encode()), "blind": next(_blinds(compact))}
        known = Identifier.objects.filter(resident_id=resident, system=SYSTEM)
        if not known.update(**values):
            Identifier.objects.create(resident_id=resident, system=SYSTEM, **values)
    audit.record("number.kept", by=by, about=resident)


@transaction.atomic
def remove_number(resident: UUID, *, by: Me) -> None:
    """Keep someone's BSN no longer. Raises Refused."""
    refuse(why_not_use_numbers(by))
    gone, _each = Identifier.objects.filter(resident_id=resident, system=SYSTEM).delete()
    if not gone:
        raise Refused(rules.WhyNot.NOT_YOURS)
    audit.record("number.removed", by=by, about=resident)


def read_number(resident: UUID, *, household: UUID | None = None, by: Me) -> str | None:
    """Someone's BSN, or None; each reading is a line in the access log. Raises Refused."""
    refuse(why_not_use_numbers(by))
    row = Identifier.objects.filter(resident_id=resident, system=SYSTEM).first()
    audit.looked("number", by=by, resident=resident, household=household)
    return _box().decrypt(bytes(row.value)).decode() if row else None


def find_by_number(number: str, *, by: Me) -> list[UUID]:
    """Residents whom I may see with this BSN. Whoever is not visible gives the same answer.

    Each search is a line in the access log. Raises Refused.
    """
    refuse(_why_not(number, by))
    audit.looked("number", by=by, action="search")
    found: list[UUID] = []
    with connection.cursor() as cursor:
        for blind in _blinds(bsn.compact(number)):
            cursor.execute("select * from kring.by_number(%s)", [blind])
            found += [row[0] for row in cursor.fetchall()]
    return found


def why_not_use_numbers(by: Me) -> rules.WhyNot | None:
    """Why no law lets my organisation use a BSN; None when one does. One statement."""
    return _why_not("111222333", by)


def _why_not(number: str, by: Me) -> rules.WhyNot | None:
    if by.position is None:
        return rules.WhyNot.NO_BASIS
    secrecy = Position.objects.values_list("function__secrecy", flat=True).get(pk=by.position)
    return rules.why_not_keep_number(number, ring=by.ring, secrecy=secrecy)


def _box() -> MultiFernet:
    """The first key writes, all of them read: so keys can be replaced without a standstill."""
    return MultiFernet(
        [Fernet(urlsafe_b64encode(_derived(key, "value"))) for key in settings.FIELD_KEYS]
    )


def _blinds(number: str) -> Iterator[bytes]:
    """The keyed hash under each key; the first one is stored."""
    for key in settings.FIELD_KEYS:
        yield hmac.digest(_derived(key, "blind"), number.encode(), "sha256")


def _derived(key: str, purpose: str) -> bytes:
    return hashlib.blake2b(key.encode(), person=purpose.encode(), digest_size=32).digest()
