"""What would endanger when known: hidden from a page, looked at again, made known again."""

from datetime import timedelta
from uuid import UUID

import pytest

from kring.circle import actions as circle
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.notices.models import Notice
from kring.plans.models import Goal
from kring.residents import actions as residents
from kring.residents.models import Resident
from kring.sharing import actions as sharing
from kring.sharing import tasks
from kring.sharing.models import SafetyFlag
from kring.workspace.tests.conftest import at, page, signed_in

EVERYTHING = ["contact", "situation", "plan", "finance", "health", "safety"]


@pytest.fixture
def joost(village):
    """In the circle with every category, and no confidant."""
    with acting(professional(village.samira)) as samira:
        circle.involve(
            village.devries, party=circle.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=EVERYTHING, by=samira,
        )  # fmt: skip
    return signed_in(village, "joost")


def hidden(village, client, **more) -> UUID:
    """Fatma is hidden, until somebody looks again."""
    typed = {
        "resident": village.fatma, "hides": "person", "reason": "Haar ex zoekt haar.",
        "review_on": f"{village.today + timedelta(days=30)}",
    }  # fmt: skip
    answer = client.post(at(village.devries, "veiligheid/nieuw/"), typed | more)
    assert answer["Location"] == at(village.devries, "veiligheid/"), answer.content.decode()
    with acting(professional(village.samira)):
        return SafetyFlag.objects.latest("set_at").pk


def test_from_the_circle_one_hides_a_person_and_only_who_may_know_reads_why(
    village, as_samira, joost
):
    safety = at(village.devries, "veiligheid/")
    assert safety in page(as_samira, at(village.devries, "betrokkenen/"))
    assert "van niets dat geheim is" in page(as_samira, safety)

    hidden(village, as_samira)

    assert "Haar ex zoekt haar." in page(as_samira, safety)
    with acting(professional(village.joost)):
        assert not Resident.objects.filter(pk=village.fatma).exists()
    assert "van niets dat geheim is" in page(joost, safety)
    assert safety in page(joost, at(village.devries, "betrokkenen/"))


def test_what_is_missing_gets_a_sentence_and_nothing_typed_is_lost(village, as_samira):
    here = at(village.devries, "veiligheid/nieuw/")
    typed = {
        "resident": village.fatma, "hides": "party", "reason": "Niet bekend maken.",
        "review_on": f"{village.today + timedelta(days=400)}",
    }  # fmt: skip

    answer = as_samira.post(here, typed)

    assert answer.status_code == 422
    assert "Kies welke betrokkene verborgen moet blijven" in answer.content.decode()
    assert "Niet bekend maken." in answer.content.decode()
    assert "binnen zes maanden" in as_samira.post(here, typed | {"hides": "place"}).content.decode()
    with acting(professional(village.samira)):
        assert not SafetyFlag.objects.exists()


def test_it_is_looked_at_again_and_lifted_with_a_reason(village, as_samira, joost):
    flag = hidden(village, as_samira)
    here = at(village.devries, f"veiligheid/{flag}/")
    page(joost, f"{here}opheffen/", status=404)
    page(joost, f"{here}nog-nodig/", status=404)

    later = f"{village.today + timedelta(days=90)}"
    as_samira.post(f"{here}nog-nodig/", {"review_on": later})
    with acting(professional(village.samira)):
        assert f"{SafetyFlag.objects.get().review_on}" == later
    assert as_samira.post(f"{here}opheffen/", {"because": " "}).status_code == 422
    as_samira.post(f"{here}opheffen/", {"because": "Hij woont nu ver weg."})

    assert "Hij woont nu ver weg." in page(as_samira, at(village.devries, "veiligheid/"))
    page(as_samira, f"{here}opheffen/", status=404)
    with acting(professional(village.joost)):
        assert Resident.objects.filter(pk=village.fatma).exists()


def test_a_confidant_lets_another_know_from_this_page(village, as_samira, joost):
    hidden(village, as_samira)
    confide = at(village.devries, f"inwoner/{village.fatma}/vertrouwen/")
    assert confide in page(as_samira, at(village.devries, "veiligheid/"))

    as_samira.post(confide, {"to": village.joost})

    assert "Haar ex zoekt haar." in page(joost, at(village.devries, "veiligheid/"))


def test_on_its_day_it_waits_in_mijn_werk_for_who_hid_it(village, as_samira, joost):
    flag = hidden(village, as_samira, hides="place")
    assert "kijk opnieuw naar de veiligheid" not in page(as_samira, "/mijn-werk/")
    with acting(professional(village.samira)):
        SafetyFlag.objects.filter(pk=flag).update(review_on=village.today)

    assert "kijk opnieuw naar de veiligheid" in page(as_samira, "/mijn-werk/")
    assert "kijk opnieuw naar de veiligheid" not in page(joost, "/mijn-werk/")


