"""Coordination moves only when everyone who must know it, knows it."""

import re

import pytest
from django.db import IntegrityError, transaction

from kring.circle.actions import stand_in
from kring.circle.models import Objection, Plan
from kring.core.actor import acting, professional
from kring.handovers import actions as handovers
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import handover_to_tuindorp, involved

PLACE = "coordinator/"


@pytest.fixture
def people(village):
    return {name: signed_in(village, name) for name in ["samira", "pieter", "ineke", "joost"]}


def do(village, client, act, **typed):
    return client.post(at(village.devries, f"{PLACE}{act}/"), typed)


def coordinator(village):
    with acting(professional(village.ineke)):
        return Plan.objects.get(pk=village.plan_devries).coordinator_id


def proposed(village, people):
    assert do(village, people["samira"], "voorstellen", to=village.pieter).status_code == 302
    assert do(village, people["pieter"], "aannemen").status_code == 302


def test_coordination_goes_to_a_colleague_step_by_step(village, people):
    proposed(village, people)
    assert do(village, people["samira"], "reactie", reaction="agrees").status_code == 302
    assert coordinator(village) == village.samira

    do(village, people["samira"], "vertellen")

    assert coordinator(village) == village.pieter
    assert "Pieter van Dam" in page(people["pieter"], at(village.devries))
    page(people["samira"], at(village.devries), status=404)


def test_the_one_who_is_asked_sees_which_household_and_how_much_they_carry(village, people):
    do(village, people["samira"], "voorstellen", to=village.pieter)

    html = page(people["pieter"], at(village.devries, PLACE))

    assert "Wilt u dit huishouden coördineren?" in html
    assert "0 huishoudens, zwaarte 0" in html
    assert "wilt u coördineren?" in page(people["pieter"], "/mijn-werk/")
    assert "U ziet dit deel niet" in page(people["pieter"], at(village.devries))


def test_a_no_of_the_resident_stops_it_and_asks_who_talks_on(village, people):
    proposed(village, people)

    refused = do(village, people["samira"], "reactie", reaction="objects")
    do(village, people["samira"], "reactie", reaction="objects", goes_to=village.ineke)

    assert refused.status_code == 422
    assert "Kies wie dit met de inwoner verder bespreekt" in refused.content.decode()
    assert coordinator(village) == village.samira
    html = page(people["samira"], at(village.devries, PLACE))
    assert "Het vorige voorstel ging niet door: de inwoner wil dit niet" in html


def test_declining_leaves_it_where_it_is_and_closes_the_door(village, people):
    do(village, people["samira"], "voorstellen", to=village.pieter)

    answer = do(village, people["pieter"], "niet-aannemen")

    assert answer["Location"] == "/mijn-werk/"
    assert coordinator(village) == village.samira
    page(people["pieter"], at(village.devries, PLACE), status=404)


def test_an_objection_is_answered_before_it_comes_into_force(village, people):
    involved(village, "joost", "plan")
    proposed(village, people)
    do(village, people["samira"], "reactie", reaction="agrees")
    do(village, people["samira"], "vertellen")

    do(village, people["joost"], "bezwaar", reason="Wij zitten midden in een regeling.")
    html = page(people["samira"], at(village.devries, PLACE))
    refused = do(village, people["samira"], "ingaan")

    assert "Wij zitten midden in een regeling." in html
    assert "bezwaar waarop nog geen antwoord is" in refused.content.decode()
    assert coordinator(village) == village.samira


def test_each_objection_has_an_answer_of_its_own(village, people):
    for name in ("joost", "anja"):
        involved(village, name, "plan")
        people[name] = signed_in(village, name)
    proposed(village, people)
    do(village, people["samira"], "reactie", reaction="agrees")
    do(village, people["samira"], "vertellen")
    for name in ("joost", "anja"):
        do(village, people[name], "bezwaar", reason=f"Niet nu, zegt {name}.")
    with acting(professional(village.samira)):
        mine = {each.by_id: f"{PLACE}bezwaar/{each.pk}/" for each in Objection.objects.all()}
    first, second = (at(village.devries, mine[who]) for who in (village.joost, village.anja))
    people["samira"].post(f"/bewaard/?pad={second}", {"answer": "Anja krijgt uitleg."})

    refused = people["samira"].post(first, {"answer": "Joost krijgt tijd."})

    assert refused.status_code == 422
    assert refused.text.count("Joost krijgt tijd.") == 1
    assert refused.text.count("Anja krijgt uitleg.") == 1
    fields = re.findall(r'id="(id_[^"]+_answer)"', refused.text)
    assert len(fields) == len(set(fields)) == 2
    assert f'href="#id_{mine[village.joost].split("/")[-2]}_upheld' in refused.text


def test_a_long_objection_and_its_answer_are_kept_to_the_last_word(village, people):
    involved(village, "joost", "plan")
    proposed(village, people)
    do(village, people["samira"], "reactie", reaction="agrees")
    do(village, people["samira"], "vertellen")
    long, answer = "Wij zitten midden in een regeling. " * 55, "Dat begrijp ik. " * 120

    do(village, people["joost"], "bezwaar", reason=f"{long}Laatste woord.")
    with acting(professional(village.samira)):
        objection = Objection.objects.get()
    typed = {"answer": f"{answer}Tot slot.", "upheld": "ja"}
    people["samira"].post(at(village.devries, f"{PLACE}bezwaar/{objection.pk}/"), typed)

    with acting(professional(village.samira)):
        objection.refresh_from_db()
    assert objection.reason.endswith("Laatste woord.")
    assert objection.answer.endswith("Tot slot.")


