"""How often one may knock, and who may ask the resident. Values in, reason out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class Limit:
    """At most so many knocks at a door within a time, from one place and for one thing."""

    within: timedelta
    from_one_place: int
    for_one_thing: int


# A practice shares one network address, so one place may knock more often.
ASKING = Limit(timedelta(hours=1), from_one_place=30, for_one_thing=5)
OPENING = Limit(timedelta(minutes=15), from_one_place=20, for_one_thing=20)
EARLIEST, LATEST = 9, 20  # between these hours a resident may get a text message
HELPING = Limit(timedelta(hours=1), from_one_place=30, for_one_thing=30)


class WhyNot(StrEnum):
    """Why a door stays closed; the value is the sentence the reader sees."""

    TOO_OFTEN = "U hebt dit al vaak geprobeerd. Wacht een uur, of bel het wijkteam."
    NO_MOBILE = "Wij kennen geen mobiel nummer van u. Laat de code voorlezen aan de telefoon."
    NO_PAPER = "Deze code is niet voor inwoners. Gebruik de link in uw e-mail."
    NOT_SENDER = "Alleen wie de inwoner stuurde, geeft het briefje mee."
    NO_CONTACT = "Er is nog geen contact gemeld. Dan valt er nog niets te vragen."
    NOT_SAFE = "Vraag het alleen als dit veilig is voor de inwoner."
    NOT_TO_COME = "Er is al contact, of dit is voorbij. Dan zegt dit blad niets meer."
    SHEET_NOT_SAFE = "Geef dit blad alleen mee als dat veilig is voor de inwoner."
    ANSWERED = "De inwoner heeft al antwoord gegeven."


def why_not_knock(limit: Limit, *, from_here: int, for_this: int) -> WhyNot | None:
    """Why this door stays closed for now; None when it does not. Source: docs/rules.md#D3.

    `from_here`, `for_this`: earlier knocks within the limit's time.
    """
    if from_here >= limit.from_one_place or for_this >= limit.for_one_thing:
        return WhyNot.TOO_OFTEN
    return None


def why_not_ask_resident(
    *, sends: bool, contact: bool, answered: bool, safe: bool
) -> WhyNot | None:
    """Why the resident is not asked about the contact now. Source: docs/rules.md#D6.

    `sends`: the actor is the sender, never the receiver. `safe`: surely safe to be asked.
    """
    if not sends:
        return WhyNot.NOT_SENDER
    if not contact:
        return WhyNot.NO_CONTACT
    if answered:
        return WhyNot.ANSWERED
    return None if safe else WhyNot.NOT_SAFE


def why_not_give_sheet(*, sends: bool, over: bool, safe: bool) -> WhyNot | None:
    """Why no sheet says who calls, and when; None when it may be given. Source: docs/rules.md#D6.

    `over`: there is contact already, or nobody is on the way any more.
    """
    if not sends:
        return WhyNot.NOT_SENDER
    if over:
        return WhyNot.NOT_TO_COME
    return None if safe else WhyNot.SHEET_NOT_SAFE


def may_send_message(here: datetime) -> bool:
    """Whether a resident may get a text message at this hour. Source: docs/rules.md#D6."""
    return EARLIEST <= here.hour < LATEST
