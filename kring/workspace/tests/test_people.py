"""Colleagues and teams: how to reach them, and what one can ask of them."""

import re
from datetime import time, timedelta

import pytest

from kring.circle import actions as circle
from kring.core.actor import acting, professional
from kring.directory.models import Hours, Position
from kring.handovers.models import Draft
from kring.workspace.tests.conftest import page, signed_in


def test_a_colleague_has_a_page_with_how_to_reach_them(village, as_samira):
    day = village.today.weekday()
    Hours.objects.create(
        position_id=village.bakker, weekday=day, opens_at=time(9), closes_at=time(12)
    )

    html = page(as_samira, f"/wie/{village.bakker}/")

    assert "Peter Bakker" in html
    assert "Huisartsenpraktijk De Linde" in html
    assert "Vandaag 09:00 – 12:00." in html
    assert 'href="tel:+31' in html
    assert "eerste ring" in html


def test_a_colleague_of_whom_no_hours_are_known_is_not_called_unreachable(village, as_samira):
    html = page(as_samira, f"/wie/{village.bakker}/")

    assert "niet bekend" in html
    assert "Vandaag" not in html


def test_who_is_away_shows_who_stands_in(village, as_tessa):
    with acting(professional(village.ineke)) as ineke:
        circle.stand_in(
            village.samira, by_whom=village.pieter, from_on=village.today,
            until_on=village.today + timedelta(days=9), by=ineke,
        )  # fmt: skip

    html = page(as_tessa, f"/wie/{village.samira}/")

    assert "Nu afwezig" in html
    assert f"/wie/{village.pieter}/" in html


@pytest.mark.parametrize("path", ["wie/{vreemd}/", "wie/team/{elders_team}/"])
def test_who_works_elsewhere_is_not_there(village, as_samira, path):
    where = {"vreemd": village.vreemd, "elders_team": village.elders_team}

    page(as_samira, f"/{path.format(**where)}", status=404)


def test_who_stopped_has_no_page(village, as_samira):
    Position.objects.filter(pk=village.bakker).update(until_on=village.today - timedelta(days=1))

    page(as_samira, f"/wie/{village.bakker}/", status=404)


def test_a_team_shows_its_front_desk_and_who_has_intake_duty(village, as_samira):
    html = page(as_samira, f"/wie/team/{village.tuindorp}/")

    intake = html.split("Wie werkt hier?")[0]
    assert "Aanmeldienst" in intake
    assert f"/wie/{village.joris}/" in intake
    assert f"/wie/{village.pieter}/" not in intake
    assert f"/wie/{village.pieter}/" in html


@pytest.mark.parametrize("whose", ["position", "team"])
def test_handing_over_from_a_page_knows_the_receiver(village, as_tessa, whose):
    receiver = {"position": village.bakker, "team": village.tuindorp}[whose]
    path = f"/wie/{receiver}/" if whose == "position" else f"/wie/team/{receiver}/"
    address = re.search(r'href="(/overdracht/nieuw/\?aan=[^"]+)"', page(as_tessa, path))[1]

    form = page(as_tessa, address)
    action = re.search(r'action="(/overdracht/nieuw/[^"]*)"', form)[1].replace("&amp;", "&")
    answer = as_tessa.post(action, {"kind": "refer"})

    assert answer.status_code == 302
    with acting(professional(village.tessa)):
        assert Draft.objects.get().data["to"][whose] == str(receiver)


def test_consulting_from_a_page_knows_the_receiver(village, as_tessa):
    form = page(as_tessa, f"/overdracht/anoniem/?aan=position:{village.bakker}")

    assert "Peter Bakker" in form
    as_tessa.post(f"/overdracht/anoniem/?aan=position:{village.bakker}")

    with acting(professional(village.tessa)):
        draft = Draft.objects.get()
        assert (draft.kind, draft.data["to"]["position"]) == ("consult", str(village.bakker))


@pytest.mark.parametrize("whom", ["position:x", "team:", "x", "position:" + "0" * 32, "a:" * 99])
def test_a_receiver_that_is_not_there_is_left_open(village, as_tessa, whom):
    as_tessa.post(f"/overdracht/nieuw/?aan={whom}", {"kind": "refer"})

    with acting(professional(village.tessa)):
        assert "to" not in Draft.objects.get().data


@pytest.mark.parametrize(
    ("words", "leads_to"), [("bakker", "/wie/{bakker}/"), ("tuindorp", "/wie/team/{tuindorp}/")]
)
def test_the_finder_leads_to_people_and_teams(village, as_samira, words, leads_to):
    html = as_samira.post("/zoeken/", {"q": words}).content.decode()

    assert leads_to.format(bakker=village.bakker, tuindorp=village.tuindorp) in html


def test_one_does_not_hand_over_to_oneself(village, as_samira):
    assert "?aan=" not in page(as_samira, f"/wie/{village.samira}/")
    assert "?aan=" in page(signed_in(village, "tessa"), f"/wie/{village.samira}/")
