"""Deliberate mistakes: nobody gets or gives more than they may see, also with raw SQL."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kring.circle import actions as circle
from kring.circle.models import Access, Plan
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers import actions
from kring.handovers.models import Chain, Handover
from kring.residents import actions as residents
from kring.residents.models import Membership, Reachability
from kring.sharing.models import Disclosure

from .stories import sent

ALL = ["contact", "situation", "plan", "finance", "health", "safety"]


def run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def refused(match):
    return pytest.raises(DatabaseError, match=match)


def about(village, **more):
    who = {"household": str(village.devries), "resident": str(village.fatma)}
    return {"who": who, "what": {"categories": ALL}, **more}


@pytest.fixture
def joost_in_circle(village):
    with acting(professional(village.samira)) as samira:
        circle.involve(
            village.devries, party=circle.Party(position=village.joost), role="schuldhulp",
            purpose="schulden regelen", ground="yes", categories=["contact", "finance"], by=samira,
        )  # fmt: skip
    return village


@pytest.fixture
def emergency(village):
    """Tessa looked because it could not wait: everything, for three hours."""
    with acting(professional(village.tessa)) as tessa:
        circle.break_glass(village.devries, reason="Dreiging in huis, nu", by=tessa)
        assert Membership.objects.filter(household=village.devries).count() == 3
    return village


@pytest.fixture
def name_only(village):
    """Joris, on intake, sees whom a handover to the team is about."""
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, team=village.tuindorp)


def test_a_handover_opens_no_more_than_its_sender_sees(joost_in_circle):
    village = joost_in_circle
    with acting(professional(village.joost)) as joost:
        handed = sent(joost, position=village.anja, **about(village))
        told = Disclosure.objects.get(about=handed.pk)
        assert set(told.categories) == {"contact", "finance"}
    with acting(professional(village.anja)) as anja:
        actions.receive(handed.pk, by=anja)
        mine = Access.objects.filter(household=village.devries, holder=village.anja)
        assert {c for each in mine for c in each.categories} == {"contact", "finance"}


def test_someone_new_is_the_senders_to_share(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.anja, what={"categories": ALL})
        assert set(Handover.objects.get(pk=handed.pk).categories) == {*ALL}


def test_nobody_widens_a_handover_afterwards(joost_in_circle):
    village = joost_in_circle
    with acting(professional(village.joost)) as joost:
        handed = sent(joost, position=village.anja, **about(village))
        with refused("keeps its parties"), transaction.atomic():
            Handover.objects.filter(pk=handed.pk).update(categories=ALL)


def hand_over_raw(village, by, to, household, resident):
    chain = Chain.objects.create(household_id=household, opened_at=village.now)
    Handover.objects.create(
        kind="refer", chain=chain, household_id=household, resident_id=resident, sender_id=by,
        receiver_id=to, theme_id=village.geld, categories=ALL, sent_at=village.now,
    )  # fmt: skip


def test_an_emergency_hands_nothing_over(emergency):
    village = emergency
    with acting(professional(village.tessa)) as tessa:
        with pytest.raises(Refused, match="alleen de naam"):
            sent(tessa, position=village.anja, **about(village))
        with refused("name only"), transaction.atomic():
            hand_over_raw(village, village.tessa, village.joris, village.devries, village.fatma)


def test_an_emergency_lasts_no_longer_than_it_does(emergency):
    village = emergency
    with acting(professional(village.tessa)) as tessa:
        own = residents.register(residents.Person(family_name="Eigen"), by=tessa, source=uuid4())
        with refused("only the coordinator"):
            run(
                "select kring.admit(%s, %s, %s, %s, null)",
                uuid4(), village.devries, village.tessa, ALL,
            )  # fmt: skip
        with refused("row-level security"), transaction.atomic():
            Membership.objects.create(
                household_id=own.household, resident_id=village.fatma, from_on=village.today
            )
        assert not Access.objects.filter(
            household=village.devries, holder=village.tessa, until_at=None
        ).exists()


def test_an_emergency_opens_no_plan(village):
    with acting(professional(village.bakker)) as bakker:
        new = residents.register(residents.Person(family_name="Nieuw"), by=bakker, source=uuid4())
    with acting(professional(village.tessa)) as tessa:
        circle.break_glass(new.household, reason="Dreiging in huis, nu", by=tessa)
        opens_nothing(village, new.household, village.tessa)


def test_who_sees_the_name_only_opens_and_keeps_nothing(village, name_only):
    household = name_only.household_id
    with acting(professional(village.joris)) as joris:
        assert Membership.objects.filter(household=household).exists()
        assert not Reachability.objects.filter(resident=name_only.resident_id).exists()
        opens_nothing(village, household, village.joris)
        with refused("only the coordinator"):
            run("select kring.admit(%s, %s, %s, %s, null)", uuid4(), household, village.joris, ALL)
        with refused("name only"), transaction.atomic():
            hand_over_raw(village, village.joris, village.tessa, household, name_only.resident_id)
        own = residents.register(residents.Person(family_name="Eigen"), by=joris, source=uuid4())
        with refused("row-level security"), transaction.atomic():
            Membership.objects.create(
                household_id=own.household,
                resident_id=name_only.resident_id,
                from_on=village.today,
            )


def opens_nothing(village, household, who):
    with refused("only who accepts"):
        run("select kring.open_plan(%s, %s, %s)", household, uuid4(), who)
    team = village.vogelwijk if who == village.tessa else village.tuindorp
    with refused("row-level security"), transaction.atomic():
        Plan.objects.create(
            household_id=household, coordinator_id=who, team_id=team, opened_at=village.now,
            opened_by_id=who, last_active_at=village.now,
        )  # fmt: skip


def test_what_one_gave_before_one_may_give_again(village, name_only):
    with acting(professional(village.joris)) as joris:
        actions.receive(name_only.pk, by=joris)
        actions.accept(name_only.pk, first_step="Bellen", on=village.today, by=joris)
    who = {"household": str(name_only.household_id), "resident": str(name_only.resident_id)}
    with acting(professional(village.bakker)) as bakker:
        assert not Reachability.objects.filter(resident=name_only.resident_id).exists()
        again = sent(bakker, position=village.anja, who=who, what={"categories": ALL})
        found = Handover.objects.get(pk=again.pk)
        assert set(found.categories) == {"contact", "situation"}


def test_raw_sql_opens_no_more_either(joost_in_circle):
    village = joost_in_circle
    with acting(professional(village.joost)):
        hand_over_raw(village, village.joost, village.anja, village.devries, village.fatma)
        (made,) = Handover.objects.filter(sender=village.joost)
        assert set(made.categories) == {"contact", "finance"}
