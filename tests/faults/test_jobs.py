"""What a worker was doing when it died is done again, and not for ever."""

from uuid import UUID

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.accounts.actions import professionals
from kring.core import tasks

pytestmark = pytest.mark.database


def write(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()[0] if cursor.description else None


def worker(*, silent_for):
    return write(
        "insert into procrastinate_workers (last_heartbeat) values (now() - %s::interval)"
        " returning id",
        silent_for,
    )


def taken_up(task, *, by, attempts=0, **given):
    """A job that this worker took up and did not end."""
    number = app.configure_task(task).defer(**given)
    write(
        "update procrastinate_jobs set status = 'doing', worker_id = %s, attempts = %s"
        " where id = %s",
        by, attempts, number,
    )  # fmt: skip
    return number


def go_on():
    async_to_sync(tasks.go_on.func)(timestamp=0)


def state(number):
    return ProcrastinateJob.objects.get(pk=number).status


def test_a_mail_that_a_dead_worker_took_up_waits_for_a_worker_again(committing):
    dead = worker(silent_for="5 minutes")
    number = taken_up("kring.portal.tasks.mail_link", by=dead, knock="x")
    go_on()

    assert state(number) == "todo"
    assert ProcrastinateJob.objects.get(pk=number).attempts == 1


def test_so_does_one_whose_worker_is_forgotten_already(committing):
    number = taken_up("kring.portal.tasks.text_code", by=None, link="x")
    go_on()

    assert state(number) == "todo"


def test_what_a_living_worker_does_is_left_to_it(committing):
    alive = worker(silent_for="5 seconds")
    number = taken_up("kring.portal.tasks.mail_link", by=alive, knock="x")
    go_on()

    assert state(number) == "doing"


def test_a_job_on_which_workers_keep_dying_fails(committing):
    dead = worker(silent_for="5 minutes")
    task = "kring.portal.tasks.mail_link"
    number = taken_up(task, by=dead, attempts=tasks.MOST, knock="x")
    go_on()

    assert state(number) == "failed"


def test_a_sweep_that_was_cut_off_gives_way_to_the_next(committing):
    sweep = "kring.notices.tasks.mail"
    number = taken_up(sweep, by=worker(silent_for="5 minutes"), timestamp=0)
    following = app.configure_task(sweep).defer(timestamp=60)
    go_on()

    assert (state(number), state(following)) == ("failed", "todo")


def test_jobs_that_ended_long_ago_are_forgotten(committing):
    task = "kring.portal.tasks.mail_link"
    old, new, open_ = (app.configure_task(task).defer(knock="x") for _ in range(3))
    write("update procrastinate_jobs set status = 'doing' where id in (%s, %s)", old, new)
    write("update procrastinate_jobs set status = 'succeeded' where id in (%s, %s)", old, new)
    write("update procrastinate_events set at = at - interval '8 days' where job_id = %s", old)
    async_to_sync(tasks.tidy.func)(timestamp=0)

    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == {new, open_}


def test_a_job_carries_ids_and_never_a_secret_or_an_address(client, village):
    client.post("/toegang/", {"email": village.email("bakker")})
    professionals.forgot_password(village.email("samira"))
    owed = ProcrastinateJob.objects.filter(status="todo")

    assert owed.count() == 2
    assert all(UUID(value) for each in owed for value in each.args.values())
