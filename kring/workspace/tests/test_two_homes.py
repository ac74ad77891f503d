"""A child of two homes: two coordinators who agree, two homes that see nothing of each other."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kring.circle import actions as circle
from kring.circle.models import LeadingPlan
from kring.circle.queries import household
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.notices.models import Notice
from kring.plans.models import Action, Goal, Note
from kring.residents import actions, queries
from kring.residents.models import (
    Address,
    Authority,
    HomeCode,
    Household,
    Reachability,
    Resident,
)
from kring.workspace.tests.conftest import at, page
from kring.workspace.tests.stories import involved

KNOWN = (Address, Reachability, Authority)
CODE = re.compile(r">([0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3})<")


@pytest.fixture
def father(village):
    """Emre's father; Tessa coordinates his household."""
    with acting(professional(village.tessa)) as tessa:
        new = actions.register(
            actions.Person(family_name="De Vries", given_name="Karel"), by=tessa, source=uuid4()
        )
        circle.open_plan(new.household, by=tessa)
        return new


@pytest.fixture
def linked(village, father):
    with acting(professional(village.tessa)) as tessa:
        code = actions.give_home_code(father.household, by=tessa)
    with acting(professional(village.samira)) as samira:
        actions.join_by_code(village.emre, code=code, role="zoon", by=samira)
    return father


def said(client, home, village, side):
    return client.post(at(home, f"inwoner/{village.emre}/voor/{side}/"))


def test_one_gives_a_code_over_the_phone_and_the_other_types_it(
    village, father, as_samira, as_tessa
):
    here = at(village.devries, "betrokkenen/ander-thuis/")
    there = at(father.household, "betrokkenen/ander-thuis/")
    assert here in page(as_samira, at(village.devries, "betrokkenen/"))
    (code,) = CODE.findall(as_tessa.post(f"{there}code/").text)
    assert code not in page(as_tessa, there)

    wrong = as_samira.post(here, {"resident": village.emre, "code": "K7F 2H9 QXA", "role": "zoon"})
    right = as_samira.post(here, {"resident": village.emre, "code": code.lower(), "role": "zoon"})
    again = as_samira.post(here, {"resident": village.bram, "code": code, "role": ""})

    assert (wrong.status_code, right.status_code, again.status_code) == (422, 302, 422)
    assert "Vraag de andere coördinator om een nieuwe code." in wrong.text
    assert "zoon" in wrong.text
    mine = page(as_samira, at(village.devries, "betrokkenen/"))
    theirs = page(as_tessa, at(father.household, "betrokkenen/"))
    assert "Coördinator daar: Tessa Noord, " in mine
    assert "Coördinator daar: Samira Haddad, Wijkteam Tuindorp" in theirs
    assert "Emre" in theirs
    for secret in ("Karel", str(father.household)):
        assert secret not in mine
    for secret in ("Fatma", "Bram", str(village.devries)):
        assert secret not in theirs
    told = Notice.objects.get(whom=village.tessa, step__startswith="home.joined")
    assert told.path == at(father.household, "betrokkenen/")
    assert "hoort nu ook bij het uwe" in page(as_tessa, "/mijn-werk/")


def test_both_say_which_plan_goes_first_and_both_read_what_was_agreed(
    village, linked, as_samira, as_tessa
):
    mine, theirs = at(village.devries, "betrokkenen/"), at(linked.household, "betrokkenen/")
    assert "Nog niet afgesproken" in page(as_samira, mine)

    said(as_samira, village.devries, village, "hier")

    assert "U stelde voor: dit plan gaat voor." in page(as_samira, mine)
    assert "stelt voor: het andere plan gaat voor." in page(as_tessa, theirs)
    assert Notice.objects.filter(whom=village.tessa, step__startswith="home.leads").exists()

    said(as_tessa, linked.household, village, "daar")

    assert "Afgesproken: dit plan gaat voor." in page(as_samira, mine)
    assert "Afgesproken: het plan van het andere huishouden" in page(as_tessa, theirs)

    said(as_tessa, linked.household, village, "hier")

    assert "stelt voor: het andere plan gaat voor." in page(as_samira, mine)
    assert "Afgesproken" not in page(as_tessa, theirs)


def test_neither_home_sees_anything_of_the_other(village, linked):
    with acting(professional(village.samira)) as samira:
        actions.change_address(
            village.emre, actions.Street(street="Bij mama 1"), household=village.devries, by=samira
        )
        assert not Household.objects.filter(pk=linked.household).exists()
        assert not Resident.objects.filter(pk=linked.resident).exists()
    with acting(professional(village.tessa)) as tessa:
        assert not Household.objects.filter(pk=village.devries).exists()
        assert not Resident.objects.filter(pk__in=[village.fatma, village.bram]).exists()
        for model in (Goal, Action, Note):
            assert not model.objects.filter(household=village.devries).exists()
        assert not Address.objects.filter(resident=village.emre).exists()
        assert len(household(tessa, linked.household).members) == 2
        for model in (HomeCode, LeadingPlan):
            assert not model.objects.exists()
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                model.objects.update(household=linked.household)


