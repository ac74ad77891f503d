"""Coordination moves only by transfer: asked, accepted, told, and then at once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kring.circle import actions, queries, tasks
from kring.circle.models import CoordinationPeriod, Involvement, Objection, Plan, StandIn, Transfer
from kring.circle.rules import WhyNot
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory.models import Position
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.residents.models import Reachability, Resident

pytestmark = pytest.mark.database


def proposed(village, *, to="joris"):
    with acting(professional(village.samira)) as samira:
        return actions.propose(village.devries, to=getattr(village, to), by=samira)


def accepted(village):
    transfer = proposed(village)
    with acting(professional(village.joris)) as joris:
        actions.accept(transfer.id, by=joris)
    return transfer


def heard(village, reaction="agrees", **more):
    transfer = accepted(village)
    with acting(professional(village.samira)) as samira:
        actions.hear_resident(transfer.id, reaction=reaction, by=samira, **more)
    return transfer


def involve_joost(village):
    with acting(professional(village.samira)) as samira:
        actions.involve(
            village.devries, party=actions.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["contact", "plan"], by=samira,
        )  # fmt: skip


def coordinator(village):
    with acting(professional(village.ineke)):
        return Plan.objects.get(household=village.devries).coordinator_id


def test_all_steps_in_order_move_coordination_with_its_access(village):
    transfer = heard(village)
    with acting(professional(village.samira)) as samira:
        assert coordinator(village) == village.samira

        actions.tell_involved(transfer.id, by=samira)

        assert not Resident.objects.exists()
    assert coordinator(village) == village.joris
    with acting(professional(village.joris)) as joris:
        assert Resident.objects.count() == 3
        assert [each.coordinates for each in queries.circle(joris, village.devries)[0]] == [True]
        periods = CoordinationPeriod.objects.filter(plan=village.plan_devries).order_by("from_at")
        first, second = periods.values_list("coordinator", "from_at", "until_at")
        assert (first[0], second[0]) == (village.samira, village.joris)
        assert first[2] == second[1]
        assert second[2] is None


def test_who_is_asked_sees_which_household_and_nothing_more(village):
    proposed(village)
    with acting(professional(village.joris)) as joris:
        assert [each.name for each in queries.households(joris).lines] == ["Gezin De Vries-Yılmaz"]
        assert not Reachability.objects.exists()
        (asked,) = queries.transfers(joris)
        assert asked.asks_me
        assert asked.old_name == "Samira Haddad"
        assert asked.due_source == "Standaard van de regio"
        assert Notice.objects.filter(whom=village.joris, about=asked.id).count() == 1


def test_declined_it_stays_where_it_is_and_the_door_closes(village):
    transfer = proposed(village)
    with acting(professional(village.joris)) as joris:
        actions.decline(transfer.id, by=joris)
        assert queries.households(joris).lines == ()
    assert coordinator(village) == village.samira


def test_only_who_is_asked_answers_and_only_once(village):
    transfer = proposed(village)
    with (
        acting(professional(village.samira)) as samira,
        pytest.raises(Refused, match=WhyNot.NOT_NEW),
    ):
        actions.accept(transfer.id, by=samira)
    with (
        acting(professional(village.tessa)) as tessa,
        pytest.raises(Refused, match=WhyNot.NOT_YOURS),
    ):
        actions.accept(transfer.id, by=tessa)
    with acting(professional(village.joris)) as joris:
        actions.accept(transfer.id, by=joris)
        with pytest.raises(Refused, match=WhyNot.ACCEPTED):
            actions.accept(transfer.id, by=joris)


@pytest.mark.parametrize(
    ("to", "reason"),
    [("samira", WhyNot.SAME), ("joost", WhyNot.NOT_CORE), ("fleur", WhyNot.NO_TEAM)],
)
def test_not_everybody_can_be_asked(village, to, reason):
    with pytest.raises(Refused, match=reason):
        proposed(village, to=to)


def test_two_proposals_at_once_are_refused(village):
    proposed(village)
    with pytest.raises(Refused, match="loopt al"):
        proposed(village, to="pieter")


def test_no_step_is_skipped(village):
    transfer = proposed(village)
    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused, match=WhyNot.NOT_ACCEPTED):
            actions.hear_resident(transfer.id, reaction="agrees", by=samira)
        with pytest.raises(Refused, match=WhyNot.NOT_TOLD_RESIDENT):
            actions.tell_involved(transfer.id, by=samira)
        with pytest.raises(Refused, match=WhyNot.NOT_TOLD_ALL):
            actions.put_in_force(transfer.id, by=samira)


def test_the_residents_no_stops_it_and_goes_to_a_named_person(village):
    transfer = accepted(village)
    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused, match=WhyNot.NO_PERSON):
            actions.hear_resident(transfer.id, reaction="objects", by=samira)
        actions.hear_resident(transfer.id, reaction="objects", goes_to=village.ineke, by=samira)
    with acting(professional(village.ineke)):
        over = Transfer.objects.get(pk=transfer.id)
        assert (over.ended_because, over.goes_to_id) == ("resident", village.ineke)
        assert Notice.objects.filter(about=transfer.id, whom=village.ineke).exists()
    assert coordinator(village) == village.samira


def test_a_legal_ground_lets_it_go_on(village):
    transfer = heard(village, "objects", legal_ground="ondertoezichtstelling")
    with acting(professional(village.samira)) as samira:
        actions.tell_involved(transfer.id, by=samira)
    assert coordinator(village) == village.joris


def test_not_reached_takes_two_attempts_on_two_days(village):
    transfer = accepted(village)
    yesterday = village.now - timedelta(days=1)
    with acting(professional(village.samira)) as samira:
        with pytest.raises(Refused, match="twee pogingen"):
            actions.hear_resident(transfer.id, reaction="not_reached", by=samira)
        actions.attempt(transfer.id, on=yesterday, why="no_answer", by=samira)
        with pytest.raises(Refused, match="latere dag"):
            actions.attempt(transfer.id, on=yesterday, why="no_answer", by=samira)
        with pytest.raises(Refused, match="toekomst"):
            actions.attempt(
                transfer.id, on=village.now + timedelta(hours=1), why="no_answer", by=samira
            )
        actions.attempt(transfer.id, on=village.now, why="not_home", by=samira)
        actions.hear_resident(transfer.id, reaction="not_reached", by=samira)
        actions.tell_involved(transfer.id, by=samira)
    assert coordinator(village) == village.joris


def test_silence_of_the_involved_is_known_and_it_comes_into_force(village):
    involve_joost(village)
    transfer = heard(village)
    with acting(professional(village.samira)) as samira:
        actions.tell_involved(transfer.id, by=samira)
        assert Notice.objects.filter(about=transfer.id, whom=village.joost).exists()
        with pytest.raises(Refused, match=WhyNot.STILL_OPEN):
            actions.put_in_force(transfer.id, by=samira)
    assert tasks.sweep(village.now + timedelta(days=1)) == 0
    assert tasks.sweep(village.now + timedelta(days=4)) == 1
    assert tasks.sweep(village.now + timedelta(days=4)) == 0
    assert coordinator(village) == village.joris


@pytest.mark.parametrize(("upheld", "who"), [(False, "joris"), (True, "samira")])
def test_an_objection_waits_for_an_answer(village, upheld, who):
    involve_joost(village)
    transfer = heard(village)
    with acting(professional(village.samira)) as samira:
        actions.tell_involved(transfer.id, by=samira)
    with acting(professional(village.joost)) as joost:
        objection = actions.object_to(transfer.id, reason="midden in een schuldregeling", by=joost)
        with pytest.raises(Refused):
            actions.answer_objection(objection.id, answer="nee", upheld=False, by=joost)
    assert tasks.sweep(village.now + timedelta(days=9)) == 0
    with acting(professional(village.samira)) as samira:
        actions.answer_objection(objection.id, answer="we wachten erop", upheld=upheld, by=samira)
    tasks.sweep(village.now + timedelta(days=9))
    assert coordinator(village) == getattr(village, who)
    with acting(professional(village.joost)):
        assert Objection.objects.get().answer == "we wachten erop"


def test_a_stranger_cannot_object(village):
    transfer = heard(village)
    with acting(professional(village.tessa)) as tessa, pytest.raises(Refused):
        actions.object_to(transfer.id, reason="nee", by=tessa)


@pytest.mark.parametrize("start", [proposed, accepted, heard])
def test_it_times_out_to_the_old_coordinator(village, start):
    transfer = start(village)
    assert tasks.sweep(village.now + timedelta(days=6)) == 0
    assert tasks.sweep(village.now + timedelta(days=8)) == 1
    with acting(professional(village.samira)):
        over = Transfer.objects.get(pk=transfer.id)
        assert (over.ended_because, over.goes_to_id) == ("timed_out", village.samira)
    assert coordinator(village) == village.samira


@pytest.mark.django_db(databases=["default", "owner"])
def test_when_the_old_coordinator_left_it_falls_to_the_team_lead(village):
    from kring.accounts.models import Professional

    transfer = proposed(village)
    Professional.objects.filter(pk=village.professional("samira")).update(is_active=False)
    tasks.sweep(village.now + timedelta(days=8))
    with acting(professional(village.ineke)):
        assert Transfer.objects.get(pk=transfer.id).goes_to_id == village.ineke


def test_a_proposal_is_taken_back(village):
    transfer = proposed(village)
    with (
        acting(professional(village.joris)) as joris,
        pytest.raises(Refused, match=WhyNot.NOT_OLD),
    ):
        actions.withdraw(transfer.id, by=joris)
    with acting(professional(village.samira)) as samira:
        actions.withdraw(transfer.id, by=samira)
        with pytest.raises(Refused, match=WhyNot.OVER):
            actions.withdraw(transfer.id, by=samira)


def test_the_stand_in_does_the_steps_and_both_are_shown(village):
    with acting(professional(village.samira)) as samira:
        actions.stand_in(
            village.samira, by_whom=village.pieter, from_on=village.today,
            until_on=village.today + timedelta(days=14), by=samira,
        )  # fmt: skip
    with acting(professional(village.pieter)) as pieter:
        head = queries.household(pieter, village.devries)
        assert head.coordinator.name == "Samira Haddad"
        assert head.coordinator.stand_in_name == "Pieter van Dam"
        transfer = actions.propose(village.devries, to=village.joris, by=pieter)
        assert transfer.old_id == village.samira
        actions.end_stand_in(StandIn.objects.get().id, by=pieter)
    with acting(professional(village.pieter)) as pieter:
        assert queries.household(pieter, village.devries) is None


@pytest.mark.parametrize(
    ("who", "by_whom", "reason"),
    [
        ("samira", "samira", WhyNot.SELF),
        ("joris", "joris", WhyNot.NOT_LEAD),
        ("samira", "bakker", WhyNot.OTHER_ORGANISATION),
    ],
)
def test_not_everybody_stands_in(village, who, by_whom, reason):
    with acting(professional(getattr(village, who))) as me, pytest.raises(Refused, match=reason):
        actions.stand_in(
            village.samira, by_whom=getattr(village, by_whom), from_on=village.today,
            until_on=village.today, by=me,
        )  # fmt: skip


def test_a_leaving_colleagues_households_are_divided_with_exceptions(village):
    with acting(professional(village.samira)) as samira:
        for weight in (3, 1, 1):
            new = residents.register(residents.Person(family_name="Bos"), by=samira, source=uuid4())
            actions.open_plan(new.household, weight=weight, by=samira)
    with acting(professional(village.ineke)) as ineke:
        left = queries.left_behind(ineke, village.samira)
        assert [each.weight for each in left] == [3, 2, 1, 1]
        assert not Resident.objects.exists()
        kept = {left[3].household: village.pieter}
        plan = queries.division(
            ineke, village.samira, among=[village.joris, village.pieter], except_=kept
        )
        assert sorted(plan) == sorted(each.household for each in left)
        loads = {who: sum(e.weight for e in left if plan[e.household] == who)
                 for who in (village.joris, village.pieter)}  # fmt: skip
        assert sorted(loads.values()) == [3, 4]

        assert len(actions.propose_all(plan, by=ineke)) == 4
    with acting(professional(village.pieter)) as pieter:
        assert left[3].household in {each.household for each in queries.transfers(pieter)}


def test_a_stranger_divides_nothing(village):
    with acting(professional(village.tessa)) as tessa:
        assert queries.left_behind(tessa, village.samira) == []
        with pytest.raises(Refused):
            actions.propose_all({village.devries: village.joris}, by=tessa)


def test_caseload_is_shown_weighted_before_accepting(village, django_assert_num_queries):
    with acting(professional(village.joris)):
        with django_assert_num_queries(1):
            loads = queries.caseload([village.samira, village.joris])

        assert [(each.name, each.households, each.weight) for each in loads] == [
            ("Joris Bos", 0, 0), ("Samira Haddad", 1, 2),
        ]  # fmt: skip
        assert loads[1].per_day == 0.5


def test_who_coordinates_cannot_be_ended(village):
    from django.db import DatabaseError, transaction

    with (
        acting(professional(village.ineke)),
        pytest.raises(DatabaseError, match="coordinates households"),
        transaction.atomic(),
    ):
        Position.objects.filter(pk=village.samira).update(until_on=village.today)


def test_the_old_coordinator_leaves_the_circle_and_the_new_one_joins(village):
    transfer = heard(village)
    with acting(professional(village.joris)) as joris:
        actions.tell_involved(transfer.id, by=joris)
        now = Involvement.objects.filter(household=village.devries, until_at=None)
        assert list(now.values_list("position", flat=True)) == [village.joris]
