"""Writing on a plan: each on a small page, never over someone else's text, in my own household."""

import pytest
from django.urls import reverse

from kring.core.actor import acting, professional
from kring.plans.models import Action, Goal, IfWorse, Note, Words
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import action_of_samira, involved
from kring.workspace.tests.test_reading import statements

PAGES = [
    "doel/nieuw/",
    "actie/nieuw/",
    "notitie/nieuw/",
    "woorden/",
    "als-het-misgaat/",
    "gesprek/",
    "plan-van-ander/",
]
HOSTILE = ["<script>alert(1)</script>", "a\0b", "\u202eabc", "x" * 20_000]


def seen_by_samira(village, kind):
    with acting(professional(village.samira)):
        return list(kind.objects.filter(household=village.devries))


@pytest.mark.parametrize("path", [*PAGES, "toevoegen/"])
def test_a_small_page_opens_for_my_household_and_not_for_another(village, as_samira, path):
    assert "Gezin De Vries" in page(as_samira, at(village.devries, path))
    page(as_samira, at(village.janssen, path), status=404)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_typed_says_what_is_missing(village, as_samira, path):
    answer = as_samira.post(at(village.devries, path), {})

    assert answer.status_code == 422
    assert "<title>Fout:" in answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_or_kept_as_text(village, as_samira, path, text):
    names = ["title", "text", "call", "do", "name", "on", "due_on", "category", "doer", "version"]

    answer = as_samira.post(at(village.devries, path), dict.fromkeys(names, text))

    assert answer.status_code in (302, 409, 422)
    assert "<script>alert" not in answer.content.decode()


def test_a_goal_is_added_changed_reached_and_taken_up_again(village, as_samira):
    typed = {"title": "Rust in huis", "category": "plan", "concerns": str(village.fatma)}
    as_samira.post(at(village.devries, "doel/nieuw/"), typed)
    (goal,) = seen_by_samira(village, Goal)
    here = at(village.devries, f"doel/{goal.pk}/")

    as_samira.post(here, {"title": "Rust", "category": "plan", "version": goal.version})
    as_samira.post(f"{here}bereikt/")
    reached = page(as_samira, at(village.devries, "plan/"))
    as_samira.post(f"{here}verder/")

    assert "1. Rust" in reached
    assert 'bereikt op <time datetime="2026-03-02">vandaag</time>' in reached
    assert seen_by_samira(village, Goal)[0].reached_at is None


def test_an_act_that_does_not_exist_is_not_found(village, as_samira):
    action = action_of_samira(village)

    page_ = as_samira.post(at(village.devries, f"actie/{action.pk}/verbranden/"))

    assert page_.status_code == 404


def test_two_people_change_a_note_and_both_texts_are_shown(village, as_samira):
    typed = {"kind": "visit", "text": "Eerst", "category": "situation"}
    as_samira.post(
        at(village.devries, "notitie/nieuw/"), typed | {"at_day": "2026-03-02", "at_time": "09:30"}
    )
    (note,) = seen_by_samira(village, Note)
    here = at(village.devries, f"notitie/{note.pk}/")
    as_samira.post(here, {"text": "De tekst van de ander", "version": 1})

    answer = as_samira.post(here, {"text": "Mijn eigen tekst", "version": 1})
    html = answer.content.decode()

    assert answer.status_code == 409
    assert "De tekst van de ander" in html
    assert "Mijn eigen tekst" in html
    assert 'name="version" value="2"' in html
    assert as_samira.post(here, {"text": "Samen", "version": 2}).status_code == 302
    assert seen_by_samira(village, Note)[0].text == "Samen"


def test_what_only_i_may_read_is_not_on_the_timeline_of_others(village, as_samira):
    involved(village, "joost", "situation", "plan")
    typed = {"kind": "note", "text": "Alleen voor mij", "category": "situation", "only_me": "on"}
    as_samira.post(
        at(village.devries, "notitie/nieuw/"), typed | {"at_day": "2026-03-02", "at_time": "09:30"}
    )

    assert "Alleen voor mij" in page(as_samira, at(village.devries, "tijdlijn/"))
    joost = signed_in(village, "joost")
    assert "Alleen voor mij" not in page(joost, at(village.devries, "tijdlijn/"))


def test_the_words_of_a_resident_come_first_on_the_plan(village, as_samira):
    typed = {"text": "Ik wil de post weer open durven.", "said_on": "2-3-2026"}

    as_samira.post(at(village.devries, "woorden/"), typed | {"resident": str(village.fatma)})

    assert [words.resident_id for words in seen_by_samira(village, Words)] == [village.fatma]
    assert "Ik wil de post weer open durven." in page(as_samira, at(village.devries))


def test_what_to_do_when_it_goes_wrong_is_on_top_of_each_page(village, as_samira):
    as_samira.post(at(village.devries, "als-het-misgaat/"), {"call": "Samira, 0123 – 45 67 02"})

    assert len(seen_by_samira(village, IfWorse)) == 1
    for tab in ["", "plan/", "betrokkenen/", "tijdlijn/", "inzage/"]:
        assert "Samira, 0123 – 45 67 02" in page(as_samira, at(village.devries, tab))


