"""What falls due in the circle: transfers that nobody answers, or to which nobody objects."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from kring.circle import actions, queries, rules
from kring.circle.actions import transferring
from kring.circle.actions.transferring import steps
from kring.circle.models import FollowUp, Involvement, Milestone, Plan, StatutoryRole, Transfer
from kring.core.actor import Me, acting, job
from kring.core.errors import Refused
from kring.core.moments import local
from kring.core.sweeping import each
from kring.directory.models import Position
from kring.notices import actions as notices

ASK_BEFORE = timedelta(weeks=6)
QUIET_FOR = timedelta(days=90)
WEEK = timedelta(weeks=1)


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
    return each("transfer", waiting, lambda transfer: _settle(transfer, now))


@app.periodic(cron="17 6 * * *")
@app.task(name="kring.circle.tasks.remind_daily", queueing_lock="circle.remind")
def remind_daily(timestamp: int) -> None:
    """Every morning, as a named job."""
    now = timezone.now()
    come_of_age(now)
    remind(now)
    end_temporary(now)


def remind(now: datetime) -> None:
    """Ask once: what was agreed at closing, who coordinates after a role, who is still involved.

    "Hoe gaat het?" on its day, "Wie coördineert straks?" of roles that end, "nog betrokken?" of
    who is quiet, "Stel een andere coördinator voor" of who is away long, "is die langer nodig?" of
    who is involved for another week.
    """
    with acting(job("reminders"), at=now) as me:
        asked = (_ending, _quiet, _promised, _long_away, _temporary, _asked_again)
        notices.owe([owed for ask in asked for owed in ask(me)], at=now)


def come_of_age(now: datetime) -> None:
    """Who becomes 12, 16 or 18 is asked again who may look; the database finds them."""
    with acting(job("reminders"), at=now), connection.cursor() as cursor:
        cursor.execute("select kring.come_of_age()")


def end_temporary(now: datetime) -> int:
    """Who was involved until a day, is so no longer after it; how many."""
    with acting(job("reminders"), at=now) as me:
        temporary = Involvement.objects.filter(until_at=None, ends_on__lt=local(me.at).date())
        over = list(temporary.values_list("id", flat=True))
    return each("involvement", over, lambda involvement: _end(involvement, now))


def _end(involvement: UUID, now: datetime) -> bool:
    with acting(job("reminders"), at=now) as me:
        return actions.end_temporary(involvement, by=me)


def _ending(me: Me) -> Iterator[notices.Owed]:
    today = local(me.at).date()
    roles = StatutoryRole.objects.filter(
        until_on__range=(today, today + ASK_BEFORE), successor__isnull=True
    )
    households = dict(roles.values_list("id", "household"))
    plans = Plan.objects.filter(household__in=households.values(), closed_at__isnull=True)
    coordinators = dict(plans.values_list("household", "coordinator"))
    for role, household in households.items():
        if household in coordinators:
            path = f"/huishouden/{household}/betrokkenen/wettelijke-rol/{role}/opvolger/"
            whom = coordinators[household]
            yield notices.Owed(about=role, step="role.ending", whom=whom, path=path)


def _quiet(me: Me) -> Iterator[notices.Owed]:
    quiet = Involvement.objects.filter(
        until_at__isnull=True, position__isnull=False, last_active_at__lt=me.at - QUIET_FOR
    )
    for involvement, position, household, since in quiet.values_list(
        "id", "position", "household", "last_active_at"
    ):
        step = f"involvement.still {since:%Y-%m-%d}"  # once for each time it fell quiet
        path = f"/huishouden/{household}/betrokkenen/"
        yield notices.Owed(about=involvement, step=step, whom=position, path=path)


def _temporary(me: Me) -> Iterator[notices.Owed]:
    """Of who is involved until a day that is near: the coordinator, and that party itself."""
    today = local(me.at).date()
    temporary = Involvement.objects.filter(until_at=None, ends_on__range=(today, today + WEEK))
    rows = list(temporary.values_list("id", "position", "household", "ends_on"))
    plans = Plan.objects.filter(household__in=[row[2] for row in rows], closed_at=None)
    coordinators = dict(plans.values_list("household", "coordinator"))
    for involvement, position, household, last_on in rows:
        step = f"involvement.ends {last_on:%Y-%m-%d}"
        path = f"/huishouden/{household}/betrokkenen/"
        for whom in {position, coordinators.get(household)}:
            if whom is not None:
                yield notices.Owed(about=involvement, step=step, whom=whom, path=path)


def _asked_again(me: Me) -> Iterator[notices.Owed]:
    """Of whom another decides from now on: whoever coordinated when that began."""
    recent = local(me.at).date() - ASK_BEFORE
    found = Milestone.objects.filter(done_at=None, on__gte=recent)
    households = dict(found.values_list("id", "household"))
    plans = Plan.objects.filter(household__in=households.values(), closed_at=None)
    coordinators = dict(plans.values_list("household", "coordinator"))
    for milestone, household in households.items():
        if household in coordinators:
            path = f"/huishouden/{household}/opnieuw-vragen/{milestone}/"
            whom = coordinators[household]
            yield notices.Owed(about=milestone, step="milestone.due", whom=whom, path=path)


def _promised(me: Me) -> Iterator[notices.Owed]:
    """On the day that was agreed when the plan closed."""
    due = FollowUp.objects.filter(done_at__isnull=True, due_on__lte=local(me.at).date())
    for promise, kind, position, household in due.values_list(
        "id", "kind", "position", "household"
    ):
        path = f"/huishouden/{household}/nazorg/{promise}/"
        yield notices.Owed(about=promise, step=f"{kind}.due", whom=position, path=path)


def _long_away(me: Me) -> Iterator[notices.Owed]:
    """Once for each time someone is away: who leads divides, else someone hears who else can."""
    for away in queries.long_away(me):
        step = f"{'standin.long' if away.led else 'standin.unled'} {away.since_on:%Y-%m-%d}"
        path = f"/mijn-werk/team/{away.position}/verdelen/" if away.led else ""
        for whom in away.told:
            yield notices.Owed(about=away.position, step=step, whom=whom, path=path)


def _settle(transfer_id: UUID, now: datetime) -> bool:
    """One transfer, in a transaction of its own; False when there was nothing to do."""
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
        if rules.WhyNot.OBJECTION_OPEN in refusal.args:
            return False
        steps.end(transfer, Transfer.Ended.TIMED_OUT, by=me, goes_to=_falls_to(transfer, me))
    return True


def _falls_to(transfer: Transfer, me: Me) -> UUID:
    """The old coordinator; when that position has ended, the lead of the team."""
    old = Position.objects.select_related("professional").get(pk=transfer.old_id)
    today = local(me.at).date()
    if old.professional.is_active and (old.until_on is None or old.until_on >= today):
        return old.pk
    team = Plan.objects.values_list("team", flat=True).get(pk=transfer.plan_id)
    leads = Position.objects.filter(team=team, is_lead=True, professional__is_active=True)
    lead = leads.exclude(until_on__lt=today).values_list("pk", flat=True).first()
    return lead or old.pk
