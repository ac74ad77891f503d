"""Who of an organisation may sign in: invited, and put out of service."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from kring.accounts.actions import professionals
from kring.accounts.models import Professional
from kring.core.actor import Me
from kring.core.errors import refuse
from kring.directory import queries, rules
from kring.directory.models import Organisation, Position

from .places import Person, add_position, manages


@transaction.atomic
def invite(position: UUID, *, email: str, by: Me) -> None:
    """Owe who works here an invitation; who has an account already keeps its address.

    Raises Refused: see rules.why_not_invite.
    """
    there, standing = _locked(position, by=by)
    person = there.professional
    address = (person.email if standing.has_account and person.email else email).lower()
    others = Professional.objects.exclude(pk=person.pk)
    refuse(
        rules.why_not_invite(
            standing,
            shared=Organisation.objects.filter(email__iexact=address).exists(),
            taken=others.filter(email=address).exists(),
            moves=address != (person.email or ""),
        )
    )
    professionals.invite_known(person, email=address, by=by)


@transaction.atomic
def add_and_invite(
    organisation: UUID,
    person: Person,
    fields: Mapping[str, Any],
    *,
    hours: list[rules.Stretch],
    by: Me,
) -> UUID:
    """Someone begins to work there and is invited, or neither. Raises Refused."""
    made = add_position(organisation, person, fields, hours=hours, by=by)
    invite(made, email=person.email, by=by)
    return made


@transaction.atomic
def stop_access(position: UUID, *, by: Me) -> None:
    """Nobody signs in as this colleague any more, from the next request on. What lies with this
    position stays there, to be handed over. Raises Refused: see rules.why_not_stop_access.
    """
    there, standing = _locked(position, by=by)
    person = there.professional_id
    refuse(rules.why_not_stop_access(standing, oneself=person == by.professional))
    professionals.put_out_of_service(person, by=by)


def _locked(position: UUID, *, by: Me) -> tuple[Position, rules.Standing]:
    """A position of an organisation that I look after, while nobody else changes whose it is."""
    there = Position.objects.get(pk=position)
    admin = manages(there.organisation_id, by)
    people = Professional.objects.select_for_update()
    there.professional = people.get(pk=there.professional_id)
    return there, queries.standing(by, admin, there)
