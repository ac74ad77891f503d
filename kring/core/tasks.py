"""Jobs that go wrong: how often they are tried again, and what a killed worker left behind."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from kring.core import keeping
from kring.core.actor import acting, job

MOST = 8
AGAIN = RetryStrategy(max_attempts=MOST, exponential_wait=4)
KEEP_HOURS = 7 * 24


@app.periodic(cron="* * * * *")
@app.task(name="kring.core.tasks.go_on", queue="upkeep", queueing_lock="core.go_on")
async def go_on(timestamp: int) -> None:
    """Every minute: what a worker was doing when it died waits for a worker again.

    So each job is done at least once. A worker is dead when it gave no sign for half a minute.
    """
    for cut_off in await app.job_manager.get_stalled_jobs():
        await _again(cut_off)


async def _again(cut_off: Job) -> None:
    """A job on which workers keep dying, or for which another waits already, has failed."""
    if cut_off.attempts < MOST:
        try:
            return await app.job_manager.retry_job(cut_off)
        except UniqueViolation:
            pass
    return await app.job_manager.finish_job(cut_off, Status.FAILED, delete_job=False)


@app.periodic(cron="37 3 * * *")
@app.task(name="kring.core.tasks.tidy", queue="upkeep", queueing_lock="core.tidy")
async def tidy(timestamp: int) -> None:
    """Every night: forget jobs that ended a week ago."""
    await app.job_manager.delete_old_jobs(
        KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="41 3 * * *")
@app.task(name="kring.core.tasks.throw_away", queue="upkeep", queueing_lock="core.throw_away")
def throw_away(timestamp: int) -> None:
    """Every night: forget what was typed a week ago and never sent."""
    with acting(job("keeping")) as me:
        keeping.throw_old_away(by=me)
