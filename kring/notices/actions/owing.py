"""Owing someone a notice, and no longer owing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.writing import together
from kring.notices import rules
from kring.notices.models import Notice


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is owed: about what, for which step, to whom (a position or team), where it leads.

    `urgent` and `at_once` leave by mail right away, the first also out of hours to who is on duty;
    the rest waits for the daily overview.
    """

    about: UUID
    step: str
    whom: UUID
    path: str
    urgent: bool = False
    at_once: bool = False
    due_at: datetime | None = None


def owe(owed: Iterable[Owed], *, at: datetime) -> None:
    """Write down what is owed; what is owed already is owed once. One statement."""
    together(once=[notice(each, at=at) for each in owed])


def notice(owed: Owed, *, at: datetime) -> Notice:
    """A notice, to be written once."""
    return Notice(
        about=owed.about,
        step=owed.step,
        whom=owed.whom,
        path=owed.path,
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


def seen(about: UUID, *, whom: Iterable[UUID], at: datetime) -> None:
    """These holders opened what the notices are about."""
    Notice.objects.filter(about=about, whom__in=list(whom), seen_at__isnull=True).update(seen_at=at)
