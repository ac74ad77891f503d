"""One row that cannot be written holds up nothing of what falls due beside it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import connections

from kring.circle import actions as circle
from kring.circle import tasks as circle_tasks
from kring.circle.models import Transfer
from kring.core.actor import acting, job, professional
from kring.handovers import actions, tasks
from kring.handovers.models import Handover, Signal
from kring.handovers.tests import stories

pytestmark = pytest.mark.database
MISTAKE = """
create function kring.mistake() returns trigger language plpgsql as $$
begin raise exception 'mistake about %', new.id using errcode = 'XX000'; end $$;
create trigger mistake before update on {table} for each row
  when (new.id = '{row}') execute function kring.mistake();
"""


@contextmanager
def broken(row):
    """A row of which every change fails, in a way that nobody thought of."""
    table = row._meta.db_table
    with connections["owner"].cursor() as cursor:
        cursor.execute(MISTAKE.format(table=table, row=row.pk))
        try:
            yield
        finally:
            cursor.execute(f"drop trigger mistake on {table}; drop function kring.mistake()")


def later(village, **how):
    return time_machine.travel(village.now + timedelta(**how), tick=False)


def handed(village):
    with acting(professional(village.bakker)) as me:
        return stories.sent(me, team=village.tuindorp)


def told(village):
    with acting(professional(village.kemal)) as me:
        return actions.give_signal(village.tuindorp, text="De gordijnen.", theme="eenzaam", by=me)


def asked(village, who, household):
    with acting(professional(getattr(village, who))) as me:
        return circle.propose(household, to=village.joris, by=me)


@pytest.fixture
def village(committing):
    with later(committing):
        yield committing


def test_a_handover_that_cannot_be_written_holds_up_no_other(village, caplog):
    first, second = handed(village), handed(village)

    with broken(first), later(village, days=30):
        assert tasks.sweep() == 1

    with acting(job("deadlines")):
        assert Handover.objects.get(pk=second.pk).silence > first.silence
    assert f"deadline of {first.pk} failed: InternalError" in caplog.text
    assert "mistake about" not in caplog.text
    with later(village, days=30):
        assert tasks.sweep() == 1, "it was not tried again"


def test_a_signal_that_cannot_be_written_holds_up_no_other(village, caplog):
    first, second = told(village), told(village)

    with broken(first), later(village, days=30):
        assert tasks.sweep() == 1

    with acting(job("deadlines")):
        assert Signal.objects.get(pk=second.pk).overdue_at
    assert f"signal of {first.pk} failed" in caplog.text


def test_a_transfer_that_cannot_be_written_holds_up_no_other(village, caplog):
    first = asked(village, "samira", village.devries)
    second = asked(village, "tessa", village.janssen)

    with broken(first):
        assert circle_tasks.sweep(village.now + timedelta(days=8)) == 1

    with acting(job("transfers")):
        assert Transfer.objects.get(pk=second.pk).ended_at
    assert f"transfer of {first.pk} failed" in caplog.text
