import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.config import doctor
from tests.test_busy import away

NOBODY_LISTENS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1},
    }
}


@pytest.fixture
def installed(village, settings, tmp_path):
    """An installation on a developer's machine with nothing wrong: a worker works."""
    settings.VAR = settings.STATIC_ROOT = tmp_path
    settings.ALLOWED_HOSTS = ["localhost"]
    (tmp_path / "staticfiles.json").touch()
    worker_seen(timezone.now())
    return settings


def worker_seen(at):
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (%s)", [at])


def told():
    return [f"{part}: {sentence}" for part, sentence in doctor.wrong()]


def test_a_sound_installation_has_nothing_wrong(installed):
    out = StringIO()

    call_command("doctor", stdout=out)

    assert out.getvalue() == "Nothing is wrong.\n"


def test_the_command_fails_with_a_sentence(installed):
    installed.ALLOWED_HOSTS = ["elders.example"]

    with pytest.raises(CommandError, match="settings: KRING_HOSTS lacks the name"):
        call_command("doctor")


def test_what_is_wrong_is_counted_for_prometheus(installed):
    installed.SMS_GATEWAY = "nowhere.Gateway"
    out = StringIO()

    call_command("doctor", "--metrics", stdout=out)

    kind, *lines = out.getvalue().splitlines()[1:]
    assert kind == "# TYPE kring_wrong gauge"
    assert 'kring_wrong{part="text messages"} 1' in lines
    assert 'kring_wrong{part="access log"} 0' in lines
    assert len(lines) == len({*lines}) == 1 + len(doctor.OF_THE_MACHINE | doctor.OF_THE_DATABASE)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MAILERS", NOBODY_LISTENS, "mail: The mail server does not let us in"),
        ("SMS_GATEWAY", "nowhere.Gateway", "text messages: KRING_SMS_GATEWAY cannot be used"),
        ("DEVELOPMENT", False, "backup: There is none"),
        ("DEVELOPMENT", False, "settings: The embedded database trusts everyone"),
    ],
)
def test_each_setting_that_does_not_work_is_told(installed, name, value, sentence):
    setattr(installed, name, value)

    assert [each for each in told() if each.startswith(sentence)]


def test_a_sign_that_was_left_and_styles_that_are_gone_are_told(installed):
    (installed.VAR / "staticfiles.json").unlink()
    (installed.VAR / "maintenance").touch()

    assert [each.partition(":")[0] for each in told()] == ["files", "files"]


def test_a_worker_that_is_silent_is_told(installed):
    ProcrastinateJob.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
    worker_seen(timezone.now() - timedelta(minutes=2))

    assert [each for each in told() if each.startswith("jobs: No worker gives a sign")]


@pytest.mark.parametrize(("hours", "too_old"), [(25, False), (48, True)])
def test_a_backup_of_last_night_will_do(installed, hours, too_old):
    installed.DEVELOPMENT = False
    made = (timezone.now() - timedelta(hours=hours)).timestamp()
    (installed.VAR / "backup-written").touch()
    os.utime(installed.VAR / "backup-written", (made, made))

    assert any(each.startswith("backup: The last one is of") for each in told()) is too_old


def test_an_address_of_the_database_where_nobody_is_ends_the_visit(committing):
    with away():
        found = told()

    assert found[-1].startswith("database: It does not answer")


def test_without_its_tables_it_says_how_to_make_them_first(migrated):
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from django_migrations")
        cursor.execute("drop table directory_region cascade")

    found = told()

    [migrations, *_, regions] = [each for each in found if each.startswith(("migr", "regi"))]
    assert migrations.endswith("run `manage.py migrate --database owner`.")
    assert (
        regions == 'regions: The database does not tell: relation "directory_region" does not exist'
    )


def test_before_migrate_it_says_so(migrated):
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'plans'")
        cursor.execute("alter table plans_note disable row level security")

    found = told()

    assert [each for each in found if each.startswith("migrations: ")]
    assert (
        "policies: plans_note is not guarded: run `manage.py migrate --database owner` anew."
        in found
    )
    assert "regions: There is none: run `manage.py begin`." in found
