"""What a professional asks or tells the resident on paper, and whether they may."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kring.core.actor import Me
from kring.handovers.models import Handover
from kring.portal.queries.help_me import Asked, standing


@dataclass(frozen=True)
class ToAsk:
    """The question for one resident: whom they should have spoken."""

    person: str
    organisation: str
    team_phone: str
    sends: bool
    contact: bool
    answered: bool


def to_ask(me: Me, handover: UUID) -> ToAsk | None:
    """What to ask about this handover; None when I may not see it. One query."""
    row = (
        Handover.objects.filter(pk=handover)
        .filter(~Q(household=None))
        .select_related("receiver__professional", "receiver__organisation", "receiver_team")
        .first()
    )
    if row is None:
        return None
    person = row.receiver
    return ToAsk(
        person=person.professional.name if person else "",
        organisation=person.organisation.name if person else "",
        team_phone=row.receiver_team.phone if row.receiver_team else "",
        sends=me.position in (row.sender_id, row.typed_by_id) and me.position != row.receiver_id,
        contact=row.contact_at is not None and row.completed_at is None,
        answered=row.confirmed_at is not None or row.contradicted_at is not None,
    )


@dataclass(frozen=True)
class ToCome:
    """What the resident may expect: who reads and calls, before when."""

    asked: Asked
    sends: bool
    over: bool


def to_come(me: Me, handover: UUID) -> ToCome | None:
    """What comes after this handover was sent; None when I may not see it. Two queries at most."""
    row = (
        Handover.objects.filter(pk=handover)
        .filter(~Q(household=None))
        .select_related(
            "receiver__professional", "receiver__organisation", "receiver_team__organisation"
        )
        .first()
    )
    if row is None:
        return None
    return ToCome(
        asked=standing(row, me.at),
        sends=me.position in (row.sender_id, row.typed_by_id),
        over=not row.is_live or row.contact_at is not None,
    )