def test_what_is_typed_on_the_way_is_kept_and_can_be_begun_anew(village, people):
    involved(village, "joost", "plan")
    proposed(village, people)
    here, words = at(village.devries, PLACE), "Wij zitten midden in een regeling."

    people["samira"].post(f"/bewaard/?pad={here}reactie/", {"legal_ground": words})
    assert words in page(people["samira"], here)
    do(village, people["samira"], "reactie", reaction="agrees", kept="1")
    do(village, people["samira"], "vertellen")
    people["joost"].post(f"/bewaard/?pad={here}bezwaar/", {"reason": words})
    assert words in page(people["joost"], here)
    anew = people["joost"].post(f"/bewaard/weg/?pad={here}bezwaar/", follow=True)

    assert "Hebt u bezwaar?" in anew.text
    assert words not in anew.text


@pytest.mark.parametrize("act", ["aannemen", "reactie", "vertellen", "ingaan", "bestaat-niet"])
def test_a_step_that_is_not_there_yet_is_not_found(village, people, act):
    assert do(village, people["samira"], act).status_code == 404


def test_nobody_coordinates_the_household_of_another_team(village, people):
    page(people["samira"], at(village.janssen, PLACE), status=404)
    assert (
        people["samira"]
        .post(at(village.janssen, f"{PLACE}voorstellen/"), {"to": str(village.samira)})
        .status_code
        == 404
    )


def test_proposing_nobody_says_what_to_choose(village, people):
    answer = do(village, people["samira"], "voorstellen")

    assert answer.status_code == 422
    assert "Kies een antwoord bij" in answer.content.decode()


def test_the_lead_divides_the_households_of_a_colleague_by_code(village, people):
    here = f"/mijn-werk/team/{village.samira}/verdelen/"
    html = page(people["ineke"], here)

    people["ineke"].post(here, {str(village.devries): str(village.pieter)})

    assert "De Vries" not in html
    assert here in page(people["ineke"], "/mijn-werk/team/")
    assert "wilt u coördineren?" in page(people["pieter"], "/mijn-werk/")
    assert coordinator(village) == village.samira


def test_only_the_lead_of_this_team_divides(village, people):
    page(people["pieter"], f"/mijn-werk/team/{village.samira}/verdelen/", status=404)
    page(people["ineke"], f"/mijn-werk/team/{village.tessa}/verdelen/", status=404)


def test_a_household_counts_as_heavy_as_its_coordinator_says(village, people):
    here = at(village.devries, PLACE)
    assert f'href="{here}#zwaarte"' in page(people["samira"], at(village.devries))
    assert "1 huishouden · zwaarte 2" in page(people["samira"], "/mijn-werk/team/")

    assert do(village, people["samira"], "zwaarte", weight="3").status_code == 302

    assert "De zwaarte is bewaard." in page(people["samira"], here)
    assert "1 huishouden · zwaarte 3" in page(people["samira"], "/mijn-werk/team/")


@pytest.mark.parametrize("weight", ["", "0", "4", "zwaar"])
def test_a_weight_is_one_of_three(village, people, weight):
    answer = do(village, people["samira"], "zwaarte", weight=weight)

    assert answer.status_code == 422
    assert "Zwaarte bewaren" in answer.content.decode()


def test_who_is_only_involved_does_not_say_how_heavy_it_is(village, people):
    involved(village, "joost", "plan")
    assert "Zwaarte bewaren" not in page(people["joost"], at(village.devries, PLACE))

    assert do(village, people["joost"], "zwaarte", weight="3").status_code == 422

    with acting(professional(village.ineke)):
        assert Plan.objects.get(pk=village.plan_devries).weight == Plan.Weight.ORDINARY


def test_the_database_knows_three_weights(village):
    with acting(professional(village.samira)):
        for weight in (0, 4):
            with pytest.raises(IntegrityError, match="plan_weight"), transaction.atomic():
                Plan.objects.filter(pk=village.plan_devries).update(weight=weight)


def test_whoever_accepts_a_handover_sees_what_they_carry_already(village, people):
    pk = handover_to_tuindorp(village)
    with acting(professional(village.ineke)) as ineke:
        handovers.reassign(pk, to=village.samira, by=ineke)
    with acting(professional(village.samira)) as samira:
        handovers.receive(pk, by=samira)

    html = page(people["samira"], f"/overdracht/{pk}/aannemen/")

    assert "U hebt nu: 1 huishouden, zwaarte 2." in html
    assert "zwaarte" not in page(people["samira"], f"/overdracht/{pk}/vraag/")


def test_a_stand_in_sees_what_the_one_carries_for_whom_it_is_accepted(village, people):
    pk = handover_to_tuindorp(village)
    with acting(professional(village.ineke)) as ineke:
        handovers.reassign(pk, to=village.samira, by=ineke)
        stand_in(
            village.samira, by_whom=village.pieter, from_on=village.today,
            until_on=village.today, by=ineke,
        )  # fmt: skip
    with acting(professional(village.pieter)) as pieter:
        handovers.receive(pk, by=pieter)

    html = page(people["pieter"], f"/overdracht/{pk}/aannemen/")

    assert "Samira Haddad heeft nu: 1 huishouden, zwaarte 2." in html
