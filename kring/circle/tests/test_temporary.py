"""Who is involved until a day leaves by itself, after the question whether it must last longer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kring.circle import actions, queries, tasks
from kring.circle.models import Involvement
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.notices.models import Notice
from kring.residents.models import Resident

LAST = date(2026, 3, 20)
LATER = date(2026, 3, 27)
# Winter time: Dutch midnight is 23:00 of the day before in UTC.
BEFORE_MIDNIGHT = datetime(2026, 3, 20, 22, 59, tzinfo=UTC)
MORNING_AFTER = datetime(2026, 3, 21, 5, 17, tzinfo=UTC)


def involved(village, until: date = LAST):
    with acting(professional(village.samira)) as samira:
        return actions.involve(
            village.devries, party=actions.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["contact"], ends_on=until, by=samira,
        )  # fmt: skip


def sees(village, at: datetime) -> bool:
    with acting(professional(village.joost), at=at):
        return Resident.objects.filter(pk=village.emre).exists()


def asked() -> set[tuple[str, object]]:
    return set(Notice.objects.filter(step__startswith="involvement").values_list("step", "whom"))


def around(village, at: datetime) -> list[str]:
    with acting(professional(village.samira), at=at) as samira:
        people, _ = queries.circle(samira, village.devries)
        return [each.name for each in people]


def test_in_the_week_before_both_are_asked_once_whether_it_must_last_longer(village):
    involved(village)
    week_before = datetime(2026, 3, 13, 6, tzinfo=UTC)

    tasks.remind(week_before - timedelta(days=1))
    assert asked() == set()
    tasks.remind(week_before)
    tasks.remind(week_before + timedelta(days=1))

    step = "involvement.ends 2026-03-20"
    assert asked() == {(step, village.samira), (step, village.joost)}


def test_after_its_last_day_it_is_over_and_the_coordinator_hears_it(village):
    one = involved(village)
    assert tasks.end_temporary(BEFORE_MIDNIGHT) == 0
    assert sees(village, BEFORE_MIDNIGHT)

    assert tasks.end_temporary(MORNING_AFTER) == 1

    assert tasks.end_temporary(MORNING_AFTER) == 0
    assert not sees(village, MORNING_AFTER)
    assert "Joost Kok" not in around(village, MORNING_AFTER)
    assert ("involvement.stopped", village.samira) in asked()
    with acting(job("test")):
        assert Involvement.objects.get(pk=one).until_at == datetime(2026, 3, 20, 23, tzinfo=UTC)


def test_the_coordinator_lets_it_last_longer(village):
    one = involved(village)

    with acting(professional(village.samira)) as samira:
        actions.involve_until(one, LATER, by=samira)

    assert tasks.end_temporary(MORNING_AFTER) == 0
    assert sees(village, MORNING_AFTER)
    assert not sees(village, MORNING_AFTER + timedelta(days=7))


def test_a_day_that_is_not_to_come_is_refused(village):
    one = involved(village)

    with acting(professional(village.samira)) as samira, pytest.raises(Refused, match="na vandaag"):
        actions.involve_until(one, village.today, by=samira)


@pytest.mark.parametrize("who", ["joost", "ineke", "tessa"])
def test_nobody_but_the_coordinator_moves_the_day(village, who):
    one = involved(village)

    with acting(professional(getattr(village, who))) as me, pytest.raises(Refused):
        actions.involve_until(one, LATER, by=me)

    assert not sees(village, MORNING_AFTER)
