"""Written down twice: one person, and two again; what the merge did not touch stays."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from kring.circle import actions as circle
from kring.circle.queries import household
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.residents import actions
from kring.residents.models import Membership, Reachability, Resident
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved


@pytest.fixture
def double(village):
    """Fatma, written down again, with a number that is not safe to call."""
    with acting(professional(village.samira)) as me:
        return actions.join(
            village.devries,
            person=actions.Person(family_name="Yilmaz", given_name="F."),
            reach=actions.Reach(phone="+31612345678", safe_to_call="no"),
            by=me,
        )


def of(village, who, rest):
    return at(village.devries, f"inwoner/{who}/{rest}")


def circle_page(village, client):
    return page(client, at(village.devries, "betrokkenen/"))


def test_who_stands_there_twice_becomes_one_and_two_again(village, double, as_samira):
    assert of(village, double, "dubbel/") in circle_page(village, as_samira)
    html = page(as_samira, of(village, double, "dubbel/"))
    assert "F. Yilmaz staat dubbel" in html
    assert "4 mei 1984" in html

    answer = as_samira.post(of(village, double, "dubbel/"), {"keep": str(village.fatma)})

    assert answer.status_code == 302
    html = circle_page(village, as_samira)
    assert f"inwoner-{double}" not in html
    assert "F. Yilmaz is dezelfde persoon als Fatma Yılmaz." in html
    assert "2 volwassenen, 1 kind" in page(as_samira, at(village.devries))
    with acting(professional(village.samira)) as me:
        assert Reachability.objects.get(resident=village.fatma).safe_to_call == "no"
        assert len(household(me, village.devries).members) == 3
    old = as_samira.get(of(village, double, "bereiken/"))
    assert (old.status_code, old["Location"]) == (307, of(village, village.fatma, "bereiken/"))

    as_samira.post(of(village, double, "toch-twee/"))

    html = circle_page(village, as_samira)
    assert f"inwoner-{double}" in html
    assert "Toch twee personen" not in html


def test_nobody_chosen_is_asked_again(village, double, as_samira):
    answer = as_samira.post(of(village, double, "dubbel/"), {})

    assert answer.status_code == 422
    assert "Kies wie dezelfde persoon is." in answer.text


def test_a_split_takes_back_what_the_merge_did_and_nothing_else(village, double):
    with acting(professional(village.samira)) as me:
        actions.end_membership(village.devries, resident=double, on=village.today, by=me)
        Membership.objects.filter(resident=double).update(
            until_on=date(2026, 2, 1), from_on=date(2026, 1, 1)
        )
        actions.restore_membership(village.devries, resident=double, by=me)
        actions.merge_residents(village.fatma, drop=double, by=me)
        actions.split_resident(double, by=me)

        first, second = Membership.objects.filter(resident=double).order_by("from_on")
        assert (first.until_on, second.until_on) == (date(2026, 2, 1), None)
        assert Membership.objects.get(resident=village.fatma).until_on is None


def test_what_the_merge_began_in_another_household_ends_with_it(village, double):
    with acting(professional(village.samira)) as me:
        new = actions.register(actions.Person(family_name="Yilmaz"), by=me, source=double)
        actions.merge_residents(village.fatma, drop=new.resident, by=me)
        there = Membership.objects.get(household=new.household, resident=village.fatma)
        assert there.until_on is None

        actions.split_resident(new.resident, by=me)

        there.refresh_from_db()
        assert there.until_on == village.today
        assert Membership.objects.get(resident=new.resident).until_on is None


def test_a_child_that_has_another_home_is_not_merged_away_from_it(village, double):
    with acting(professional(village.tessa)) as tessa:
        new = actions.register(actions.Person(family_name="De Vries"), by=tessa, source=double)
        circle.open_plan(new.household, by=tessa)
        code = actions.give_home_code(new.household, by=tessa)
    with acting(professional(village.samira)) as me:
        actions.join_by_code(village.emre, code=code, by=me)

        with pytest.raises(Refused, match="ook bij een ander huishouden"):
            actions.merge_residents(double, drop=village.emre, by=me)
        actions.merge_residents(village.emre, drop=double, by=me)
    with acting(professional(village.tessa)) as tessa:
        assert village.emre in {each.id for each in household(tessa, new.household).members}


def test_who_is_only_involved_merges_and_splits_nobody(village, double):
    involved(village, "pieter", "contact", "plan")
    pieter = signed_in(village, "pieter")

    page(pieter, of(village, double, "dubbel/"), status=404)
    assert pieter.post(of(village, double, "toch-twee/")).status_code == 404
    assert "Staat dubbel" not in circle_page(village, pieter)
    with acting(professional(village.pieter)) as me:
        with pytest.raises(Refused):
            actions.merge_residents(village.fatma, drop=double, by=me)
        with pytest.raises(DatabaseError, match="belongs elsewhere"), transaction.atomic():
            Resident.objects.filter(pk=double).update(merged_into=village.fatma)


def test_who_is_shielded_is_merged_with_nobody(committing):
    with acting(professional(committing.samira)) as me:
        new = actions.join(committing.devries, person=actions.Person(family_name="Yilmaz"), by=me)
    Resident.objects.using("owner").filter(pk=committing.fatma).update(shielded=True)
    with acting(professional(committing.samira)) as me, pytest.raises(Refused):
        actions.merge_residents(committing.fatma, drop=new, by=me)


def test_a_household_that_stands_there_twice_becomes_one_and_two_again(village, as_samira):
    with acting(professional(village.samira)) as me:
        twice = actions.register(
            actions.Person(family_name="De Vries", given_name="B."), by=me, source=village.fatma
        )
    old, here = at(twice.household, "dubbel/"), at(village.devries)
    assert old in page(as_samira, at(twice.household, "betrokkenen/"))
    assert old not in circle_page(village, as_samira)

    as_samira.post(old, {"keep": str(village.devries)})

    moved = as_samira.get(at(twice.household, "plan/"))
    assert (moved.status_code, moved["Location"]) == (307, f"{here}plan/")
    html = circle_page(village, as_samira)
    assert f"inwoner-{twice.resident}" in html
    assert "B. De Vries werd opnieuw opgeschreven" in html
    assert page(as_samira, "/huishoudens/").count("De Vries") == 1

    as_samira.post(f"{here}dubbel/{twice.household}/toch-twee/")

    assert f"inwoner-{twice.resident}" in page(as_samira, at(twice.household, "betrokkenen/"))
    with acting(professional(village.samira)):
        here_until = Membership.objects.get(household=village.devries, resident=twice.resident)
        assert here_until.until_on == village.today


def test_what_was_typed_at_an_old_address_is_not_lost(village, double, as_samira):
    as_samira.post(of(village, double, "dubbel/"), {"keep": str(village.fatma)})

    answer = as_samira.post(of(village, double, "elders/"), {"because": "ziekenhuis"}, follow=True)

    assert answer.redirect_chain[0] == (of(village, village.fatma, "elders/"), 307)
    assert "ziekenhuis" in circle_page(village, as_samira)


def test_an_old_address_is_a_wall_for_a_stranger(village, double, as_samira, as_tessa):
    as_samira.post(of(village, double, "dubbel/"), {"keep": str(village.fatma)})

    page(as_tessa, of(village, double, "bereiken/"), status=404)
    page(as_tessa, of(village, village.fatma, "bereiken/"), status=404)
