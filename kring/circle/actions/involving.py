"""A party joins the circle of a household, and leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction

from kring.audit import actions as audit
from kring.audit.models import Event
from kring.circle import rules
from kring.circle.models import Involvement, Plan
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse, whole
from kring.core.writing import together
from kring.notices import actions as notices


@dataclass(frozen=True, kw_only=True)
class Party:
    """Exactly one of position, team, resident, informal person."""

    position: UUID | None = None
    team: UUID | None = None
    resident: UUID | None = None
    person: UUID | None = None

    @property
    def holder(self) -> UUID | None:
        """Who may look because of it; a resident or informal person sees by link only."""
        return self.position or self.team


@whole()
def involve(
    household: UUID,
    *,
    party: Party,
    role: str,
    purpose: str,
    ground: str,
    categories: Sequence[str],
    ends_on: date | None = None,
    shares: bool = True,
    source: UUID | None = None,
    by: Me,
) -> UUID:
    """Add a party to the circle, with what for, on which ground and with which data.

    By the coordinator (or stand-in, or team lead), or by a position for itself in the transaction
    in which it accepts a handover: then it gets no more than it sees already. Sharing with
    someone of another organisation goes through sharing.actions.involve or a handover, which
    record the keys. The involvement's id. Raises Refused.
    """
    joining = involvement(
        household,
        party=party,
        role=role,
        purpose=purpose,
        ground=ground,
        categories=categories,
        ends_on=ends_on,
        shares=shares,
        source=source,
        by=by,
    )
    if party.holder is not None:
        _admit(joining.id, household, party.holder, categories, end_of(ends_on))
    together(joining, began(joining, by=by))
    return joining.id


def involvement(
    household: UUID,
    *,
    party: Party,
    role: str,
    purpose: str,
    ground: str,
    categories: Sequence[str],
    ends_on: date | None = None,
    shares: bool = True,
    source: UUID | None = None,
    by: Me,
) -> Involvement:
    """A party's place in the circle, to be written. Raises Refused."""
    refuse(rules.why_not_involve(purpose=purpose, categories=list(categories)))
    return Involvement(
        household_id=household,
        position_id=party.position,
        team_id=party.team,
        resident_id=party.resident,
        person_id=party.person,
        role=role[:80],
        purpose=purpose[:200],
        ground=ground,
        categories=list(categories),
        ends_on=ends_on,
        shares=shares,
        source=source,
        from_at=by.at,
        last_active_at=by.at,
    )


def began(joining: Involvement, *, by: Me) -> Event:
    """That it began, to be written."""
    return audit.event("involvement.began", by=by, about=joining.id, household=joining.household_id)


@transaction.atomic
def end_involvement(involvement_id: UUID, *, by: Me) -> None:
    """End it now: by the coordinator, or by the party itself. Raises Refused."""
    involvement = Involvement.objects.select_for_update().filter(pk=involvement_id).first()
    if involvement is None or involvement.until_at is not None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    involvement.until_at = max(by.at, involvement.from_at)
    involvement.save(update_fields=["until_at"])
    audit.record(
        "involvement.ended", by=by, about=involvement.id, household=involvement.household_id
    )
    if involvement.position_id == by.position:
        _tell_who_coordinates(involvement, by=by)
    with connection.cursor() as cursor:  # last: after it I may no longer see what I wrote
        cursor.execute(
            "select kring.end_access(%s, %s)", [involvement.id, involvement.household_id]
        )


@transaction.atomic
def involve_until(involvement_id: UUID, until: date, *, by: Me) -> None:
    """Temporarily, and until this day from now on: by the coordinator. Raises Refused."""
    refuse(rules.why_not_last(until, today=moments.local(by.at).date()))
    involvement = Involvement.objects.select_for_update().filter(pk=involvement_id).first()
    if involvement is None or involvement.until_at is not None:
        raise Refused(rules.WhyNot.NOT_YOURS)
    involvement.ends_on = until
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        involvement.save(update_fields=["ends_on"])
    audit.record(
        "involvement.lasts", by=by, about=involvement.id, household=involvement.household_id
    )


@transaction.atomic
def end_temporary(involvement_id: UUID, *, by: Me) -> bool:
    """The last day of an involvement is over: it ends by itself. False when it did not."""
    involvement = Involvement.objects.select_for_update().filter(pk=involvement_id).first()
    over = None if involvement is None else end_of(involvement.ends_on)
    if involvement is None or over is None or over > by.at or involvement.until_at is not None:
        return False
    involvement.until_at = max(over, involvement.from_at)
    involvement.save(update_fields=["until_at"])
    audit.record(
        "involvement.ended", by=by, about=involvement.id, household=involvement.household_id
    )
    _tell_who_coordinates(involvement, by=by)
    return True


def _tell_who_coordinates(stopped: Involvement, *, by: Me) -> None:
    plan = Plan.objects.filter(household_id=stopped.household_id, closed_at__isnull=True).first()
    if plan is None or plan.coordinator_id == by.position:
        return
    path = f"/huishouden/{stopped.household_id}/betrokkenen/"
    owed = notices.Owed(
        about=stopped.id, step="involvement.stopped", whom=plan.coordinator_id, path=path
    )
    notices.owe([owed], at=by.at)


def _admit(
    involvement: UUID,
    household: UUID,
    holder: UUID,
    categories: Sequence[str],
    until: datetime | None,
) -> None:
    with or_refuse(rules.WhyNot.NOT_COORDINATOR), connection.cursor() as cursor:
        cursor.execute(
            "select kring.admit(%s, %s, %s, %s::text[], %s)",
            [involvement, household, holder, list(categories), until],
        )


def end_of(day: date | None) -> datetime | None:
    """The first moment after this day, on a Dutch clock."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=moments.AMSTERDAM)


@transaction.atomic
def still_involved(involvement_id: UUID, *, by: Me) -> None:
    """ "Nog betrokken?" – yes. Raises Refused."""
    mine = Involvement.objects.filter(pk=involvement_id, until_at__isnull=True)
    if not mine.update(last_active_at=by.at):
        raise Refused(rules.WhyNot.NOT_YOURS)
