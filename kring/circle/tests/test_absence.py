"""Who is away long is not replaced in silence: whoever leads proposes someone else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kring.circle import actions, queries, tasks
from kring.circle.models import StandIn
from kring.circle.rules import WhyNot
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory.models import Organisation, Position
from kring.notices.models import Notice

LONG = timedelta(days=29)  # one working day more than twenty after the village's Monday


def away(village, *, who="samira", by_whom="pieter", start=0, days=90, by="ineke"):
    with acting(professional(getattr(village, by))) as me:
        return actions.stand_in(
            getattr(village, who), by_whom=getattr(village, by_whom),
            from_on=village.today + timedelta(days=start),
            until_on=village.today + timedelta(days=start + days), by=me,
        )  # fmt: skip


def seen_as_long(village, *, after, by="ineke"):
    with acting(professional(getattr(village, by)), at=village.now + after) as me:
        return [each.position for each in queries.long_away(me)]


def told(village, *, after):
    tasks.remind(village.now + after)
    told = Notice.objects.filter(step__startswith="standin.")
    return {(each.step.split()[0], each.whom) for each in told if each.step != "standin.began"}


def test_after_twenty_working_days_the_lead_and_nobody_else_is_asked(village):
    away(village)

    assert seen_as_long(village, after=timedelta(days=28)) == []
    assert seen_as_long(village, after=LONG) == [village.samira]
    assert seen_as_long(village, after=LONG, by="pieter") == []
    assert seen_as_long(village, after=LONG, by="vreemd") == []


def test_two_who_stand_in_one_after_the_other_count_as_one_absence(village):
    away(village, days=11)
    away(village, by_whom="joris", start=14, days=60)

    assert seen_as_long(village, after=LONG) == [village.samira]


def test_who_was_back_for_a_week_starts_counting_again(village):
    away(village, days=11)
    away(village, by_whom="joris", start=21, days=60)

    assert seen_as_long(village, after=LONG) == []


def test_who_is_back_earlier_is_away_no_more(village):
    made = away(village)
    with acting(professional(village.samira), at=village.now + timedelta(days=20)) as samira:
        actions.end_stand_in(made.id, by=samira)

    assert seen_as_long(village, after=LONG) == []
    assert Notice.objects.filter(step="standin.ended", whom=village.pieter).exists()


def test_a_household_that_somebody_was_asked_for_waits_no_longer(village):
    away(village)
    with acting(professional(village.ineke), at=village.now + LONG) as ineke:
        actions.propose(village.devries, to=village.joris, by=ineke)

    assert seen_as_long(village, after=LONG) == []


def test_the_lead_is_told_once(village):
    away(village)

    assert told(village, after=timedelta(days=28)) == set()
    assert told(village, after=LONG) == {("standin.long", village.ineke)}
    assert told(village, after=LONG + timedelta(days=7)) == {("standin.long", village.ineke)}
    assert Notice.objects.filter(step__startswith="standin.long").count() == 1


@pytest.mark.django_db(databases=["default", "owner"])
def test_in_a_team_without_a_lead_whom_it_escalates_to_hears_it(village):
    away(village)
    Position.objects.filter(pk=village.ineke).update(is_lead=False)

    assert told(village, after=LONG) == {("standin.unled", village.ineke)}


def test_a_colleague_without_a_team_is_arranged_for_by_whom_the_organisation_escalates_to(village):
    away(village, who="noor", by_whom="bakker", by="bakker")
    with (
        acting(professional(village.vermeer)) as vermeer,
        pytest.raises(Refused, match=WhyNot.NOT_LEAD),
    ):
        actions.end_stand_in(StandIn.objects.get().id, by=vermeer)
    with (
        acting(professional(village.noor)) as noor,
        pytest.raises(Refused, match=WhyNot.NOT_LEAD),
    ):
        actions.stand_in(
            village.bakker,
            by_whom=village.noor,
            from_on=village.today,
            until_on=village.today,
            by=noor,
        )


def test_the_database_lets_nobody_else_arrange_it(village):
    with acting(professional(village.fleur)), connection.cursor() as cursor:
        for who in (village.samira, village.noor):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                cursor.execute(
                    "insert into circle_standin (id, version, updated_at, position_id, stand_in_id,"
                    " from_on, until_on, made_by_id) values (gen_random_uuid(), 1, now(), %s, %s,"
                    " %s, %s, %s)",
                    [who, village.fleur, village.today, village.today, village.fleur],
                )


def test_escalating_to_somebody_does_not_let_them_into_a_team(village):
    Organisation.objects.filter(pk=village.waterrijk_gemeente).update(escalation_id=village.fleur)
    with (
        acting(professional(village.fleur)) as fleur,
        pytest.raises(Refused, match=WhyNot.NOT_LEAD),
    ):
        actions.stand_in(
            village.samira,
            by_whom=village.fleur,
            from_on=village.today,
            until_on=village.today,
            by=fleur,
        )
