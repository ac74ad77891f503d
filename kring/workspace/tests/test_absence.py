"""Being away, back earlier, and away so long that someone else must coordinate."""

from datetime import timedelta

import pytest

from kring.circle.actions import stand_in
from kring.circle.models import StandIn
from kring.core.actor import acting, professional
from kring.workspace.tests.conftest import page, signed_in

HERE = "/mijn-werk/team/afwezig/"
ASKS = "Stel een andere coördinator voor"


def away(village, *, since=0, until=30):
    with acting(professional(village.ineke)) as ineke:
        return stand_in(
            village.samira, by_whom=village.pieter, from_on=village.today - timedelta(days=since),
            until_on=village.today + timedelta(days=until), by=ineke,
        )  # fmt: skip


def test_who_is_away_long_waits_for_the_lead_to_propose_someone_else(village):
    away(village, since=30)
    ineke = signed_in(village, "ineke")
    there = f"/mijn-werk/team/{village.samira}/verdelen/"

    html = page(ineke, "/mijn-werk/")

    assert ASKS in html
    assert f'href="{there}"' in html
    assert ASKS not in page(signed_in(village, "pieter"), "/mijn-werk/")
    assert "Anderen nemen waar sinds" in page(ineke, there)


def test_once_somebody_was_asked_it_waits_no_longer_and_is_not_asked_twice(village):
    away(village, since=30)
    ineke = signed_in(village, "ineke")
    there = f"/mijn-werk/team/{village.samira}/verdelen/"

    ineke.post(there, {str(village.devries): str(village.joris)})

    assert ASKS not in page(ineke, "/mijn-werk/")
    html = page(ineke, there)
    assert "Al gevraagd" in html
    assert "Joris Bos" in html
    assert "Niets te verdelen" in html


def test_who_is_away_or_leaves_is_not_offered_a_household(village):
    away(village)
    with acting(professional(village.ineke)) as ineke:
        stand_in(
            village.joris, by_whom=village.pieter, from_on=village.today, until_on=village.today,
            by=ineke,
        )  # fmt: skip

    html = page(signed_in(village, "ineke"), f"/mijn-werk/team/{village.samira}/verdelen/")

    assert "Pieter van Dam" in html
    assert "Joris Bos" not in html


@pytest.mark.parametrize("who", ["samira", "ineke", "pieter"])
def test_either_of_the_two_or_the_lead_says_back_earlier(village, who):
    made = away(village)
    client = signed_in(village, who)
    assert "Eerder terug" in page(client, "/mijn-werk/team/")

    answer = client.post(f"{HERE}{made.pk}/einde/", follow=True)

    assert "De waarneming is gestopt." in answer.content.decode()
    assert "Eerder terug" not in page(client, "/mijn-werk/team/")


def test_a_colleague_does_not_end_it_and_nobody_ends_it_twice(village):
    made = away(village)

    joris = signed_in(village, "joris").post(f"{HERE}{made.pk}/einde/", follow=True)
    assert "Alleen de collega zelf of de teamleider" in joris.content.decode()
    assert StandIn.objects.get().ended_at is None

    ineke = signed_in(village, "ineke")
    ineke.post(f"{HERE}{made.pk}/einde/")
    again = ineke.post(f"{HERE}{made.pk}/einde/", follow=True)
    assert "Deze waarneming is al gestopt." in again.content.decode()


def test_who_has_no_team_arranges_it_and_takes_it_back(village):
    noor = signed_in(village, "noor")
    today = f"{village.today:%d-%m-%Y}"
    people = {"position": str(village.noor), "by_whom": str(village.bakker)}
    typed = people | {"from_on": today, "until_on": today}
    assert HERE in page(noor, "/profiel/")

    done = noor.post(HERE, typed, follow=True)

    html = done.content.decode()
    assert "De waarneming is geregeld" in html
    assert "Peter Bakker neemt waar" in html
    made = StandIn.objects.get()
    noor.post(f"{HERE}{made.pk}/einde/")
    assert "neemt waar." not in page(noor, HERE)


def test_for_who_has_no_team_the_one_escalated_to_arranges_it_too(village):
    html = page(signed_in(village, "bakker"), HERE)
    assert html.count("Noor Willems") == 2  # who is away, and who stands in

    html = page(signed_in(village, "noor"), HERE)
    assert html.count("Peter Bakker") == 1  # stands in for her, and is not hers to arrange for
    assert html.count(f'value="{village.noor}"') == 1


def test_who_works_alone_hears_that_there_is_nobody(village):
    vermeer = signed_in(village, "vermeer")
    assert "Er is niemand die kan waarnemen" in page(vermeer, HERE)

    answer = vermeer.post(HERE, {"position": str(village.vermeer)})

    assert answer.status_code == 422
    assert not StandIn.objects.exists()
