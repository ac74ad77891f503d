"""Reachable hours as people write them: "ma-vr 9:00-17:00", "di/do 9-12 en 13-17u"."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_DAY = r"\b(?:ma|di|wo|do|vr|za|zo)(?:[a-z]*dag(?:en)?|a|e|n|ij|nd|ns|ens)?\b\.?"
_TO = r"\s*(?:-|–|tot en met|t/m|tm|tot)\s*"
_CLOCK = r"\d{1,2}(?:[:.u]?\d{2})?\s*(?:uur|u\b)?"
_TOKEN = re.compile(
    rf"(?P<span>{_DAY}{_TO}{_DAY})|(?P<day>{_DAY})|(?P<clocks>{_CLOCK}{_TO}{_CLOCK})"
    r"|(?P<between>[\s,;:/+&.()]+|en\b|van\b|op\b|elke\b|tussen\b)"
)

Stretch = tuple[int, time, time]  # weekday (0 = Monday), opens, closes
_Clocks = tuple[time, time]


def read_hours(text: str) -> list[Stretch] | None:
    """The stretches in this text; None when any of it is something else."""
    found: set[Stretch] = set()
    days: list[int] = []
    told = True  # these days have hours already, so a next day begins anew
    for kind, words in _tokens(text.lower()):
        if kind == "clocks" and days and (clocks := _clocks(words)):
            found.update((day, *clocks) for day in days)
            told = True
        elif kind in {"span", "day"} and (more := _days(words)):
            days, told = ([] if told else days) + more, False
        else:
            return None
    return sorted(found) if told else None


def _tokens(text: str) -> Iterable[tuple[str, str]]:
    """Days, spans of days and hours in the order of the text; an empty kind for what is neither."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            yield "", text[at:]
            return
        at = match.end()
        if match.lastgroup != "between":
            yield str(match.lastgroup), match.group()


def _clocks(words: str) -> _Clocks | None:
    first, last = (_clock(each) for each in re.split(_TO, words))
    return (first, last) if first and last and first < last else None


def _clock(words: str) -> time | None:
    digits = re.sub(r"\D", "", words)
    hour, minute = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))


def _days(words: str) -> list[int]:
    """One day, or a span of days; nothing when it runs backwards."""
    named = [DAYS.index(word.strip()[:2]) for word in re.findall(_DAY, words)]
    return list(range(named[0], named[-1] + 1))


def write_hours(stretches: Iterable[Stretch]) -> str:
    """The same as text, days with equal hours that follow one another on one line."""
    by_clock: dict[_Clocks, list[int]] = {}
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
