"""The three keys: a ground, a reason to be allowed to speak, and a route.

A refusal says in one plain sentence what is missing and the smallest thing that would make it
possible. Values in, reason out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

LOOK_AGAIN_AFTER = timedelta(days=91)
LOOK_AGAIN_WITHIN = timedelta(days=184)


class Basis(Protocol):
    """What the rule asks of a row of the legal table."""

    @property
    def needs_consent(self) -> bool: ...
    @property
    def categories(self) -> Sequence[str]: ...


class WhyNot(StrEnum):
    """Why this may not be sent; the value is the sentence the user reads."""

    NO_PURPOSE = "Schrijf in één zin waarvoor de ander dit nodig heeft."
    NO_CATEGORY = "Kies welke gegevens u wilt delen."
    NO_GROUND = (
        "Er is nog geen grondslag om dit te delen. Vraag de inwoner of het mag, of kies een andere"
        " grondslag die voor uw functie geldt."
    )
    NO_SECRECY = (
        "U hebt beroepsgeheim en er is nog geen reden om te mogen spreken. Vraag de inwoner of u"
        " dit mag vertellen, of stel uw vraag zonder naam."
    )
    NO_ROUTE = (
        "Met deze organisatie is hierover geen afspraak. Vraag de inwoner om één keer ja te zeggen"
        " tegen deze partij, of stel uw vraag zonder naam."
    )
    NO_YES = (
        "De inwoner heeft nog geen ja gezegd. Vraag het de inwoner en noteer hoe u het ja hoorde,"
        " of kies een andere grondslag."
    )
    NOBODY_HEARD = "Noteer wie het ja van de inwoner hoorde."
    NOT_COVERED = "Uw grondslag geldt niet voor deze gegevens. Laat ze weg, of kies een andere."
    NOT_TOLD = (
        "Noteer wanneer u het de inwoner vertelde. Kan dat nog niet? Schrijf waarom, en op welke"
        " dag u er opnieuw naar kijkt."
    )
    NO_PARTY = "Kies welke betrokkene verborgen moet blijven; alleen dan."
    NOT_YOURS = "U kunt dit niet doen voor deze inwoner."
    NO_DANGER = "Schrijf waarom het gevaarlijk is als dit bekend wordt."
    NO_SAFETY = "Schrijf waarom dit niet meer geheim hoeft te zijn."
    LOOK_AGAIN = "Kies een dag na vandaag, binnen zes maanden, waarop u hier opnieuw naar kijkt."
    NOTHING_TO_TELL = "Er staat niets open dat u nog moet vertellen."
    TOLD_WHEN = "Vul een dag in vanaf het delen, tot en met vandaag."
    REVIEW_PAST = "Kies een dag na vandaag waarop u opnieuw bekijkt of de inwoner het mag weten."


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """What someone is about to share, and what they say about it.

    `ground`, `secrecy` and `route`: the rows in force that were chosen, None when none fits.
    `bound`: the giver is bound by professional secrecy. `outside`: the receiver works for
    another organisation. `safe_home`: it is a report to Veilig Thuis, which is never blocked.
    `asked_for_self`: there is no giver; the resident asks.
    """

    purpose: str
    categories: Sequence[str]
    ground: Basis | None
    secrecy: Basis | None
    route: Basis | None
    yes: bool
    heard: bool
    told: bool
    not_told_because: str = ""
    review_on: date | None = None
    bound: bool = False
    outside: bool = True
    safe_home: bool = False
    asked_for_self: bool = False


def why_not_send(sharing: Sharing, *, today: date) -> WhyNot | None:
    """Why this may not be shared now; None when it may. Source: docs/rules.md#S1."""
    if sharing.safe_home:
        return None
    return next(_reasons(sharing, today), None)


def _reasons(sharing: Sharing, today: date) -> Iterator[WhyNot]:
    if not sharing.purpose.strip():
        yield WhyNot.NO_PURPOSE
    if not sharing.categories:
        yield WhyNot.NO_CATEGORY
    if not sharing.asked_for_self:
        yield from _missing_keys(sharing)
        yield from _without_a_yes(sharing)
        yield from _untold(sharing, today)


def _missing_keys(sharing: Sharing) -> Iterator[WhyNot]:
    """Inside one organisation a ground is enough; secrecy and route are about others."""
    if sharing.ground is None:
        yield WhyNot.NO_GROUND
    if sharing.outside and sharing.bound and sharing.secrecy is None:
        yield WhyNot.NO_SECRECY
    if sharing.outside and sharing.route is None:
        yield WhyNot.NO_ROUTE
    for key in (sharing.ground, sharing.secrecy, sharing.route):
        if key is not None and key.categories and set(sharing.categories) - set(key.categories):
            yield WhyNot.NOT_COVERED


def _without_a_yes(sharing: Sharing) -> Iterator[WhyNot]:
    keys = (sharing.ground, sharing.secrecy, sharing.route)
    if any(key is not None and key.needs_consent for key in keys) and not sharing.yes:
        yield WhyNot.NO_YES
    if sharing.yes and not sharing.heard:
        yield WhyNot.NOBODY_HEARD


def _untold(sharing: Sharing, today: date) -> Iterator[WhyNot]:
    because, review_on = sharing.not_told_because, sharing.review_on
    reason = why_not_wait(because=because, review_on=review_on, today=today)
    if reason and not sharing.told:
        yield reason


def why_not_tell(*, told_on: date, shared_on: date, today: date) -> WhyNot | None:
    """Why the resident cannot have been told on this day. Source: docs/rules.md#S2."""
    return None if shared_on <= told_on <= today else WhyNot.TOLD_WHEN


def why_not_wait(*, because: str, review_on: date | None, today: date) -> WhyNot | None:
    """Why telling the resident cannot wait like this: it says why, and when is looked again."""
    if not because.strip() or review_on is None:
        return WhyNot.NOT_TOLD
    return None if review_on > today else WhyNot.REVIEW_PAST


def why_not_hide(*, reason: str, review_on: date, today: date, named: bool) -> WhyNot | None:
    """Why this cannot be hidden yet. `named`: the party is, when it is a party, and only then.

    Source: docs/rules.md#R6.
    """
    if not named:
        return WhyNot.NO_PARTY
    return why_not_keep(review_on=review_on, today=today) if reason.strip() else WhyNot.NO_DANGER


def why_not_keep(*, review_on: date, today: date) -> WhyNot | None:
    """Why it cannot stay hidden until this day: what is hidden is looked at again, in time."""
    return None if today < review_on <= today + LOOK_AGAIN_WITHIN else WhyNot.LOOK_AGAIN


def why_not_lift(*, because: str) -> WhyNot | None:
    """Why this cannot be made known again."""
    return None if because.strip() else WhyNot.NO_SAFETY
