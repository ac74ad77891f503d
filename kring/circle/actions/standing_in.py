"""Someone acts for who is away: what is waarnemed does not move, and both are shown."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.circle import queries, rules
from kring.circle.models import StandIn
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.directory.models import Position
from kring.notices import actions as notices


@transaction.atomic
def stand_in(position: UUID, *, by_whom: UUID, from_on: date, until_on: date, by: Me) -> StandIn:
    """Let a colleague of the same organisation act for a position for some days.

    By that position itself, its team lead or, without a team, whom its organisation escalates to.
    Raises Refused: see rules.why_not_stand_in.
    """
    away, acts = Position.objects.get(pk=position), Position.objects.get(pk=by_whom)
    refuse(
        rules.why_not_stand_in(
            same=position == by_whom,
            may=by.position == position or queries.arranges_for(position),
            one_organisation=away.organisation_id == acts.organisation_id,
            from_on=from_on,
            until_on=until_on,
        )
    )
    assert by.position is not None  # the rule asked
    with or_refuse(rules.WhyNot.NOT_LEAD):
        made = StandIn.objects.create(
            position=away,
            stand_in=acts,
            from_on=from_on,
            until_on=until_on,
            made_by_id=by.position,
        )
    audit.record("standin.began", by=by, about=made.id, position=position, stand_in=by_whom)
    _tell(made, "standin.began", by=by)
    return made


@transaction.atomic
def end_stand_in(stand_in_id: UUID, *, by: Me) -> None:
    """End it now: by either of the two, or who may arrange it. Raises Refused."""
    made = StandIn.objects.select_for_update().filter(pk=stand_in_id).first()
    if made is None:  # the database locks only what I may change
        raise Refused(rules.WhyNot.NOT_LEAD)
    refuse(rules.WhyNot.NOT_STANDING_IN if made.ended_at else None)
    made.ended_at = by.at
    made.save(update_fields=["ended_at"])
    audit.record("standin.ended", by=by, about=made.id)
    _tell(made, "standin.ended", by=by)


def _tell(made: StandIn, step: str, *, by: Me) -> None:
    notices.owe(
        [
            notices.Owed(about=made.id, step=step, whom=whom, path="/mijn-werk/")
            for whom in (made.position_id, made.stand_in_id)
            if whom != by.position
        ],
        at=by.at,
    )
