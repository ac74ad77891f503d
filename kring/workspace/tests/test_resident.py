"""How a resident is reached safely, where they live, and what happens to them."""

import pytest

from kring.core.actor import acting, professional
from kring.plans.actions import Doer, Task, give_action
from kring.plans.models import Action
from kring.residents.models import Address, Membership, Reachability, Resident
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

SAFE = {"safe_to_call": "no", "safe_voicemail": "no", "safe_letter": "unknown"}


def of(village, rest="", *, who="fatma"):
    return at(village.devries, f"inwoner/{getattr(village, who)}/{rest}")


@pytest.mark.parametrize("path", ["bereiken/", "adres/", "elders/", "overleden/"])
def test_pages_about_a_resident_are_for_who_may_reach_them(village, as_samira, as_tessa, path):
    involved(village, "joost", "plan")

    assert "Fatma" in page(as_samira, of(village, path))
    page(as_tessa, of(village, path), status=404)
    page(signed_in(village, "joost"), of(village, path), status=404)
    page(as_samira, of(village, path, who="henk"), status=404)


def test_how_to_reach_someone_is_written_down_and_shown(village, as_samira):
    html = page(as_samira, of(village, "bereiken/"))
    typed = SAFE | {
        "phone": "06 87654321", "best_times": "na 10 uur", "language": "Turks",
        "interpreter": "on", "someone_present": "haar zus", "version": "1",
    }  # fmt: skip

    answer = as_samira.post(of(village, "bereiken/"), typed)

    assert "06 – 12 34 56 78" in html
    assert answer.status_code == 302
    shown = page(as_samira, at(village.devries, "betrokkenen/"))
    for words in ["tel:+31687654321", "na 10 uur", "Turks, tolk nodig", "haar zus"]:
        assert words in shown


def test_who_is_not_safe_to_call_is_not_asked_how_the_call_went(village, as_samira):
    gone = of(village, "gebeld/gesproken/")
    assert gone in page(as_samira, at(village.devries, "betrokkenen/"))

    as_samira.post(of(village, "bereiken/"), SAFE | {"phone": "0612345678"})

    assert gone not in page(as_samira, at(village.devries, "betrokkenen/"))


def test_two_who_change_the_same_see_both_texts(village, as_samira):
    typed = SAFE | {"phone": "0612345678", "language": "Turks"}
    with acting(professional(village.samira)):
        version = Reachability.objects.get(resident=village.fatma).version
    as_samira.post(of(village, "bereiken/"), typed | {"version": version})

    answer = as_samira.post(
        of(village, "bereiken/"), typed | {"version": version, "language": "Engels"}
    )

    assert answer.status_code == 409
    assert "Taal: Turks" in answer.content.decode()
    assert 'value="Engels"' in answer.content.decode()


def test_a_secret_address_is_seen_by_whom_it_is_confided_to(village, as_samira):
    involved(village, "pieter", "contact", "plan")
    pieter = signed_in(village, "pieter")
    typed = {"street": "Schuilplaats 9", "postcode": "1234 AB", "town": "Elders", "secret": "on"}
    as_samira.post(of(village, "adres/"), typed)

    before = page(pieter, at(village.devries, "betrokkenen/"))
    page(pieter, of(village, "vertrouwen/"), status=404)
    as_samira.post(of(village, "vertrouwen/"), {"to": str(village.pieter)})
    after = page(pieter, at(village.devries, "betrokkenen/"))

    assert "Schuilplaats 9" in page(as_samira, at(village.devries, "betrokkenen/"))
    assert "Schuilplaats 9" not in before
    assert "Schuilplaats 9" in after
    assert "Dit adres is geheim" in after


def test_nobody_outside_the_circle_can_be_told_a_secret_address(village, as_samira):
    as_samira.post(of(village, "adres/"), {"street": "Schuilplaats 9", "secret": "on"})

    answer = as_samira.post(of(village, "vertrouwen/"), {"to": str(village.tessa)})

    assert answer.status_code == 422


def test_an_address_that_is_public_again_is_one_address(village, as_samira):
    as_samira.post(of(village, "adres/"), {"street": "Laan 1", "town": "Waterrijk"})

    with acting(professional(village.samira)):
        assert [each.street for each in Address.objects.filter(resident=village.fatma)] == [
            "Laan 1"
        ]


def test_one_tap_writes_how_the_call_went(village, as_samira):
    answer = as_samira.post(of(village, "gebeld/niet-opgenomen/"))

    assert answer.status_code == 302
    html = page(as_samira, at(village.devries, "tijdlijn/"))
    assert "Gesprek aan de telefoon" in html
    assert "Gebeld: niet opgenomen." in html
    assert as_samira.post(of(village, "gebeld/verzonnen/")).status_code == 404
    assert as_samira.get(of(village, "gebeld/gesproken/")).status_code == 405


def test_someone_is_elsewhere_for_a_while_and_comes_back(village, as_samira):
    as_samira.post(of(village, "elders/"), {"because": "in het ziekenhuis"})
    html = page(as_samira, at(village.devries, "betrokkenen/"))
    as_samira.post(of(village, "weer-thuis/"))

    assert "in het ziekenhuis" in html
    with acting(professional(village.samira)):
        there = Membership.objects.get(resident=village.fatma)
        assert there.paused_because == ""
    assert "ziekenhuis" not in page(as_samira, at(village.devries, "betrokkenen/"))


def test_a_death_is_recorded_once_by_who_answers_for_the_household(village, as_samira):
    involved(village, "pieter", "contact", "plan")
    page(signed_in(village, "pieter"), of(village, "overleden/"), status=404)
    with acting(professional(village.samira)) as me:
        task = Task(title="Bellen met Fatma", due_on=village.today, concerns=village.fatma)
        give_action(village.devries, task, doer=Doer(position=village.samira), by=me)
    later = as_samira.post(of(village, "overleden/"), {"on": "03-03-2026"})

    answer = as_samira.post(of(village, "overleden/"), {"on": "01-03-2026"})

    assert later.status_code == 422
    assert answer.status_code == 302
    with acting(professional(village.samira)):
        assert str(Resident.objects.get(pk=village.fatma).deceased_on) == "2026-03-01"
        assert Action.objects.get(concerns=village.fatma).stopped_at == village.now
    page(as_samira, of(village, "bereiken/"), status=404)
