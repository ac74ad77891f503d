"""When a deadline falls: working days, opening hours, holidays and summer time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core import working_days
from kring.core.moments import AMSTERDAM


def at(day: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), AMSTERDAM)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (at("2026-03-02"), 1, at("2026-03-03")),  # Monday → Tuesday
        (at("2026-03-06", 16), 1, at("2026-03-09", 16)),  # Friday → Monday
        (at("2026-03-07"), 1, at("2026-03-10", 9)),  # Saturday counts from Monday's opening
        (at("2026-03-02", 20), 1, at("2026-03-04", 9)),  # in the evening from the next opening
        (at("2026-04-02"), 1, at("2026-04-07")),  # over Good Friday and Easter Monday
        (at("2026-03-27"), 1, at("2026-03-30")),  # over the start of summer time
        (at("2026-10-23"), 1, at("2026-10-26")),  # over its end
        (at("2026-04-24"), 2, at("2026-04-29")),  # over King's Day
    ],
)
def test_a_deadline_is_counted_in_working_days(start, days, due):
    assert working_days.add_working_days(start, days) == due


def test_a_desk_that_is_open_on_two_mornings_has_deadlines_on_those_mornings():
    hours = {0: (time(9), time(12)), 3: (time(9), time(12))}

    assert working_days.add_working_days(at("2026-03-02", 11), 1, hours) == at("2026-03-05", 11)
    assert working_days.add_working_days(at("2026-03-02", 15), 1, hours) == at("2026-03-09", 9)


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        ("2026-03-06", at("2026-03-06", 17)),
        ("2026-03-07", at("2026-03-09", 17)),  # Saturday → Monday
        ("2026-04-27", at("2026-04-28", 17)),  # King's Day
    ],
)
def test_a_day_on_which_nobody_works_closes_on_the_next_working_day(day, closes):
    assert working_days.closing(date.fromisoformat(day)) == closes


def test_open_time_leaves_out_nights_and_weekends():
    assert working_days.open_time(at("2026-03-06", 16), at("2026-03-09", 10)) == timedelta(hours=2)
    assert working_days.open_time(at("2026-03-09"), at("2026-03-06")) == timedelta()


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 5), ("2026-10-25", 7)])
def test_a_desk_that_is_open_at_night_counts_the_hour_that_is_skipped_or_repeated(day, hours):
    night = {6: (time(0), time(8))}
    begins, six, open_for = at(day, 0), at(day, 6), timedelta(hours=hours)

    assert working_days.open_time(begins, six, night) == open_for
    assert working_days.open_time(begins.astimezone(UTC), six.astimezone(UTC), night) == open_for
    assert working_days.after_open_time(begins, open_for, night) == six
    assert working_days.before_open_time(six, open_for, night) == begins


def test_nobody_is_there_on_a_public_holiday():
    assert working_days.is_open(at("2026-03-02"))
    assert not working_days.is_open(at("2026-04-27"))
    assert not working_days.is_open(at("2026-03-02", 17))


moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: at("2026-01-01") + timedelta(minutes=minutes)
)


@given(moments, st.integers(0, 60))
def test_a_clock_that_stood_still_and_runs_on_is_due_at_the_same_moment(start, hours):
    due = working_days.after_open_time(start, timedelta(hours=hours))

    assert working_days.open_time(start, due) == timedelta(hours=hours)


@given(moments, st.integers(1, 60))
def test_so_many_open_hours_before_a_deadline_is_that_long_open(end, hours):
    start = working_days.before_open_time(end, timedelta(hours=hours))

    assert working_days.open_time(start, end) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("end", "hours", "start"),
    [
        (at("2026-03-02", 12), 2, at("2026-03-02")),
        (at("2026-03-02"), 2, at("2026-02-27", 16)),  # one hour on Monday, one on Friday
        (at("2026-03-02", 9), 2, at("2026-02-27", 15)),
        (at("2026-03-08", 12), 2, at("2026-03-06", 15)),  # on Sunday it counts from Friday's end
        (at("2026-04-07"), 2, at("2026-04-02", 16)),  # over Good Friday and Easter Monday
    ],
)
def test_two_open_hours_before_leaves_out_nights_weekends_and_holidays(end, hours, start):
    assert working_days.before_open_time(end, timedelta(hours=hours)) == start


def test_a_desk_that_is_open_on_two_mornings_is_warned_on_such_a_morning():
    hours = {0: (time(9), time(12)), 3: (time(9), time(12))}

    early = working_days.before_open_time(at("2026-03-05"), timedelta(hours=2), hours)

    assert early == at("2026-03-02", 11)


@given(moments, st.integers(1, 15))
def test_later_never_comes_sooner(start, days):
    due = working_days.add_working_days(start, days)

    assert due > working_days.add_working_days(start, days - 1) or days == 0
    assert working_days.is_working_day(due.date())
