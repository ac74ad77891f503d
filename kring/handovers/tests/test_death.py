"""Someone died: whoever writes it down, everything that waited for them ends at once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kring.audit.models import Event
from kring.circle import actions as circle
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.handovers import actions
from kring.handovers.models import Chain, Handover
from kring.handovers.models.choices import Outcome
from kring.notices import actions as notices
from kring.notices.models import Notice
from kring.plans import actions as plans
from kring.plans.models import Action
from kring.residents import actions as residents
from kring.residents.models import Membership, Resident

from .stories import ended, sent


def about_henk(village, to, **more):
    """Tessa, who coordinates for Henk, hands him over; one chain each time."""
    who = {"household": str(village.janssen), "resident": str(village.henk)}
    with acting(professional(village.tessa)) as tessa:
        knows = {"ground": "public_task", "answer": "yes"}
        return sent(tessa, team=to, who=who, knows=knows, **more)


@pytest.fixture
def waiting(village):
    """Two handovers of Henk on their way, one of them declined, and an action."""
    first = about_henk(village, village.schuldhulp_team)
    second = about_henk(village, village.buurtzorg_noord)
    with acting(professional(village.anja)) as anja:
        actions.decline(second.pk, reason="Vol", outcome=Outcome.NO_OFFER, by=anja)
    with acting(professional(village.tessa)) as tessa:
        action = plans.give_action(
            village.janssen,
            plans.Task(title="Belt de bank", due_on=village.today, concerns=village.henk),
            doer=plans.Doer(position=village.tessa), by=tessa,
        )  # fmt: skip
        notices.owe(
            [notices.Owed(about=action.pk, step="action", whom=village.tessa, path="/")],
            at=tessa.at,
        )
    return first, second, action


def nothing_waits(village, first, second, action):
    with acting(job("test")):
        assert not Handover.objects.filter(is_live=True).exists()
        assert not Chain.objects.filter(closed_at=None).exists()
        assert [ended(first), ended(second)] == ["deceased", "no_offer"]
        assert Handover.objects.get(pk=first.pk).state == "withdrawn"
        assert Handover.objects.get(pk=second.pk).state == "declined"
    assert not Notice.objects.filter(
        about__in=[first.pk, second.pk, action.pk], cancelled_at=None
    ).exists()
    with acting(professional(village.tessa)):
        assert Resident.objects.get(pk=village.henk).deceased_on == village.today
        assert not Membership.objects.filter(resident=village.henk, until_on=None).exists()
        assert Action.objects.get(pk=action.pk).stopped_at == village.now
    with acting(job("test")):
        assert Event.objects.filter(what="resident.died").count() == 1


def test_the_receiver_of_one_handover_ends_them_all(village, waiting):
    with acting(professional(village.joost)) as joost:
        actions.receive(waiting[0].pk, by=joost)
        died = actions.record_death(waiting[0].pk, by=joost)
        assert (died.state, ended(died), died.turn) == ("withdrawn", "deceased", None)

    nothing_waits(village, *waiting)


def test_so_does_the_sender_of_one_that_was_declined(village, waiting):
    with acting(professional(village.tessa)) as tessa:
        died = actions.record_death(waiting[1].pk, on=village.today, by=tessa)
        assert (died.state, died.is_live) == ("declined", False)

    nothing_waits(village, *waiting)


def test_and_the_coordinator_at_the_household(village, waiting):
    with acting(professional(village.tessa)) as tessa:
        residents.record_death(village.henk, on=village.today, by=tessa)

    nothing_waits(village, *waiting)


def test_a_sender_who_sees_no_file_any_more_may_still_say_so(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
    with acting(professional(village.bakker)) as bakker:
        assert not Resident.objects.filter(pk=handed.resident_id).update(given_name="x")
        actions.record_death(handed.pk, by=bakker)
    with acting(professional(village.joris)):
        assert Resident.objects.get(pk=handed.resident_id).deceased_on == village.today
        assert Action.objects.get(household=handed.household_id).stopped_at == village.now


def test_who_is_on_intake_does_not_say_so_for_a_colleague_who_took_it_up(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.reassign(handed.pk, to=village.pieter, by=joris)
    with acting(professional(village.pieter)) as pieter:
        actions.receive(handed.pk, by=pieter)

    with acting(professional(village.joris)) as joris, pytest.raises(Refused):
        actions.record_death(handed.pk, by=joris)


def test_a_stranger_a_consult_and_tomorrow_are_refused(village, waiting):
    first = waiting[0].pk
    with acting(professional(village.vreemd)) as vera:
        with pytest.raises(Refused):
            actions.record_death(first, by=vera)
        with pytest.raises(DatabaseError, match="only who"), transaction.atomic():
            connection.cursor().execute("select kring.record_death(%s, now()::date)", [first])
    with acting(professional(village.tessa)) as tessa, pytest.raises(Refused, match="toekomst"):
        actions.record_death(first, on=village.today + timedelta(days=1), by=tessa)
    with acting(job("test")):
        assert Handover.objects.filter(is_live=True).count() == 2


def test_a_household_with_others_goes_on(village):
    with acting(professional(village.samira)) as samira:
        transfer = circle.propose(village.devries, to=village.joris, by=samira)
        residents.record_death(village.bram, on=village.today, by=samira)
        transfer.refresh_from_db()
        assert transfer.ended_at is None
