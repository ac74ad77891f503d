"""Emergency access by a code told over the phone, and what comes after it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction

from kring.audit.models import AccessEvent
from kring.circle import actions
from kring.circle.models import EmergencyAccess
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.directory.models import Position
from kring.notices import tasks
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.residents.models import Household
from kring.residents.rules import new_code
from kring.workspace.queries import emergency as queries
from kring.workspace.tests.conftest import at, page, signed_in

TOKEN = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f-]{36}")  # of this form: another one each time
WHY = "Buren horen gegil en niemand doet open."
DOOR = "/noodtoegang/"
TALKED = {"told": "ja", "on_day": "02-03-2026", "on_time": "10:00"}


@pytest.fixture
def household(village):
    """Aangemeld by Joris, with a real code: household and code."""
    with acting(professional(village.joris)) as joris:
        bos = residents.Person(family_name="Bos")
        new = residents.register(bos, by=joris, source=uuid4()).household
        return new, Household.objects.get(pk=new).code


@pytest.fixture
def officer(village):
    Position.objects.filter(pk=village.fleur).update(is_privacy_officer=True)
    return village.fleur


def broken(village, name="tessa"):
    """Someone looked because it could not wait: the emergency access."""
    with acting(professional(getattr(village, name))) as me:
        actions.break_glass(village.devries, reason=WHY, by=me)
    with acting(professional(village.samira)):
        return EmergencyAccess.objects.get()


@pytest.mark.parametrize("path", ["/zoeken/", "/meer/"])
def test_the_door_is_found_from_where_one_looks_for_someone(village, as_tessa, path):
    assert f'href="{DOOR}"' in page(as_tessa, path)


def test_the_quick_finder_finds_it_by_typing(village, as_tessa):
    answer = as_tessa.post("/zoeken/", {"q": "nood"}, headers={"HX-Request": "true"})

    assert DOOR in answer.content.decode()


def test_who_hears_the_code_looks_for_three_hours(village, as_tessa, household):
    key, _ = household
    html = page(signed_in(village, "joris"), at(key))
    told = re.search(r"aan de telefoon: ([A-Z0-9 ]+)", html)[1]

    answer = as_tessa.post(DOOR, {"code": told.lower(), "reason": WHY}, follow=True)

    assert answer.redirect_chain == [(at(key), 302)]
    assert "tot 13:00 uur" in answer.content.decode()
    for minutes, status in ((179, 200), (181, 404)):
        with time_machine.travel(village.now + timedelta(minutes=minutes), tick=False):
            page(signed_in(village, "tessa"), at(key), status=status)


def test_who_tells_at_length_why_it_cannot_wait_is_read_to_the_last_word(
    village, as_tessa, as_samira
):
    long = f"{'Buren horen gegil en niemand doet open. ' * 45}Laatste woord."

    as_tessa.post(at(village.devries, "noodtoegang/"), {"reason": long})

    assert "Laatste woord." in page(as_samira, at(village.devries, "inzage/"))


def test_a_wrong_an_unknown_and_a_far_code_get_the_same_answer(village, household):
    def asked(name, said):
        answer = signed_in(village, name).post(DOOR, {"code": said, "reason": WHY})
        html = TOKEN.sub("", answer.content.decode()).replace(said, "…")
        return answer.status_code, html.partition("<main")[2].partition("</main>")[0]

    wrong, unknown = asked("vreemd", "iets anders"), asked("vreemd", new_code())
    far, officer = asked("vreemd", household[1]), asked("tessa", new_code())

    assert far == unknown == wrong == officer
    assert far[0] == 422
    assert "Noodtoegang kan hier niet" in far[1]
    assert WHY in far[1]


def test_without_code_or_reason_nothing_opens_and_nothing_typed_is_lost(
    village, as_tessa, household
):
    key, code = household
    for typed in ({"code": code, "reason": "x"}, {"code": "", "reason": WHY}, {"code": code}):
        answer = as_tessa.post(DOOR, typed)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert all(each in html for each in typed.values())
    page(as_tessa, at(key), status=404)


def test_coordinator_and_privacy_officer_are_told_at_once_where_they_can_read_it(
    village, officer, as_samira
):
    event = broken(village)

    assert tasks.sweep() == 2
    told = {each.to[0] for each in mail.outbox}
    assert told == {village.email("samira"), village.email("fleur")}
    paths = dict(Notice.objects.filter(about=event.pk).values_list("whom", "path"))
    assert WHY in page(as_samira, paths[village.samira])
    assert WHY in page(signed_in(village, "fleur"), paths[officer])


def test_the_officer_of_whoever_looked_is_told_too(village):
    Position.objects.filter(pk=village.noor).update(is_privacy_officer=True)
    event = broken(village, "bakker")

    noor = signed_in(village, "noor")

    path = Notice.objects.get(about=event.pk, whom=village.noor).path
    assert WHY in page(noor, path)
    assert path in page(noor, DOOR)


def test_the_officer_reads_log_and_grounds_and_no_content(village, officer, as_tessa):
    event = broken(village)
    page(as_tessa, at(village.devries, "plan/"))
    fleur = signed_in(village, "fleur")

    html = page(fleur, f"{DOOR}{event.pk}/")

    assert "Tessa Noord" in html
    assert "plan bekeken" in html
    assert "Samira Haddad" in html
    assert not [name for name in ("De Vries", "Fatma", "Emre", "Meidoorn") if name in html]
    page(fleur, at(village.devries), status=404)
    with acting(job("test")):
        line = AccessEvent.objects.get(position=officer)
    assert (line.household, line.because) == (village.devries, "oversight")


def test_an_officer_uses_no_emergency_access(village, officer, household):
    key, code = household
    fleur = signed_in(village, "fleur")

    fleur.post(DOOR, {"code": code, "reason": WHY})

    assert "Niemand gebruikte noodtoegang" in page(fleur, DOOR)
    page(fleur, at(key), status=404)


@pytest.mark.parametrize("name", ["samira", "tessa", "ineke", "vreemd", "kemal"])
def test_nobody_else_opens_the_page_of_the_officer(village, name):
    event = broken(village)

    page(signed_in(village, name), f"{DOOR}{event.pk}/", status=404)


@pytest.mark.parametrize("name", ["vreemd", "kemal"])
def test_an_officer_elsewhere_oversees_nothing_here(village, name):
    Position.objects.filter(pk=getattr(village, name)).update(is_privacy_officer=True)
    event = broken(village)

    page(signed_in(village, name), f"{DOOR}{event.pk}/", status=404)
    with acting(professional(getattr(village, name))):
        assert queries.overseen() == []
        assert queries.looked_at(event.pk) == []


def test_the_coordinator_notes_why_not_yet_and_later_that_the_resident_was_told(village, as_samira):
    event = broken(village)
    here = at(village.devries, f"noodtoegang/{event.pk}/verteld/")
    assert here in page(as_samira, at(village.devries, "inzage/"))

    as_samira.post(here, {"told": "nee", "because": "Zij ligt in het ziekenhuis."})
    assert "omdat: Zij ligt in het ziekenhuis." in page(as_samira, at(village.devries, "inzage/"))
    as_samira.post(here, TALKED)

    html = page(as_samira, at(village.devries, "inzage/"))
    assert "verteld aan de inwoner op" in html
    assert here not in html
    page(as_samira, here, status=404)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"told": "ja"},
        {"told": "nee"},
        TALKED | {"on_day": "1-3-2026"},
        TALKED | {"on_day": "3-3-2026"},
    ],
)
def test_telling_says_when_or_why_not(village, as_samira, typed):
    event = broken(village)

    answer = as_samira.post(at(village.devries, f"noodtoegang/{event.pk}/verteld/"), typed)

    assert answer.status_code == 422
    with acting(professional(village.samira)):
        assert EmergencyAccess.objects.get().told_at is None


def test_whoever_looked_does_not_note_it(village, as_tessa):
    event = broken(village)

    page(as_tessa, at(village.devries, f"noodtoegang/{event.pk}/verteld/"), status=404)


def test_a_later_reason_does_not_undo_that_the_resident_was_told(village):
    event = broken(village)
    with acting(professional(village.samira)) as samira:
        actions.tell_of_emergency(event.pk, by=samira)
        with pytest.raises(Refused, match="al aan de inwoner verteld"):
            actions.tell_of_emergency(event.pk, not_because="toch niet", by=samira)
        assert EmergencyAccess.objects.get().told_at == samira.at


@pytest.mark.parametrize("change", [{"reason": "iets anders"}, {"told_at": None}])
def test_what_was_logged_is_not_changed_afterwards(village, change):
    event = broken(village)
    with acting(professional(village.samira)) as samira:
        actions.tell_of_emergency(event.pk, by=samira)
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            EmergencyAccess.objects.update(**change)
