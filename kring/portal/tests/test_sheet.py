"""The sheet that tells the resident who calls, and before when; with a code to follow it by."""

import re

import pytest
from django.test import Client

from kring.accounts.models import Link
from kring.core.actor import acting, professional
from kring.handovers import actions as handovers
from kring.handovers.tests import stories

SAFE = {"safe": "yes"}


@pytest.fixture
def sent(referred):
    """A handover of the GP to the team."""
    return referred()


def sheet(sent):
    return f"/antwoord/blad/{sent}/"


@pytest.mark.parametrize(("name", "times"), [("bakker", 1), ("joris", 0)])
def test_who_sent_them_finds_the_sheet_on_the_page(sent, sign_in, name, times):
    assert sign_in(name).get(f"/overdracht/{sent}/").text.count(sheet(sent)) == times


def test_the_sheet_says_who_reads_and_calls_before_when_and_has_a_code(sent, sign_in):
    page = sign_in("bakker").post(sheet(sent), SAFE).text

    assert "Wie belt u, en vóór wanneer?" in page
    assert re.search("Iemand van Wijkteam Tuindorp leest uw vraag vóór .*morgen, 10:00", page)
    assert "Zij nemen contact met u op vóór" in page
    assert "<svg" in page
    code = re.search(r"[2-9A-Z]{4} [2-9A-Z]{3} [2-9A-Z]{3}", page)[0]
    resident = Client()
    assert resident.post("/antwoord/", {"code": code}).url == "/antwoord/hoe-staat-het/"
    assert (
        "Uw vraag is binnen bij Wijkteam Tuindorp" in resident.get("/antwoord/hoe-staat-het/").text
    )


def test_the_sheet_does_not_say_what_it_is_about(sent, sign_in):
    page = sign_in("bakker").post(sheet(sent), SAFE).text

    assert not re.search("schuld|geld|huur|Aydın", page, re.IGNORECASE)


def test_taken_on_it_names_who_helps(village, sent, sign_in):
    with acting(professional(village.joris)) as joris:
        handovers.receive(sent, by=joris)
        handovers.accept(sent, first_step="Bellen", on=village.today, by=joris)

    assert (
        "Joris Bos van Gemeente Waterrijk gaat u helpen."
        in sign_in("bakker").post(sheet(sent), SAFE).text
    )


def test_who_typed_it_at_the_desk_gives_the_sheet(village, sign_in):
    with acting(professional(village.joris)) as joris:
        handed = stories.sent(joris, team=village.tuindorp, who={"asked_by": "relative"})

    assert "Wie belt u" in sign_in("joris").post(sheet(handed.pk), SAFE).text


@pytest.mark.parametrize("safe", ["no", "unknown", ""])
def test_no_sheet_when_it_is_not_surely_safe(sent, sign_in, safe):
    page = sign_in("bakker").post(sheet(sent), {"safe": safe})

    assert page.status_code == 422
    assert not Link.objects.exists()


def test_after_contact_it_says_nothing_any_more(contacted, sign_in):
    page = sign_in("bakker").post(sheet(contacted()), SAFE)

    assert "Er is al contact" in page.text
    assert not Link.objects.exists()


def test_the_receiver_and_a_stranger_give_none(sent, sign_in):
    assert "Alleen wie de inwoner stuurde" in sign_in("joris").post(sheet(sent), SAFE).text
    assert sign_in("vermeer").get(sheet(sent)).status_code == 404
