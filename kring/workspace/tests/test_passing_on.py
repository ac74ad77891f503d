"""From the page of a household a known resident goes to another party; nothing is typed again."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from kring.circle.models import Involvement, Plan
from kring.core.actor import acting, job, professional
from kring.handovers import actions as handovers
from kring.handovers.models import Draft, Handover
from kring.handovers.models.choices import Kind
from kring.handovers.rules import WhyNotSend
from kring.handovers.tests.stories import sent, typed
from kring.residents.models import Household, Resident
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

STORY = {
    "situation": "De schulden lopen op.",
    "theme": "geld",
    "categories": ["finance"],
}


def people():
    with acting(job("count")):
        return Resident.objects.count(), Household.objects.count(), Plan.objects.count()


def begun(client, household, door, **typed):
    """The draft that begins, with the address of its first question."""
    answer = client.post(at(household, door), typed, follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0]


def written(client, first, *, receiver):
    """All the steps, as someone goes through them who types no name."""
    here = first.removesuffix("aan-wie/")
    client.post(f"{here}aan-wie/", {"receiver": receiver})
    client.post(f"{here}weet-de-inwoner-het/", {"answer": "yes"})
    client.post(f"{here}toestemming/", {"how": "spoken", "told": "on", "hears": "outcome"})
    html = page(client, f"{here}over-wie/")
    chosen = {"resident": _checked(html), "asked_by": "professional"}
    client.post(f"{here}over-wie/", chosen)
    client.post(f"{here}wat-is-er/", STORY)
    client.post(f"{here}hoe-snel/", {"urgency": "week"})
    client.post(f"{here}samen/", {"warm": "call", "ends_on": "30-06-2026"})
    return client.post(f"{here}controleer/", follow=True).content.decode()


def _checked(html):
    radio = next(
        each for each in html.split("<input") if 'name="resident"' in each and "checked" in each
    )
    return radio.split('value="')[1].split('"')[0]


def test_debt_counselling_joins_the_circle_of_the_household_that_exists(village, as_samira):
    before = people()
    first = begun(as_samira, village.devries, "van-buiten/", resident=str(village.fatma))
    assert str(village.devries) not in first

    written(as_samira, first, receiver=f"team:{village.schuldhulp_team}")
    with acting(professional(village.joost)) as joost:
        handover = Handover.objects.get()
        assert (handover.household_id, handover.resident_id) == (village.devries, village.fatma)
        assert handover.neighbourhood_id == village.bloemenbuurt
        handovers.receive(handover.pk, by=joost)
        handovers.accept(handover.pk, first_step="Post openen", on=village.today, by=joost)

    html = page(as_samira, at(village.devries, "betrokkenen/"))
    assert "Joost Kok" in html
    assert "naam en bereikbaarheid, wat er speelt, geld" in html
    assert people() == before
    page(signed_in(village, "joost"), at(village.devries))


def test_a_resident_who_is_handed_over_keeps_the_coordinator(village, as_samira):
    before = people()
    first = begun(as_samira, village.devries, "overdragen/", resident=str(village.bram))

    written(as_samira, first, receiver=f"team:{village.vogelwijk}")
    with acting(professional(village.tessa)) as tessa:
        handover = Handover.objects.get(kind=Kind.REFER)
        handovers.receive(handover.pk, by=tessa)
        handovers.accept(handover.pk, first_step="Bellen", on=village.today, by=tessa)

    with acting(professional(village.samira)):
        assert Plan.objects.get(household=village.devries).coordinator_id == village.samira
        assert Involvement.objects.filter(position=village.tessa, until_at=None).exists()
    assert people() == before


def test_of_a_known_resident_no_name_is_asked_and_nothing_stands_in_the_address(village, as_tessa):
    first = begun(as_tessa, village.janssen, "overdragen/", resident=str(village.henk))

    html = page(as_tessa, first.replace("aan-wie", "over-wie"))

    assert "Henk Janssen" in html
    assert "Lees die in" not in html
    assert "anssen" not in first
    with acting(professional(village.tessa)):
        assert Draft.objects.get().data["who"]["resident"] == str(village.henk)


def test_one_button_for_who_lives_alone_and_a_choice_for_more(village, as_samira, as_tessa):
    alone, together = at(village.janssen), at(village.devries)

    assert f'action="{alone}overdragen/"' in page(as_tessa, alone)
    assert f'href="{together}overdragen/"' in page(as_samira, together)
    assert f'href="{together}van-buiten/"' in page(as_samira, f"{together}betrokkenen/collega/")
    html = page(as_samira, f"{together}overdragen/")
    assert "Fatma Yılmaz" in html
    assert "Emre de Vries" in html
    assert page(as_samira, f"{together}betrokkenen/").count(f'action="{together}van-buiten/"') == 3
    nobody = as_samira.post(f"{together}van-buiten/", {})
    assert nobody.status_code == 422
    assert "Kies over wie het gaat." in nobody.content.decode()


@pytest.mark.parametrize("door", ["overdragen/", "van-buiten/"])
def test_nobody_hands_over_who_they_may_not_pass_on(village, door):
    involved(village, "kemal", "plan")
    for name in ("kemal", "tessa", "bakker", "vreemd"):
        client = signed_in(village, name)
        page(client, at(village.devries, door), status=404)
        answer = client.post(at(village.devries, door), {"resident": str(village.fatma)})
        assert answer.status_code == 404


def test_a_resident_of_another_household_cannot_be_chosen(village, as_samira):
    answer = as_samira.post(at(village.devries, "overdragen/"), {"resident": str(village.henk)})

    assert answer.status_code == 422
    with acting(professional(village.samira)):
        assert not Draft.objects.exists()


def test_a_draft_of_someone_who_left_the_household_is_not_sent(village):
    who = {"household": str(village.devries), "resident": str(village.henk)}
    with acting(professional(village.samira)) as samira:
        draft = handovers.start(Kind.REFER, by=samira, data=typed(team=village.vogelwijk, who=who))
        with pytest.raises(Exception, match=WhyNotSend.NOT_THERE):
            handovers.send(draft.pk, by=samira)


def test_the_database_hands_over_nobody_of_another_household(village):
    who = {"household": str(village.devries), "resident": str(village.fatma)}
    with acting(professional(village.samira)) as samira:
        handover = sent(samira, team=village.vogelwijk, who=who)
        handover.pk, handover.resident_id = uuid4(), village.henk
        wrong = pytest.raises(DatabaseError, match="of another household")
        with wrong, transaction.atomic():
            handover.save(force_insert=True)
