"""What someone who writes a handover needs to know."""

from functools import cache
from uuid import UUID

from django.db import connection

from kring.core.actor import Me
from kring.core.reading import as_model, columns
from kring.directory import queries as directory
from kring.directory.models import Neighbourhood, Position
from kring.handovers.models import Draft
from kring.residents.models import Membership


def draft(draft_id: UUID, *, to_change: bool = False) -> Draft | None:
    """My draft with this id; somebody else's does not exist for me. One query.

    `to_change`: under its lock, so that what is kept while typing and what is sent with the form
    at the same moment do not undo one another.
    """
    with connection.cursor() as cursor:
        cursor.execute(_draft() + " for update" * to_change, [draft_id])
        row = cursor.fetchone()
    return as_model(Draft, row) if row else None


@cache
def _draft() -> str:
    return (
        f"select {', '.join(columns(Draft))} from handovers_draft"  # noqa: S608  # our own text
        " where id = %s and discarded_at is null"
    )


def themes(me: Me) -> list[tuple[str, str]]:
    """Code and plain word of every theme of my region. One query."""
    return list(directory.themes(me.region).values_list("code", "name"))


def neighbourhoods(me: Me) -> list[tuple[str, str]]:
    """Id and name of the neighbourhoods of my region. One query."""
    rows = Neighbourhood.objects.filter(region=me.region).order_by("name").values_list("pk", "name")
    return [(str(key), name) for key, name in rows]


def residents(household: str) -> list[tuple[str, str]]:
    """Id and name of who belongs to a household that I may see. One query."""
    members = Membership.objects.filter(household=UUID(household), until_on=None)
    return [
        (str(member.resident_id), member.resident.name)
        for member in members.select_related("resident").order_by("from_on", "pk")
    ]


def responsible(me: Me) -> UUID | None:
    """On whose behalf I always work, when I am an assistant. One query."""
    assert me.position is not None  # whoever writes has one
    return Position.objects.filter(pk=me.position).values_list("acts_for_id", flat=True).first()


def sender(position: UUID) -> Position | None:
    """Who is responsible, with name, function and organisation. One query."""
    return (
        Position.objects.select_related("professional", "function", "organisation", "acts_for")
        .filter(pk=position)
        .first()
    )
