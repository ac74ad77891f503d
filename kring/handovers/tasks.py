"""What happens by itself, every minute: found by a sweep over due columns."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.core.actor import acting, job
from kring.core.sweeping import each

from . import actions, queries

MANY = 500


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="handovers.deadlines", pass_context=False)
def deadlines(timestamp: int) -> None:
    """Remind and escalate what fell due, each handover in a transaction of its own."""
    sweep()


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="handovers.cleaning", pass_context=False)
def cleaning(timestamp: int) -> None:
    """Throw away drafts that nobody kept, and what a signal said when its time is over.

    And begin the clock of what is under way without one.
    """
    with acting(job("cleaning")) as me:
        actions.clean_drafts(by=me)
        actions.erase_signals(by=me)
        forgotten = queries.without_clock(many=MANY)
    each("clock", forgotten, _begin_clock)


@app.periodic(cron="31 6 * * *")
@app.task(queueing_lock="handovers.telling", pass_context=False)
def telling(timestamp: int) -> None:
    """Ask whoever shared something that the resident did not know: may they know it now?"""
    with acting(job("reminders")) as me:
        actions.remind_to_tell(by=me)


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="handovers.counting", pass_context=False)
def counting(timestamp: int) -> None:
    """Count how handovers fare with each party."""
    with acting(job("counting")) as me:
        actions.count_records(by=me)


def sweep() -> int:
    """Look at everything that fell due; for how many it did something."""
    with acting(job("deadlines")) as me:
        waiting = queries.due(me.at, many=MANY)
        late = queries.late_signals(me.at, many=MANY)
        asked = queries.late_questions(me.at, many=MANY)
    told = each("signal", late, _remind) + each("question", asked, _ask_further)
    return each("deadline", waiting, _look) + told


def _look(handover: UUID) -> bool:
    with acting(job("deadlines")) as me:
        return actions.look_again(handover, by=me)


def _ask_further(question: UUID) -> bool:
    with acting(job("deadlines")) as me:
        return actions.ask_further(question, by=me)


def _begin_clock(handover: UUID) -> bool:
    with acting(job("deadlines")) as me:
        return actions.begin_clock(handover, by=me)


def _remind(signal: UUID) -> bool:
    with acting(job("deadlines")) as me:
        return actions.remind_signal(signal, by=me)
