"""What a step asks of the database, counted: it cannot grow without someone choosing so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kring.core.actor import acting, professional
from kring.handovers import actions
from kring.handovers.models.choices import Kind

from .stories import sent, typed

SAVEPOINTS = 2  # begin and end of the one that takes a refused step back


class Counted(CaptureQueriesContext):
    """Statements, and apart from them what only begins and ends a savepoint."""

    def __init__(self):
        super().__init__(connection)

    @property
    def counts(self):
        all_ = [each["sql"] for each in self.captured_queries]
        savepoints = [sql for sql in all_ if "SAVEPOINT" in sql]
        return len(all_) - len(savepoints), len(savepoints)


@pytest.fixture
def handed(village):
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, team=village.tuindorp)


def test_sending_about_someone_new(village):
    with acting(professional(village.bakker)) as bakker:
        draft = actions.start(Kind.REFER, by=bakker, data=typed(team=village.tuindorp))
        with Counted() as counted:
            actions.send(draft.pk, by=bakker)

    assert counted.counts == (9, SAVEPOINTS)


def test_sending_about_someone_known(village):
    who = {"household": str(village.devries), "resident": str(village.fatma)}
    data = typed(team=village.schuldhulp_team, who=who, knows={"ground": "public_task"})
    with acting(professional(village.samira)) as samira:
        draft = actions.start(Kind.REFER, by=samira, data=data)
        with Counted() as counted:
            actions.send(draft.pk, by=samira)

    assert counted.counts == (8, SAVEPOINTS)


def test_accepting_that_opens_the_household(village, handed):
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        with Counted() as counted:
            actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)

    assert counted.counts == (7, SAVEPOINTS)


def test_accepting_that_joins_the_circle(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.anja)
    with acting(professional(village.anja)) as anja:
        actions.receive(handed.pk, by=anja)
        with Counted() as counted:
            actions.accept(handed.pk, first_step="Bellen", on=village.today, by=anja)

    assert counted.counts == (6, SAVEPOINTS)


def test_making_contact(village, handed):
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        with Counted() as counted:
            actions.make_contact(handed.pk, how="visit", by=joris)

    assert counted.counts == (3, SAVEPOINTS)
