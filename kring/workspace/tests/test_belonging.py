"""Who belongs to a household: added, put right, no longer; by who coordinates it."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers.tests import stories
from kring.residents import actions
from kring.residents.models import Household, Membership, Resident
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

AYSE = {
    "salutation": "mevrouw", "given_name": "Ayşe", "name_prefix": "", "family_name": "Yılmaz",
    "born_on": "12-09-1955", "role": "oma",
}  # fmt: skip
FATMA = AYSE | {"given_name": "Fatima", "born_on": "04-05-1985", "role": "moeder"}


def of(village, rest="", *, who="fatma"):
    return at(village.devries, f"inwoner/{getattr(village, who)}/{rest}")


def circle(village, client):
    return page(client, at(village.devries, "betrokkenen/"))


def test_a_second_member_joins_from_the_page_of_the_circle(village, as_samira):
    door = at(village.devries, "betrokkenen/bewoner/")
    assert door in circle(village, as_samira)

    answer = as_samira.post(door, AYSE)

    assert answer.status_code == 302
    html = circle(village, as_samira)
    assert "Ayşe Yılmaz" in html
    assert "oma · 70 jaar" in html
    assert "3 volwassenen, 1 kind" in page(as_samira, at(village.devries))


def test_without_a_name_nobody_is_added_and_nothing_typed_is_lost(village, as_samira):
    typed = AYSE | {"family_name": "", "born_on": "12-09-2055"}

    answer = as_samira.post(at(village.devries, "betrokkenen/bewoner/"), typed)

    assert answer.status_code == 422
    assert "Vul de achternaam in." in answer.text
    assert 'value="Ayşe"' in answer.text
    assert 'value="12-09-2055"' in answer.text


def test_what_was_written_down_wrongly_is_put_right(village, as_samira):
    html = page(as_samira, of(village, "gegevens/"))
    assert 'value="04-05-1984"' in html
    assert of(village, "gegevens/") in circle(village, as_samira)

    answer = as_samira.post(of(village, "gegevens/"), FATMA | {"version": "2"})

    assert answer.status_code == 302
    html = circle(village, as_samira)
    assert "Fatima Yılmaz" in html
    assert "moeder · 40 jaar" in html


def test_two_who_put_the_same_right_see_both_texts(village, as_samira):
    as_samira.post(of(village, "gegevens/"), FATMA | {"version": "2"})

    answer = as_samira.post(of(village, "gegevens/"), FATMA | {"version": "2", "role": "tante"})

    assert answer.status_code == 409
    assert "Fatima Yılmaz" in answer.text
    assert "moeder" in answer.text
    assert 'value="tante"' in answer.text
    again = as_samira.post(of(village, "gegevens/"), FATMA | {"version": "4", "role": "tante"})
    assert again.status_code == 302


def test_a_household_gets_another_name_and_neighbourhood(village, as_samira):
    door = at(village.devries, "naam/")
    assert "Gezin De Vries-Yılmaz" in page(as_samira, door)
    typed = {"name": "Gezin Yılmaz", "neighbourhood_id": str(village.spoorkwartier), "version": "1"}

    answer = as_samira.post(door, typed)
    late = as_samira.post(door, typed | {"name": "Familie Yılmaz"})

    assert answer.status_code == 302
    assert late.status_code == 409
    html = page(as_samira, at(village.devries))
    assert "Gezin Yılmaz" in html
    assert "Spoorkwartier" in html


def test_a_household_named_after_one_person_bears_the_right_name(village):
    with acting(professional(village.samira)) as me:
        new = actions.register(actions.Person(family_name="Jansen"), by=me, source=uuid4())
        right = actions.Person(family_name="Janssens")
        actions.change_person(new.household, resident=new.resident, person=right, by=me)

        assert Household.objects.get(pk=new.household).name == "Janssens"


def test_who_moved_out_belongs_to_it_until_a_day_and_can_come_back(village, as_samira):
    as_samira.post(of(village, "weg/", who="bram"), {"on": "2026-02-20"})

    html = circle(village, as_samira)
    assert "Hoorde hier eerder bij" in html
    page(as_samira, of(village, "bereiken/", who="bram"), status=404)
    as_samira.post(of(village, "hoort-erbij/", who="bram"))
    with acting(professional(village.samira)):
        first, second = Membership.objects.filter(resident=village.bram).order_by("from_on")
        assert str(first.until_on) == "2026-02-20"
        assert (second.from_on, second.until_on) == (village.today, None)
    assert "Hoorde hier eerder bij" not in circle(village, as_samira)


def test_who_will_move_out_is_there_until_that_day(village, as_samira):
    as_samira.post(of(village, "weg/", who="bram"), {"on": "2026-03-06"})

    assert 'tot en met <time datetime="2026-03-06">vr 6 mrt</time>' in circle(village, as_samira)
    as_samira.post(of(village, "hoort-erbij/", who="bram"))
    with acting(professional(village.samira)):
        assert Membership.objects.get(resident=village.bram).until_on is None


def test_the_last_one_does_not_leave_and_nobody_leaves_before_coming(village, as_samira):
    early = as_samira.post(of(village, "weg/", who="bram"), {"on": "1999-01-01"})
    for who in ("bram", "emre"):
        as_samira.post(of(village, "weg/", who=who), {"on": "2026-03-01"})

    last = as_samira.post(of(village, "weg/"), {"on": "2026-03-01"})

    assert (early.status_code, last.status_code) == (422, 422)
    assert "Kies een latere dag" in early.text
    assert "enige bewoner" in last.text


@pytest.mark.parametrize("path", ["gegevens/", "weg/"])
def test_who_is_only_involved_reads_and_does_not_put_right(village, path):
    involved(village, "pieter", "contact", "plan")
    pieter = signed_in(village, "pieter")

    page(pieter, of(village, path), status=404)
    assert pieter.post(of(village, path), FATMA | {"on": "2026-03-01"}).status_code == 404
    page(pieter, at(village.devries, "naam/"), status=404)
    page(pieter, at(village.devries, "betrokkenen/bewoner/"), status=404)
    assert pieter.post(of(village, "hoort-erbij/")).status_code == 404
    assert "Bewoner toevoegen" not in circle(village, pieter)


def test_the_database_lets_the_coordinator_and_nobody_else(village):
    involved(village, "pieter", "contact", "plan")
    person = actions.Person(family_name="Anders")
    with acting(professional(village.pieter)) as me:
        with pytest.raises(Refused):
            actions.join(village.devries, person=person, by=me)
        with pytest.raises(Refused):
            actions.change_person(village.devries, resident=village.fatma, person=person, by=me)
        with pytest.raises(Refused):
            actions.end_membership(village.devries, resident=village.bram, on=village.today, by=me)
        with pytest.raises(Refused):
            actions.rename(village.devries, "Anders", neighbourhood=None, by=me)
        for row, change in [
            (Resident.objects.filter(pk=village.fatma), {"family_name": "Anders"}),
            (Membership.objects.filter(resident=village.bram), {"until_on": village.today}),
        ]:
            with pytest.raises(DatabaseError, match="only the coordinator"), transaction.atomic():
                row.update(**change)
        assert not Household.objects.filter(pk=village.devries).update(name="Anders")
        actions.pause(village.devries, resident=village.bram, because="ziekenhuis", by=me)
    with acting(professional(village.tessa)) as me, pytest.raises(Refused):
        actions.change_person(village.devries, resident=village.fatma, person=person, by=me)


def test_who_took_up_someone_new_writes_down_the_family(village):
    with acting(professional(village.bakker)) as me:
        handover = stories.sent(me, team=village.tuindorp)
    joris = signed_in(village, "joris")
    joris.post(f"/overdracht/{handover.pk}/oppakken/")
    with acting(professional(village.joris)):
        household = Household.objects.get().pk

    answer = joris.post(at(household, "betrokkenen/bewoner/"), AYSE)

    assert answer.status_code == 302
    assert "Ayşe" in page(joris, at(household, "betrokkenen/"))
