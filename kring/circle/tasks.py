"""What falls due in the circle: transfers that nobody answers, or to which nobody objects."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from kring.circle import rules
from kring.circle.actions import transferring
from kring.circle.actions.transferring import steps
from kring.circle.models import Plan, Transfer
from kring.core.actor import Me, acting, job
from kring.core.errors import Refused
from kring.directory.models import Position


@app.periodic(cron="*/5 * * * *")
@app.task(name="kring.circle.tasks.sweep_transfers", queueing_lock="circle.sweep")
def sweep_transfers(timestamp: int) -> None:
    """Every five minutes, as a named job."""
    sweep(timezone.now())


def sweep(now: datetime) -> int:
    """Put in force what nobody objects to, time out the rest to the old coordinator; how many."""
    with acting(job("transfers"), at=now):
        waiting = list(
            Transfer.objects.filter(
                effective_at__isnull=True, ended_at__isnull=True, due_at__lt=now
            ).values_list("id", flat=True)
        )
    return sum(_settle(each, now) for each in waiting)


def _settle(transfer_id: UUID, now: datetime) -> bool:
    """One transfer in a transaction of its own: one that fails holds up no other."""
    with acting(job("transfers"), at=now) as me:
        transfer = steps.lock(transfer_id)
        if steps.steps_of(transfer).over or transfer.due_at >= now:
            return False
        if transfer.told_at is None:
            steps.end(transfer, Transfer.Ended.TIMED_OUT, by=me, goes_to=_falls_to(transfer, me))
            return True
        return _moved(transfer, me)


def _moved(transfer: Transfer, me: Me) -> bool:
    """An objection without an answer keeps it waiting."""
    try:
        transferring.put_in_force(transfer.id, by=me)
    except Refused as refusal:
        if str(refusal) == rules.WhyNot.OBJECTION_OPEN:
            return False
        steps.end(transfer, Transfer.Ended.TIMED_OUT, by=me, goes_to=_falls_to(transfer, me))
    return True


def _falls_to(transfer: Transfer, me: Me) -> UUID:
    """The old coordinator; when that position has ended, the lead of the team."""
    old = Position.objects.select_related("professional").get(pk=transfer.old_id)
    today = me.at.date()
    if old.professional.is_active and (old.until_on is None or old.until_on >= today):
        return old.pk
    team = Plan.objects.values_list("team", flat=True).get(pk=transfer.plan_id)
    leads = Position.objects.filter(team=team, is_lead=True, professional__is_active=True)
    lead = leads.exclude(until_on__lt=today).values_list("pk", flat=True).first()
    return lead or old.pk
