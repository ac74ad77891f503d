"""The finder and the team show what I may see, and nothing of others."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.template import engines

from kring.core.actor import acting, professional
from kring.handovers import actions as handovers
from kring.handovers.models import Handover
from kring.workspace.tests.conftest import page, signed_in
from kring.workspace.tests.stories import handover_to_tuindorp

PALETTE = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("yılmaz", True),
        ("Yilmaz", True),
        ("fatma de vries", True),
        ("emre", True),
        ("DEVRIES", True),
        ("fatme", True),
        ("de vriess", True),
        ("12-9-2012", True),
        ("janssen", False),
        ("henk", False),
        ("e", False),
        ("'; --", False),
    ],
)
def test_the_finder_finds_households_of_mine_only(village, as_samira, words, found):
    html = as_samira.post("/zoeken/", {"q": words}, headers=PALETTE).content.decode()

    assert (str(village.devries) in html) is found
    assert str(village.janssen) not in html


def test_the_palette_gets_options_and_the_page_a_page(village, as_samira):
    part = as_samira.post("/zoeken/", {"q": "de"}, headers=PALETTE).content.decode()
    whole = as_samira.post("/zoeken/", {"q": "de"}).content.decode()

    assert 'role="option"' in part
    assert "<html" not in part
    assert "<html" in whole


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("linde", "Huisartsenpraktijk De Linde"),
        ("Bakker", "Huisarts · Huisartsenpraktijk De Linde"),
        ("huisarts bakker", "Peter Bakker"),
        ("bekker", "Peter Bakker"),
        ("100%", "Niets gevonden"),
    ],
)
def test_the_finder_finds_whom_to_call(village, as_samira, words, found):
    assert found in as_samira.post("/zoeken/", {"q": words}).content.decode()


def test_what_only_comes_near_stays_away_when_something_fits(village, as_samira):
    html = as_samira.post("/zoeken/", {"q": "groot"}).content.decode()

    assert "Mirjam de Groot" in html
    assert "Noor" not in html


def test_an_organisation_of_another_region_is_not_found(village, as_samira):
    assert "Gemeente Elders" not in as_samira.post("/zoeken/", {"q": "Elders"}).content.decode()
    page(as_samira, f"/organisatie/{village.elders_gemeente}/", status=404)
    assert "Peter Bakker" in page(as_samira, f"/organisatie/{village.linde}/")


def test_searching_is_never_in_an_address(village, as_samira):
    assert "Fatma" not in page(as_samira, "/zoeken/?q=Fatma")


def test_who_is_on_intake_sees_what_came_in_and_gives_it_to_a_colleague(village):
    sent = handover_to_tuindorp(village)
    joris = signed_in(village, "joris")

    assert "Nieuw bij het team" in page(joris, "/mijn-werk/team/")
    assert f"/mijn-werk/team/{sent}/geven/" in page(joris, "/mijn-werk/team/")
    answer = joris.post(f"/mijn-werk/team/{sent}/geven/", {"to": str(village.pieter)})

    assert answer.status_code == 302
    with acting(professional(village.pieter)):
        assert Handover.objects.get(pk=sent).receiver_id == village.pieter


def test_a_team_with_much_work_pages_and_shows_everything_once(village):
    sent = {str(handover_to_tuindorp(village)) for _ in range(30)}
    joris = signed_in(village, "joris")

    first = page(joris, "/mijn-werk/team/")
    further = re.search(r'href="(\?na=[^"]+)"', first)[1].replace("&amp;", "&")
    second = page(joris, f"/mijn-werk/team/{further}")

    shown = [set(re.findall(r"/mijn-werk/team/([^/]+)/geven/", html)) for html in (first, second)]
    assert [len(each) for each in shown] == [25, 5]
    assert shown[0] | shown[1] == sent


@pytest.mark.parametrize("place", ["9_1_x", "-7_1_2", "0_nan_0", "99999999999_1e300_\0", "0__"])
def test_a_place_in_the_list_that_somebody_made_up_is_the_beginning(village, place):
    handover_to_tuindorp(village)

    joris = signed_in(village, "joris")

    assert joris.get("/mijn-werk/team/", {"na": place}).status_code == 200


def test_giving_to_nobody_says_what_to_do(village):
    sent = handover_to_tuindorp(village)

    answer = signed_in(village, "joris").post(f"/mijn-werk/team/{sent}/geven/", {})

    assert answer.status_code == 422
    assert "Kies een antwoord bij" in answer.content.decode()


@pytest.mark.parametrize("name", ["samira", "tessa"])
def test_who_is_not_on_intake_of_this_team_cannot_give_it_away(village, name):
    sent = handover_to_tuindorp(village)
    client = signed_in(village, name)

    assert str(sent) not in page(client, "/mijn-werk/team/")
    page(client, f"/mijn-werk/team/{sent}/geven/", status=404)


def test_the_lead_sees_how_much_everyone_carries_and_others_only_their_own(village):
    lead, samira = signed_in(village, "ineke"), signed_in(village, "pieter")

    assert "1 huishouden" in page(lead, "/mijn-werk/team/")
    assert "1 huishouden" not in page(samira, "/mijn-werk/team/")


def test_the_lead_sees_who_stays_away_while_something_waits(village):
    here, silent = "/mijn-werk/team/", "Al 3 werkdagen niet ingelogd"
    given = handover_to_tuindorp(village)
    with acting(professional(village.joris)) as me:
        handovers.reassign(given, to=village.pieter, by=me)
    signed_in(village, "pieter")
    assert silent not in page(signed_in(village, "ineke"), here)

    with time_machine.travel(village.now + timedelta(days=3), tick=False):
        assert silent in page(signed_in(village, "ineke"), here)
        assert silent not in page(signed_in(village, "samira"), here)
        signed_in(village, "pieter")
        assert silent not in page(signed_in(village, "ineke"), here)


def test_what_waits_is_under_its_day(village):
    sent = handover_to_tuindorp(village)

    html = page(signed_in(village, "joris"), "/mijn-werk/")

    assert f'id="handover-{sent}"' in html
    assert "Huisartsenpraktijk De Linde" in html
    assert '<span class="kr-count">1' in html


def test_a_signal_in_my_work_leads_to_the_page_where_one_answers(village):
    told = {"text": "De gordijnen zijn al weken dicht.", "theme": "eenzaam"}
    signed_in(village, "mirjam").post("/overdracht/signaal/", told | {"team": village.tuindorp})
    joris = signed_in(village, "joris")

    address = re.search(r'href="(/overdracht/signaal/[^"]+)"', page(joris, "/mijn-werk/"))[1]

    assert "De gordijnen zijn al weken dicht." in page(joris, address)


def test_the_menu_stops_counting_after_a_page():
    shown = engines["jinja2"].env.globals["waiting_count"]

    assert "25+" in shown(26)
    assert ">25<" in shown(25)
    assert not shown(0)
