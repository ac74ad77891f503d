"""What leaves by itself: each minute the mail of what cannot wait."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.core.actor import acting, job
from kring.core.moments import local
from kring.core.sweeping import tried
from kring.notices import queries
from kring.notices.actions import mailing


@app.periodic(cron="* * * * *")
@app.task(name="kring.notices.tasks.mail", queue="mail", queueing_lock="notices.mail")
def mail(timestamp: int) -> None:
    """Every minute, as a named job."""
    sweep()


def sweep() -> int:
    """Mail what is told at once; how many left. Stops when the mail server is away."""
    left = 0
    with acting(job("mail")) as me:
        waiting = queries.to_mail(me.at, on=local(me.at).date())
    for notice in waiting:
        outcome = tried("mail", notice, _leave, otherwise=mailing.Outcome.REFUSED)
        left += outcome == mailing.Outcome.LEFT
        if outcome == mailing.Outcome.AWAY:
            break
    return left


def _leave(notice: UUID) -> mailing.Outcome:
    with acting(job("mail")) as me:
        return mailing.leave(notice, by=me)
