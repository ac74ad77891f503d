from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from kring.accounts.actions import links
from kring.accounts.models import Link, Professional
from kring.core.actor import acting, job, professional
from kring.handovers import actions as handovers
from kring.handovers.models import Handover, Text
from kring.handovers.tests import stories
from kring.notices.models import Notice
from kring.portal.tasks import mail_parties

from .conftest import NOBODY_LISTENS, link_in


@pytest.fixture
def typed_for(village):
    """The team typed a handover for the GP who called; gives its id."""
    with acting(professional(village.joris)) as me:
        caller = {"sender": str(village.bakker), "caller_phone": "+31123456702"}
        return stories.sent(me, team=village.tuindorp, on_behalf=caller).pk


@pytest.fixture
def promised(village, door):
    """Everyone promised secrecy before."""

    def promise(name):
        link, secret = links.make(
            Link.Purpose.START, by=door, position=getattr(village, name),
            valid_for=timedelta(hours=1),
        )  # fmt: skip
        links.open_door(secret, by=door)
        links.accept_secrecy(link.pk, by=door)

    return promise


def sweep():
    mail_parties.func(0)
    return [message.to[0] for message in mail.outbox]


def test_who_had_it_typed_gets_a_link_once(village, typed_for):
    assert sweep() == [village.email("bakker")]
    assert sweep() == [village.email("bakker")]
    assert Link.objects.get().purpose == "correct"


def test_the_mail_is_the_same_mail_each_time_it_is_tried(village, typed_for):
    sweep()
    first = mail.outbox[0].extra_headers["Message-ID"]
    once = link_in(mail.outbox[0])
    Link.objects.all().delete()  # as when the worker died in between
    Notice.objects.filter(about=typed_for).update(mailed_at=None)
    sweep()

    assert mail.outbox[1].extra_headers["Message-ID"] == first
    assert link_in(mail.outbox[1]) == once


def test_mails_to_parties_name_nobody(village, typed_for):
    sweep()

    everything = (
        f"{mail.outbox[0].subject} {mail.outbox[0].body} {mail.outbox[0].alternatives[0][0]}"
    )
    assert not any(word in everything for word in ("Aydın", "Leyla", "huur", "Bakker", "schulden"))


def test_who_signs_in_gets_no_links(village, typed_for):
    Professional.objects.filter(pk=village.professional("bakker")).update(last_login=village.now)

    assert sweep() == []


def test_without_a_code_nothing_of_what_was_typed_shows(village, typed_for, promised):
    promised("bakker")
    sweep()
    client = Client()
    client.post(link_in(mail.outbox[0]))

    assert client.get("/toegang/start/").url == "/toegang/code/"
    assert client.get("/toegang/aanvullen/").url == "/toegang/code/"
    assert client.get(f"/overdracht/{typed_for}/").status_code == 404


def proven(client, village):
    link = Link.objects.get(purpose="correct")
    with acting(job("guest door")) as me:
        code = links.make_code(link.pk, by=me)
    assert client.post("/toegang/code/", {"code": code}).status_code == 302


def test_after_a_code_one_adds_to_what_was_typed(village, typed_for, promised):
    promised("bakker")
    sweep()
    client = Client()
    client.post(link_in(mail.outbox[0]))
    proven(client, village)

    assert "Slaapt slecht" in client.get("/toegang/aanvullen/").text
    sent = client.post("/toegang/aanvullen/", {"text": "Zij heeft ook een hond."})

    assert sent.url == f"/overdracht/{typed_for}/"
    with acting(professional(village.bakker)):
        added = Text.objects.get(part="correction")
        assert (added.body, added.written_by_id) == ("Zij heeft ook een hond.", village.bakker)


def test_not_opening_the_link_blocks_nothing(village, typed_for):
    sweep()

    with acting(professional(village.joris)) as me:
        handovers.receive(typed_for, by=me)
        assert Handover.objects.get(pk=typed_for).state == "received"


