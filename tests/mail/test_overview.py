from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from kring.accounts.models import Professional
from kring.circle.actions import standing_in
from kring.core.actor import acting, professional
from kring.handovers import actions as handovers
from kring.handovers.tests import stories
from kring.workspace.tasks import send_all

from .conftest import Sink, listening, reached_at

MORNING = datetime(2026, 3, 3, 6, 31, tzinfo=UTC)  # Tuesday, 7:31 in Amsterdam


@pytest.fixture
def busy(at_work):
    """Three handovers wait for the intake of the team."""
    with acting(professional(at_work.bakker)) as me:
        return [stories.sent(me, team=at_work.tuindorp).pk for _ in range(3)]


def to(mails, village, name):
    return [mail for mail in mails if mail["X-To"] == village.email(name)]


def text(mail):
    return mail.get_body(("plain",)).get_content()


def test_each_morning_tells_what_waits_and_what_is_due(at_work, busy, mails):
    with time_machine.travel(MORNING, tick=False):
        send_all("07:30", MORNING)
    (mail,) = to(mails, at_work, "joris")

    assert "Er wachten 3 overdrachten op u, 3 moeten vandaag." in text(mail)
    assert "/mijn-werk/" in text(mail)
    assert to(mails, at_work, "mirjam") == []


def test_the_overview_comes_once_a_day(at_work, busy, mails):
    assert send_all("07:30", MORNING) >= 1
    assert send_all("07:30", MORNING) == 0
    assert send_all("07:30", MORNING + timedelta(days=1)) >= 1

    ids = [mail["Message-ID"] for mail in to(mails, at_work, "joris")]
    assert len(ids) == len(set(ids)) == 2


def test_each_person_chooses_the_hour_or_none(at_work, busy, mails):
    Professional.objects.filter(pk=at_work.professional("joris")).update(digest="12:00")
    send_all("07:30", MORNING)
    assert to(mails, at_work, "joris") == []
    send_all("12:00", MORNING)
    assert len(to(mails, at_work, "joris")) == 1
    Professional.objects.update(digest="")
    assert send_all("12:00", MORNING + timedelta(days=1)) == 0


def test_who_is_away_gets_none_and_the_stand_in_gets_theirs(at_work, mails):
    with acting(professional(at_work.bakker)) as me:
        stories.sent(me, position=at_work.samira)
    with acting(professional(at_work.ineke)) as me:
        standing_in.stand_in(
            at_work.samira, by_whom=at_work.pieter, from_on=at_work.today,
            until_on=at_work.today + timedelta(days=3), by=me,
        )  # fmt: skip
    send_all("07:30", MORNING)

    assert to(mails, at_work, "samira") == []
    assert "Er wacht 1 overdracht op u" in text(*to(mails, at_work, "pieter"))


def test_news_is_told_as_a_count(at_work, busy, mails):
    with acting(professional(at_work.joris)) as me:
        handovers.receive(busy[0], by=me)
        handovers.accept(busy[0], first_step="Bellen", on=at_work.today, by=me)
    send_all("07:30", MORNING)

    assert "Er is 1 nieuw bericht." in text(*to(mails, at_work, "bakker"))


def test_a_mail_server_that_is_away_is_tried_again(at_work, busy, mails):
    with reached_at(1):
        assert send_all("07:30", MORNING) == 0

    assert send_all("07:30", MORNING) >= 1


def test_one_mailbox_that_refuses_does_not_hold_up_the_others(at_work, busy, mails):
    def refuse_joris(envelope):
        return "554 no" if at_work.email("joris") in envelope.rcpt_tos else None

    with listening(Sink(refuse_joris)) as got:
        assert send_all("07:30", MORNING) >= 1
    assert got