def test_who_knows_nothing_of_safety_has_no_such_page(village, as_samira):
    with acting(professional(village.samira)) as samira:
        circle.involve(
            village.devries, party=circle.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["contact", "plan"], by=samira,
        )  # fmt: skip
    joost = signed_in(village, "joost")

    page(joost, at(village.devries, "veiligheid/"), status=404)
    page(joost, at(village.devries, "veiligheid/nieuw/"), status=404)
    assert "veiligheid/" not in page(joost, at(village.devries, "betrokkenen/"))
    page(signed_in(village, "tessa"), at(village.devries, "veiligheid/"), status=404)


def test_closing_waits_until_somebody_is_named_who_looks_after_it(village, as_samira, joost):
    flag = hidden(village, as_samira, hides="place")
    close, safety = at(village.devries, "afsluiten/"), at(village.devries, "veiligheid/")
    said = {
        "because": "done", "helped": "yes", "stays": "Oma Riet", "call": "Het wijkteam",
        "no_aftercare_because": "Zij belt zelf.",
    }  # fmt: skip
    with acting(professional(village.samira)):
        said |= {f"goal-{each}": "reached" for each in Goal.objects.values_list("pk", flat=True)}
    assert "Kies eerst wie op de veiligheid let" in page(as_samira, close)
    assert as_samira.post(close, said).status_code == 422

    as_samira.post(f"{safety}{flag}/na-afsluiten/", {"to": village.joost})

    assert "Joost" in page(as_samira, safety)
    assert "Kies eerst wie op de veiligheid let" not in page(as_samira, close)
    assert as_samira.post(close, said).status_code == 302
    assert "Haar ex zoekt haar." in page(joost, safety)
    assert "Oma Riet" not in page(joost, at(village.devries))
    page(joost, f"{safety}{flag}/na-afsluiten/", status=404)
    tasks.remind(village.now + timedelta(days=400))
    assert Notice.objects.get(about=flag).whom == village.joost
    with acting(professional(village.joost), at=village.now + timedelta(days=400)) as me:
        sharing.lift_flag(flag, because="Hij woont ver weg.", by=me)
        assert not Resident.objects.exists()


def test_a_plan_that_begins_again_ends_what_the_successor_could_see(village, as_samira, joost):
    flag = hidden(village, as_samira, hides="place")
    talk = circle.Conversation(
        because="done", stays="oma", call="Samira", no_aftercare_because="wil niet"
    )
    with acting(professional(village.samira)) as samira:
        sharing.name_successor(flag, to=village.joost, by=samira)
        circle.close(village.devries, talk, by=samira)
        with pytest.raises(Refused):
            sharing.name_successor(flag, to=village.samira, by=samira)
    later = village.now + timedelta(days=1)
    with acting(professional(village.joost), at=later):
        assert Resident.objects.filter(pk=village.fatma).exists()
    with acting(professional(village.samira), at=later) as samira:
        circle.begin_again(village.devries, by=samira)
    with acting(professional(village.joost), at=later + timedelta(seconds=1)):
        assert not Resident.objects.exists()


def test_only_days_that_are_accepted_are_offered_in_one_tap(village, as_samira):
    html = page(as_samira, at(village.devries, "veiligheid/nieuw/"))

    assert "Over drie maanden" in html
    assert "Vandaag" not in html


def died(client, village, *who: str) -> None:
    for name in who:
        here = at(village.devries, f"inwoner/{getattr(village, name)}/overleden/")
        assert client.post(here, {"on": "2026-03-01"}).status_code == 302


def test_what_is_hidden_of_who_died_keeps_no_empty_household_open(village, as_samira, joost):
    flag = hidden(village, as_samira)
    died(as_samira, village, "fatma", "emre", "bram")
    close = at(village.devries, "afsluiten/")
    assert "Kies eerst wie op de veiligheid let" not in page(as_samira, close)

    assert as_samira.post(close).status_code == 302

    assert "Iedereen in dit huishouden is overleden." in page(as_samira, at(village.devries))
    tasks.remind(village.now + timedelta(days=400))
    assert not Notice.objects.filter(about=flag).exists()
    with acting(professional(village.joost)):
        assert not Resident.objects.filter(pk=village.fatma).exists()


def test_what_is_hidden_of_who_lives_elsewhere_still_waits_for_a_name(village, as_samira):
    hidden(village, as_samira)
    with acting(professional(village.samira)) as samira:
        residents.end_membership(
            village.devries, resident=village.fatma, on=village.today - timedelta(days=1), by=samira
        )
    died(as_samira, village, "emre", "bram")
    close = at(village.devries, "afsluiten/")

    assert "Kies eerst wie op de veiligheid let" in page(as_samira, close)
    assert as_samira.post(close).status_code == 422
