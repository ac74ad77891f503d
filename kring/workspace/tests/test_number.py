"""A burgerservicenummer on a page of its own: kept, shown when asked for, taken away."""

import logging

import pytest

from kring.audit.models import AccessEvent
from kring.core.actor import acting, job, professional
from kring.core.models import Kept
from kring.residents.models import Identifier
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

BSN, SPOKEN = "111222333", "111 222 333"


@pytest.fixture
def here(village):
    return at(village.devries, f"inwoner/{village.fatma}/bsn/")


def test_it_is_kept_masked_shown_when_asked_for_and_taken_away(village, as_samira, here, caplog):
    caplog.set_level(logging.DEBUG)
    assert here in page(as_samira, at(village.devries, "betrokkenen/"))

    kept = as_samira.post(here, {"number": "1112.22.333"})

    assert kept["Location"] == here
    assert SPOKEN not in page(as_samira, here)
    assert "••• ••• •••" in page(as_samira, here)
    shown = as_samira.post(f"{here}tonen/")
    assert SPOKEN in shown.text
    assert shown["Cache-Control"] == "no-store"
    for rest in ("", "betrokkenen/", "tijdlijn/", "inzage/"):
        assert SPOKEN not in page(as_samira, at(village.devries, rest))
    assert "burgerservicenummer" in page(as_samira, at(village.devries, "inzage/"))
    assert BSN not in caplog.text
    with acting(job("oversight")):
        looks = AccessEvent.objects.filter(object="number", resident=village.fatma)
        assert list(looks.values_list("household", flat=True)) == [village.devries]

    as_samira.post(f"{here}weg/")

    assert "••• ••• •••" not in page(as_samira, here)
    with acting(professional(village.samira)):
        assert not Identifier.objects.exists()


def test_what_does_not_pass_the_check_is_said_and_kept_nowhere(village, as_samira, here):
    for wrong in ("", "111222334", "abc", "1" * 5000, "<b>\x00"):
        answer = as_samira.post(here, {"number": wrong})
        assert answer.status_code == 422
    assert "data-autosave" not in page(as_samira, here)
    with acting(professional(village.samira)):
        assert not Identifier.objects.exists()
        assert not Kept.objects.exists()


def test_whoever_has_no_ground_reads_why_and_a_stranger_meets_a_wall(village, as_samira, here):
    as_samira.post(here, {"number": BSN})
    involved(village, "kemal", "contact")
    kemal = signed_in(village, "kemal")

    assert "Uw organisatie mag dit nummer niet gebruiken." in page(kemal, here)
    assert SPOKEN not in kemal.post(f"{here}tonen/", follow=True).text
    kemal.post(f"{here}weg/")
    assert kemal.post(here, {"number": BSN}).status_code == 422
    for rest in ("", "tonen/", "weg/"):
        assert signed_in(village, "tessa").post(f"{here}{rest}", {"number": BSN}).status_code == 404
    assert SPOKEN in as_samira.post(f"{here}tonen/").text