def test_news_reaches_who_has_no_account(village, contacted):
    key = contacted()
    with acting(professional(village.samira)) as me:
        handovers.feed_back(key, "Het gaat goed.", interim=True, by=me)

    assert village.email("bakker") in sweep()
    assert Link.objects.get(position=village.bakker).purpose == "follow"
    before = len(mail.outbox)
    assert len(sweep()) == before


@pytest.fixture
def helped_by_joost(village):
    """The GP's handover to the debt adviser, who made contact and has no account."""
    with acting(professional(village.bakker)) as me:
        key = stories.sent(me, position=village.joost).pk
    with acting(professional(village.joost)) as me:
        handovers.receive(key, by=me)
        handovers.accept(key, first_step="Bellen", on=village.today, by=me)
        handovers.make_contact(key, how="phone", by=me)
    return key


def feedback_link(village, key, door):
    _, secret = links.make(
        Link.Purpose.FEEDBACK, by=door, position=village.joost, subject=key,
        valid_for=timedelta(days=1),
    )  # fmt: skip
    client = Client()
    client.post(f"/link/{secret.lower()}/")
    return client


def test_feedback_takes_one_choice_and_no_code(village, helped_by_joost, promised, door):
    promised("joost")
    client = feedback_link(village, helped_by_joost, door)

    page = client.get("/toegang/start/", follow=True)
    assert "Geld en schulden" in page.text
    assert "Aydın" not in page.text
    done = client.post("/toegang/terugkoppelen/", {"how": "done", "text": ""})

    assert "Dank u wel" in done.text
    with acting(professional(village.bakker)):
        assert Handover.objects.get(pk=helped_by_joost).fed_back_at == village.now
        assert Text.objects.get(part="feedback").body == "Het is afgerond."


def test_a_link_to_tell_back_reads_no_text(village, helped_by_joost, promised, door):
    promised("joost")
    client = feedback_link(village, helped_by_joost, door)

    assert client.get("/toegang/aanvullen/").url == "/toegang/code/"
    page = client.get(f"/overdracht/{helped_by_joost}/")
    assert "Slaapt slecht" not in page.text
    assert "Aydın" not in page.text


@pytest.mark.parametrize("typed", [{}, {"how": "x"}, {"how": "busy", "text": "\x00"}])
def test_wrong_feedback_is_a_sentence(village, helped_by_joost, promised, door, typed):
    promised("joost")
    client = feedback_link(village, helped_by_joost, door)

    assert client.post("/toegang/terugkoppelen/", typed).status_code == 422


def test_a_mail_server_that_is_away_owes_the_mail_again(village, typed_for, settings):
    works = settings.MAILERS
    settings.MAILERS = NOBODY_LISTENS
    assert sweep() == []
    settings.MAILERS = works
    assert not Link.objects.exists()

    with time_machine.travel(village.now + timedelta(minutes=3), tick=False):
        assert sweep() == [village.email("bakker")]


def test_who_gave_a_signal_without_an_account_gets_a_link_to_the_answer(
    client, village, promised, mobile
):
    mobile("bakker")
    with acting(professional(village.bakker)) as me:
        signal = handovers.give_signal(
            village.tuindorp, text="Al weken de gordijnen dicht.", theme="eenzaam", by=me
        )
    with acting(professional(village.joris)) as me:
        handovers.answer_signal(signal.pk, "no_action", reply="Wij kennen dit.", by=me)
    promised("bakker")

    assert sweep() == [village.email("bakker")]
    assert "gordijnen" not in mail.outbox[0].body
    client.post(link_in(mail.outbox[0]))
    link = Link.objects.get(subject=signal.pk)
    assert client.get("/toegang/start/").url == "/toegang/code/"
    assert client.get(f"/overdracht/signaal/{signal.pk}/").status_code == 404
    with acting(job("guest door")) as me:
        code = links.make_code(link.pk, by=me)
    client.post("/toegang/code/", {"code": code})

    page = client.get("/toegang/start/", follow=True).content.decode()
    assert "Geen actie" in page
    assert "Wij kennen dit." in page
