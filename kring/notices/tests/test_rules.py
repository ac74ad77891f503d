from datetime import UTC, datetime, timedelta

import pytest

from kring.notices import rules

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)  # 7:30 in Amsterdam
EASTER = datetime(2026, 4, 6, 6, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (MONDAY, True),
        (MONDAY - MINUTE, False),
        (MONDAY.replace(hour=16, minute=59), True),
        (MONDAY.replace(hour=17, minute=0), False),
        (MONDAY - timedelta(days=1), False),
        (EASTER, False),
    ],
)
def test_mail_leaves_in_office_hours_of_working_days(at, leaves):
    assert rules.may_leave(at, urgent=False, on_duty=True) is leaves
    assert rules.may_leave(at, urgent=True, on_duty=False) is leaves
    assert rules.may_leave(at, urgent=True, on_duty=True)


def test_each_try_waits_longer_and_the_last_is_the_last():
    waits = [rules.next_try(MONDAY, tries=tries) for tries in range(1, rules.LAST_TRY)]

    assert waits == sorted(waits)
    assert rules.next_try(MONDAY, tries=rules.LAST_TRY) is None


@pytest.mark.parametrize(
    ("at", "choice", "due"),
    [
        (MONDAY, "07:30", True),
        (MONDAY - MINUTE, "07:30", False),
        (MONDAY, "12:00", False),
        (MONDAY.replace(hour=11, minute=0), "12:00", True),
        (MONDAY.replace(hour=18), "12:00", False),
        (EASTER, "07:30", False),
        (datetime(2026, 7, 1, 5, 30, tzinfo=UTC), "07:30", True),  # summer time
    ],
)
def test_the_overview_comes_at_the_chosen_hour_of_working_days(at, choice, due):
    assert rules.overview_is_due(at, choice) is due


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((0, 0, 0, 0), []),
        ((3, 1, 0, 0), ["Er wachten 3 overdrachten op u, 1 moet vandaag."]),
        ((1, 0, 0, 0), ["Er wacht 1 overdracht op u."]),
        ((0, 0, 2, 1), ["Er wachten 2 andere vragen op u.", "Er is 1 nieuw bericht."]),
    ],
)
def test_the_overview_counts_in_plain_words(counts, says):
    handovers, today, others, news = counts

    said = rules.overview(handovers=handovers, today=today, others=others, news=news)

    assert said == says
