from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from kring.audit import actions, queries
from kring.audit.models import Seal
from kring.audit.tasks import make_months, seal
from kring.core.actor import acting, job, professional

pytestmark = pytest.mark.database
DAY = timedelta(days=1)


@pytest.fixture
def logged(committing):
    """Three days on which people looked, two of them over and sealed."""
    for day in range(3):
        with acting(professional(committing.samira), at=committing.now + day * DAY) as me:
            actions.looked("household", by=me)
            actions.looked("plan", by=me)
    assert seal(committing.now + 2 * DAY) == 2
    return committing


def tamper(statement):
    """As the owner of the tables can, with the one switch that lets log rows be destroyed."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("set local kring.destruction = 'on'")
        cursor.execute(statement)
        assert cursor.rowcount


def test_a_day_that_is_over_is_sealed_once(logged, capsys):
    assert seal(logged.now + 2 * DAY) == 0
    call_command("verify_log")

    assert capsys.readouterr().out == "2 days are as they were sealed.\n"
    with acting(job("count")):
        assert list(Seal.objects.values_list("rows", flat=True)) == [2, 2]


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_accessevent set object = 'letter' where at::date = '2026-03-02'",
        "delete from audit_accessevent where ctid in (select ctid from audit_accessevent"
        " where at::date = '2026-03-02' limit 1)",
        "insert into audit_accessevent (id, at, action, object, because, emergency, request_id)"
        " values (gen_random_uuid(), '2026-03-02 10:00Z', 'read', 'plan', 'own', false, '')",
        "delete from audit_seal where day = '2026-03-02'",
        "update audit_seal set digest = sha256('x') where day = '2026-03-02'",
    ],
)
def test_whoever_changes_the_log_is_found_out(logged, statement):
    tamper(statement)

    with pytest.raises(CommandError, match="2026-03-0"):
        call_command("verify_log")


def test_a_day_is_not_sealed_while_someone_may_still_write_in_it(logged):
    with acting(job("count")):
        assert queries.first_open() == (logged.now + 2 * DAY).date()
    assert seal(logged.now + 2 * DAY) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "select kring.seal_log_day('2026-03-04')",
        "select kring.make_log_months('2026-03-04')",
        "delete from audit_seal",
    ],
)
def test_people_seal_nothing(logged, statement):
    with (
        pytest.raises(DatabaseError),
        acting(professional(logged.samira)),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_months_ahead_have_room_of_their_own(logged):
    make_months(logged.now + 400 * DAY)
    make_months(logged.now + 400 * DAY)

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relname = 'accessevent_2027_07'")
        assert cursor.fetchone() == (1,)
