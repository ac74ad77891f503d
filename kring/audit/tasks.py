"""Upkeep of the access log: room for the months ahead, and a seal on each day that is over."""

from datetime import UTC, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from kring.core.actor import acting, job

from . import queries

MANY_DAYS = 400


@app.periodic(cron="41 2 * * *")
@app.task(name="kring.audit.tasks.upkeep", queue="upkeep", queueing_lock="audit.upkeep")
def upkeep(timestamp: int) -> None:
    """Each night, as a named job."""
    make_months(timezone.now())
    seal(timezone.now())


def make_months(now: datetime) -> None:
    """See to it that this month and the three ahead have their own part of the log."""
    with acting(job("log"), at=now), connection.cursor() as cursor:
        cursor.execute("select kring.make_log_months(%s)", [now.astimezone(UTC).date()])


def seal(now: datetime) -> int:
    """Seal each day that is over and in which nobody can still write; how many."""
    for done in range(MANY_DAYS):
        with acting(job("log"), at=now), connection.cursor() as cursor:
            day = queries.first_open()
            if day is None or day >= now.astimezone(UTC).date():
                return done
            oldest = queries.oldest_transaction()
            if oldest and oldest < datetime.combine(day + timedelta(days=1), time.min, UTC):
                return done
            cursor.execute("select kring.seal_log_day(%s)", [day])
    return MANY_DAYS
