"""A household is open from the moment a position accepts coordination."""

from uuid import uuid4

import pytest

from kring.circle import actions
from kring.circle.models import CoordinationPeriod, Involvement, Plan
from kring.circle.rules import WhyNot
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.residents import actions as residents
from kring.residents.models import Household, Reachability, Resident

PERSON = residents.Person(given_name="Amal", name_prefix="El", family_name="Amrani")


def register(by):
    return residents.register(PERSON, by=by, source=uuid4(), reach=residents.Reach(phone="+31612"))


def test_someone_new_is_known_to_whoever_writes_and_to_nobody_else(village):
    with acting(professional(village.joris)) as joris:
        amal = register(joris)

        assert Resident.objects.get(pk=amal.resident).name == "Amal El Amrani"
        assert Reachability.objects.get(resident=amal.resident).phone == "+31612"
        assert Household.objects.get(pk=amal.household).name == "Amal El Amrani"
        assert not Plan.objects.filter(household=amal.household).exists()
    with acting(professional(village.samira)):
        assert not Resident.objects.filter(pk=amal.resident).exists()
        assert not Household.objects.filter(pk=amal.household).exists()


def test_a_name_is_needed_and_a_birthday_is_not_in_the_future(village):
    with acting(professional(village.joris)) as joris:
        with pytest.raises(Refused, match="achternaam"):
            residents.register(residents.Person(family_name=" "), by=joris, source=uuid4())
        with pytest.raises(Refused, match="toekomst"):
            residents.register(
                residents.Person(family_name="Bos", born_on=village.today.replace(year=2027)),
                by=joris,
                source=uuid4(),
            )


def test_accepting_opens_the_household_with_one_plan_and_one_coordinator(village):
    with acting(professional(village.joris)) as joris:
        amal = register(joris)

        plan = actions.open_plan(amal.household, by=joris)

        assert plan.coordinator_id == village.joris
        assert plan.team_id == village.tuindorp
        first = CoordinationPeriod.objects.get(plan=plan)
        assert (first.coordinator_id, first.from_at) == (village.joris, plan.opened_at)
        involvement = Involvement.objects.get(household=amal.household)
        assert involvement.position_id == village.joris


def test_a_household_is_opened_once(village):
    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused, match=WhyNot.HAS_COORDINATOR):
            actions.open_plan(village.devries, by=samira)
        assert Plan.objects.filter(household=village.devries).count() == 1


def test_the_second_ring_opens_nothing(village):
    with acting(professional(village.joost)) as joost:
        amal = register(joost)
        with pytest.raises(Refused, match=WhyNot.NOT_CORE):
            actions.open_plan(amal.household, by=joost)


def test_a_strangers_household_cannot_be_opened(village):
    with acting(professional(village.joris)) as joris:
        amal = register(joris)
    with acting(professional(village.tessa)) as tessa:
        with pytest.raises(Refused):
            actions.open_plan(amal.household, by=tessa)
        with pytest.raises(Refused):
            actions.open_plan(uuid4(), by=tessa)
    with acting(professional(village.joris)):
        assert not Plan.objects.filter(household=amal.household).exists()
