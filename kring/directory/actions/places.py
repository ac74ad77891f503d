"""Organisations, their teams and who works there: added, changed, ended."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DatabaseError, models, transaction

from kring.accounts.models import Professional
from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Changed, Refused, refuse
from kring.core.moments import local
from kring.directory import queries, rules
from kring.directory.models import Organisation, Position, Ring, Team
from kring.directory.rules import WhyNot

from .hours import keep_hours

# What the database says when a position that ends still holds something.
_HOLDS = {
    "coordinates households": WhyNot.COORDINATES,
    "holds a baton": WhyNot.HOLDS_BATON,
    "has open actions": WhyNot.OPEN_ACTIONS,
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone new in the directory; known already when the mail address is."""

    given_name: str
    name_prefix: str
    family_name: str
    email: str


@transaction.atomic
def add_organisation(fields: Mapping[str, Any], *, by: Me) -> UUID:
    """A new organisation in the region. Raises Refused."""
    refuse(None if _admin(by).of_region else WhyNot.FOR_REGION)
    made = Organisation.objects.create(region_id=_admin(by).region, **fields)
    audit.record("organisation.added", by=by, about=made.id)
    return made.id


@transaction.atomic
def change_organisation(pk: UUID, fields: Mapping[str, Any], *, version: int, by: Me) -> None:
    """Raises Refused, and Changed when someone else was first."""
    manages(pk, by)
    _works_there(fields.get("escalation_id"), pk)
    change(Organisation, pk, fields, version=version)
    audit.record("organisation.changed", by=by, about=pk)


@transaction.atomic
def close_organisation(pk: UUID, *, on: date | None, by: Me) -> None:
    """End it on this day, or (None) take that back. Raises Refused."""
    manages(pk, by)
    if on is not None:
        refuse(rules.why_not_close(working=_working(by).filter(organisation=pk).exists()))
    Organisation.objects.filter(pk=pk).update(ended_on=on)
    audit.record("organisation.ended" if on else "organisation.resumed", by=by, about=pk)


@transaction.atomic
def add_team(
    organisation: UUID, fields: Mapping[str, Any], *, hours: list[rules.Stretch], by: Me
) -> UUID:
    """A new team; `fields` has `area`, the ids of neighbourhoods. Raises Refused."""
    manages(organisation, by)
    given = _team_fields(organisation, fields, by=by)
    made = Team.objects.create(organisation_id=organisation, **given)
    made.area.set(fields["area"])
    keep_hours(hours, team=made.id)
    audit.record("team.added", by=by, about=made.id)
    return made.id


@transaction.atomic
def change_team(
    pk: UUID, fields: Mapping[str, Any], *, hours: list[rules.Stretch], version: int, by: Me
) -> None:
    """Raises Refused, and Changed when someone else was first."""
    team = Team.objects.get(pk=pk)
    manages(team.organisation_id, by)
    change(Team, pk, _team_fields(team.organisation_id, fields, by=by), version=version)
    team.area.set(fields["area"])
    keep_hours(hours, team=pk)
    audit.record("team.changed", by=by, about=pk)


@transaction.atomic
def close_team(pk: UUID, *, on: date | None, by: Me) -> None:
    """End it on this day, or (None) take that back. Raises Refused."""
    manages(Team.objects.get(pk=pk).organisation_id, by)
    if on is not None:
        refuse(rules.why_not_close(working=_working(by).filter(team=pk).exists()))
    Team.objects.filter(pk=pk).update(ended_on=on)
    audit.record("team.ended" if on else "team.resumed", by=by, about=pk)


@transaction.atomic
def add_position(
    organisation: UUID,
    person: Person,
    fields: Mapping[str, Any],
    *,
    hours: list[rules.Stretch],
    by: Me,
) -> UUID:
    """Someone begins to work there. Raises Refused."""
    _may_place(organisation, fields, by=by)
    professional = _professional(person, organisation)
    made = Position.objects.create(
        professional=professional, organisation_id=organisation, **fields
    )
    keep_hours(hours, position=made.id)
    audit.record("position.added", by=by, about=made.id)
    return made.id


@transaction.atomic
def change_position(
    pk: UUID, fields: Mapping[str, Any], *, hours: list[rules.Stretch], version: int, by: Me
) -> None:
    """Raises Refused, and Changed when someone else was first."""
    there = Position.objects.get(pk=pk)
    # Who has a function of the neighbourhood team already may keep it.
    same = str(there.function_id) == str(fields["function_id"])
    _may_place(there.organisation_id, fields, by=by, keeps_function=same)
    change(Position, pk, fields, version=version)
    keep_hours(hours, position=pk)
    audit.record("position.changed", by=by, about=pk)


