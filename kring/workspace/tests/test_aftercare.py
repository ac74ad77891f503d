"""After a plan closed: what was agreed is asked on its day, by who agreed to."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from kring.circle import tasks
from kring.circle.actions import Conversation, ask, begin_again, close, open_plan
from kring.circle.models import FollowUp, Plan
from kring.circle.queries import returns_to
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory.actions import end_position
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.residents.models import Resident
from kring.workspace.tests.conftest import at, page, signed_in

WORK = "/mijn-werk/"


@pytest.fixture
def promised(village) -> UUID:
    """Samira closed; Pieter calls in a week."""
    said = Conversation(
        because="done", stays="Oma Riet", call="Het wijkteam",
        aftercare_on=village.today + timedelta(days=7), aftercare_by=village.pieter,
    )  # fmt: skip
    with acting(professional(village.samira)) as samira:
        close(village.devries, said, by=samira)
        return FollowUp.objects.get().pk


def test_who_promised_aftercare_finds_it_in_mijn_werk_and_reaches_the_resident(village, promised):
    pieter, here = signed_in(village, "pieter"), at(village.devries, f"nazorg/{promised}/")

    assert here in page(pieter, WORK)
    html = page(pieter, here)

    assert "Fatma" in html
    assert "vraag hoe het gaat" in html.lower()
    assert "Oma Riet" not in page(pieter, at(village.devries))
    assert here not in page(signed_in(village, "joris"), WORK)
    page(signed_in(village, "joris"), here, status=404)
    assert "Pieter van Dam" in page(signed_in(village, "samira"), at(village.devries))
    page(signed_in(village, "samira"), here, status=404)


def test_a_closed_household_says_so_since_when_and_whom_to_call(village, promised):
    samira = signed_in(village, "samira")

    html = page(samira, at(village.devries))

    assert 'Afgesloten op <time datetime="2026-03-02">maandag 2 maart 2026</time>' in html
    assert "Samira Haddad van Wijkteam Tuindorp was de laatste coördinator." in html
    assert "Nog geen coördinator" not in html
    listed = page(samira, "/huishoudens/")
    assert "afgesloten" in listed
    assert "aangemeld" not in listed


def test_who_coordinated_and_left_is_not_named_any_more(village, promised):
    with acting(professional(village.fleur)) as fleur:
        end_position(village.samira, on=village.today - timedelta(days=1), by=fleur)

    html = page(signed_in(village, "pieter"), at(village.devries))

    assert "Bel Wijkteam Tuindorp." in html
    assert "Samira Haddad van" not in html


def test_after_the_call_it_waits_no_more_and_access_ends(village, promised):
    pieter, here = signed_in(village, "pieter"), at(village.devries, f"nazorg/{promised}/")

    empty = pieter.post(here, {"how": " ", "again": "no"})
    answer = pieter.post(here, {"how": "Het gaat goed, zij werkt weer.", "again": "no"})

    assert empty.status_code == 422
    assert "Schrijf kort op hoe het gaat." in empty.content.decode()
    assert answer["Location"] == WORK
    assert here not in page(pieter, WORK)
    page(pieter, here, status=404)
    with acting(professional(village.pieter), at=village.now + timedelta(seconds=1)):
        assert not Resident.objects.exists()
    with acting(professional(village.samira)):
        assert FollowUp.objects.get().how == "Het gaat goed, zij werkt weer."


def test_who_wants_help_again_comes_back_to_who_coordinated(village, promised):
    pieter, here = signed_in(village, "pieter"), at(village.devries, f"nazorg/{promised}/")
    assert "Samira Haddad coördineerde en krijgt bericht." in page(pieter, here)

    assert pieter.post(here, {"how": "Er ligt weer post.", "again": "again"})["Location"] == WORK

    samira = signed_in(village, "samira")
    work, home = page(samira, WORK), page(samira, at(village.devries))
    assert "wil weer hulp" in work
    assert "Er ligt weer post." in home
    assert "weer-beginnen/" in home
    with acting(professional(village.samira)):
        returns = FollowUp.objects.get(kind="returns")
    assert Notice.objects.get(about=promised, step="returns.due").whom == village.samira
    call = at(village.devries, f"nazorg/{returns.pk}/")
    assert "Er ligt weer post." in page(samira, call)
    samira.post(call, {"how": "Wij beginnen weer.", "again": "again"})
    with acting(professional(village.samira)):
        assert Plan.objects.get(closed_at=None).coordinator_id == village.samira
        assert not FollowUp.objects.filter(done_at=None).exists()
    assert "wil weer hulp" not in page(samira, WORK)


def test_who_returns_begins_again_by_who_coordinated_only(village, promised):
    here = at(village.devries, "weer-beginnen/")
    page(signed_in(village, "pieter"), here, status=404)
    with acting(professional(village.pieter)) as pieter:
        for begin in (begin_again, open_plan):
            with pytest.raises(Refused), transaction.atomic():
                begin(village.devries, by=pieter)
    samira = signed_in(village, "samira")

    assert "Samira Haddad wordt weer coördinator." in page(samira, here)
    samira.post(here)

    page(samira, here, status=404)
    with acting(professional(village.samira)):
        assert Plan.objects.get(closed_at=None).coordinator_id == village.samira


def test_after_six_months_who_calls_begins(village, promised):
    with acting(professional(village.pieter), at=village.now + timedelta(days=190)) as pieter:
        assert returns_to(village.devries) is None
        with pytest.raises(Refused, match="halfjaar"):
            begin_again(village.devries, by=pieter)

        ask(promised, how="Zij wil weer hulp.", again=True, by=pieter)

        assert Plan.objects.get(closed_at=None).coordinator_id == village.pieter
        assert FollowUp.objects.get().how == "Zij wil weer hulp."


def test_what_was_agreed_stays_and_is_done_once(village, promised):
    with acting(professional(village.pieter)) as pieter:
        for change in ({"position_id": village.joris}, {"due_on": village.today}):
            with pytest.raises(DatabaseError, match=r"stays|row-level"), transaction.atomic():
                FollowUp.objects.filter(pk=promised).update(**change)
        ask(promised, how="Goed.", by=pieter)
        with pytest.raises(Refused, match="al gevraagd"):
            ask(promised, how="Nog eens.", by=pieter)
    with acting(professional(village.tessa)) as tessa:
        assert not FollowUp.objects.exists()
        with pytest.raises(Refused):
            ask(promised, how="Goed.", by=tessa)


def test_on_the_day_it_is_reminded_once(village, promised):
    tasks.remind(village.now + timedelta(days=6))
    assert not Notice.objects.filter(about=promised).exists()

    for day in (7, 8):
        tasks.remind(village.now + timedelta(days=day))

    assert Notice.objects.get(about=promised).whom == village.pieter


def test_a_plan_that_begins_again_or_a_death_asks_no_more(village, promised):
    with acting(professional(village.samira)) as samira:
        open_plan(village.devries, by=samira)

        assert FollowUp.objects.get().done_at
    with acting(professional(village.pieter), at=village.now + timedelta(seconds=1)):
        assert not Resident.objects.exists()


def test_when_the_last_member_died_nobody_is_called(village, promised):
    with acting(professional(village.samira)) as samira:
        for who in (village.fatma, village.emre, village.bram):
            residents.record_death(who, on=village.today, by=samira)

        assert FollowUp.objects.get().done_at
    assert "nazorg" not in page(signed_in(village, "pieter"), WORK)
