"""Who leads a team says who of it is on intake."""

import pytest

from kring.core.actor import acting, professional
from kring.directory.models import Position
from kring.workspace.tests.conftest import page, signed_in

TEAM = "/mijn-werk/team/"
GIVE, END = "Aanmeldienst geven", "Aanmeldienst beëindigen"


def press(client, position, end=False):
    door = "geen-aanmeldienst" if end else "aanmeldienst"
    return client.post(f"{TEAM}{position}/{door}/", follow=True).content.decode()


def on_intake(position):
    return Position.objects.get(pk=position).on_intake


def test_the_lead_puts_a_colleague_on_intake_and_takes_it_back(village):
    ineke = signed_in(village, "ineke")
    assert f"{TEAM}{village.pieter}/aanmeldienst/" in page(ineke, TEAM)

    html = press(ineke, village.pieter)

    assert "Uw collega heeft nu aanmeldienst." in html
    assert f'action="{TEAM}{village.pieter}/geen-aanmeldienst/"' in html
    with acting(professional(village.pieter)) as pieter:
        assert pieter.on_intake
    assert "geen aanmeldienst meer" in press(ineke, village.pieter, end=True)
    assert not on_intake(village.pieter)


def test_the_last_one_stays_on_intake(village):
    team = Position.objects.get(pk=village.joris).team
    Position.objects.filter(team=team).exclude(pk=village.joris).update(on_intake=False)
    ineke = signed_in(village, "ineke")

    html = press(ineke, village.joris, end=True)

    assert "Iemand van het team moet aanmeldienst hebben." in html
    assert on_intake(village.joris)


def test_who_does_not_lead_the_team_changes_nothing(village):
    samira = signed_in(village, "samira")
    html = page(samira, TEAM)
    assert GIVE not in html
    assert END not in html

    assert "Alleen wie het team leidt" in press(samira, village.samira)
    assert not on_intake(village.samira)


@pytest.mark.parametrize("whose", ["bakker", "vreemd"])
def test_a_lead_does_not_reach_another_team(village, whose):
    position = getattr(village, whose)
    before = on_intake(position)

    for end in (True, False):
        press(signed_in(village, "ineke"), position, end=end)
        assert on_intake(position) == before
