"""Reachable hours as people write them: "ma-vr 9:00-17:00", a line for each."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_DAY = r"(ma|di|wo|do|vr|za|zo)[a-z]*\.?"
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*uur)?"
_LINE = re.compile(rf"(?P<days>{_DAY}[^\d]*?):?\s*{_CLOCK}\s*(?:-|–|tot|t/m)\s*{_CLOCK}\.?")
_SPAN = re.compile(rf"{_DAY}\s*(?:-|–|tot|t/m|tot en met)\s*{_DAY}")

Stretch = tuple[int, time, time]  # weekday (0 = Monday), opens, closes


def read_hours(text: str) -> list[Stretch] | None:
    """The stretches in this text; None when a line cannot be read."""
    found: set[Stretch] = set()
    for line in re.split(r"[\n;]", text.lower()):
        if not line.strip():
            continue
        stretches = _line(line.strip())
        if not stretches:
            return None
        found.update(stretches)
    return sorted(found)


def _line(line: str) -> list[Stretch]:
    match = _LINE.fullmatch(line)
    if match is None:
        return []
    opens, closes = _clock(*match.groups()[-4:-2]), _clock(*match.groups()[-2:])
    if opens is None or closes is None or opens >= closes:
        return []
    return [(day, opens, closes) for day in _days(match["days"])]


def _clock(hour: str, minute: str | None) -> time | None:
    if int(hour) > 23 or int(minute or 0) > 59:
        return None
    return time(int(hour), int(minute or 0))


def _days(words: str) -> list[int]:
    if span := _SPAN.search(words):
        first, last = DAYS.index(span[1]), DAYS.index(span[2])
        return list(range(first, last + 1))
    return [DAYS.index(day) for day in re.findall(_DAY, words)]


def write_hours(stretches: Iterable[Stretch]) -> str:
    """The same as text, days with equal hours that follow one another on one line."""
    by_clock: dict[tuple[time, time], list[int]] = {}
    for day, opens, closes in sorted(stretches):
        by_clock.setdefault((opens, closes), []).append(day)
    return "\n".join(
        f"{_spoken(days)} {opens:%H:%M}-{closes:%H:%M}"
        for (opens, closes), days in sorted(by_clock.items(), key=lambda each: each[1])
    )


def _spoken(days: list[int]) -> str:
    in_a_row = all(after == before + 1 for before, after in pairwise(days))
    if in_a_row and len(days) > 2:
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)
