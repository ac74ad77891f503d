"""What may happen on a plan, and who sees which row. Values in, reason out."""

from collections.abc import Set
from enum import StrEnum
from uuid import UUID

SENSITIVE = frozenset({"health", "finance", "safety"})


class WhyNot(StrEnum):
    """Why a change of the plan is refused; the value is the sentence the user reads."""

    NO_PLAN = "Dit huishouden heeft nog geen plan. Neem eerst de coördinatie aan."
    NO_TEXT = "Vul in waar het om gaat."
    NO_DOER = "Kies één persoon die dit doet."
    NOT_INVOLVED = "Deze persoon hoort nog niet bij de betrokkenen. Voeg die eerst toe."
    NOT_YOURS = "Dit is het deel van een ander. Stel uw vraag aan wie het schreef."
    NOT_ASKED_OF_YOU = "Alleen wie dit gaat doen kan het aannemen of weigeren."
    ANSWERED = "Hierop is al geantwoord."
    NOT_ACCEPTED = "Deze actie is nog niet aangenomen. Afvinken kan daarna."
    OVER = "Deze actie is al afgerond of gestopt."
    GOAL_OVER = "Dit doel is al bereikt of gestopt."
    NOT_DONE = "Deze actie is niet afgevinkt."
    TOO_LATE = "Terugzetten kan tot een uur na het afvinken. Maak anders een nieuwe actie."
    GOAL_LEFT = "Kies bij elk doel hoe het ermee staat."
    NO_REASON = "Schrijf kort waarom."
    IS_SHARED = "Alle betrokkenen die dit deel zien, lezen deze notitie al."
    NOBODY = "Kies met wie u deze notitie deelt."
    SHARED_NO_MORE = "Deze notitie wordt al niet meer gedeeld."
    NOT_OWN_PLAN = (
        "U noemt alleen plannen van uw eigen organisatie. De coördinator noemt de andere."
    )


def shown_to_member(
    member: UUID, *, concerns: UUID | None, category: str, agreed: bool = False
) -> bool:
    """Whether another member of the household may see this row. Source: docs/rules.md#P1.

    What concerns everybody, or this member, is shown. What concerns someone else is shown when
    that person agreed; without an answer only when it is not about health, money or safety.
    """
    if concerns in (None, member):
        return True
    return agreed or category not in SENSITIVE


def why_not_answer(*, asked: bool, accepted: bool, declined: bool, over: bool) -> WhyNot | None:
    """Why this position cannot accept or decline this action. Source: docs/rules.md#P2."""
    if not asked:
        return WhyNot.NOT_ASKED_OF_YOU
    if over:
        return WhyNot.OVER
    return WhyNot.ANSWERED if accepted or declined else None


def why_not_tick(*, mine: bool, accepted: bool, over: bool) -> WhyNot | None:
    """Why this action cannot be ticked off. `mine`: I do it, gave it, or coordinate."""
    if not mine:
        return WhyNot.NOT_YOURS
    if over:
        return WhyNot.OVER
    return None if accepted else WhyNot.NOT_ACCEPTED


def why_not_give(*, doers: int, involved: bool) -> WhyNot | None:
    """Why an action cannot be given: exactly one person does it, who is in the circle already."""
    if doers != 1:
        return WhyNot.NO_DOER
    return None if involved else WhyNot.NOT_INVOLVED


def keeps_to_self(*, secrecy: bool, ring: str) -> bool:
    """Whether a note about health stays with its writer until it is shared.

    Health written by someone bound by medical secrecy is for others only as a disclosure.
    Source: docs/rules.md#P3.
    """
    return secrecy and ring != "core"


def why_not_change(*, over: bool) -> WhyNot | None:
    """Why an action cannot be changed or stopped: it is done, declined or stopped."""
    return WhyNot.OVER if over else None


def why_not_share(
    *, mine: bool, only_me: bool, to: Set[UUID], circle: Set[UUID | None]
) -> WhyNot | None:
    """Why this note is not shared with these parties. Source: docs/rules.md#P3.

    `only_me`: nobody but its writer reads it. `circle`: the positions around the household.
    """
    if not mine:
        return WhyNot.NOT_YOURS
    if not only_me:
        return WhyNot.IS_SHARED
    if not to:
        return WhyNot.NOBODY
    return None if to <= circle else WhyNot.NOT_INVOLVED


def why_not_name(*, own: bool) -> WhyNot | None:
    """Why this party's plan is not mine to name. Source: docs/rules.md#P4.

    `own`: of my organisation, or I coordinate.
    """
    return None if own else WhyNot.NOT_OWN_PLAN


def why_not_settle(*, left: bool) -> WhyNot | None:
    """Why a plan cannot be looked back on yet. `left`: an open goal without an end."""
    return WhyNot.GOAL_LEFT if left else None


def why_not_end_goal(*, over: bool, reason: str | None = None) -> WhyNot | None:
    """Why a goal cannot be reached or stopped; stopping says why (`reason`)."""
    if over:
        return WhyNot.GOAL_OVER
    return WhyNot.NO_REASON if reason is not None and not reason.strip() else None
