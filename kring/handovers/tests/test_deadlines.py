"""What time itself does: a reminder, and silence that moves the turn; never an ending."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from kring.circle import actions as circle
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.directory.models import Hours
from kring.handovers import actions, queries
from kring.handovers.actions.moving import ticking
from kring.handovers.models import Handover, Progress
from kring.handovers.models.choices import Fact, Outcome, Side
from kring.notices.models import Notice
from kring.residents.models import Household

from .stories import sent
from .test_pages import signed_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def sweep(at):
    with acting(job("deadlines"), at=at) as me:
        ids = queries.due(me.at, many=100)
    for each in ids:
        with acting(job("deadlines"), at=at) as me:
            actions.look_again(each, by=me)
    return len(ids)


def now(handover):
    with acting(job("deadlines")):
        return Handover.objects.get(pk=handover.pk)


def told(handover, whom):
    return Notice.objects.filter(about=handover.pk, whom=whom).order_by("made_at")


@pytest.fixture
def handed(village):
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, team=village.tuindorp)


def test_before_the_deadline_there_is_one_reminder(village, handed):
    almost = handed.due_at - HOUR

    sweep(almost)
    assert sweep(almost) == 0

    assert now(handed).reminded_at == almost
    assert told(handed, village.tuindorp).filter(step__startswith="reminder").count() == 1
    assert now(handed).turn == "receiver"


def test_the_reminder_comes_two_opening_hours_before_the_deadline(village, handed):
    with acting(professional(village.joris)) as joris:
        seen = actions.receive(handed.pk, by=joris)
    early = seen.due_at - 18 * HOUR  # due on Thursday at ten: an hour then, an hour the day before

    assert seen.sweep_at == early
    assert sweep(early - timedelta(minutes=1)) == 0
    assert sweep(early) == 1


def test_a_term_shorter_than_two_opening_hours_is_not_reminded_of_before_it_began(village):
    begun = village.now

    facts = ticking(begun + HOUR, start=begun)

    assert facts["sweep_at"] == begun


def test_silence_goes_to_the_escalation_target_and_then_to_the_baton_holder(village, handed):
    sweep(handed.due_at)
    late = now(handed)
    assert (late.turn, late.silent_to_id, late.baton) == ("escalation", village.ineke, "sender")
    assert told(handed, village.ineke).exists()

    sweep(handed.due_at + 2 * DAY)
    later = now(handed)
    assert (later.turn, later.baton, later.state) == ("sender", "sender", "sent")
    assert told(handed, village.bakker).filter(urgent=True).exists()

    assert sweep(handed.due_at + 30 * DAY) == 0
    with acting(job("deadlines")):
        facts = list(Progress.objects.values_list("what", flat=True).order_by("written_at"))
    assert facts == ["sent", Fact.OVERDUE, Fact.ESCALATED, Fact.ESCALATED]


def test_a_stand_in_comes_first_and_sees_whom_it_is_about(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.samira)
    with acting(professional(village.ineke)) as ineke:
        circle.stand_in(
            village.samira, by_whom=village.pieter, from_on=village.today,
            until_on=date(2026, 3, 31), by=ineke,
        )  # fmt: skip

    sweep(handed.due_at)

    assert (now(handed).turn, now(handed).silent_to_id) == ("stand_in", village.pieter)
    with acting(professional(village.pieter), at=handed.due_at) as pieter:
        assert Household.objects.filter(pk=handed.household_id).exists()
        assert actions.receive(handed.pk, by=pieter).receiver_id == village.samira


def test_who_gets_it_when_it_is_late_has_the_whole_term(village, handed):
    with acting(professional(village.joris)) as joris:
        seen = actions.receive(handed.pk, by=joris)
    late = seen.due_at + HOUR
    sweep(late)

    with acting(professional(village.joris), at=late) as joris:
        given = actions.reassign(handed.pk, to=village.pieter, by=joris)

    assert given.due_at == late + 5 * DAY  # from Thursday three working days, to Tuesday
    assert (given.silence, given.turn) == (0, "receiver")


def test_whom_it_is_escalated_to_takes_it_over(village, handed):
    sweep(handed.due_at)

    with acting(professional(village.ineke), at=handed.due_at) as ineke:
        taken = actions.receive(handed.pk, by=ineke)

    assert (taken.turn, taken.receiver_id, taken.silence) == ("receiver", village.ineke, 0)


def test_who_holds_the_baton_can_keep_contact_or_go_elsewhere(village, handed):
    sweep(handed.due_at)
    sweep(handed.due_at + DAY)
    at = handed.due_at + DAY + HOUR
    with acting(professional(village.bakker), at=at) as bakker:
        assert actions.follow(handed.pk, by=bakker)
        kept = actions.keep_contact(handed.pk, by=bakker)
        assert (kept.turn, kept.silence) == ("receiver", 0)
        assert kept.due_at > at
        with pytest.raises(Refused):
            actions.keep_contact(handed.pk, by=bakker)


def test_a_sender_who_does_not_answer_is_followed_as_well(village, handed):
    with acting(professional(village.noor)) as noor:
        draft = sent(noor, team=village.tuindorp)  # an assistant sends for the GP
    assert (draft.sender_id, draft.typed_by_id) == (village.bakker, village.noor)
    with acting(professional(village.joris)) as joris:
        declined = actions.decline(draft.pk, reason="Past niet", outcome=Outcome.NO_OFFER, by=joris)

    sweep(declined.due_at)

    # Bakker is the escalation target of the practice himself: nobody else is left to ask.
    assert (now(draft).turn, now(draft).baton) == ("sender", "sender")
    assert told(draft, village.bakker).filter(step__startswith="overdue").count() == 1


def test_when_waiting_is_over_it_asks_again(village, handed):
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        paused = actions.pause(
            handed.pk, for_="de cursus", until=date(2026, 4, 1), turn=Side.RECEIVER, by=joris
        )

    assert sweep(paused.due_at - 20 * DAY) == 0
    sweep(paused.due_at - HOUR)
    assert now(handed).state == "paused"
    assert told(handed, village.joris).filter(step__startswith="reminder").exists()


@pytest.mark.parametrize(
    ("until", "due"),
    [
        (date(2026, 3, 7), datetime(2026, 3, 9, 16, tzinfo=UTC)),  # Saturday → Monday at five
        (date(2026, 4, 6), datetime(2026, 4, 7, 15, tzinfo=UTC)),  # Easter Monday → Tuesday
    ],
)
def test_waiting_until_a_free_day_is_over_on_the_next_working_day(village, handed, until, due):
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        paused = actions.pause(
            handed.pk, for_="de cursus", until=until, turn=Side.RECEIVER, by=joris
        )

    assert (paused.due_at, paused.sweep_at) == (due, due - 2 * HOUR)
    assert paused.paused_until == until


@pytest.mark.parametrize(("turn", "day"), [(Side.SENDER, 10), (Side.RECEIVER, 9)])
def test_waiting_ends_in_the_hours_of_who_must_act(village, handed, turn, day):
    Hours.objects.create(
        position_id=village.bakker, weekday=1, opens_at=time(9), closes_at=time(12)
    )
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        paused = actions.pause(handed.pk, for_="brief", until=date(2026, 3, 7), turn=turn, by=joris)

    assert paused.due_at.date() == date(2026, 3, day)


def test_two_sweeps_at_once_owe_each_notice_once(village, handed):
    with acting(job("deadlines"), at=handed.due_at) as me:
        assert actions.look_again(handed.pk, by=me)
        assert not actions.look_again(handed.pk, by=me)

    assert told(handed, village.ineke).count() == 1


def test_a_person_cannot_do_what_time_does(village, handed):
    with acting(professional(village.joris), at=handed.due_at) as joris:
        assert actions.look_again(handed.pk, by=joris) is False


@pytest.fixture
def met(village, handed):
    """A handover of the GP to Joris, who met the resident."""
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        return actions.make_contact(handed.pk, how="visit", by=joris)


LONG = datetime(2026, 6, 1, 8, tzinfo=UTC)  # sixty working days after the village's Monday


def test_after_contact_feedback_is_owed_and_then_the_outcome(village, met):
    assert met.due_at is not None

    with acting(professional(village.joris)) as joris:
        actions.feed_back(met.pk, "Wij zien elkaar volgende week.", interim=True, by=joris)
        assert now(met).due_at == met.due_at
        actions.feed_back(met.pk, "Zij heeft nu hulp.", interim=False, by=joris)

    assert now(met).due_at == LONG
    assert sweep(met.due_at + 60 * DAY) == 0
    assert sweep(LONG) == 1
    assert now(met).silent_to_id == village.ineke


def test_waiting_after_feedback_starts_no_clock_for_feedback_again(village, met):
    with acting(professional(village.joris)) as joris:
        actions.feed_back(met.pk, "Zij heeft nu hulp.", interim=False, by=joris)
        actions.pause(
            met.pk, for_="plek", until=village.today + 9 * DAY, turn=Side.RECEIVER, by=joris
        )
        assert now(met).due_at is not None
        actions.resume(met.pk, by=joris)

    assert now(met).due_at == LONG


def test_feedback_does_not_stop_the_clock_of_a_contact_the_resident_denies(village, met):
    with acting(professional(village.bakker)) as bakker:
        actions.resident_says(met.pk, actions.Says.NO, via=actions.Via.SENDER, by=bakker)
    denied = now(met).due_at

    with acting(professional(village.joris)) as joris:
        actions.feed_back(met.pk, "Er was niemand thuis.", interim=False, by=joris)
    assert now(met).due_at == denied

    with acting(professional(village.bakker)) as bakker:
        actions.resident_says(met.pk, actions.Says.YES, via=actions.Via.SENDER, by=bakker)
    assert now(met).due_at == LONG


def in_mijn_werk(village, handover, at):
    with time_machine.travel(at, tick=False):
        return str(handover.pk) in signed_in(village, "joris").get("/mijn-werk/").text


def test_the_long_clock_waits_in_mijn_werk_only_when_it_is_near(village, met):
    assert in_mijn_werk(village, met, village.now)
    with acting(professional(village.joris)) as joris:
        actions.feed_back(met.pk, "Zij heeft nu hulp.", interim=False, by=joris)

    assert not in_mijn_werk(village, met, village.now)
    assert not in_mijn_werk(village, met, LONG - 15 * DAY)
    assert in_mijn_werk(village, met, LONG - 13 * DAY)


def test_each_feedback_begins_the_long_clock_afresh(village, met):
    with acting(professional(village.joris)) as joris:
        actions.feed_back(met.pk, "Zij heeft nu hulp.", interim=False, by=joris)
    with acting(professional(village.joris), at=village.now + 30 * DAY) as joris:
        actions.feed_back(met.pk, "Het gaat beter.", interim=False, by=joris)

    assert now(met).due_at > LONG


def test_what_a_resident_asked_has_the_long_clock_from_the_contact(village):
    who = {"asked_by": "neighbour"}
    with acting(professional(village.joris)) as joris:
        asked = sent(joris, team=village.tuindorp, who=who)
        actions.receive(asked.pk, by=joris)
        actions.accept(asked.pk, first_step="Bellen", on=village.today, by=joris)
        actions.make_contact(asked.pk, how="visit", by=joris)

    assert now(asked).sender_id is None
    assert now(asked).due_at == LONG
