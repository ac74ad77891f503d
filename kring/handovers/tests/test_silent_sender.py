"""A sender who stays silent is followed as well: the turn goes on to somebody who sees it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from kring.circle.models import StandIn
from kring.core.actor import acting, professional
from kring.directory.models import Organisation, Position
from kring.handovers import actions
from kring.handovers.models.choices import Outcome
from kring.notices.models import Notice

from .stories import sent
from .test_deadlines import now, sweep
from .test_pages import signed_in

ASKED = "Woont zij alleen?"


@pytest.fixture
def practice(village):
    """The practice of the GP escalates to Vermeer."""
    Organisation.objects.filter(pk=village.linde).update(escalation_id=village.vermeer)
    return village


@pytest.fixture
def asked(practice):
    """Joris asked the GP something, who does not answer."""
    with acting(professional(practice.bakker)) as bakker:
        handed = sent(bakker, team=practice.tuindorp)
    with acting(professional(practice.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        return actions.ask_question(handed.pk, ASKED, by=joris)


def read(village, who, handover):
    answer = signed_in(village, who).get(f"/overdracht/{handover.pk}/")
    assert answer.status_code == 200
    return answer.text


def waits_for(village, who, handover, at):
    with time_machine.travel(at, tick=False):
        return str(handover.pk) in signed_in(village, who).get("/mijn-werk/", follow=True).text


def test_who_was_asked_is_reminded_and_not_who_asked(practice, asked):
    sweep(asked.due_at - timedelta(hours=1))

    reminded = Notice.objects.filter(about=asked.pk, step__startswith="reminder")
    assert [each.whom for each in reminded] == [practice.bakker]


def test_a_baton_holder_who_left_is_followed_by_whom_the_practice_escalates_to(practice):
    leaves_on = practice.today + timedelta(days=1)
    Position.objects.filter(pk=practice.bakker).update(until_on=leaves_on)
    with acting(professional(practice.bakker)) as bakker:
        handed = sent(bakker, team=practice.tuindorp)

    sweep(handed.due_at)
    sweep(handed.due_at + timedelta(days=1))

    assert (now(handed).baton, now(handed).turn) == ("sender", "sender")
    assert now(handed).silent_to_id == practice.vermeer


def test_whom_the_question_went_on_to_finds_it_waiting(practice, asked):
    late = asked.due_at

    assert not waits_for(practice, "vermeer", asked, late)
    sweep(late)

    assert now(asked).silent_to_id == practice.vermeer
    assert waits_for(practice, "vermeer", asked, late)
    with acting(professional(practice.vermeer), at=late) as vermeer:
        answered = actions.answer_question(asked.pk, "Ja.", by=vermeer)
    assert (answered.turn, answered.silent_to_id) == ("receiver", None)


def test_from_the_page_it_goes_back_to_the_list(practice, asked):
    sweep(asked.due_at)
    vermeer = signed_in(practice, "vermeer")

    address = reverse("handovers:answer", args=[asked.pk])
    answer = vermeer.post(address, {"answer": "Ja."}, follow=True)

    assert answer.redirect_chain[-1][0] == "/overdracht/"
    assert now(asked).question_at is None
    assert vermeer.get(f"/overdracht/{asked.pk}/").status_code == 404


def test_whom_it_went_on_to_may_end_it_as_well(practice):
    with acting(professional(practice.bakker)) as bakker:
        handed = sent(bakker, team=practice.tuindorp)
    with acting(professional(practice.joris)) as joris:
        actions.decline(handed.pk, reason="Past niet", outcome=Outcome.NO_OFFER, by=joris)
    late = now(handed).due_at
    sweep(late)

    with acting(professional(practice.vermeer), at=late) as vermeer:
        actions.close_chain(handed.pk, outcome=Outcome.UNWANTED, reason="Wil niet", by=vermeer)

    assert now(handed).turn is None


def test_whom_the_receivers_silence_went_to_makes_contact(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
    late = now(handed).due_at
    sweep(late)

    with acting(professional(village.ineke), at=late) as ineke:
        actions.make_contact(handed.pk, how="phone", by=ineke)

    assert (now(handed).baton, now(handed).silent_to_id) == ("receiver", None)


def test_each_page_names_the_same_one(practice, asked):
    sweep(asked.due_at)

    assert "U bent aan zet." in read(practice, "vermeer", asked)
    for other in ("joris", "bakker"):
        assert "Hanna Vermeer is aan zet." in read(practice, other, asked)


def test_only_whose_turn_it_is_reads_what_was_asked(practice, asked):
    assert signed_in(practice, "vermeer").get(f"/overdracht/{asked.pk}/").status_code == 404
    sweep(asked.due_at)

    text = read(practice, "vermeer", asked)

    assert ASKED in text
    assert "Slaapt slecht" not in text


def test_when_nobody_is_left_whose_turn_it_is_hears_that_it_is_late(practice, asked):
    sweep(asked.due_at)
    sweep(asked.due_at + timedelta(days=2))

    told = Notice.objects.filter(about=asked.pk, step__startswith="overdue")
    assert [each.whom for each in told] == [practice.vermeer]


def test_the_page_says_what_silence_does_next(practice, asked):
    assert "Dan gaat de beurt naar een leidinggevende." in read(practice, "joris", asked)

    with acting(professional(practice.bakker)):
        StandIn.objects.create(
            position_id=practice.bakker, stand_in_id=practice.noor, from_on=practice.today,
            until_on=practice.today + timedelta(days=9), made_by_id=practice.bakker,
        )  # fmt: skip

    assert "Dan gaat de beurt naar wie waarneemt." in read(practice, "joris", asked)


def test_before_it_is_taken_up_the_last_one_asked_is_the_sender(village):
    Organisation.objects.update(escalation=None)
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.anja)

    assert "Dan vragen we de verzender" in read(village, "bakker", handed)


def test_after_the_deadline_the_page_says_when_it_goes_further(practice):
    with acting(professional(practice.bakker)) as bakker:
        handed = sent(bakker, team=practice.tuindorp)
    sweep(handed.due_at)

    with time_machine.travel(handed.due_at + timedelta(hours=1), tick=False):
        text = read(practice, "bakker", handed)

    assert "Dit moest vóór" in text
    assert "niets? Dan vragen we de verzender wat er moet gebeuren." in text
