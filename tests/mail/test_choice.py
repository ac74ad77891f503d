"""Each person chooses: mail at once, once a day or only about problems, and when it is quiet."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from kring.accounts.http import POSITION
from kring.accounts.models import Professional
from kring.circle.actions import standing_in
from kring.core.actor import acting, professional
from kring.directory.models import Position
from kring.handovers import actions as handovers
from kring.handovers.tests import stories
from kring.notices import rules
from kring.notices.models import Notice
from kring.notices.tasks import sweep
from kring.workspace.tasks import send_all

from .test_at_once import owe
from .test_overview import MORNING, text, to

EVENING = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)  # Monday, 20:00 in Amsterdam
SATURDAY = datetime(2026, 3, 7, 11, 0, tzinfo=UTC)
ORDINARY, PROBLEM, ASKED = "accepted 1", "declined 1", "question 1"


def choose(village, name, choice, **more):
    Professional.objects.filter(pk=village.professional(name)).update(digest=choice, **more)


@pytest.mark.parametrize(
    ("choice", "steps"),
    [
        ("now", {ORDINARY, PROBLEM, ASKED}),
        ("07:30", {ASKED}),
        ("12:00", {ASKED}),
        ("", {PROBLEM, ASKED}),
    ],
)
def test_each_choice_hears_at_once_what_it_says(at_work, mails, choice, steps):
    choose(at_work, "samira", choice)
    for step in (ORDINARY, PROBLEM, ASKED):
        owe(at_work, step=step, urgent=False)

    sweep()

    told = set(Notice.objects.filter(mailed_at__isnull=False).values_list("step", flat=True))
    assert told == steps
    assert len(mails) == len(steps)


def test_only_who_chose_so_hears_at_once_what_is_for_the_team(at_work, mails):
    Position.objects.filter(pk=at_work.pieter).update(on_intake=True)
    choose(at_work, "pieter", "now")
    notice = owe(at_work, whom=at_work.tuindorp, step=ORDINARY, urgent=False)

    assert (notice.chosen, sweep()) == (True, 1)

    assert mails[0]["X-To"] == at_work.email("pieter")
    send_all("07:30", MORNING)
    assert "Er is 1 nieuw bericht." in text(*to(mails, at_work, "joris"))


def test_who_hears_everything_at_once_gets_no_overview(at_work, mails):
    choose(at_work, "samira", "now")
    with acting(professional(at_work.bakker)) as bakker:
        stories.sent(bakker, position=at_work.samira)

    send_all("07:30", MORNING)
    send_all("12:00", MORNING)

    assert to(mails, at_work, "samira") == []


def test_the_choice_of_who_stands_in_counts(at_work, mails):
    choose(at_work, "pieter", "now")
    with acting(professional(at_work.ineke)) as ineke:
        standing_in.stand_in(
            at_work.samira, by_whom=at_work.pieter, from_on=at_work.today,
            until_on=at_work.today + timedelta(days=3), by=ineke,
        )  # fmt: skip

    owe(at_work, step=ORDINARY, urgent=False)
    sweep()

    assert to(mails, at_work, "pieter")
    assert to(mails, at_work, "samira") == []


def test_who_changed_their_mind_reads_it_in_the_overview(at_work, mails):
    choose(at_work, "samira", "now")
    owe(at_work, step=ORDINARY, urgent=False)
    choose(at_work, "samira", "07:30")

    assert sweep() == 0
    send_all("07:30", MORNING)
    assert "Er is 1 nieuw bericht." in text(*to(mails, at_work, "samira"))


def test_quiet_hours_are_ones_own(at_work, mails):
    choose(at_work, "samira", "07:30", quiet_from=time(22), quiet_until=time(9))
    with time_machine.travel(EVENING, tick=False):
        owe(at_work)
        owe(at_work, whom=at_work.pieter)
        sweep()
    assert [each["X-To"] for each in mails] == [at_work.email("samira")]

    with time_machine.travel(MORNING, tick=False):
        owe(at_work)
        sweep()
    assert [each["X-To"] for each in mails[1:]] == [at_work.email("pieter")]


def test_without_quiet_hours_weekends_are_still_quiet(at_work, mails):
    choose(at_work, "samira", "07:30", quiet_from=None, quiet_until=None)
    with time_machine.travel(SATURDAY, tick=False):
        owe(at_work)
        assert sweep() == 0
    with time_machine.travel(datetime(2026, 3, 9, 2, tzinfo=UTC), tick=False):
        assert sweep() == 1


@pytest.mark.parametrize(
    ("quiet", "clock", "leaves"),
    [
        ((time(18), time(7, 30)), time(18), False),
        ((time(18), time(7, 30)), time(7, 30), True),
        ((time(12), time(13)), time(12, 30), False),
        ((time(12), time(13)), time(13), True),
        ((time(12), time(12)), time(12), True),
        (None, time(3), True),
    ],
)
def test_quiet_hours_may_pass_midnight(quiet, clock, leaves):
    at = datetime(2026, 3, 2, clock.hour, clock.minute, tzinfo=UTC) - timedelta(hours=1)

    assert rules.may_leave(at, urgent=False, on_duty=True, quiet=quiet) is leaves
    assert rules.may_leave(at, urgent=True, on_duty=True, quiet=quiet)


def test_a_no_show_is_told_the_same_day(at_work, mails):
    with acting(professional(at_work.bakker)) as bakker:
        pk = stories.sent(bakker, team=at_work.tuindorp).pk
    with acting(professional(at_work.joris)) as joris:
        handovers.receive(pk, by=joris)
        handovers.accept(pk, first_step="Bellen", on=at_work.today, by=joris)
        handovers.plan_appointment(pk, on=at_work.now, by=joris)
        handovers.no_show(pk, by=joris)

    sweep()

    (mail,) = to(mails, at_work, "bakker")
    assert "Een inwoner kwam niet op een afspraak" in mail["Subject"]


@pytest.fixture
def as_samira(at_work):
    client = Client()
    client.force_login(Professional.objects.get(pk=at_work.professional("samira")))
    session = client.session
    session[POSITION] = str(at_work.samira)
    session.save()
    return client


TYPED = {"given_name": "Samira", "family_name": "Haddad", "language": "nl"}


def test_one_chooses_on_the_page_about_oneself(at_work, as_samira):
    html = as_samira.get("/profiel/").content.decode()
    assert "meteen, bij elk bericht" in html
    assert 'value="18:00"' in html

    typed = TYPED | {"digest": "now", "quiet_from": "20:30", "quiet_until": "06:00"}
    assert as_samira.post("/profiel/", typed).status_code == 302

    samira = Professional.objects.get(pk=at_work.professional("samira"))
    assert (samira.digest, samira.quiet_from, samira.quiet_until) == ("now", time(20, 30), time(6))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quiet_from": "20:30"}, "Vul beide tijden in"),
        ({"quiet_until": "06:00"}, "Vul beide tijden in"),
        ({"quiet_from": "laat", "quiet_until": "06:00"}, "Vul de tijd in als 14:30."),
    ],
)
def test_half_of_the_quiet_hours_is_asked_again(at_work, as_samira, typed, said):
    answer = as_samira.post("/profiel/", TYPED | {"digest": "12:00"} | typed)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert all(each in html for each in typed.values())
    assert Professional.objects.get(pk=at_work.professional("samira")).digest == "07:30"
