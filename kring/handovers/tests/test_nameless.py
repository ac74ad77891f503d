"""Where nobody is named, each text is looked at; an answered question can become a handover."""

import pytest
from django.urls import reverse

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers import actions
from kring.handovers.models import Draft, Handover, Signal
from kring.handovers.models.choices import Kind, Outcome
from kring.handovers.tests.stories import sent
from kring.handovers.tests.test_pages import page, signed_in

NAMED = "Mevrouw De Wit (geboren 21-03-1948) opent de deur niet."
SEEN = "Ik heb het nagekeken"
QUESTION = {"question": "Hoe leg ik contact met iemand die niet opendoet?", "theme": "geld"}


@pytest.fixture
def asked(village):
    """The GP asks the team something without a name; Joris took it up."""
    with acting(professional(village.bakker)) as bakker:
        asked = sent(bakker, kind=Kind.CONSULT, team=village.tuindorp, what=QUESTION, who={})
    with acting(professional(village.joris)) as joris:
        return actions.receive(asked.pk, by=joris)


@pytest.fixture
def answered(village, asked):
    with acting(professional(village.joris)) as joris:
        return actions.complete(
            asked.pk, outcome=Outcome.HELPED, text="Ga samen met de buur.", by=joris
        )


def post(village, who, act, handover, **typed):
    return signed_in(village, who).post(reverse(f"handovers:{act}", args=[handover.pk]), typed)


@pytest.mark.parametrize(("act", "name"), [("ask", "question"), ("advise", "text")])
def test_what_the_receiver_writes_on_it_is_looked_at(village, asked, act, name):
    refused = post(village, "joris", act, asked, **{name: NAMED})

    assert refused.status_code == 422
    assert "een geboortedatum" in refused.text
    assert SEEN in refused.text
    assert NAMED in refused.text
    assert post(village, "joris", act, asked, **{name: NAMED, "seen": "on"}).status_code == 302


@pytest.mark.parametrize(("act", "name"), [("answer", "answer"), ("correct", "text")])
def test_and_what_the_sender_writes(village, asked, act, name):
    with acting(professional(village.joris)) as joris:
        actions.ask_question(asked.pk, "Hoe oud is iemand?", by=joris)

    assert post(village, "bakker", act, asked, **{name: NAMED}).status_code == 422
    assert post(village, "bakker", act, asked, **{name: "Bijna tachtig."}).status_code == 302


def test_on_a_handover_with_a_name_nothing_is_looked_for(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)

    assert post(village, "joris", "ask", handed, question=NAMED).status_code == 302


def signal(village, **typed):
    given = {"text": NAMED, "theme": "eenzaam", "team": village.tuindorp} | typed
    return signed_in(village, "mirjam").post(reverse("handovers:signal"), given)


def test_a_signal_without_a_name_is_looked_at(village):
    refused = signal(village)

    assert refused.status_code == 422
    assert SEEN in refused.text
    assert signal(village, seen="on").status_code == 302


def test_in_a_signal_with_a_name_the_name_may_stand(village):
    named = signal(village, about_name="Mevrouw De Wit", knows="yes", ground="yes")

    assert named.status_code == 302
    with acting(professional(village.mirjam)):
        assert Signal.objects.get().about_name == "Mevrouw De Wit"


def test_an_answered_question_becomes_a_handover_to_who_answered(village, answered):
    address = reverse("handovers:hand_over", args=[answered.pk])
    assert address in page(signed_in(village, "bakker"), f"/overdracht/{answered.pk}/")

    made = signed_in(village, "bakker").post(address)

    with acting(professional(village.bakker)):
        draft = Draft.objects.get()
        assert made.url == f"/overdracht/{draft.pk}/aan-wie/"
        assert draft.kind == Kind.REFER
        assert draft.data["to"] == {"team": str(village.tuindorp)}
        assert draft.data["what"] == {"situation": QUESTION["question"], "theme": "geld"}
        assert Handover.objects.get().state == "completed"


def test_only_the_asker_makes_one_and_only_after_the_answer(village, asked):
    with acting(professional(village.bakker)) as bakker, pytest.raises(Refused):
        actions.hand_over(asked.pk, by=bakker)
    with acting(professional(village.joris)) as joris:
        actions.complete(asked.pk, outcome=Outcome.HELPED, text="Bel.", by=joris)
        with pytest.raises(Refused):
            actions.hand_over(asked.pk, by=joris)
