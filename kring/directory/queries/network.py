"""What pages need to know about the directory. Reads only."""

from uuid import UUID

from django.db.models import Q, QuerySet

from kring.core.actor import Me
from kring.core.moments import local
from kring.directory import rules
from kring.directory.models import Hours, Organisation, Position, Theme

_LIST = (
    "organisation", "family_name", "given_name", "name_prefix", "function", "phone", "email",
    "remark", "hours", "organisation_phone", "organisation_email", "address", "kvk", "agb", "oin",
    "number",
)  # fmt: skip
_OF_PLACE = ("name", "phone", "email", "address", "kvk", "agb", "oin")


def network_list(me: Me) -> tuple[list[str], list[list[str]]]:
    """The network of my region as one list, with the headers the import knows. Three statements.

    The last column tells two with the same name apart.
    """
    today = local(me.at).date()
    places = Organisation.objects.filter(region=me.region).exclude(ended_on__lte=today)
    here = Position.objects.filter(organisation__in=places).exclude(until_on__lte=today)
    hours = {pk: _one_line(each) for pk, each in hours_of(here).items()}
    facts = {pk: each for pk, *each in places.order_by("name", "id").values_list("id", *_OF_PLACE)}
    people = here.order_by("organisation__name", "professional__family_name", "id").values_list(
        "organisation", "id", "professional__family_name", "professional__given_name",
        "professional__name_prefix", "function__name", "phone", "email", "remark",
    )  # fmt: skip
    lines = [
        [facts[place][0], *said, hours.get(pk, ""), *facts[place][1:], _number(place, pk)]
        for place, pk, *said in people
    ]
    with_people = {place for place, *_said in people}
    lines += [
        [name, *[""] * 8, *said, _number(place)]
        for place, (name, *said) in facts.items()
        if place not in with_people
    ]
    return [rules.FIELDS[field][0] for field in _LIST], lines


def _number(place: UUID, position: UUID | None = None) -> str:
    """By which a list finds the same row again: the beginning of who it is."""
    return f"k{place.hex[:8]}" + (f"-{position.hex[:8]}" if position else "")


def themes(region: UUID | None, *, kept: UUID | None = None) -> QuerySet[Theme]:
    """What this region may choose from: its own themes and those of all regions, in their order.

    `kept`: what was chosen before stays among them, also when its theme ended since.
    """
    return all_themes(region).filter(Q(ended_on=None) | Q(pk=kept))


def all_themes(region: UUID | None) -> QuerySet[Theme]:
    """The same with those that ended."""
    return Theme.objects.filter(Q(region=None) | Q(region=region)).order_by("order", "name", "pk")


def hours_of(positions: QuerySet[Position]) -> dict[UUID, list[rules.Stretch]]:
    """Per position its reachable hours in the order of the week. One statement."""
    found: dict[UUID, list[rules.Stretch]] = {}
    rows = Hours.objects.filter(position__in=positions.order_by()).order_by("weekday", "opens_at")
    values = rows.values_list("position", "weekday", "opens_at", "closes_at")
    for owner, day, opens, closes in values:
        found.setdefault(owner, []).append((day, opens, closes))
    return found


def _one_line(stretches: list[rules.Stretch]) -> str:
    return "; ".join(rules.write_hours(stretches).splitlines())
