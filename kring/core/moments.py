"""Days, moments, numbers and phone numbers in the words a reader expects."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, gettext_noop, ngettext
from markupsafe import Markup, escape

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEAR = {-1: gettext_noop("gisteren"), 0: gettext_noop("vandaag"), 1: gettext_noop("morgen")}
FEWEST = 10
MOBILE = "6"
GEOGRAPHICAL = 9  # digits of a Dutch number after the zero


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """How urgent something is: `words` and `tone` at a glance, `exact` beside it.

    `tone`: late, soon, ample or calm.
    """

    words: str
    tone: str
    icon: str
    exact: str


class Words(str):
    """Words about a day or moment. In a page they bring along what a machine reads of it.

    `html` is that: `<time datetime>` around the moment. Joined or formatted as text they are
    only words; `said` keeps the moment in a sentence.
    """

    html: Markup

    def __html__(self) -> Markup:
        return self.html


def said(sentence: str, **named: object) -> Words:
    """A sentence with days or moments at its `%(names)s`."""
    words = Words(sentence % named)
    words.html = escape(sentence) % named
    return words


def joined(between: str, *parts: str) -> Words:
    """The parts that are not empty, in one line that keeps their moments."""
    there = [part for part in parts if part]
    words = Words(between.join(there))
    words.html = escape(between).join(there)
    return words


def local(moment: datetime) -> datetime:
    """The same moment on a Dutch clock."""
    return moment.astimezone(AMSTERDAM)


def day(day: date, today: date) -> Words:
    """ "vandaag", "di 17 nov" or, in another year, "17 november 2025"."""
    when = _date(day)
    return _timed(_day(when, _date(today), _locale()), when)


def full_day(day: date) -> Words:
    """ "dinsdag 17 november 2026", for sentences and paper."""
    when = _date(day)
    return _timed(_formatted(when, "EEEE d MMMM y", _locale()), when)


def _timed(words: str, when: date) -> Words:
    timed = Words(words)
    timed.html = Markup(f'<time datetime="{when.isoformat()}">{escape(words)}</time>')  # noqa: S704  # escaped
    return timed


# Days and terms are said many times a page. The language is given only to tell the answers apart.
@lru_cache(maxsize=4_000)  # a year of days from a few others
def _day(when: date, now: date, language: str) -> str:
    near = NEAR.get((when - now).days)
    if near is not None:
        return gettext(near)
    pattern = "EEE d MMM" if when.year == now.year else "d MMMM y"
    return _formatted(when, pattern, language)


@lru_cache(maxsize=4_000)  # a year of days, in each pattern and language
def _formatted(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


def clock(moment: datetime) -> str:
    """ "14:00"."""
    when = local(moment)
    return f"{when.hour:02}:{when.minute:02}"


def moment(moment: datetime, now: datetime) -> Words:
    """ "vandaag, 14:00", "di 17 nov, 12:00" or "17 november 2025, 12:00"."""
    when = local(moment)
    return _timed(f"{_day(when.date(), _date(now), _locale())}, {clock(when)}", when)


def full_moment(at: datetime) -> Words:
    """ "dinsdag 17 november 2026, 14:00", for paper."""
    return _timed(f"{full_day(at)}, {clock(at)}", local(at))


def span(start: datetime, end: datetime, now: datetime) -> Words:
    """ "vandaag, 14:00 – 14:45"; both days when it passes midnight."""
    until = clock(end) if _date(start) == _date(end) else moment(end, now)
    return said("%(start)s – %(until)s", start=moment(start, now), until=until)


def deadline(due_at: datetime, now: datetime) -> Deadline:
    """The pill of something that is due at a moment."""
    exact = moment(due_at, now)
    days = (_date(due_at) - _date(now)).days
    if due_at < now:
        words = _late(*_length(now - due_at, days=-days), _locale())
        return Deadline(words=words, tone="late", icon="alert-triangle", exact=exact)
    words = _left(*_length(due_at - now, days=days), _locale())
    if days == 0:
        return Deadline(words=words, tone="soon", icon="clock-exclamation", exact=exact)
    return Deadline(words=words, tone="ample", icon="circle-check", exact=exact)


def due_day(due_on: date, today: date) -> Deadline:
    """The pill of something that is due on a day: an action, a target date."""
    exact, days = day(due_on, today), (due_on - today).days
    if days < 0:
        words = _late(-days, "day", _locale())
        return Deadline(words=words, tone="late", icon="alert-triangle", exact=exact)
    tone = "soon" if days == 0 else "calm"
    return Deadline(words=exact, tone=tone, icon="", exact=exact)


def number(value: int | float | Decimal) -> str:
    """ "1.118" or "2,6"."""
    return format_decimal(value, locale=_locale())


def count(value: int, *, fewest: int = FEWEST) -> str:
    """A count about residents: under `fewest` it says only that."""
    if value < fewest:
        return gettext("minder dan %(fewest)s") % {"fewest": fewest}
    return number(value)


def euros(value: int | Decimal) -> str:
    """ "€ 1.250"."""
    return f"€\N{NO-BREAK SPACE}{number(value)}"


def postcode(value: str) -> str:
    """ "1234 AB"."""
    tight = value.replace(" ", "").upper()
    return f"{tight[:4]}\N{NO-BREAK SPACE}{tight[4:]}"


def phone(e164: str) -> str:
    """ "0123 – 45 67 00"; a number from abroad keeps its own habits."""
    try:
        parsed = phonenumbers.parse(e164, "NL")
    except phonenumbers.NumberParseException:
        return e164
    if parsed.country_code != 31:  # the Netherlands
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return _dutch(parsed)


def _dutch(parsed: phonenumbers.PhoneNumber) -> str:
    digits = str(parsed.national_number)
    if digits.startswith(MOBILE) and len(digits) == GEOGRAPHICAL:
        area = 1
    elif len(digits) == GEOGRAPHICAL:
        area = phonenumbers.length_of_geographical_area_code(parsed) or 3
    elif digits.startswith(("8", "9")):
        area = 3
    else:
        return digits
    return f"0{digits[:area]} – {_groups(digits[area:])}"


def _groups(digits: str) -> str:
    """Pairs, the first of three when the count is odd; four digits stay together."""
    if len(digits) <= 4:  # 0800 – 2000 is read as one
        return digits
    first = 2 + len(digits) % 2
    return " ".join([digits[:first], *(digits[i : i + 2] for i in range(first, len(digits), 2))])


def _length(length: timedelta, *, days: int) -> tuple[int, str]:
    """How many of which unit: days when the calendar says so, else hours, else minutes."""
    if days:
        return days, "day"
    minutes = int(length.total_seconds()) // 60
    return (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")


@lru_cache
def _late(count: int, unit: str, language: str) -> str:
    return gettext("%(span)s te laat") % {"span": _span(count, unit)}


@lru_cache
def _left(count: int, unit: str, language: str) -> str:
    return gettext("Nog %(span)s") % {"span": _span(count, unit)}


def _span(count: int, unit: str) -> str:
    match unit:
        case "day":
            words = ngettext("%(count)s dag", "%(count)s dagen", count)
        case "hour":
            words = ngettext("%(count)s uur", "%(count)s uur", count)
        case _:
            words = ngettext("%(count)s minuut", "%(count)s minuten", count)
    return words % {"count": count}


def _date(value: date) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def _locale() -> str:
    return (get_language() or "nl").partition("-")[0]
