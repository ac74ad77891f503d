"""Working days and opening hours: when a deadline falls. Dutch public holidays do not count."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from .moments import AMSTERDAM, local

Hours = Mapping[int, tuple[time, time]]  # weekday (0 = Monday) → opens, closes

OFFICE: Hours = {weekday: (time(9), time(17)) for weekday in range(5)}
_NEVER_LONGER = 400  # days: hours that leave no working day at all fall back on office hours


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date, hours: Hours = OFFICE) -> bool:
    """There are opening hours on this weekday and it is not a public holiday."""
    return day.weekday() in hours and day not in _free_days(day.year)


def next_working_day(day: date, hours: Hours = OFFICE) -> date:
    """The first working day after this day."""
    for ahead in range(1, _NEVER_LONGER):
        if is_working_day(day + timedelta(days=ahead), hours):
            return day + timedelta(days=ahead)
    return next_working_day(day)


def opens(at: datetime, hours: Hours = OFFICE) -> datetime:
    """This moment when it is open then, else the next opening."""
    here = local(at)
    if is_working_day(here.date(), hours):
        start, end = _day(here.date(), hours)
        if here < end:
            return max(here, start)
    return _day(next_working_day(here.date(), hours), hours)[0]


def closing(day: date, hours: Hours = OFFICE) -> datetime:
    """When it closes on this day, or on the first working day after it."""
    open_on = day if is_working_day(day, hours) else next_working_day(day, hours)
    return _day(open_on, hours)[1]


def is_open(at: datetime, hours: Hours = OFFICE) -> bool:
    """Someone is there at this moment."""
    return opens(at, hours) == at


def add_working_days(at: datetime, days: int, hours: Hours = OFFICE) -> datetime:
    """`days` working days later, at the same time of day as far as it is open then.

    What comes in when it is closed counts from the next opening. Summer time moves with the clock
    on the wall.
    """
    begin = opens(at, hours)
    day = begin.date()
    for _ in range(days):
        day = next_working_day(day, hours)
    start, end = _day(day, hours)
    return min(max(datetime.combine(day, begin.time(), AMSTERDAM), start), end)


def open_time(start: datetime, end: datetime, hours: Hours = OFFICE) -> timedelta:
    """How long it is open between two moments; zero when `end` is not after `start`."""
    total, at = timedelta(), opens(start, hours)
    while at < end:
        closing = _day(at.date(), hours)[1]
        total += _passes(at, min(closing, end))
        at = opens(closing, hours)
    return total


def after_open_time(start: datetime, left: timedelta, hours: Hours = OFFICE) -> datetime:
    """The moment at which it was open for `left` since `start`."""
    at = opens(start, hours)
    while (at_hand := _passes(at, closing := _day(at.date(), hours)[1])) < left:
        left -= at_hand
        at = opens(closing, hours)
    return local(at.astimezone(UTC) + left)


def before_open_time(end: datetime, left: timedelta, hours: Hours = OFFICE) -> datetime:
    """The last moment from which it is still open for `left` until `end`."""
    at = _closes(end, hours)
    while (at_hand := _passes(opening := _day(at.date(), hours)[0], at)) < left:
        left -= at_hand
        at = _closes(opening, hours)
    return local(at.astimezone(UTC) - left)


def working_days_between(start: date, end: date, hours: Hours = OFFICE) -> int:
    """How many working days after `start` up to and including `end`."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), hours) for n in range(1, days + 1))


def working_days_before(day: date, days: int) -> date:
    """The last day from which there are so many working days up to and including `day`."""
    while days:
        days -= is_working_day(day)
        day -= timedelta(days=1)
    return day


def _passes(start: datetime, end: datetime) -> timedelta:
    """How long it really takes: on a wall clock an hour is skipped or repeated once a year."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def _closes(at: datetime, hours: Hours) -> datetime:
    """This moment when it was open until then, else the closing before it."""
    here = local(at)
    if is_working_day(here.date(), hours):
        start, end = _day(here.date(), hours)
        if here > start:
            return min(here, end)
    return _day(_previous_working_day(here.date(), hours), hours)[1]


def _previous_working_day(day: date, hours: Hours) -> date:
    for back in range(1, _NEVER_LONGER):
        if is_working_day(day - timedelta(days=back), hours):
            return day - timedelta(days=back)
    return _previous_working_day(day, OFFICE)


def _day(day: date, hours: Hours) -> tuple[datetime, datetime]:
    start, end = hours.get(day.weekday(), OFFICE[0])
    return datetime.combine(day, start, AMSTERDAM), datetime.combine(day, end, AMSTERDAM)