def test_what_was_known_of_a_child_stays_with_the_home_that_knew_it(village, father):
    here = village.devries
    with acting(professional(village.samira)) as samira:
        safe = actions.Reach(phone="0612345678", safe_to_call="yes", via_desk="bij tante Riet")
        actions.change_reach(village.emre, safe, household=here, by=samira)
        home = actions.Street(street="Bij mama 1")
        actions.change_address(village.emre, home, household=here, by=samira)
        actions.give_authority(
            village.emre, household=here, kind="parent", holder=village.fatma, safe="no",
            from_on=village.today, by=samira,
        )  # fmt: skip
    with acting(professional(village.tessa)) as tessa:
        code = actions.give_home_code(father.household, by=tessa)
    with acting(professional(village.samira)) as samira:
        actions.join_by_code(village.emre, code=code, by=samira)
        for model in KNOWN:
            assert model.objects.get(resident=village.emre).household_id == here
    with acting(professional(village.tessa)) as tessa:
        assert not Address.objects.filter(resident=village.emre).exists()
        assert not Authority.objects.filter(resident=village.emre).exists()
        begins = Reachability.objects.get(resident=village.emre)
        assert (begins.phone, begins.safe_to_call, begins.via_desk) == ("", "unknown", "")


def test_what_either_home_writes_of_a_child_is_its_own(village, linked, as_samira, as_tessa):
    mine, theirs = (
        at(home, f"inwoner/{village.emre}/") for home in (village.devries, linked.household)
    )
    reach = {"phone": "06 87654321", "safe_to_call": "yes", "safe_voicemail": "no",
             "safe_letter": "no", "via_desk": "bij papa"}  # fmt: skip
    version = re.search(r'name="version" value="(\d+)"', page(as_tessa, f"{theirs}bereiken/"))
    said = as_tessa.post(f"{theirs}bereiken/", reach | {"version": version[1]})
    moved = as_tessa.post(f"{theirs}adres/", {"street": "Bij papa 2", "town": "Waterrijk"})
    decides = {"kind": "parent", "holder_name": "Karel de Vries", "safe": "yes"}
    written = as_tessa.post(f"{theirs}gezag/", decides)

    assert (said.status_code, moved.status_code, written.status_code) == (302, 302, 302)
    assert "bij papa" in page(as_tessa, f"{theirs}bereiken/")
    assert "Karel de Vries" in page(as_tessa, f"{theirs}gezag/")
    for there in ("bereiken/", "adres/", "gezag/"):
        shown = page(as_samira, mine + there)
        assert not any(secret in shown for secret in ("87654321", "bij papa", "Bij papa", "Karel"))
    with acting(professional(village.samira)):
        for model in KNOWN:
            assert not model.objects.filter(resident=village.emre, household=linked.household)


def test_nobody_makes_known_in_both_homes_what_is_of_one(village, linked):
    involved(village, "joris", "contact")
    with acting(professional(village.joris)) as joris:
        actions.change_address(
            village.emre, actions.Street(street="Bij oma 3"), household=village.devries, by=joris
        )
    with acting(professional(village.tessa)):
        assert not Address.objects.filter(street="Bij oma 3").exists()
    with acting(professional(village.samira)):
        with pytest.raises(DatabaseError, match="say in which"), transaction.atomic():
            Address.objects.create(resident_id=village.emre, street="Overal")
        for model in (Address, Reachability):
            known = model.objects.filter(resident=village.emre)
            with pytest.raises(DatabaseError, match="not made known"), transaction.atomic():
                known.update(household=None)


def test_a_code_ends_after_a_day_with_a_newer_one_and_is_the_coordinators_to_give(village, father):
    with acting(professional(village.tessa)) as tessa:
        first = actions.give_home_code(father.household, by=tessa)
        second = actions.give_home_code(father.household, by=tessa)
    for code, when in ((first, village.now), (second, village.now + timedelta(days=1))):
        with acting(professional(village.samira), at=when) as samira, pytest.raises(Refused):
            actions.join_by_code(village.emre, code=code, by=samira)
    with acting(professional(village.joris)) as joris, pytest.raises(Refused):
        actions.give_home_code(father.household, by=joris)


def test_only_who_coordinates_one_of_the_homes_says_which_plan_goes_first(village, linked):
    for who in (village.joris, village.vreemd, village.bakker):
        with acting(professional(who)) as me, pytest.raises(Refused):
            actions.say_leading(village.devries, resident=village.emre, here=True, by=me)
    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused):
            actions.say_leading(village.devries, resident=village.bram, here=True, by=samira)
        with pytest.raises(Refused):
            actions.say_leading(linked.household, resident=village.emre, here=True, by=samira)
    with acting(professional(village.joris)), connection.cursor() as cursor:
        cursor.execute("select * from kring.other_coordinators(%s)", [village.devries])
        assert cursor.fetchall() == []


def test_what_was_agreed_ends_with_the_second_home(village, linked):
    with acting(professional(village.samira)) as samira:
        actions.say_leading(village.devries, resident=village.emre, here=True, by=samira)
    with acting(professional(village.tessa)) as tessa:
        actions.end_membership(linked.household, resident=village.emre, on=village.today, by=tessa)
    with acting(professional(village.samira)) as samira:
        assert queries.other_coordinators(samira, village.devries) == []
