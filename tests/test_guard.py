"""The database refuses, also when the application has a bug."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from kring.circle.models import Access, Plan
from kring.core import guard
from kring.core.actor import Actor, Kind, MayNotAct, acting, job, professional
from kring.residents.models import Household, Membership, Resident
from tests.house.test_guards import AS_OWNER

pytestmark = pytest.mark.database


def names():
    return set(Household.objects.values_list("name", flat=True))


def test_without_an_actor_nothing_about_residents_is_visible(village):
    assert not Household.objects.exists()
    assert not Resident.objects.exists()
    assert not Plan.objects.exists()


def test_a_professional_sees_the_own_household_and_no_other(village):
    with acting(professional(village.samira)):
        assert names() == {"Gezin De Vries-Yılmaz"}
        assert Resident.objects.count() == 3


def test_being_in_the_team_is_not_being_involved(village):
    with acting(professional(village.pieter)):
        assert names() == set()


def test_after_acting_the_previous_actor_is_back(village):
    with acting(professional(village.samira)):
        with acting(professional(village.tessa)):
            assert names() == {"Meneer Janssen"}
        assert names() == {"Gezin De Vries-Yılmaz"}
    assert names() == set()


def test_after_a_refusal_inside_the_previous_actor_is_back(village):
    with acting(professional(village.samira)):
        with pytest.raises(ZeroDivisionError), acting(professional(village.tessa)):
            raise ZeroDivisionError
        assert names() == {"Gezin De Vries-Yılmaz"}


def test_a_position_that_does_not_exist_cannot_act(village):
    with pytest.raises(MayNotAct), acting(professional(uuid4())):
        pass


def test_a_job_sees_no_names(village):
    with acting(job("deadlines")):
        assert names() == set()
        assert Plan.objects.count() == 2


def test_a_link_that_is_not_open_cannot_act(village):
    with pytest.raises(MayNotAct), acting(Actor(Kind.GUEST, uuid4())):
        pass


def test_a_key_to_a_strangers_household_is_refused(village):
    with (
        acting(professional(village.samira)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Membership.objects.create(
            household_id=village.janssen, resident_id=village.fatma, from_on=village.today
        )


def test_the_application_cannot_give_itself_access(village):
    with (
        acting(professional(village.samira)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Access.objects.create(
            household_id=village.janssen, holder=village.samira, categories=[],
            from_at=village.now, because="involvement", source=uuid4(),
        )  # fmt: skip


def test_the_inner_functions_are_not_for_the_application(village):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(
            "select kring._give(%s, %s, '{}', 'involvement', %s)",
            [village.janssen, village.samira, uuid4()],
        )


def test_coordination_does_not_move_without_a_transfer(village):
    with acting(professional(village.samira)):
        with pytest.raises(DatabaseError, match="only by a transfer"), transaction.atomic():
            Plan.objects.filter(household=village.devries).update(coordinator=village.joris)
        assert Plan.objects.get(household=village.devries).coordinator_id == village.samira


def test_locking_a_row_without_the_right_to_change_it_finds_nothing(village):
    with acting(professional(village.pieter)):
        assert not Plan.objects.select_for_update().filter(household=village.devries).exists()


def test_autocommit_reads_see_nothing(committing):
    with acting(professional(committing.samira)):
        assert Household.objects.count() == 1
    assert Household.objects.count() == 0


def test_every_table_about_residents_has_a_guard():
    from django.apps import apps

    about = {"residents.Household", "residents.Resident"}
    guarded = {each.table for each in guard.guards()}
    without = [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("kring.")
        and (model._meta.label in about or any(
            field.related_model and field.related_model._meta.label in about
            for field in model._meta.fields
        ))
        and model._meta.db_table not in guarded
    ]  # fmt: skip
    assert without == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_application_role_owns_nothing_and_bypasses_nothing():
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreatedb,"
            " (select count(*) from pg_class where relowner = r.oid),"
            " (select count(*) from pg_auth_members where member = r.oid)"
            " from pg_roles r where rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, 0, 0)


@pytest.mark.django_db
def test_guarded_tables_have_security_on_and_views_ask_as_the_asker():
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity")
        secured = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "select relname from pg_class where relkind = 'v'"
            " and relnamespace = 'public'::regnamespace"
            " and not coalesce('security_invoker=true' = any(reloptions), false)"
        )
        loose_views = cursor.fetchall()
        cursor.execute(
            "select c.relname from pg_class c where c.relispartition"
            " and has_table_privilege(current_user, c.oid, 'select')"
            " and has_schema_privilege(current_user, c.relnamespace, 'usage')"
        )
        open_partitions = cursor.fetchall()
    assert {each.table for each in guard.guards()} <= secured
    assert loose_views == []
    assert open_partitions == []


@pytest.mark.django_db
def test_what_runs_as_the_owner_is_known_and_looks_in_fixed_places():
    with connection.cursor() as cursor:
        cursor.execute(
            "select n.nspname || '.' || p.proname, coalesce(proconfig, '{}')"
            " from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')"
        )
        found = cursor.fetchall()
        cursor.execute(
            "select has_schema_privilege('kring', 'create'),"
            " has_schema_privilege('public', 'create')"
        )
        may_make = cursor.fetchone()
    path = "search_path=pg_catalog, public, pg_temp"

    assert {name for name, _ in found} == {f"kring.{name}" for name in AS_OWNER}
    assert [name for name, settings in found if path not in settings] == []
    assert may_make == (False, False), "what is found first must be ours"


@pytest.mark.django_db
def test_no_function_of_the_house_is_for_everybody_and_the_inner_ones_are_for_nobody():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where pronamespace = 'kring'::regnamespace"
            " and has_function_privilege('public', oid, 'execute')"
        )
        for_everybody = cursor.fetchall()
        cursor.execute(
            r"select proname from pg_proc where pronamespace = 'kring'::regnamespace"
            r" and proname like '\_%%' and has_function_privilege(oid, 'execute')"
        )
        inner = cursor.fetchall()

    assert for_everybody == []
    assert inner == []
