"""When a link opens and when a code is right. Values in, reason out."""

from datetime import datetime, timedelta
from enum import StrEnum

from .models import Link

SESSION = timedelta(minutes=60)
LONGEST_VISIT = timedelta(hours=6)  # of a resident who keeps typing
CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
NEXT_CODE_AFTER = timedelta(minutes=1)

# A resident keeps the paper and may come back with it; everyone else comes once.
OPENS_AGAIN = frozenset({Link.Purpose.FOLLOW, Link.Purpose.ANSWER})


class WhyNot(StrEnum):
    """Why a link or code is refused; the value is the sentence the reader sees."""

    UNKNOWN = "Deze link klopt niet. Kijk of u de hele link of code hebt."
    USED = "Deze link is al gebruikt. Een link werkt maar één keer."
    EXPIRED = "Deze link is verlopen."
    REVOKED = "Deze link werkt niet meer."
    CLOSED = "Uw uur is voorbij. Vraag een nieuwe link."
    NO_CODE = "Vraag eerst een code."
    OLD_CODE = "Deze code is verlopen. Vraag een nieuwe code."
    WRONG_CODE = "Deze code klopt niet. Kijk de zes cijfers na."
    TOO_MANY = "U hebt vijf keer een verkeerde code ingevuld. Vraag een nieuwe link."
    JUST_SENT = "Er is net een code gemaakt. Wacht een minuut en probeer het dan opnieuw."


def opens_again(link: Link) -> bool:
    """Whether a link works more than once: a code on a resident's paper does."""
    return link.position is None and link.purpose in OPENS_AGAIN


def why_not_open(link: Link, *, now: datetime) -> WhyNot | None:
    """Why this link does not open the door now; None when it does. Source: docs/rules.md#D1."""
    if link.revoked_at is not None:
        return WhyNot.REVOKED
    if link.used_at is not None and not opens_again(link):
        return WhyNot.USED
    if link.expires_at <= now:
        return WhyNot.EXPIRED
    return None


def why_not_inside(link: Link, *, now: datetime) -> WhyNot | None:
    """Why the hour of this link is not running now; None when it is. Source: docs/rules.md#D1."""
    if link.revoked_at is not None:
        return WhyNot.REVOKED
    if link.session_until is None or link.session_until <= now:
        return WhyNot.CLOSED
    return None


def why_not_code(link: Link, *, now: datetime) -> WhyNot | None:
    """Why no new code is made for this link now; None when it is. Source: docs/rules.md#D2."""
    if reason := why_not_inside(link, now=now):
        return reason
    if link.code_tries >= CODE_TRIES:
        return WhyNot.TOO_MANY
    made_at = link.code_expires_at and link.code_expires_at - CODE_LASTS
    if made_at is not None and now < made_at + NEXT_CODE_AFTER:
        return WhyNot.JUST_SENT
    return None


def why_not_prove(link: Link, *, right: bool, now: datetime) -> WhyNot | None:
    """Why this code does not open personal data; None when it does. Source: docs/rules.md#D2.

    `right`: what was typed is the code of this link.
    """
    if reason := why_not_inside(link, now=now):
        return reason
    if link.code_tries >= CODE_TRIES:
        return WhyNot.TOO_MANY
    if link.code_hash is None or link.code_expires_at is None:
        return WhyNot.NO_CODE
    if link.code_expires_at <= now:
        return WhyNot.OLD_CODE
    return None if right else WhyNot.WRONG_CODE
