"""What is hidden for safety is looked at again on its day."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from kring.circle.models import Confidant, Plan
from kring.core.actor import Me, acting, job
from kring.core.moments import local
from kring.directory.models import Position
from kring.notices import actions as notices
from kring.sharing.models import SafetyFlag


@app.periodic(cron="27 6 * * *")
@app.task(name="kring.sharing.tasks.remind_daily", queueing_lock="sharing.remind")
def remind_daily(timestamp: int) -> None:
    """Every morning, as a named job."""
    remind(timezone.now())


def remind(now: datetime) -> None:
    """Ask once for each day of review: must this still be hidden?"""
    with acting(job("reminders"), at=now) as me:
        notices.owe(list(_due(me)), at=now)


def _due(me: Me) -> Iterator[notices.Owed]:
    due = SafetyFlag.objects.filter(lifted_at=None, review_on__lte=local(me.at).date())
    for flag in due:
        path = f"/huishouden/{flag.household_id}/veiligheid/"
        step = f"safety.review {flag.review_on:%Y-%m-%d}"
        for whom in _whom(flag, me):
            yield notices.Owed(about=flag.id, step=step, whom=whom, path=path)


def _whom(flag: SafetyFlag, me: Me) -> list[UUID]:
    """Who raised it, or looks after it since closing; who left: the confidants who still work.

    Nobody when the plan closed without anyone to look after it: everybody there died.
    """
    watches = _watches(flag)
    if watches is None:
        return []
    know = Confidant.objects.filter(resident=flag.resident_id).values_list("holder", flat=True)
    today = local(me.at).date()
    working = Position.objects.filter(Q(until_on=None) | Q(until_on__gte=today))
    there = set(working.filter(pk__in=[watches, *know]).values_list("pk", flat=True))
    return [watches] if watches in there else sorted(there)


def _watches(flag: SafetyFlag) -> UUID | None:
    open_ = Plan.objects.filter(household=flag.household_id, closed_at=None).exists()
    watches: UUID | None = flag.set_by_id if open_ else flag.successor_id
    return watches
