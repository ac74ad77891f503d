"""Who joins and leaves the circle, who can see it, and the plan on paper."""

import re
from datetime import timedelta

import pytest
import time_machine

from kring.audit.models import AccessEvent
from kring.circle.actions import Party, involve, stand_in
from kring.circle.models import Involvement, Plan, StandIn
from kring.circle.rules import WhyNot
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.handovers import actions as handovers
from kring.notices.models import Notice
from kring.plans.actions import Aim, add_goal
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import action_of_samira, handover_to_tuindorp, involved

TOKEN = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f-]{36}")  # of this form: another one each time
PAGES = [
    "betrokkenen/naaste/",
    "betrokkenen/collega/",
    "betrokkenen/wettelijke-rol/",
    "afsluiten/",
    "afdrukken/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_about_the_circle_is_for_who_answers_for_it(village, as_samira, path):
    involved(village, "joost", "situation")

    assert "Gezin De Vries" in page(as_samira, at(village.devries, path))
    assert as_samira.post(at(village.devries, path), {}).status_code == 422
    page(as_samira, at(village.janssen, path), status=404)
    page(signed_in(village, "joost"), at(village.devries, path), status=404)


def test_a_relative_joins_the_circle_with_a_light_role(village, as_samira):
    typed = {"name": "Oma Riet", "tie": "oma", "purpose": "past op", "phone": "06 12345678"}

    as_samira.post(at(village.devries, "betrokkenen/naaste/"), typed)

    assert "Oma Riet" in page(as_samira, at(village.devries, "betrokkenen/"))


def test_a_colleague_sees_what_was_chosen_until_the_involvement_ends(village, as_samira):
    typed = {"to": str(village.pieter), "role": "budgetcoach", "purpose": "post openen"}
    as_samira.post(
        at(village.devries, "betrokkenen/collega/"), typed | {"categories": ["plan", "situation"]}
    )
    pieter = signed_in(village, "pieter")
    assert "budgetcoach" in page(as_samira, at(village.devries, "betrokkenen/"))
    html = page(as_samira, at(village.devries, "betrokkenen/wie-mag-dit-zien/"))
    assert "Pieter van Dam" in html
    page(pieter, at(village.devries, "plan/"))

    with acting(professional(village.samira)):
        there = Involvement.objects.get(position=village.pieter)
    as_samira.post(at(village.devries, f"betrokkenen/{there.pk}/beeindigen/"), {"x": ""})

    page(pieter, at(village.devries), status=404)


def test_a_colleague_cannot_be_involved_until_a_day_that_has_no_day_after(village, as_samira):
    typed = {"to": str(village.pieter), "role": "budgetcoach", "purpose": "post openen"}
    typed |= {"categories": ["plan"], "ends_on": "9999-12-31"}

    answer = as_samira.post(at(village.devries, "betrokkenen/collega/"), typed)

    assert answer.status_code == 422
    assert "Kijk het jaar na" in answer.content.decode()
    assert "budgetcoach" in answer.content.decode()


def involvement_of(village, name):
    with acting(professional(village.samira)):
        return Involvement.objects.get(position=getattr(village, name), until_at=None)


def test_who_is_asked_answers_that_they_are_still_involved(village, as_samira):
    involved(village, "joost", "situation")
    there = involvement_of(village, "joost")
    joost, later = signed_in(village, "joost"), village.now + timedelta(minutes=20)
    here = at(village.devries, f"betrokkenen/{there.pk}/nog-betrokken/")
    assert "Ja, nog betrokken" in page(joost, at(village.devries, "betrokkenen/"))

    with time_machine.travel(later, tick=False):
        html = joost.post(here, follow=True).content.decode()

    assert "u bent nog betrokken" in html
    assert involvement_of(village, "joost").last_active_at == later
    assert "Nog betrokken?" not in page(as_samira, at(village.devries, "betrokkenen/"))
    assert as_samira.post(here).status_code == 404


def test_who_stops_goes_to_their_own_work_and_sees_the_household_no_more(village, as_samira):
    involved(village, "joost", "situation")
    there, joost = involvement_of(village, "joost"), signed_in(village, "joost")
    here = at(village.devries, f"betrokkenen/{there.pk}/stoppen/")
    assert here in page(joost, at(village.devries, "betrokkenen/"))
    page(as_samira, here, status=404)
    assert "daarna niet meer" in page(joost, here)

    answer = joost.post(here)

    assert (answer.status_code, answer["Location"]) == (302, "/mijn-werk/")
    page(joost, at(village.devries), status=404)
    page(joost, here, status=404)
    assert "Kok" not in page(as_samira, at(village.devries, "betrokkenen/"))
    told = Notice.objects.get(step="involvement.stopped")
    assert (told.whom, told.path) == (village.samira, at(village.devries, "betrokkenen/"))


def test_who_coordinates_does_not_stop_by_a_button(village, as_samira):
    there = involvement_of(village, "samira")

    page(as_samira, at(village.devries, f"betrokkenen/{there.pk}/stoppen/"), status=404)


def test_who_stands_in_says_still_involved_and_does_not_stop(village):
    involved(village, "joris", "situation")
    there, days = involvement_of(village, "joris"), (village.today, village.today)
    with acting(professional(village.joris)) as me:
        stand_in(village.joris, by_whom=village.pieter, from_on=days[0], until_on=days[1], by=me)
    pieter = signed_in(village, "pieter")

    html = page(pieter, at(village.devries, "betrokkenen/"))

    assert "Ja, nog betrokken" in html
    assert "Ik stop" not in html
    page(pieter, at(village.devries, f"betrokkenen/{there.pk}/stoppen/"), status=404)


def test_emergency_access_asks_why_first_and_is_marked_in_the_log(village, as_samira):
    tessa = signed_in(village, "tessa")
    here = at(village.devries, "noodtoegang/")
    assert "De Vries" not in page(tessa, here)
    assert tessa.post(here, {"reason": "x"}).status_code == 422

    tessa.post(here, {"reason": "Emre is weggelopen en wij moeten oma bellen."})

    assert "Gezin De Vries" in page(tessa, at(village.devries))
    assert "noodtoegang" in page(as_samira, at(village.devries, "inzage/"))


def test_emergency_access_to_nothing_says_no_more_than_to_something(village, as_tessa):
    there = page(as_tessa, at(village.devries, "noodtoegang/"))
    nothing = page(as_tessa, at(village.waterrijk, "noodtoegang/"))

    assert TOKEN.sub("", there) == TOKEN.sub("", nothing)


def test_who_works_in_another_region_hears_that_there_is_no_such_household(village):
    vreemd = signed_in(village, "vreemd")
    typed = {"reason": "Emre is weggelopen en wij moeten oma bellen."}

    theirs = vreemd.post(at(village.devries, "noodtoegang/"), typed)
    nothing = vreemd.post(at(village.waterrijk, "noodtoegang/"), typed)

    assert theirs.status_code == nothing.status_code == 422
    assert TOKEN.sub("", theirs.content.decode()) == TOKEN.sub("", nothing.content.decode())
    page(vreemd, at(village.devries), status=404)


def test_a_print_for_the_table_leaves_out_what_one_of_them_keeps_private(village, as_samira):
    with acting(professional(village.samira)) as me:
        mine = Aim(title="Medicijnen afbouwen", concerns=village.fatma, category="health")
        add_goal(village.devries, mine, by=me)
        add_goal(village.devries, Aim(title="Rust in huis"), by=me)
    here = at(village.devries, "afdrukken/")

    together = as_samira.post(here, {"whom": "allen"}).content.decode()
    for_fatma = as_samira.post(here, {"whom": str(village.fatma)}).content.decode()
    for_bram = as_samira.post(here, {"whom": str(village.bram)}).content.decode()

    assert "Medicijnen" not in together
    assert "Rust in huis" in together
    assert "Medicijnen" in for_fatma
    assert "Medicijnen" not in for_bram
    with acting(job("test")):
        assert AccessEvent.objects.filter(household=village.devries, action="print").count() == 3


def test_a_plan_is_closed_after_a_conversation_with_its_open_actions(village, as_samira):
    action_of_samira(village)
    typed = {"because": "done", "helped": "yes", "stays": "Oma Riet", "call": "Het wijkteam"}
    here = at(village.devries, "afsluiten/")

    refused = as_samira.post(here, typed)
    as_samira.post(here, typed | {"no_aftercare_because": "Zij belt zelf."})

    assert refused.status_code == 422
    with acting(professional(village.ineke)):
        assert Plan.objects.get(pk=village.plan_devries).closed_because == "done"
    assert "Afgesloten op" in page(as_samira, at(village.devries))


def test_a_colleague_stands_in_and_sees_what_is_theirs(village):
    samira, pieter = signed_in(village, "samira"), signed_in(village, "pieter")
    typed = {"position": str(village.samira), "by_whom": str(village.pieter)}

    samira.post(
        "/mijn-werk/team/afwezig/", typed | {"from_on": "2026-03-02", "until_on": "2026-03-13"}
    )

    with acting(professional(village.ineke)):
        assert StandIn.objects.count() == 1
    html = page(pieter, at(village.devries))
    assert "Samira Haddad" in html
    assert "Pieter van Dam neemt waar" in html


def test_nobody_but_the_lead_arranges_absence_of_a_colleague(village):
    typed = {"position": str(village.samira), "by_whom": str(village.pieter)}
    days = {"from_on": "2026-03-02", "until_on": "2026-03-13"}

    answer = signed_in(village, "joris").post("/mijn-werk/team/afwezig/", typed | days)

    assert answer.status_code == 422
    assert (
        signed_in(village, "ineke").post("/mijn-werk/team/afwezig/", typed | days).status_code
        == 302
    )


def test_a_lead_in_the_circle_does_not_read_who_can_see_it(village):
    involved(village, "ineke", "contact", "plan")
    ineke = signed_in(village, "ineke")

    assert "wie-mag-dit-zien" not in page(ineke, at(village.devries, "betrokkenen/"))
    page(ineke, at(village.devries, "betrokkenen/wie-mag-dit-zien/"), status=404)


def test_a_lead_outside_the_circle_is_offered_nothing_that_only_the_coordinator_can(village):
    ineke, household = signed_in(village, "ineke"), begun(village)

    circle = page(ineke, at(household, "betrokkenen/"))
    timeline = page(ineke, at(household, "tijdlijn/"))

    for each in ("naaste/", "collega/", "wettelijke-rol/"):
        assert f"betrokkenen/{each}" not in circle
        page(ineke, at(household, f"betrokkenen/{each}"), status=404)
    assert "notitie/nieuw" not in timeline


def begun(village):
    """A household that Joris coordinates and that came to his team: its lead sees the name."""
    pk = handover_to_tuindorp(village)
    with acting(professional(village.joris)) as me:
        handovers.receive(pk, by=me)
        handovers.accept(pk, first_step="Bellen", on=village.today, by=me)
        return Plan.objects.get(coordinator=village.joris).household_id


def test_who_may_not_add_to_a_circle_reads_why(village):
    with pytest.raises(Refused, match=WhyNot.NOT_COORDINATOR):
        involve_as(village, "ineke")


def involve_as(village, name):
    party = Party(position=village.pieter)
    with acting(professional(getattr(village, name))) as me:
        involve(
            village.devries, party=party, role="r", purpose="p", ground="yes",
            categories=["plan"], by=me,
        )  # fmt: skip


def test_a_temporary_involvement_lasts_longer_when_the_coordinator_says_so(village, as_samira):
    typed = {"to": str(village.pieter), "role": "budgetcoach", "purpose": "post openen"}
    typed |= {"categories": ["plan"], "ends_on": str(village.today + timedelta(days=9))}
    as_samira.post(at(village.devries, "betrokkenen/collega/"), typed)
    there = involvement_of(village, "pieter")
    here = at(village.devries, f"betrokkenen/{there.pk}/tot/")
    assert here in page(as_samira, at(village.devries, "betrokkenen/"))
    assert "stopt de betrokkenheid van Pieter van Dam vanzelf" in page(as_samira, here)
    page(signed_in(village, "pieter"), here, status=404)

    answer = as_samira.post(here, {"on": "2026-02-01"})
    assert answer.status_code == 422
    as_samira.post(here, {"on": "2026-06-01"})

    assert 'tot en met <time datetime="2026-06-01">ma 1 jun</time>' in page(
        as_samira, at(village.devries, "betrokkenen/")
    )
