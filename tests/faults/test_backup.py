"""The database is lost: everything comes back elsewhere, guarded as it was."""

import stat
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

import conftest
from kring.audit import actions as audit
from kring.audit import queries
from kring.config import backup
from kring.core.actor import acting, job, professional
from kring.handovers import actions as handovers
from kring.handovers.tests import stories
from kring.residents.models import Household

pytestmark = [pytest.mark.faults, pytest.mark.database]
TABLES = """
select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1
"""
# In the order of its own text: what a table holds, wherever it lies on the disk.
ROWS = """
select count(*), coalesce(md5(string_agg(line, chr(10) order by line collate "C")), '')
  from (select (to_jsonb(t) - 'xact')::text as line from {table} t) lines
"""
GUARD = """
select 'policy', tablename, policyname, cmd, roles::text, concat(qual, ' / ', with_check)
  from pg_policies
union all
select 'grant', c.oid::regclass::text, c.relrowsecurity::text, p, '', ''
  from pg_class c, unnest(array['select', 'insert', 'update', 'delete']) p
 where c.relnamespace in ('public'::regnamespace, 'log'::regnamespace)
   and c.relkind in ('r', 'p', 'v') and has_table_privilege('kring_app', c.oid, p)
union all
select 'function', f.oid::regprocedure::text, f.prosecdef::text, concat(f.proconfig, f.prosrc),
       has_function_privilege('kring_app', f.oid, 'execute')::text,
       has_function_privilege('public', f.oid, 'execute')::text
  from pg_proc f where f.pronamespace = 'kring'::regnamespace
union all
select 'trigger', t.tgrelid::regclass::text, pg_get_triggerdef(t.oid), '', '', ''
  from pg_trigger t where not t.tgisinternal
order by 1, 2, 3, 4
"""


def asked(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def contents():
    return {table: asked(ROWS.format(table=table))[0] for (table,) in asked(TABLES)}


@contextmanager
def elsewhere():
    """Another database, empty; afterwards we are back where we were."""
    before, name = connections["owner"].settings_dict["NAME"], "kring_restored"
    conftest._clone(name, "template0")
    conftest._use(name)
    try:
        yield
    finally:
        conftest._use(before)
        conftest._drop(name)


@pytest.fixture
def lived_in(committing):
    """The village, up to date, after somebody was handed over and somebody looked."""
    call_command("migrate", database="owner", verbosity=0)
    with acting(professional(committing.bakker)) as me:
        pk = stories.sent(me, team=committing.tuindorp).pk
    with acting(professional(committing.joris)) as me:
        handovers.receive(pk, by=me)
        audit.looked("household", by=me)
    return committing


@pytest.fixture
def file(lived_in, tmp_path):
    call_command("backup", tmp_path / "kring.backup")
    return tmp_path / "kring.backup"


def test_everything_comes_back_elsewhere_and_guarded(lived_in, file):
    was, guarded = contents(), asked(GUARD)
    with elsewhere():
        call_command("restore", file)

        assert contents() == was
        assert asked(GUARD) == guarded
        assert was["handovers_handover"][0] == was["audit_accessevent"][0] == 1
        assert not Household.objects.exists()
        with acting(professional(lived_in.samira)):
            assert Household.objects.get().name == "Gezin De Vries-Yılmaz"
        call_command("verify_log")


def test_life_goes_on_after_it(lived_in, file):
    with elsewhere():
        call_command("restore", file)
        with acting(job("reader")):
            before = queries.after(queries.Cursor())
        with acting(professional(lived_in.bakker)) as me:
            stories.sent(me, team=lived_in.tuindorp)
        with acting(job("reader")):
            after = queries.after(before[-1].cursor)

        assert {each.cursor.xact for each in before} == {0}
        assert "handover.sent" in {each.what for each in after}


def test_a_backup_is_for_whoever_made_it_only_and_overwrites_nothing(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", file)


def test_a_database_in_which_somebody_lives_is_left_alone(lived_in, file):
    was = contents()

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", file)
    assert contents() == was


def test_half_a_backup_restores_nothing(lived_in, file):
    file.write_bytes(file.read_bytes()[:-20_000])
    with elsewhere():
        with pytest.raises(CommandError, match="pg_restore did not succeed"):
            call_command("restore", file)
        assert contents() == {}


def test_a_backup_of_a_newer_kring_stays_shut(lived_in, tmp_path):
    MigrationRecorder(connections["owner"]).record_applied("circle", "9999_from_the_future")
    call_command("backup", tmp_path / "newer")
    with elsewhere():
        with pytest.raises(CommandError, match=r"newer Kring: circle\.9999"):
            call_command("restore", tmp_path / "newer")
        assert not any(row[0] == "grant" for row in asked(GUARD))


def test_a_machine_without_the_programs_is_told_so(lived_in, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "POSTGRES_BIN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match="pg_dump is not here"):
        backup.write(tmp_path / "kring.backup")
    assert list(tmp_path.iterdir()) == []
