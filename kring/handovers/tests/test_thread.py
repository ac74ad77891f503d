"""The thin thread: from a worried GP to feedback, and who sees what on the way."""

from datetime import timedelta

import pytest

from kring.circle.models import Involvement, Plan
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers import actions, rules
from kring.handovers.models import Chain, Handover, Text
from kring.handovers.models.choices import Kind, Outcome, Side, State
from kring.notices.models import Notice
from kring.plans.models import Action
from kring.residents.models import Resident
from kring.sharing.models import Disclosure

from .stories import ended, sent, typed


@pytest.fixture
def handed(village):
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, team=village.tuindorp)


def taken(village, handed):
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        return actions.accept(handed.pk, first_step="Samen langsgaan", on=village.today, by=joris)


def test_a_handover_is_sent_and_waits_for_the_team(village, handed):
    with acting(professional(village.bakker)):
        assert (handed.state, handed.baton, handed.turn) == ("sent", "sender", "receiver")
    assert handed.due_at == village.now + timedelta(days=1)
    assert handed.due_source == "Standaard van de regio"
    assert Notice.objects.filter(about=handed.pk, whom=village.tuindorp).count() == 1


def test_nothing_is_sent_without_its_keys(village):
    with acting(professional(village.bakker)) as bakker:
        draft = actions.start(
            Kind.REFER, by=bakker, data=typed(team=village.tuindorp, knows={"secrecy": ""})
        )
        with pytest.raises(Refused, match="beroepsgeheim"):
            actions.send(draft.pk, by=bakker)
        assert not Resident.objects.exists()
        assert not Handover.objects.exists()


def test_the_keys_are_recorded(village, handed):
    with acting(professional(village.bakker)):
        disclosure = Disclosure.objects.get(about=handed.pk)
    assert (disclosure.ground, disclosure.secrecy_ground, disclosure.route) == (
        "yes", "yes", "yes_once",
    )  # fmt: skip
    assert disclosure.consent_heard_by_id == village.bakker


def test_sent_twice_it_is_sent_once(village, handed):
    with acting(professional(village.bakker)) as bakker:
        assert actions.send(handed.pk, by=bakker).pk == handed.pk
        assert Handover.objects.count() == 1


def test_intake_sees_the_name_and_reads_on_after_taking_it_up(village, handed):
    with acting(professional(village.joris)) as joris:
        assert Resident.objects.get().name == "Leyla Aydın"
        assert not Text.objects.exists()

        actions.receive(handed.pk, by=joris)

        assert Text.objects.filter(part="situation").exists()


def test_a_colleague_who_is_not_on_intake_sees_nothing(village, handed):
    with acting(professional(village.pieter)):
        assert not Handover.objects.exists()
        assert not Resident.objects.exists()


def test_accepting_in_the_core_ring_opens_the_household_with_a_first_action(village, handed):
    accepted = taken(village, handed)

    assert (accepted.state, accepted.baton, accepted.turn) == ("accepted", "sender", "receiver")
    with acting(professional(village.joris)):
        plan = Plan.objects.get()
        assert plan.coordinator_id == village.joris
        assert Action.objects.get().title == "Samen langsgaan"


def test_accepting_in_the_second_ring_opens_nothing_but_an_involvement(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.schuldhulp_team)
    with acting(professional(village.joost)) as joost:
        actions.receive(handed.pk, by=joost)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joost)

        assert not Plan.objects.exists()
        assert Involvement.objects.get().position_id == village.joost


def test_the_whole_thread_to_feedback(village, handed):
    taken(village, handed)
    with acting(professional(village.joris)) as joris:
        met = actions.make_contact(handed.pk, how="visit", by=joris)
        assert (met.state, met.baton) == ("under_way", "receiver")
        with pytest.raises(Refused, match=rules.WhyNot.NOT_BY_RECEIVER):
            actions.resident_says(handed.pk, actions.Says.YES, via=actions.Via.SENDER, by=joris)
    with acting(professional(village.bakker)) as bakker:
        said = actions.resident_says(handed.pk, actions.Says.YES, via=actions.Via.SENDER, by=bakker)
        assert said.confirmed_at == village.now
    with acting(professional(village.joris)) as joris:
        actions.feed_back(handed.pk, "Er loopt een betalingsregeling.", interim=False, by=joris)
        done = actions.complete(handed.pk, outcome=Outcome.HELPED, text="Het gaat weer.", by=joris)
    assert (done.state, done.baton, done.turn) == ("completed", None, None)
    with acting(professional(village.bakker)):
        assert ended(handed) == Outcome.HELPED
        assert Chain.objects.get().closed_at == village.now
        heard = set(Text.objects.values_list("body", flat=True))
    assert {"Er loopt een betalingsregeling.", "Het gaat weer."} <= heard


