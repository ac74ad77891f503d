"""Who reads the events by a cursor reads each once, whoever ends first."""

from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic, sleep
from uuid import uuid4

import pytest
from django.db import connection, connections

from kring.audit import actions, queries
from kring.audit.queries import Cursor
from kring.core.actor import acting, job, professional

pytestmark = pytest.mark.database
WRITTEN = """
insert into audit_event (seq, id, what, about, by_kind, at, details)
values (%s, gen_random_uuid(), %s, gen_random_uuid(), 'job', %s, '{}')
"""
NUMBER = "select nextval(pg_get_serial_sequence('audit_event', 'seq'))"


PATIENCE = 60  # seconds


@contextmanager
def another():
    """Someone else, who begins to write now and ends when told to."""
    connection = connections["default"].copy()
    connection.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            yield connection, cursor
    finally:
        connection.close()


def number(cursor):
    cursor.execute(NUMBER)
    return cursor.fetchone()[0]


def write(cursor, what, seq=None):
    cursor.execute(WRITTEN, [seq or number(cursor), what, datetime.now(UTC)])


def read(cursor, **how):
    with acting(job("reader")):
        return queries.after(cursor, **how)


def settle():
    """Wait for all that runs on the server now: other tests, in other databases, hold back too."""
    give_up = monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()")
        (mine,) = cursor.fetchone()
        while monotonic() < give_up:
            cursor.execute("select pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8", [mine])
            if cursor.fetchone()[0]:
                return
            sleep(0.05)
    pytest.fail("A transaction on the server does not end.")


@pytest.fixture
def now(committing):
    """Where the reader is before anything of the test happened."""
    settle()
    found = read(Cursor(), many=1_000_000)
    return found[-1].cursor if found else Cursor()


def test_what_is_written_second_and_ends_first_waits_and_nothing_is_passed_over(now):
    with another() as (one, first), another() as (two, second):
        write(first, "test.first")
        write(second, "test.second")
        two.commit()
        assert read(now) == []
        one.commit()

    settle()
    found = read(now)
    assert [each.what for each in found] == ["test.first", "test.second"]
    assert read(found[-1].cursor) == []


def test_a_number_that_was_taken_early_and_used_late_is_not_passed_over(now):
    with another() as (one, first), another() as (two, second):
        number(second)  # the numbers after this one are given out without a transaction
        two.commit()
        taken = number(first)
        write(second, "test.second")
        two.commit()
        settle()
        (seen,) = read(now)
        write(first, "test.first", seq=taken)
        one.commit()

    settle()
    assert [each.what for each in read(seen.cursor)] == ["test.first"]
    assert taken < seen.cursor.seq


def test_what_is_taken_back_was_never_there(now):
    with another() as (one, first):
        write(first, "test.first")
        one.rollback()

    settle()
    assert read(now) == []


def test_events_are_read_in_steps_by_a_job_only(committing, now):
    about = uuid4()
    with acting(professional(committing.samira)) as me:
        for which in range(3):
            actions.record("test.happened", by=me, about=about, which=which)
    settle()
    with acting(professional(committing.samira)):
        assert queries.after(now) == []

    first, second = read(now, many=2)
    (third,) = read(second.cursor, many=2)
    assert [each.details for each in (first, second, third)] == [{"which": n} for n in range(3)]
    assert {each.about for each in (first, second, third)} == {about}
