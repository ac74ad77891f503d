"""What pages need to know about the directory. Reads only."""

from uuid import UUID

from django.db.models import Q, QuerySet

from kring.core.actor import Me
from kring.directory import rules
from kring.directory.models import Hours, Organisation, Position, Theme

_LIST = (
    "organisation", "family_name", "given_name", "name_prefix", "function", "phone", "email",
    "remark", "hours", "organisation_phone", "organisation_email", "address", "kvk", "agb", "oin",
)  # fmt: skip


def network_list(me: Me) -> tuple[list[str], list[list[str]]]:
    """The network of my region as one list, with the headers the import knows. Three statements."""
    here = Position.objects.filter(
        organisation__region=me.region, organisation__ended_on__isnull=True, until_on__isnull=True
    ).order_by("organisation__name", "professional__family_name", "id")
    hours = {pk: _one_line(each) for pk, each in hours_of(here).items()}
    people = [
        [str(value or "") for value in (*row[:8], hours.get(pk, ""), *row[8:])]
        for pk, *row in here.values_list(
            "id", "organisation__name", "professional__family_name", "professional__given_name",
            "professional__name_prefix", "function__name", "phone", "email", "remark",
            "organisation__phone", "organisation__email", "organisation__address",
            "organisation__kvk", "organisation__agb", "organisation__oin",
        )
    ]  # fmt: skip
    with_people = {row[0] for row in people}
    others = Organisation.objects.filter(region=me.region, ended_on__isnull=True).exclude(
        name__in=with_people
    )
    bare = [
        [name, *[""] * 8, *facts]
        for name, *facts in others.order_by("name").values_list(
            "name", "phone", "email", "address", "kvk", "agb", "oin"
        )
    ]
    return [rules.FIELDS[field][0] for field in _LIST], people + bare


def themes(region: UUID | None) -> QuerySet[Theme]:
    """What this region may choose from: its own themes and those of all regions, in their order."""
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
