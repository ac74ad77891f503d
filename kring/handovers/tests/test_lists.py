"""My handovers and the coordination I gave or was asked to take, and whose turn each is."""

import pytest

from kring.circle import actions as circle
from kring.core.actor import acting, professional
from kring.handovers import actions

from .stories import sent
from .test_deadlines import sweep
from .test_pages import page, signed_in

SENT, RECEIVED = "/overdracht/verstuurd/", "/overdracht/"
TITLE = "Gezin De Vries-Yılmaz – coördinatie overdragen"


@pytest.fixture
def proposed(village):
    """Samira asks Pieter to coordinate."""
    with acting(professional(village.samira)) as samira:
        return circle.propose(village.devries, to=village.pieter, by=samira)


def read(village, who, path):
    return page(signed_in(village, who), path)


def test_coordination_on_its_way_stands_in_the_lists_of_both(village, proposed):
    asked, gave = read(village, "pieter", RECEIVED), read(village, "samira", SENT)

    for html in (asked, gave):
        assert TITLE in html
        assert f'href="/huishouden/{village.devries}/coordinator/"' in html
    assert "u bent aan zet" in asked
    assert "Pieter van Dam is aan zet" in gave
    assert TITLE not in read(village, "samira", RECEIVED) + read(village, "pieter", SENT)


def test_after_a_yes_the_turn_is_with_who_coordinated_until_then(village, proposed):
    with acting(professional(village.pieter)) as pieter:
        circle.accept(proposed.pk, by=pieter)

    assert "u bent aan zet" in read(village, "samira", SENT)
    assert "Samira Haddad, Gemeente Waterrijk is aan zet" in read(village, "pieter", RECEIVED)


def test_what_came_to_nothing_says_so_and_waits_for_nobody(village, proposed):
    with acting(professional(village.samira)) as samira:
        circle.withdraw(proposed.pk, by=samira)

    html = read(village, "samira", SENT)
    assert "ingetrokken" in html
    assert "aan zet</" not in html


def test_a_stranger_reads_of_no_coordination(village, proposed):
    for who in ("tessa", "vreemd", "joris"):
        assert TITLE not in read(village, who, RECEIVED) + read(village, who, SENT)


def test_the_lists_name_whose_turn_it_is(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    assert "Wijkteam Tuindorp is aan zet" in read(village, "bakker", SENT)

    sweep(handed.due_at)
    assert "Ineke de Groot is aan zet" in read(village, "bakker", SENT)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.ask_question(handed.pk, "Waar?", by=joris)
    assert "Peter Bakker, Huisartsenpraktijk De Linde is aan zet" in read(
        village, "joris", RECEIVED
    )


def test_who_only_sends_finds_it_where_they_start(village):
    with acting(professional(village.mirjam)) as me:
        sent(me, team=village.tuindorp)

    start = page(signed_in(village, "mirjam"), RECEIVED)

    assert "Niets wacht op u." in start
    assert "Wat u verstuurde" in start
    assert "Leyla Aydın" in start
    assert "Wat u verstuurde" not in page(signed_in(village, "samira"), RECEIVED)
