"""It waits for the sender: the sender says when it goes on, and silence is followed here too."""

from datetime import timedelta

import pytest

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory.models import Organisation
from kring.handovers import actions, rules
from kring.handovers.models.choices import Side
from kring.notices.models import Notice

from .stories import sent
from .test_deadlines import now, sweep
from .test_pages import signed_in

DAY = timedelta(days=1)


def waiting(village, *, turn, met=False, by="bakker"):
    with acting(professional(getattr(village, by))) as sender:
        handed = sent(sender, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        if met:
            actions.make_contact(handed.pk, how="visit", by=joris)
        until = village.today + 4 * DAY
        return actions.pause(handed.pk, for_="de brief", until=until, turn=turn, by=joris)


def goes_on(village, who, handover):
    return signed_in(village, who).post(f"/overdracht/{handover.pk}/verder/")


@pytest.mark.parametrize(("met", "state"), [(False, "accepted"), (True, "under_way")])
def test_whom_it_waits_for_says_that_it_goes_on(village, met, state):
    handover = waiting(village, turn=Side.SENDER, met=met)
    page = signed_in(village, "bakker").get(f"/overdracht/{handover.pk}/").text
    assert "U bent aan zet." in page
    assert "Weer verder" in page

    assert goes_on(village, "bakker", handover).status_code == 302

    found = now(handover)
    assert (found.state, found.turn, found.paused_turn) == (state, "receiver", "")
    assert found.due_at > village.now
    told = Notice.objects.filter(about=handover.pk, step__startswith="resumed")
    assert [each.whom for each in told] == [village.joris]


def test_the_receiver_goes_on_without_being_told(village):
    handover = waiting(village, turn=Side.SENDER)

    goes_on(village, "joris", handover)

    assert now(handover).state == "accepted"
    assert not Notice.objects.filter(step__startswith="resumed").exists()


def test_what_waits_for_the_receiver_is_not_the_senders_to_end(village):
    handover = waiting(village, turn=Side.RECEIVER)
    page = signed_in(village, "bakker").get(f"/overdracht/{handover.pk}/").text
    assert "Weer verder" not in page

    with (
        pytest.raises(Refused, match=rules.WhyNot.NOT_RECEIVER),
        acting(professional(village.bakker)) as bakker,
    ):
        actions.resume(handover.pk, by=bakker)


@pytest.fixture
def silent(village):
    """It waits for a GP who says nothing; the practice escalates to Vermeer."""
    Organisation.objects.filter(pk=village.linde).update(escalation_id=village.vermeer)
    handover = waiting(village, turn=Side.SENDER, met=True)
    sweep(handover.due_at)
    assert now(handover).silent_to_id == village.vermeer
    return now(handover)


def test_whom_the_senders_silence_went_to_goes_on_for_the_sender(village, silent):
    with acting(professional(village.vermeer), at=silent.due_at) as vermeer:
        actions.resume(silent.pk, by=vermeer)

    found = now(silent)
    assert (found.state, found.turn, found.silent_to_id) == ("under_way", "receiver", None)


@pytest.mark.parametrize("act", ["afronden", "niet-gelukt", "terugkoppeling"])
def test_and_takes_no_step_of_the_receiver(village, silent, act):
    given = {"outcome": "unwanted", "text": "Klaar.", "reason": "Klaar.", "until": "1-6-2026"}

    answer = signed_in(village, "vermeer").post(f"/overdracht/{silent.pk}/{act}/", given)

    assert answer.status_code == 422
    assert now(silent).state == "paused"


def test_after_that_whoever_holds_the_baton_is_asked(village, silent):
    page = signed_in(village, "joris").get(f"/overdracht/{silent.pk}/").text

    sweep(silent.due_at + 4 * DAY)

    found = now(silent)
    assert (found.baton, found.turn, found.silent_to_id) == ("receiver", "receiver", None)
    told = Notice.objects.filter(about=silent.pk, step__startswith="holder")
    assert [each.whom for each in told] == [village.joris]
    assert "Dan vragen we de ontvanger wat er moet gebeuren." in page


def test_without_a_professional_sender_nobody_is_asked_to_wait_for_one(village):
    with acting(professional(village.joris)) as joris:
        handed = sent(joris, team=village.tuindorp, who={"asked_by": "neighbour"})
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
    joris = signed_in(village, "joris")

    page = joris.get(f"/overdracht/{handed.pk}/wachten/").text
    answer = joris.post(
        f"/overdracht/{handed.pk}/wachten/", {"reason": "plek", "until": "1-6-2026"}
    )

    assert "Wie is intussen aan zet?" not in page
    assert answer.status_code == 302
    assert now(handed).turn == "receiver"