@transaction.atomic
def assure(fields: Mapping[str, Any], *, hours: list[rules.Stretch], version: int, by: Me) -> None:
    """Say oneself how to reach one in this position, and that it is right today.

    Not by which address: that opens the guest door. Raises Changed when someone else was first.
    """
    assert by.position is not None  # a professional acts from one
    today = local(by.at).date()
    change(Position, by.position, {**fields, "assured_on": today}, version=version)
    keep_hours(hours, position=by.position)
    audit.record("position.assured", by=by, about=by.position)


@transaction.atomic
def end_position(pk: UUID, *, on: date | None, by: Me) -> None:
    """Let someone's work here end on this day, or (None) take that back. Raises Refused."""
    there = Position.objects.select_for_update().get(pk=pk)
    manages(there.organisation_id, by)
    if on is not None and on < there.from_on:
        raise Refused(WhyNot.ENDS_BEFORE_START)
    with _or_what_it_holds():
        Position.objects.filter(pk=pk).update(until_on=on)
    audit.record("position.ended" if on else "position.resumed", by=by, about=pk)


@transaction.atomic
def set_intake(pk: UUID, *, on: bool, by: Me) -> None:
    """Who leads a team says who of it is on intake. Raises Refused: rules.why_not_set_intake."""
    here = Position.objects.filter(team__isnull=False, team=by.team).exclude(
        until_on__lt=local(by.at).date()
    )
    team = {each.pk: each for each in here.select_for_update(no_key=True)}
    others = any(each.on_intake for each in team.values() if each.pk != pk)
    refuse(rules.why_not_set_intake(on=on, leads=by.is_lead and pk in team, others=others))
    Position.objects.filter(pk=pk).update(on_intake=on)
    audit.record("position.on_intake" if on else "position.off_intake", by=by, about=pk)


def change(
    model: type[models.Model], pk: object, fields: Mapping[str, Any], *, version: int
) -> None:
    """Write these fields unless someone was first. Raises Changed."""
    rows = model._default_manager.filter(pk=pk, version=version)
    if not rows.update(**fields):
        raise Changed


@contextmanager
def _or_what_it_holds() -> Iterator[None]:
    """Say in a sentence what the database found when it refuses to end a position."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        for words, sentence in _HOLDS.items():
            if words in str(error):
                raise Refused(sentence) from error
        raise


def _admin(by: Me) -> queries.Admin:
    found = queries.admin(by)
    if found is None:
        raise Refused(WhyNot.NOT_YOURS)
    return found


def manages(organisation: UUID, by: Me) -> queries.Admin:
    """What I look after, this organisation included. Raises Refused."""
    admin = _admin(by)
    here = Organisation.objects.filter(pk=organisation, region=admin.region).exists()
    refuse(rules.why_not_manage(theirs=here and admin.manages(organisation)))
    return admin


def _may_place(
    organisation: UUID, fields: Mapping[str, Any], *, by: Me, keeps_function: bool = False
) -> None:
    admin = manages(organisation, by)
    does = queries.functions_of(admin.region).filter(pk=fields["function_id"]).first()
    refuse(None if does else WhyNot.UNKNOWN_FUNCTION)
    core = does is not None and does.ring == Ring.CORE
    team, acts_for = fields["team_id"], fields["acts_for_id"]
    inside = not team or Team.objects.filter(pk=team, organisation=organisation).exists()
    of_here = Position.objects.filter(pk=acts_for, organisation=organisation)
    inside = inside and (not acts_for or of_here.exists())
    core = core and not keeps_function
    refuse(rules.why_not_place(core=core, of_region=admin.of_region, inside=inside))


def _team_fields(organisation: UUID, fields: Mapping[str, Any], *, by: Me) -> dict[str, Any]:
    """Without the area, which is a table of its own; only the region says what is a core team."""
    given = {name: value for name, value in fields.items() if name != "area"}
    if not _admin(by).of_region:
        given.pop("is_core", None)
    _works_there(given.get("escalation_id"), organisation)
    return given


def _works_there(position: str | None, organisation: UUID) -> None:
    """Who hears that nobody answers is a colleague. Raises Refused."""
    colleagues = Position.objects.filter(organisation=organisation)
    if position and not colleagues.filter(pk=position).exists():
        raise Refused(WhyNot.ELSEWHERE)


def _professional(person: Person, organisation: UUID) -> Professional:
    """The same person when name and mail address are; else someone new without an account.

    A mailbox that a practice shares is nobody's own: it cannot be what someone signs in with.
    """
    known = Professional.objects.filter(email=person.email).first() if person.email else None
    if known and known.family_name.casefold() == person.family_name.casefold():
        return known
    shared = Organisation.objects.filter(pk=organisation, email=person.email).exists()
    return Professional.objects.create_user(
        email=None if known or shared else person.email or None,
        given_name=person.given_name,
        name_prefix=person.name_prefix,
        family_name=person.family_name,
    )


def _working(by: Me) -> "models.QuerySet[Position]":
    return Position.objects.exclude(until_on__lt=local(by.at).date())