def test_an_action_is_ticked_off_without_script_and_the_message_takes_it_back(village, as_samira):
    action = action_of_samira(village)
    here = reverse("workspace:tick", args=[village.devries, action.pk])

    answer = as_samira.post(here, headers={"Referer": "http://testserver/mijn-werk/"})
    html = page(as_samira, answer["Location"])

    assert answer["Location"] == "/mijn-werk/"
    assert "Afgerond: Bellen met de bank" in html
    assert f'action="{here}"' in html
    assert seen_by_samira(village, Action)[0].done_at is not None
    as_samira.post(here)
    assert seen_by_samira(village, Action)[0].done_at is None


def test_with_script_the_row_comes_back_ticked_with_a_way_back(village, as_samira):
    action = action_of_samira(village)
    here = reverse("workspace:tick", args=[village.devries, action.pk])

    html = as_samira.post(here, headers={"HX-Request": "true"}).content.decode()

    assert f'id="actie-{action.pk}"' in html
    assert 'aria-checked="true"' in html
    assert "Ongedaan maken" in html
    assert "<html" not in html


def test_an_action_given_to_me_waits_for_my_yes_in_my_work(village):
    involved(village, "joost", "plan")
    action = action_of_samira(village, doer="joost")
    joost = signed_in(village, "joost")

    assert "Gezin De Vries-Yılmaz – Bellen met de bank" in page(joost, "/mijn-werk/")
    assert "Actie aannemen" in page(joost, at(village.devries, f"actie/{action.pk}/"))
    joost.post(at(village.devries, f"actie/{action.pk}/aannemen/"))

    assert f'id="actie-{action.pk}"' in page(joost, "/mijn-werk/")


def test_who_does_not_see_the_plan_reads_that_and_nothing_else(village, as_samira):
    involved(village, "joost", "contact")
    as_samira.post(at(village.devries, "doel/nieuw/"), {"title": "Geheim doel", "category": "plan"})
    joost = signed_in(village, "joost")

    html = page(joost, at(village.devries))

    assert "U ziet dit deel niet" in html
    assert "Geheim doel" not in html
    page(joost, at(village.devries, "doel/nieuw/"), status=404)


@pytest.mark.parametrize("why", ["", "a\0b", "x" * 201])
def test_a_reason_to_stop_that_cannot_be_kept_is_asked_again(village, as_samira, why):
    as_samira.post(at(village.devries, "doel/nieuw/"), {"title": "Rust", "category": "plan"})
    (goal,) = seen_by_samira(village, Goal)

    answer = as_samira.post(at(village.devries, f"doel/{goal.pk}/stoppen/"), {"because": why})

    assert answer.status_code == 422
    assert "Waarom stopt dit doel?" in answer.content.decode()
    assert seen_by_samira(village, Goal)[0].stopped_at is None


def test_a_goal_stops_with_the_whole_reason(village, as_samira):
    as_samira.post(at(village.devries, "doel/nieuw/"), {"title": "Rust", "category": "plan"})
    (goal,) = seen_by_samira(village, Goal)

    as_samira.post(at(village.devries, f"doel/{goal.pk}/stoppen/"), {"because": "x" * 200})

    assert seen_by_samira(village, Goal)[0].stopped_because == "x" * 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_note_of_a_year_that_nobody_means_is_asked_again(village, as_samira, day):
    typed = {"kind": "talk", "text": "Gebeld.", "category": "plan", "at_time": "10:00"}

    answer = as_samira.post(at(village.devries, "notitie/nieuw/"), typed | {"at_day": day})

    assert answer.status_code == 422
    assert "Kijk het jaar na" in answer.content.decode()


def test_the_plan_of_another_is_named_on_the_plan_and_nothing_of_it_copied(village, as_samira):
    involved(village, "bakker", "plan")
    typed = {"organisation": str(village.linde), "name": "Zorgplan", "reference": "Dossier 12"}

    as_samira.post(at(village.devries, "plan-van-ander/"), typed)

    html = page(as_samira, at(village.devries, "plan/"))
    assert "Zorgplan" in html
    assert "Huisartsenpraktijk De Linde · Dossier 12" in html


def test_a_partys_goal_is_for_others_to_read_only(village):
    involved(village, "joost", "plan")
    joost, samira = signed_in(village, "joost"), signed_in(village, "samira")
    samira.post(at(village.devries, "doel/nieuw/"), {"title": "Van Samira", "category": "plan"})
    (goal,) = seen_by_samira(village, Goal)
    here = at(village.devries, f"doel/{goal.pk}/")

    assert "Dit doel is van een ander" in page(joost, here)
    joost.post(f"{here}bereikt/")

    assert seen_by_samira(village, Goal)[0].reached_at is None


@pytest.mark.parametrize("path", ["/mijn-werk/", "/huishoudens/", "household", "plan"])
def test_a_page_asks_as_much_for_thirty_rows_as_for_one(village, as_samira, path):
    address = path if path.startswith("/") else reverse(f"workspace:{path}", args=[village.devries])
    action_of_samira(village)
    few = statements(as_samira, address)
    for number in range(29):
        action_of_samira(village, title=f"Actie {number}")

    assert len(statements(as_samira, address)) == len(few)
