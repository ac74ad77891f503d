"""A signal in half a minute, and a question that should not say who it is about."""

import pytest

from kring.handovers.models.choices import Kind
from kring.handovers.tests.test_pages import draft_of, page, signed_in

NAME = "Mevrouw De Wit (geboren 21-03-1948) opent de deur niet."


@pytest.fixture
def police(village):
    return signed_in(village, "mirjam")


def signal(village, client, **changed):
    given = {
        "text": "De gordijnen zijn al weken dicht.",
        "theme": "eenzaam",
        "team": village.tuindorp,
    }
    return client.post("/overdracht/signaal/", given | changed)


def test_a_signal_needs_no_name_and_says_before_when_there_is_an_answer(village, police):
    answer = signal(village, police)

    html = page(police, answer.url)
    assert "De gordijnen zijn al weken dicht." in html
    assert "Antwoord vóór" in html


def test_a_name_needs_a_reason_and_whether_the_person_knows(village, police):
    answer = signal(village, police, about_name="Henk Janssen")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies of deze persoon van uw signaal weet." in html
    assert "Kies waarom u de naam mag delen." in html
    assert "Henk Janssen" in html


def test_the_team_answers_and_the_giver_reads_it(village, police):
    address = signal(village, police).url
    joris = signed_in(village, "joris")
    assert "Uw antwoord" in page(joris, address)
    assert "Uw antwoord" not in page(police, address)

    joris.post(address, {"answer": "no_action", "reply": "Wij kennen de situatie."})

    assert "Wij kennen de situatie." in page(police, address)


@pytest.mark.parametrize("name", ["pieter", "tessa", "vreemd", "bakker"])
def test_for_others_a_signal_does_not_exist(village, police, name):
    address = signal(village, police).url

    page(signed_in(village, name), address, status=404)


@pytest.mark.parametrize("text", ["", "\x00", "\u202e", "a" * 20_000])
def test_a_bad_signal_gets_a_sentence(village, police, text):
    answer = signal(village, police, text=text, theme="geen", neighbourhood="x", team="x")

    assert answer.status_code == 422


def test_a_question_that_says_who_it_is_about_is_asked_back_once(village):
    gp = signed_in(village, "bakker")
    pk = draft_of(village, kind=Kind.CONSULT, what={"question": ""})
    path = f"/overdracht/{pk}/uw-vraag/"

    first = gp.post(path, {"question": NAME, "theme": "eenzaam"})
    again = gp.post(path, {"question": NAME, "theme": "eenzaam", "seen": "on"})

    assert first.status_code == 422
    assert "een geboortedatum" in first.content.decode()
    assert "Ik heb het nagekeken" in first.content.decode()
    assert again.status_code == 302


def test_a_question_without_a_name_is_asked_back_nothing(village):
    gp = signed_in(village, "bakker")
    pk = draft_of(village, kind=Kind.CONSULT, what={"question": ""})

    answer = gp.post(
        f"/overdracht/{pk}/uw-vraag/",
        {"question": "wat helpt als iemand de deur niet opent?", "theme": "eenzaam"},
    )

    assert answer.status_code == 302
