"""What would endanger when known is for confidants only, without a trace."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kring.circle import actions as circle
from kring.circle import queries
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory.models import Position
from kring.notices.models import Notice
from kring.residents.models import Address, Reachability, Resident
from kring.sharing import actions, tasks
from kring.sharing.models import SafetyFlag

EVERYTHING = ["contact", "situation", "plan", "finance", "health", "safety"]


@pytest.fixture
def joost(village):
    """In the circle with every category, and still no confidant."""
    with acting(professional(village.samira)) as samira:
        return circle.involve(
            village.devries, party=circle.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=EVERYTHING, by=samira,
        )  # fmt: skip


def raised(village, by, **more):
    given = {
        "resident": village.fatma, "hides": "person", "reason": "Haar ex zoekt haar.",
        "review_on": village.today + timedelta(days=30),
    }  # fmt: skip
    return actions.raise_flag(village.devries, actions.Hidden(**(given | more)), by=by)


def test_a_hidden_person_is_gone_for_all_but_confidants(village, joost):
    with acting(professional(village.samira)) as samira:
        raised(village, samira)
        assert Resident.objects.count() == 3
    with acting(professional(village.joost)) as me:
        assert not Resident.objects.filter(pk=village.fatma).exists()
        assert not Reachability.objects.filter(resident=village.fatma).exists()
        assert [m.name for m in queries.household(me, village.devries).members] == [
            "Bram de Vries", "Emre de Vries",
        ]  # fmt: skip
        assert not SafetyFlag.objects.exists()
    with acting(professional(village.samira)) as samira:
        actions.confide(village.fatma, to=village.joost, by=samira)
    with acting(professional(village.joost)):
        assert Resident.objects.filter(pk=village.fatma).exists()


def test_a_hidden_place_is_an_address_that_only_confidants_read(village, joost):
    with acting(professional(village.samira)) as samira:
        raised(village, samira, hides="place")
        assert Address.objects.filter(resident=village.fatma).exists()
    with acting(professional(village.joost)):
        assert not Address.objects.filter(resident=village.fatma).exists()


def test_a_hidden_party_is_not_in_the_circle_nor_among_who_can_see(village, joost):
    with acting(professional(village.samira)) as samira:
        anja = circle.involve(
            village.devries, party=circle.Party(position=village.anja), role="opvang",
            purpose="opvang", ground="yes", categories=["contact"], by=samira,
        )  # fmt: skip
        raised(village, samira, hides="party", involvement=anja)
        assert len(queries.circle(samira, village.devries)[0]) == 3
    with acting(professional(village.joost)) as me:
        assert {p.party for p in queries.circle(me, village.devries)[0]} == {
            village.samira, village.joost,
        }  # fmt: skip


def test_a_flag_stops_closing_and_lifting_it_shows_everything_again(village, joost):
    talk = circle.Conversation(
        because="done", stays="oma", call="Samira", no_aftercare_because="wil niet"
    )
    with acting(professional(village.samira)) as samira:
        flag = raised(village, samira)
        with pytest.raises(Refused, match="teamleider"):
            circle.close(village.devries, talk, by=samira)
        actions.lift_flag(flag.id, because="Hij verhuisde.", by=samira)
    with acting(professional(village.joost)) as me:
        assert Resident.objects.count() == 3
        with pytest.raises(Refused):
            raised(village, me, hides="party")  # which party?
    with acting(professional(village.samira)) as samira:
        circle.close(village.devries, talk, by=samira)


def test_nobody_confides_what_they_were_not_told(village, joost):
    with acting(professional(village.samira)) as samira:
        raised(village, samira)
    with acting(professional(village.joost)) as me, pytest.raises(Refused):
        actions.confide(village.fatma, to=village.joost, by=me)


def test_a_stranger_raises_no_flag(village):
    with acting(professional(village.tessa)) as tessa, pytest.raises(Refused):
        raised(village, tessa)


@pytest.mark.parametrize(
    "change",
    [{"reason": " "}, {"review_on": timedelta(0)}, {"review_on": timedelta(days=200)}],
)
def test_hiding_needs_a_reason_and_a_day_to_look_again(village, change):
    days = {name: village.today + value for name, value in change.items() if name == "review_on"}
    with acting(professional(village.samira)) as samira, pytest.raises(Refused):
        raised(village, samira, **(change | days))


def test_what_was_said_stays_and_lifting_says_why(village):
    with acting(professional(village.samira)) as samira:
        flag = raised(village, samira)
        for change in ({"reason": "Niets."}, {"hides": "place"}):
            with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
                SafetyFlag.objects.filter(pk=flag.pk).update(**change)
        with pytest.raises(Refused):
            actions.lift_flag(flag.id, because=" ", by=samira)
        actions.lift_flag(flag.id, because="Hij verhuisde.", by=samira)
        with pytest.raises(Refused):
            actions.lift_flag(flag.id, because="Nog eens.", by=samira)


def test_whoever_raised_it_is_reminded_on_each_day_to_look_again(village):
    with acting(professional(village.samira)) as samira:
        flag = raised(village, samira)
    tasks.remind(village.now + timedelta(days=29))
    assert not Notice.objects.filter(about=flag.id).exists()
    for day in (30, 31):
        tasks.remind(village.now + timedelta(days=day))
    assert Notice.objects.get(about=flag.id).whom == village.samira
    later = village.today + timedelta(days=60)
    with acting(professional(village.samira)) as samira:
        actions.keep_flag(flag.id, review_on=later, by=samira)

    tasks.remind(village.now + timedelta(days=59))
    assert Notice.objects.filter(about=flag.id).count() == 1
    tasks.remind(village.now + timedelta(days=60))
    assert Notice.objects.filter(about=flag.id).count() == 2


def test_when_who_raised_it_left_the_other_confidants_are_reminded(village, joost):
    with acting(professional(village.joost)) as me:
        flag = raised(village, me)
        actions.confide(village.fatma, to=village.samira, by=me)
    Position.objects.filter(pk=village.joost).update(until_on=village.today)

    tasks.remind(village.now + timedelta(days=30))

    assert Notice.objects.get(about=flag.id).whom == village.samira
