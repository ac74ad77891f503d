"""What people type, read as what they mean; None when it cannot be read."""

import re
import unicodedata
from datetime import date

import phonenumbers
from stdnum.exceptions import ValidationError as NotValid
from stdnum.nl import bsn as stdnum_bsn

MONTHS = {
    "januari": 1,
    "februari": 2,
    "maart": 3,
    "mrt": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "september": 9,
    "sept": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
}
MONTHS |= {name[:3]: month for name, month in list(MONTHS.items())}

DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
WITH_WORD = re.compile(r"(\d{1,2})[-/. ]+([a-z]+)\.?[-/. ]+(\d{4})")
POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
LONGEST = 100
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
NETHERLANDS = 31
GEOGRAPHICAL = 9  # digits after the zero
SERVICES = ("08", "09")  # numbers that may be shorter
ALLOWED_CONTROLS = "\n\r\t"
# Marks that turn the order of text around and so can make it read as something else.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def hidden(text: str) -> bool:
    """Whether text has characters that nobody types: NUL, controls, turned order."""
    return any(
        sign in TURNING
        or (unicodedata.category(sign) in ("Cc", "Cs") and sign not in ALLOWED_CONTROLS)
        for sign in text
    )


def visible(text: str) -> str:
    """The text without any invisible sign, trimmed; spaces of every kind become a space."""
    shown = (
        " " if sign.isspace() else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cs") and (sign.isspace() or sign.isprintable())
    )
    return " ".join("".join(shown).split())


def day(text: str) -> date | None:
    """`21-3-1948`, `21/03/1948`, `21 maart 1948`, `1948-03-21` or `21031948`."""
    typed = visible(text).lower()
    if len(typed) > LONGEST or not typed.isascii():
        return None
    try:
        return _day(typed)
    except ValueError:
        return None


def likely(day: date) -> bool:
    """Whether a day lies in a year that anyone means here, not in a mistyped one."""
    return EARLIEST <= day <= LATEST


def _day(typed: str) -> date | None:
    if found := YEAR_FIRST.fullmatch(typed):
        year, month, number = map(int, found.groups())
        return date(year, month, number)
    if found := DAY_FIRST.fullmatch(typed) or EIGHT_DIGITS.fullmatch(typed):
        number, month, year = map(int, found.groups())
        return date(year, month, number)
    if (found := WITH_WORD.fullmatch(typed)) and found[2] in MONTHS:
        return date(int(found[3]), MONTHS[found[2]], int(found[1]))
    return None


def phone(text: str) -> str | None:
    """A phone number as E.164; without a country it is Dutch."""
    typed = visible(text)
    if len(typed) > LONGEST or any(sign.isalpha() for sign in typed):
        return None
    try:
        parsed = phonenumbers.parse(typed, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed) or parsed.extension:
        return None
    short = len(str(parsed.national_number)) < GEOGRAPHICAL
    if parsed.country_code == NETHERLANDS and short and not typed.startswith(SERVICES):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def postcode(text: str) -> str | None:
    """A Dutch postcode as `1234AB`."""
    typed = visible(text).replace(" ", "").upper()
    return typed if typed.isascii() and POSTCODE.fullmatch(typed) else None


def bsn(text: str) -> str | None:
    """A citizen service number of nine digits that passes the eleven test."""
    typed = visible(text)
    if len(typed) > LONGEST or not typed.isascii():
        return None
    try:
        return str(stdnum_bsn.validate(typed))
    except NotValid:
        return None
