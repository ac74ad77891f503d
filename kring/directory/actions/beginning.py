"""How a region begins: with a neighbourhood team and someone who looks after everything."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from kring.accounts.actions import professionals
from kring.accounts.models import Professional
from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.core.moments import local
from kring.directory.models import Function, Organisation, Position, Region, Team
from kring.directory.rules import WhyNot

from .places import Person

ADMIN_FUNCTION = "beheer"


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What there is now; `invited`: an invitation is owed to who looks after it."""

    region: UUID
    organisation: UUID
    team: UUID
    position: UUID
    invited: bool


@transaction.atomic
def open_region(name: str, *, organisation: str, team: str, admin: Person, by: Me) -> Begun:
    """A region, the organisation with its neighbourhood team, and who looks after both.

    What is there already stays as it is. Who never signed in is invited (again), also when an
    earlier invitation was not used. Raises Refused.
    """
    region, _ = Region.objects.get_or_create(code=slugify(name), defaults={"name": name})
    known = Organisation.objects.filter(region=region, name=organisation, ended_on=None).first()
    there = known or Organisation.objects.create(region=region, name=organisation)
    core = Team.objects.filter(organisation=there, is_core=True, ended_on=None).first()
    core = core or Team.objects.create(organisation=there, name=team, is_core=True)
    if there.email and there.email.lower() == admin.email:
        raise Refused(WhyNot.SHARED_ADDRESS)
    person = _person(admin)
    position = _position(person, there, on=by)
    invited = person.last_login is None and not person.has_usable_password()
    if invited:
        professionals.invite_known(person, email=admin.email, by=by)
    audit.record("region.begun", by=by, about=region.pk)
    return Begun(
        region=region.pk, organisation=there.pk, team=core.pk, position=position.pk, invited=invited
    )


def _person(admin: Person) -> Professional:
    known = Professional.objects.filter(email=admin.email).first()
    if known is None:
        return Professional.objects.create_user(
            email=admin.email, given_name=admin.given_name, name_prefix=admin.name_prefix,
            family_name=admin.family_name,
        )  # fmt: skip
    if known.family_name.casefold() != admin.family_name.casefold():
        raise Refused(WhyNot.ADDRESS_TAKEN)
    return known


def _position(person: Professional, organisation: Organisation, *, on: Me) -> Position:
    today = local(on.at).date()
    held = Position.objects.filter(professional=person, organisation=organisation, is_admin=True)
    found = held.exclude(until_on__lt=today).first()
    return found or Position.objects.create(
        professional=person, organisation=organisation, is_admin=True, from_on=today,
        function=Function.objects.get(code=ADMIN_FUNCTION), email=person.email or "",
    )  # fmt: skip
