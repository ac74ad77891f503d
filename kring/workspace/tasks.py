"""The daily overview of what waits, at the hour that each person chose; and what somebody left."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone, translation
from procrastinate.contrib.django import app

from kring.accounts.models import Professional
from kring.core.actor import MayNotAct, acting, job, professional
from kring.core.moments import local
from kring.notices import queries as notices
from kring.notices import rules
from kring.notices.actions import overview
from kring.notices.queries import Subscriber
from kring.workspace import actions
from kring.workspace.queries import overview as counting
from kring.workspace.queries.overview import Waits

HOURS = (Professional.Digest.MORNING, Professional.Digest.NOON)
AWAY = 3  # so many mails that did not leave means that the mail server is away
LONGEST_AGO = timedelta(days=4)  # a weekend with a holiday


@app.periodic(cron="*/10 * * * *")
@app.task(name="kring.workspace.tasks.never_to_nobody", queueing_lock="workspace.left")
def never_to_nobody(timestamp: int) -> None:
    """Every ten minutes: who left, or was put out of service, leaves nothing to nobody."""
    see_to_what_is_left(timezone.now())


def see_to_what_is_left(now: datetime) -> int:
    """Let somebody stand in where nobody can act any more; how many."""
    with acting(job("left"), at=now) as me:
        return actions.see_to_what_is_left(by=me)


@app.periodic(cron="*/5 * * * *")
@app.task(name="kring.workspace.tasks.daily", queue="mail", queueing_lock="workspace.daily")
def daily(timestamp: int) -> None:
    """Every five minutes; on the chosen hour there is something to do."""
    now = timezone.now()
    for hour in HOURS:
        if rules.overview_is_due(now, hour):
            send_all(hour, now)


def send_all(hour: str, now: datetime) -> int:
    """Mail everyone who chose this hour; how many left. Stops when the mail server is away."""
    with acting(job("overview"), at=now):
        waiting = notices.subscribers(hour, on=local(now).date())
    sent = away = 0
    for each in waiting:
        try:
            sent += _send(each, now)
        except overview.NotYet:
            away += 1
        if away == AWAY:
            break
    return sent


def _send(to: Subscriber, now: datetime) -> bool:
    lines = _lines(to, now)
    with acting(job("overview"), at=now) as me:
        return overview.send(to, lines, on=local(now).date(), by=me)


def _lines(to: Subscriber, now: datetime) -> list[str]:
    waits, holders = _work(to, now)
    with acting(job("overview"), at=now):
        news = notices.news(holders, professional=to.professional, since=now - LONGEST_AGO)
    handovers = [each for each in waits if each.kind == "handover"]
    with translation.override(to.language):
        return rules.overview(
            handovers=len(handovers),
            today=sum(_is_today(each, now) for each in handovers),
            others=len(waits) - len(handovers),
            news=len(news - {each.id for each in waits}),
        )


def _work(to: Subscriber, now: datetime) -> tuple[set[Waits], list[UUID]]:
    """What this person would see in Mijn werk from each position, and whose work that is."""
    waits: set[Waits] = set()
    holders: set[UUID] = set()
    for position in to.positions:
        with suppress(MayNotAct), acting(professional(position), at=now) as me:
            waits |= counting.waiting(me)
            holders |= set(counting.holders())
    return waits, sorted(holders)


def _is_today(each: Waits, now: datetime) -> bool:
    return each.due_at is not None and local(each.due_at).date() <= local(now).date()
