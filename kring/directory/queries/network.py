"""What pages need to know about the directory. Reads only."""

from kring.core.actor import Me
from kring.directory import rules
from kring.directory.models import Organisation, Position

_LIST = (
    "organisation", "family_name", "given_name", "name_prefix", "function", "phone", "email",
    "remark", "organisation_phone", "organisation_email", "address", "kvk", "agb",
)  # fmt: skip


def network_list(me: Me) -> tuple[list[str], list[list[str]]]:
    """The network of my region as one list, with the headers that the import knows."""
    here = Position.objects.filter(
        organisation__region=me.region, organisation__ended_on__isnull=True, until_on__isnull=True
    ).order_by("organisation__name", "professional__family_name", "id")
    people = [
        [str(value or "") for value in row]
        for row in here.values_list(
            "organisation__name", "professional__family_name", "professional__given_name",
            "professional__name_prefix", "function__name", "phone", "email", "remark",
            "organisation__phone", "organisation__email", "organisation__address",
            "organisation__kvk", "organisation__agb",
        )
    ]  # fmt: skip
    with_people = {row[0] for row in people}
    others = Organisation.objects.filter(region=me.region, ended_on__isnull=True).exclude(
        name__in=with_people
    )
    bare = [
        [name, *[""] * 7, phone, email, address, kvk, agb]
        for name, phone, email, address, kvk, agb in others.order_by("name").values_list(
            "name", "phone", "email", "address", "kvk", "agb"
        )
    ]
    return [rules.FIELDS[field][0] for field in _LIST], people + bare
