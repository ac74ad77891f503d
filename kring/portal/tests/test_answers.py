import re

import pytest
from django.test import Client

from kring.accounts.models import Link
from kring.core.actor import acting, professional
from kring.handovers.models import Handover, Progress, Text


@pytest.fixture
def sent(contacted):
    """A handover of the GP with whose resident the team has made contact."""
    return contacted()


def paper_of(page):
    return re.search(r"[2-9A-Z]{4} [2-9A-Z]{3} [2-9A-Z]{3}", page.text)[0]


@pytest.fixture
def paper(sent, sign_in):
    """The code on the paper that the GP gave to the resident."""
    page = sign_in("bakker").post(f"/antwoord/papier/{sent}/", {"safe": "yes"})
    return paper_of(page)


def asked(code):
    """A resident's browser in which the code was filled in."""
    client = Client()
    assert client.post("/antwoord/", {"code": code}).url == "/antwoord/vraag/"
    return client


def state(village, sent):
    with acting(professional(village.bakker)):
        return Handover.objects.get(pk=sent)


@pytest.mark.parametrize(("name", "times"), [("bakker", 1), ("samira", 0)])
def test_who_sent_them_finds_the_paper_on_the_page_of_the_handover(sent, sign_in, name, times):
    page = sign_in(name).get(f"/overdracht/{sent}/")

    assert page.text.count(f'href="/antwoord/papier/{sent}/"') == times


def test_the_paper_asks_whether_they_spoke(paper):
    page = asked(paper).get("/antwoord/vraag/")

    assert "Hebt u Samira Haddad van Gemeente Waterrijk gesproken?" in page.text
    assert all(each in page.text for each in ("Ja", "Nee", "Ik wil iemand anders", "Bel mij"))


def test_yes_confirms_the_contact(village, sent, paper):
    page = asked(paper).post("/antwoord/vraag/", {"answer": "yes"}, follow=True)

    assert "Goed om te horen" in page.text
    assert state(village, sent).confirmed_at == village.now


def test_no_returns_the_baton_to_who_sent_them(village, sent, paper):
    asked(paper).post("/antwoord/vraag/", {"answer": "no"})

    assert state(village, sent).baton == "sender"


def test_call_me_is_heard(village, sent, paper):
    page = asked(paper).post("/antwoord/vraag/", {"answer": "call_me"}, follow=True)

    assert "Iemand belt u" in page.text
    with acting(professional(village.bakker)):
        assert Progress.objects.filter(handover=sent, what="call_asked").exists()


def test_with_the_answer_they_say_more_in_their_own_words(village, sent, paper):
    asked(paper).post("/antwoord/vraag/", {"answer": "someone_else", "words": "Liever een vrouw."})

    with acting(professional(village.bakker)):
        assert Text.objects.get(handover=sent, part="reply").body == "Liever een vrouw."


def test_words_without_an_answer_stay_on_the_page(paper):
    page = asked(paper).post("/antwoord/vraag/", {"words": "Liever een vrouw."})

    assert page.status_code == 422
    assert "Liever een vrouw." in page.text
    assert "Kies één antwoord." in page.text


def test_there_is_one_answer(village, sent, paper):
    client = asked(paper)
    client.post("/antwoord/vraag/", {"answer": "yes"})

    assert client.post("/antwoord/vraag/", {"answer": "no"}).status_code == 401
    assert Client().post("/antwoord/", {"code": paper}).status_code == 422
    assert state(village, sent).baton == "receiver"


@pytest.mark.parametrize("said", ["", "misschien", "\x00", "yes " * 1000])
def test_only_the_four_answers_count(village, sent, paper, said):
    client = asked(paper)

    assert client.post("/antwoord/vraag/", {"answer": said}).status_code == 422
    assert state(village, sent).confirmed_at is None


def test_the_camera_leads_to_the_same_question(sent, paper):
    client = Client()
    path = f"/link/{paper.replace(' ', '').lower()}/"

    assert "Ga verder" in client.get(path).text
    assert client.post(path).url == "/antwoord/vraag/"


@pytest.mark.parametrize("safe", ["no", "unknown", ""])
def test_no_paper_when_it_is_not_surely_safe(sent, sign_in, safe):
    page = sign_in("bakker").post(f"/antwoord/papier/{sent}/", {"safe": safe})

    assert page.status_code == 422
    assert not Link.objects.exists()


def test_the_receiver_never_asks(sent, sign_in):
    page = sign_in("samira").post(f"/antwoord/papier/{sent}/", {"safe": "yes"})

    assert "Alleen wie de inwoner stuurde" in page.text
    assert not Link.objects.exists()


def test_who_has_nothing_to_do_with_it_finds_nothing(sent, sign_in):
    assert sign_in("vermeer").get(f"/antwoord/papier/{sent}/").status_code == 404


def test_before_contact_there_is_nothing_to_ask(referred, sign_in):
    early = referred()

    page = sign_in("bakker").post(f"/antwoord/papier/{early}/", {"safe": "yes"})

    assert "Er is nog geen contact gemeld" in page.text


def test_the_same_paper_can_be_printed_again(sent, sign_in, paper):
    again = sign_in("bakker").post(f"/antwoord/papier/{sent}/", {"safe": "yes"})

    assert paper_of(again) == paper
    assert "<svg" in again.text


def test_the_paper_does_not_say_what_it_is_about(sent, sign_in):
    page = sign_in("bakker").post(f"/antwoord/papier/{sent}/", {"safe": "yes"})

    assert not re.search("schuld|geld|situatie", page.text, re.IGNORECASE)


def test_the_answer_is_about_no_other_handover(village, contacted, paper):
    other = contacted()

    asked(paper).post("/antwoord/vraag/", {"answer": "yes"})

    assert state(village, other).confirmed_at is None