def test_a_sender_who_may_hear_only_that_reads_no_feedback(village):
    with acting(professional(village.mirjam)) as mirjam:
        handed = sent(
            mirjam, team=village.tuindorp,
            knows={"ground": "police_task", "secrecy": "", "route": "right_to_report"},
        )  # fmt: skip
    taken(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.make_contact(handed.pk, how="visit", by=joris)
        actions.feed_back(handed.pk, "Zij heeft schulden.", interim=False, by=joris)

    with acting(professional(village.mirjam)):
        assert not Text.objects.filter(part="feedback").exists()
        assert Handover.objects.get().fed_back_at == village.now


def test_the_residents_no_returns_the_baton_until_a_new_contact(village, handed):
    taken(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.make_contact(handed.pk, how="phone", by=joris)
    with acting(professional(village.bakker)) as bakker:
        said = actions.resident_says(handed.pk, actions.Says.NO, via=actions.Via.PHONE, by=bakker)
        assert (said.baton, said.turn) == ("sender", "receiver")
    with acting(professional(village.joris)) as joris:
        assert actions.make_contact(handed.pk, how="visit", by=joris).baton == "receiver"


def test_declined_the_sender_tries_elsewhere_and_the_chain_goes_on(village, handed):
    with acting(professional(village.joris)) as joris:
        declined = actions.decline(
            handed.pk, reason="Hoort bij schuldhulp", outcome=Outcome.NO_OFFER, by=joris
        )
        assert (declined.baton, declined.turn) == ("sender", "sender")
    with acting(professional(village.bakker)) as bakker:
        draft = actions.follow(handed.pk, by=bakker)
        for part, values in typed(team=village.schuldhulp_team).items():
            if part in ("to", "knows"):
                actions.save(draft.pk, part, values, by=bakker)
        following = actions.send(draft.pk, by=bakker)

        assert following.chain_id == handed.chain_id
        assert Handover.objects.filter(is_live=True).get() == following
        assert Handover.objects.get(pk=handed.pk).state == State.DECLINED


def test_a_question_stops_the_clock(village, handed):
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
    with acting(professional(village.joris), at=village.now + timedelta(hours=2)) as joris:
        asked = actions.ask_question(handed.pk, "Woont zij alleen?", by=joris)
        assert asked.turn == "sender"
    tomorrow = village.now + timedelta(days=1)
    with acting(professional(village.bakker), at=tomorrow) as bakker:
        answered = actions.answer_question(handed.pk, "Ja.", by=bakker)

    # Three working days less two hours, from Tuesday at ten: Thursday at four.
    due = village.now + timedelta(days=3, hours=6)
    assert (answered.turn, answered.due_at) == ("receiver", due)


def test_asking_somebody_temporarily_opens_no_plan(village):
    ends_on = village.today + timedelta(days=30)
    with acting(professional(village.bakker)) as bakker:
        asked = sent(
            bakker, kind=Kind.INVOLVE, team=village.tuindorp, what={"ends_on": str(ends_on)}
        )
    taken(village, asked)

    with acting(professional(village.joris)):
        assert not Plan.objects.filter(household=asked.household_id).exists()
        assert Involvement.objects.get(position=village.joris).ends_on == ends_on


def test_what_is_written_is_as_sensitive_as_what_it_is_about(village):
    about = {"categories": ["situation", "finance", "health"]}
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp, what=about)

        found = dict(Text.objects.filter(handover=handed).values_list("part", "category"))
    assert (found["situation"], found["question"], found["wish"]) == (
        "health", "health", "situation",
    )  # fmt: skip


@pytest.mark.parametrize(("urgency", "urgent"), [("today", True), ("ordinary", False)])
def test_what_cannot_wait_is_told_at_once(village, urgency, urgent):
    spoke = {"spoke_on": str(village.today), "spoke_time": "09:30", "spoke_with": "Joris"}
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp, what=spoke | {"urgency": urgency})
    with acting(professional(village.joris)) as joris:
        actions.decline(handed.pk, reason="Vol", outcome=Outcome.NO_OFFER, by=joris)

    told = dict(Notice.objects.filter(about=handed.pk).values_list("whom", "urgent"))
    assert told == {village.tuindorp: urgent, village.bakker: urgent}


@pytest.mark.parametrize("state", ["under_way", "paused"])
@pytest.mark.parametrize(("asks", "agrees"), [("bakker", "joris"), ("joris", "bakker")])
def test_taking_back_after_contact_needs_both(village, handed, state, asks, agrees):
    taken(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.make_contact(handed.pk, how="visit", by=joris)
        if state == "paused":
            until = village.today + timedelta(days=9)
            actions.pause(handed.pk, for_="plek", until=until, turn=Side.RECEIVER, by=joris)
    with acting(professional(getattr(village, asks))) as one:
        asked = actions.withdraw(handed.pk, reason="Verhuisd", outcome=Outcome.MOVED, by=one)
        assert asked.state == state
        with pytest.raises(Refused):
            actions.agree_to_withdraw(handed.pk, by=one)
    with acting(professional(getattr(village, agrees))) as other:
        assert actions.agree_to_withdraw(handed.pk, by=other).state == "withdrawn"


def test_waiting_is_a_state_with_a_day(village, handed):
    taken(village, handed)
    with acting(professional(village.joris)) as joris:
        paused = actions.pause(
            handed.pk, for_="plek bij de cursus", until=village.today + timedelta(days=20),
            turn=Side.RECEIVER, by=joris,
        )  # fmt: skip
        assert paused.state == "paused"
        assert actions.resume(handed.pk, by=joris).state == "accepted"


def test_a_death_ends_it_from_any_state_and_stops_messages(village, handed):
    with acting(professional(village.bakker)) as bakker:
        died = actions.record_death(handed.pk, by=bakker)

        assert (died.state, ended(died)) == ("withdrawn", "deceased")
    assert not Notice.objects.filter(about=handed.pk, cancelled_at__isnull=True).exists()
