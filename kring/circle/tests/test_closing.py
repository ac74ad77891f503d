"""Closing is a conversation; someone who returns comes back to the same coordinator."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kring.circle import actions, queries
from kring.circle.models import Closing, CoordinationPeriod, Plan
from kring.circle.rules import WhyNot
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.residents.models import Membership, Resident


def said(village, **more):
    talk = actions.Conversation(
        because="done", helped="yes", looked_back="Ik kan weer slapen", stays="oma Riet",
        call="Samira", aftercare_on=village.today + timedelta(days=91),
        aftercare_by=village.samira,
    )  # fmt: skip
    return replace(talk, **more)


def test_after_the_conversation_the_plan_is_closed_and_everybody_told(village):
    with acting(professional(village.samira)) as samira:
        actions.involve(
            village.devries, party=actions.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["contact", "plan"], by=samira,
        )  # fmt: skip
        actions.close(village.devries, said(village), by=samira)

        plan = Plan.objects.get(household=village.devries)
        assert (plan.closed_because, plan.aftercare_by_id) == ("done", village.samira)
        assert Closing.objects.get().looked_back == "Ik kan weer slapen"
        assert CoordinationPeriod.objects.get(plan=plan).until_at is not None
        assert queries.returns_to(village.devries).coordinator == village.samira
        assert Notice.objects.filter(step="plan.closed", whom=village.joost).exists()
    with acting(professional(village.joost)):
        assert not Resident.objects.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"stays": ""}, WhyNot.NO_STAYS),
        ({"call": " "}, WhyNot.NO_STAYS),
        ({"aftercare_by": None}, WhyNot.NO_AFTERCARE),
        ({"aftercare_on": None}, WhyNot.NO_AFTERCARE),
        ({"because": "unwanted"}, WhyNot.NO_ASK_AGAIN),
    ],
)
def test_what_was_not_said_stops_it(village, change, reason):
    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused, match=reason):
            actions.close(village.devries, said(village, **change), by=samira)
        assert not Closing.objects.exists()


def test_without_aftercare_it_says_why(village):
    none = {"aftercare_on": None, "aftercare_by": None, "no_aftercare_because": "wil niet"}
    with acting(professional(village.samira)) as samira:
        actions.close(village.devries, said(village, **none), by=samira)


def test_not_with_a_role_or_a_transfer(village):
    with acting(professional(village.samira)) as samira:
        role = actions.Decision(
            kind="mentor", scope="zorg", decision="1", from_on=village.today,
            position=village.joost,
        )  # fmt: skip
        made = actions.record_role(village.devries, role, categories=["contact"], by=samira)
        with pytest.raises(Refused, match="opvolger"):
            actions.close(village.devries, said(village), by=samira)
        actions.name_successor(made.id, successor=village.joost, by=samira)
        transfer = actions.propose(village.devries, to=village.joris, by=samira)
        with pytest.raises(Refused, match="voorstel"):
            actions.close(village.devries, said(village), by=samira)
        actions.withdraw(transfer.id, by=samira)
        actions.close(village.devries, said(village), by=samira)


def test_only_who_coordinates_closes(village):
    for who in (village.tessa, village.joris):
        with acting(professional(who)) as me, pytest.raises(Refused):
            actions.close(village.devries, said(village), by=me)


def test_who_returns_within_six_months_comes_back_to_the_same_coordinator(village):
    with acting(professional(village.samira)) as samira:
        actions.close(village.devries, said(village), by=samira)
    soon, late = village.now + timedelta(days=150), village.now + timedelta(days=190)
    with acting(professional(village.samira), at=soon) as samira:
        assert queries.returns_to(village.devries).coordinator == village.samira
        actions.open_plan(village.devries, by=samira)
        assert Plan.objects.filter(household=village.devries, closed_at=None).count() == 1
    with acting(professional(village.samira), at=late) as samira:
        assert queries.returns_to(village.devries) is None


def test_when_someone_dies_all_messages_about_them_stop_at_once(village):
    with acting(professional(village.tessa)) as tessa:
        transfer = actions.propose(village.janssen, to=village.joris, by=tessa)
        residents.record_death(village.henk, on=village.today, by=tessa)

        assert Resident.objects.get(pk=village.henk).deceased_on == village.today
        assert not Membership.objects.filter(resident=village.henk, until_on=None).exists()
        assert not Notice.objects.filter(about=transfer.id, cancelled_at=None).exists()
        assert queries.transfers(tessa) == []
        gone = actions.Conversation(because="deceased")
        actions.close(village.janssen, gone, by=tessa)


def test_a_household_with_others_goes_on(village):
    with acting(professional(village.samira)) as samira:
        residents.record_death(village.bram, on=village.today, by=samira)

        assert Plan.objects.get(household=village.devries).closed_at is None
        assert len(queries.household(samira, village.devries).members) == 3  # until today
