"""When a link opens, a code is right, a password is good. Values in, reason out."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .models import Link, Professional

SESSION = timedelta(minutes=60)
LONGEST_VISIT = timedelta(hours=6)  # of a resident who keeps typing
CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
LONGEST_SECRET = 79  # of a provider, in bytes: sealed, the column holds no more
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


def has_guessed(link: Link) -> bool:
    """Whether so many wrong codes were given that only a new link helps."""
    return link.code_tries >= CODE_TRIES


def why_not_code(link: Link, *, now: datetime) -> WhyNot | None:
    """Why no new code is made for this link now; None when it is. Source: docs/rules.md#D2."""
    if reason := why_not_inside(link, now=now):
        return reason
    if has_guessed(link):
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
    if has_guessed(link):
        return WhyNot.TOO_MANY
    if link.code_hash is None or link.code_expires_at is None:
        return WhyNot.NO_CODE
    if link.code_expires_at <= now:
        return WhyNot.OLD_CODE
    return None if right else WhyNot.WRONG_CODE


class WhyNotWork(StrEnum):
    """Why someone who signed in cannot start yet, or cannot take something away."""

    NO_SECOND_FACTOR = "Stel eerst een tweede stap in. Daarna kunt u aan het werk."
    NO_POSITION = "U hebt op dit moment geen functie in Kring. Vraag het de beheerder."
    ELSEWHERE = "Deze functie hoort niet bij de organisatie waarmee u inlogde."
    LAST_FACTOR = "Dit is uw enige tweede stap. Voeg eerst een andere toe."


def why_not_work(*, second_factor: bool, by_provider: bool, positions: int) -> WhyNotWork | None:
    """Why someone who gave a password may not act yet; None when they may.

    `by_provider`: signed in at the own organisation, which asks for its own second step.
    """
    if not (second_factor or by_provider):
        return WhyNotWork.NO_SECOND_FACTOR
    return None if positions else WhyNotWork.NO_POSITION


def why_not_remove_factor(*, others: int) -> WhyNotWork | None:
    """Why a second step cannot be taken away; None when `others` (no recovery codes) remain."""
    return None if others else WhyNotWork.LAST_FACTOR


class WhyNotProvider(StrEnum):
    """Why an identity provider is not taken; read by who operates Kring."""

    NAME = "The name stands in an address: use at most 60 lower-case letters, digits and dashes."
    SCHEME = "The provider must be reached over https."
    UNSEALABLE = "The client secret is missing, or longer than 79 characters."


def why_not_provider(
    *, name: str, scheme: str, host: str, secret: str, on_this_machine: bool
) -> WhyNotProvider | None:
    """Why this provider is not taken; None when it is.

    `on_this_machine`: Kring runs on the own machine of a developer, where http may do.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", name):
        return WhyNotProvider.NAME
    if not host or scheme not in ({"https", "http"} if on_this_machine else {"https"}):
        return WhyNotProvider.SCHEME
    fits = 0 < len(secret.encode()) <= LONGEST_SECRET
    return None if fits else WhyNotProvider.UNSEALABLE


# What people here choose when a password must be long: a word and a year.
GUESSED = frozenset({
    "wachtwoord", "welkom", "welkomthuis", "geheim", "kring", "lente", "zomer", "herfst", "winter",
    "nederland", "gemeente", "wijkteam", "huisarts", "politie", "inloggen", "qwertyuiop",
    "asdfghjkl", "januari", "februari", "september", "oktober", "november", "december",
})  # fmt: skip


class LongEnough(MinimumLengthValidator):
    """The library's, in words of ours: it has none in Dutch."""

    def get_error_message(self) -> str:
        words = {"least": self.min_length}
        return gettext("Dit wachtwoord is te kort. Neem minstens %(least)s tekens.") % words


class NotGuessed:
    """A password is more than a well-known word or the own name with digits and signs."""

    def validate(self, password: str, user: Professional | None = None) -> None:
        letters = re.sub(r"[\W\d_]+", "", password.lower())
        if letters in GUESSED | _names(user):
            raise ValidationError(self.get_help_text(), code="guessed")

    def get_help_text(self) -> str:
        return gettext("Dit wachtwoord is te raden. Neem een paar losse woorden achter elkaar.")


def _names(user: Professional | None) -> set[str]:
    if user is None:
        return set()
    given, family = (
        re.sub(r"\W+", "", name.lower()) for name in (user.given_name, user.family_name)
    )
    return {given, family, given + family, family + given}
