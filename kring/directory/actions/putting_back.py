"""Undoing a list: what it touched becomes what it was, unless someone changed it since."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from kring.core.actor import Me
from kring.core.moments import local
from kring.directory import rules
from kring.directory.models import ImportTouch, Neighbourhood, Organisation, Position, Team

from .hours import keep_all_hours
from .locks import locked
from .texts import write_texts


def put_back(touches: Sequence[ImportTouch], *, by: Me) -> list[int]:
    """Put these back; the numbers of the rows whose things stay as they are now."""
    today = local(by.at).date()
    try:
        with transaction.atomic():
            return _put_back(touches, today)
    except DatabaseError:  # one of them holds something: a household, a handover
        if len(touches) == 1:
            return [touches[0].number]
        middle = len(touches) // 2
        return put_back(touches[:middle], by=by) + put_back(touches[middle:], by=by)


def _put_back(touches: Sequence[ImportTouch], today: date) -> list[int]:
    things = _touched(touches)
    used = _areas_of_teams(touches)
    same = [
        each
        for each in touches
        if each.thing in things
        and things[each.thing].version == each.version
        and each.thing not in used
    ]
    _end([each.thing for each in same if each.old is None], today)
    hours = {}
    for each in same:
        old = dict(each.old or {})
        if "hours" in old:
            hours[each.thing] = rules.read_hours(old.pop("hours")) or []
        for name, was in old.items():
            setattr(things[each.thing], name, was)
    changed = [things[each.thing] for each in same if each.old is not None]
    write_texts(each for each in changed if not isinstance(each, Neighbourhood))
    Neighbourhood.objects.bulk_update(
        [each for each in changed if isinstance(each, Neighbourhood)], ["name", "outline"]
    )
    keep_all_hours(hours)
    done = {each.pk for each in same}
    return [each.number for each in touches if each.pk not in done]


def _touched(
    touches: Sequence[ImportTouch],
) -> dict[UUID, Organisation | Position | Neighbourhood]:
    ids = [each.thing for each in touches]
    return {
        **locked(Organisation.objects.all()).in_bulk(ids),
        **locked(Position.objects.all()).in_bulk(ids),
        **locked(Neighbourhood.objects.all()).in_bulk(ids),
    }


def _areas_of_teams(touches: Sequence[ImportTouch]) -> set[UUID]:
    """New neighbourhoods where a team works by now: those stay."""
    made = [each.thing for each in touches if each.model == "area" and each.old is None]
    rows = Team.objects.filter(area__in=made) if made else Team.objects.none()
    return set(rows.values_list("area", flat=True))


def _end(made: Sequence[UUID], today: date) -> None:
    """What the list made is no longer there from today; someone may have worked with it before."""
    Position.objects.filter(pk__in=made).update(until_on=today - timedelta(days=1))
    Organisation.objects.filter(pk__in=made).update(ended_on=today)
    if Neighbourhood.objects.filter(pk__in=made).delete()[0]:
        with connection.cursor() as cursor:  # whoever lives there says so now, not at the end
            cursor.execute("set constraints all immediate; set constraints all deferred")
