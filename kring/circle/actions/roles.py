"""Relatives with a light role, and statutory roles: by decision, not by acceptance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import InformalPerson, StatutoryRole
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse

from .involving import Party, end_of, involve


@transaction.atomic
def add_relative(
    household: UUID, *, name: str, tie: str, phone: str = "", purpose: str, by: Me
) -> UUID:
    """Family, neighbour or volunteer in the circle; sees nothing by it. The involvement's id."""
    if not name.strip() or not tie.strip():
        raise Refused(rules.WhyNot.NO_NAME)
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        person = InformalPerson.objects.create(
            household_id=household, name=name.strip()[:120], tie=tie.strip()[:80], phone=phone
        )
        return involve(
            household,
            party=Party(person=person.pk),
            role=tie.strip(),
            purpose=purpose,
            ground="yes",
            categories=["contact"],
            by=by,
        )


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A statutory role as it was decided. `kind`: StatutoryRole.Kind."""

    kind: str
    scope: str
    decision: str
    from_on: date
    until_on: date | None = None
    resident: UUID | None = None
    position: UUID | None = None
    organisation: UUID | None = None


@transaction.atomic
def record_role(
    household: UUID, decision: Decision, *, categories: Sequence[str], by: Me
) -> StatutoryRole:
    """Record a statutory role beside coordination; its position sees what its scope needs.

    By the coordinator. Raises Refused.
    """
    if not decision.scope.strip() or not decision.decision.strip():
        raise Refused(rules.WhyNot.NO_SCOPE)
    if decision.position is None and decision.organisation is None:
        raise Refused(rules.WhyNot.NO_HOLDER)
    role = uuid4()
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        if decision.position is not None:
            _admit(role, household, decision, categories)
        made = _write(role, household, decision)
    audit.record("role.recorded", by=by, about=role, household=household)
    return made


@transaction.atomic
def name_successor(role_id: UUID, *, successor: UUID, by: Me) -> StatutoryRole:
    """Who takes over when a statutory role ends. Raises Refused."""
    role = StatutoryRole.objects.select_for_update().filter(pk=role_id).first()
    if role is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    role.successor_id = successor
    role.save(update_fields=["successor"])
    audit.record("role.succeeded", by=by, about=role.id, household=role.household_id)
    return role


@transaction.atomic
def end_role(role_id: UUID, *, on: date, by: Me) -> None:
    """This day is the last of the decision, sooner or later than it was; access ends with it.

    When it is today or past, access ends now. Raises Refused.
    """
    role = StatutoryRole.objects.select_for_update().filter(pk=role_id).first()
    if role is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    role.until_on = on
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        role.save(update_fields=["until_on"])
    audit.record("role.ended", by=by, about=role.id, household=role.household_id)


def _admit(role: UUID, household: UUID, decision: Decision, categories: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select kring.admit_statutory(%s, %s, %s, %s::text[], %s)",
            [role, household, decision.position, list(categories), end_of(decision.until_on)],
        )


def _write(role: UUID, household: UUID, decision: Decision) -> StatutoryRole:
    return StatutoryRole.objects.create(
        id=role,
        household_id=household,
        resident_id=decision.resident,
        kind=StatutoryRole.Kind(decision.kind),
        position_id=decision.position,
        organisation_id=decision.organisation,
        scope=decision.scope.strip()[:120],
        decision=decision.decision.strip()[:120],
        from_on=decision.from_on,
        until_on=decision.until_on,
    )
