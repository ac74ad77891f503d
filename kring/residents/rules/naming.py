"""Names, codes and what may be written about a resident. Values in, reason out."""

import re
import secrets
from datetime import date
from enum import StrEnum

# Crockford's base 32: no I, L, O or U, so that nobody mishears or misreads a code.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_SIGNS = 8
_DAY = re.compile(
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"
    r"|(?P<year2>\d{4})-(?P<month2>\d{2})-(?P<day2>\d{2})"
)
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class WhyNot(StrEnum):
    """Why something about a resident is refused; the value is the sentence the user reads."""

    NO_NAME = "Vul een achternaam in."
    BORN_LATER = "Een geboortedatum kan niet in de toekomst liggen."
    NOT_YOURS = "U kunt dit niet doen voor deze inwoner."
    DIED_LATER = "Een datum van overlijden kan niet in de toekomst liggen."
    NO_NUMBER = "Dit is geen geldig burgerservicenummer. Controleer de cijfers."
    NO_BASIS = "Uw organisatie mag dit nummer niet gebruiken. Het is ook niet nodig."
    NO_CODE = "Deze code werkt niet (meer). Vraag de andere coördinator om een nieuwe code."
    NO_AUTHORITY = "Vul in wie het is: een lid van het huishouden, of een naam."
    SAME = "Dit is dezelfde persoon of hetzelfde huishouden."
    HAS_PLAN = "Dit huishouden heeft al een plan. Sluit dat eerst af, of voeg het andere samen."
    HIDDEN = "Over een van beiden is iets geheim. Hef dat eerst op."
    ELSEWHERE = "Deze inwoner hoort ook bij een ander huishouden. Voeg de ander hiermee samen."
    NOT_MERGED = "Deze inwoner is niet samengevoegd."
    BEFORE = "Op die dag hoorde deze inwoner er nog niet bij. Kies een latere dag."
    LAST = "Dit is de enige bewoner. Sluit het plan af, of voeg eerst een andere bewoner toe."
    TOO_OLD = "Controleer de geboortedatum: dit is meer dan 120 jaar geleden."


def why_not_register(family_name: str, *, born_on: date | None, today: date) -> WhyNot | None:
    """Why this resident may not be written down; only a name is needed."""
    if not family_name.strip():
        return WhyNot.NO_NAME
    if born_on is None:
        return None
    if born_on > today:
        return WhyNot.BORN_LATER
    return WhyNot.TOO_OLD if today.year - born_on.year > 120 else None


def why_not_die(on: date, *, today: date) -> WhyNot | None:
    """Why someone cannot have died on this day."""
    return WhyNot.DIED_LATER if on > today else None


def why_not_leave(on: date, *, since: date, others: bool) -> WhyNot | None:
    """Why someone cannot belong to a household until this day; `others` belong to it too."""
    if on < since:
        return WhyNot.BEFORE
    return None if others else WhyNot.LAST


def why_not_merge(*, same: bool, merged: bool, secret: bool) -> WhyNot | None:
    """Why two who were written down are not one. `merged`: one of them was merged before.

    `secret`: one is shielded; then nobody else learns of that one here. Source: docs/rules.md#R5.
    """
    if same or merged:
        return WhyNot.SAME
    return WhyNot.HIDDEN if secret else None


def age(born_on: date, on: date) -> int:
    """Whole years on this day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def read_day(text: str) -> date | None:
    """A date of birth as people type it: 4-5-1984, 04.05.1984, 1984-05-04; None when it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items() if value}
    try:
        return date(*(parts.get(name) or parts[f"{name}2"] for name in ("year", "month", "day")))
    except ValueError:
        return None


def new_code() -> str:
    """A household's code for on the phone: eight random signs and one that checks them."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS))
    return signs + _check(signs)


def read_code(text: str) -> str | None:
    """The code as someone typed it, or None when a sign was misread."""
    code = "".join(text.upper().split()).replace("-", "").translate(_MISREAD)
    if len(code) != CODE_SIGNS + 1 or not set(code) <= set(ALPHABET):
        return None
    return code if _check(code[:-1]) == code[-1] else None


def _check(signs: str) -> str:
    """Luhn with 32 signs: finds each wrong sign and nearly each swap of neighbours."""
    total = 0
    for index, sign in enumerate(reversed(signs)):
        value = ALPHABET.index(sign) * (2 if index % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
