"""What happens by itself, every minute: found by a sweep over due columns."""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from kring.core.actor import acting, job
from kring.core.errors import Refused

from . import actions, queries

MANY = 500
log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="handovers.deadlines", pass_context=False)
def deadlines(timestamp: int) -> None:
    """Remind and escalate what fell due, each handover in a transaction of its own."""
    sweep()


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="handovers.cleaning", pass_context=False)
def cleaning(timestamp: int) -> None:
    """Throw away drafts that nobody kept, and what a signal said when its time is over."""
    with acting(job("cleaning")) as me:
        actions.clean_drafts(by=me)
        actions.erase_signals(by=me)


def sweep() -> int:
    """Look at everything that fell due; how many handovers it did something for.

    One that fails is logged by its id and does not stop the others; it is tried again next time.
    """
    with acting(job("deadlines")) as me:
        waiting = queries.due(me.at, many=MANY)
    return sum(_look(handover) for handover in waiting) + _signals()


def _look(handover: UUID) -> bool:
    try:
        with acting(job("deadlines")) as me:
            return actions.look_again(handover, by=me)
    except Refused:
        log.exception("deadline of %s was refused", handover)
        return False


def _signals() -> int:
    with acting(job("deadlines")) as me:
        return actions.remind_signals(by=me)
