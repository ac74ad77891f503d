"""After contact the resident is asked by text message whether there was, only when that is safe."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from kring.accounts.models import Link
from kring.core.actor import acting, professional
from kring.core.sms import Files
from kring.handovers.models import Handover, Progress
from kring.portal import tasks
from kring.residents.models import Reachability

NUMBER = "+31612340000"
SAFE = {"phone": NUMBER, "safe_to_call": "yes", "safe_voicemail": "yes"}


@pytest.fixture
def messages(settings, tmp_path):
    settings.VAR, settings.SMS_GATEWAY = tmp_path, "kring.core.sms.Files"

    def sent():
        return [each.read_text().splitlines() for each in sorted(tmp_path.glob("sms/*"))]

    return sent


@pytest.fixture
def met(village, contacted):
    """There is contact with someone who is reached like this; gives the handover's id."""

    def reached(**how):
        key = contacted()
        with acting(professional(village.samira)):
            resident = Handover.objects.get(pk=key).resident_id
            Reachability.objects.filter(resident=resident).update(**(SAFE | how))
        return key

    return reached


def test_the_resident_gets_one_message_and_answers_by_its_link(village, met, messages):
    key = met()

    assert tasks.ask_by_message() == 1
    assert tasks.ask_by_message() == 0

    ((number, text),) = messages()
    assert number == NUMBER
    for word in ("Aydın", "Leyla", "Samira", "wijkteam", "huur"):
        assert word.lower() not in text.lower()
    browser = Client()
    browser.post(re.search(r"https?://[^/\s]+(/link/\w+/)", text)[1])
    browser.post("/antwoord/vraag/", {"answer": "no", "words": ""})
    with acting(professional(village.bakker)):
        assert Handover.objects.get(pk=key).baton == "sender"
        assert Progress.objects.filter(handover=key, what="resident_asked").exists()


@pytest.mark.parametrize(
    "how",
    [
        {"safe_to_call": "no"},
        {"safe_to_call": "unknown"},
        {"safe_voicemail": "no"},
        {"safe_voicemail": "unknown"},
        {"phone": "+31101234567"},
        {"phone": ""},
    ],
)
def test_nobody_is_asked_by_message_when_that_is_not_surely_safe(met, messages, how):
    met(**how)

    assert tasks.ask_by_message() == 0
    assert messages() == []


def test_nobody_is_asked_at_night_and_in_the_morning_still(village, met, messages):
    met()

    with time_machine.travel(village.now + timedelta(hours=12), tick=False):
        assert tasks.ask_by_message() == 0
    with time_machine.travel(village.now + timedelta(hours=23, minutes=30), tick=False):
        assert tasks.ask_by_message() == 1


def test_who_has_a_paper_with_the_question_gets_no_message(met, messages, sign_in):
    key = met()
    sign_in("bakker").post(f"/antwoord/papier/{key}/", {"safe": "yes"})

    assert tasks.ask_by_message() == 0


def test_a_gateway_that_is_away_leaves_it_to_be_asked(met, messages, monkeypatch):
    met()
    with monkeypatch.context() as away:
        away.setattr(Files, "send", _fails)
        assert tasks.ask_by_message() == 0
    assert not Link.objects.filter(purpose=Link.Purpose.ANSWER).exists()

    assert tasks.ask_by_message() == 1


def _fails(self, number, text):
    raise OSError("no gateway")
