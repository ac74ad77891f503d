"""Deliberate mistakes: what the application must not be able to do, also with a bug."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kring.circle import actions
from kring.circle.models import Involvement, Plan, StandIn, Transfer
from kring.core.actor import acting, professional
from kring.residents.models import Address, Membership, Reachability, Resident

pytestmark = pytest.mark.database


@pytest.fixture
def admitted(village):
    """Joost of debt help is in the circle of the De Vries household, for contact and plan."""
    with acting(professional(village.samira)) as samira:
        actions.involve(
            village.devries, party=actions.Party(position=village.joost), role="schuldhulp",
            purpose="schulden regelen", ground="yes", categories=["contact", "plan"], by=samira,
        )  # fmt: skip
    return village


def refused(match=""):
    return pytest.raises(DatabaseError, match=match)


def test_a_key_to_a_stranger_opens_no_file(village):
    with acting(professional(village.samira)):
        with refused("row-level security"), transaction.atomic():
            Membership.objects.create(
                household_id=village.devries, resident_id=village.henk, from_on=village.today
            )
        with refused("row-level security"), transaction.atomic():
            Membership.objects.filter(resident=village.emre).update(resident_id=village.henk)
        assert not Resident.objects.filter(pk=village.henk).exists()


def test_what_belongs_to_a_stranger_stays_out_of_every_list(village):
    with acting(professional(village.samira)):
        for model in (Address, Reachability, Membership):
            residents = set(model.objects.values_list("resident_id", flat=True))
            assert residents == {village.fatma, village.bram, village.emre}


def test_nobody_makes_themselves_a_stand_in(village):
    with acting(professional(village.joris)):
        for position, made_by in (
            (village.samira, village.joris),
            (village.samira, village.samira),
        ):
            with refused("row-level security"), transaction.atomic():
                StandIn.objects.create(
                    position_id=position, stand_in_id=village.joris, from_on=village.today,
                    until_on=village.today, made_by_id=made_by,
                )  # fmt: skip


def test_a_stand_in_cannot_pass_it_on(village):
    with acting(professional(village.samira)):
        StandIn.objects.create(
            position_id=village.samira, stand_in_id=village.joris, from_on=village.today,
            until_on=village.today, made_by_id=village.samira,
        )  # fmt: skip
    with acting(professional(village.joris)):
        assert Resident.objects.count() == 3
        with refused("row-level security"), transaction.atomic():
            StandIn.objects.create(
                position_id=village.samira, stand_in_id=village.pieter, from_on=village.today,
                until_on=village.today, made_by_id=village.joris,
            )  # fmt: skip


def test_leading_the_team_is_not_being_involved(village):
    with acting(professional(village.ineke)):
        assert Plan.objects.filter(household=village.devries).exists()
        assert not Resident.objects.exists()
        with refused("only the coordinator"), transaction.atomic():
            connection.cursor().execute(
                "select kring.admit(%s, %s, %s, array['health'], null)",
                [uuid4(), village.devries, village.ineke],
            )


def test_a_party_in_the_circle_changes_no_plan_and_no_other_party(admitted):
    with acting(professional(admitted.joost)):
        assert Plan.objects.filter(household=admitted.devries).exists()
        assert Plan.objects.update(weight=1) == 0
        assert Involvement.objects.exclude(position=admitted.joost).update(role="weg") == 0
        with refused("row-level security"), transaction.atomic():
            Involvement.objects.create(
                household_id=admitted.devries, position_id=admitted.bakker, role="r", purpose="p",
                ground="g", categories=[], from_at=admitted.now, last_active_at=admitted.now,
            )  # fmt: skip


def test_who_leaves_sees_no_more(admitted):
    with acting(professional(admitted.joost)) as joost:
        mine = Involvement.objects.get(position=admitted.joost)
        assert Resident.objects.count() == 3
        actions.end_involvement(mine.id, by=joost)
        assert Resident.objects.count() == 0


def test_a_secret_address_is_for_who_wrote_it_until_that_one_tells(admitted):
    with acting(professional(admitted.samira)):
        connection.cursor().execute("select kring.begin_secret(%s)", [admitted.fatma])
        Address.objects.filter(resident=admitted.fatma).update(secret=True)
        assert Address.objects.filter(resident=admitted.fatma).exists()
    with acting(professional(admitted.joost)):
        assert not Address.objects.filter(resident=admitted.fatma).exists()
        assert Address.objects.count() == 2
        with refused("only a confidant"), transaction.atomic():
            connection.cursor().execute(
                "select kring.confide(%s, %s)", [admitted.fatma, admitted.joost]
            )
        with refused("permission denied"), transaction.atomic():
            connection.cursor().execute("select kring._first_confidant(%s)", [admitted.fatma])
    with acting(professional(admitted.samira)):
        connection.cursor().execute(
            "select kring.confide(%s, %s)", [admitted.fatma, admitted.joost]
        )
    with acting(professional(admitted.joost)):
        assert Address.objects.filter(resident=admitted.fatma).exists()


def propose(village, **more):
    return Transfer.objects.create(
        plan_id=village.plan_devries, household_id=village.devries, old_id=village.samira,
        new_id=village.joris, proposed_at=village.now, proposed_by_id=village.samira,
        due_at=village.now + timedelta(days=7), due_source="test", **more,
    )  # fmt: skip


def test_only_the_new_coordinator_accepts_and_nobody_skips_a_step(village):
    with acting(professional(village.samira)):
        transfer = propose(village)
        mine = Transfer.objects.filter(pk=transfer.pk)
        with refused("only the new coordinator"), transaction.atomic():
            mine.update(accepted_at=village.now, accepted_by_id=village.joris)
        with refused("put_in_force"), transaction.atomic():
            mine.update(accepted_at=None, resident_at=None, told_at=None, effective_at=village.now)
        with refused("not ready"), transaction.atomic():
            connection.cursor().execute("select kring.put_in_force(%s)", [transfer.pk])


def test_a_stranger_proposes_nothing(village):
    with acting(professional(village.joris)), refused("row-level security"), transaction.atomic():
        Transfer.objects.create(
            plan_id=village.plan_devries, household_id=village.devries, old_id=village.samira,
            new_id=village.joris, proposed_at=village.now, proposed_by_id=village.joris,
            due_at=village.now, due_source="test",
        )  # fmt: skip
