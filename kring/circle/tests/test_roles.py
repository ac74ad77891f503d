"""A statutory role sees until its last day is over on a Dutch clock, whatever day that becomes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kring.circle import actions
from kring.circle.models import StatutoryRole
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.residents.models import Resident

LAST = date(2026, 3, 20)
# Winter time: Dutch midnight is 23:00 of the day before in UTC.
BEFORE_MIDNIGHT = datetime(2026, 3, 20, 22, 59, tzinfo=UTC)
AT_MIDNIGHT = datetime(2026, 3, 20, 23, 0, tzinfo=UTC)


def recorded(village, **more) -> StatutoryRole:
    decision = actions.Decision(
        kind="youth_protection", scope="Emre", decision="C/13/1234", from_on=village.today,
        position=village.joost, **more,
    )  # fmt: skip
    with acting(professional(village.samira)) as samira:
        return actions.record_role(village.devries, decision, categories=["contact"], by=samira)


def ended(village, role: StatutoryRole, on: date, at: datetime | None = None) -> None:
    with acting(professional(village.samira), at=at or village.now) as samira:
        actions.end_role(role.id, on=on, by=samira)


def sees(village, at: datetime) -> bool:
    with acting(professional(village.joost), at=at):
        return Resident.objects.filter(pk=village.emre).exists()


@pytest.mark.parametrize("until_on", [None, date(2026, 3, 10), date(2026, 5, 1)])
def test_access_ends_at_dutch_midnight_after_the_last_day(village, until_on):
    role = recorded(village, until_on=until_on)

    ended(village, role, LAST)

    assert sees(village, village.now)
    assert sees(village, BEFORE_MIDNIGHT)
    assert not sees(village, AT_MIDNIGHT)


def test_an_extension_of_what_was_over_opens_from_then_on_only(village):
    role = recorded(village, until_on=village.today)
    day_after, later = village.now + timedelta(days=1), village.now + timedelta(days=2)
    assert not sees(village, day_after)

    ended(village, role, LAST, at=later)

    assert not sees(village, day_after)
    assert sees(village, later)
    assert not sees(village, AT_MIDNIGHT)


@pytest.mark.parametrize("days", [0, -1])
def test_a_last_day_today_or_past_ends_it_at_once(village, days):
    role = recorded(village)

    ended(village, role, village.today + timedelta(days=days))

    assert not sees(village, village.now + timedelta(seconds=1))


def test_just_after_dutch_midnight_the_new_day_is_today(village):
    role = recorded(village)

    ended(village, role, LAST, at=AT_MIDNIGHT)  # in UTC it is the twentieth still

    assert not sees(village, AT_MIDNIGHT + timedelta(seconds=1))


def test_who_does_not_coordinate_moves_no_day(village):
    role = recorded(village, until_on=LAST)

    for who in (village.joost, village.tessa):
        with acting(professional(who)) as me, pytest.raises(Refused):
            actions.end_role(role.id, on=date(2030, 1, 1), by=me)

    assert not sees(village, AT_MIDNIGHT)
