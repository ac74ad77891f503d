"""Owing someone a notice, and no longer owing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from kring.core.actor import Me
from kring.core.writing import together
from kring.notices import queries, rules
from kring.notices.models import Notice


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is owed: about what, for which step, to whom (a position or team), where it leads.

    Without `path` it leads to a page of its own: for who may not open what it is about (any more).
    `urgent` and `at_once` leave by mail right away, the first also out of hours to who is on duty;
    the rest waits for the daily overview.
    """

    about: UUID
    step: str
    whom: UUID
    path: str = ""
    urgent: bool = False
    at_once: bool = False
    due_at: datetime | None = None


def owe(owed: Iterable[Owed], *, at: datetime) -> None:
    """Write down what is owed; what is owed already is owed once. One statement."""
    together(once=[notice(each, at=at) for each in owed])


def notice(owed: Owed, *, at: datetime) -> Notice:
    """A notice, to be written once."""
    key = uuid4()
    return Notice(
        id=key,
        about=owed.about,
        step=owed.step,
        whom=owed.whom,
        path=owed.path or f"/bericht/{key}/",
        urgent=owed.urgent,
        at_once=owed.at_once or rules.leaves_at_once(owed.step),
        due_at=owed.due_at,
        made_at=at,
    )


def cancel(about: Iterable[UUID], *, at: datetime) -> None:
    """Stop all notices about these that have not left yet, for instance because someone died."""
    Notice.objects.filter(
        about__in=list(about), mailed_at__isnull=True, cancelled_at__isnull=True
    ).update(cancelled_at=at)


def told_in_person(notice_id: UUID, *, by: Me) -> bool:
    """Who tells it told what no mail brought; False when that is not mine, or was done."""
    waiting = Notice.objects.filter(
        pk=notice_id, failed_at__isnull=False, seen_at__isnull=True, cancelled_at__isnull=True
    )
    whom = waiting.values_list("whom", flat=True).first()
    if whom is None or by.position not in queries.tells(whom, at=by.at):
        return False
    return bool(waiting.update(seen_at=by.at))


def seen(these: Iterable[UUID], *, whom: Iterable[UUID], at: datetime) -> list[str]:
    """These holders read these notices, as far as they are theirs; where those lead."""
    mine = Notice.objects.filter(pk__in=list(these), whom__in=list(whom), cancelled_at__isnull=True)
    mine.filter(seen_at__isnull=True).update(seen_at=at)
    return list(mine.values_list("path", flat=True))
