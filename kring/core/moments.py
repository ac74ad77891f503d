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


@dataclass(frozen=True, kw_only=True)
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
    when, now = _date(day), _date(today)
    near = NEAR.get((when - now).days)
    if near is not None:
        return _timed(gettext(near), when)
    pattern = "EEE d MMM" if when.year == now.year else "d MMMM y"
    return _timed(_formatted(when, pattern, _locale()), when)


def full_day(day: date) -> Words:
    """ "dinsdag 17 november 2026", for sentences and paper."""
    when = _date(day)
    return _timed(_formatted(when, "EEEE d MMMM y", _locale()), when)


def _timed(words: str, when: date) -> Words:
    timed = Words(words)
    timed.html = _TIME % (when.isoformat(), words)
    return timed


_TIME = Markup('<time datetime="%s">%s</time>')


@lru_cache(maxsize=4_000)  # a year of days, in each pattern and language
def _formatted(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


def clock(moment: datetime) -> str:
    """ "14:00"."""
    return f"{local(moment):%H:%M}"


def moment(moment: datetime, now: datetime) -> Words:
    """ "vandaag, 14:00", "di 17 nov, 12:00" or "17 november 2025, 12:00"."""
    return _timed(f"{day(moment, now)}, {clock(moment)}", local(moment))


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
        words = gettext("%(span)s te laat") % {"span": _length(now - due_at, days=-days)}
        return Deadline(words=words, tone="late", icon="alert-triangle", exact=exact)
    words = gettext("Nog %(span)s") % {"span": _length(due_at - now, days=days)}
    if days == 0:
        return Deadline(words=words, tone="soon", icon="clock-exclamation", exact=exact)
    return Deadline(words=words, tone="ample", icon="circle-check", exact=exact)


def due_day(due_on: date, today: date) -> Deadline:
    """The pill of something that is due on a day: an action, a target date."""
    exact, days = day(due_on, today), (due_on - today).days
    if days < 0:
        words = gettext("%(span)s te laat") % {"span": _days(-days)}
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


def _length(length: timedelta, *, days: int) -> str:
    """Days when the calendar says so, else hours, else minutes."""
    if days:
        return _days(days)
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:  # an hour
        return ngettext("%(count)s minuut", "%(count)s minuten", minutes) % {"count": minutes}
    return ngettext("%(count)s uur", "%(count)s uur", minutes // 60) % {"count": minutes // 60}


def _days(days: int) -> str:
    return ngettext("%(count)s dag", "%(count)s dagen", days) % {"count": days}


def _date(value: date) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def _locale() -> str:
    return (get_language() or "nl").partition("-")[0]
