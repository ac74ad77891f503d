"""A role by decision: who has it sees what it needs, until it ends."""

from datetime import timedelta

import pytest
import time_machine

from kring.circle.models import StatutoryRole
from kring.core.actor import acting, professional
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

ROLE = {
    "kind": "youth_protection",
    "scope": "veiligheid van Emre",
    "decision": "Kinderrechter, 1 februari 2026",
    "from_on": "2026-02-01",
}


@pytest.fixture
def role(village, as_samira) -> StatutoryRole:
    involved(village, "joost", "contact")
    typed = {
        "organisation": str(village.schuldhulp), "position": str(village.joost),
        "categories": ["contact", "safety"],
    }  # fmt: skip
    answer = as_samira.post(at(village.devries, "betrokkenen/wettelijke-rol/"), ROLE | typed)
    assert answer.status_code == 302, answer.content.decode()
    with acting(professional(village.samira)):
        return StatutoryRole.objects.get()


@pytest.mark.parametrize("field", ["from_on", "until_on"])
def test_a_role_is_of_a_year_that_one_can_mean(village, as_samira, field):
    typed = ROLE | {"organisation": str(village.schuldhulp), field: "9999-12-31"}

    answer = as_samira.post(at(village.devries, "betrokkenen/wettelijke-rol/"), typed)

    assert answer.status_code == 422
    assert "Kijk het jaar na" in answer.content.decode()


def test_who_has_the_role_sees_what_it_needs(village, as_samira, role):
    html = page(as_samira, at(village.devries, "betrokkenen/wie-mag-dit-zien/"))

    assert role.position_id == village.joost
    assert "wettelijke rol" in html
    assert "veiligheid" in html
    assert "Fatma" in page(signed_in(village, "joost"), at(village.devries, "betrokkenen/"))


def test_a_role_has_a_successor_and_an_end(village, as_samira, as_tessa, role):
    here = at(village.devries, f"betrokkenen/wettelijke-rol/{role.pk}/")
    involved(village, "pieter", "plan")
    assert f"{here}opvolger/" in page(as_samira, at(village.devries, "betrokkenen/"))

    as_samira.post(f"{here}opvolger/", {"to": str(village.pieter)})
    as_samira.post(f"{here}einde/", {"on": "2026-03-02"})

    page(as_tessa, f"{here}einde/", status=404)
    page(signed_in(village, "joost"), f"{here}einde/", status=404)
    with acting(professional(village.samira)):
        role.refresh_from_db()
    assert (role.successor_id, str(role.until_on)) == (village.pieter, "2026-03-02")
    html = page(as_samira, at(village.devries, "betrokkenen/wie-mag-dit-zien/"))
    assert "wettelijke rol" not in html


def test_six_weeks_before_a_role_ends_it_waits_for_who_coordinates(village, as_samira, role):
    here = at(village.devries, f"betrokkenen/wettelijke-rol/{role.pk}/")
    ends, asked = village.today + timedelta(days=50), "wie coördineert straks?"
    as_samira.post(f"{here}einde/", {"on": str(ends)})
    assert asked not in page(as_samira, "/mijn-werk/")

    with time_machine.travel(village.now + timedelta(days=8), tick=False):
        assert asked in page(signed_in(village, "samira"), "/mijn-werk/")
        assert asked not in page(signed_in(village, "joris"), "/mijn-werk/")
        assert "ook uzelf" in page(signed_in(village, "samira"), f"{here}opvolger/")
        signed_in(village, "samira").post(f"{here}opvolger/", {"to": str(village.samira)})
        assert asked not in page(signed_in(village, "samira"), "/mijn-werk/")
