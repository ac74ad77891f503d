"""What takes longer than one may wait for."""

from uuid import UUID

from django.utils.translation import override
from procrastinate.contrib.django import app

from kring.accounts.models import Professional
from kring.core.actor import acting, job, professional
from kring.core.sweeping import each
from kring.core.tasks import AGAIN
from kring.directory.rules import Said

from . import actions
from .queries import lists


@app.task(name="kring.directory.tasks.work_on", retry=AGAIN)
def work_on(import_id: str, position_id: str) -> None:
    """Do what is under way with a list, as who asked for it and in their language.

    Done a second time it goes on where it stopped.
    """
    more, said = True, Said()
    while more:
        with acting(professional(UUID(position_id))) as me:
            people = Professional.objects.filter(pk=str(me.professional))
            with override(people.values_list("language", flat=True).get()):
                more = actions.go_on(UUID(import_id), said=said, by=me)


@app.periodic(cron="11 3 * * *")
@app.task(
    name="kring.directory.tasks.throw_away", queue="upkeep", queueing_lock="directory.throw_away"
)
def throw_away(timestamp: int) -> None:
    """Every night: the lists that were kept long enough."""
    sweep()


def sweep() -> int:
    """Throw each list away in a transaction of its own; how many."""
    with acting(job("cleaning")) as me:
        old = lists.long_ago(me.at)
    return each("throwing away of list", old, _throw_away)


def _throw_away(import_id: UUID) -> bool:
    with acting(job("cleaning")) as me:
        return actions.throw_away(import_id, by=me)
